# SPDX-License-Identifier: GPL-3.0-or-later
"""志愿积分 by clicks and keys: ranking, the way to a person, records, F9."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.honours import publication
from hongyun_desktop.core.points import crediting, listing, reversal, statement
from hongyun_desktop.core.points.ranking import quarter_ranking
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.points import FEATURE
from hongyun_desktop.ui.features.points.page import ACTIVITIES, BATCHES, PERSON, RANKING, PointsPage
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.privacy import HIDDEN
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.turns import TURN_MS
from tests.core.points.neighbourhood import hold, settle
from tests.ui.choosing import choose
from tests.ui.fakes import FakeSpeaker

OCTOBER = date(2026, 10, 6)
CLICK = Qt.MouseButton.LeftButton


def page_of(qtbot: QtBot, desk: Desk, width: int = 1170) -> PointsPage:
    """The page on the screen."""
    page = PointsPage(desk)
    qtbot.addWidget(page)
    page.resize(width, 650)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def column(table: TableView, number: int) -> list[str]:
    """One column as it is shown."""
    return [str(table.rows.index(place, number).data()) for place in range(table.rows.rowCount())]


@pytest.fixture
def neighbours(store: Store) -> list[int]:
    """罗喆 with 25 points of this quarter, 王秀英 and 李伟 with 10 each, and 10 each of the last."""
    people = [*settle(store, "3", "2", "1102", "罗喆"), *settle(store, "3", "2", "902", "王秀英"),
              *settle(store, "12", "1", "101", "李伟")]  # fmt: skip
    crediting.credit(store, people, hold(store, "清扫楼道"), 60)
    crediting.credit(store, people[:1], hold(store, "巡逻", OCTOBER), 150)
    crediting.credit(store, people[1:], hold(store, "理发", OCTOBER), 60)
    return people


def test_an_empty_page_says_what_to_do_first(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    assert page.ranking.empty.isVisible()
    assert page.ranking.empty.sentence.text() == "这个季度还没有服务记录。先登记服务，或导入签到表。"
    assert [each.text() for each in page.ranking.empty.buttons] == ["登记服务", "导入签到表"]
    qtbot.mouseClick(page.ranking.empty.buttons[0], CLICK)
    form = page.findChild(QDialog)
    assert form is not None
    assert form.isVisible()
    form.reject()


def test_service_is_recorded_by_ctrl_n(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = page.findChild(QDialog)
    assert form is not None
    assert form.isVisible()
    form.reject()


def test_equal_points_share_a_place(qtbot: QtBot, desk: Desk, neighbours: list[int]) -> None:
    page = page_of(qtbot, desk)
    table = page.ranking.table
    assert column(table, 0) == ["1", "2", "2"]
    assert column(table, 1) == ["罗喆", "王秀英", "李伟"]
    assert column(table, 3) == ["25", "10", "10"]
    assert page.header.subtitle.text() == "2026年第四季度 · 3 人 · 4.5 小时 · 45 分"


def test_after_a_sheet_of_last_quarter_that_quarter_is_shown(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    assert page.ranking.quarter() == Quarter(2026, 4)
    people = settle(desk.store, "3", "2", "1102", "罗喆")
    desk.changed.emit(crediting.credit(desk.store, people, hold(desk.store, "清扫楼道", date(2026, 8, 1)), 60))
    assert page.ranking.quarter() == Quarter(2026, 3)
    assert column(page.ranking.table, 1) == ["罗喆"]


def test_another_quarter_is_chosen_by_button_and_by_key(qtbot: QtBot, desk: Desk, neighbours: list[int]) -> None:
    page = page_of(qtbot, desk)
    assert not page.ranking.newer.isEnabled()
    qtbot.mouseClick(page.ranking.older, CLICK)
    assert page.ranking.quarter() == Quarter(2026, 3)
    assert column(page.ranking.table, 0) == ["1", "1", "1"]
    assert not page.ranking.older.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.ranking.quarter() == Quarter(2026, 4)


def test_whoever_is_selected_is_told_of_beside_the_ranking(qtbot: QtBot, desk: Desk, neighbours: list[int]) -> None:
    page = page_of(qtbot, desk)
    detail = page.ranking.detail
    assert detail.hint.isVisible()
    qtbot.mouseClick(page.ranking.table.viewport(), CLICK, pos=QPoint(40, 20))
    assert (detail.name.text(), detail.points.number.text()) == ("罗喆", "35")
    assert detail.under.text() == "3-2-1102 · 2026年第四季度第 1 名"
    assert detail.star.text() == "再服务 96.5 小时到一星"


@pytest.mark.parametrize("way", ["enter", "double click", "button"])
def test_the_ranking_leads_to_the_entries_of_a_person(
    qtbot: QtBot, desk: Desk, neighbours: list[int], way: str
) -> None:
    page = page_of(qtbot, desk)
    table = page.ranking.table
    qtbot.mouseClick(table.viewport(), CLICK, pos=QPoint(40, 20))
    if way == "enter":
        qtbot.keyClick(table, Qt.Key.Key_Return)
    elif way == "double click":
        qtbot.mouseDClick(table.viewport(), CLICK, pos=QPoint(40, 20))
    else:
        qtbot.mouseClick(page.ranking.detail.why, CLICK)
    assert page.views.value() == PERSON
    assert page.person.resident_id == neighbours[0]
    assert column(page.person.entries, 1) == ["巡逻", "清扫楼道"]


@pytest.mark.parametrize("way", ["button", "tab"])
def test_the_account_of_a_person_has_the_place_of_the_quarter_that_was_looked_at(
    qtbot: QtBot, desk: Desk, store: Store, way: str
) -> None:
    summer = date(2026, 8, 8)
    luo, wang = (*settle(store, "3", "2", "1102", "罗喆"), *settle(store, "3", "2", "902", "王秀英"))
    crediting.credit(store, [luo], hold(store, "清扫楼道", summer), 60)
    crediting.credit(store, [wang], hold(store, "理发", OCTOBER), 60)
    page = page_of(qtbot, desk)
    for quarter, place, person in ((3, "第 1 名", luo), (4, "第 1 名", wang), (3, "第 1 名", luo)):
        page.views.set_value(RANKING)
        choose(page.ranking.quarters, Quarter(2026, quarter))
        qtbot.mouseClick(page.ranking.table.viewport(), CLICK, pos=QPoint(40, 20))
        qtbot.mouseClick(page.ranking.detail.why if way == "button" else page.views.buttons[1], CLICK)
        summary = page.person.summary
        assert page.person.resident_id == person
        assert (summary.place.caption.text(), summary.place.number.text()) == (f"2026年{quarter}季度名次", place)
    page.show_record("points_of", luo)
    assert (summary.place.caption.text(), summary.place.number.text()) == ("2026年4季度名次", "—")


def test_the_place_in_a_published_quarter_is_the_one_that_was_published(qtbot: QtBot, demo_desk: Desk) -> None:
    page = page_of(qtbot, demo_desk)
    published = next(each for each in publication.list_rounds(demo_desk.store))
    choose(page.ranking.quarters, Quarter.parse(published.quarter))
    board = page.ranking.board
    assert board is not None
    assert board.published is not None
    first = board.standings[0]
    for row in statement.statement(demo_desk.store, first.resident_id):
        if row.counter == "issue" and board.quarter.starts_on <= row.service_date <= board.quarter.ends_on:
            demo_desk.changed.emit(reversal.reverse(demo_desk.store, row.entry_id or 0, "other"))
    qtbot.mouseClick(page.ranking.table.viewport(), CLICK, pos=QPoint(40, 20))
    qtbot.mouseClick(page.ranking.detail.why, CLICK)
    assert page.person.resident_id == first.resident_id
    assert page.person.summary.place.number.text() == f"第 {first.place} 名"


def test_the_view_of_one_person_opens_whoever_is_selected_in_the_ranking(
    qtbot: QtBot, desk: Desk, neighbours: list[int]
) -> None:
    page = page_of(qtbot, desk)
    qtbot.mouseClick(page.ranking.table.viewport(), CLICK, pos=QPoint(40, 20))
    qtbot.mouseClick(page.views.buttons[1], CLICK)
    assert (page.views.value(), page.person.resident_id) == (PERSON, neighbours[0])


def test_a_published_ranking_stays_and_shows_what_was_corrected_since(qtbot: QtBot, demo_desk: Desk) -> None:
    store, summer = demo_desk.store, Quarter(2026, 3)
    page = page_of(qtbot, demo_desk)
    choose(page.ranking.quarters, summer)
    published = next(each for each in publication.list_rounds(store) if each.quarter == summer.code)
    assert published.title in page.ranking.notice.text()
    assert "更正" not in page.ranking.notice.text()
    before = column(page.ranking.table, 3)
    winner = page.ranking.table.rows.id_at(0)
    row = next(row for row in statement.statement(store, winner) if Quarter.of(row.service_date) == summer)
    demo_desk.act(lambda: reversal.reverse(store, row.entry_id or 0, "wrong_hours"), "更正了")
    assert column(page.ranking.table, 3) == before
    assert column(page.ranking.table, 6)[0] == f"更正后 {int(before[0]) - row.amount} 分"
    assert "后来 1 人的积分有更正" in page.ranking.notice.text()


def test_points_that_came_after_publication_stand_without_a_place(qtbot: QtBot, demo_desk: Desk) -> None:
    store = demo_desk.store
    ranked = {row.resident_id for row in quarter_ranking(store, Quarter(2026, 3))}
    newcomer = store.value(
        "SELECT max(id) FROM resident WHERE merged_into IS NULL AND id NOT IN (SELECT value FROM json_each(?))",
        (str(sorted(ranked)),),
    )
    crediting.credit(store, [newcomer], hold(store, "补记的事", date(2026, 9, 1)), 60)
    page = page_of(qtbot, demo_desk)
    choose(page.ranking.quarters, Quarter(2026, 3))
    assert column(page.ranking.table, 0)[-1] == "—"
    assert column(page.ranking.table, 6)[-1] == "后来补记 10 分"


def test_a_long_quarter_is_ranked_beside_the_window(
    qtbot: QtBot, desk: Desk, neighbours: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "is_long", lambda _store, _quarter: True)
    started: list[str] = []
    start = desk.jobs.start
    monkeypatch.setattr(desk.jobs, "start", lambda title, *args: (started.append(title), start(title, *args)))
    page = page_of(qtbot, desk)
    assert set(started) == {"正在排名"}
    assert column(page.ranking.table, 0) == ["1", "2", "2"]
    page.show_person(neighbours[0])
    assert page.person.summary.place.number.text() == "第 1 名"


def test_what_is_recorded_elsewhere_appears_at_once(
    qtbot: QtBot, desk: Desk, store: Store, neighbours: list[int]
) -> None:
    page = page_of(qtbot, desk)
    activity_id = hold(store, "扫落叶", OCTOBER)
    desk.act(lambda: crediting.credit(store, neighbours[2:], activity_id, 240), "记了")
    assert column(page.ranking.table, 1)[0] == "李伟"


def test_f9_hides_names_and_addresses(qtbot: QtBot, desk: Desk, neighbours: list[int]) -> None:
    page = page_of(qtbot, desk)
    page.ranking.table.select_id(neighbours[0])
    desk.privacy.toggle()
    assert set(column(page.ranking.table, 1)) == {HIDDEN}
    assert set(column(page.ranking.table, 2)) == {HIDDEN}
    assert page.ranking.detail.name.text() == HIDDEN
    page.show_person(neighbours[0])
    assert page.person.summary.name.text() == HIDDEN


def test_the_panel_folds_where_there_is_no_room_and_a_button_brings_it(
    qtbot: QtBot, desk: Desk, neighbours: list[int]
) -> None:
    page = page_of(qtbot, desk)
    assert page.ranking.detail.isVisible()
    assert not page.ranking.beside.fold.isVisible()
    page.resize(720, 650)
    assert not page.ranking.detail.isVisible()
    assert page.ranking.beside.fold.isVisible()
    qtbot.mouseClick(page.ranking.beside.fold, CLICK)
    assert page.ranking.detail.isVisible()


def test_records_of_every_kind_open_their_view(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, neighbours: list[int]
) -> None:
    page = page_of(qtbot, desk)
    assert FEATURE.shows == ("activity", "entry", "points_of")
    page.show_record("points_of", neighbours[2])
    qtbot.wait(2 * TURN_MS)
    assert page.person.summary.name.text() == "李伟"
    page.show_record("entry", 1)
    qtbot.wait(2 * TURN_MS)
    assert page.person.resident_id == neighbours[0]
    assert page.person.entries.selected_ids() == [1]
    page.show_record("activity", 1)
    qtbot.wait(2 * TURN_MS)
    assert page.views.value() == "activities"
    page.show_record("entry", 999)
    qtbot.wait(2 * TURN_MS)
    assert speaker.refusals == ["没有这一笔。"]


def test_the_tables_are_sound_models(
    qtbot: QtBot, desk: Desk, neighbours: list[int], qtmodeltester: ModelTester
) -> None:
    page = page_of(qtbot, desk)
    page.show_person(neighbours[0])
    page.views.set_value(BATCHES)
    for table in (page.ranking.table, page.person.people, page.person.entries):
        qtmodeltester.check(table.rows)


def test_the_views_are_chosen_by_clicks(qtbot: QtBot, desk: Desk, neighbours: list[int]) -> None:
    page = page_of(qtbot, desk)
    for number, key in enumerate((RANKING, PERSON, "activities", BATCHES)):
        qtbot.mouseClick(page.views.buttons[number], CLICK)
        assert page.views.value() == key
        assert page.pane(key).isVisible()


def test_tab_follows_the_eye(qtbot: QtBot, desk: Desk, neighbours: list[int]) -> None:
    page = page_of(qtbot, desk)
    page.views.buttons[-1].setFocus()
    passed = []
    for _step in range(6):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        passed.append(page.focusWidget())
    ranking = page.ranking
    assert passed == [ranking.older, ranking.quarters, page.sign_in, page.more, page.record, ranking.table]


def test_the_header_says_what_the_list_of_activities_holds_as_it_is_filtered(qtbot: QtBot, desk: Desk) -> None:
    settle(desk.store, "3", "2", "1102", "罗喆")
    hold(desk.store, "巡逻")
    page = PointsPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.views.set_value(ACTIVITIES)
    assert page.header.subtitle.text() == "全部季度 · 活动 1 场"
    page.pane(ACTIVITIES).page.set_filter("state", "credited")  # pyright: ignore[reportAttributeAccessIssue]
    assert page.header.subtitle.text() == "全部季度 · 已记分 · 活动 0 场"
    page.views.set_value(RANKING)
    assert "季度" in page.header.subtitle.text()
    assert "场" not in page.header.subtitle.text()
    page.views.set_value(BATCHES)
    assert page.header.subtitle.text() == ""
