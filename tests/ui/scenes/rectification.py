# SPDX-License-Identifier: GPL-3.0-or-later
"""The views and dialogs of 整治任务, each in a state worth a picture, on the demo."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.facilities import keeping
from hongyun_desktop.core.facilities.rules import FacilityRow
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.photos.rules import Stage, Subject
from hongyun_desktop.core.rectification import chasing, listing, reports, tasks
from hongyun_desktop.core.rectification.letters import LetterKind
from hongyun_desktop.core.rectification.paper_words import quarter_of
from hongyun_desktop.core.rectification.rules import State
from hongyun_desktop.ui.features.rectification import facility_forms
from hongyun_desktop.ui.features.rectification.board import BoardPane
from hongyun_desktop.ui.features.rectification.detail import open_task
from hongyun_desktop.ui.features.rectification.facilities_pane import FacilitiesPane
from hongyun_desktop.ui.features.rectification.importing import TaskImport, open_task_import
from hongyun_desktop.ui.features.rectification.letters import LetterDialog
from hongyun_desktop.ui.features.rectification.page import BOARD, CALENDAR, FACILITIES, PARTIES, RectificationPage
from hongyun_desktop.ui.features.rectification.parties_pane import PartiesPane
from hongyun_desktop.ui.features.rectification.report_dialog import CHART, HANDED, ReportDialog, open_reports
from hongyun_desktop.ui.features.rectification.small_forms import (
    open_chase_form,
    open_funding_form,
    open_progress_form,
    task_words,
)
from hongyun_desktop.ui.features.rectification.step_form import open_step_form
from hongyun_desktop.ui.features.rectification.task_form import open_new_task, open_task_form
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Scrolled
from tests.ui.held import hold
from tests.ui.scenes import whole_window
from tests.ui.scenes.rectification_tasks import add_pictures, add_pictures_of, filled

_LEDGER = Path(__file__).parents[2] / "data" / "rectification.xlsx"

_MESSY = """问题描述,类别,点位,数量,单位,发现日期,责任单位,整改期限,完成数量,完成日期
排污沟淤泥,排污沟,川陕路86号,200,吨,2026-03-01,街道城管,2026-04-30,80,
流动摊贩占道,占道经营,川陕路102号,很多,家,2026-03-05,街道城管,2026-04-30,,
,,,12,吨,2026-03-05,,,,
绿化带缺株,绿化补植,鸿运大道100号,30,,2026-03-08,环境美育队,,,
店招破损,店招更换,鸿运大道12号,21,个,2026-03-09,新东社区,2026-13-40,21,2026-05-20
"""


def _page(desk: Desk) -> tuple[RectificationPage, int]:
    half = filled(desk.store)["half"]
    add_pictures(desk.store, half, Path(tempfile.mkdtemp()), Stage.BEFORE, Stage.BEFORE, Stage.AFTER)
    return _sized(hold(RectificationPage(desk))), half


def _sized(page: RectificationPage) -> RectificationPage:
    """Dialogs are no larger than the page below them."""
    page.resize(1170, 650)
    # Not its last size: each screen has its own.
    page.setAttribute(whole_window.RESIZED, False)
    return page


def task_list(desk: Desk) -> QWidget:
    page, half = _page(desk)
    page.list.show_task(half)
    return page


def board(desk: Desk) -> QWidget:
    page, half = _page(desk)
    page.views.set_value(BOARD)
    pane = page.pane(BOARD)
    assert isinstance(pane, BoardPane)
    cards = pane.columns[State.IN_PROGRESS].cards
    cards.take(cards.cards.place_of(half) or 0)
    return page


def calendar(desk: Desk) -> QWidget:
    page, _half = _page(desk)
    page.views.set_value(CALENDAR)
    return page


def parties(desk: Desk) -> QWidget:
    page, _half = _page(desk)
    page.views.set_value(PARTIES)
    return page


def _choose_party(pane: PartiesPane, party: str) -> None:
    model = pane.parties.rows
    rows = [model.row_at(place) for place in range(model.rowCount())]
    pane.parties.selectRow([row.party for row in rows if row is not None].index(party))


def chase_log(desk: Desk) -> QWidget:
    page = parties(desk)
    assert isinstance(page, RectificationPage)
    pane = page.pane(PARTIES)
    assert isinstance(pane, PartiesPane)
    _choose_party(pane, "街道城管")
    pane.tabs.set_value("chases")
    return page


def letters_sent(desk: Desk) -> QWidget:
    """A letter, and what became otherwise since it went out."""
    page = chase_log(desk)
    assert isinstance(page, RectificationPage)
    pane = page.pane(PARTIES)
    assert isinstance(pane, PartiesPane)
    store = desk.store
    task_id = pane.open_tasks().ids[0]
    day = store.clock.now().date()
    desk.did(chasing.issue_letter(store, LetterKind.REMINDER, [task_id], "街道城管", day, {}), "")
    known = tasks.values_of(store, task_id)
    desk.did(tasks.save_task(store, replace(known, due_on=day + timedelta(days=9)), task_id), "")
    pane.tabs.set_value("letters")
    pane.letters.selectRow(0)
    return page


def letter(desk: Desk) -> QWidget:
    page = parties(desk)
    assert isinstance(page, RectificationPage)
    pane = page.pane(PARTIES)
    assert isinstance(pane, PartiesPane)
    _choose_party(pane, "街道城管")
    pane.reminder.click()
    dialog = pane.findChild(LetterDialog)
    assert dialog is not None
    return dialog


def one_task(desk: Desk) -> QWidget:
    page, half = _page(desk)
    return open_task(desk, page, half)


def closed_task(desk: Desk) -> QWidget:
    page, _half = _page(desk)
    return open_task(desk, page, listing.window(desk.store, Query(filters={"state": "closed"})).ids[0])


def empty_report(desk: Desk) -> QWidget:
    """A quarter after the last task."""
    dialog = report(desk)
    assert isinstance(dialog, ReportDialog)
    dialog.period.later.click()
    return dialog


def ledger_import(desk: Desk) -> QWidget:
    page = _sized(RectificationPage(desk))
    dialog = open_task_import(desk, page, _LEDGER)
    assert dialog is not None
    return dialog


def ledger_problems(desk: Desk) -> QWidget:
    folder = Path(tempfile.mkdtemp())
    file = folder / "川陕路台账.csv"
    file.write_text(_MESSY, encoding="utf-8")
    dialog = open_task_import(desk, _sized(RectificationPage(desk)), file)
    assert isinstance(dialog, TaskImport)
    dialog.show_tab("problems")
    return dialog


def ledger_totals(desk: Desk) -> QWidget:
    dialog = ledger_import(desk)
    assert isinstance(dialog, TaskImport)
    dialog.show_tab("totals")
    return dialog


def report(desk: Desk) -> QWidget:
    page, _half = _page(desk)
    return open_reports(desk, page)


def charted_report(desk: Desk) -> QWidget:
    """The sums as a chart."""
    dialog = report(desk)
    assert isinstance(dialog, ReportDialog)
    dialog.looks.set_value(CHART)
    dialog.looks.chosen.emit(CHART)
    return dialog


def handed_reports(desk: Desk) -> QWidget:
    page, half = _page(desk)
    day = today(desk.store.clock)
    content = reports.content(desk.store, quarter_of(day), "鸿运小区2026年第四季度环境整治报告")
    reports.hand_in(desk.store, content, "街道办城管办", day)
    tasks.set_quantities(
        desk.store, half, [replace(tasks.values_of(desk.store, half).quantities[0], done_milli=150_000)]
    )
    dialog = open_reports(desk, page)
    dialog.tabs.set_value(HANDED)
    return dialog


def facilities(desk: Desk) -> QWidget:
    page, _half = _page(desk)
    page.views.set_value(FACILITIES)
    return page


def one_facility(desk: Desk) -> QWidget:
    """The one with most to tell, its panel open on narrow screens too."""
    page = facilities(desk)
    assert isinstance(page, RectificationPage)
    pane = page.pane(FACILITIES)
    assert isinstance(pane, FacilitiesPane)
    rows = keeping.list_facilities(desk.store)
    pane.page.detail_button.setChecked(True)
    pane.show_facility(max(rows, key=lambda row: len(keeping.inspections(desk.store, row.facility_id))).facility_id)
    return page


def facility_photos(desk: Desk) -> QWidget:
    """A facility with photos, scrolled down to them."""
    facility = keeping.list_facilities(desk.store)[0]
    add_pictures_of(desk.store, Subject("facility", facility.facility_id), Path(tempfile.mkdtemp()), *[Stage.OTHER] * 5)
    page = facilities(desk)
    assert isinstance(page, RectificationPage)
    pane = page.pane(FACILITIES)
    assert isinstance(pane, FacilitiesPane)
    pane.page.detail_button.setChecked(True)
    pane.show_facility(facility.facility_id)
    photos = pane.page.detail.photos
    scrolled = pane.page.detail.findChild(Scrolled)
    assert scrolled is not None
    QTimer.singleShot(0, page, lambda: scrolled.ensureWidgetVisible(photos))
    return page


def _of_a_facility(opened: Callable[[Desk, FacilityRow, QWidget], QWidget]) -> Callable[[Desk], QWidget]:
    return lambda desk: opened(desk, keeping.list_facilities(desk.store)[0], _page(desk)[0])


def new_facility(desk: Desk) -> QWidget:
    page = facilities(desk)
    assert isinstance(page, RectificationPage)
    pane = page.pane(FACILITIES)
    assert isinstance(pane, FacilitiesPane)
    return pane.page.open_form(None, "登记设施")


def new_task(desk: Desk) -> QWidget:
    page, _half = _page(desk)
    return open_new_task(desk, page)


def change_task(desk: Desk) -> QWidget:
    page, half = _page(desk)
    form = open_task_form(desk, page, half)
    assert form is not None
    return form


def _step(to: State) -> Callable[[Desk], QWidget]:
    def scene(desk: Desk) -> QWidget:
        page, half = _page(desk)
        return open_step_form(desk, page, tasks.get_task(desk.store, half).row, to)

    return scene


def progress(desk: Desk) -> QWidget:
    page, half = _page(desk)
    return open_progress_form(desk, page, tasks.get_task(desk.store, half).row)


def chase(desk: Desk) -> QWidget:
    page, half = _page(desk)
    return open_chase_form(desk, page, [half], task_words(tasks.get_task(desk.store, half).row))


def funding(desk: Desk) -> QWidget:
    page, half = _page(desk)
    return open_funding_form(desk, page, tasks.get_task(desk.store, half).row)


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "rectification-list": task_list,
    "rectification-board": board,
    "rectification-calendar": calendar,
    "rectification-parties": parties,
    "rectification-chases": chase_log,
    "rectification-letters": letters_sent,
    "rectification-letter": letter,
    "rectification-task": one_task,
    "rectification-closed": closed_task,
    "rectification-import": ledger_import,
    "rectification-import-problems": ledger_problems,
    "rectification-import-totals": ledger_totals,
    "rectification-report": report,
    "rectification-report-empty": empty_report,
    "rectification-report-chart": charted_report,
    "rectification-handed": handed_reports,
    "rectification-facilities": facilities,
    "rectification-facility": one_facility,
    "rectification-facility-photos": facility_photos,
    "rectification-facility-new": new_facility,
    "rectification-facility-inspect": _of_a_facility(facility_forms.open_inspection),
    "rectification-facility-upkeep": _of_a_facility(facility_forms.open_upkeep),
    "rectification-facility-removal": _of_a_facility(facility_forms.open_removal),
    "rectification-new": new_task,
    "rectification-change": change_task,
    "rectification-report-done": _step(State.AWAITING_ACCEPTANCE),
    "rectification-hand-on": _step(State.HANDED_ON),
    "rectification-duplicate": _step(State.DUPLICATE),
    "rectification-progress": progress,
    "rectification-chase": chase,
    "rectification-funding": funding,
}
