# SPDX-License-Identifier: GPL-3.0-or-later
"""检查资料: looks through the whole database beside the window, says what it found, and mends what can be proved.

Imports core and the kit only.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from hongyun_desktop.core import checking
from hongyun_desktop.core.backups.finding import newest_verified
from hongyun_desktop.core.checking import mending
from hongyun_desktop.core.checking.mending import Mended
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages.findings import finding_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions import restoring
from hongyun_desktop.ui.desk_actions.newest_backup import newest_sentence
from hongyun_desktop.ui.desk_actions.step import Reopen
from hongyun_desktop.ui.kit.content_height import fit_to_content
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import Scrolled, button, label, row_of
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em, scaled

_MOST_SHOWN = 100
Checked = tuple[Sequence[Finding], int, str]


def check(desk: Desk, parent: QWidget | None = None, reopen: Reopen | None = None) -> None:
    """Check beside the window, then show what came of it. reopen: see `restoring.ask_restore`."""

    def show(found: tuple[Checked, Path | None]) -> None:
        CheckDialog(found[0], parent, desk=desk, reopen=reopen, newest=found[1]).open()

    desk.jobs.start(_("正在检查资料"), lambda progress: _look(desk.store, progress), show)


def _look(store: Store, progress: Progress) -> tuple[Checked, Path | None]:
    progress(0, 0)
    findings = checking.check(store)
    return (findings, *store.ledger_head), _newest(store, findings)


def _newest(store: Store, findings: Sequence[Finding]) -> Path | None:
    """Where something can't be mended, the newest backup that can be read through and through."""
    if all(each.mendable for each in findings):
        return None
    return newest_verified(store.path, store.database.key)


class CheckDialog(QDialog):
    """All well, or the findings as sentences that can be copied, with the ways to put them right.

    desk, reopen: without them nothing can be put right here. newest: a backup that was read through and through.
    mended: how many were mended just now.
    """

    def __init__(
        self,
        found: Checked,
        parent: QWidget | None = None,
        *,
        desk: Desk | None = None,
        reopen: Reopen | None = None,
        newest: Path | None = None,
        mended: int = 0,
    ) -> None:
        super().__init__(parent)
        self._findings, entries, head = found
        self._desk, self._reopen, self._newest, self._host = desk, reopen, newest, parent
        self.setWindowTitle(_("检查资料"))
        self.mendable = [each for each in self._findings if each.mendable]
        self.others = [each for each in self._findings if not each.mendable]
        self.sentences = [finding_sentence(each.code, each.params) for each in self._findings]
        self.mark = QLabel()
        self.headline = label("", "h2", wrap=True)
        self.under = label("", "key", wrap=True)
        self.copy = button(_("复制"))
        self.copy.setVisible(bool(self._findings))
        self.copy.clicked.connect(self._on_copy)
        self.restore = button(_("从备份找回…"))
        self.restore.setVisible(bool(self.others) and desk is not None and reopen is not None)
        self.restore.clicked.connect(self._on_restore)
        self.ok = button(_("知道了"), primary=not self.mendable)
        self.ok.clicked.connect(self.accept)
        self.mend = button(_("修好这 {count} 处").format(count=f"{len(self.mendable):,}"), primary=True)
        self.mend.setVisible(bool(self.mendable) and desk is not None)
        self.mend.clicked.connect(self._on_mend)
        if desk is not None:
            desk.guard(self.mend, right=Right.MEND)
        self._say(entries, head, mended)
        self._lay_out()

    def _say(self, entries: int, head: str, mended: int) -> None:
        count = len(self._findings)
        icon, colour = ("triangle-alert", COLOURS.bad) if count else ("circle-check", COLOURS.good)
        self.mark.setPixmap(pixmap(icon, colour, scaled(36)))
        done = _("修好了 {count} 处，").format(count=f"{mended:,}") if mended else ""
        if count:
            wrong = _("还有 {count} 处不对") if mended else _("有 {count} 处不对")
            self.headline.setText(done + wrong.format(count=f"{count:,}"))
            self.under.setText(self._what_to_do(mended))
        else:
            self.headline.setText(_("{done}资料完好").format(done=done))
            self.under.setText(
                _("每一页、每一条记录都看过了。积分流水 {entries} 笔，笔笔对得上；校验码 {head}。").format(
                    entries=f"{entries:,}", head=head[:16]
                )
            )

    def _what_to_do(self, mended: int) -> str:
        if not self.others:
            return _("都能修好：该是什么样，从别的记录就能算出来。积分流水、证书和操作记录不会动。")
        if mended:
            return _("其余的只能从备份找回。请先停下别再记，换上一份好的，再检查一次。")
        return _("资料没有改动。请先停下别再记，用“从备份找回”换上一份好的，再检查一次。")

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.addWidget(self.headline)
        words.addWidget(self.under)
        line = row_of(self.mark, 10)
        line.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addLayout(line)
        found = self._list() if self.sentences else None
        if found is not None:
            column.addWidget(found, 1)
        column.addLayout(row_of(self.copy, None, self.restore, self.ok, self.mend))
        self.setFixedWidth(em(self, 38))
        if found is not None:
            fit_to_content(self, found, self.width())

    def _list(self) -> Scrolled:
        scrolled = Scrolled(spacing_px=6)
        if self.others:
            self._add_part(scrolled, _("要从备份找回的 {count} 处"), self.others, "bad")
            if self._desk is not None:
                scrolled.column.addWidget(label(newest_sentence(self._newest), "key", wrap=True))
        if self.mendable:
            self._add_part(scrolled, _("能修好的 {count} 处"), self.mendable, "warning")
        scrolled.column.addStretch(1)
        return scrolled

    def _add_part(self, scrolled: Scrolled, title: str, findings: Sequence[Finding], role: str) -> None:
        scrolled.column.addWidget(label(title.format(count=f"{len(findings):,}")))
        for each in findings[:_MOST_SHOWN]:
            scrolled.column.addWidget(label(finding_sentence(each.code, each.params), role, wrap=True))
        if len(findings) > _MOST_SHOWN:
            more = len(findings) - _MOST_SHOWN
            scrolled.column.addWidget(label(_("还有 {count} 处，点“复制”可以看全。").format(count=more), "hint"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.sentences))

    def _on_mend(self) -> None:
        desk = self._desk
        assert desk is not None
        host, reopen, findings = self._host, self._reopen, self.mendable

        def work(_progress: Progress) -> tuple[Mended, Checked, Path | None]:
            done = mending.mend(desk.store, findings)
            return done, (done.left, *desk.store.ledger_head), _newest(desk.store, done.left)

        def show(told: tuple[Mended, Checked, Path | None]) -> None:
            done, checked, newest = told
            desk.changed.emit(done.changed)
            CheckDialog(checked, host, desk=desk, reopen=reopen, newest=newest, mended=len(done.mended)).open()

        self.accept()
        desk.jobs.start(_("正在修"), work, show, writes=True)

    def _on_restore(self) -> None:
        assert self._desk is not None
        assert self._reopen is not None
        self.accept()
        if self._newest is None:
            restoring.ask_restore(self._desk, self._host, self._reopen)
        elif self._desk.allowed(Right.RESTORE):
            restoring.ask_restore_from(self._desk, self._newest, self._host, self._reopen)
