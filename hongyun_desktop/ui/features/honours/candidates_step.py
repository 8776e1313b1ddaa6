# SPDX-License-Identifier: GPL-3.0-or-later
"""Step 2: who stands in line by place, who is left out or added and why, and how each is addressed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.honours import candidates
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.candidates import Candidate, Choice
from hongyun_desktop.core.honours.progress import RoundState, Step
from hongyun_desktop.core.honours.rules import HONORIFICS
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.step_panel import StepPanel, keep_low
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import TextField
from hongyun_desktop.ui.kit.form import RecordForm, Values
from hongyun_desktop.ui.kit.parts import Card, allow, button, label, row_of
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.record_field import RecordField
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import COLOURS

_HONORIFIC_COLUMN = 5
_NAME_ALONE = _("不写称呼")
REASONS_OUT = (_("本人谢绝"), _("近期已受过同类表彰"), _("公示期内有异议，待核实"), _("已搬离本小区"))
REASONS_IN = (_("事迹突出"), _("长期坚持服务"), _("议事会提名"))


def honorific_text(honorific: str) -> str:
    """How an honorific reads in a table or menu."""
    return honorific or _NAME_ALONE


def state_chips(row: Candidate) -> Sequence[Chip]:
    """Whether somebody is honoured."""
    if row.erased:
        return (Chip(_("已删除"), COLOURS.grey_ground, COLOURS.text_soft),)
    if row.choice is Choice.EXCLUDED:
        return (Chip(_("不列入"), COLOURS.grey_ground, COLOURS.text_soft),)
    if row.choice is Choice.ADDED:
        return (Chip(_("另加"), COLOURS.tint, COLOURS.primary),)
    return (Chip(_("发证"), COLOURS.good_ground, COLOURS.good),)


def columns(editable: Callable[[], bool]) -> list[Column[Candidate]]:
    """Of the candidates; the honorific stands at `_HONORIFIC_COLUMN`, with a sign that it opens where it does."""

    def honorific(row: Candidate) -> str:
        if not row.honoured:
            return ""
        return honorific_text(row.honorific) + (" ▾" if editable() else "")

    return [
        Column("名次", lambda row: row.place, align=Align.RIGHT, width=2.5),
        Column("姓名", lambda row: row.name, width=5, private=True),
        Column("住址", lambda row: row.dwelling or "—", width=6, private=True, priority=2),
        Column("积分", lambda row: row.points, align=Align.RIGHT, width=3, priority=3),
        Column("小时", lambda row: words.hours_text(row.minutes), align=Align.RIGHT, width=3, priority=1),
        Column("称呼", honorific, width=4.5),
        Column("状态", lambda row: state_chips(row)[0].text, chips=state_chips, width=4),
        Column("原因", lambda row: row.reason, private=True),
    ]


def summary_of(state: RoundState) -> str:
    """How many people that makes, and why that many."""
    by_place = [each for each in state.people if each.choice is not Choice.ADDED and each.place <= state.top]
    last = max((each.place for each in by_place), default=0)
    tied = sum(each.place == last for each in by_place)
    parts = [_("前 {top} 名共 {count} 人").format(top=state.top, count=len(by_place))]
    if tied > 1:
        parts[0] = _("前 {top} 名：第 {last} 名有 {tied} 人并列，共 {count} 人").format(
            top=state.top, last=last, tied=tied, count=len(by_place)
        )
    for choice, text in ((Choice.EXCLUDED, _("不列入 {count} 人")), (Choice.ADDED, _("另加 {count} 人"))):
        count = sum(each.choice is choice for each in state.people)
        if count:
            parts.append(text.format(count=count))
    return _("{parts}，发证 {count} 张。").format(parts="，".join(parts), count=len(state.honoured))


class CandidatesStep(StepPanel):
    """The table of candidates and what may be decided about them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Step.CANDIDATES, _("名次按这个季度的服务积分排；去掉或另加的人要写原因，名次不变。"))
        self.summary = label("", "notice", wrap=True)
        self.exclude = button(_("不列入…"), "x")
        self.take_back = button(_("改回按名次"), "undo-2")
        self.honorific = button(_("称呼…"), "pencil")
        self.add = button(_("加入…"), "plus")
        self.table: TableView[Candidate] = TableView(columns(self._is_open), desk.privacy, multi=True)
        self.table.setAccessibleName(_("候选人"))
        keep_low(self.table)
        self.frozen = label(
            _("证书已经发出，名单不能再改。个别要改的，请到“证书登记”勘误换发或撤回。"), "hint", wrap=True
        )
        self.menu: QMenu | None = None
        self.form: RecordForm | None = None
        self.tools = QWidget()
        self.tools.setLayout(row_of(self.exclude, self.take_back, self.honorific, None, self.add))
        for widget in (self.summary, self.tools, self.frozen):
            self.body.addWidget(widget)
        framed = Card()
        framed.column.addWidget(self.table)
        self.body.addWidget(framed, 1)
        self._connect()

    def _connect(self) -> None:
        self.exclude.clicked.connect(self.open_exclude)
        self.take_back.clicked.connect(self.take_back_selected)
        self.honorific.clicked.connect(self._on_honorific)
        self.add.clicked.connect(self.open_add)
        self.table.chosen.connect(lambda _row: self._enable())
        self.table.clicked.connect(self._on_cell)
        self.table.activated_row.connect(lambda _row: self._on_honorific())
        for keys, act in (("Del", self.open_exclude), ("F2", self._on_honorific)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self.desk.guard(self.exclude, self.take_back, self.honorific, self.add, right=Right.ISSUE)
        self.follow(self.exclude, self.take_back, self.honorific, self.add, self.table)

    def refresh(self) -> None:
        state = self.state
        assert state is not None
        self.summary.setText(summary_of(state))
        self.tools.setVisible(state.round_id is None)
        self.frozen.setVisible(state.round_id is not None)
        self.table.show_window(Window.of(state.people, lambda row: row.resident_id))
        self._enable()
        if state.round_id is not None:
            self.lead_to(Step.PRINT)
        else:
            self.lead_to(Step.CHECK, "" if state.honoured else _("名单里没有人了，请先加入或改回按名次。"))

    def _is_open(self) -> bool:
        return self.state is not None and self.state.round_id is None

    def _enable(self) -> None:
        rows = self.table.selected_rows()
        editable = self._is_open()
        one = rows[0] if editable and len(rows) == 1 else None
        honoured = editable and any(row.honoured for row in rows)
        allow(self.exclude, "" if one and one.honoured else _("先在表里选一位发证的人。"), _("不列入（Del）"))
        decided = one is not None and one.choice is not Choice.BY_PLACE
        allow(self.take_back, "" if decided else _("先在表里选一位不列入或另加的人。"))
        tip = _("改称呼（F2，或点表里的称呼；可以一次选好几行）")
        allow(self.honorific, "" if honoured else _("先在表里选发证的人，可以一次选好几位。"), tip)

    def open_exclude(self) -> None:
        """Ask why the selected person is left out."""
        row = self.table.selected_row()
        if row is None or not self.exclude.isEnabled():
            return
        store, draft_id = self.desk.store, self._draft_id()
        self.form = RecordForm(
            self.desk,
            _("不列入"),
            [_reason(REASONS_OUT)],
            {},
            lambda values: candidates.exclude(store, draft_id, row.resident_id, values["reason"]),
            _("已从名单里去掉，名次不变。"),
            self,
            note=lambda: _("{name}的名次照样公布，只是这一轮不发证书。原因会留下来。").format(
                name=self.desk.privacy.hide(row.name)
            ),
            ok_text=_("不列入"),
        )
        self.form.open()

    def open_add(self) -> None:
        """Ask whom to add, and why."""
        store, draft_id = self.desk.store, self._draft_id()

        def save(values: Values) -> Changed:
            state = self.state
            people = state.people if state is not None and state.draft_id == draft_id else None
            return candidates.add(store, draft_id, values["resident_id"], values["reason"], people)

        person = RecordField(
            name="resident_id", label=_("加谁"), required=True,
            text_of=lambda desk, resident_id: residents.get_resident(desk.store, resident_id).name,
        )  # fmt: skip
        self.form = RecordForm(
            self.desk,
            _("加入一位"),
            [person, _reason(REASONS_IN)],
            {},
            save,
            _("已加进名单，名次不变。"),
            self,
            note=_("可以加这个季度有积分、名次在后面的人。没有积分的人、来宾或队伍，请到“证书登记”里发单张证书。"),
            ok_text=_("加入"),
        )
        self.form.open()

    def take_back_selected(self) -> None:
        """Let the place of the selected person decide again."""
        row, draft_id = self.table.selected_row(), self._draft_id()
        if row is not None:
            self.desk.act(lambda: candidates.take_back(self.desk.store, draft_id, row.resident_id), _("已改回按名次。"))

    def set_honorific(self, honorific: str) -> None:
        """Address the selected people so."""
        ids, draft_id = [row.resident_id for row in self.table.selected_rows() if row.honoured], self._draft_id()
        if ids:
            self.desk.act(
                lambda: candidates.set_honorific(self.desk.store, draft_id, ids, honorific),
                _("称呼改成“{honorific}”，{count} 人。").format(honorific=honorific_text(honorific), count=len(ids)),
            )

    def _on_cell(self, index: QModelIndex) -> None:
        if index.column() == _HONORIFIC_COLUMN:
            self._on_honorific()

    def _on_honorific(self) -> None:
        """Offer the honorifics in the cell itself."""
        rows = self.table.selected_rows()
        if not rows or not self.honorific.isEnabled():
            return
        self.menu = QMenu(self)
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        for honorific in HONORIFICS:
            action = self.menu.addAction(honorific_text(honorific))
            action.setCheckable(True)
            action.setChecked(len(rows) == 1 and rows[0].honorific == honorific)
            action.triggered.connect(lambda _on=False, honorific=honorific: self.set_honorific(honorific))
        self.menu.setActiveAction(self.menu.actions()[0])
        self.menu.popup(self._below_cell())

    def _below_cell(self) -> QPoint:
        place = self.table.rows.index(self.table.selectionModel().selectedRows()[0].row(), _HONORIFIC_COLUMN)
        return self.table.viewport().mapToGlobal(self.table.visualRect(place).bottomLeft())

    def _draft_id(self) -> int:
        assert self.state is not None
        assert self.state.draft_id is not None
        return self.state.draft_id


def _reason(usual: Sequence[str]) -> TextField:
    return TextField(
        name="reason", label=_("原因"), required=True, longest=60, suggestions=lambda _desk: usual,
        placeholder=_("如 {reason}").format(reason=usual[0]),
    )  # fmt: skip
