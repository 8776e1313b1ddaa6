# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages and dialogs of the points, each in a state worth a picture, on the demo."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.points import crediting, opening, point_rules, reversal, statement
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.ui.features.points.opening_form import open_opening_form
from hongyun_desktop.ui.features.points.page import ACTIVITIES, BATCHES, PERSON, PointsPage
from hongyun_desktop.ui.features.points.reversal_form import open_reversal_form
from hongyun_desktop.ui.features.points.rules_dialog import RulesDialog, open_rules
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.choosing import choose
from tests.ui.held import hold

_PUBLISHED = Quarter(2026, 3)


def _first(page: PointsPage) -> int:
    return page.ranking.table.rows.id_at(0)


def ranking(desk: Desk) -> QWidget:
    page = PointsPage(desk)
    page.ranking.table.select_id(_first(page))
    return page


def published_ranking(desk: Desk) -> QWidget:
    page = PointsPage(desk)
    choose(page.ranking.quarters, _PUBLISHED)
    person = page.ranking.table.rows.id_at(2)
    row = next(row for row in statement.statement(desk.store, person) if Quarter.of(row.service_date) == _PUBLISHED)
    desk.act(lambda: reversal.reverse(desk.store, row.entry_id or 0, "wrong_hours"), "")
    page.ranking.reload()
    page.ranking.table.select_id(person)
    return page


def everybody(desk: Desk) -> QWidget:
    page = PointsPage(desk)
    page.views.set_value(PERSON)
    return page


def person(desk: Desk) -> QWidget:
    page = PointsPage(desk)
    starred = _first(page)
    desk.act(
        lambda: opening.enter_opening(desk.store, starred, 320, 305 * 60, date(2024, 9, 30), "2024年积分册第3页"), ""
    )
    page.show_record("points_of", starred)
    return page


def corrected_entry(desk: Desk) -> QWidget:
    page = PointsPage(desk)
    resident_id = _first(page)
    newest = statement.statement(desk.store, resident_id)[-1]
    desk.act(lambda: reversal.reverse(desk.store, newest.entry_id or 0, "entered_twice"), "")
    page.show_record("entry", newest.entry_id or 0)
    return page


def capped_entry(desk: Desk) -> QWidget:
    page = PointsPage(desk)
    resident_id = _first(page)
    day = date(2026, 11, 24)
    desk.act(lambda: point_rules.save_rule(desk.store, "", 10, starts_on=day, cap_per_event=30, cap_per_day=40), "")
    for name, minutes in (("楼道清洁日", 200), ("垃圾分类宣导", 90)):
        made = activities.save_activity(desk.store, ActivityValues(name, day))
        activity_id = int(str(made.params["activity_id"]))
        desk.act(lambda at=activity_id, m=minutes: crediting.credit(desk.store, [resident_id], at, m), "")
    page.show_record("points_of", resident_id)
    return page


def activities_view(desk: Desk) -> QWidget:
    page = PointsPage(desk)
    page.views.set_value(ACTIVITIES)
    return page


def batches(desk: Desk) -> QWidget:
    page = PointsPage(desk)
    page.views.set_value(BATCHES)
    table = page.pane(BATCHES).list.table  # pyright: ignore[reportAttributeAccessIssue]
    table.select_id(table.rows.id_at(0))
    return page


def reversal_form(desk: Desk) -> QWidget:
    page = hold(PointsPage(desk))
    resident_id = _first(page)
    return open_reversal_form(desk, page, statement.statement(desk.store, resident_id)[-1], resident_id)


def opening_form(desk: Desk) -> QWidget:
    page = hold(PointsPage(desk))
    form = open_opening_form(desk, page, _first(page))
    form.editors["points"].set_value(320)
    form.submit()
    return form


def rules(desk: Desk) -> QWidget:
    for starts_on, points, cap in ((date(2026, 11, 24), 12, 60), (date(2027, 1, 1), 15, None)):
        desk.act(lambda at=starts_on, p=points, c=cap: point_rules.save_rule(
            desk.store, "", p, starts_on=at, cap_per_day=c), "")  # fmt: skip
    desk.act(lambda: point_rules.save_rule(desk.store, "夜间巡逻", 15, starts_on=date(2026, 12, 1)), "")
    return open_rules(desk, hold(PointsPage(desk)))


def new_rule(desk: Desk) -> QWidget:
    dialog = open_rules(desk, hold(PointsPage(desk)))
    assert isinstance(dialog, RulesDialog)
    return dialog.open_form()


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "points-ranking": ranking,
    "points-published-ranking": published_ranking,
    "points-everybody": everybody,
    "points-person": person,
    "points-corrected-entry": corrected_entry,
    "points-capped-entry": capped_entry,
    "points-activities": activities_view,
    "points-batches": batches,
    "points-reversal-form": reversal_form,
    "points-opening-form": opening_form,
    "points-rules": rules,
    "points-new-rule": new_rule,
}
