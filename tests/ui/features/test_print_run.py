# SPDX-License-Identifier: GPL-3.0-or-later
"""Printing by clicks: paper, preview, a jam, going on from the right sheet, and a run that outlives the program."""

from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.honours import aftercare, print_history, printing, register
from hongyun_desktop.core.honours.correcting import corrected
from hongyun_desktop.core.honours.printing import SpoiltReason
from hongyun_desktop.ui.features.honours.print_dialog import PrintDialog
from hongyun_desktop.ui.features.honours.print_run import preview_certificate, print_certificates
from hongyun_desktop.ui.features.honours.print_sheets import outcome, pages_text, sheets_of
from hongyun_desktop.ui.kit import printing as kit_printing
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.preview import PdfPreview
from hongyun_desktop.ui.kit.veil import Veil
from tests.documents.paper import pdfium_texts
from tests.ui.fakes import FakeSpeaker
from tests.ui.features.certificates_scene import NAMES, Printer, click, issue


@pytest.fixture
def five(desk: Desk) -> list[int]:
    return [issue(desk.store, name) for name in NAMES]


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    made = Printer()
    monkeypatch.setattr(kit_printing, "print_pdf", made.print_pdf)
    return made


def opened(desk: Desk, page: QWidget, ids: list[int]) -> PrintDialog:
    dialog = print_certificates(desk, page, ids)
    assert dialog is not None
    return dialog


def send(qtbot: QtBot, dialog: PrintDialog) -> None:
    """Look at the paper and print it from the preview."""
    click(qtbot, dialog.go)
    previews = dialog.findChildren(PdfPreview)
    click(qtbot, next(each for each in previews if each.isVisible()).print)


def begun(desk: Desk, ids: list[int], printed: int) -> int:
    """A run that somebody began earlier, of which so many sheets have come out; its id."""
    run = int(printing.start_run(desk.store, ids).params["run_id"])
    printing.printed(desk.store, run, printed)
    return run


def run_id(dialog: PrintDialog) -> int:
    assert dialog.run is not None
    return dialog.run.run_id


def test_all_sheets_come_out_and_the_register_knows(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, page: QWidget, five: list[int], printer: Printer
) -> None:
    finished: list[bool] = []
    dialog = print_certificates(desk, page, five, lambda: finished.append(True))
    assert dialog is not None
    assert "5 张" in dialog.title.text()
    assert "A4 横向" in dialog.told.text()
    send(qtbot, dialog)
    assert not [each for each in dialog.findChildren(PdfPreview) if each.isVisible()]
    assert "第 1–5 张已送去打印" in dialog.question.told.text()
    assert not dialog.note.isEnabled()
    assert printing.run_of(desk.store, run_id(dialog)).printed == 0
    click(qtbot, dialog.question.all_good)
    click(qtbot, dialog.note)
    assert speaker.toasts[-1] == "登记印好 5 张。"
    assert printing.run_of(desk.store, run_id(dialog)).finished
    assert finished == [True]
    assert dialog.finish.isVisible()
    assert not dialog.go.isVisible()
    click(qtbot, dialog.finish)
    assert not dialog.isVisible()


def test_a_jam_is_logged_and_printing_goes_on_from_the_sheet_that_jammed(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, page: QWidget, five: list[int], printer: Printer
) -> None:
    dialog = opened(desk, page, five)
    send(qtbot, dialog)
    click(qtbot, dialog.question.stopped)
    editors = dialog.question.editors
    editors["page"].set_value(3)
    assert dialog.note.text() == "记下来，从第 3 张继续"
    assert "赵磊" in editors["page"].box.currentText()  # pyright: ignore[reportAttributeAccessIssue]
    editors["sheets"].input.setFocus()
    editors["sheets"].set_value(None)
    qtbot.keyClicks(editors["sheets"].input, "2")
    editors["reason"].set_value(SpoiltReason.SMUDGED)
    click(qtbot, dialog.note)
    assert speaker.toasts[-1] == "登记印好 2 张；印坏 2 张纸。"
    (spoilt,) = printing.spoilt_of(desk.store, run_id(dialog))
    assert (spoilt.certificate_id, spoilt.sheets, spoilt.reason) == (five[2], 2, SpoiltReason.SMUDGED)
    assert dialog.go.text() == "从第 3 张继续打印"
    assert "这次 3 张" in dialog.told.text()
    assert dialog.spoilt.table.rows.rowCount() == 1
    send(qtbot, dialog)
    assert printer.papers == [5, 3]
    assert "第 3–5 张已送去打印" in dialog.question.told.text()
    click(qtbot, dialog.question.all_good)
    click(qtbot, dialog.note)
    assert printing.run_of(desk.store, run_id(dialog)).finished
    assert [row.prints for row in register.rows_of(desk.store, five)] == [0] * 5


