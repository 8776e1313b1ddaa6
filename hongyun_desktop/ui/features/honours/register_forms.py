# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be done with a certificate of the register: look, print again, 勘误换发, sign for, withdraw."""

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.honours import aftercare
from hongyun_desktop.core.honours.register_listing import RegisterLine
from hongyun_desktop.core.honours.rules import CertificateState
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.correction_form import open_correction
from hongyun_desktop.ui.features.honours.print_run import preview_certificate, print_certificates
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import NameField, NoteField
from hongyun_desktop.ui.kit.form import RecordForm, Values, opened
from hongyun_desktop.ui.kit.page_actions import RowAction

PRINT = _("打印…")


def may_be_printed(row: RegisterLine) -> bool:
    """Whether it is still to be had as paper."""
    return row.state in (CertificateState.ISSUED, CertificateState.SIGNED)


def may_be_changed(row: RegisterLine) -> bool:
    """Whether it is still in the committee's hands."""
    return row.state is CertificateState.ISSUED


def why_not(row: RegisterLine) -> str:
    """Why some of the buttons are off, and what to do instead; empty where all may be done."""
    return {
        CertificateState.ISSUED: "",
        CertificateState.SIGNED: _("已经签收，不能再勘误换发。确有错误，请先撤回，再另发一张。"),
        CertificateState.WITHDRAWN: _("已经撤回：编号留在登记里，不能再印。要给本人，请另发一张。"),
        CertificateState.ERASED: _("个人信息已按本人要求删除，不能再印。"),
    }[row.state]


def preview(desk: Desk, row: RegisterLine, parent: QWidget) -> None:
    """Show the certificate as paper; one that may not be printed any more stays out of sight."""
    if may_be_printed(row):
        preview_certificate(desk, parent, row.certificate_id)


def print_again(desk: Desk, row: RegisterLine, parent: QWidget) -> None:
    """Print it, under the same number; the print run logs it."""
    print_certificates(desk, parent, [row.certificate_id])


def open_signing(desk: Desk, row: RegisterLine, parent: QWidget) -> RecordForm:
    """登记签收: who took the certificate, and when."""
    fields = (
        NameField(name="signed_by", label=_("谁签收的"), required=True, hint=_("家人代领，就写代领人的姓名。")),
        DateField(name="on", label=_("哪天"), required=True),
    )
    values = {"signed_by": row.name, "on": today(desk.store.clock)}

    def save(typed: Values) -> Changed:
        return aftercare.sign_for(desk.store, row.certificate_id, typed["signed_by"], typed["on"])

    note = _("{number}：登记签收以后，这张证书就不能再勘误换发了。").format(number=row.number)
    sentence = _("{number} 已登记签收。").format(number=row.number)
    return opened(RecordForm(
        desk, _("登记签收"), fields, values, save, sentence, parent, note=note, ok_text=_("登记签收")
    ))  # fmt: skip


def open_withdrawal(desk: Desk, row: RegisterLine, parent: QWidget) -> RecordForm:
    """撤回: the number stays, with the reason."""
    fields = (NoteField(name="reason", label=_("为什么撤回"), required=True, placeholder=_("如 评选有误，另发一张")),)

    def save(typed: Values) -> Changed:
        return aftercare.withdraw(desk.store, row.certificate_id, typed["reason"])

    def note() -> str:
        return _("{number} {name}：撤回以后编号留在登记里，核对时会说“已撤回”，不能再恢复。").format(
            number=row.number, name=desk.privacy.hide(row.name)
        )

    sentence = _("{number} 已撤回。").format(number=row.number)
    return opened(RecordForm(
        desk, _("撤回证书"), fields, {}, save, sentence, parent, note=note, ok_text=_("撤回")
    ))  # fmt: skip


ACTIONS: tuple[RowAction[RegisterLine], ...] = (
    RowAction(_("预览"), preview, "eye", when=may_be_printed, writes=False),
    RowAction(PRINT, print_again, "printer", "Ctrl+P", when=may_be_printed, writes=False, right=Right.ISSUE),
    RowAction(_("勘误换发…"), open_correction, "pencil", when=may_be_changed, right=Right.ISSUE),
    RowAction(_("登记签收…"), open_signing, "clipboard-check", when=may_be_changed, right=Right.ISSUE),
    RowAction(_("撤回…"), open_withdrawal, "undo-2", when=may_be_printed, right=Right.ISSUE),
)
