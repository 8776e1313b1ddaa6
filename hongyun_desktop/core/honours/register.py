# SPDX-License-Identifier: GPL-3.0-or-later
"""The register of certificates: all that were ever numbered, their paper, and the log of reprints."""

from collections.abc import Sequence
from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.compact_json import compact_json
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.check_code import qr_text
from hongyun_desktop.core.honours.rules import (
    CertificateKind,
    CertificateNumber,
    CertificateSheet,
    CertificateState,
    RegisterRow,
    WordingRow,
    parse_number,
)
from hongyun_desktop.core.honours.tables import Certificate, CertificatePrint, CertificateWording
from hongyun_desktop.core.points.rules import ERASED_NAME
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

_NEWEST = (
    "SELECT c.id, c.number, c.kind, c.resident_id, a.round_id, c.issued_on, c.signed_on, c.signed_by, c.withdrawn_on,"
    " c.withdrawn_reason, w.wording, w.version, w.check_code,"
    " (SELECT count(*) FROM certificate_print p WHERE p.certificate_id = c.id)"
    " FROM certificate c LEFT JOIN award a ON a.id = c.award_id"
    " JOIN certificate_wording w ON w.certificate_id = c.id AND w.version ="
    " (SELECT max(version) FROM certificate_wording v WHERE v.certificate_id = c.id)"
)


def register(
    store: Store,
    year: int | None = None,
    *,
    kind: CertificateKind | None = None,
    state: CertificateState | None = None,
    name: str = "",
    resident_id: int | None = None,
) -> list[RegisterRow]:
    """Every certificate, or those that fit all that is asked, by kind, year and serial.

    name: part of the name as it was printed; nobody erased is found by it.
    """
    rows = store.sql(
        f"{_NEWEST} WHERE c.year = coalesce(?, c.year) AND c.kind = coalesce(?, c.kind)"
        " AND (? IS NULL OR c.resident_id = ?) ORDER BY c.kind, c.year, c.serial",
        (year, kind, resident_id, resident_id),
    )
    found = [_row(*row) for row in rows]
    return [row for row in found if name in row.name and state in (None, row.state)]


def numbers_of(store: Store, resident_id: int) -> list[tuple[int, str]]:
    """The certificates that a person holds, as (id, number), the newest first; those withdrawn are left out.

    Those of rows merged into the person's count too.
    """
    return store.sql(
        "SELECT c.id, c.number FROM certificate c"
        " WHERE c.resident_id IN (SELECT id FROM resident WHERE ?1 IN (id, merged_into)) AND c.withdrawn_on IS NULL"
        " ORDER BY c.issued_on DESC, c.id DESC",
        (resident_id,),
    )


def rows_of(store: Store, certificate_ids: Sequence[int]) -> list[RegisterRow]:
    """The register's lines of some certificates, in the order asked; one that does not exist is left out."""
    rows = store.sql(f"{_NEWEST} WHERE c.id {AMONG}", (compact_json([*certificate_ids]),))
    found = {row[0]: _row(*row) for row in rows}
    return [found[each] for each in certificate_ids if each in found]


def _row(
    certificate_id: int, number: str, kind: str, resident_id: int | None, round_id: int | None, issued_on: str,
    signed_on: str | None, signed_by: str, withdrawn_on: str | None, withdrawn_reason: str,
    wording_json: str, versions: int, _code: str, prints: int,
) -> RegisterRow:  # fmt: skip
    wording = words.from_json(wording_json)
    return RegisterRow(
        certificate_id=certificate_id,
        number=number,
        kind=CertificateKind(kind),
        heading=words.HEADINGS[CertificateKind(kind)],
        name=words.name_of(wording) if wording else ERASED_NAME,
        resident_id=resident_id,
        round_id=round_id,
        issued_on=date.fromisoformat(issued_on),
        state=_state(signed_on, withdrawn_on, erased=wording is None),
        versions=versions,
        prints=prints,
        signed_on=day_of(signed_on),
        signed_by=signed_by,
        withdrawn_on=day_of(withdrawn_on),
        withdrawn_reason=withdrawn_reason,
    )


