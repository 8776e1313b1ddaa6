# SPDX-License-Identifier: GPL-3.0-or-later
"""Giving certificates their numbers and freezing what they say. What happens to them later is in `aftercare`.

A number is taken inside the transaction that writes it, so a refusal leaves no gap.
"""

from collections.abc import Sequence
from datetime import date

from hongyun_desktop.core import settings
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.check_code import check_code, qr_text
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateSheet, Preflight, Wording, number_text
from hongyun_desktop.core.honours.tables import Certificate, CertificateWording
from hongyun_desktop.core.roster.residents import get_resident
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.frozen_class import frozen


@frozen
class Draft:
    """A certificate that has no number yet; resident_id None: a team, a guest."""

    wording: Wording
    resident_id: int | None = None


@frozen
class Prepared:
    """A draft with the number it is going to have, looked at by the preflight."""

    draft: Draft
    serial: int
    sheet: CertificateSheet


def issue(store: Store, draft: Draft, preflight: Preflight) -> Changed:
    """Issue one certificate of any kind.

    preflight: raises Refused for what can't be printed; it is asked before anything is written.
    Changed.params: certificate_id. Raises: Refused("resident_unknown"), ("issued_in_future", issued_on),
    ("issued_before_newest", newest), those of the preflight.
    """
    if draft.resident_id is not None:
        get_resident(store, draft.resident_id)
    with store.unit("certificate_issued", kind=draft.wording.kind.value) as unit:
        certificate_id = write(unit, prepare(store, [draft], preflight))[0]
        unit.params["certificate_id"] = certificate_id
        return unit.changed(Topic.CERTIFICATE)


def prepare(store: Store, drafts: Sequence[Draft], preflight: Preflight) -> list[Prepared]:
    """Number the drafts in their order and look at each as paper; nothing is written.

    To be called inside the transaction that writes them. Raises: as `issue`.
    """
    prefix = settings.committee(store).number_prefix
    following: dict[tuple[CertificateKind, int], int] = {}
    prepared: list[Prepared] = []
    for kind, day in {(draft.wording.kind, draft.wording.issued_on) for draft in drafts}:
        _refuse_date(store, kind, day)
    for draft in drafts:
        series = draft.wording.kind, draft.wording.issued_on.year
        if series not in following:
            following[series] = _next_serial(store, *series)
        serial = following[series]
        following[series] = serial + 1
        prepared.append(
            Prepared(draft, serial, sheet_of(store, number_text(prefix, *series, serial), draft.wording, 1))
        )
    for each in prepared:
        preflight(each.sheet)
    return prepared


def write(unit: Unit, prepared: Sequence[Prepared], award_ids: Sequence[int] | None = None) -> list[int]:
    """Enter prepared certificates in the register; their ids, in order. award_ids: of the round they belong to."""
    awards = award_ids or [None] * len(prepared)
    ids = unit.append_many(
        Certificate, [_values(each, award_id) for each, award_id in zip(prepared, awards, strict=True)]
    )
    for certificate_id, each in zip(ids, prepared, strict=True):
        append_wording(unit, certificate_id, 1, each.sheet)
    return list(ids)


def append_wording(unit: Unit, certificate_id: int, version: int, sheet: CertificateSheet, reason: str = "") -> None:
    """Freeze one version of what a certificate says."""
    unit.append(
        CertificateWording,
        certificate_id=certificate_id,
        version=version,
        wording=words.to_json(sheet.wording),
        check_code=sheet.check_code,
        made_at=unit.store.clock.now().isoformat(),
        reason=reason,
    )


def sheet_of(store: Store, number: str, wording: Wording, version: int) -> CertificateSheet:
    """The paper of one version."""
    name = words.name_of(wording)
    code = check_code(store.secret, number, name, wording.issued_on, version)
    return CertificateSheet(wording, number, code, qr_text(number, name, code), store.is_demo)


def _values(prepared: Prepared, award_id: int | None) -> dict[str, object]:
    wording = prepared.draft.wording
    return {
        "kind": wording.kind.value,
        "year": wording.issued_on.year,
        "serial": prepared.serial,
        "number": prepared.sheet.number,
        "resident_id": prepared.draft.resident_id,
        "award_id": award_id,
        "issued_on": wording.issued_on,
    }


def _next_serial(store: Store, kind: CertificateKind, year: int) -> int:
    last = store.value("SELECT max(serial) FROM certificate WHERE kind = ? AND year = ?", (kind.value, year))
    return last + 1 if last else settings.first_number(store, kind.value, year)


def _refuse_date(store: Store, kind: CertificateKind, issued_on: date) -> None:
    # Numbers and dates must run the same way, or a later reader will doubt both.
    if issued_on > today(store.clock):
        raise Refused("issued_in_future", issued_on=issued_on.isoformat())
    newest = store.value(
        "SELECT max(issued_on) FROM certificate WHERE kind = ? AND year = ?", (kind.value, issued_on.year)
    )
    if newest and issued_on.isoformat() < newest:
        raise Refused("issued_before_newest", newest=newest)
