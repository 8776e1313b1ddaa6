# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit trail as the screen asks for it: which events fit, the newest first, and a page of them. Reads only."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from json import dumps, loads
from typing import Any

from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

# Kinds of events that a filter offers; the rest are writes.
KINDS: Mapping[str, frozenset[str]] = {
    "access": frozenset({
        "signed_in", "sign_in_failed", "locked", "operator_sat_down", "operator_added", "operator_renamed",
        "operator_role_changed", "password_changed", "password_reset", "access_ended", "handed_over",
    }),
    "seen": frozenset({"numbers_shown", "team_numbers_shown", "personal_data_told"}),
    "left": frozenset({
        "exported", "printed", "paper_saved", "proof_printed", "print_run_started", "certificates_reprinted",
    }),
    "safety": frozenset({
        "backed_up", "restored", "encryption_on", "encryption_off", "passphrase_changed", "recovery_renewed",
        "recovery_confirmed", "mended", "erasures_kept", "resident_erased",
    }),
}  # fmt: skip
WRITES = "writes"


@frozen
class AuditRow:
    """One event; params hold ids, counts and codes for the sentence of `code`."""

    journal_id: int
    at: datetime
    operator: str
    code: str
    params: Mapping[str, Any]


def audit_window(store: Store, query: Query) -> Window[AuditRow]:
    """The events that fit, the newest first unless sorted otherwise.

    Filters: operator (id), kind (of KINDS or WRITES), code, from_day and to_day (dates, both included). Sorts: at.
    Raises: Refused("not_allowed", right, role), Refused("locked").
    """
    store.demand(Right.AUDIT)
    where, params = _condition(query)
    direction = "" if query.sort == "at" and not query.descending else " DESC"
    ids = [row[0] for row in store.sql(f"SELECT id FROM journal WHERE 1{where} ORDER BY id{direction}", params)]
    return Window(ids, lambda wanted: _rows(store, wanted))


def _condition(query: Query) -> tuple[str, list[object]]:
    parts: list[str] = []
    params: list[object] = []
    for key, value in query.filters.items():
        if key == "operator":
            parts.append("operator_id = ?")
            params.append(value)
        elif key == "code":
            parts.append("code = ?")
            params.append(value)
        elif key == "kind":
            codes = frozenset().union(*KINDS.values()) if value == WRITES else KINDS[value]
            parts.append(f"code {'NOT ' if value == WRITES else ''}{AMONG}")
            params.append(dumps(sorted(codes)))
        elif key == "from_day":
            parts.append("at >= ?")
            params.append(_day(value).isoformat())
        elif key == "to_day":
            parts.append("at < ?")
            params.append((_day(value) + timedelta(days=1)).isoformat())
    return "".join(f" AND {part}" for part in parts), params


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _rows(store: Store, ids: Sequence[int]) -> list[AuditRow]:
    rows = store.sql(
        "SELECT j.id, j.at, o.name, j.code, j.params FROM journal j JOIN operator o ON o.id = j.operator_id"
        f" WHERE j.id {AMONG}",
        (dumps(list(ids)),),
    )
    found = {
        journal_id: AuditRow(journal_id, datetime.fromisoformat(at), operator, code, loads(params))
        for journal_id, at, operator, code, params in rows
    }
    return [found[each] for each in ids if each in found]
