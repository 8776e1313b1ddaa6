# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes of 证书登记, 单张证书, 核对 and printing: each brought into an interesting state on the demo database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.honours import aftercare, issuing, printing, register, register_listing
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.correcting import corrected
from hongyun_desktop.core.honours.printing import SpoiltReason
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateSheet
from hongyun_desktop.core.listing import Query
from hongyun_desktop.ui.features.honours import register_forms
from hongyun_desktop.ui.features.honours.correction_form import CorrectionForm
from hongyun_desktop.ui.features.honours.print_dialog import PrintDialog
from hongyun_desktop.ui.features.honours.print_run import print_certificates
from hongyun_desktop.ui.features.honours.register_pane import RegisterPane
from hongyun_desktop.ui.features.honours.single_form import SingleForm
from hongyun_desktop.ui.features.honours.verify_pane import VerifyPane
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.held import hold

ISSUER = "鸿运小区自管委"


def _page(pane: QWidget) -> QWidget:
    """The pane where the honours page would hold it."""
    page = QWidget()
    page.setObjectName("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(*theme.PAGE_MARGINS_PX)
    column.addWidget(pane)
    return page


def _any_printer(_sheet: CertificateSheet) -> None:
    """Scenes print nothing."""


def _lively(desk: Desk) -> list[int]:
    """Some printing, signing, correcting and withdrawing on the demo's newest round; its certificates, in order."""
    store = desk.store
    newest = register_listing.rounds_with_certificates(store)[0][0]
    ids = sorted(register_listing.register_window(store, Query(filters={"round": newest})).ids)
    run = int(printing.start_run(store, ids).params["run_id"])
    printing.stopped(store, run, 4, ids[4], 2, SpoiltReason.JAM)
    printing.stopped(store, run, 9, ids[9], 1, SpoiltReason.SMUDGED)
    for each in ids[:3]:
        aftercare.sign_for(store, each, register.rows_of(store, [each])[0].name)
    old = register.sheets(store, [ids[5]])[0].wording
    aftercare.correct(store, ids[5], replace(old, honorific="女士"), "称呼写错", _any_printer)
    register.record_print(store, [ids[5]])
    aftercare.withdraw(store, ids[6], "重复表彰，另发感谢信")
    body = ("在“小区微花园”项目中，贵队不怕脏、不怕累，从老家移栽树木花草25棵。", "谨向贵队全体队员致以衷心的感谢！")
    team = words.thanks("环境美育队", "", body, ISSUER, date(2026, 11, 20))
    issuing.issue(store, issuing.Draft(team), _any_printer)
    return ids


def register_full(desk: Desk) -> QWidget:
    ids = _lively(desk)
    pane = RegisterPane(desk)
    pane.show_certificate(ids[5])
    return _page(pane)


def register_corrected(desk: Desk) -> QWidget:
    """Its new name is not on paper yet, and the roster has the old one."""
    ids = _lively(desk)
    old = register.sheets(desk.store, [ids[4]])[0].wording
    aftercare.correct(desk.store, ids[4], corrected(old, "罗䶮", "同志", old.paragraphs), "姓名写错", _any_printer)
    pane = RegisterPane(desk)
    pane.show_certificate(ids[4])
    return _page(pane)


def register_signed(desk: Desk) -> QWidget:
    ids = _lively(desk)
    pane = RegisterPane(desk)
    pane.show_certificate(ids[1])
    return _page(pane)


def register_nothing_chosen(desk: Desk) -> QWidget:
    return _page(RegisterPane(desk))


def register_nothing_found(desk: Desk) -> QWidget:
    pane = RegisterPane(desk)
    pane.page.set_filter("state", "withdrawn")
    return _page(pane)


def register_hidden_names(desk: Desk) -> QWidget:
    ids = _lively(desk)
    pane = RegisterPane(desk)
    pane.show_certificate(ids[5])
    desk.privacy.toggle()
    return _page(pane)


def single_empty(desk: Desk) -> QWidget:
    return SingleForm(desk)


def single_thanks(desk: Desk) -> QWidget:
    form = SingleForm(desk)
    form.kinds.set_value(CertificateKind.THANKS)
    form.whose.set_value(False)
    form.editors["name"].set_value("环境美育队")
    form.editors["thanks.paragraphs"].set_value("在“小区微花园”项目中，贵队从老家移栽树木花草25棵。\n谨致谢意！")
    form.show_wording()
    return form


def single_honour(desk: Desk) -> QWidget:
    form = SingleForm(desk)
    form.editors["resident_id"].set_value(1)
    form.editors["honour.deed"].set_value("在2026年邻里节中热心公益、乐于奉献")
    form.editors["honour.title"].set_value("邻里之星")
    form.show_wording()
    return form


def single_appointment_refused(desk: Desk) -> QWidget:
    form = SingleForm(desk)
    form.kinds.set_value(CertificateKind.APPOINTMENT)
    form.editors["resident_id"].set_value(1)
    form.editors["appointment.title"].set_value("楼栋议事会议事员")
    form.editors["appointment.starts_on"].set_value(date(2026, 12, 1))
    form.editors["appointment.ends_on"].set_value(date(2025, 11, 30))
    form.submit()
    return form


def _dialog(desk: Desk, opened: Callable[[Desk, register_listing.RegisterLine, QWidget], object]) -> QWidget:
    ids = _lively(desk)
    page = hold(QWidget())
    line = register_listing.lines_of(desk.store, [ids[8]])[0]
    form = opened(desk, line, page)
    assert isinstance(form, QWidget)
    return form


def correction_form(desk: Desk) -> QWidget:
    return _dialog(desk, register_forms.open_correction)


def correction_rare(desk: Desk) -> QWidget:
    form = correction_form(desk)
    assert isinstance(form, CorrectionForm)
    form.editors["name"].set_value("罗\U00020015")
    QTest.qWait(400)
    return form


def signing_form(desk: Desk) -> QWidget:
    return _dialog(desk, register_forms.open_signing)


def withdrawal_form(desk: Desk) -> QWidget:
    return _dialog(desk, register_forms.open_withdrawal)


def verify_empty(desk: Desk) -> QWidget:
    return _page(VerifyPane(desk))


def _verified(desk: Desk, which: int) -> QWidget:
    """Every kind of check, the one asked for last."""
    ids = _lively(desk)
    store = desk.store
    first, corrected = register.sheets(store, [ids[0], ids[5]])
    old = register.wordings(store, ids[5])[0]
    withdrawn = register.wordings(store, ids[6])[0]
    number = register.rows_of(store, [ids[6]])[0].number
    texts = [
        "你好", first.qr_text, first.number, f"{first.number} 0000-0000", "鸿运荣字〔2026〕第0999号 ABCD-1234",
        f"{corrected.number} {old.check_code}", f"{number} {withdrawn.check_code}",
    ]  # fmt: skip
    pane = VerifyPane(desk)
    for text in [*texts[which + 1 :], *texts[: which + 1]]:
        pane.field.setText(text)
        pane.check_now()
    return _page(pane)


def verify_valid(desk: Desk) -> QWidget:
    return _verified(desk, 1)


def verify_code_missing(desk: Desk) -> QWidget:
    return _verified(desk, 2)


def verify_forged(desk: Desk) -> QWidget:
    return _verified(desk, 3)


def verify_superseded(desk: Desk) -> QWidget:
    return _verified(desk, 5)


def verify_withdrawn(desk: Desk) -> QWidget:
    return _verified(desk, 6)


def _print(desk: Desk) -> PrintDialog:
    ids = _lively(desk)
    dialog = print_certificates(desk, hold(QWidget()), ids)
    assert dialog is not None
    return dialog


def print_resume(desk: Desk) -> QWidget:
    return _print(desk)


def print_start(desk: Desk) -> QWidget:
    dialog = _print(desk)
    dialog.afresh.click()
    return dialog


def print_continue(desk: Desk) -> QWidget:
    dialog = _print(desk)
    dialog.resume.click()
    return dialog


def print_asking(desk: Desk) -> QWidget:
    dialog = print_continue(desk)
    assert isinstance(dialog, PrintDialog)
    dialog.on_printed([9, 10, 11, 12, 13])
    return dialog


def print_jam(desk: Desk) -> QWidget:
    dialog = print_asking(desk)
    assert isinstance(dialog, PrintDialog)
    dialog.question.stopped.setChecked(True)
    dialog.question.editors["page"].set_value(11)
    return dialog


def print_pdf_saved(desk: Desk) -> QWidget:
    dialog = print_continue(desk)
    assert isinstance(dialog, PrintDialog)
    dialog.ask_of_file(Path("证书5张.pdf"))
    return dialog


def print_spoilt_form(desk: Desk) -> QWidget:
    form = hold(_print(desk)).open_spoilt()
    assert form is not None
    return form


def print_done(desk: Desk) -> QWidget:
    dialog = print_asking(desk)
    assert isinstance(dialog, PrintDialog)
    dialog.question.all_good.setChecked(True)
    dialog.note.click()
    return dialog


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "register": register_full,
    "register-corrected": register_corrected,
    "register-signed": register_signed,
    "register-nothing-chosen": register_nothing_chosen,
    "register-nothing-found": register_nothing_found,
    "register-hidden-names": register_hidden_names,
    "single-empty": single_empty,
    "single-thanks": single_thanks,
    "single-honour": single_honour,
    "single-appointment-refused": single_appointment_refused,
    "register-correction": correction_form,
    "register-correction-rare": correction_rare,
    "register-signing": signing_form,
    "register-withdrawal": withdrawal_form,
    "verify-empty": verify_empty,
    "verify-valid": verify_valid,
    "verify-code-missing": verify_code_missing,
    "verify-forged": verify_forged,
    "verify-superseded": verify_superseded,
    "verify-withdrawn": verify_withdrawn,
    "print-resume": print_resume,
    "print-start": print_start,
    "print-continue": print_continue,
    "print-asking": print_asking,
    "print-jam": print_jam,
    "print-pdf-saved": print_pdf_saved,
    "print-spoilt-form": print_spoilt_form,
    "print-done": print_done,
}
