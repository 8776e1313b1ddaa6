# SPDX-License-Identifier: GPL-3.0-or-later
"""A round from its quarter to the signed list, by clicks and keys, on the demo."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.honours import candidates, progress, proof, publication, register, rounds
from hongyun_desktop.core.honours.candidates import Choice
from hongyun_desktop.core.honours.progress import Step
from hongyun_desktop.core.points import attendance, crediting, ranking
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.honours import FEATURE, build
from hongyun_desktop.ui.features.honours.page import REGISTER, HonoursPage
from hongyun_desktop.ui.features.honours.print_dialog import PrintDialog
from hongyun_desktop.ui.features.honours.round_pane import RoundPane
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.preview import PdfPreview
from tests.documents.paper import pdfium_texts
from tests.ui.fakes import FakeSpeaker
from tests.ui.scenes.honours import SCENES, rename
from tests.ui.typing_text import type_text

SUMMER = Quarter(2026, 3)
TITLE = "邻里守望之星"


Open = Callable[[Desk], RoundPane]
Click = Callable[[QWidget], None]


@pytest.fixture
def open_page(qtbot: QtBot) -> Callable[[Desk], HonoursPage]:
    """Opens the page of a desk; it lives as long as the test."""
    kept: list[HonoursPage] = []

    def opened(desk: Desk) -> HonoursPage:
        page = cast(HonoursPage, build(desk))
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1170, 650)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return opened


@pytest.fixture
def open_round(open_page: Callable[[Desk], HonoursPage]) -> Open:
    """Opens the page of a desk; its first view."""
    return lambda desk: open_page(desk).rounds


@pytest.fixture
def page(open_page: Callable[[Desk], HonoursPage], demo_desk: Desk) -> HonoursPage:
    return open_page(demo_desk)


@pytest.fixture
def click(qtbot: QtBot) -> Callable[[QWidget], None]:
    def clicked(widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled(), widget.toolTip()
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    return clicked


def speaker_of(desk: Desk) -> FakeSpeaker:
    return cast(FakeSpeaker, desk.speaker)


def retype(widget: QWidget, text: str) -> None:
    cast(Any, widget).selectAll()
    type_text(widget, text)


def begun(store: Store, top: int = 5) -> int:
    return int(str(candidates.begin(store, SUMMER, TITLE, top).params["draft_id"]))


def signed(store: Store) -> int:
    draft_id = begun(store)
    proof.record(store, draft_id)
    proof.sign(store, draft_id, "周玉兰")
    return draft_id


def states(pane: RoundPane) -> list[str]:
    return [button.state for button in pane.steps.steps.values()]


def preview_of(widget: QWidget) -> PdfPreview:
    found = widget.findChild(PdfPreview)
    assert found is not None
    return found


def save_paper(preview: PdfPreview, desk: Desk, path: Path, click: Click) -> None:
    speaker_of(desk).files.append(path)
    click(preview.save)
    preview.reject()
    assert path.read_bytes().startswith(b"%PDF")


def fill_reason(form: RecordForm, reason: str, click: Click) -> None:
    type_text(form.editors["reason"].input, reason)
    click(form.ok)


def test_a_whole_round_from_the_quarter_to_the_signed_list(
    qtbot: QtBot, demo_desk: Desk, page: HonoursPage, click: Click, tmp_path: Path
) -> None:
    store, speaker, pane = demo_desk.store, speaker_of(demo_desk), page.rounds
    # ① the quarter is the last full one; the title of last time was given for it already
    assert "已经表彰过了" in pane.choose.known.text()
    assert not pane.choose.primary.isEnabled()
    retype(pane.choose.title, TITLE)
    retype(pane.choose.top.input, "5")
    click(pane.choose.primary)
    # ②
    assert pane.current is Step.CANDIDATES
    assert "5" in pane.candidates.summary.text()
    honoured = cast(Any, pane.state).honoured
    click(pane.candidates.primary)
    # ③
    assert pane.current is Step.CHECK
    assert states(pane)[:3] == ["done", "done", "now"]
    click(pane.check.primary)
    # ④
    assert pane.proof.primary.text() == "打印校名单…"
    click(pane.proof.primary)
    save_paper(preview_of(pane.proof), demo_desk, tmp_path / "校名单.pdf", click)
    assert speaker.toasts[-1] == f"校名单已存成 PDF：“校名单.pdf”（在“{tmp_path.name}”里）。存成 PDF 不算打印。"
    assert not pane.proof.signing.isVisible()
    assert "校名单已存成 PDF（2026-11-24" in pane.proof.status.text()
    click(pane.proof.primary)
    type_text(pane.proof.signed_by.input, "周玉兰")
    click(pane.proof.primary)
    assert "周玉兰已于 2026-11-24 核对签字" in pane.proof.status.text()
    click(pane.proof.primary)
    # ⑤ asked first; no means no
    assert pane.current is Step.ISSUE
    numbers = pane.issue.facts["numbers"].text()
    click(pane.issue.primary)
    assert speaker.questions[-1].startswith(f"签发 {len(honoured)} 张证书？\n编号：{numbers}")
    assert pane.state is not None
    assert pane.state.round_id is None
    speaker.answers.append(True)
    click(pane.issue.primary)
    assert speaker.toasts[-1] == f"已签发 {len(honoured)} 张证书，可以打印了。"
    # ⑥
    assert pane.current is Step.PRINT
    rows = pane.state.certificates
    assert [row.name for row in rows] == [each.name for each in honoured]
    assert numbers == f"{rows[0].number} 到 第{rows[-1].number.split('第')[1]}"
    click(pane.printing.primary)
    dialog = cast(PrintDialog, pane.printing.findChild(PrintDialog))
    speaker.files.append(tmp_path / "证书.pdf")
    click(dialog.save)
    dialog.question.all_good.click()
    click(dialog.note)
    dialog.accept()
    assert "都已打印" in pane.printing.status.text()
    click(pane.printing.primary)
    # ⑦
    assert pane.current is Step.SIGN_OFF
    click(pane.sign_off.paper)
    save_paper(preview_of(pane.sign_off), demo_desk, tmp_path / "签收表.pdf", click)
    click(pane.sign_off.primary)
    click(cast(RecordForm, pane.sign_off.form).ok)
    assert states(pane) == ["done"] * 7
    assert {row.signed_by for row in register.rows_of(store, [row.certificate_id for row in rows])} == {
        each.name for each in honoured
    }
    assert speaker.refusals == []


def test_somebody_is_left_out_with_a_reason_and_keeps_the_place(
    qtbot: QtBot, open_round: Open, demo_desk: Desk, click: Click
) -> None:
    draft_id = begun(demo_desk.store)
    pane = open_round(demo_desk)
    step, person = pane.candidates, candidates.candidates(demo_desk.store, draft_id)[1]
    step.table.select_id(person.resident_id)
    step.table.setFocus()
    qtbot.keyClick(step.table, Qt.Key.Key_Delete)
    form = cast(RecordForm, step.form)
    click(form.ok)
    assert form.problems["reason"].text() == "请写上原因。"
    fill_reason(form, "本人谢绝", click)
    now = candidates.candidates(demo_desk.store, draft_id)[1]
    assert (now.choice, now.reason, now.place) == (Choice.EXCLUDED, "本人谢绝", person.place)
    assert "不列入 1 人" in step.summary.text()
    cast(Any, speaker_of(demo_desk).undo)()
    assert "不列入" not in step.summary.text()


def test_somebody_left_out_comes_back_by_place(open_round: Open, demo_desk: Desk, click: Click) -> None:
    draft_id = begun(demo_desk.store)
    person = candidates.candidates(demo_desk.store, draft_id)[0]
    candidates.exclude(demo_desk.store, draft_id, person.resident_id, "本人谢绝")
    step = open_round(demo_desk).candidates
    step.table.select_id(person.resident_id)
    assert not step.exclude.isEnabled()
    click(step.take_back)
    assert candidates.candidates(demo_desk.store, draft_id)[0].choice is Choice.BY_PLACE


def test_somebody_further_down_is_added_with_a_reason(open_round: Open, demo_desk: Desk, click: Click) -> None:
    draft_id = begun(demo_desk.store)
    step = open_round(demo_desk).candidates
    later = next(row for row in ranking.quarter_ranking(demo_desk.store, SUMMER) if row.place > 15 and not row.erased)
    click(step.add)
    form = cast(RecordForm, step.form)
    form.editors["resident_id"].set_value(later.resident_id)
    fill_reason(form, "事迹突出", click)
    added = candidates.candidates(demo_desk.store, draft_id)[-1]
    assert (added.resident_id, added.choice, added.place) == (later.resident_id, Choice.ADDED, later.place)
    assert "另加 1 人" in step.summary.text()


def test_how_people_are_addressed_is_changed_in_the_cell(qtbot: QtBot, open_round: Open, demo_desk: Desk) -> None:
    draft_id = begun(demo_desk.store)
    step = open_round(demo_desk).candidates
    cell = step.table.visualRect(step.table.rows.index(0, 5))
    qtbot.mouseClick(step.table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    menu = step.menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["同志", "女士", "先生", "不写称呼"]
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert candidates.candidates(demo_desk.store, draft_id)[0].honorific == "同志"
    step.table.selectAll()
    step.table.setFocus()
    qtbot.keyClick(step.table, Qt.Key.Key_F2)
    assert step.menu is not None
    qtbot.keyClick(step.menu, Qt.Key.Key_Return)
    assert {each.honorific for each in candidates.candidates(demo_desk.store, draft_id)} == {"同志"}


def test_a_signature_lapses_when_a_name_changes(open_round: Open, demo_desk: Desk, click: Click) -> None:
    draft_id = signed(demo_desk.store)
    pane = open_round(demo_desk)
    assert pane.current is Step.ISSUE
    person = candidates.candidates(demo_desk.store, draft_id)[0]
    demo_desk.act(lambda: rename(demo_desk.store, person.resident_id, "欧阳静雯"), "")
    assert "还没有核对签字" in pane.issue.status.text()
    assert not pane.issue.primary.isEnabled()
    click(pane.steps.steps[Step.PROOF])
    assert "那次签字作废了" in pane.proof.status.text()
    assert pane.proof.primary.text() == "打印校名单…"


def test_a_round_is_gone_on_with_after_the_program_was_closed(open_round: Open, demo_desk: Desk) -> None:
    draft_id = begun(demo_desk.store)
    candidates.exclude(
        demo_desk.store, draft_id, candidates.candidates(demo_desk.store, draft_id)[0].resident_id, "本人谢绝"
    )
    pane = open_round(demo_desk)
    assert (pane.current, pane.subject.text()) == (Step.CANDIDATES, f"2026年第三季度\n{TITLE}")
    assert "不列入 1 人" in pane.candidates.summary.text()
    proof.record(demo_desk.store, draft_id)
    assert open_round(demo_desk).current is Step.PROOF
    proof.sign(demo_desk.store, draft_id, "周玉兰")
    assert open_round(demo_desk).current is Step.ISSUE
    rounds.issue_draft(demo_desk.store, draft_id, lambda _sheet: None)
    assert open_round(demo_desk).current is Step.PRINT


def test_the_same_quarter_and_title_lead_to_the_round_that_is_there(
    qtbot: QtBot, demo_desk: Desk, page: HonoursPage, click: Click
) -> None:
    pane = page.rounds
    click(pane.choose.go_on)
    assert pane.state is not None
    assert (pane.state.quarter, pane.state.title) == (SUMMER, "季度志愿之星")
    click(pane.steps.steps[Step.PROOF])
    assert "用命令发的证" in pane.proof.status.text()
    click(pane.steps.steps[Step.CANDIDATES])
    assert not pane.candidates.tools.isVisible()
    click(pane.fresh)
    assert pane.state is None
    assert pane.current is Step.CHOOSE


def test_a_round_of_late_is_opened_from_the_list(qtbot: QtBot, page: HonoursPage) -> None:
    table = page.rounds.choose.rounds
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.rounds.state is not None
    assert page.rounds.current is Step.PRINT


def test_more_places_are_honoured_when_the_number_is_changed(open_round: Open, demo_desk: Desk, click: Click) -> None:
    draft_id = begun(demo_desk.store, 3)
    pane = open_round(demo_desk)
    click(pane.candidates.back)
    retype(pane.choose.top.input, "x")
    click(pane.choose.primary)
    assert pane.choose.trouble.isVisible()
    retype(pane.choose.top.input, "12")
    click(pane.choose.primary)
    assert candidates.get_draft(demo_desk.store, draft_id).top == 12
    assert pane.current is Step.CANDIDATES


def test_a_round_that_is_given_up_is_gone_and_can_be_had_back(open_round: Open, demo_desk: Desk, click: Click) -> None:
    begun(demo_desk.store)
    pane = open_round(demo_desk)
    click(pane.drop)
    assert (pane.current, pane.state) == (Step.CHOOSE, None)
    cast(Any, speaker_of(demo_desk).undo)()
    assert [line.title for line in progress.list_rounds(demo_desk.store) if line.round_id is None] == [TITLE]


def test_what_can_not_be_printed_stops_the_round_at_the_check(
    qtbot: QtBot, open_round: Open, demo_desk: Desk, click: Click
) -> None:
    draft_id = begun(demo_desk.store)
    first, second, *_rest = candidates.candidates(demo_desk.store, draft_id)
    rename(demo_desk.store, first.resident_id, "王\U0003134f芳")
    pane = open_round(demo_desk)
    click(pane.candidates.primary)
    assert "有 1 处严重问题" in pane.check.summary.text()
    assert "第 2 个字（U+3134F）印不出来" in pane.check.table.rows.index(0, 3).data()
    assert not pane.check.primary.isEnabled()
    with qtbot.waitSignal(demo_desk.opening) as asked:
        click(pane.check.open_person)
    assert asked.args == ["resident", first.resident_id]
    demo_desk.act(lambda: rename(demo_desk.store, first.resident_id, second.name), "")
    assert "提醒" in pane.check.summary.text()
    assert pane.check.primary.isEnabled()


def test_without_an_issuer_the_step_leads_to_where_it_is_filled_in(qtbot: QtBot, demo_desk: Desk, click: Click) -> None:
    page = cast(HonoursPage, SCENES["honours-5-issue-without-issuer"](demo_desk))
    qtbot.addWidget(page)
    page.show()
    step = page.rounds.issue
    assert "没有填证书落款" in step.status.text()
    assert "自管委资料" in step.status.text()
    assert not step.primary.isEnabled()
    assert not step.preview.isEnabled()
    with qtbot.waitSignal(demo_desk.committee_asked):
        click(step.committee)


def test_certificates_are_looked_at_before_they_are_issued(
    open_round: Open, demo_desk: Desk, click: Click, tmp_path: Path
) -> None:
    signed(demo_desk.store)
    step = open_round(demo_desk).issue
    before = demo_desk.store.value("SELECT count(*) FROM certificate")
    click(step.preview)
    file = tmp_path / "未签发.pdf"
    save_paper(preview_of(step), demo_desk, file, click)
    pages = pdfium_texts(file)
    assert len(pages) == len(step.sheets)
    for page, sheet in zip(pages, step.sheets, strict=True):
        assert "未签发" in page
        assert sheet.wording.recipient in page
    assert demo_desk.store.value("SELECT count(*) FROM certificate") == before
    assert demo_desk.store.value("SELECT count(*) FROM journal WHERE code = 'paper_saved'") == 1


def test_the_step_tells_what_is_settled_and_what_would_come_too_late(open_round: Open, demo_desk: Desk) -> None:
    signed(demo_desk.store)
    step = open_round(demo_desk).issue
    assert "名次同时定下来" in step.status.text()
    assert "没有确认记分" not in step.status.text()
    store = demo_desk.store
    resident_id = cast(Any, step.state).honoured[0].resident_id
    made = activities.save_activity(store, ActivityValues("清扫楼道", date(2026, 9, 20)))
    attendance.mark(store, int(str(made.params["activity_id"])), {resident_id: (Attending.CAME, None)})
    step.refresh()
    assert "还有 1 场活动没有确认记分" in step.status.text()


def test_a_day_that_can_not_be_is_refused_where_it_is_typed(open_round: Open, demo_desk: Desk) -> None:
    signed(demo_desk.store)
    issue = open_round(demo_desk).issue
    for text in ("2026-12-31", "昨天下午"):
        retype(issue.issued_on.input, text)
        assert not issue.primary.isEnabled()
    retype(issue.issued_on.input, "2026-11-20")
    assert issue.primary.isEnabled()
    assert "二〇二六年十一月二十日" in issue.written.text()


def test_a_signature_without_a_name_is_asked_for_again(open_round: Open, demo_desk: Desk, click: Click) -> None:
    proof.record(demo_desk.store, begun(demo_desk.store))
    step = open_round(demo_desk).proof
    click(step.primary)
    assert step.problem.text() == "请写上姓名。"
    type_text(step.signed_by.input, "周玉兰")
    retype(step.signed_on.input, "2026-11-30")
    click(step.primary)
    assert step.problem.text() == "签字日期要在打印校名单那天到今天之间。"


def test_certificates_are_previewed_saved_and_single_ones_signed_for(
    open_round: Open, demo_desk: Desk, click: Click, tmp_path: Path
) -> None:
    draft_id = signed(demo_desk.store)
    changed = rounds.issue_draft(demo_desk.store, draft_id, lambda _sheet: None)
    ids = rounds.certificates_of(demo_desk.store, int(str(changed.params["round_id"])))
    pane = open_round(demo_desk)
    click(pane.printing.preview)
    preview_of(pane.printing).reject()
    speaker_of(demo_desk).files.append(tmp_path / "全部.pdf")
    click(pane.printing.save)
    assert (tmp_path / "全部.pdf").read_bytes().startswith(b"%PDF")
    assert (
        speaker_of(demo_desk).toasts[-1] == f"证书已存成 PDF：“全部.pdf”（在“{tmp_path.name}”里）。存成 PDF 不算打印。"
    )
    assert f"还没有打印，共 {len(ids)} 张。存过 PDF（2026-11-24" in pane.printing.status.text()
    assert not pane.printing.bar.isVisible()
    click(pane.printing.onward)
    step = pane.sign_off
    assert step.table.rows.index(0, 0).data() == register.rows_of(demo_desk.store, ids)[0].number.partition("〕")[2]
    assert not step.sign_selected.isEnabled()
    step.table.select_id(ids[1])
    click(step.sign_selected)
    form = cast(RecordForm, step.form)
    type_text(form.editors["signed_by"].input, "王小明")
    click(form.ok)
    assert [row.signed_by for row in register.rows_of(demo_desk.store, ids[:2])] == ["", "王小明"]
    assert f"已签收 1 / {len(ids)} 张" in step.status.text()


def test_a_record_is_shown_where_it_belongs(qtbot: QtBot, demo_desk: Desk, page: HonoursPage, click: Click) -> None:
    assert FEATURE.shows == ("certificate", "round")
    held = publication.list_rounds(demo_desk.store)[1]
    page.show_record("certificate", rounds.certificates_of(demo_desk.store, held.round_id)[0])
    assert page.views.value() == REGISTER
    page.show_record("round", held.round_id)
    assert page.stack.currentWidget() is page.rounds
    assert page.rounds.state is not None
    assert page.rounds.state.round_id == held.round_id
    click(page.rounds.steps.steps[Step.SIGN_OFF])
    click(page.rounds.sign_off.in_register)
    assert page.views.value() == REGISTER


def test_an_empty_database_says_what_to_do_first(open_round: Open, desk: Desk) -> None:
    pane = open_round(desk)
    assert "还没有人有积分" in pane.choose.nobody.sentence.text()
    assert not pane.choose.primary.isEnabled()


def test_names_are_hidden_from_whoever_stands_at_the_counter(open_round: Open, demo_desk: Desk) -> None:
    signed(demo_desk.store)
    pane = open_round(demo_desk)
    pane.show_step(Step.PROOF)
    demo_desk.privacy.toggle()
    assert "周玉兰" not in pane.proof.status.text()
    demo_desk.privacy.toggle()
    assert "周玉兰" in pane.proof.status.text()


def test_the_steps_are_reached_by_keys_alone(qtbot: QtBot, open_round: Open, demo_desk: Desk) -> None:
    begun(demo_desk.store)
    pane = open_round(demo_desk)
    steps = pane.steps.steps
    qtbot.keyClick(steps[Step.PROOF], Qt.Key.Key_Return)
    assert pane.current is Step.PROOF
    qtbot.keyClick(steps[Step.CANDIDATES], Qt.Key.Key_Space)
    assert pane.current is Step.CANDIDATES
    assert not steps[Step.PRINT].isEnabled()
    for panel in map(pane.panel, Step):
        assert all(not button.autoDefault() for button in panel.findChildren(QPushButton))


@pytest.mark.parametrize(
    ("scene", "table"),
    [
        ("honours-1-choose", "choose.rounds"), ("honours-2-candidates-decided", "candidates.table"),
        ("honours-3-check-problems", "check.table"), ("honours-4-proof-printed", "proof.table"),
        ("honours-5-issue-ready", "issue.table"), ("honours-6-print-partly", "printing.table"),
        ("honours-7-sign-off", "sign_off.table"),
    ],
)  # fmt: skip
def test_the_tables_of_the_steps_keep_qts_rules(
    qtbot: QtBot, demo_desk: Desk, qtmodeltester: Any, scene: str, table: str
) -> None:
    page = cast(HonoursPage, SCENES[scene](demo_desk))
    qtbot.addWidget(page)
    panel, name = table.split(".")
    model = getattr(getattr(page.rounds, panel), name).rows
    assert model.rowCount(QModelIndex()) > 0
    qtmodeltester.check(model)


@pytest.mark.parametrize("scene", SCENES)
def test_every_view_fits_a_small_screen(qtbot: QtBot, demo_desk: Desk, scene: str) -> None:
    widget = SCENES[scene](demo_desk)
    qtbot.addWidget(widget)
    assert widget.minimumSizeHint().height() <= 600
    assert widget.minimumSizeHint().width() <= 1025


def test_the_ranking_is_made_beside_the_window_and_the_step_stays(
    qtbot: QtBot, open_round: Open, demo_store: Store, click: Click
) -> None:
    desk = Desk(demo_store, FakeSpeaker())
    draft_id = begun(demo_store)
    pane = open_round(desk)
    qtbot.waitUntil(lambda: pane.state is not None)
    assert pane.current is Step.CANDIDATES
    click(pane.candidates.primary)
    qtbot.waitUntil(lambda: pane.check.findings is not None)
    person = candidates.candidates(demo_store, draft_id)[0]
    desk.act(lambda: rename(demo_store, person.resident_id, "欧阳静雯"), "")
    assert pane.current is Step.CHECK
    qtbot.waitUntil(lambda: pane.state is not None and pane.state.people[0].name == "欧阳静雯")
    assert pane.current is Step.CHECK
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    desk.jobs.close()


def test_tab_follows_the_eye(qtbot: QtBot, open_round: Open, demo_desk: Desk) -> None:
    proof.record(demo_desk.store, begun(demo_desk.store))
    step = open_round(demo_desk).proof
    step.table.setFocus()
    reached: list[QWidget | None] = []
    while step.primary not in reached:
        qtbot.keyClick(cast(QWidget, QApplication.focusWidget()), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    wanted = [step.signed_by.input, step.signed_on.input, step.back, step.reprint, step.primary]
    assert [each for each in reached if each in wanted] == wanted
    assert len(reached) <= len(wanted) + 1, "the button for rare characters may stand between"


def test_a_first_round_is_told_of_by_a_sentence_not_by_an_empty_table(
    qtbot: QtBot, desk: Desk, open_round: Open
) -> None:
    resident_id = int(str(residents.save_resident(desk.store, ResidentValues("罗喆")).params["resident_id"]))
    made = activities.save_activity(desk.store, ActivityValues("楼道清扫", date(2026, 8, 15)))
    crediting.credit(desk.store, [resident_id], int(str(made.params["activity_id"])), 120)
    step = open_round(desk).choose
    assert step.none_yet.isVisible()
    assert "还没有办过表彰" in step.none_yet.sentence.text()
    assert not step.rounds.isVisible()


def test_f9_hides_reasons_and_names_in_the_forms_of_a_round(page: HonoursPage, demo_desk: Desk) -> None:
    demo_desk.privacy.toggle()
    row = candidates.candidates(demo_desk.store, begun(demo_desk.store))[0]
    step = page.rounds.candidates
    page.rounds.open_round(candidates.list_drafts(demo_desk.store)[0].draft_id)
    step.table.select_id(row.resident_id)
    step.open_exclude()
    form = cast(RecordForm, step.form)
    assert row.name not in form.note.text()
    demo_desk.privacy.toggle()
    assert row.name in form.note.text()
    form.reject()