def test_after_a_jam_a_pdf_has_only_what_has_not_come_out(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, page: QWidget, five: list[int], tmp_path: Path
) -> None:
    """Each is a numbered original: whoever takes the file to a print shop would print the others twice."""
    run = begun(desk, five, 2)
    dialog = opened(desk, page, five)
    click(qtbot, dialog.resume)
    assert dialog.title.text() == "打印证书：还有 3 张，共 5 张"
    file = tmp_path / "证书.pdf"
    speaker.files.append(file)
    click(qtbot, dialog.save)
    assert "3张" in speaker.names[-1]
    numbers = [row.number for row in register.rows_of(desk.store, five)[2:]]
    assert [number in text for number, text in zip(numbers, pdfium_texts(file), strict=True)] == [True] * 3
    click(qtbot, dialog.question.all_good)
    click(qtbot, dialog.note)
    assert printing.run_of(desk.store, run).finished


def test_a_number_of_blanks_that_can_not_be_read_is_said_and_nothing_is_written(
    qtbot: QtBot, desk: Desk, page: QWidget, five: list[int], printer: Printer
) -> None:
    dialog = opened(desk, page, five)
    send(qtbot, dialog)
    click(qtbot, dialog.question.stopped)
    dialog.question.editors["page"].set_value(4)
    dialog.question.editors["sheets"].set_value(None)
    qtbot.keyClicks(dialog.question.editors["sheets"].input, "x")
    click(qtbot, dialog.note)
    assert "不是数字" in dialog.question.problem.text()
    assert dialog.question.problem.isVisible()
    assert printing.run_of(desk.store, run_id(dialog)).printed == 0


def test_spoilt_on_the_way_though_all_came_out_in_the_end(
    qtbot: QtBot, desk: Desk, page: QWidget, five: list[int], printer: Printer
) -> None:
    dialog = opened(desk, page, five)
    send(qtbot, dialog)
    click(qtbot, dialog.question.stopped)
    dialog.question.editors["page"].set_value(0)
    assert dialog.note.text() == "登记已印好"
    click(qtbot, dialog.note)
    run = printing.run_of(desk.store, run_id(dialog))
    assert (run.finished, run.spoilt) == (True, 1)


def test_a_run_cut_short_is_offered_again_and_goes_on(
    qtbot: QtBot, desk: Desk, page: QWidget, five: list[int], printer: Printer
) -> None:
    first = opened(desk, page, five)
    send(qtbot, first)
    click(qtbot, first.question.stopped)
    first.question.editors["page"].set_value(4)
    click(qtbot, first.note)
    run = run_id(first)
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert not first.isVisible()
    for ids in (five, five[3:]):
        again = opened(desk, page, ids)
        assert "登记印好的有 3 张" in again.told.text()
        assert not again.go.isVisible()
        click(qtbot, again.resume)
        assert run_id(again) == run
        assert again.go.text() == "从第 4 张继续打印"
        again.close()


def test_starting_afresh_logs_reprints(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, page: QWidget, five: list[int], printer: Printer
) -> None:
    run = begun(desk, five, 2)
    dialog = opened(desk, page, five)
    click(qtbot, dialog.afresh)
    assert "其中 2 张以前印过" in dialog.told.text()
    send(qtbot, dialog)
    click(qtbot, dialog.question.all_good)
    click(qtbot, dialog.note)
    assert run_id(dialog) != run
    assert speaker.toasts[-1] == "登记印好 5 张，其中补印 2 张。"
    assert [row.prints for row in register.rows_of(desk.store, five)] == [1, 1, 0, 0, 0]
    assert printing.open_runs(desk.store) == []


def test_sheets_chosen_out_of_order_are_kept_apart(
    qtbot: QtBot, desk: Desk, page: QWidget, five: list[int], printer: Printer
) -> None:
    dialog = opened(desk, page, five)
    printer.pages = [4, 2]
    send(qtbot, dialog)
    assert "第 2、4 张" in dialog.question.told.text()
    click(qtbot, dialog.question.all_good)
    click(qtbot, dialog.note)
    assert dialog.go.text() == "预览并打印"
    assert printing.run_of(desk.store, run_id(dialog)).printed == 0
    assert print_history.printed_before(desk.store, five) == {five[1], five[3]}


def test_a_pdf_counts_only_once_somebody_says_that_it_was_printed(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, page: QWidget, five: list[int], tmp_path: Path
) -> None:
    dialog = opened(desk, page, five)
    click(qtbot, dialog.save)
    assert dialog.run is None
    file = tmp_path / "证书.pdf"
    speaker.files.append(file)
    click(qtbot, dialog.save)
    assert file.read_bytes().startswith(b"%PDF")
    assert "还不算印过" in dialog.question.told.text()
    assert dialog.table.rows.index(0, 3).data() == "在 PDF 里"
    assert desk.store.value("SELECT count(*) FROM journal WHERE code = 'paper_saved'") == 1
    assert print_history.printed_before(desk.store, five) == frozenset()
    assert speaker.toasts[-1] == f"证书已存成 PDF：“证书.pdf”（在“{tmp_path.name}”里）。存成 PDF 不算打印。"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    again = opened(desk, page, five)
    assert not again.resume.isVisible()
    assert run_id(again) == run_id(dialog)
    click(qtbot, again.elsewhere)
    click(qtbot, again.question.all_good)
    click(qtbot, again.note)
    assert print_history.printed_before(desk.store, five) == set(five)


