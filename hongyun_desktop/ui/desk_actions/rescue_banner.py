# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands above everything while a damaged database is only looked at: what is missing, and the way back.

Imports core and the kit only.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFrame, QLabel, QVBoxLayout, QWidget

from hongyun_desktop.core.backups.finding import newest_verified
from hongyun_desktop.core.store.rescue import RescuedStore
from hongyun_desktop.core.store.salvage import Lost
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions import restoring
from hongyun_desktop.ui.desk_actions.newest_backup import newest_sentence
from hongyun_desktop.ui.desk_actions.step import Reopen
from hongyun_desktop.ui.kit.content_height import fit_to_content
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.parts import Scrolled, button, label, row_of
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em, scaled

_NAMES: Mapping[str, str] = {
    "resident": _("居民"),
    "dwelling": _("房屋"),
    "building": _("楼栋"),
    "building_unit": _("单元"),
    "account": _("积分户"),
    "entry": _("积分流水"),
    "service": _("服务记录"),
    "activity": _("活动"),
    "attendance": _("活动名单"),
    "certificate": _("证书"),
    "certificate_wording": _("证书文字"),
    "certificate_print": _("证书打印记录"),
    "award": _("表彰名单"),
    "round": _("表彰"),
    "published_place": _("公布的名次"),
    "journal": _("操作记录"),
    "journal_row": _("修改前后的内容"),
    "audit_seal": _("操作记录的封条"),
    "operator": _("经办人"),
    "operator_password": _("经办人的密码"),
    "setting": _("自管委资料"),
    "stored_file": _("照片登记"),
    "erasure": _("删除登记"),
    "task": _("整治任务"),
    "task_quantity": _("整治数量"),
    "task_step": _("整治经过"),
    "task_funding": _("整治经费"),
    "task_chase": _("催办记录"),
    "task_letter": _("整治的函"),
    "handed_report": _("报送的报告"),
    "facility": _("设施"),
    "inspection": _("设施检查"),
    "team": _("队伍"),
    "team_member": _("队员"),
    "team_post": _("队伍职务"),
    "photo": _("照片"),
}
_NAMED_IN_BANNER = 3


def lost_words(lost: Lost) -> str:
    """居民 38 条; 最多 where nobody can tell exactly, 一部分 where nobody can tell at all."""
    name = _NAMES.get(lost.table, lost.table)
    if lost.rows is None:
        return _("{name}的一部分").format(name=name)
    count = f"{lost.rows:,}"
    if lost.is_exact:
        return _("{name} {count} 条").format(name=name, count=count)
    return _("{name}最多 {count} 条").format(name=name, count=count)


def _summary(lost: Sequence[Lost]) -> str:
    if not lost:
        return _("里面的内容都读出来了。")
    words = "、".join(lost_words(each) for each in lost[:_NAMED_IN_BANNER])
    more = _("等 {count} 种").format(count=len(lost)) if len(lost) > _NAMED_IN_BANNER else ""
    return _("读不出来的：{words}{more}。").format(words=words, more=more)


class RescueBanner(QFrame):
    """One line of what is wrong, one of what is missing, and 从备份找回 with the newest verified backup named."""

    def __init__(self, desk: Desk, reopen: Reopen, window: QWidget | None = None) -> None:
        super().__init__()
        assert isinstance(desk.store, RescuedStore)
        self.setObjectName("rescue")
        self._desk, self._reopen, self._window = desk, reopen, window
        self._lost = desk.store.lost
        self._newest: Path | None = None
        mark = QLabel()
        mark.setPixmap(pixmap("triangle-alert", COLOURS.bad, scaled(28)))
        self.headline = label(_("资料坏了，现在只能看，不能改"), "h2")
        self.missing = label(_summary(self._lost), "", wrap=True)
        self.newest = label(_("正在找核对得上的备份……"), "", wrap=True)
        self.more = button(_("少了什么"))
        self.more.setVisible(bool(self._lost))
        self.more.clicked.connect(self._show_lost)
        self.restore = button(_("从备份找回…"), primary=True)
        self.restore.clicked.connect(self._on_restore)
        self._lay_out(mark)
        self._find()

    def _lay_out(self, mark: QLabel) -> None:
        self.setStyleSheet(
            f"QFrame#rescue {{ background: {COLOURS.bad_ground}; border-bottom: 1px solid {COLOURS.border}; }}"
            f" QFrame#rescue QLabel {{ color: {COLOURS.bad}; }}"
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.headline)
        words.addWidget(self.missing)
        words.addWidget(self.newest)
        line = row_of(mark, 8)
        line.addLayout(words, 1)
        line.addWidget(self.more)
        line.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 8)
        column.addLayout(line)

    def _find(self) -> None:
        store = self._desk.store
        self._desk.jobs.start(
            "", lambda _progress: newest_verified(store.path, store.database.key), self._on_found, background=True
        )

    def _on_found(self, newest: Path | None) -> None:
        self._newest = newest
        self.newest.setText(newest_sentence(newest))

    def _show_lost(self) -> None:
        LostDialog(self._lost, self._window).open()

    def _on_restore(self) -> None:
        if self._newest is None:
            restoring.choose(
                self._desk.store.path,
                self._desk.speaker,
                self._window,
                lambda chosen: self._reopen(restoring.Restoration(chosen)),
                self._desk.refused,
                present_key=self._desk.store.database.key,
            )
        else:
            restoring.ask_restore_from(self._desk, self._newest, self._window, self._reopen)


class LostDialog(QDialog):
    """How many rows of each table could not be read."""

    def __init__(self, lost: Sequence[Lost], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("少了什么"))
        scrolled = Scrolled(spacing_px=6)
        self.lines = [label(lost_words(each), "bad", wrap=True) for each in lost]
        for line in self.lines:
            scrolled.column.addWidget(line)
        scrolled.column.addStretch(1)
        self.ok = button(_("知道了"), primary=True)
        self.ok.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("读不出来的"), "h2"))
        column.addWidget(
            label(_("下面这些没有读出来，页面上看不到。资料文件没有动，备份里应当还有。"), "key", wrap=True)
        )
        column.addWidget(scrolled, 1)
        column.addLayout(row_of(None, self.ok))
        fit_to_content(self, scrolled, em(self, 30))


def under_banner(banner: QWidget, content: QWidget) -> QWidget:
    """The banner above what the window shows."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(banner)
    column.addWidget(content, 1)
    return both
