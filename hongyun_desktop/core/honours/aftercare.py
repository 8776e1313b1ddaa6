# SPDX-License-Identifier: GPL-3.0-or-later
"""What may still happen to a certificate once it has its number: 勘误换发, signing for it, 撤回.

Nothing here is undone: the register keeps each step.
"""

from collections.abc import Sequence
from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.issuing import append_wording, sheet_of
from hongyun_desktop.core.honours.register import get_certificate, wordings
from hongyun_desktop.core.honours.rules import Preflight, Wording
from hongyun_desktop.core.honours.tables import Certificate
from hongyun_desktop.core.names import clean_name, clean_text
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit


def correct(store: Store, certificate_id: int, wording: Wording, reason: str, preflight: Preflight) -> Changed:
    """勘误换发: a new wording under the same number; the old one is kept and its code verifies as superseded.

    wording: the newest one with other words, of the same kind and day of issue.
    Raises: Refused("certificate_unknown", number), ("certificate_signed", number),
    ("certificate_withdrawn", number), ("certificate_erased", number), ("correction_changes_kind_or_date", number),
    ("correction_changes_nothing", number), Invalid("reason_empty"), those of `wording.cleaned` and of the preflight.
    """
    why, clean = _stated(reason), words.cleaned(wording)
    with store.unit("certificate_corrected", certificate_id=certificate_id) as unit:
        row = _untouched(store, certificate_id)
        newest = wordings(store, certificate_id)[-1]
        _refuse_wording(row, newest.wording, clean)
        sheet = sheet_of(store, row.number, clean, newest.version + 1)
        preflight(sheet)
        append_wording(unit, certificate_id, newest.version + 1, sheet, why)
        return unit.changed(Topic.CERTIFICATE)


def sign_for(store: Store, certificate_id: int, signed_by: str, on: date | None = None) -> Changed:
    """Note who received the certificate and when (None: today); from then on it is corrected no more.

    Raises: Refused("certificate_unknown", number), ("certificate_signed", number), ("certificate_withdrawn", number),
    ("certificate_erased", number), Invalid("name_empty"), Invalid("signed_on_not_possible").
    """
    name = clean_name(signed_by)
    if not name:
        raise Invalid("name_empty", "signed_by")
    with store.unit("certificate_signed", certificate_id=certificate_id) as unit:
        _sign(unit, certificate_id, name, on or today(store.clock))
        return unit.changed(Topic.CERTIFICATE)


def sign_for_many(store: Store, certificate_ids: Sequence[int], signed_by: str = "", on: date | None = None) -> Changed:
    """Note that several certificates were received on one day, all or none.

    signed_by: who took them; empty where each was received by the person it honours.
    Raises: Invalid("nobody_chosen"), those of `sign_for`.
    """
    name, day = clean_name(signed_by), on or today(store.clock)
    if not certificate_ids:
        raise Invalid("nobody_chosen")
    with store.unit("certificates_signed", count=len(certificate_ids)) as unit:
        for certificate_id in certificate_ids:
            _sign(unit, certificate_id, name, day)
        return unit.changed(Topic.CERTIFICATE)


def _sign(unit: Unit, certificate_id: int, name: str, day: date) -> None:
    """Note a signature; name empty: of the person named on the certificate."""
    store = unit.store
    row = _untouched(store, certificate_id)
    newest = wordings(store, certificate_id)[-1].wording
    if newest is None:
        raise Refused("certificate_erased", number=row.number)
    if not row.issued_on <= day <= today(store.clock):
        raise Invalid("signed_on_not_possible", "on")
    unit.update(Certificate, certificate_id, signed_on=day, signed_by=name or words.name_of(newest))
    unit.irreversible()


def withdraw(store: Store, certificate_id: int, reason: str) -> Changed:
    """撤回: the number stays in the register and verifies as withdrawn.

    Raises: Refused("certificate_unknown", number), Refused("certificate_withdrawn", number), Invalid("reason_empty").
    """
    why = _stated(reason)
    with store.unit("certificate_withdrawn", certificate_id=certificate_id) as unit:
        _standing(store, certificate_id)
        unit.update(Certificate, certificate_id, withdrawn_on=today(store.clock), withdrawn_reason=why)
        unit.irreversible()
        return unit.changed(Topic.CERTIFICATE)


def _standing(store: Store, certificate_id: int) -> Certificate:
    row = get_certificate(store, certificate_id)
    if row.withdrawn_on:
        raise Refused("certificate_withdrawn", number=row.number)
    return row


def _untouched(store: Store, certificate_id: int) -> Certificate:
    """The certificate, still in the committee's hands."""
    row = _standing(store, certificate_id)
    if row.signed_on:
        raise Refused("certificate_signed", number=row.number)
    return row


def _refuse_wording(row: Certificate, old: Wording | None, new: Wording) -> None:
    if old is None:
        raise Refused("certificate_erased", number=row.number)
    if (new.kind, new.issued_on) != (old.kind, old.issued_on):
        raise Refused("correction_changes_kind_or_date", number=row.number)
    if new == old:
        raise Refused("correction_changes_nothing", number=row.number)


def _stated(reason: str) -> str:
    text = clean_text(reason)
    if not text:
        raise Invalid("reason_empty", "reason")
    return text