def test_a_pdf_saved_from_the_preview_is_asked_about_as_well(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, page: QWidget, five: list[int], tmp_path: Path
) -> None:
    dialog = opened(desk, page, five)
    click(qtbot, dialog.go)
    preview = next(each for each in dialog.findChildren(PdfPreview) if each.isVisible())
    speaker.files.append(tmp_path / "证书.pdf")
    click(qtbot, preview.save)
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert "还不算印过" in dialog.question.told.text()
    assert print_history.printed_before(desk.store, five) == frozenset()


def test_spoilt_blanks_are_noted_later_by_the_form(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, page: QWidget, five: list[int], printer: Printer
) -> None:
    dialog = opened(desk, page, five)
    send(qtbot, dialog)
    click(qtbot, dialog.question.all_good)
    click(qtbot, dialog.note)
    form = dialog.open_spoilt()
    assert form is not None
    form.editors["certificate_id"].set_value(five[4])
    form.editors["sheets"].set_value(None)
    click(qtbot, form.ok)
    assert "1 到" in form.problems["sheets"].text()
    qtbot.keyClicks(form.editors["sheets"].input, "3")
    form.editors["reason"].set_value(SpoiltReason.WRONG_SIDE)
    click(qtbot, form.ok)
    assert speaker.toasts[-1] == "印坏的纸记下了。"
    assert dialog.spoilt.heading.text() == "印坏的纸：3 张"


def test_withdrawn_ones_are_left_out_and_nothing_to_print_is_said(
    desk: Desk, speaker: FakeSpeaker, page: QWidget, five: list[int]
) -> None:
    aftercare.withdraw(desk.store, five[1], "重复")
    dialog = opened(desk, page, five)
    assert [sheet.row.certificate_id for sheet in dialog.sheets] == [five[0], *five[2:]]
    assert print_certificates(desk, page, [five[1]]) is None
    assert speaker.refusals == ["选中的证书都已撤回或删除，没有可印的。"]


def test_what_is_printed_from_a_single_preview_is_asked_about(
    qtbot: QtBot, desk: Desk, page: QWidget, five: list[int], printer: Printer
) -> None:
    preview_certificate(desk, page, five[0])
    preview = next(each for each in page.findChildren(PdfPreview) if each.isVisible())
    click(qtbot, preview.print)
    dialog = next(each for each in page.findChildren(PrintDialog) if each.isVisible())
    assert not preview.isVisible()
    click(qtbot, dialog.question.all_good)
    click(qtbot, dialog.note)
    assert [each.again for each in print_history.prints_of(desk.store, five[0])] == [False]


def test_names_are_hidden_in_the_list_and_its_model_behaves(
    desk: Desk, page: QWidget, five: list[int], qtmodeltester: ModelTester
) -> None:
    dialog = opened(desk, page, five)
    qtmodeltester.check(dialog.table.rows)
    assert dialog.table.rows.index(0, 2).data() == "罗喆"
    desk.privacy.toggle()
    assert "罗喆" not in str(dialog.table.rows.index(0, 2).data())


def test_page_numbers_read_as_people_write_them() -> None:
    assert [pages_text(pages) for pages in ([3], [1, 2, 3, 4], [5, 1, 2])] == ["3", "1–4", "1–2、5"]


def test_only_what_follows_on_counts_for_the_run(desk: Desk, five: list[int]) -> None:
    sheets = sheets_of(five, register.rows_of(desk.store, five), None)
    assert (outcome(sheets, [1, 2, 4], 0).count, outcome(sheets, [1, 2, 4], 0).apart) == (2, (five[3],))
    assert outcome(sheets, [], 0).count == 0


def test_a_corrected_certificate_is_no_reprint_and_f9_hides_the_choices(
    qtbot: QtBot, desk: Desk, page: QWidget, five: list[int], printer: Printer
) -> None:
    begun(desk, five, 5)
    cast(FixedClock, desk.store.clock).at += timedelta(minutes=1)
    old = register.sheets(desk.store, five[:1])[0].wording
    corrected_wording = corrected(old, "罗哲", "同志", old.paragraphs)
    aftercare.correct(desk.store, five[0], corrected_wording, "写错", lambda _sheet: None)
    dialog = opened(desk, page, five[:2])
    assert "其中 1 张以前印过" in dialog.told.text()
    assert "其中 1 张换发过，新内容还没印过" in dialog.told.text()
    click(qtbot, dialog.elsewhere)
    qtbot.mouseClick(dialog.question.stopped, Qt.MouseButton.LeftButton)
    veil = cast(Veil, dialog.question.editors["page"].findChild(Veil))
    assert not veil.isVisible()
    desk.privacy.toggle()
    assert veil.isVisible()
