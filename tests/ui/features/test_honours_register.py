# SPDX-License-Identifier: GPL-3.0-or-later
"""证书登记 by clicks and keys: finding, reprinting, 勘误换发, signing for, withdrawing, exporting, 单张证书."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from hongyun_desktop.core.honours import aftercare, printing, register
from hongyun_desktop.core.honours.register_listing import register_window, rounds_with_certificates
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateState
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.roster import erasure, residents
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.exchange.reading import read_workbook
from hongyun_desktop.ui.features.honours.correction_form import CorrectionForm
from hongyun_desktop.ui.features.honours.print_dialog import PrintDialog
from hongyun_desktop.ui.features.honours.register_pane import RegisterPane
from hongyun_desktop.ui.features.honours.single_form import SingleForm
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.preview import PdfPreview
from hongyun_desktop.ui.kit.veil import Veil
from tests.ui.fakes import FakeSpeaker
from tests.ui.features.certificates_scene import appoint, click, issue
from tests.ui.typing_text import type_text


def shown(qtbot: QtBot, desk: Desk) -> RegisterPane:
    pane = RegisterPane(desk)
    qtbot.addWidget(pane)
    pane.resize(1170, 650)
    pane.show()
    return pane


def press(qtbot: QtBot, pane: RegisterPane, text: str) -> None:
    click(qtbot, pane.page.detail.buttons[text])


def form_of(pane: RegisterPane) -> RecordForm:
    return next(each for each in pane.findChildren(RecordForm) if each.isVisible())


def told(qtbot: QtBot, pane: RegisterPane) -> str:
    """All that the detail panel says, once Qt has laid it out."""
    qtbot.wait(1)
    return "\n".join(each.text() for each in pane.page.detail.findChildren(QLabel) if each.isVisible())


def state_of(desk: Desk, certificate_id: int) -> CertificateState:
    return register.rows_of(desk.store, [certificate_id])[0].state


def retype(editor_input: QWidget, text: str) -> None:
    editor_input.selectAll()  # pyright: ignore[reportAttributeAccessIssue]
    type_text(editor_input, text)


def test_an_empty_register_says_what_to_do_and_opens_the_single_form(qtbot: QtBot, desk: Desk) -> None:
    pane = shown(qtbot, desk)
    assert "还没有发过证书" in pane.page.empty.sentence.text()
    click(qtbot, pane.page.empty.buttons[0])
    form = next(each for each in pane.findChildren(SingleForm) if each.isVisible())
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_typing_a_number_or_a_name_finds_the_certificate(qtbot: QtBot, desk: Desk) -> None:
    issue(desk.store, "罗喆")
    second = issue(desk.store, "谢玥")
    pane = shown(qtbot, desk)
    search = pane.page.search
    assert search is not None
    type_text(search, "谢")
    qtbot.waitUntil(lambda: pane.page.table.rows.rowCount() == 1)
    assert pane.page.table.rows.id_at(0) == second
    search.clear()
    qtbot.keyClicks(search, "0002")
    qtbot.waitUntil(lambda: pane.page.table.rows.rowCount() == 1)
    type_text(search, "没有")
    qtbot.waitUntil(lambda: pane.page.nothing.isVisible())
    click(qtbot, pane.page.nothing.buttons[0])
    assert pane.page.table.rows.rowCount() == 2


def test_a_record_is_shown_though_a_filter_hid_it(qtbot: QtBot, demo_desk: Desk) -> None:
    pane = shown(qtbot, demo_desk)
    round_id = rounds_with_certificates(demo_desk.store)[0][0]
    pane.show_round(round_id)
    ids = register_window(demo_desk.store, Query(filters={"round": round_id})).ids
    assert pane.page.table.rows.rowCount() == len(ids) > 0
    other = next(each for each in register_window(demo_desk.store, Query()).ids if each not in ids)
    assert pane.show_certificate(other)
    assert pane.page.table.selected_ids() == [other]
    assert not pane.show_certificate(99_999)


def test_buttons_go_to_a_row_of_their_own_where_one_row_is_too_narrow(qtbot: QtBot, desk: Desk) -> None:
    pane = shown(qtbot, desk)
    more, year = pane.page.buttons["更多"], pane.page.filters["year"]
    for width, rows in ((1170, 1), (640, 2), (985, 1)):
        pane.resize(width, 650)
        qtbot.wait(1)
        assert pane.width() == width
        assert (more.y() > year.geometry().bottom()) == (rows == 2)


def test_the_model_of_the_register_behaves_and_f9_hides_names(
    qtbot: QtBot, desk: Desk, qtmodeltester: ModelTester
) -> None:
    certificate_id = issue(desk.store)
    pane = shown(qtbot, desk)
    qtmodeltester.check(pane.page.table.rows)
    pane.show_certificate(certificate_id)
    assert "罗喆同志：" in told(qtbot, pane)
    desk.privacy.toggle()
    assert "罗喆" not in told(qtbot, pane)
    assert "罗喆" not in str(pane.page.table.rows.index(0, 2).data())


def test_a_correction_keeps_the_number_and_shows_both_wordings(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker) -> None:
    certificate_id = issue(desk.store)
    pane = shown(qtbot, desk)
    pane.show_certificate(certificate_id)
    press(qtbot, pane, "勘误换发…")
    form = form_of(pane)
    retype(form.editors["name"].input, "罗哲")
    click(qtbot, form.ok)
    assert form.problems["reason"].text() == "请写上原因。"
    type_text(form.editors["reason"].input, "姓名写错一个字")
    press_ctrl_enter(qtbot, form, form.editors["reason"].input)
    assert not form.isVisible()
    assert speaker.toasts[-1] == "鸿运荣字〔2026〕第0001号 已勘误换发，请打印新的一张。"
    text = told(qtbot, pane)
    assert "罗哲同志：" in text
    assert "罗喆同志：" in text
    assert "姓名写错一个字" in text
    assert pane.page.table.rows.index(0, 0).data() == "鸿运荣字〔2026〕第0001号"


def test_a_corrected_certificate_says_so_and_leads_to_the_old_name_in_the_roster(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    resident_id = int(str(residents.save_resident(desk.store, ResidentValues("罗喆")).params["resident_id"]))
    residents.save_resident(desk.store, ResidentValues("罗䶮"))
    certificate_id = issue(desk.store, "罗喆", resident_id=resident_id)
    pane = shown(qtbot, desk)
    pane.show_certificate(certificate_id)
    press(qtbot, pane, "勘误换发…")
    form = form_of(pane)
    assert isinstance(form, CorrectionForm)
    assert form.looked.text().startswith("luó zhé")
    retype(form.editors["name"].input, "罗䶮")
    qtbot.waitUntil(lambda: form.looked.text().startswith("luó yǎn"))
    assert "小区里还有同名的人" in form.looked.text()
    desk.privacy.toggle()
    assert "䶮" not in form.looked.text()
    desk.privacy.toggle()
    type_text(form.editors["reason"].input, "姓名写错一个字")
    click(qtbot, form.ok)
    assert speaker.toasts[-1].endswith("请打印新的一张。花名册里还是“罗喆”，请点右边的“去花名册改”。")
    assert pane.page.table.rows.index(0, 5).data() == "换发待印"
    assert pane.page.detail.buttons["打印…"].text() == "打印…"
    assert "新内容还没印" in told(qtbot, pane)
    gone: list[tuple[str, int]] = []
    monkeypatch.setattr(desk, "go", lambda kind, record_id: gone.append((kind, record_id)))
    click(qtbot, pane.page.detail.to_roster)
    assert gone == [("resident", resident_id)]


def test_what_is_the_matter_with_a_corrected_name_is_seen_while_it_is_typed(qtbot: QtBot, desk: Desk) -> None:
    pane = shown(qtbot, desk)
    pane.show_certificate(issue(desk.store))
    press(qtbot, pane, "勘误换发…")
    form = form_of(pane)
    assert isinstance(form, CorrectionForm)
    retype(form.editors["name"].input, "罗\U0003134f")
    qtbot.waitUntil(lambda: "印不出来" in form.looked.text())
    retype(form.editors["name"].input, "罗\U00020015")
    qtbot.waitUntil(lambda: "生僻字“\U00020015”" in form.looked.text())
    retype(form.editors["name"].input, "罗㛃")
    qtbot.waitUntil(lambda: "生僻字“㛃”" in form.looked.text())
    form.editors["name"].set_value("")
    qtbot.waitUntil(lambda: form.looked.text() == "")


def test_a_name_without_a_glyph_is_refused_in_the_form(qtbot: QtBot, desk: Desk) -> None:
    pane = shown(qtbot, desk)
    pane.show_certificate(issue(desk.store))
    pane.page.reload()
    pane.page.table.selectRow(0)
    press(qtbot, pane, "勘误换发…")
    form = form_of(pane)
    retype(form.editors["name"].input, "罗\U000e0101\U0003ffff")
    type_text(form.editors["reason"].input, "写错")
    click(qtbot, form.ok)
    assert form.isVisible()
    assert form.trouble.text()


def test_a_name_in_the_body_is_corrected_there(qtbot: QtBot, desk: Desk) -> None:
    certificate_id = appoint(desk.store)
    pane = shown(qtbot, desk)
    pane.show_certificate(certificate_id)
    press(qtbot, pane, "勘误换发…")
    form = form_of(pane)
    assert form.editors["honorific"].value() == "同志"
    retype(form.editors["name"].input, "罗哲")
    type_text(form.editors["reason"].input, "姓名写错")
    click(qtbot, form.ok)
    assert "兹聘请罗哲同志为议事员" in told(qtbot, pane)


def test_signing_for_ends_corrections_and_says_so(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker) -> None:
    certificate_id = issue(desk.store)
    pane = shown(qtbot, desk)
    pane.show_certificate(certificate_id)
    press(qtbot, pane, "登记签收…")
    form = form_of(pane)
    assert form.editors["signed_by"].value() == "罗喆"
    form.editors["on"].set_value(None)
    qtbot.keyClicks(form.editors["on"].input, "2026-12-31")
    click(qtbot, form.ok)
    assert "签收日期" in form.problems["on"].text()
    retype(form.editors["on"].input, "今天")
    click(qtbot, form.ok)
    assert speaker.toasts[-1] == "鸿运荣字〔2026〕第0001号 已登记签收。"
    assert state_of(desk, certificate_id) is CertificateState.SIGNED
    buttons = pane.page.detail.buttons
    assert not buttons["勘误换发…"].isEnabled()
    assert "已经签收，不能再勘误换发" in told(qtbot, pane)
    assert buttons["撤回…"].isEnabled()


def test_a_withdrawn_one_stays_with_its_reason_and_is_printed_no_more(qtbot: QtBot, desk: Desk) -> None:
    certificate_id = issue(desk.store)
    pane = shown(qtbot, desk)
    pane.show_certificate(certificate_id)
    press(qtbot, pane, "撤回…")
    form = form_of(pane)
    click(qtbot, form.ok)
    assert form.problems["reason"].text() == "请写上原因。"
    type_text(form.editors["reason"].input, "重复表彰")
    click(qtbot, form.ok)
    assert state_of(desk, certificate_id) is CertificateState.WITHDRAWN
    assert "重复表彰" in told(qtbot, pane)
    assert not any(each.isEnabled() for each in pane.page.detail.buttons.values())
    assert pane.page.table.rows.rowCount() == 1


def test_an_erased_person_leaves_a_number(qtbot: QtBot, demo_desk: Desk) -> None:
    line = register_window(demo_desk.store, Query()).fetch(register_window(demo_desk.store, Query()).ids[:1])[0]
    assert line.resident_id is not None
    erasure.erase(demo_desk.store, line.resident_id)
    pane = shown(qtbot, demo_desk)
    pane.show_certificate(line.certificate_id)
    assert line.name not in told(qtbot, pane)
    assert "个人信息已按本人要求删除" in told(qtbot, pane)


def test_preview_and_reprint_from_the_panel_and_by_keys(qtbot: QtBot, desk: Desk) -> None:
    certificate_id = issue(desk.store)
    run = int(printing.start_run(desk.store, [certificate_id]).params["run_id"])
    printing.printed(desk.store, run, 1)
    pane = shown(qtbot, desk)
    pane.show_certificate(certificate_id)
    assert pane.page.detail.buttons["打印…"].text() == "补印…"
    assert "打印记录" in told(qtbot, pane)
    press(qtbot, pane, "预览")
    preview = next(each for each in pane.findChildren(PdfPreview) if each.isVisible())
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    pane.activateWindow()
    pane.page.table.setFocus()
    qtbot.waitUntil(pane.page.table.hasFocus)
    qtbot.keyClick(pane.page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = next(each for each in pane.findChildren(PrintDialog) if each.isVisible())
    assert dialog.title.text() == "打印 1 张证书"


def test_what_the_filters_show_is_exported_and_journaled(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, tmp_path: Path
) -> None:
    first, _second = issue(desk.store, "罗喆"), issue(desk.store, "谢玥")
    aftercare.withdraw(desk.store, first, "重复")
    pane = shown(qtbot, desk)
    pane.page.set_filter("state", CertificateState.WITHDRAWN)
    pane.page.buttons["更多"].menu().actions()[0].trigger()
    assert desk.store.value("SELECT count(*) FROM journal WHERE code = 'exported'") == 0
    file = tmp_path / "登记簿.xlsx"
    speaker.files.append(file)
    pane.page.buttons["更多"].menu().actions()[0].trigger()
    assert speaker.toasts[-1] == f"导出 1 张证书的登记，存成“登记簿.xlsx”（在“{tmp_path.name}”里）。"
    assert desk.store.value("SELECT count(*) FROM journal WHERE code = 'exported'") == 1
    cells = str(read_workbook(file))
    assert "罗喆" in cells
    assert "谢玥" not in cells


@pytest.fixture
def form(qtbot: QtBot, desk: Desk) -> Iterator[SingleForm]:
    """单张证书, opened over a page."""
    page = QWidget()
    page.show()
    made = SingleForm(desk, page)
    made.open()
    yield made
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))


def press_ctrl_enter(qtbot: QtBot, dialog: QWidget, focused: QWidget) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_team_gets_a_letter_of_thanks_after_a_question(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, form: SingleForm
) -> None:
    page = form.parentWidget()
    assert page is not None
    click(qtbot, form.kinds.buttons[1])
    click(qtbot, form.whose.buttons[1])
    assert form.editors["honorific"].value() == ""
    type_text(form.editors["name"].input, "环境美育队")
    type_text(form.editors["thanks.paragraphs"].input, "感谢贵队移栽树木25棵。")
    qtbot.waitUntil(lambda: "环境美育队：" in form.paper.text())
    assert "敬礼" in form.paper.text()
    assert "鸿运感字〔2026〕第0001号" in form.number.text()
    click(qtbot, form.ok)
    assert form.isVisible()
    assert register.register(desk.store) == []
    assert "环境美育队" in speaker.questions[-1]
    speaker.answers.append(True)
    click(qtbot, form.ok)
    assert not form.isVisible()
    assert speaker.toasts[-1] == "鸿运感字〔2026〕第0001号 已发，请打印。"
    (row,) = register.register(desk.store)
    assert (row.name, row.kind, row.resident_id) == ("环境美育队", CertificateKind.THANKS, None)
    dialog = next(each for each in page.findChildren(PrintDialog) if each.isVisible())
    assert dialog.sheets[0].row.certificate_id == row.certificate_id


def test_a_single_certificate_is_looked_at_before_it_is_issued(qtbot: QtBot, desk: Desk, form: SingleForm) -> None:
    click(qtbot, form.whose.buttons[1])
    click(qtbot, form.preview)
    assert form.problems["name"].text() == "请写上证书发给谁。"
    type_text(form.editors["name"].input, "罗喆")
    type_text(form.editors["honour.deed"].input, "在邻里节中热心公益")
    type_text(form.editors["honour.title"].input, "邻里之星")
    click(qtbot, form.preview)
    preview = next(each for each in form.findChildren(PdfPreview) if each.isVisible())
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert register.register(desk.store) == []


def test_a_resident_is_found_by_typing_and_keeps_the_link_to_the_roster(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, form: SingleForm
) -> None:
    resident_id = int(residents.save_resident(desk.store, ResidentValues("谢玥")).params["resident_id"])
    box = form.editors["resident_id"].input
    type_text(box, "谢玥")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    type_text(form.editors["honour.deed"].input, "在邻里节中热心公益")
    type_text(form.editors["honour.title"].input, "邻里之星")
    speaker.answers.append(True)
    press_ctrl_enter(qtbot, form, form.editors["honour.title"].input)
    assert [row.resident_id for row in register.register(desk.store)] == [resident_id]


def test_what_is_missing_is_said_at_its_field_and_kinds_keep_what_was_typed(qtbot: QtBot, form: SingleForm) -> None:
    click(qtbot, form.whose.buttons[1])
    click(qtbot, form.ok)
    assert form.problems["name"].text() == "请写上证书发给谁。"
    type_text(form.editors["name"].input, "罗喆")
    assert not form.problems["name"].isVisible()
    type_text(form.editors["honour.deed"].input, "热心公益")
    click(qtbot, form.ok)
    assert form.problems["honour.title"].isVisible()
    click(qtbot, form.kinds.buttons[2])
    assert not form.editors["honour.deed"].isVisible()
    type_text(form.editors["appointment.title"].input, "议事员")
    click(qtbot, form.ok)
    assert form.problems["appointment.starts_on"].text() == "请写上日期。"
    click(qtbot, form.kinds.buttons[0])
    assert form.editors["honour.deed"].value() == "热心公益"


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        (2, {"title": "议事员", "starts_on": "2026-10-08", "ends_on": "2029-10-07"}, "兹聘请罗喆同志为议事员"),
        (3, {"title": "骨干培训班", "when": "2026年9月"}, "罗喆同志于2026年9月参加“骨干培训班”"),
    ],
)
def test_posts_and_courses_name_the_person_in_the_body(
    qtbot: QtBot, form: SingleForm, kind: int, typed: dict[str, str], says: str
) -> None:
    click(qtbot, form.whose.buttons[1])
    click(qtbot, form.kinds.buttons[kind])
    form.editors["honorific"].set_value("同志")
    type_text(form.editors["name"].input, "罗喆")
    for name, text in typed.items():
        type_text(form.editors[f"{form.kind}.{name}"].input, text)
    form.show_wording()
    assert says in form.paper.text()


def test_a_name_that_no_font_has_is_refused_in_the_form_before_anything_is_asked(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, form: SingleForm
) -> None:
    click(qtbot, form.whose.buttons[1])
    type_text(form.editors["name"].input, "罗\U0003134f")
    type_text(form.editors["honour.deed"].input, "热心公益")
    type_text(form.editors["honour.title"].input, "邻里之星")
    click(qtbot, form.ok)
    assert "印出来会是空框" in form.trouble.text()
    assert speaker.questions == []
    assert register.register(desk.store) == []


def test_f9_hides_the_wording_of_a_single_certificate_and_the_paper_of_a_preview(qtbot: QtBot, desk: Desk) -> None:
    pane = shown(qtbot, desk)
    form = SingleForm(desk, pane)
    form.whose.set_value(False)
    form.editors["name"].set_value("罗喆")
    form.editors["honour.deed"].set_value("在邻里节中热心公益")
    form.editors["honour.title"].set_value("邻里之星")
    form.show_wording()
    pane.show_certificate(issue(desk.store, "谢玥"))
    press(qtbot, pane, "预览")
    preview = next(each for each in pane.findChildren(PdfPreview) if each.isVisible())
    veil = preview.view.findChild(Veil)
    assert veil is not None
    for hidden in (False, True, False):
        assert ("罗喆" not in form.paper.text()) is hidden
        assert veil.isVisible() is hidden
        desk.privacy.toggle()
    preview.reject()
