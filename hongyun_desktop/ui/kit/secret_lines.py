# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines for what nobody else should read: hidden letters, a tick that shows them, and word of Caps Lock. Qt only."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.parts import label


class CapsLock(QObject):
    """Tells from the letters typed whether Caps Lock is on: no platform is asked, for not all of them answer."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on = False

    def watch(self, line: QLineEdit) -> None:
        """Listen to the keys of a line."""
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._listen(event)
        return False

    def _listen(self, event: QKeyEvent) -> None:
        text, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock and self.on:
            self._set(False)
        elif len(text) == 1 and text.isascii() and text.isalpha():
            self._set(text.isupper() != shift)

    def _set(self, on: bool) -> None:
        if on != self.on:
            self.on = on
            self.changed.emit(on)


class ShowTyped(QCheckBox):
    """A tick that shows the letters of the lines given to it.

    An input method is off while letters are hidden (Qt), so Han need the tick.
    """

    def __init__(self) -> None:
        super().__init__(_("显示输入的字（要打汉字，先勾上）"))
        self._lines: list[QLineEdit] = []
        self.toggled.connect(self._show_typed)

    def hide_letters(self, line: QLineEdit) -> None:
        """Hide what is typed in a line until the tick is set."""
        self._lines.append(line)
        line.setEchoMode(QLineEdit.EchoMode.Password)

    def _show_typed(self, shown: bool) -> None:
        for line in self._lines:
            line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class SecretLines(QWidget):
    """One or more lines under one another; `submitted` on Enter in the last one, in the others Enter goes on."""

    submitted = Signal()
    edited = Signal()

    def __init__(self, captions: dict[str, str], hints: dict[str, str] | None = None) -> None:
        """captions: what stands before each line, by its name; a single line may go without."""
        super().__init__()
        self.lines: dict[str, QLineEdit] = {}
        self.shown = ShowTyped()
        self.caps = label(_("大写锁定开着（Caps Lock）。"), "warning", wrap=True)
        self.caps.hide()
        self._caps_lock = CapsLock(self)
        self._caps_lock.changed.connect(self.caps.setVisible)
        rows = QFormLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(8)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for name, caption in captions.items():
            self._add(rows, name, caption, (hints or {}).get(name, ""))
        under = QVBoxLayout()
        under.setSpacing(6)
        under.addWidget(self.shown)
        under.addWidget(self.caps)
        if any(captions.values()):
            rows.addRow("", under)
        else:
            rows.addRow(under)
        rows.setContentsMargins(0, 0, 0, 0)
        self.setLayout(rows)
        self.setFocusProxy(next(iter(self.lines.values())))

    def _add(self, rows: QFormLayout, name: str, caption: str, hint: str) -> None:
        line = QLineEdit()
        self.shown.hide_letters(line)
        line.setPlaceholderText(hint)
        line.setAccessibleName(caption)
        line.textChanged.connect(lambda _text: self.edited.emit())
        line.returnPressed.connect(self._on_enter)
        self._caps_lock.watch(line)
        self.lines[name] = line
        if caption:
            rows.addRow(label(caption, "key"), line)
        else:
            rows.addRow(line)

    def show_letters(self, *, always: bool) -> None:
        """Show what is typed, without being asked: it is copied from paper, and hidden letters can't be compared."""
        self.shown.setChecked(always)
        self.shown.setVisible(not always)

    def typed(self) -> dict[str, str]:
        """What stands in each line."""
        return {name: line.text() for name, line in self.lines.items()}

    def clear(self) -> None:
        """Forget what was typed."""
        for line in self.lines.values():
            line.clear()

    def ask_again(self, name: str) -> None:
        """Let a line be typed over."""
        line = self.lines.get(name) or next(iter(self.lines.values()))
        line.selectAll()
        line.setFocus()

    def _on_enter(self) -> None:
        lines = list(self.lines.values())
        place = next((number for number, line in enumerate(lines) if line.hasFocus()), len(lines) - 1)
        if place + 1 < len(lines):
            lines[place + 1].setFocus()
        else:
            self.submitted.emit()
