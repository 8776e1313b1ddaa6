# SPDX-License-Identifier: GPL-3.0-or-later
"""Giving certificates their numbers and freezing what they say; correcting, signing for and withdrawing them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hongyun_desktop.core import settings
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.check_code import check_code, qr_text
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateSheet, Wording, number_text
from hongyun_desktop.core.honours.tables import Certificate, CertificateWording
from hongyun_desktop.core.names import clean_name, clean_text
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

Preflight = Callable[[CertificateSheet], object]


@dataclass(frozen=True, slots=True)
class Draft:
    """A certificate that has no number yet; resident_id None: a team, a guest."""

    wording: Wording
    resident_id: int | None = None
    award_id: int | None = None


def issue(store: Store, draft: Draft, preflight: Preflight) -> Changed:
    """Issue one certificate of any kind.

    preflight: raises Refused for what can't be printed; it is asked before anything is written.
    Changed.params: certificate_id. Raises: Refused("issued_before_newest"), those of the preflight.
    """
    with store.unit("certificate_issued") as unit:
        certificate_id = issue_all(unit, [draft], preflight)[0]
        return unit.changed(Topic.CERTIFICATE, certificate_id=certificate_id)


def issue_all(unit: Unit, drafts: Sequence[Draft], preflight: Preflight) -> list[int]:
    """Issue drafts within a transaction, all or none, numbered in their order; the ids of the certificates."""
    numbered = _numbered(unit.store, drafts)
    sheets = [sheet_of(unit.store, number, draft.wording, 1) for draft, _, number in numbered]
    for sheet in sheets:
        preflight(sheet)
    return [
        _write(unit, draft, serial, sheet)
        for (draft, serial, _), sheet in zip(numbered, sheets, strict=True)
    ]  # fmt: skip


def sheet_of(store: Store, number: str, wording: Wording, version: int) -> CertificateSheet:
    """The paper of one version."""
    code = check_code(store.secret, number, words.to_json(wording), version)
    return CertificateSheet(wording, number, code, qr_text(number, words.name_of(wording), code), store.is_demo)


def _numbered(store: Store, drafts: Sequence[Draft]) -> list[tuple[Draft, int, str]]:
    """Each draft with its serial and number: without gaps per kind and year of issue."""
    following: dict[tuple[CertificateKind, int], int] = {}
    prefix = settings.committee(store).number_prefix
    numbered: list[tuple[Draft, int, str]] = []
    for draft in drafts:
        wording = draft.wording
        key = wording.kind, wording.issued_on.year
        if key not in following:
            _refuse_early(store, wording)
            following[key] = _next_serial(store, *key)
        serial = following[key]
        following[key] = serial + 1
        numbered.append((draft, serial, number_text(prefix, *key, serial)))
    return numbered


def _next_serial(store: Store, kind: CertificateKind, year: int) -> int:
    last = store.value("SELECT max(serial) FROM certificate WHERE kind = ? AND year = ?", (kind.value, year))
    return last + 1 if last else settings.first_number(store, kind.value, year)


def _refuse_early(store: Store, wording: Wording) -> None:
    # Numbers and dates must run the same way, or a later reader will doubt both.
    newest = store.value(
        "SELECT max(issued_on) FROM certificate WHERE kind = ? AND year = ?",
        (wording.kind.value, wording.issued_on.year),
    )
    if newest and wording.issued_on.isoformat() < newest:
        raise Refused("issued_before_newest", newest=newest)


def _write(unit: Unit, draft: Draft, serial: int, sheet: CertificateSheet) -> int:
    wording = draft.wording
    certificate_id = unit.append(
        Certificate,
        kind=wording.kind.value,
        year=wording.issued_on.year,
        serial=serial,
        number=sheet.number,
        resident_id=draft.resident_id,
        award_id=draft.award_id,
        issued_on=wording.issued_on,
    )
    _write_wording(unit, certificate_id, 1, sheet, "")
    return certificate_id


def _write_wording(unit: Unit, certificate_id: int, version: int, sheet: CertificateSheet, reason: str) -> None:
    unit.append(
        CertificateWording,
        certificate_id=certificate_id,
        version=version,
        wording=words.to_json(sheet.wording),
        check_code=sheet.check_code,
        made_at=unit.store.clock.now().isoformat(),
        reason=reason,
    )


def correct(store: Store, certificate_id: int, wording: Wording, reason: str, preflight: Preflight) -> Changed:
    """勘误换发: a new wording under the same number; the old one is kept and verifies as replaced.

    Raises: Refused("certificate_unknown"), ("certificate_signed"), ("certificate_withdrawn"), ("certificate_erased"),
    ("kind_stays"), Invalid("reason_empty"), those of the preflight.
    """
    row = get(store, certificate_id)
    reason = _stated(reason)
    if row.signed_on:
        raise Refused("certificate_signed", number=row.number)
    if row.withdrawn_on:
        raise Refused("certificate_withdrawn", number=row.number)
    version, old = store.sql(
        "SELECT version, wording FROM certificate_wording WHERE certificate_id = ? ORDER BY version DESC LIMIT 1",
        (certificate_id,),
    )[0]
    if words.from_json(old) is None:
        raise Refused("certificate_erased", number=row.number)
    if wording.kind.value != row.kind or wording.issued_on.year != row.year:
        raise Refused("kind_stays", number=row.number)
    sheet = sheet_of(store, row.number, wording, version + 1)
    preflight(sheet)
    with store.unit("certificate_corrected", certificate=certificate_id, version=version + 1) as unit:
        _write_wording(unit, certificate_id, version + 1, sheet, reason)
        return unit.changed(Topic.CERTIFICATE)


def sign_for(store: Store, certificate_id: int, signed_by: str, on: date | None = None) -> Changed:
    """Note that somebody received the certificate; from then on it is corrected no more.

    Raises: Refused("certificate_unknown"), ("certificate_signed"), ("certificate_withdrawn"), Invalid("name_empty").
    """
    row = get(store, certificate_id)
    name = clean_name(signed_by)
    if not name:
        raise Invalid("name_empty", "signed_by")
    if row.signed_on:
        raise Refused("certificate_signed", number=row.number)
    if row.withdrawn_on:
        raise Refused("certificate_withdrawn", number=row.number)
    with store.unit("certificate_signed", certificate=certificate_id) as unit:
        unit.update(Certificate, certificate_id, signed_on=on or today(store.clock), signed_by=name)
        unit.irreversible()
        return unit.changed(Topic.CERTIFICATE)


def withdraw(store: Store, certificate_id: int, reason: str) -> Changed:
    """作废: the number stays in the register and verifies as withdrawn.

    Raises: Refused("certificate_unknown"), Refused("certificate_withdrawn"), Invalid("reason_empty").
    """
    row = get(store, certificate_id)
    reason = _stated(reason)
    if row.withdrawn_on:
        raise Refused("certificate_withdrawn", number=row.number)
    with store.unit("certificate_withdrawn", certificate=certificate_id) as unit:
        unit.update(Certificate, certificate_id, withdrawn_on=today(store.clock), withdrawn_reason=reason)
        unit.irreversible()
        return unit.changed(Topic.CERTIFICATE)


def get(store: Store, certificate_id: int) -> Certificate:
    """The certificate's row. Raises: Refused("certificate_unknown", number)."""
    row = store.find(Certificate.select().where(Certificate.id == certificate_id))
    if row is None:
        raise Refused("certificate_unknown", number=certificate_id)
    return row


def _stated(reason: str) -> str:
    text = clean_text(reason)
    if not text:
        raise Invalid("reason_empty", "reason")
    return text
