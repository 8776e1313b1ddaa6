# SPDX-License-Identifier: GPL-3.0-or-later
"""关于: which program this is, under which licences it and its fonts come, and where the data lies."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from hongyun_desktop import __version__, libraries, log, paths
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Card, Segmented, button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.theme import GAP_PX, em

_LICENCES = {
    "CertKai-OFL.txt": _("证书楷体"),
    "SongBold-OFL.txt": _("标题宋体"),
    "HeiRegular-OFL.txt": _("黑体"),
    "Brush-OFL.txt": _("毛笔字"),
    "RareMincho-licence.txt": _("难字宋体"),
    "icons": _("图标"),
    "libraries": _("程序库"),
}


def show_about(desk: Desk, parent: QWidget | None = None) -> "AboutDialog":
    """Tell what this program is; the dialog is open when this returns."""
    dialog = AboutDialog(desk, parent)
    dialog.open()
    return dialog


class AboutDialog(QDialog):
    """Name, version and places at the top; the licences' full texts below."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("关于鸿运桌面"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.licences = Segmented([(name, title, "") for name, title in _LICENCES.items()])
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("许可证全文"))
        self.ok = button(_("知道了"), primary=True)
        self.ok.clicked.connect(self.accept)
        self.licences.chosen.connect(self._show_licence)
        self._lay_out(desk)
        self._show_licence(self.licences.value())

    def _lay_out(self, desk: Desk) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        version = label(_("第 {version} 版").format(version=__version__), "hint")
        column.addLayout(row_of(label(_("鸿运桌面"), "h1"), 6, version, None))
        column.addWidget(
            label(_("小区自管委的花名册、志愿积分、荣誉证书、队伍和整治任务。不联网，资料只在这台电脑上。"), wrap=True)
        )
        column.addWidget(self._places(desk))
        words = _("程序是自由软件，按 GPL 3.0 或更新版本使用。字体、图标和程序库各有许可证：")
        column.addWidget(label(words, "key", wrap=True))
        column.addLayout(row_of(self.licences, None))
        column.addWidget(self.text, 1)
        column.addLayout(row_of(None, self.ok))
        fit_to_screen(self, em(self, 44), min(em(self, 38), 660))

    def _places(self, desk: Desk) -> Card:
        card = Card(margins_px=14)
        rows = QFormLayout()
        rows.setHorizontalSpacing(20)
        rows.setVerticalSpacing(6)
        for key, value in (
            (_("资料文件"), str(desk.store.path)),
            (_("出错记录"), str(paths.state_folder() / log.FILE_NAME)),
        ):
            rows.addRow(label(key, "key"), _copied(value))
        card.column.addLayout(rows)
        return card

    def _show_licence(self, name: object) -> None:
        folder = paths.resources()
        if name == "libraries":
            self.text.setPlainText(libraries.licences())
            return
        file = folder / "icons" / "LICENSE" if name == "icons" else folder / "fonts" / "licences" / str(name)
        self.text.setPlainText(file.read_text(encoding="utf-8"))


def _copied(text: str) -> QLabel:
    """A path that wraps anywhere and can be selected."""
    shown = label("\u200b".join(text), wrap=True)
    shown.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return shown
