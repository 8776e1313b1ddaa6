# SPDX-License-Identifier: GPL-3.0-or-later
"""记分记录: what was recorded together, and taking all of a batch back."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.honours.stated_hours import stated_from_batch
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.points import batches, reversal
from hongyun_desktop.core.points.batches import BatchLine, BatchRow
from hongyun_desktop.core.points.words import BATCH_WORDS, hours_text
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points import actions
from hongyun_desktop.ui.features.points.reversal_form import certificates_sentence
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import ChosenCard, EmptyState
from hongyun_desktop.ui.kit.page import RecordPage, Standing
from hongyun_desktop.ui.kit.page_actions import PageAction, RowAction
from hongyun_desktop.ui.kit.page_spec import PageSpec
from hongyun_desktop.ui.kit.parts import allow, button, label, row_of
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import COLOURS, row_height_px

_SHORT = {"sign_in": _("签到表"), "opening": _("以前")}


def kind_word(row: BatchRow) -> str:
    """How the batch came about."""
    return BATCH_WORDS.get(row.kind, _("登记服务"))


def short_kind(row: BatchRow) -> str:
    """The same for a narrow column."""
    return _SHORT.get(row.kind, _("登记"))


def what(row: BatchRow) -> str:
    """What a batch was for: its first activity, and how many there were."""
    if row.activities > 1:
        return _("{activity}等 {count} 场").format(activity=row.activity, count=row.activities)
    return row.activity or _("以前的积分")


def state_chip(row: BatchRow) -> Chip:
    """Whether the batch stands."""
    if row.undone_at is not None:
        return Chip(_("已更正"), COLOURS.grey_ground, COLOURS.text_soft)
    if row.standing < row.services:
        return Chip(_("部分更正"), COLOURS.warning_ground, COLOURS.warning)
    return Chip(_("有效"), COLOURS.good_ground, COLOURS.good)


def take_back(desk: Desk, row: BatchRow, _parent: QWidget) -> None:
    """整批更正, after a question."""
    question = _(
        "要更正第 {number} 次记的分吗？\n{at} {kind}“{what}”：{people} 人、{hours} 小时、{points} 分，"
        "还有 {standing} 条有效。\n这一次给的积分和小时全部收回：每一条另记一笔更正，原来的留着。"
        "有人的积分已经用掉时，整批都不动。"
    ).format(
        number=row.batch_id, at=f"{row.made_at:%Y-%m-%d %H:%M}", kind=kind_word(row), what=what(row),
        people=row.people, hours=hours_text(row.minutes), points=row.points, standing=row.standing,
    )  # fmt: skip
    certificates = certificates_sentence(stated_from_batch(desk.store, row.batch_id))
    if desk.speaker.ask("\n".join(filter(None, (question, certificates))), _("整批更正")):
        sentence = _("已更正第 {number} 次记的分，共 {count} 条。").format(number=row.batch_id, count=row.standing)
        desk.act(lambda: reversal.undo_batch(desk.store, row.batch_id), sentence)


def _may_take_back(row: BatchRow) -> bool:
    return row.undone_at is None


COLUMNS: tuple[Column[BatchRow], ...] = (
    Column(_("第几次"), lambda row: row.batch_id, align=Align.RIGHT, width=3.2),
    Column(_("记入时间"), lambda row: f"{row.made_at:%Y-%m-%d %H:%M}", width=8.6),
    Column(_("方式"), short_kind, width=3.4, priority=2),
    Column(_("内容"), what, width=11),
    Column(_("人数"), lambda row: row.people, align=Align.RIGHT, width=2.4),
    Column(_("条数"), lambda row: row.services, align=Align.RIGHT, width=2.4, priority=1),
    Column(_("小时"), lambda row: row.minutes, hours_text, Align.RIGHT, 3),
    Column(_("积分"), lambda row: row.points, align=Align.RIGHT, width=3),
    Column(_("经办"), lambda row: row.operator, width=5.6, priority=3),
    Column(_("状态"), lambda row: state_chip(row).text, width=4.4, chips=lambda row: (state_chip(row),)),
)


class BatchDetail(ChosenCard):
    """The lines of the selected batch."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        nothing = EmptyState(_("每导入一次、每登记一次，这里多一条。选一条，看里面记了谁。"), icon="list")
        super().__init__(nothing, parent, margins_px=16)
        self._desk = desk
        self._row: BatchRow | None = None
        self.title = label("", "h2")
        self.under = label("", "hint", wrap=True)
        self.table: TableView[BatchLine] = TableView(_LINES, desk.privacy)
        self.table.setAccessibleName(_("这一次的记录"))
        self.table.activated_row.connect(self._open)
        self.table.setMinimumHeight(row_height_px() * 2)
        self.take_back = button(_("整批更正…"), "undo-2")
        self.take_back.clicked.connect(self._take_back)
        for widget in (self.title, self.under):
            self.inside.addWidget(widget)
        self.inside.addWidget(self.table, 1)
        self.inside.addWidget(self.take_back)
        desk.guard(self.take_back)
        self.show_row(None)

    def show_row(self, row: BatchRow | None) -> None:
        """Show what is in a batch, or (None) say how to choose one."""
        self._row = row
        self.show_chosen(row)
        if row is None:
            self.table.show_window(Window((), lambda _ids: ()))
            return
        self.title.setText(_("第 {number} 次").format(number=row.batch_id))
        self.under.setText(_under(row))
        self.table.show_window(batches.lines(self._desk.store, row.batch_id))
        allow(self.take_back, "" if _may_take_back(row) else _("这一次已经整批更正过了。"))

    def _open(self, line: BatchLine) -> None:
        if line.entry_id is not None:
            self._desk.go("entry", line.entry_id)
        else:
            self._desk.go("points_of", line.resident_id)

    def _take_back(self) -> None:
        if self._row is not None:
            take_back(self._desk, self._row, self)


