# SPDX-License-Identifier: GPL-3.0-or-later
"""难字: finding a rare character by its parts or its sound, and putting it where the cursor stands.

`attach` gives any line for a name its button. Imports Qt, core.characters and kit only.
"""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QIcon,
    QKeySequence,
    QPainter,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hongyun_desktop.core.characters import FoundCharacter, find_characters
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import rare_characters, theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.line_icons import Position, offer_clearing, put_icon
from hongyun_desktop.ui.kit.parts import button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.search_box import DEBOUNCE_MS

KEY = "F4"


def attach(line: QLineEdit, desk: Desk) -> None:
    """Give a line the button 难 at its right end, and F4; whatever is written there can be seen."""
    line.textChanged.connect(desk.rare_fonts.see)
    desk.rare_fonts.see(line.text())
    action = QAction(_sign(), _("难字：按部件或拼音找字（{key}）").format(key=KEY), line)
    put_icon(line, action, Position.TrailingPosition)
    action.triggered.connect(lambda: open_picker(line, desk))
    shortcut = QShortcut(QKeySequence(KEY), line)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(action.trigger)


def open_picker(line: QLineEdit, desk: Desk) -> "CharacterPicker":
    """Open the picker over a line; what is chosen goes to its cursor."""
    picker = CharacterPicker(desk, line)
    # To whoever listens this is typing, as an input method's would be.
    picker.picked.connect(line.insert)
    picker.open()
    return picker


@cache
def _sign() -> QIcon:
    side = 48
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setFont(theme.font(44))
    painter.setPen(QColor(theme.COLOURS.primary))
    painter.drawText(QRect(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, _("难"))
    painter.end()
    return QIcon(picture)


class CharacterPicker(QDialog):
    """Parts or a sound above, the characters that fit below; `picked` tells the one chosen."""

    picked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("难字"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("如 龙天、吉吉、金字旁 宏、三点水、yan"))
        offer_clearing(self.words)
        self.words.setAccessibleName(_("部件或拼音"))
        self.found = self._make_list()
        self.about = label("", "key")
        self.hint = label("", "hint", wrap=True)
        self.take = button(_("填进去"), primary=True)
        self.take.clicked.connect(self._take)
        self.cancel = button(_("取消"))
        self.cancel.clicked.connect(self.reject)
        self._asked = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self.search_now)
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self.words.returnPressed.connect(self._on_return)
        self._lay_out()
        self._show([])

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setViewMode(QListWidget.ViewMode.IconMode)
        made.setMovement(QListWidget.Movement.Static)
        made.setResizeMode(QListWidget.ResizeMode.Adjust)
        made.setUniformItemSizes(True)
        made.setSpacing(2)
        side = theme.scaled(56)
        made.setGridSize(QSize(side, side))
        made.setStyleSheet(f"QListWidget::item {{ padding: 0; width: {side - 4}px; height: {side - 4}px; }}")
        made.setAccessibleName(_("找到的字"))
        made.currentItemChanged.connect(lambda item, _before: self._describe(item))
        made.itemActivated.connect(lambda _item: self._take())
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(theme.GAP_PX)
        column.addWidget(label(_("找难字"), "h2"))
        explained = _("写出字里看得见的部件，或拼音，或两样都写。点两下要的字，就填进去。")
        column.addWidget(label(explained, "hint", wrap=True))
        column.addWidget(self.words)
        column.addWidget(self.hint)
        column.addWidget(self.found, 1)
        column.addWidget(self.about)
        column.addLayout(row_of(None, self.cancel, self.take))
        fit_to_screen(self, theme.em(self, 36), min(theme.em(self, 28), 620))

    def search_now(self) -> None:
        """Look for what stands in the field; the table is read beside the window, because it is large."""
        self._pause.stop()
        words = self.words.text()
        self._asked += 1
        asked = self._asked

        def show(found: Sequence[FoundCharacter]) -> None:
            if asked == self._asked:
                self._show(found)

        self._desk.jobs.start(_("正在找字"), lambda _progress: find_characters(words), show)

    def _show(self, found: Sequence[FoundCharacter]) -> None:
        self.found.clear()
        for each in found:
            item = QListWidgetItem(each.character)
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setFont(_font_of(each.character, theme.scaled(30)))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.found.addItem(item)
        asked = bool(self.words.text().strip())
        nothing = _("没有找到。少写一个部件，或换一个读音再试；还不行，请按发证机关的写法从别处复制过来。")
        self.hint.setText(nothing if asked and not found else "")
        self.hint.setVisible(asked and not found)
        if found:
            self.found.setCurrentRow(0)
        self.take.setEnabled(bool(found))
        if not found:
            self.about.clear()

    def _describe(self, item: QListWidgetItem | None) -> None:
        found = item.data(Qt.ItemDataRole.UserRole) if item else None
        if not isinstance(found, FoundCharacter):
            return
        sound = "、".join(found.readings) or _("读音未收")
        parts = _("部件 {parts}").format(parts=" ".join(found.parts)) if found.parts else ""
        text = "　".join(filter(None, (found.character, sound, parts)))
        self.about.setFont(_font_of(text, theme.base_px()))
        self.about.setText(text)

    def _on_return(self) -> None:
        if self._pause.isActive():
            self.search_now()
        elif self.found.currentItem() is not None:
            self._take()

    def _take(self) -> None:
        item = self.found.currentItem()
        if item is not None:
            self.picked.emit(item.text())
            self.accept()


def _font_of(text: str, px: int) -> QFont:
    if rare_characters.lacking(text) and not rare_characters.stand_by():
        rare_characters.bring_in(rare_characters.unpacked())
    return theme.font(px)
