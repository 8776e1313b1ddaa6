# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt's own words in Chinese: its translation, and the few that this lacks. Imports QtCore only."""

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator

from hongyun_desktop.text import _

_MISSING = {
    ("QAbstractFileIconProvider", "Folder"): _("文件夹"),
    ("QAbstractFileIconProvider", "File Folder"): _("文件夹"),
    ("QAbstractFileIconProvider", "Drive"): _("磁盘"),
    ("QAbstractFileIconProvider", "File"): _("文件"),
    ("QAbstractFileIconProvider", "Alias"): _("快捷方式"),
    ("QAbstractFileIconProvider", "Shortcut"): _("快捷方式"),
    ("QAbstractFileIconProvider", "Unknown"): _("不明"),
}
_OURS = {
    # Qt writes 撤消, everything else here 撤销.
    ("QLineEdit", "&Undo"): _("撤销(&U)"),
    ("QWidgetTextControl", "&Undo"): _("撤销(&U)"),
}


class QtWords(QTranslator):
    """Qt's translation (qtbase_zh_CN.qm); what it lacks from the table above."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))

    def translate(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        key = context, source
        # None, not an empty text: that would be shown.
        return _OURS.get(key) or super().translate(context, source, disambiguation, n) or _MISSING.get(key)

    def isEmpty(self) -> bool:
        return False