def _under(row: BatchRow) -> str:
    if row.undone_at is not None:
        return _("{at} 已整批更正。").format(at=f"{row.undone_at:%Y-%m-%d %H:%M}")
    taken = row.services - row.standing
    told = _("{operator}{kind}：{what}，{count} 条。").format(
        operator=row.operator, kind=kind_word(row), what=what(row), count=row.services
    )
    return told + (_("其中 {count} 条已单独更正。").format(count=taken) if taken else "")


_LINES: tuple[Column[BatchLine], ...] = (
    Column(_("姓名"), lambda row: row.name, private=True),
    Column(_("小时"), lambda row: row.minutes, hours_text, Align.RIGHT, 2.4),
    Column(_("积分"), lambda row: row.points, align=Align.RIGHT, width=2.4),
)
SPEC: PageSpec[BatchRow] = PageSpec(
    key="batches",
    title=_("记分记录"),
    topics=(Topic.POINTS, Topic.ACTIVITY),
    load=batches.batches,
    columns=COLUMNS,
    empty=_("还没有记过服务。先登记服务，或导入签到表，每次记的都会列在这里。"),
    empty_actions=(
        PageAction(_("登记服务"), actions.record_service),
        PageAction(_("导入签到表"), actions.import_sign_in, right=Right.IMPORT),
    ),
    actions=(RowAction(_("整批更正…"), take_back, "undo-2", "Delete", _may_take_back),),
    detail=BatchDetail,
    icon="list",
    framed=False,
)


class BatchesPane(QWidget):
    """The list of batches; `tools` goes above the pages."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list: RecordPage[BatchRow] = RecordPage(desk, SPEC, self)
        self.tools = QWidget()
        self.tools.setLayout(row_of(self.list.detail_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def standing(self) -> Standing:
        """How the list stands."""
        return self.list.standing()

    def take_up(self, standing: Standing) -> None:
        """Stand as another such pane did."""
        self.list.take_up(standing)
