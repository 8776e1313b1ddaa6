# SPDX-License-Identifier: GPL-3.0-or-later
"""从备份找回…: shows which backups there are, what one holds beside what is there now, asks, and hands over the step.

The step runs while the store is closed, so whoever opened the store runs it. Imports core and the kit only.
"""

from collections.abc import Callable
from dataclasses import field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.backups import comparing, finding
from hongyun_desktop.core.backups.comparing import Comparison
from hongyun_desktop.core.backups.finding import Found
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store import key_sealing, keys, restoring
from hongyun_desktop.core.store.restoring import Restored
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions.backup_list import BackupList, choose_file
from hongyun_desktop.ui.desk_actions.key_form import KeyDialog
from hongyun_desktop.ui.desk_actions.restore_dialog import RestoreDialog
from hongyun_desktop.ui.desk_actions.step import Reopen, Step
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.kit.waiting import Waiting


@frozen
class Chosen:
    """A backup that somebody looked at and said yes to, what opens it, and what opens the one it replaces."""

    file: Path
    key: bytes | None = field(default=None, repr=False)
    present_key: bytes | None = field(default=None, repr=False)


class Restoration(Step):
    """The step that puts a backup in the place of a database."""

    title = _("正在找回资料……")

    def __init__(self, chosen: Chosen) -> None:
        self.chosen = chosen
        self.key, self.present_key = chosen.key, chosen.present_key

    def __call__(self, path: Path) -> str:
        """Do it; a sentence to say afterwards. Raises: those of `core.store.restoring.restore`."""
        chosen = self.chosen
        done = restoring.restore(path, chosen.file, erasure.erase, chosen.key, present_key=chosen.present_key)
        return _said(chosen.file, done)


def ask_restore(desk: Desk, parent: QWidget | None, reopen: Reopen) -> None:
    """Choose a backup, look into it, ask, and give `reopen` the step.

    reopen: closes the store, calls the step with the store's path, and opens the store again whatever came of it.
    """
    if desk.store.is_demo:
        desk.speaker.refuse(_("这是演示。请先点窗口上方的“建立我们自己的资料”，再从备份找回。"))
        return
    try:
        desk.store.demand(Right.RESTORE)
    except AppError as error:
        desk.refused(error)
        return
    choose(
        desk.store.path,
        desk.speaker,
        parent,
        lambda chosen: reopen(Restoration(chosen)),
        desk.refused,
        present_key=desk.store.database.key,
    )


def ask_restore_from(desk: Desk, file: Path, parent: QWidget | None, reopen: Reopen) -> None:
    """As `ask_restore`, for a backup that was found already; also for whoever may only look at a damaged database."""
    take: Callable[[Chosen], object] = lambda chosen: reopen(Restoration(chosen))  # noqa: E731
    _Choice(desk.store.path, parent, take, desk.refused, desk.store.database.key).look(file)


def choose(
    path: Path,
    speaker: Speaker,
    parent: QWidget | None,
    take: Callable[[Chosen], object],
    failed: Callable[[AppError], object],
    *,
    present_key: bytes | None = None,
) -> None:
    """Let somebody choose a backup and look at what it holds; `take` gets it once that was confirmed.

    path: of the database that would be replaced. present_key: what opens it, where that is known.
    """
    choice = _Choice(path, parent, take, failed, present_key)

    def show(found: list[Found]) -> None:
        if not found:
            nothing = _(
                "这台电脑上和插着的 U 盘上都没有找到备份。备份在 U 盘上的，请插好再来一次；在别处的，请自己选文件。"
            )
            file = choose_file(speaker) if speaker.ask(nothing, _("选文件…"), _("取消")) else None
            if file is not None:
                choice.look(file)
            return
        dialog = BackupList(found, speaker, parent)
        dialog.chosen.connect(lambda file: choice.look(file))
        dialog.open()

    Waiting(_("正在找备份……"), parent).run(lambda _progress: finding.backups_for(path), show, failed)


class _Choice:
    """From a file to a yes: its key, what it holds, the question."""

    def __init__(
        self,
        path: Path,
        parent: QWidget | None,
        take: Callable[[Chosen], object],
        failed: Callable[[AppError], object],
        present_key: bytes | None,
    ) -> None:
        self._path, self._parent, self._take, self._failed = path, parent, take, failed
        self._present_key = present_key

    def look(self, file: Path) -> None:
        """Ask for the key where one is needed, then show what the file holds."""
        if not keys.is_encrypted(file):
            self._compare(Chosen(file, None, self._present_key))
        elif _is_of(file, self._present_key):
            self._compare(Chosen(file, self._present_key, self._present_key))
        else:
            dialog = KeyDialog(file, self._parent, is_backup=True)
            dialog.opened.connect(lambda key: self._compare(Chosen(file, key, self._present_key)))
            dialog.open()

    def _compare(self, chosen: Chosen) -> None:
        Waiting(_("正在核对这份备份……"), self._parent).run(
            lambda _progress: comparing.compare(self._path, chosen.file, chosen.key, chosen.present_key),
            lambda told: self._ask(told, chosen),
            self._failed,
        )

    def _ask(self, told: Comparison, chosen: Chosen) -> None:
        dialog = RestoreDialog(told, self._parent)
        dialog.accepted.connect(lambda: self._take(chosen))
        dialog.open()


def _is_of(file: Path, key: bytes | None) -> bool:
    try:
        return key is not None and keys.read_file(file).key_id == key_sealing.key_id_of(key)
    except AppError:
        return False


def _said(file: Path, done: Restored) -> str:
    parts = [_("已从 {file} 找回。").format(file=file.name)]
    if done.kept:
        parts.append(_("找回以前的资料留在“{folder}”里。").format(folder=_last_two(done.kept.parent)))
    if done.erased_again:
        parts.append(_("备份之后删除过的 {count} 人，已再次删除。").format(count=done.erased_again))
    if done.photos_missing:
        parts.append(_("有 {count} 张照片在备份旁边找不到。").format(count=done.photos_missing))
    if not done.present_was_read:
        parts.append(_("换下来的资料打不开，备份之后删除过谁，请自己核对。"))
    return "".join(parts)


def _last_two(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"
