# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a scanned or typed text is one of our certificates, and what the register says of it."""

import hmac
from datetime import date
from enum import StrEnum

from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.check_code import TypedCertificate, check_code, read_typed
from hongyun_desktop.core.honours.register import find_number, get_certificate, wordings
from hongyun_desktop.core.honours.rules import WordingRow, parse_number
from hongyun_desktop.core.points.rules import ERASED_NAME
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen


class VerdictState(StrEnum):
    """What came of it.

    valid: ours, as it stands. erased: ours, its person was deleted since. superseded: ours once, corrected since.
    withdrawn: ours once, taken back. code_missing: the number is ours, but only the code proves the paper.
    forged: the number is ours, the code or the name is not. unknown: nothing of ours, or nothing to be read.
    """

    VALID = "valid"
    ERASED = "erased"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    CODE_MISSING = "code_missing"
    FORGED = "forged"
    UNKNOWN = "unknown"


@frozen
class Verdict:
    """The verdict, and what the register says under that number: the newest wording, 已删除 for an erased person.

    valid: number, code and (where it was given) name belong together and the certificate stands. Of an erased
    person the name can only be checked when the text gives it: the code was made over it.
    """

    valid: bool
    state: VerdictState
    number: str = ""
    name: str = ""
    wording: str = ""
    issued_on: date | None = None


@frozen
class _Held:
    """A certificate as the register holds it, versions oldest first."""

    number: str
    issued_on: date
    withdrawn: bool
    versions: tuple[WordingRow, ...]


def verify(store: Store, text: str) -> Verdict:
    """The verdict on a QR text, on number and code as typed, or on either alone."""
    typed = read_typed(text)
    held = _find(store, typed) if typed else None
    if typed is None or held is None:
        return Verdict(False, VerdictState.UNKNOWN)
    return _verdict(held, _state(store.secret, held, typed))


def _state(secret: bytes, held: _Held, typed: TypedCertificate) -> VerdictState:
    if not typed.code:
        return VerdictState.CODE_MISSING
    ours = parse_number(held.number)
    if typed.serial is not None and (ours is None or ours.serial != typed.serial):
        return VerdictState.FORGED
    # Every version is compared, each in constant time.
    meant = [each for each in held.versions if hmac.compare_digest(each.check_code, typed.code)]
    if not meant or not _is_made_for(secret, held, meant[0], typed.name):
        return VerdictState.FORGED
    if held.withdrawn:
        return VerdictState.WITHDRAWN
    if meant[0] != held.versions[-1]:
        return VerdictState.SUPERSEDED
    return VerdictState.VALID if meant[0].wording else VerdictState.ERASED


def _is_made_for(secret: bytes, held: _Held, version: WordingRow, typed_name: str) -> bool:
    """Whether the code was made for the name on the paper and the one in the register, as far as they are known."""
    known = {typed_name, words.name_of(version.wording) if version.wording else ""} - {""}
    made = [check_code(secret, held.number, name, held.issued_on, version.version) for name in known]
    return all(hmac.compare_digest(code, version.check_code) for code in made)


def _verdict(held: _Held, state: VerdictState) -> Verdict:
    newest = held.versions[-1].wording
    return Verdict(
        valid=state in (VerdictState.VALID, VerdictState.ERASED),
        state=state,
        number=held.number,
        name=words.name_of(newest) if newest else ERASED_NAME,
        wording=words.plain_text(newest) if newest else "",
        issued_on=held.issued_on,
    )


def _find(store: Store, typed: TypedCertificate) -> _Held | None:
    if typed.number:
        certificate_id = find_number(store, typed.number)
    else:
        certificate_id = store.value(
            "SELECT certificate_id FROM certificate_wording WHERE check_code = ?", (typed.code,)
        )
    if certificate_id is None:
        return None
    row = get_certificate(store, certificate_id)
    return _Held(row.number, row.issued_on, row.withdrawn_on is not None, tuple(wordings(store, certificate_id)))
