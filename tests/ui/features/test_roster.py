# SPDX-License-Identifier: GPL-3.0-or-later
"""微网实格 by clicks and keys: the list, filters, detail, forms, privacy, export."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.honours import issuing
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.points import crediting
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.cards import resident_card
from hongyun_desktop.core.roster.dwellings import get_dwelling, list_dwellings
from hongyun_desktop.core.roster.rules import Occupancy, ResidentRow, ResidentValues
from hongyun_desktop.core.roster.settling import register
from hongyun_desktop.core.store import journal
from hongyun_desktop.ui.features.roster import FEATURE, forms
from hongyun_desktop.ui.features.roster.holdings import Holdings
from hongyun_desktop.ui.features.roster.page import RosterPage
from hongyun_desktop.ui.features.roster.personal import EraseDialog
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.pills import Pill
from hongyun_desktop.ui.kit.places import saved_as
from hongyun_desktop.ui.kit.preview import PdfPreview
from tests.core.points.neighbourhood import hold
from tests.ui.fakes import FakeSpeaker
from tests.ui.features.certificates_scene import any_printer
from tests.ui.typing_text import type_text

Open = Callable[[Desk], RosterPage]
PHONE = "13800001111"


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    def make(desk: Desk) -> RosterPage:
        page = RosterPage(desk)
        qtbot.addWidget(page)
        page.resize(1170, 650)
        page.show()
        return page

    return make


@pytest.fixture
def small(desk: Desk) -> dict[str, int]:
    """罗喆 (head), 吕静 at 3-2-1102 and 王建国 at 12-1-302; 3-2-1103 is vacant."""
    entered = {
        "罗喆": (ResidentValues("罗喆", relation="户主", phones=(PHONE,), tags=("志愿者",)), "3-2-1102"),
        "吕静": (ResidentValues("吕静", relation="配偶", home_village="团结村"), "3-2-1102"),
        "王建国": (ResidentValues("王建国", relation="户主"), "12-1-302"),
    }
    ids: dict[str, int] = {}
    for name, (values, address) in entered.items():
        ids[name] = register(desk.store, values, address, Occupancy.OWNER_OCCUPIED).params["resident_id"]
    spare: Any = register(desk.store, ResidentValues("过客"), "3-2-1103", Occupancy.VACANT).params
    residents.remove_resident(desk.store, spare["resident_id"])
    return ids


def names(page: RosterPage) -> list[str]:
    model = page.records.table.rows
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def texts(widget: QWidget) -> str:
    # What was just put into a layout is shown in the next turn of the event loop.
    QApplication.processEvents()
    parts = [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    return "\n".join(parts + [each.text() for each in widget.findChildren(QPushButton) if each.isVisibleTo(widget)])


def form_of(page: QWidget) -> RecordForm:
    """The newest form that is open."""
    return [each for each in page.findChildren(RecordForm) if each.isVisible()][-1]


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(page: RosterPage, resident_id: int) -> None:
    assert page.records.table.select_id(resident_id)


def menu_entry(page: RosterPage, text: str) -> Any:
    menu = page.records.detail.buttons["更多"].menu()
    return next(each for each in menu.actions() if each.text().startswith(text))


def person(desk: Desk, resident_id: int) -> ResidentRow:
    return residents.get_resident(desk.store, resident_id)


def test_an_empty_roster_says_how_to_begin_and_the_first_household_appears(
    qtbot: QtBot, desk: Desk, opened: Open, speaker: FakeSpeaker
) -> None:
    page = opened(desk)
    assert page.records.empty.sentence.text() == "还没有住户。先导入物业的花名册，或登记第一户。"
    press(qtbot, page.records.empty.buttons[1])
    form = form_of(page)
    type_text(form.editors["name"].input, "罗喆")
    qtbot.keyClicks(form.editors["address"].input, "3-2-1102")
    press(qtbot, form.ok)
    assert names(page) == ["罗喆"]
    assert speaker.toasts == ["已登记住户。"]
    assert "3栋2单元1102" in texts(page.records.detail)
    assert page.records.header.subtitle.text().startswith("1 户 · 1 人")


def test_a_problem_in_a_form_that_scrolls_takes_no_more_than_its_line(
    qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]
) -> None:
    page = opened(desk)
    card = resident_card(desk.store, small["罗喆"])
    assert card is not None
    form = forms.change_resident(desk, page, card)
    form.setMaximumHeight(420)
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClicks(form.editors["id_number"].input, "510199196001020000")
    press(qtbot, form.ok)
    problem = form.problems["id_number"]
    qtbot.wait(50)
    assert problem.height() == problem.heightForWidth(problem.width())


def test_a_key_opens_the_form_and_what_cannot_be_is_said_under_its_field(
    qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]
) -> None:
    page = opened(desk)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = form_of(page)
    type_text(form.editors["name"].input, "新人")
    qtbot.keyClicks(form.editors["id_number"].input, "510199196001020000")
    press(qtbot, form.ok)
    assert form.problems["id_number"].text() == "身份证号里有数字不对，请对照证件再看一遍。"
    form.editors["id_number"].set_value("")
    type_text(form.editors["address"].input, "门口")
    press(qtbot, form.ok)
    assert "看不懂住址" in form.problems["address"].text()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert len(names(page)) == 3


def test_the_table_model_keeps_the_rules_of_models(demo_desk: Desk, opened: Open, qtmodeltester: Any) -> None:
    page = opened(demo_desk)
    qtmodeltester.check(page.records.table.rows)


def test_filters_narrow_the_list_and_its_count(qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]) -> None:
    page = opened(desk)
    assert page.records.header.subtitle.text() == "3 户 · 3 人 · 入住率 66.7%"
    box = page.records.filters["building"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    box.activated.emit(box.currentIndex())
    assert names(page) == ["王建国"]
    assert page.records.header.subtitle.text() == "符合条件：1 户 · 1 人"
    page.records.set_filter("tag", "志愿者")
    assert page.records.views.currentWidget() is page.records.nothing_card
    press(qtbot, page.records.nothing.buttons[0])
    assert len(names(page)) == 3


def test_typing_finds_by_initials(qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]) -> None:
    page = opened(desk)
    assert page.records.search is not None
    qtbot.keyClicks(page.records.search, "wjg")
    qtbot.waitUntil(lambda: names(page) == ["王建国"])


def test_escape_empties_the_search_of_the_list(qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]) -> None:
    page = opened(desk)
    assert page.records.search is not None
    page.activateWindow()
    page.records.search.setFocus()
    qtbot.waitUntil(page.records.search.hasFocus)
    qtbot.keyClicks(page.records.search, "wjg")
    qtbot.keyClick(page.records.search, Qt.Key.Key_Escape)
    assert page.records.search.text() == ""


def test_the_detail_shows_masked_numbers_the_household_and_goes_to_a_member(
    qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]
) -> None:
    page = opened(desk)
    choose(page, small["罗喆"])
    shown = texts(page.records.detail)
    assert "138****1111" in shown
    assert PHONE not in shown
    member = next(each for each in page.records.detail.findChildren(QPushButton) if each.text() == "吕静")
    press(qtbot, member)
    assert page.records.table.selected_ids() == [small["吕静"]]
    assert page.records.detail.shown == ("resident", small["吕静"])


def test_the_detail_tells_points_hours_and_certificates_and_leads_to_them(
    qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]
) -> None:
    page = opened(desk)
    choose(page, small["吕静"])
    assert "0 分\n本季服务\n0 小时\n证书\n还没有" in texts(page.records.detail)
    desk.did(crediting.credit(desk.store, [small["吕静"]], hold(desk.store, "清扫", date(2026, 10, 3)), 150), "")
    paper = words.honour("吕静", "同志", "热心公益", "邻里之星", "鸿运小区自管委", date(2026, 10, 8))
    draft = issuing.Draft(paper, resident_id=small["吕静"])
    desk.did(issuing.issue(desk.store, draft, any_printer), "")
    assert "25 分\n本季服务\n2.5 小时\n证书\n1 张" in texts(page.records.detail)
    asked: list[tuple[str, int]] = []
    desk.opening.connect(lambda kind, record_id: asked.append((kind, record_id)))
    shown = page.records.detail.findChildren(Holdings)[-1]
    press(qtbot, shown.see_points)
    press(qtbot, shown.certificates[0])
    assert asked == [("points_of", small["吕静"]), ("certificate", 1)]


def test_whole_numbers_are_shown_for_a_purpose_and_only_for_this_person(
    qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]
) -> None:
    page = opened(desk)
    choose(page, small["罗喆"])
    press(qtbot, page.records.detail.buttons["显示号码"])
    form = form_of(page)
    press(qtbot, form.ok)
    assert form.problems["purpose"].text() == "请写上为什么要看号码，会登记下来。"
    type_text(form.editors["purpose"].input, "走访")
    press(qtbot, form.ok)
    assert PHONE in texts(page.records.detail)
    newest = journal.entries(desk.store)[0]
    assert (newest.code, newest.params["purpose"]) == ("numbers_shown", "走访")
    choose(page, small["吕静"])
    choose(page, small["罗喆"])
    assert PHONE not in texts(page.records.detail)


def test_enter_changes_a_person_and_undo_takes_it_back(
    qtbot: QtBot, desk: Desk, opened: Open, speaker: FakeSpeaker, small: dict[str, int]
) -> None:
    page = opened(desk)
    choose(page, small["吕静"])
    qtbot.keyClick(page.records.table, Qt.Key.Key_Return)
    form = form_of(page)
    type_text(form.editors["tags"].input, "独居老人")
    press(qtbot, form.ok)
    row = person(desk, small["吕静"])
    assert row.tags == ("独居老人",)
    assert "tags" in row.hand_edited
    assert "独居老人" in [pill.text() for pill in page.records.detail.findChildren(Pill)]
    assert speaker.undo is not None
    speaker.undo()
    assert person(desk, small["吕静"]).tags == ()


def test_a_household_moves_out_together(qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]) -> None:
    page = opened(desk)
    choose(page, small["罗喆"])
    press(qtbot, page.records.detail.buttons["搬家"])
    form = form_of(page)
    press(qtbot, form.ok)
    assert form.problems["address"].text() == "请把栋、单元、房号都写上。"
    qtbot.keyClick(form.editors["out"].input, Qt.Key.Key_Down)
    assert not form.editors["address"].isEnabled()
    qtbot.keyClick(form.editors["everybody"].input, Qt.Key.Key_Space)
    press(qtbot, form.ok)
    assert [person(desk, small[name]).address for name in ("罗喆", "吕静")] == [None, None]
    assert "没有住址" in texts(page.records.detail)


def test_the_menu_makes_a_head_and_takes_out_whoever_was_entered_by_mistake(
    desk: Desk, opened: Open, speaker: FakeSpeaker, small: dict[str, int]
) -> None:
    page = opened(desk)
    choose(page, small["吕静"])
    menu_entry(page, "设为户主").trigger()
    assert person(desk, small["吕静"]).relation == "户主"
    menu_entry(page, "录错了").trigger()
    assert "吕静" not in names(page)
    assert speaker.undo is not None
    speaker.undo()
    assert "吕静" in names(page)


def test_a_note_is_written_from_the_menu(qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]) -> None:
    page = opened(desk)
    choose(page, small["吕静"])
    menu_entry(page, "写备注").trigger()
    form = form_of(page)
    type_text(form.editors["note"].input, "上门前先打电话")
    press(qtbot, form.ok)
    assert person(desk, small["吕静"]).note == "上门前先打电话"
    assert "备注：上门前先打电话" in texts(page.records.detail)


def test_erasing_says_what_goes_and_what_stays_and_asks_why(
    qtbot: QtBot, desk: Desk, opened: Open, speaker: FakeSpeaker, small: dict[str, int]
) -> None:
    page = opened(desk)
    choose(page, small["王建国"])
    menu_entry(page, "删除个人资料").trigger()
    dialog = next(each for each in page.findChildren(EraseDialog) if each.isVisible())
    seen = texts(dialog)
    assert "会删掉" in seen
    assert "会留下" in seen
    assert "U 盘和拷到别处的备份" in seen
    press(qtbot, dialog.go_on)
    assert "请选一个删除的原因" in texts(dialog)
    assert "王建国" in names(page)
    dialog.reason.setCurrentIndex(1)
    press(qtbot, dialog.go_on)
    assert "王建国" not in names(page)
    assert speaker.undo is None
    assert page.records.detail.shown is None
    sheet = next(each for each in page.findChildren(PdfPreview))
    assert sheet.windowTitle() == "删除确认单"
    sheet.close()


def test_erasing_a_head_of_the_household_offers_another(
    qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]
) -> None:
    page = opened(desk)
    choose(page, small["罗喆"])
    menu_entry(page, "删除个人资料").trigger()
    dialog = next(each for each in page.findChildren(EraseDialog) if each.isVisible())
    assert "是这户的户主，同住的还有 1 人" in texts(dialog)
    assert dialog.next_head.currentText() == "这户暂时没有户主"
    qtbot.keyClick(dialog.next_head, Qt.Key.Key_Down)
    assert dialog.next_head.currentText().startswith("吕静")
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_F9)
    assert not any(name in texts(dialog) + dialog.next_head.currentText() for name in ("罗喆", "吕静"))
    qtbot.keyClick(dialog, Qt.Key.Key_F9)
    assert "罗喆" in texts(dialog)
    dialog.reason.setCurrentIndex(1)
    press(qtbot, dialog.go_on)
    assert person(desk, small["吕静"]).relation == "户主"
    next(each for each in page.findChildren(PdfPreview)).close()


def test_all_that_is_held_is_shown_once_it_is_said_what_for(
    qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]
) -> None:
    page = opened(desk)
    choose(page, small["罗喆"])
    menu_entry(page, "打印本人资料").trigger()
    form = form_of(page)
    press(qtbot, form.ok)
    assert form.isVisible()
    type_text(form.editors["purpose"].input, "本人来要")
    press(qtbot, form.ok)
    code, params = desk.store.sql("SELECT code, params ->> 'purpose' FROM journal ORDER BY id DESC LIMIT 1")[0]
    assert (code, params) == ("personal_data_told", "本人来要")
    paper = next(each for each in page.findChildren(PdfPreview))
    assert paper.windowTitle() == "本人资料"
    paper.close()


def test_f9_hides_names_phones_and_tags_everywhere(desk: Desk, opened: Open, small: dict[str, int]) -> None:
    page = opened(desk)
    choose(page, small["罗喆"])
    desk.privacy.toggle()
    seen = texts(page.records.detail) + "".join(names(page))
    for secret in ("罗喆", "吕静", "1111", "志愿者"):
        assert secret not in seen
    desk.privacy.toggle()
    assert "罗喆" in texts(page.records.detail)


def test_the_list_is_exported_as_filtered_masked_and_noted(
    desk: Desk, opened: Open, speaker: FakeSpeaker, small: dict[str, int], tmp_path: Path
) -> None:
    from python_calamine import CalamineWorkbook

    page = opened(desk)
    page.records.set_filter("building", "3")
    file = tmp_path / "名单.xlsx"
    speaker.files.append(file)
    page.records.export()
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert [row[3] for row in rows] == ["姓名", "罗喆", "吕静"]
    assert rows[1][8] == "138****1111"
    assert speaker.toasts == [f"已导出 2 人到{saved_as(file)}，号码打了星号。"]
    newest = journal.entries(desk.store)[0]
    assert (newest.code, newest.params["masked"]) == ("exported", True)


def test_nothing_is_exported_where_no_file_was_chosen(desk: Desk, opened: Open, small: dict[str, int]) -> None:
    page = opened(desk)
    before = journal.entries(desk.store)[0]
    page.records.export()
    assert journal.entries(desk.store)[0] == before


def test_tab_follows_the_eye(qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]) -> None:
    page = opened(desk)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    records = page.records
    stops = [records.buttons["登记住户"], *records.filters.values(), records.search, records.table]
    records.buttons["登记住户"].setFocus()
    for stop in stops[1:]:
        focused = page.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert page.focusWidget() is stop


def test_an_empty_list_is_not_exported(
    desk: Desk, opened: Open, speaker: FakeSpeaker, small: dict[str, int], tmp_path: Path
) -> None:
    page = opened(desk)
    page.records.set_filter("tag", "志愿者")
    page.records.set_filter("building", "12")
    speaker.files.append(tmp_path / "名单.xlsx")
    page.records.export()
    assert speaker.refusals == ["现在的名单是空的，没有可以导出的。请先放宽筛选。"]
    assert not (tmp_path / "名单.xlsx").exists()


def test_a_key_in_the_table_changes_the_person(qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]) -> None:
    page = opened(desk)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    choose(page, small["罗喆"])
    page.records.table.setFocus()
    qtbot.keyClick(page.records.table, Qt.Key.Key_F2)
    assert form_of(page).editors["name"].value() == "罗喆"


def test_beside_a_narrow_list_a_button_brings_the_detail(
    qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]
) -> None:
    page = opened(desk)
    page.resize(1025, 650)
    choose(page, small["罗喆"])
    assert not page.records.detail.isVisible()
    press(qtbot, page.records.detail_button)
    assert page.records.detail.isVisible()
    assert page.width() == 1025


def test_a_record_is_shown_even_where_the_filters_hid_it(desk: Desk, opened: Open, small: dict[str, int]) -> None:
    page = opened(desk)
    page.records.set_filter("building", "12")
    page.show_record("resident", small["罗喆"])
    assert page.records.table.selected_ids() == [small["罗喆"]]
    home = person(desk, small["吕静"]).dwelling_id
    assert home is not None
    page.show_record("dwelling", home)
    assert page.records.detail.shown == ("dwelling", home)
    assert page.records.table.selected_ids() == [small["罗喆"]]


def test_a_dwelling_is_registered_on_its_own(qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int]) -> None:
    page = opened(desk)
    page.records.register_dwelling()
    form = form_of(page)
    press(qtbot, form.ok)
    assert form.problems["address"].text() == "请把栋、单元、房号都写上。"
    qtbot.keyClicks(form.editors["address"].input, "3-1-101")
    press(qtbot, form.ok)
    assert [row.address.short for row in list_dwellings(desk.store, "3")] == ["3-1-101", "3-2-1102", "3-2-1103"]
    shown = page.records.detail.shown
    assert shown is not None
    assert get_dwelling(desk.store, shown[1]).address.short == "3-1-101"


def test_importing_opens_by_its_key(qtbot: QtBot, desk: Desk, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from hongyun_desktop.ui.features.roster import importing

    asked: list[Desk] = []
    monkeypatch.setattr(importing, "open_roster_import", lambda desk, _parent: asked.append(desk))
    page = opened(desk)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert asked == [desk]


def test_the_help_names_what_the_page_offers() -> None:
    for word in ("登记住户", "显示号码", "搬家", "F9", "导入花名册", "楼栋图"):
        assert word in FEATURE.help()


def test_a_second_head_of_a_household_is_asked_about_and_a_no_leaves_the_form_as_it_is(
    qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int], speaker: FakeSpeaker
) -> None:
    page = opened(desk)
    page.records.register(get_dwelling(desk.store, residents.get_resident(desk.store, small["罗喆"]).dwelling_id or 0))
    form = form_of(page)
    type_text(form.editors["name"].input, "何芳")
    type_text(form.editors["relation"].input, "户主")
    press(qtbot, form.ok)
    assert "罗喆" in speaker.questions[0]
    assert form.isVisible()
    assert residents.get_resident(desk.store, small["罗喆"]).relation == "户主"
    speaker.answers.append(True)
    press(qtbot, form.ok)
    assert not form.isVisible()
    assert residents.get_resident(desk.store, small["罗喆"]).relation == ""


def test_changing_a_head_of_a_household_asks_nothing(
    qtbot: QtBot, desk: Desk, opened: Open, small: dict[str, int], speaker: FakeSpeaker
) -> None:
    page = opened(desk)
    page.show_record("resident", small["罗喆"])
    press(qtbot, page.records.detail.buttons["修改"])
    press(qtbot, form_of(page).ok)
    assert speaker.questions == []
