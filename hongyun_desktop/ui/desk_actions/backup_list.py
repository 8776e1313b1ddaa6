# SPDX-License-Identifier: GPL-3.0-or-later
"""Which backup to go back to: those that were found, the newest first, or any other file. Imports core and kit only."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hongyun_desktop.core.backups.finding import Found
from hongyun_desktop.core.backups.remembering import Place
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.parts import button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.kit.theme import GAP_PX, em

_PLACES = {
    Place.STICK: _("U 盘"),
    Place.SHARE: _("共享文件夹"),
    Place.CLOUD: _("网盘"),
    Place.OTHER_DISK: _("另一块硬盘"),
    Place.COMPUTER: _("本机"),
}
_ROLE = Qt.ItemDataRole.UserRole


class BackupList(QDialog):
    """`chosen` tells the file, after which the dialog is closed; Enter and a double click take the marked one."""

    chosen = Signal(object)

    def __init__(self, found: Sequence[Found], speaker: Speaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("从备份找回"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._speaker = speaker
        self.list = QListWidget()
        for each in found:
            item = QListWidgetItem(text_of(each))
            item.setData(_ROLE, each.file)
            item.setToolTip(str(each.file))
            item.setSizeHint(QSize(0, em(self.list, 2.4)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._on_item)
        self.other = button(_("选别的文件…"), "folder-open")
        self.other.clicked.connect(self._on_other)
        self.stay = button(_("取消"))
        self.stay.clicked.connect(self.reject)
        self.look = button(_("看看这一份"), primary=True)
        self.look.clicked.connect(self._on_look)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("用哪一份备份？"), "h2"))
        column.addWidget(label(_("先看看里面有什么，再决定。现在还什么都不会动。"), "key", wrap=True))
        column.addWidget(self.list, 1)
        column.addLayout(row_of(self.other, None, self.stay, self.look))
        fit_to_screen(self, em(self, 40), em(self, 30))
        self.list.setFocus()

    def _on_item(self, item: QListWidgetItem) -> None:
        self._take(item.data(_ROLE))

    def _on_look(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._on_item(item)

    def _on_other(self) -> None:
        file = choose_file(self._speaker)
        if file is not None:
            self._take(file)

    def _take(self, file: Path) -> None:
        self.accept()
        self.chosen.emit(file)


def choose_file(speaker: Speaker) -> Path | None:
    """Any file that somebody points at."""
    return speaker.open_file(_("选一份备份"), _("鸿运桌面的备份 (*.db)"))


def text_of(found: Found) -> str:
    """2026-11-20 17:12　U 盘　12.3 MB　加了密"""
    parts = [f"{found.at:%Y-%m-%d %H:%M}", _PLACES[found.place], f"{found.size_bytes / 1e6:,.1f} MB"]
    return "　".join([*parts, *([_("加了密")] if found.is_encrypted else [])])
