# SPDX-License-Identifier: GPL-3.0-or-later
"""The headings of a file with what they mean, each to be assigned otherwise. Knows no feature."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.import_reading import OpenedFile, masked
from hongyun_desktop.ui.kit.parts import Scrolled, Shortened, button, label, row_of
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.theme import COLOURS, em, scaled

SKIPPED = "skipped"
_SAMPLE_EM = 26
_OURS = frozenset({"problem", "from_sheet", "from_row", "fingerprint"})
_UNUSED = frozenset({SKIPPED, "sequence"})


class _Choice(QComboBox):
    """Changes by its opened list only: each change reads the whole file anew and takes the field from another heading.

    The wheel scrolls the headings around it; an arrow opens the list.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space):
            self.showPopup()
        elif event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


class ColumnsPane(QWidget):
    """A line for each heading; `assigned` tells a heading and the field that a person chose for it.

    `forgotten`: the person wants the program's own reading back.
    """

    assigned = Signal(str, str)
    forgotten = Signal()

    def __init__(self, words: Mapping[str, str], privacy: Privacy, parent: QWidget | None = None) -> None:
        """words: field → how a person calls it, in the order of the choices; SKIPPED and "" among them."""
        super().__init__(parent)
        self._words, self._privacy = words, privacy
        self.boxes: dict[str, QComboBox] = {}
        self._samples: list[tuple[QLabel, str]] = []
        self.hint = label(_("认得不对，就在右边改。改过的，下次遇到同样的栏目会照着认。"), "hint", wrap=True)
        self._scrolled = Scrolled(margins_px=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 4, 4)
        self.forget = button(_("全部改回自动认的"), "undo-2")
        self.forget.clicked.connect(self.forgotten)
        line = row_of(self.forget)
        line.insertWidget(0, self.hint, 1)
        column.addLayout(line)
        column.addWidget(self._scrolled, 1)
        self._grid_holder: QWidget | None = None
        privacy.changed.connect(self._show_samples)

    def show_columns(self, opened: OpenedFile) -> None:
        """Show the headings of a file; the keyboard stays at the heading where it was."""
        kept = next((heading for heading, box in self.boxes.items() if box.hasFocus()), "")
        if self._grid_holder is not None:
            self._scrolled.column.removeWidget(self._grid_holder)
            self._grid_holder.hide()
            self._grid_holder.deleteLater()
            self._scrolled.column.takeAt(0)
        self.forget.setVisible(bool(opened.assigned))
        self.boxes, self._samples = {}, []
        self._grid_holder = self._grid(opened)
        self._scrolled.column.addWidget(self._grid_holder)
        self._scrolled.column.addStretch(1)
        self._show_samples()
        if kept in self.boxes:
            self.boxes[kept].setFocus()

    def _grid(self, opened: OpenedFile) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 8, 4)
        grid.setHorizontalSpacing(scaled(14))
        grid.setVerticalSpacing(scaled(7))
        for place, title in enumerate((_("表格里的栏目"), _("栏里写的（举例）"), "", _("当作"))):
            grid.addWidget(label(title, "key"), 0, place)
        # A heading and what it is taken for stand as near each other as the samples between them allow.
        grid.setColumnStretch(1, 100)
        grid.setColumnStretch(4, 1)
        for number, seen in enumerate((each for each in opened.columns if each.field not in _OURS), 1):
            self._add_line(grid, number, seen.heading, seen.field, "，".join(seen.samples))
        return holder

    def _add_line(self, grid: QGridLayout, number: int, heading: str, known: str, samples: str) -> None:
        box = self._box(heading, known)
        name = label(heading.replace("\n", " "))
        name.setBuddy(box)
        name.setMinimumWidth(em(name, 7))
        sample = Shortened("hint")
        sample.setMaximumWidth(em(sample, _SAMPLE_EM))
        self._samples.append((sample, samples))
        arrow = QLabel()
        used = bool(known) and known not in _UNUSED
        arrow.setPixmap(pixmap("chevron-right", COLOURS.primary if used else COLOURS.disabled, scaled(16)))
        for place, widget in enumerate((name, sample, arrow, box)):
            grid.addWidget(widget, number, place, Qt.AlignmentFlag.AlignVCenter)

    def _box(self, heading: str, known: str) -> QComboBox:
        box = _Choice()
        box.setAccessibleName(heading)
        box.setMinimumWidth(em(box, 11))
        for meaning, word in self._words.items():
            box.addItem(word, meaning)
        shown = SKIPPED if known == "sequence" and SKIPPED in self._words else known
        box.setCurrentIndex(max(box.findData(shown if shown in self._words else ""), 0))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.activated.connect(partial(self._on_chosen, heading))
        self.boxes[heading] = box
        return box

    def _on_chosen(self, heading: str, place: int) -> None:
        self.assigned.emit(heading, self.boxes[heading].itemData(place))

    def _show_samples(self, _on: bool = False) -> None:
        for shown, text in self._samples:
            shown.setText(self._privacy.hide(masked(text)))
