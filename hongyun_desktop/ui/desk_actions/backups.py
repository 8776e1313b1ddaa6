# SPDX-License-Identifier: GPL-3.0-or-later
"""备份到别处…: a verified copy, kept for good, into a folder that somebody chooses. Imports core and the kit only."""

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.backups import making, words
from hongyun_desktop.core.backups.remembering import LastBackup
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk


def ask_back_up(desk: Desk, _parent: QWidget | None = None) -> None:
    """Let somebody choose a folder, make the copy beside the window, and say where it is."""
    folder = desk.speaker.folder(_("备份到哪个文件夹（建议 U 盘）"))
    if folder is None:
        return

    def told(made: LastBackup) -> None:
        said = _("已备份并核对：{file}").format(file=made.file.name)
        near = words.near_sentence(made)
        desk.speaker.toast(_("{said}。{near}").format(said=said, near=near) if near else said)

    desk.jobs.start(_("正在备份并核对"), lambda _progress: making.back_up(desk.store, folder), told)
