# SPDX-License-Identifier: GPL-3.0-or-later
"""Forms: each problem under its field, nothing typed is lost, and each kind of field reads what people write."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import (
    CheckField,
    ChoiceField,
    Field,
    ListField,
    NameField,
    NoteField,
    NumberField,
    TextField,
)
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.record_field import RecordField
from hongyun_desktop.ui.kit.search_box import SearchBox
from hongyun_desktop.ui.kit.veil import Veil
from tests.ui.fakes import FakeSpeaker
from tests.ui.typing_text import type_text

DONE = Changed(0, frozenset({Topic.RESIDENT}), "moved")


def _form(
    qtbot: Any, desk: Desk, fields: tuple[Field, ...], save: Any = lambda _values: DONE, **values: Any
) -> RecordForm:
    form = RecordForm(desk, "登记住户", fields, values, save, "已登记。")
    qtbot.addWidget(form)
    form.open()
    return form


def test_what_was_typed_is_saved_and_said(qtbot: Any, desk: Desk, speaker: FakeSpeaker) -> None:
    saved: list[dict[str, Any]] = []
    form = _form(qtbot, desk, (NameField(name="name", label="姓名"),), lambda values: saved.append(values) or DONE)
    type_text(form.editors["name"].input, "沈𬭎")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    assert saved == [{"name": "沈𬭎"}]
    assert speaker.toasts == ["已登记。"]
    assert not form.isVisible()


def test_a_form_of_one_line_leaves_no_blank_below_it(qtbot: Any, desk: Desk) -> None:
    form = _form(qtbot, desk, (ChoiceField(name="reason", label="原因", choices=[(1, "记错人"), (2, "记错时长")]),))
    line = form.editors["reason"]
    under = line.mapTo(form, QPoint(0, line.height())).y()
    assert 0 < form.ok.mapTo(form, QPoint(0, 0)).y() - under <= 30


def test_a_problem_stands_under_its_field_and_the_form_stays_with_what_was_typed(qtbot: Any, desk: Desk) -> None:
    def save(_values: Any) -> Changed:
        raise Invalid("number_not_readable", "phone", text="五六七")

    form = _form(qtbot, desk, (TextField(name="name", label="姓名"), TextField(name="phone", label="电话")), save)
    type_text(form.editors["name"].input, "何芳")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    assert form.isVisible()
    assert form.problems["phone"].isVisible()
    assert "五六七" in form.problems["phone"].text()
    assert form.editors["name"].value() == "何芳"
    assert form.editors["phone"].input.hasFocus() or form.focusWidget() is form.editors["phone"].input


def test_a_problem_goes_as_soon_as_its_field_is_edited(qtbot: Any, desk: Desk) -> None:
    form = _form(qtbot, desk, (NumberField(name="hours", label="时长", half=True),))
    qtbot.keyClicks(form.editors["hours"].input, "2.3")
    form.submit()
    assert form.problems["hours"].isVisible()
    qtbot.keyClick(form.editors["hours"].input, Qt.Key.Key_Backspace)
    assert not form.problems["hours"].isVisible()


def test_a_refusal_that_belongs_to_no_field_stands_above_them(qtbot: Any, desk: Desk) -> None:
    def save(_values: Any) -> Changed:
        raise Refused("nothing_to_undo")

    form = _form(qtbot, desk, (TextField(name="name", label="姓名"),), save)
    form.submit()
    assert form.trouble.isVisible()
    assert form.isVisible()


def test_ctrl_enter_saves_from_the_keyboard(qtbot: Any, desk: Desk, speaker: FakeSpeaker) -> None:
    form = _form(qtbot, desk, (NoteField(name="note", label="备注"),))
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.editors["note"].input.setFocus()
    qtbot.keyClick(form.editors["note"].input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert speaker.toasts == ["已登记。"]


def test_what_was_typed_is_not_thrown_away_unasked(qtbot: Any, desk: Desk, speaker: FakeSpeaker) -> None:
    form = _form(qtbot, desk, (TextField(name="name", label="名称"),), name="合唱队")
    type_text(form.editors["name"].input, "大榕树")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert speaker.questions == ["填的内容还没有保存。真的不要了吗？"]
    form.editors["name"].set_value("合唱队")
    qtbot.mouseClick(form.cancel, Qt.MouseButton.LeftButton)
    assert not form.isVisible()
    assert len(speaker.questions) == 1


def test_a_list_of_words_goes_once_it_says_nothing_new(qtbot: Any, desk: Desk) -> None:
    field = TextField(name="why", label="原因", suggestions=lambda _desk: ["本人来要", "本人搬走"])
    form = _form(qtbot, desk, (field,))
    line: Any = form.editors["why"].input
    qtbot.waitUntil(form.isActiveWindow)
    type_text(line, "本人")
    popup = line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    type_text(line, "来要")
    qtbot.waitUntil(lambda: not popup.isVisible())


def test_the_first_field_has_the_keys_as_soon_as_the_form_is_open(qtbot: Any, desk: Desk) -> None:
    form = _form(qtbot, desk, (TextField(name="name", label="名称"), TextField(name="note", label="备注")))
    qtbot.waitUntil(form.isActiveWindow)
    assert form.editors["name"].input.hasFocus()


@pytest.mark.parametrize("text", ["2026-9-26", "20260926", "2026年9月26日", "2026/09/26", "9月26日", "9月26号", "9.26"])
def test_a_day_is_read_however_people_write_it(qtbot: Any, desk: Desk, text: str) -> None:
    form = _form(qtbot, desk, (DateField(name="day", label="日期"),))
    type_text(form.editors["day"].input, text)
    assert form.editors["day"].value() == date(2026, 9, 26)


def test_today_may_be_written_as_a_word(qtbot: Any, desk: Desk) -> None:
    form = _form(qtbot, desk, (DateField(name="day", label="日期"),))
    type_text(form.editors["day"].input, "今天")
    assert form.editors["day"].value() == date(2026, 10, 8)


def test_the_year_of_a_day_without_one_is_shown_once_the_field_is_left(qtbot: Any, desk: Desk) -> None:
    form = _form(qtbot, desk, (DateField(name="day", label="日期"), TextField(name="note", label="备注")))
    day: Any = form.editors["day"].input
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    day.setFocus()
    type_text(day, "9月26日")
    qtbot.keyClick(day, Qt.Key.Key_Tab)
    assert day.text() == "2026-09-26"


def test_a_day_of_birth_without_its_year_is_none_of_this_year(qtbot: Any, desk: Desk) -> None:
    form = _form(qtbot, desk, (DateField(name="born_on", label="出生日期", this_year=False),))
    type_text(form.editors["born_on"].input, "9月26日")
    with pytest.raises(Invalid, match="date_not_readable"):
        form.editors["born_on"].value()


@pytest.mark.parametrize("text", ["明天下午", "2026-13-1", "26"])
def test_a_day_that_cannot_be_read_is_said(qtbot: Any, desk: Desk, text: str) -> None:
    form = _form(qtbot, desk, (DateField(name="day", label="日期"),))
    type_text(form.editors["day"].input, text)
    with pytest.raises(Invalid, match="date_not_readable"):
        form.editors["day"].value()


@pytest.mark.parametrize(("text", "value"), [("3", 3.0), ("２．５", 2.5), ("0.5", 0.5), ("", None)])
def test_hours_are_read_in_halves_and_full_width_digits_too(
    qtbot: Any, desk: Desk, text: str, value: float | None
) -> None:
    form = _form(qtbot, desk, (NumberField(name="hours", label="时长", half=True),))
    type_text(form.editors["hours"].input, text)
    assert form.editors["hours"].value() == value


@pytest.mark.parametrize("text", ["两", "-1", "0.3", "99999999"])
def test_a_number_out_of_bounds_or_no_number_is_said(qtbot: Any, desk: Desk, text: str) -> None:
    form = _form(qtbot, desk, (NumberField(name="hours", label="时长", high=24, half=True),))
    type_text(form.editors["hours"].input, text)
    with pytest.raises(Invalid):
        form.editors["hours"].value()


def test_lists_choices_and_ticks_give_their_values_back(qtbot: Any, desk: Desk) -> None:
    fields = (
        ListField(name="tags", label="标签"), ChoiceField(name="sex", label="性别", choices=(("f", "女"), ("m", "男"))),
        CheckField(name="head", label="户主"),
    )  # fmt: skip
    form = _form(qtbot, desk, fields, tags=("党员", "老年"), sex="m", head=True)
    assert {name: editor.value() for name, editor in form.editors.items()} == {
        "tags": ("党员", "老年"),
        "sex": "m",
        "head": True,
    }


def test_a_person_is_found_by_initials_and_kept_by_id(qtbot: Any, demo_desk: Desk) -> None:
    form = _form(qtbot, demo_desk, (RecordField(name="person", label="人"),))
    box = form.editors["person"].input
    assert isinstance(box, SearchBox)
    qtbot.keyClicks(box, "zds")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert isinstance(form.editors["person"].value(), int)
    assert "张" in box.text()


def test_a_name_that_was_typed_but_not_chosen_is_said(qtbot: Any, demo_desk: Desk) -> None:
    form = _form(qtbot, demo_desk, (RecordField(name="person", label="人"),))
    type_text(form.editors["person"].input, "没有这个人")
    with pytest.raises(Invalid, match="record_not_chosen"):
        form.editors["person"].value()


def test_f9_hides_what_stands_in_an_open_form_and_loses_none_of_it(qtbot: Any, desk: Desk) -> None:
    form = _form(qtbot, desk, (TextField(name="id_number", label="身份证号"),), id_number="510199196001020006")
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    line = form.editors["id_number"].input
    assert isinstance(line, QLineEdit)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_F9)
    assert desk.privacy.on
    assert "5101" not in line.displayText()
    assert form.editors["id_number"].value() == "510199196001020006"
    qtbot.keyClick(line, Qt.Key.Key_F9)
    assert line.displayText() == "510199196001020006"


def test_f9_hides_a_person_whom_the_title_or_a_problem_names(qtbot: Any, desk: Desk) -> None:
    def save(_values: Any) -> Changed:
        raise Invalid("id_taken", "id_number", name="何芳")

    fields = (TextField(name="id_number", label="身份证号"),)
    form = RecordForm(desk, lambda: f"任职：{desk.privacy.hide('何芳')}", fields, {}, save, "好了。")
    qtbot.addWidget(form)
    form.open()
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    problem = form.problems["id_number"]
    told = (form.title, problem)
    assert [each.text() for each in told] == ["任职：何芳", "这个身份证号已登记在 何芳 名下，请核对。"]
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form.editors["id_number"].input, Qt.Key.Key_F9)
    assert not any("何芳" in text for text in (form.windowTitle(), *(each.text() for each in told)))
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    assert "何芳" not in problem.text()
    qtbot.keyClick(form.editors["id_number"].input, Qt.Key.Key_F9)
    assert (form.windowTitle(), form.title.text()) == ("任职：何芳", "任职：何芳")
    assert "何芳" in problem.text()


def test_notes_and_private_days_and_choices_are_out_of_sight_while_f9_hides_and_stay_as_they_are(
    qtbot: Any, desk: Desk
) -> None:
    fields = (
        NoteField(name="note", label="备注"),
        DateField(name="born_on", label="出生日期", private=True),
        ChoiceField(name="sex", label="性别", choices=(("男", "男"), ("女", "女")), private=True),
        DateField(name="held_on", label="日期"),
    )
    values = {"note": "独居，有钥匙", "born_on": date(1960, 1, 2), "sex": "女", "held_on": date(2026, 10, 8)}
    form = _form(qtbot, desk, fields, **values)
    veils = {name: each.input.findChild(Veil) for name, each in form.editors.items()}
    assert veils.pop("held_on") is None
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form.editors["note"].input, Qt.Key.Key_F9)
    form.resize(form.width() + 60, form.height())
    for name, veil in veils.items():
        assert veil is not None
        assert veil.isVisible()
        assert veil.geometry().adjusted(-2, -2, 2, 2) == form.editors[name].input.rect()
    assert {name: each.value() for name, each in form.editors.items()} == values
    qtbot.keyClick(form.editors["note"].input, Qt.Key.Key_F9)
    assert not any(veil.isVisible() for veil in veils.values() if veil)


def test_what_was_written_before_is_looked_up_with_the_first_letter_and_offered_at_once(qtbot: Any, desk: Desk) -> None:
    asked: list[Desk] = []

    def words(desk: Desk) -> list[str]:
        asked.append(desk)
        return ["3-2-1102", "3-2-1103", "4-1-101"]

    form = _form(qtbot, desk, (TextField(name="address", label="住址", suggestions=words),))
    line = form.editors["address"].input
    assert isinstance(line, QLineEdit)
    assert not asked
    qtbot.keyClick(line, "3")
    assert len(asked) == 1
    assert line.completer().completionCount() == 2
    qtbot.waitUntil(lambda: line.completer().popup().isVisible())
    qtbot.keyClick(line, "-")
    assert len(asked) == 1
    line.completer().popup().hide()


def test_every_required_field_left_empty_is_marked_and_the_first_of_them_has_the_focus(
    qtbot: Any, desk: Desk, speaker: FakeSpeaker
) -> None:
    def save(values: Any) -> Changed:
        if not values["name"]:
            raise Invalid("name_empty", "name")
        return DONE

    fields = (
        TextField(name="relation", label="关系"), NameField(name="name", label="姓名", required=True),
        TextField(name="reason", label="原因", required=True),
    )  # fmt: skip
    form = _form(qtbot, desk, fields, save)
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    assert {name: each.text() for name, each in form.problems.items() if each.isVisible()} == {
        "name": "请写上姓名。",
        "reason": "这一项不能空着。",
    }
    assert form.focusWidget() is form.editors["name"].input
    assert form.editors["reason"].input.property("problem") == "true"
    assert speaker.toasts == []


def test_a_character_that_no_font_has_is_said_under_the_field_it_stands_in(qtbot: Any, desk: Desk) -> None:
    def save(_values: Any) -> Changed:
        raise Invalid("private_use_character", character="\ue000", code_point="U+E000")

    fields = (TextField(name="relation", label="关系"), NameField(name="name", label="姓名"))
    form = _form(qtbot, desk, fields, save, name="何\ue000", relation="配偶")
    form.submit()
    assert form.problems["name"].isVisible()
    assert not form.trouble.isVisible()


def test_all_that_cannot_be_read_is_said_at_once_each_under_its_own_field(qtbot: Any, desk: Desk) -> None:
    fields = (
        TextField(name="name", label="姓名", required=True), NumberField(name="hours", label="时长"),
        DateField(name="day", label="日期", required=True),
    )  # fmt: skip
    form = _form(qtbot, desk, fields, hours=None)
    type_text(form.editors["hours"].input, "两")
    form.submit()
    assert form.problems["name"].text() == "这一项不能空着。"
    assert "两" in form.problems["hours"].text()
    assert form.problems["day"].text() == "请写上日期。"
    assert form.focusWidget() is form.editors["name"].input


def test_no_field_moves_when_a_problem_comes_or_goes(qtbot: Any, desk: Desk) -> None:
    """A day was once typed into the line of the name, because the lines had moved under the mouse."""
    answers: list[Exception] = [Refused("nothing_to_undo"), Invalid("name_empty", "name")]

    def save(_values: Any) -> Changed:
        raise answers.pop(0)

    fields = (
        TextField(name="name", label="姓名", hint="写全名"), TextField(name="phone", label="电话"),
        TextField(name="day", label="日期"),
    )  # fmt: skip
    form = _form(qtbot, desk, fields, save)
    tops = [form.editors[name].mapTo(form, form.editors[name].rect().topLeft()).y() for name in ("name", "phone")]

    def now() -> list[int]:
        qtbot.wait(20)
        return [form.editors[name].mapTo(form, form.editors[name].rect().topLeft()).y() for name in ("name", "phone")]

    form.submit()
    assert form.trouble.isVisible()
    assert now() == tops
    form.submit()
    assert form.problems["name"].isVisible()
    assert now() == tops
    type_text(form.editors["name"].input, "何芳")
    assert not form.problems["name"].isVisible()
    assert now() == tops


def test_the_fields_below_stay_where_they_are_when_a_problem_without_a_hint_goes(qtbot: Any, desk: Desk) -> None:
    form = _form(qtbot, desk, (NumberField(name="hours", label="时长"), TextField(name="phone", label="电话")))
    type_text(form.editors["hours"].input, "两")
    form.submit()
    qtbot.wait(20)
    below = form.editors["phone"].mapTo(form, form.editors["phone"].rect().topLeft())
    qtbot.keyClick(form.editors["hours"].input, Qt.Key.Key_Backspace)
    qtbot.wait(20)
    assert not form.problems["hours"].isVisible()
    assert form.editors["phone"].mapTo(form, form.editors["phone"].rect().topLeft()) == below


def test_the_first_click_into_a_proposal_takes_hold_of_it_so_that_typing_replaces_it(qtbot: Any, desk: Desk) -> None:
    fields = (TextField(name="name", label="姓名"), TextField(name="issuer", label="落款", replaced=True))
    form = _form(qtbot, desk, fields, issuer="鸿运小区自管委")
    qtbot.waitUntil(form.isActiveWindow)
    form.editors["name"].input.setFocus()
    line: Any = form.editors["issuer"].input
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: line.selectedText() == "鸿运小区自管委")
    type_text(line, "新东社区居委会")
    assert line.text() == "新东社区居委会"
    form.editors["name"].input.setFocus()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.wait(20)
    assert not line.selectedText()


def test_the_calendar_names_the_year_first_and_leaves_the_day_in_sight(qtbot: Any, desk: Desk) -> None:
    form = _form(qtbot, desk, (DateField(name="on", label="日期"),))
    field: Any = form.editors["on"].input
    form.move(0, form.screen().availableGeometry().bottom() - form.height())
    field.actions()[0].trigger()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    year, month = (menu.findChild(QToolButton, f"qt_calendar_{part}button") for part in ("year", "month"))
    assert year is not None
    assert month is not None
    qtbot.waitUntil(lambda: year.x() < month.x())
    assert not menu.geometry().contains(field.mapToGlobal(field.rect().center()))
    menu.close()
