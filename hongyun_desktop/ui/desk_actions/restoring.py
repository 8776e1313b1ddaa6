# SPDX-License-Identifier: GPL-3.0-or-later
"""从备份找回…: shows what a backup holds, says what will happen, asks, and hands over the step to be done.

The step runs while the store is closed, so whoever opened the store runs it. Imports core and the kit only.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from hongyun_desktop.core import last_backup
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store import restoring
from hongyun_desktop.core.store.backup_facts import BackupFacts, look_into
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Card, button, label, row_of
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.kit.theme import GAP_PX, em
from hongyun_desktop.ui.kit.waiting import Waiting

Step = Callable[[Path], str]


def ask_restore(desk: Desk, parent: QWidget | None, reopen: Callable[[Step], object]) -> None:
    """Choose a backup, look into it, ask, and give `reopen` the step.

    reopen: closes the store, calls the step with the store's path (it restores, and gives a sentence to say
    afterwards; Raises: those of `core.store.restoring.restore`), and opens the store again whatever came of it.
    """
    if desk.store.is_demo:
        desk.speaker.refuse(_("这是演示。请先点窗口上方的“建立我们自己的资料”，再从备份找回。"))
        return
    present = last_backup.database_id(desk.store)
    choose(desk.speaker, parent, lambda facts: reopen(step_of(facts.file)), desk.refused, present)


def choose(
    speaker: Speaker,
    parent: QWidget | None,
    take: Callable[[BackupFacts], object],
    failed: Callable[[AppError], object],
    present_id: str | None = None,
    kept: bool = True,
) -> None:
    """Let somebody choose a backup and look at what it holds; `take` gets it once that was confirmed.

    present_id: of the database that would be replaced, to warn where the backup is another's. kept: whether
    something is there that will be kept aside.
    """
    file = speaker.open_file(_("选一份备份"), _("鸿运桌面的备份 (*.db)"))
    if file is None:
        return

    def show(facts: BackupFacts) -> None:
        dialog = RestoreDialog(facts, present_id, parent, kept=kept)
        dialog.accepted.connect(lambda: take(facts))
        dialog.open()

    Waiting(_("正在核对这份备份……"), parent).run(lambda _progress: look_into(file), show, failed)


def step_of(file: Path) -> Step:
    """What to do between two openings: put the backup in the place of a database, and say so."""

    def step(path: Path) -> str:
        done = restoring.restore(path, file, erasure.erase)
        parts = [_("已从 {file} 找回。").format(file=file.name)]
        if done.kept:
            parts.append(_("找回以前的资料留在“{folder}”里。").format(folder=_last_two(done.kept.parent)))
        if done.erased_again:
            parts.append(_("备份之后删除过的 {count} 人，已再次删除。").format(count=done.erased_again))
        return "".join(parts)

    return step


def _last_two(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


class RestoreDialog(QDialog):
    """What is in the backup, what will happen, and the question; `accepted` is yes."""

    def __init__(
        self, facts: BackupFacts, present_id: str | None = None, parent: QWidget | None = None, *, kept: bool = True
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("从备份找回"))
        self.go_on = button(_("用这份备份"), primary=True)
        self.go_on.clicked.connect(self.accept)
        self.stay = button(_("取消"))
        self.stay.clicked.connect(self.reject)
        self.go_on.setEnabled(not facts.is_demo)
        self.warning = label(_warning(facts, present_id), "warning", wrap=True)
        self.warning.setVisible(bool(self.warning.text()))
        happens = (
            _("现在的资料会先留一份在“备份”文件夹里，再换成这一份。换好以后，这份备份之后记的东西要重新记。")
            if kept
            else _("资料会回到这份备份那时的样子。备份文件本身不动。")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("这份备份里有"), "h2"))
        column.addWidget(_card_of(facts))
        column.addWidget(self.warning)
        column.addWidget(label(happens, "notice", wrap=True))
        column.addLayout(row_of(None, self.stay, self.go_on))
        self.setMinimumWidth(em(self, 36))
        self.stay.setFocus()


def _warning(facts: BackupFacts, present_id: str | None) -> str:
    if facts.is_demo:
        return _("这是演示资料的备份，里面的人都是虚构的，不能当真的资料用。")
    if present_id is not None and facts.database_id != present_id:
        return _("这份备份不是从现在这套资料来的，可能是别的小区的。请看清楚再用。")
    return ""


def _card_of(facts: BackupFacts) -> Card:
    card = Card(margins_px=16)
    rows = QFormLayout()
    rows.setHorizontalSpacing(20)
    rows.setVerticalSpacing(8)
    written = f"{facts.written_at:%Y-%m-%d %H:%M}" if facts.written_at else _("还没有记过")
    for key, value in (
        (_("文件"), facts.file.name),
        (_("小区"), facts.compound or _("没有写")),
        (_("资料记到"), written),
        (_("花名册"), _("{count:,} 人").format(count=facts.residents)),
        (_("积分流水"), _("{count:,} 笔").format(count=facts.entries)),
        (_("证书"), _("{count:,} 张").format(count=facts.certificates)),
        (_("校验码"), facts.head[:16]),
    ):
        rows.addRow(label(key, "key"), label(value, wrap=True))
    card.column.addLayout(rows)
    return card
