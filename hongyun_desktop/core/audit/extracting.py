# SPDX-License-Identifier: GPL-3.0-or-later
"""A part of the audit trail, with the state of the whole chain, to be printed. Reads only."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hongyun_desktop.core.audit import verification
from hongyun_desktop.core.audit.listing import AuditRow, audit_window
from hongyun_desktop.core.audit.rules import AuditExtract, ExtractLine
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.store.store import Store

_CHUNK = 1_000
_HEAD_DIGITS = 16


def extract(
    store: Store,
    query: Query,
    says: Callable[[AuditRow], str],
    *,
    compound: str,
    issuer: str,
    asked: tuple[str, ...] = (),
    tell: Callable[[int, int], None] | None = None,
) -> AuditExtract:
    """The events that fit, the oldest first, and whether the chain holds; takes a moment with a long trail.

    says: the sentence of an event. asked: the filters in words. tell: lines done, and of how many.
    Raises: Refused("not_allowed", right, role), Refused("locked").
    """
    window = audit_window(store, Query(filters=query.filters, sort="at"))
    lines = tuple(ExtractLine(row.journal_id, row.at, row.operator, says(row)) for row in _rows(window, tell))
    events, head = store.sql("SELECT events, lower(hex(hash)) FROM audit_head")[0]
    return AuditExtract(
        compound=compound,
        issuer=issuer,
        from_day=query.filters.get("from_day"),
        to_day=query.filters.get("to_day"),
        asked=asked,
        lines=lines,
        events=events,
        head=head[:_HEAD_DIGITS],
        verified=not verification.findings(store),
        made_by=store.session.name if store.session else "",
        made_at=store.clock.now(),
        sample=store.is_demo,
    )


def _rows(window: Window[AuditRow], tell: Callable[[int, int], None] | None) -> Iterator[AuditRow]:
    for start in range(0, len(window.ids), _CHUNK):
        yield from window.fetch(window.ids[start : start + _CHUNK])
        if tell is not None:
            tell(min(start + _CHUNK, len(window.ids)), len(window.ids))


def named(store: Store, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """Params with the operator they are about by name instead of by number."""
    if not isinstance(params.get("operator"), int):
        return params
    name = store.value("SELECT name FROM operator WHERE id = ?", (params["operator"],))
    return {**params, "operator": name or params["operator"]}
