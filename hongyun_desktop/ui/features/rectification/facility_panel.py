# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the facilities: one of them with its photos, its inspections and its upkeep tasks."""

from collections.abc import Callable

from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.facilities import keeping
from hongyun_desktop.core.facilities.rules import (
    OUTCOME_WORDS,
    STANDING_WORDS,
    WORK_WORDS,
    FacilityRow,
    InspectionRow,
    Standing,
)
from hongyun_desktop.core.identity import mask_phone
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.money import yuan_text
from hongyun_desktop.core.photos.rules import Subject
from hongyun_desktop.core.rectification import listing
from hongyun_desktop.core.rectification.rules import TaskRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification import facility_forms
from hongyun_desktop.ui.features.rectification.words import STATE_CHIPS
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import ChosenCard, EmptyState
from hongyun_desktop.ui.kit.parts import Scrolled, allow, button, label, row_of, rule
from hongyun_desktop.ui.kit.photos import PhotoStrip
from hongyun_desktop.ui.kit.pills import Chip, Pill
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column
from hongyun_desktop.ui.kit.theme import COLOURS, row_height_px

STANDING_CHIPS = {
    Standing.SOUND: Chip(STANDING_WORDS[Standing.SOUND], COLOURS.good_ground, COLOURS.good),
    Standing.FAULT: Chip(STANDING_WORDS[Standing.FAULT], COLOURS.warning_ground, COLOURS.warning),
    Standing.UNUSABLE: Chip(STANDING_WORDS[Standing.UNUSABLE], COLOURS.bad_ground, COLOURS.bad),
    Standing.UNSEEN: Chip(STANDING_WORDS[Standing.UNSEEN], COLOURS.grey_ground, COLOURS.text_soft),
    Standing.REMOVED: Chip(STANDING_WORDS[Standing.REMOVED], COLOURS.grey_ground, COLOURS.text_soft),
}
_INSPECTIONS: tuple[Column[InspectionRow], ...] = (
    Column(_("日期"), lambda row: row.inspected_on, width=5.4),
    Column(_("结果"), lambda row: row.outcome, OUTCOME_WORDS.__getitem__, width=3.4),
    Column(_("发现"), lambda row: row.finding),
)
_TASKS: tuple[Column[TaskRow], ...] = (
    Column(_("编号"), lambda row: row.number, width=4.8),
    Column(_("任务"), lambda row: row.title),
    Column(_("状态"), lambda row: row.state, width=4.6, chips=lambda row: (STATE_CHIPS[row.state],)),
)


