# SPDX-License-Identifier: GPL-3.0-or-later
"""整治任务 by clicks and keys: the list, the form, the steps of one task."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.rectification import listing, tasks
from hongyun_desktop.core.rectification.places import Place
from hongyun_desktop.core.rectification.quantities import Quantity
from hongyun_desktop.core.rectification.rules import State
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.rectification.page import RectificationPage
from hongyun_desktop.ui.features.rectification.place_field import PlaceEditor
from hongyun_desktop.ui.features.rectification.quantity_editor import FiguresEditor, QuantityEditor
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.search_box import SearchBox
from tests.core.points.neighbourhood import settle
from tests.ui.fakes import FakeSpeaker
from tests.ui.scenes.rectification_tasks import add_task
from tests.ui.typing_text import type_text

LEFT = Qt.MouseButton.LeftButton


def page_of(qtbot: QtBot, desk: Desk) -> RectificationPage:
    """The page on the screen."""
    page = RectificationPage(desk)
    qtbot.addWidget(page)
    page.resize(1170, 650)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def form_of(page: RectificationPage) -> RecordForm:
    """The form that is open over the page."""
    form = page.findChild(RecordForm)
    assert form is not None
    assert form.isVisible()
    return form


def press(qtbot: QtBot, page: RectificationPage, text: str) -> None:
    """Click a button of the panel."""
    qtbot.mouseClick(page.list.panel.buttons[text], LEFT)


def cells(page: RectificationPage, place: int = 0) -> list[str]:
    """One row as it is shown."""
    model = page.list.list.table.rows
    return [str(model.index(place, column).data()) for column in range(model.columnCount())]


def state_of(store: Store, task_id: int) -> State:
    return tasks.get_task(store, task_id).row.state


@pytest.fixture
def ditch(store: Store) -> int:
    """200 吨 of sludge, 80 done, due twelve days ago."""
    return add_task(store, 0, date(2026, 9, 1), date(2026, 9, 26), until=State.IN_PROGRESS, done=80)


def test_an_empty_page_says_what_to_do_first_and_opens_the_form(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    assert page.list.list.views.currentWidget() is page.list.list.empty_card
    assert "先登记一条" in page.list.list.empty.sentence.text()
    qtbot.mouseClick(page.list.list.empty.buttons[0], LEFT)
    form_of(page).reject()


def test_the_header_counts_what_is_open_overdue_and_half_done(qtbot: QtBot, desk: Desk, ditch: int) -> None:
    page = page_of(qtbot, desk)
    assert page.header.subtitle.text() == "未办结 1 · 超期 1 · 办了一半 1 · 已销号 0"


def test_a_row_says_in_words_that_it_is_overdue_and_half_done(qtbot: QtBot, desk: Desk, ditch: int) -> None:
    page = page_of(qtbot, desk)
    page.list.show_task(ditch)
    assert cells(page)[0] == "2026-001"
    assert cells(page)[6] == "80/200 吨"
    assert "超期12天" in [label.text() for label in page.list.panel.findChildren(type(page.header.title))]


def test_a_task_is_registered_by_typing(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker) -> None:
    settle(desk.store, "3", "2", "1102", "罗喆")
    page = page_of(qtbot, desk)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = form_of(page)
    qtbot.waitUntil(form.isActiveWindow)
    type_text(form.editors["title"].input, "楼道堆放旧家具")
    type_text(form.editors["category"].input, "乱堆乱放")
    place = form.editors["place"]
    assert isinstance(place, PlaceEditor)
    qtbot.mouseClick(place.way.buttons[1], LEFT)
    _choose(place.building, "3栋")
    _choose(place.unit, "2单元")
    type_text(place.spot, "楼道")
    quantities = form.editors["quantities"]
    assert isinstance(quantities, QuantityEditor)
    qtbot.keyClicks(quantities.lines[0].planned, "3")
    _choose(quantities.lines[0].unit, "处")
    qtbot.keyClicks(form.editors["cost_fen"].input, "1,200.5")
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    row = listing.rows(desk.store, [1])[0]
    assert row.place == Place(building="3", unit="2", spot="楼道")
    assert row.quantities == (Quantity("处", 3000),)
    assert tasks.get_task(desk.store, 1).cost_fen == 120050
    assert speaker.toasts == ["任务登记好了。"]
    assert page.list.list.table.selected_ids() == [1]


def _choose(box: QComboBox, text: str) -> None:
    box.setCurrentIndex(box.findText(text))


def test_what_cannot_be_taken_is_said_under_its_field(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    qtbot.mouseClick(page.new, LEFT)
    form = form_of(page)
    quantities = form.editors["quantities"]
    assert isinstance(quantities, QuantityEditor)
    qtbot.mouseClick(form.ok, LEFT)
    assert form.problems["title"].isVisible()
    type_text(form.editors["title"].input, "路灯不亮")
    type_text(form.editors["category"].input, "照明")
    qtbot.keyClicks(quantities.lines[0].planned, "abc")
    qtbot.mouseClick(form.ok, LEFT)
    assert form.problems["quantities"].isVisible()
    quantities.lines[0].planned.clear()
    qtbot.keyClicks(quantities.lines[0].planned, "3")
    qtbot.mouseClick(form.ok, LEFT)
    assert form.problems["quantities"].isVisible()
    quantities.lines[0].planned.clear()
    qtbot.keyClicks(form.editors["cost_fen"].input, "x")
    qtbot.mouseClick(form.ok, LEFT)
    assert form.problems["cost_fen"].isVisible()
    form.reject()


def test_lines_are_added_and_taken_away_by_keys(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    qtbot.mouseClick(page.new, LEFT)
    form = form_of(page)
    quantities = form.editors["quantities"]
    assert isinstance(quantities, QuantityEditor)
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form, Qt.Key.Key_Equal, Qt.KeyboardModifier.AltModifier)
    assert len(quantities.lines) == 2
    qtbot.waitUntil(quantities.lines[1].isVisible)
    quantities.lines[1].planned.setFocus()
    qtbot.keyClick(quantities.lines[1].planned, Qt.Key.Key_Minus, Qt.KeyboardModifier.AltModifier)
    assert len(quantities.lines) == 1
    form.reject()


def test_a_task_goes_all_the_way_by_the_panels_buttons(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker) -> None:
    task_id = add_task(desk.store, 0, date(2026, 10, 1))
    page = page_of(qtbot, desk)
    page.list.show_task(task_id)
    press(qtbot, page, "派单…")
    form = form_of(page)
    type_text(form.editors["party"].input, "街道城管")
    form.submit()
    press(qtbot, page, "开始整治")
    assert state_of(desk.store, task_id) is State.IN_PROGRESS
    press(qtbot, page, "报验收…")
    form = _newest(page)
    form.submit()
    assert "验收也只能写 0" in speaker.questions[-1]
    assert state_of(desk.store, task_id) is State.IN_PROGRESS
    _write(qtbot, form, "200")
    form.submit()
    assert state_of(desk.store, task_id) is State.AWAITING_ACCEPTANCE
    press(qtbot, page, "退回重做…")
    form = _newest(page)
    form.submit()
    assert form.problems["reason"].isVisible()
    type_text(form.editors["reason"].input, "没清到底")
    form.submit()
    assert state_of(desk.store, task_id) is State.IN_PROGRESS
    press(qtbot, page, "报验收…")
    _newest(page).submit()
    press(qtbot, page, "验收销号…")
    form = _newest(page)
    _write(qtbot, form, "150")
    form.submit()
    assert form.problems["reason"].isVisible()
    type_text(form.editors["reason"].input, "其余由街道另办")
    form.submit()
    card = tasks.get_task(desk.store, task_id)
    assert card.row.state is State.CLOSED
    assert card.row.quantities == (Quantity("吨", 200_000, 200_000, 150_000),)
    assert [text for text, made in page.list.panel.buttons.items() if made.property("role") == "primary"] == [
        "打印任务单"
    ]
    assert "催办…" not in page.list.panel.buttons
    menu = page.list.panel.buttons["更多"].menu()
    assert menu is not None
    next(entry for entry in menu.actions() if entry.text() == "重新打开…").trigger()
    form = _newest(page)
    type_text(form.editors["reason"].input, "又堵了")
    form.submit()
    assert tasks.get_task(desk.store, task_id).row.reopened == 1


def _newest(page: RectificationPage) -> RecordForm:
    return next(form for form in reversed(page.findChildren(RecordForm)) if form.isVisible())


def _write(qtbot: QtBot, form: RecordForm, number: str) -> None:
    editor = form.editors["quantities"]
    assert isinstance(editor, FiguresEditor)
    editor.numbers[0].clear()
    qtbot.keyClicks(editor.numbers[0], number)


def test_progress_chases_and_money_are_written_down(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, ditch: int) -> None:
    page = page_of(qtbot, desk)
    page.list.show_task(ditch)
    press(qtbot, page, "记进度…")
    form = form_of(page)
    _write(qtbot, form, "120")
    form.submit()
    press(qtbot, page, "催办…")
    form = _newest(page)
    qtbot.keyClicks(form.editors["promised_on"].input, "2026-10-20")
    form.submit()
    _more(page, "记经费…")
    form = _newest(page)
    form.submit()
    assert form.problems["amount"].isVisible()
    qtbot.keyClicks(form.editors["amount"].input, "3000")
    type_text(form.editors["body"].input, "街道办")
    form.submit()
    card = tasks.get_task(desk.store, ditch)
    assert card.row.quantities[0].done_milli == 120_000
    assert card.chases[0].promised_on == date(2026, 10, 20)
    assert card.funding[0].amount_fen == 300_000
    assert len(speaker.toasts) == 3
    press(qtbot, page, f"删去 {card.funding[0].funding_id}")
    assert tasks.get_task(desk.store, ditch).funding == ()


def _more(page: RectificationPage, text: str) -> None:
    menu = page.list.panel.buttons["更多"].menu()
    next(item for item in menu.actions() if item.text() == text).trigger()


def test_a_registration_made_by_mistake_is_deleted_after_a_question(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker
) -> None:
    task_id = add_task(desk.store, 1, date(2026, 10, 1))
    page = page_of(qtbot, desk)
    page.list.show_task(task_id)
    speaker.answers.append(True)
    page.list.list.table.setFocus()
    qtbot.keyClick(page.list.list.table, Qt.Key.Key_Delete)
    assert not speaker.refusals
    assert speaker.questions
    assert listing.counts(desk.store).open == 0


def test_the_same_place_and_kind_again_is_said_and_leads_to_the_first(qtbot: QtBot, desk: Desk) -> None:
    first = add_task(desk.store, 2, date(2026, 8, 1))
    again = add_task(desk.store, 8, date(2026, 10, 1))
    page = page_of(qtbot, desk)
    page.list.show_task(again)
    texts = [label.text() for label in page.list.panel.findChildren(type(page.header.title))]
    assert "同一地点同类问题，第2次" in texts
    press(qtbot, page, "2026-001")
    assert page.list.list.table.selected_ids() == [first]


def test_filters_and_search_narrow_the_list(qtbot: QtBot, desk: Desk, ditch: int) -> None:
    add_task(desk.store, 1, date(2026, 10, 1))
    page = page_of(qtbot, desk)
    page.list.list.set_filter("state", "overdue")
    assert page.list.list.table.rows.rowCount() == 1
    page.list.list.clear_filters()
    assert page.list.list.search is not None
    type_text(page.list.list.search, "摊贩")
    qtbot.waitUntil(lambda: page.list.list.table.rows.rowCount() == 1, timeout=2000)


def test_the_list_says_how_it_is_sorted_and_goes_back_to_it(qtbot: QtBot, desk: Desk, ditch: int) -> None:
    add_task(desk.store, 1, date(2026, 9, 3))
    page = page_of(qtbot, desk)
    pane = page.list
    assert pane.order.text().startswith("超期的排在最前")
    assert not pane.natural.isVisible()
    header = pane.list.table.horizontalHeader()
    for _twice in range(2):
        place = header.sectionViewportPosition(0) + 20
        qtbot.mouseClick(header.viewport(), LEFT, pos=QPoint(place, header.height() // 2))
    assert pane.order.text() == "按“编号”排的。"
    assert cells(page)[0] == "2026-002"
    qtbot.mouseClick(pane.natural, LEFT)
    assert cells(page)[0] == "2026-001"
    assert pane.order.text().startswith("超期的排在最前")


def test_each_box_of_a_measured_line_has_its_name_over_it(qtbot: QtBot, desk: Desk, ditch: int) -> None:
    page = page_of(qtbot, desk)
    page.list.show_task(ditch)
    qtbot.keyClick(page.list.list.table, Qt.Key.Key_F2)
    editor = form_of(page).editors["quantities"]
    assert isinstance(editor, QuantityEditor)
    line = editor.lines[0]
    heads = {each.text(): each for each in editor.input.findChildren(QLabel)}
    for name, box in (("计划", line.planned), ("完成", line.done), ("单位", line.unit)):
        qtbot.waitUntil(lambda name=name, box=box: heads[name].mapTo(editor.input, heads[name].rect().topLeft()).x()
                        == box.mapTo(editor.input, box.rect().topLeft()).x())  # fmt: skip
    form_of(page).reject()


def test_the_model_of_the_list_is_sound(qtbot: QtBot, desk: Desk, ditch: int, qtmodeltester: ModelTester) -> None:
    page = page_of(qtbot, desk)
    qtmodeltester.check(page.list.list.table.rows)


def test_a_page_stands_again_as_it_stood(qtbot: QtBot, desk: Desk, ditch: int) -> None:
    page = page_of(qtbot, desk)
    page.views.set_value("calendar")
    other = page_of(qtbot, desk)
    other.take_up(page.standing())
    assert other.views.value() == "calendar"
    other.show_record("task", ditch)
    assert other.views.value() == "list"


def test_a_duplicate_is_found_by_typing_and_named(qtbot: QtBot, desk: Desk, ditch: int) -> None:
    again = add_task(desk.store, 6, date(2026, 10, 1))
    page = page_of(qtbot, desk)
    page.list.show_task(again)
    _more(page, "标为重复…")
    form = form_of(page)
    form.submit()
    assert form.problems["duplicate_of"].isVisible()
    box = form.editors["duplicate_of"].input
    type_text(box, "2026-001")
    assert isinstance(box, SearchBox)
    qtbot.waitUntil(box.list.isVisible, timeout=2000)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    type_text(form.editors["reason"].input, "同一处")
    form.submit()
    assert tasks.get_task(desk.store, again).duplicate_of == "2026-001"
