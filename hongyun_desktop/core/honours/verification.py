# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a scanned or typed text is one of our certificates, and what the register says of it."""

import hmac
from dataclasses import dataclass
from datetime import date
from typing import Any

from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.check_code import check_code, read
from hongyun_desktop.core.store.store import Store


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it.

    state: valid, superseded (corrected since), withdrawn, erased (its person was deleted), code_missing (the number
    is ours, but only a code proves the paper), forged (the number is ours, code or name is not), unknown.
    """

    valid: bool
    state: str
    number: str
    name: str = ""
    wording: str = ""
    issued_on: date | None = None


def verify(store: Store, text: str) -> Verdict:
    """The verdict on a QR text, a number with its code, or either alone."""
    number, name, code = read(text)
    if not number and code:
        number = store.value(
            "SELECT c.number FROM certificate c JOIN certificate_wording w ON w.certificate_id = c.id"
            " WHERE w.check_code = ?", (code,)
        ) or ""  # fmt: skip
    versions = store.sql(
        "SELECT c.issued_on, c.withdrawn_on, w.version, w.wording, w.check_code FROM certificate c"
        " JOIN certificate_wording w ON w.certificate_id = c.id WHERE c.number = ? ORDER BY w.version",
        (number,),
    )
    if not versions:
        return Verdict(False, "unknown", number)
    if not code:
        return _told("code_missing", number, versions[-1])
    meant = [row for row in versions if hmac.compare_digest(row[4].encode(), code.encode())]
    if not meant or not _is_sound(store, number, meant[0], name):
        return Verdict(False, "forged", number)
    return _told(_state(meant[0], versions[-1]), number, meant[0])


def _is_sound(store: Store, number: str, row: tuple[Any, ...], name: str) -> bool:
    """Whether the stored wording is the one the code was made for, and the name on the paper is its name."""
    _, _, version, wording_json, code = row
    wording = words.from_json(wording_json)
    if wording is None:
        return True
    return check_code(store.secret, number, wording_json, version) == code and name in ("", words.name_of(wording))


def _state(row: tuple[Any, ...], newest: tuple[Any, ...]) -> str:
    if words.from_json(row[3]) is None:
        return "erased"
    if row[1]:
        return "withdrawn"
    return "valid" if row[2] == newest[2] else "superseded"


def _told(state: str, number: str, row: tuple[Any, ...]) -> Verdict:
    wording = words.from_json(row[3])
    return Verdict(
        valid=state == "valid",
        state=state,
        number=number,
        name=words.name_of(wording) if wording else "已删除",
        wording=words.plain_text(wording) if wording else "",
        issued_on=date.fromisoformat(row[0]),
    )