class FacilityPanel(ChosenCard):
    """The selected facility; `edit` opens its form."""

    def __init__(self, desk: Desk, edit: Callable[[FacilityRow], object]) -> None:
        super().__init__(EmptyState(_("点一处设施，这里看检查和维护。"), icon="house"))
        self._desk, self._edit = desk, edit
        self._row: FacilityRow | None = None
        self.name = label("", "h2", wrap=True)
        self.state = Pill(STANDING_CHIPS[Standing.UNSEEN])
        self.late = Pill(Chip("", COLOURS.bad_ground, COLOURS.bad))
        self.facts = label("", wrap=True)
        self.inspections: TableView[InspectionRow] = TableView(_INSPECTIONS, desk.privacy)
        self.tasks: TableView[TaskRow] = TableView(_TASKS, desk.privacy)
        self.tasks.activated_row.connect(self._on_task)
        self.photos = PhotoStrip(desk)
        self.look = button(_("记检查…"), primary=True)
        self.work = button(_("列为任务…"))
        self.change = button("", "pencil")
        self.change.setToolTip(_("修改…"))
        self.change.setAccessibleName(_("修改…"))
        for made, run in ((self.look, self._on_look), (self.work, self._on_work), (self.change, self._on_change)):
            made.clicked.connect(run)
            desk.guard(made)
        self._lay_out()
        self.show_row(None)

    def _lay_out(self) -> None:
        self.inside.addWidget(self.name)
        self.inside.addLayout(row_of(self.state, self.late, None, spacing_px=6))
        scrolled = Scrolled(margins_px=0)
        self.inspected = label(_("检查记录"), "h3")
        self.upkeep = label(_("维护任务"), "h3")
        for each in (self.facts, self.inspected, self.inspections, self.upkeep, self.tasks, self.photos):
            scrolled.column.addWidget(each)
        scrolled.column.addStretch(1)
        self.inside.addWidget(scrolled, 1)
        self.inside.addWidget(rule())
        self.inside.addLayout(row_of(self.look, self.work, self.change, None))

    def show_row(self, row: FacilityRow | None) -> None:
        """Show a facility with what happened to it, or nothing."""
        self._row = row
        self.show_chosen(row)
        self.photos.show_subject(Subject("facility", row.facility_id) if row else None, stages=False)
        if row is None:
            return
        self.name.setText(row.name)
        self.state.show_chip(STANDING_CHIPS[row.standing])
        self.late.setVisible(bool(row.days_overdue))
        self.late.setText(inspection_words(row))
        self.facts.setText(_facts(row, hidden=self._desk.privacy.on))
        gone = _("已登记拆除。") if row.standing is Standing.REMOVED else ""
        for control in (self.look, self.work):
            allow(control, gone or self._desk.why_not(None))
        self._fill(row)

    def _fill(self, row: FacilityRow) -> None:
        store = self._desk.store
        seen = keeping.inspections(store, row.facility_id)
        self.inspections.show_window(Window.of(seen, lambda each: each.inspection_id))
        tasks = listing.rows(store, keeping.upkeep_of(store, row.facility_id))
        self.tasks.show_window(Window.of(tasks, lambda each: each.task_id))
        for heading, table, count in (
            (self.inspected, self.inspections, len(seen)), (self.upkeep, self.tasks, len(tasks)),
        ):  # fmt: skip
            heading.setVisible(bool(count))
            table.setVisible(bool(count))
            table.setFixedHeight(row_height_px() * (min(count, 3) + 1) + 4)

    def _on_look(self) -> None:
        if self._row is not None:
            facility_forms.open_inspection(self._desk, self._row, self)

    def _on_work(self) -> None:
        if self._row is not None:
            facility_forms.open_upkeep(self._desk, self._row, self)

    def _on_change(self) -> None:
        if self._row is not None:
            self._edit(self._row)

    def _on_task(self, row: TaskRow) -> None:
        self._desk.go("task", row.task_id)


def inspection_words(row: FacilityRow) -> str:
    """When a facility is to be looked at next: 2027-01-20, 超期35天; empty where nobody said how often."""
    if row.days_overdue:
        return _("超期{days}天").format(days=row.days_overdue)
    return iso_text(row.next_inspection_on)


def _facts(row: FacilityRow, *, hidden: bool) -> str:
    """What is known of a facility, a line each."""
    built = f"{WORK_WORDS[row.work]} {row.built_on.isoformat()}" if row.built_on else WORK_WORDS[row.work]
    cost = _("花费 {yuan} 元").format(yuan=yuan_text(row.cost_fen)) if row.cost_fen is not None else ""
    funded = _("出资方：{body}").format(body=row.funded_by) if row.funded_by else ""
    keeper = "" if hidden else " ".join(filter(None, (row.keeper, mask_phone(row.keeper_phone))))
    lines = (
        " · ".join(filter(None, (row.kind, row.place))),
        "，".join(filter(None, (built, cost))),
        funded,
        _("管护：{keeper}").format(keeper=keeper) if keeper else "",
        _("每 {months} 个月检查一次，下次 {day}").format(months=row.inspect_every_months, day=row.next_inspection_on)
        if row.inspect_every_months and row.next_inspection_on
        else "",
        row.note,
    )  # fmt: skip
    return "\n".join(filter(None, lines))
