# SPDX-License-Identifier: GPL-3.0-or-later
"""登记服务 by clicks and keys: who is on the list, what it would earn, and what is saved."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.points import attendance, point_rules
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.points.attendance_list import AttendanceList
from hongyun_desktop.ui.features.points.attendance_rows import POINTS, AttendanceRows
from hongyun_desktop.ui.features.points.service_form import ServiceForm
from hongyun_desktop.ui.kit.desk import Desk
from tests.core.points.neighbourhood import held, hold, settle
from tests.ui.fakes import FakeSpeaker
from tests.ui.features.service_hands import lines, move_in, put_in, shown
from tests.ui.typing_text import type_text

TODAY = date(2026, 10, 8)
Key = Qt.Key


@pytest.fixture
def neighbours(store: Store) -> list[int]:
    return move_in(store)


@pytest.fixture
def form(qtbot: QtBot, desk: Desk, page: QWidget, neighbours: list[int]) -> ServiceForm:
    return shown(qtbot, desk, page)


def saved(store: Store, name: str, day: date = TODAY) -> list[tuple[str, str, int | None, int | None]]:
    """The list of an activity as the core has it."""
    found = activities.find_activity(store, day, name)
    assert found is not None
    return [
        (row.name, row.state.value, row.minutes, row.points) for row in attendance.list_of(store, found.activity_id)
    ]


def test_a_service_of_two_people_is_recorded_by_keys_alone(
    qtbot: QtBot, form: ServiceForm, store: Store, speaker: FakeSpeaker
) -> None:
    type_text(form.heading.name, "清扫楼道")
    put_in(qtbot, form, "zxf")
    assert form.search.text() == ""
    put_in(qtbot, form, "wxy")
    assert lines(form) == [("钟晓芳", "2", "到场", "20"), ("王秀英", "2", "到场", "20")]
    assert form.totals.text() == "2 人 · 4 小时 · 40 分"
    qtbot.keyClick(form, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert speaker.toasts == ["记了 2 人、4 小时、40 分。记错了？到“记分记录”里把这一次整批更正。"]
    assert saved(store, "清扫楼道") == [("王秀英", "came", 120, 20), ("钟晓芳", "came", 120, 20)]
    assert not form.isVisible()


def test_tab_follows_the_eye_through_the_heading(qtbot: QtBot, form: ServiceForm) -> None:
    qtbot.waitUntil(form.isActiveWindow)
    heading = form.heading
    heading.name.setFocus()
    for following in (heading.day.input, heading.team, heading.hours, form.search):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Key.Key_Tab)
        assert following.hasFocus()


def test_a_room_brings_everybody_who_lives_there(qtbot: QtBot, form: ServiceForm) -> None:
    put_in(qtbot, form, "3-2-1102")
    assert [line[0] for line in lines(form)] == ["钟晓芳", "钟小明"]


@pytest.mark.parametrize("words", ["1102", "3栋2单元1102", "1102室"])
def test_a_room_written_otherwise_brings_its_household_too(qtbot: QtBot, form: ServiceForm, words: str) -> None:
    type_text(form.search, words)
    qtbot.keyClick(form.search, Key.Key_Return)
    assert [line[0] for line in lines(form)] == ["钟晓芳", "钟小明"]


def test_one_of_a_household_is_taken_by_the_arrow(qtbot: QtBot, form: ServiceForm) -> None:
    qtbot.keyClicks(form.search, "3-2-1102")
    form.search.search_now()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        qtbot.keyClick(form.search, key)
    assert [line[0] for line in lines(form)] == ["钟小明"]


def test_of_rooms_with_one_number_enter_takes_none_until_one_is_pointed_at(
    qtbot: QtBot, form: ServiceForm, store: Store
) -> None:
    settle(store, "5", "1", "1102", "韩彧")
    put_in(qtbot, form, "1102")
    assert lines(form) == []
    hits = form.search.list.model()
    assert [hits.index(place, 0).data() for place in range(3)] == [
        "房号是 1102 的有 2 户：按 ↓ 选是哪一户，再回车。",
        "3栋2单元1102 · 自住 · 2人",
        "5栋1单元1102 · 自住 · 1人",
    ]
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        qtbot.keyClick(form.search, key)
    assert [line[0] for line in lines(form)] == ["韩彧"]


def test_a_phone_tail_and_chinese_find_people_too(qtbot: QtBot, form: ServiceForm) -> None:
    put_in(qtbot, form, "5678")
    type_text(form.search, "王秀")
    qtbot.keyClick(form.search, Key.Key_Return)
    assert [line[0] for line in lines(form)] == ["钟晓芳", "王秀英"]


def test_of_namesakes_enter_takes_nobody_until_one_is_pointed_at(qtbot: QtBot, form: ServiceForm, store: Store) -> None:
    settle(store, "5", "1", "301", "钟晓芳", phones=("13900004321",))
    put_in(qtbot, form, "zxf")
    assert lines(form) == []
    hits = form.search.list.model()
    assert [hits.index(place, 0).data() for place in range(hits.rowCount())] == [
        "叫钟晓芳的有 2 位：按 ↓ 选是哪一位，再回车。",
        "钟晓芳 · 3栋2单元1102 · 138****5678",
        "钟晓芳 · 5栋1单元301 · 139****4321",
    ]
    assert form.search.text() == "zxf"
    qtbot.keyClick(form.search, Key.Key_Down)
    qtbot.keyClick(form.search, Key.Key_Down)
    qtbot.keyClick(form.search, Key.Key_Return)
    assert form.rows.lines[0].dwelling == "5-1-301"


def test_somebody_added_twice_stands_there_once_and_is_shown(qtbot: QtBot, form: ServiceForm) -> None:
    for words in ("zxf", "wxy", "zxf"):
        put_in(qtbot, form, words)
    assert [line[0] for line in lines(form)] == ["钟晓芳", "王秀英"]
    assert form.trouble.text() == "钟晓芳 已经在名单里。"
    assert form.table.chosen_places() == [0]


def test_states_are_set_by_one_key_and_points_follow_who_came(qtbot: QtBot, form: ServiceForm) -> None:
    put_in(qtbot, form, "zxf")
    table = form.table
    seen = []
    for key in (Key.Key_1, Key.Key_3, Key.Key_2, Key.Key_Space):
        qtbot.keyClick(table, key)
        seen.append(lines(form)[0][1:])
    assert seen == [("2", "报名", "—"), ("—", "没来", "—"), ("2", "到场", "20"), ("—", "没来", "—")]
    assert form.rest.text() == "没来 1 人"


def test_hours_are_typed_for_one_person_or_changed_by_half(qtbot: QtBot, form: ServiceForm) -> None:
    put_in(qtbot, form, "zxf")
    put_in(qtbot, form, "wxy")
    type_hours(qtbot, form.table, 0, "3.5")
    form.table.choose([1])
    qtbot.keyClick(form.table, Key.Key_Minus)
    assert lines(form) == [("钟晓芳", "3.5", "到场", "35"), ("王秀英", "1.5", "到场", "15")]
    form.heading.hours.clear()
    qtbot.keyClicks(form.heading.hours, "1")
    assert [line[1] for line in lines(form)] == ["3.5", "1.5"]


def type_hours(qtbot: QtBot, table: AttendanceList, place: int, text: str) -> None:
    """Open the hours of a line with Enter, type, and press Enter."""
    table.choose([place])
    qtbot.keyClick(table, Key.Key_Return)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: table.state() is not AttendanceList.State.EditingState)


@pytest.mark.parametrize("text", ["abc", "0", "25", "1.3"])
def test_hours_that_can_not_be_are_told_and_not_taken(qtbot: QtBot, form: ServiceForm, text: str) -> None:
    put_in(qtbot, form, "zxf")
    type_hours(qtbot, form.table, 0, text)
    assert form.trouble.text()
    assert lines(form)[0][1] == "2"


def test_the_common_hours_hold_for_whoever_has_none_of_their_own(qtbot: QtBot, form: ServiceForm) -> None:
    put_in(qtbot, form, "zxf")
    put_in(qtbot, form, "wxy")
    type_hours(qtbot, form.table, 0, "3")
    form.heading.hours.clear()
    qtbot.keyClicks(form.heading.hours, "1.5")
    assert [line[1] for line in lines(form)] == ["3", "1.5"]


def test_delete_takes_the_selected_person_off(qtbot: QtBot, form: ServiceForm) -> None:
    for words in ("zxf", "wxy", "zxm"):
        put_in(qtbot, form, words)
    form.table.choose([1])
    qtbot.keyClick(form.table, Key.Key_Delete)
    assert [line[0] for line in lines(form)] == ["钟晓芳", "钟小明"]
    assert form.table.chosen_places() == [1]


def test_a_list_is_kept_without_points_and_can_be_undone(
    qtbot: QtBot, form: ServiceForm, desk: Desk, store: Store, speaker: FakeSpeaker
) -> None:
    type_text(form.heading.name, "清扫楼道")
    put_in(qtbot, form, "zxf")
    qtbot.keyClick(form.table, Key.Key_1)
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    assert speaker.toasts == ["名单存好了，还没有记分。"]
    assert saved(store, "清扫楼道") == [("钟晓芳", "signed_up", None, None)]
    assert speaker.undo is not None
    desk.undo()
    assert activities.find_activity(store, TODAY, "清扫楼道") is None


def test_a_refusal_is_said_in_the_form_and_nothing_is_lost(qtbot: QtBot, form: ServiceForm, store: Store) -> None:
    put_in(qtbot, form, "zxf")
    qtbot.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    assert form.isVisible()
    assert form.trouble.text() == "请写上活动名称。"
    type_text(form.heading.name, "清扫楼道")
    assert form.trouble.isHidden()
    form.heading.day.set_value(None)
    qtbot.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    assert form.trouble.text() == "请写上日期。"
    form.heading.day.set_value(date(2026, 12, 1))
    qtbot.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    assert form.trouble.text() == "日期在今天之后，请再看一遍。"
    assert lines(form)[0][0] == "钟晓芳"
    assert held(store) == []


def test_an_empty_list_is_not_saved(qtbot: QtBot, form: ServiceForm) -> None:
    type_text(form.heading.name, "清扫楼道")
    qtbot.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    assert form.trouble.text() == "还没有选人，请先选至少一位。"


def test_for_a_day_to_come_people_are_signed_up(qtbot: QtBot, form: ServiceForm) -> None:
    form.heading.day.set_value(date(2026, 10, 18))
    put_in(qtbot, form, "zxf")
    assert lines(form)[0][2] == "报名"
    qtbot.mouseClick(form.all_came, Qt.MouseButton.LeftButton)
    assert lines(form)[0][2] == "到场"


@pytest.mark.parametrize("button", ["keep", "confirm"])
def test_a_name_left_in_the_field_is_not_dropped_silently(
    qtbot: QtBot, form: ServiceForm, store: Store, button: str
) -> None:
    type_text(form.heading.name, "清扫楼道")
    put_in(qtbot, form, "zxf")
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClicks(form.search, "wxy")
    qtbot.mouseClick(getattr(form, button), Qt.MouseButton.LeftButton)
    assert form.trouble.text() == "“wxy”还没有加入名单：按回车加入，或把那一栏清空，再存。"
    assert form.search.hasFocus()
    assert form.search.text() == "wxy"
    assert activities.find_activity(store, TODAY, "清扫楼道") is None
    qtbot.keyClick(form.search, Key.Key_Return)
    assert form.trouble.isHidden()
    qtbot.mouseClick(getattr(form, button), Qt.MouseButton.LeftButton)
    assert [line[0] for line in saved(store, "清扫楼道")] == ["王秀英", "钟晓芳"]


def test_closing_asks_only_where_something_would_be_lost(qtbot: QtBot, form: ServiceForm, speaker: FakeSpeaker) -> None:
    put_in(qtbot, form, "zxf")
    speaker.answers.extend([False, True])
    qtbot.keyClick(form.table, Key.Key_Escape)
    assert form.isVisible()
    qtbot.mouseClick(form.cancel, Qt.MouseButton.LeftButton)
    assert not form.isVisible()
    assert len(speaker.questions) == 2


def test_an_untouched_form_closes_without_a_question(qtbot: QtBot, form: ServiceForm, speaker: FakeSpeaker) -> None:
    qtbot.keyClick(form, Key.Key_Escape)
    assert not form.isVisible()
    assert speaker.questions == []


def test_the_list_of_a_known_activity_is_gone_on_with(
    qtbot: QtBot, desk: Desk, page: QWidget, store: Store, neighbours: list[int]
) -> None:
    activity_id = hold(store, "巡逻")
    attendance.mark(store, activity_id, {neighbours[0]: (Attending.CAME, 60)})
    attendance.confirm(store, activity_id)
    attendance.sign_up(store, activity_id, neighbours[1:])
    form = shown(qtbot, desk, page, activity_id)
    assert lines(form)[1:] == [("钟小明", "2", "报名", "—"), ("钟晓芳", "1", "到场", "10")]
    assert form.heading.way.isHidden()
    assert not form.heading.day.isEnabled()
    form.table.choose([2])
    qtbot.keyClick(form.table, Key.Key_3)
    qtbot.keyClick(form.table, Key.Key_Delete)
    assert lines(form)[2][2] == "到场"
    assert "更正" in form.trouble.text()
    qtbot.mouseClick(form.all_came, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    assert {row.points for row in attendance.list_of(store, activity_id)} == {10, 20}


def test_an_earlier_activity_is_chosen_from_the_list(
    qtbot: QtBot, desk: Desk, page: QWidget, store: Store, neighbours: list[int]
) -> None:
    activity_id = hold(store, "巡逻", TODAY)
    attendance.sign_up(store, activity_id, neighbours[:1])
    form = shown(qtbot, desk, page)
    qtbot.mouseClick(form.heading.way.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.heading.known.count() > 0)
    qtbot.keyClick(form.heading.known, Key.Key_Down)
    form.heading.known.activated.emit(form.heading.known.currentIndex())
    assert form.heading.activity_id == activity_id
    assert [line[0] for line in lines(form)] == ["钟晓芳"]


def test_typing_the_name_of_that_day_again_means_that_activity(
    qtbot: QtBot, desk: Desk, page: QWidget, store: Store, neighbours: list[int]
) -> None:
    activity_id = hold(store, "巡逻", TODAY)
    attendance.sign_up(store, activity_id, neighbours[:1])
    form = shown(qtbot, desk, page)
    put_in(qtbot, form, "wxy")
    type_text(form.heading.name, "巡逻")
    form.heading.name.editingFinished.emit()
    assert form.heading.activity_id == activity_id
    assert [line[0] for line in lines(form)] == ["钟晓芳", "王秀英"]


def test_points_to_be_follow_kind_day_and_caps(
    qtbot: QtBot, desk: Desk, page: QWidget, store: Store, neighbours: list[int]
) -> None:
    point_rules.save_rule(store, "巡逻", 6, starts_on=date(2026, 1, 1), cap_per_event=10)
    form = shown(qtbot, desk, page)
    put_in(qtbot, form, "zxf")
    qtbot.keyClick(form.heading.kind, Key.Key_Down)
    assert lines(form)[0][3] == "10"
    assert "上限" in form.rows.index(0, POINTS).data(Qt.ItemDataRole.ToolTipRole)
    assert "每小时6分" in form.heading.rule.text()


def test_the_three_states_are_offered_by_the_mouse_too(qtbot: QtBot, form: ServiceForm) -> None:
    put_in(qtbot, form, "zxf")
    menu = form.table.state_menu()
    menu.actions()[2].trigger()
    assert lines(form)[0][2] == "没来"
    menu.close()


def test_names_are_hidden_from_the_counter(qtbot: QtBot, form: ServiceForm, desk: Desk) -> None:
    put_in(qtbot, form, "zxf")
    desk.privacy.toggle()
    assert lines(form)[0][0] == "••••"


def test_the_rows_are_a_sound_model(form: ServiceForm, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    put_in(qtbot, form, "zxf")
    put_in(qtbot, form, "wxy")
    assert isinstance(form.rows, AttendanceRows)
    qtmodeltester.check(form.rows)


def test_a_new_activity_takes_its_values_as_typed(qtbot: QtBot, form: ServiceForm) -> None:
    type_text(form.heading.name, " 清扫楼道 ")
    type_text(form.heading.team, "环境美育队")
    assert form.heading.values() == ActivityValues(" 清扫楼道 ", TODAY, "环境美育队", "")