def _state(signed_on: str | None, withdrawn_on: str | None, *, erased: bool) -> CertificateState:
    """The strongest fact."""
    if erased:
        return CertificateState.ERASED
    if withdrawn_on:
        return CertificateState.WITHDRAWN
    return CertificateState.SIGNED if signed_on else CertificateState.ISSUED


def find_id(store: Store, number: str) -> int:
    """The certificate of a number, however its brackets, widths and zeros are typed.

    Raises: Refused("certificate_unknown", number).
    """
    parsed = parse_number(number)
    found = find_number(store, parsed) if parsed else None
    if found is None:
        raise Refused("certificate_unknown", number=number)
    return found


def find_number(store: Store, number: CertificateNumber) -> int | None:
    """The certificate of a number, or None; a prefix left out is taken as ours, another committee's is not."""
    row = store.find(
        Certificate.select().where(
            Certificate.kind == number.kind.value,
            Certificate.year == number.year,
            Certificate.serial == number.serial,
        )
    )
    if row is None:
        return None
    ours = parse_number(row.number)
    return row.id if ours and number.prefix in ("", ours.prefix) else None


def get_certificate(store: Store, certificate_id: int) -> Certificate:
    """The certificate's row. Raises: Refused("certificate_unknown", number)."""
    row = store.find(Certificate.select().where(Certificate.id == certificate_id))
    if row is None:
        raise Refused("certificate_unknown", number=certificate_id)
    return row


def wordings(store: Store, certificate_id: int) -> list[WordingRow]:
    """All that a certificate ever said, oldest first; empty for no certificate."""
    rows = store.fetch(
        CertificateWording.select()
        .where(CertificateWording.certificate_id == certificate_id)
        .order_by(CertificateWording.version)
    )
    return [WordingRow(r.version, words.from_json(r.wording), r.check_code, r.made_at, r.reason) for r in rows]


def sheets(store: Store, certificate_ids: Sequence[int]) -> list[CertificateSheet]:
    """The paper of certificates in the order asked, each in its newest wording.

    Raises: Refused("certificate_unknown", number), ("certificate_erased", number), ("certificate_withdrawn", number).
    """
    rows = store.sql(f"{_NEWEST} WHERE c.id {AMONG}", (compact_json(list(certificate_ids)),))
    newest = {row[0]: (row[1], row[8], row[10], row[12]) for row in rows}
    sample = store.is_demo
    return [_sheet(each, newest.get(each), sample=sample) for each in certificate_ids]


def _sheet(certificate_id: int, row: tuple[str, str | None, str, str] | None, *, sample: bool) -> CertificateSheet:
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
    """Log that certificates were printed again; each keeps its number. Raises: Refused("certificate_unknown")."""
    with store.unit("certificates_reprinted", count=len(certificate_ids)) as unit:
        append_prints(unit, certificate_ids)
        return unit.changed(Topic.CERTIFICATE)


def append_prints(unit: Unit, certificate_ids: Sequence[int]) -> None:
    """Log inside another unit that certificates were printed again. Raises: Refused("certificate_unknown", number)."""
    store, now = unit.store, unit.store.clock.now().isoformat()
    versions = {each: get_version(store, each) for each in certificate_ids}
    unit.append_many(CertificatePrint, [
        {"certificate_id": each, "version": version, "printed_at": now, "operator_id": store.operator_id}
        for each, version in versions.items()
    ])  # fmt: skip


def get_version(store: Store, certificate_id: int) -> int:
    """The number of the newest wording. Raises: Refused("certificate_unknown", number)."""
    version = store.value("SELECT max(version) FROM certificate_wording WHERE certificate_id = ?", (certificate_id,))
    if version is None:
        raise Refused("certificate_unknown", number=certificate_id)
    return version
