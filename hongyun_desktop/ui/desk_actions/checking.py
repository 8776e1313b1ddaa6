# SPDX-License-Identifier: GPL-3.0-or-later
"""检查资料: looks through the whole database beside the window and says what it found.

Imports core and the kit only.
"""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from hongyun_desktop.core import checking
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages import finding_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import Scrolled, button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em, scaled

_MOST_SHOWN = 100
Checked = tuple[Sequence[Finding], int, str]


def check(desk: Desk, parent: QWidget | None = None) -> None:
    """Check beside the window, then show what came of it."""
    desk.jobs.start(
        _("正在检查资料"), lambda progress: _look(desk.store, progress), lambda found: CheckDialog(found, parent).open()
    )


def _look(store: Store, progress: Progress) -> Checked:
    progress(0, 0)
    findings = checking.check(store)
    return findings, *store.ledger_head


class CheckDialog(QDialog):
    """All well, or the findings as sentences that can be copied."""

    def __init__(self, found: Checked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        findings, entries, head = found
        self.setWindowTitle(_("检查资料"))
        self.sentences = [finding_sentence(each.code, each.params) for each in findings]
        self.mark = QLabel()
        self.headline = label("", "h2", wrap=True)
        self.under = label("", "key", wrap=True)
        self.copy = button(_("复制"))
        self.copy.setVisible(bool(findings))
        self.copy.clicked.connect(self._on_copy)
        self.ok = button(_("知道了"), primary=True)
        self.ok.clicked.connect(self.accept)
        self._say(entries, head)
        self._lay_out()

    def _say(self, entries: int, head: str) -> None:
        count = len(self.sentences)
        icon, colour = ("triangle-alert", COLOURS.bad) if count else ("circle-check", COLOURS.good)
        self.mark.setPixmap(pixmap(icon, colour, scaled(36)))
        if count:
            self.headline.setText(_("有 {count} 处不对").format(count=f"{count:,}"))
            self.under.setText(_("资料没有改动。请先停下别再记，用“从备份找回”换上一份好的，再检查一次。"))
        else:
            self.headline.setText(_("资料完好"))
            self.under.setText(
                _("每一页、每一条记录都看过了。积分流水 {entries} 笔，笔笔对得上；校验码 {head}。").format(
                    entries=f"{entries:,}", head=head[:16]
                )
            )

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
        if self.sentences:
            column.addWidget(self._findings(), 1)
        column.addLayout(row_of(None, self.copy, self.ok))
        self.setFixedWidth(em(self, 38))
        if self.sentences:
            fit_to_screen(self, self.width(), em(self, 22))

    def _findings(self) -> Scrolled:
        scrolled = Scrolled(spacing_px=6)
        for sentence in self.sentences[:_MOST_SHOWN]:
            scrolled.column.addWidget(label(sentence, "bad", wrap=True))
        if len(self.sentences) > _MOST_SHOWN:
            more = len(self.sentences) - _MOST_SHOWN
            scrolled.column.addWidget(label(_("还有 {count} 处，点“复制”可以看全。").format(count=more), "hint"))
        scrolled.column.addStretch(1)
        return scrolled

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.sentences))
