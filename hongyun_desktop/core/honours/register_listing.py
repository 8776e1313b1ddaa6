# SPDX-License-Identifier: GPL-3.0-or-later
"""The register of certificates as the window lists it: filtered, searched and sorted in SQL, rows as they are seen.

Also the whole of it as a table to be exported. Writes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from hongyun_desktop.core.compact_json import compact_json
from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.honours import print_history, register
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.rules import (
    ON_PAPER,
    CertificateKind,
    CertificateState,
    RegisterRow,
    Wording,
    parse_number,
)
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.store import search_terms
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_ERASED = "w.wording = '{\"erased\":true}'"
_NEWEST_WORDING = (
    "certificate_wording w ON w.certificate_id = c.id AND w.version ="
    " (SELECT max(version) FROM certificate_wording v WHERE v.certificate_id = c.id)"
)
_STATES = {
    CertificateState.ERASED: _ERASED,
    CertificateState.WITHDRAWN: f"c.withdrawn_on IS NOT NULL AND NOT {_ERASED}",
    CertificateState.SIGNED: f"c.signed_on IS NOT NULL AND c.withdrawn_on IS NULL AND NOT {_ERASED}",
    CertificateState.ISSUED: f"c.signed_on IS NULL AND c.withdrawn_on IS NULL AND NOT {_ERASED}",
}
_NATURAL = "c.issued_on DESC, c.kind, c.serial DESC"
_SORTS = {"number": "c.kind {0}, c.year {0}, c.serial {0}", "issued_on": "c.issued_on {0}, c.kind, c.serial {0}"}
_STATE_WORDS = {
    CertificateState.ISSUED: "已签发",
    CertificateState.SIGNED: "已签收",
    CertificateState.WITHDRAWN: "已撤回",
    CertificateState.ERASED: "已删除",
}
HEADINGS = (
    "编号", "证书", "姓名", "称号/内容", "签发日期", "状态", "换发次数", "打印次数",
    "签收日期", "签收人", "撤回日期", "撤回原因",
)  # fmt: skip


@frozen
class RegisterLine(RegisterRow):
    """A line of the register as it is listed.

    content: the title, post or course; of a letter of thanks how it begins. printed: how often it was printed in
    all; 0 where nothing is known of its printing. awaits_print: it was corrected, and what it says now never came
    out of the printer.
    """

    content: str
    printed: int
    awaits_print: bool

    @property
    def corrected(self) -> bool:
        """Whether a 勘误换发 gave it other words."""
        return self.versions > 1


def register_window(store: Store, query: Query) -> Window[RegisterLine]:
    """The certificates that fit; without a sort the newest first.

    filters: year, kind (`CertificateKind`), state (`CertificateState`), round (its id). text: a number however it is
    typed, or part of it, or of the name as printed; of residents also pinyin and initials. Nobody erased is found by
    name. sort: number or issued_on.
    """
    conditions, params = _conditions(store, query)
    order = _SORTS.get(query.sort, _NATURAL).format("DESC" if query.descending else "ASC")
    rows = store.sql(
        f"SELECT c.id FROM certificate c LEFT JOIN award a ON a.id = c.award_id JOIN {_NEWEST_WORDING}"
        f" WHERE {' AND '.join(conditions)} ORDER BY {order}",
        params,
    )
    return Window([row[0] for row in rows], lambda ids: lines_of(store, ids))


def lines_of(store: Store, certificate_ids: Sequence[int]) -> list[RegisterLine]:
    """The lines of some certificates, in the order asked; one that does not exist is left out."""
    contents = _contents(store, certificate_ids)
    first = print_history.first_printed(store, certificate_ids)
    current = print_history.printed_as_worded(store, certificate_ids)
    return [
        RegisterLine(
            **asdict(row),
            content=contents[row.certificate_id],
            printed=row.prints + (row.certificate_id in first),
            awaits_print=row.versions > 1 and row.state in ON_PAPER and row.certificate_id not in current,
        )
        for row in register.rows_of(store, certificate_ids)
    ]


def content_of(wording: Wording | None) -> str:
    """What a certificate is about in a few words: title, post, course, or how a letter begins; empty if erased."""
    if wording is None:
        return ""
    if wording.kind is not CertificateKind.THANKS and len(wording.unbroken) > 1:
        return wording.unbroken[1].strip("“”")
    body = wording.paragraphs[0]
    opening, _quote, rest = body.rpartition("“")
    return rest.partition("”")[0] if opening and wording.kind is not CertificateKind.THANKS else body


def years(store: Store) -> list[int]:
    """The years that have certificates, newest first."""
    return [row[0] for row in store.sql("SELECT DISTINCT year FROM certificate ORDER BY year DESC")]


def rounds_with_certificates(store: Store) -> list[tuple[int, str, str]]:
    """Id, quarter ("2026Q3") and title of the rounds that certificates belong to, newest first."""
    return [
        (round_id, quarter, title)
        for round_id, quarter, title in store.sql(
            "SELECT r.id, r.quarter, r.title FROM round r WHERE EXISTS (SELECT 1 FROM award a"
            " JOIN certificate c ON c.award_id = a.id WHERE a.round_id = r.id) ORDER BY r.quarter DESC, r.id DESC"
        )
    ]


def state_word(state: CertificateState) -> str:
    """已签发, 已签收, 已撤回, 已删除."""
    return _STATE_WORDS[state]


def line_word(line: RegisterLine) -> str:
    """The state in a word, and of one that still waits for its receiver also whether it was corrected."""
    if line.awaits_print:
        return "换发待印"
    return "已换发" if line.corrected and line.state is CertificateState.ISSUED else state_word(line.state)


def roster_name(store: Store, line: RegisterLine) -> str:
    """The name that the roster has for the holder of a corrected certificate, where it is another one; else empty."""
    if not line.corrected or line.resident_id is None or line.state not in ON_PAPER:
        return ""
    holder = residents.find_resident(store, line.resident_id)
    return holder.name if holder is not None and holder.name != line.name else ""


def export_rows(store: Store, query: Query) -> list[tuple[str | int, ...]]:
    """The lines that fit, as wide as `HEADINGS`; dates as 2026-10-01.

    Raises: Refused("not_allowed", right, role), Refused("locked").
    """
    store.demand(Right.EXPORT)
    window = register_window(store, query)
    return [_cells(line) for line in window.fetch(window.ids)]


def _cells(line: RegisterLine) -> tuple[str | int, ...]:
    return (
        line.number, line.heading, line.name, line.content, line.issued_on.isoformat(), line_word(line),
        line.versions - 1, line.printed, iso_text(line.signed_on), line.signed_by,
        iso_text(line.withdrawn_on), line.withdrawn_reason,
    )  # fmt: skip


def _contents(store: Store, certificate_ids: Sequence[int]) -> dict[int, str]:
    rows = store.sql(
        f"SELECT c.id, w.wording FROM certificate c JOIN {_NEWEST_WORDING} WHERE c.id {AMONG}",
        (compact_json([*certificate_ids]),),
    )
    return {certificate_id: content_of(words.from_json(text)) for certificate_id, text in rows}


def _conditions(store: Store, query: Query) -> tuple[list[str], list[object]]:
    conditions, params = ["1"], list[object]()
    for key, condition in (("year", "c.year = ?"), ("kind", "c.kind = ?"), ("round", "a.round_id = ?")):
        if key in query.filters:
            conditions.append(condition)
            params.append(_plain(query.filters, key))
    if "state" in query.filters:
        conditions.append(f"({_STATES[CertificateState(query.filters['state'])]})")
    text = query.text.strip()
    if text:
        condition, more = _fits(store, text)
        conditions.append(condition)
        params += more
    return conditions, params


def _plain(filters: Mapping[str, Any], key: str) -> object:
    value = filters[key]
    return value.value if isinstance(value, CertificateKind) else value


def _fits(store: Store, text: str) -> tuple[str, list[object]]:
    """A condition on number and name, and its parameters."""
    number = parse_number(text)
    if number is not None:
        return "c.id = ?", [register.find_number(store, number) or 0]
    return (
        f"(c.id {AMONG} OR instr(c.number, ?) OR (NOT " + _ERASED + " AND"
        " instr(coalesce(nullif(json_extract(w.wording, '$.recipient'), ''), json_extract(w.wording, '$.unbroken[0]')),"
        " ?)))"
    ), [compact_json(_indexed(store, text)), text, text]


def _indexed(store: Store, text: str) -> list[int]:
    """The certificates that the search index knows by the text."""
    expression = search_terms.match_expression(text)
    if not expression:
        return []
    return [record_id for (record_id,) in store.sql(search_terms.found_ids("certificate"), (expression,))]
