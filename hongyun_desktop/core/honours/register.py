# SPDX-License-Identifier: GPL-3.0-or-later
"""The register of certificates: all that were ever numbered, their paper, and the log of reprints."""

from collections.abc import Sequence
from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.check_code import qr_text
from hongyun_desktop.core.honours.rules import (
    CertificateKind,
    CertificateSheet,
    CertificateState,
    RegisterRow,
    tidy_number,
)
from hongyun_desktop.core.honours.tables import CertificatePrint
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import compact_json


def register(store: Store, year: int | None = None) -> list[RegisterRow]:
    """Every certificate, or a year's, by kind, year and serial."""
    condition, params = ("", ()) if year is None else ("WHERE c.year = ?", (year,))
    rows = store.sql(
        "SELECT c.id, c.number, c.kind, c.issued_on, c.signed_on, c.withdrawn_on, w.wording, w.version,"
        " (SELECT count(*) FROM certificate_print p WHERE p.certificate_id = c.id) FROM certificate c"
        " JOIN certificate_wording w ON w.certificate_id = c.id AND w.version ="
        " (SELECT max(version) FROM certificate_wording v WHERE v.certificate_id = c.id)"
        f" {condition} ORDER BY c.kind, c.year, c.serial",
        params,
    )
    return [_row(*row) for row in rows]


def _row(
    certificate_id: int, number: str, kind: str, issued_on: str, signed_on: str | None, withdrawn_on: str | None,
    wording_json: str, versions: int, prints: int,
) -> RegisterRow:  # fmt: skip
    wording = words.from_json(wording_json)
    return RegisterRow(
        certificate_id=certificate_id,
        number=number,
        kind=CertificateKind(kind),
        heading=words.HEADINGS[CertificateKind(kind)],
        name=words.name_of(wording) if wording else "",
        issued_on=date.fromisoformat(issued_on),
        state=state_of(signed_on, withdrawn_on, erased=wording is None),
        versions=versions,
        prints=prints,
    )


def state_of(signed_on: object, withdrawn_on: object, *, erased: bool) -> CertificateState:
    """What the register says; the strongest fact first."""
    if erased:
        return CertificateState.ERASED
    if withdrawn_on:
        return CertificateState.WITHDRAWN
    return CertificateState.SIGNED if signed_on else CertificateState.ISSUED


def find_id(store: Store, number: str) -> int:
    """The certificate of a number, however its brackets and zeros are typed.

    Raises: Refused("certificate_unknown", number).
    """
    found = store.value("SELECT id FROM certificate WHERE number = ?", (tidy_number(number),))
    if found is None:
        raise Refused("certificate_unknown", number=number)
    return found


def sheets(store: Store, certificate_ids: Sequence[int]) -> list[CertificateSheet]:
    """The paper of certificates in the order asked, each in its newest wording.

    Raises: Refused("certificate_unknown"), Refused("certificate_erased", number), Refused("certificate_withdrawn").
    """
    rows = store.sql(
        "SELECT c.id, c.number, c.withdrawn_on, w.wording, w.check_code FROM certificate c"
        " JOIN certificate_wording w ON w.certificate_id = c.id WHERE c.id IN (SELECT value FROM json_each(?))"
        " ORDER BY c.id, w.version",
        (compact_json(list(certificate_ids)),),
    )
    newest = {certificate_id: rest for certificate_id, *rest in rows}
    sample = store.is_demo
    return [_sheet(each, newest.get(each), sample=sample) for each in certificate_ids]


def _sheet(certificate_id: int, row: Sequence[str] | None, *, sample: bool) -> CertificateSheet:
    if row is None:
        raise Refused("certificate_unknown", number=certificate_id)
    number, withdrawn_on, wording_json, code = row
    if withdrawn_on:
        raise Refused("certificate_withdrawn", number=number)
    wording = words.from_json(wording_json)
    if wording is None:
        raise Refused("certificate_erased", number=number)
    return CertificateSheet(wording, number, code, qr_text(number, words.name_of(wording), code), sample)


def record_print(store: Store, certificate_ids: Sequence[int]) -> Changed:
    """Log that certificates were printed again; each keeps its number."""
    now = store.clock.now().isoformat()
    with store.unit("certificates_reprinted", count=len(certificate_ids)) as unit:
        unit.append_many(CertificatePrint, [
            {
                "certificate_id": certificate_id,
                "version": store.value(
                    "SELECT max(version) FROM certificate_wording WHERE certificate_id = ?", (certificate_id,)
                ),
                "printed_at": now,
                "operator_id": store.operator_id,
            }
            for certificate_id in certificate_ids
        ])  # fmt: skip
        return unit.changed(Topic.CERTIFICATE)
