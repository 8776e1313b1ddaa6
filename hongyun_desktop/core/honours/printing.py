# SPDX-License-Identifier: GPL-3.0-or-later
"""Print runs: which certificates went to the printer together, how far they came out well, and the blanks spoilt.

A certificate that had come out well before counts as printed again, and the register logs it as a reprint. Nothing
here is undone: paper is not undone either. Draws nothing.
"""

from collections.abc import Sequence
from enum import StrEnum
from json import loads

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.compact_json import compact_json
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.honours import register
from hongyun_desktop.core.honours.print_history import CAME_OUT, printed_as_worded, printed_before
from hongyun_desktop.core.honours.rules import CertificateState, RegisterRow
from hongyun_desktop.core.honours.tables import PrintRun, SpoiltBlank
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.frozen_class import frozen

MOST_SPOILT = 500
_NEVER_AGAIN = frozenset({CertificateState.WITHDRAWN, CertificateState.ERASED})
_RUN = (
    "SELECT r.id, r.started_at, o.name, r.certificate_ids, r.printed,"
    " (SELECT coalesce(sum(s.sheets), 0) FROM spoilt_blank s WHERE s.print_run_id = r.id)"
    " FROM print_run r JOIN operator o ON o.id = r.operator_id"
)
_REWORDED_SINCE = (
    "SELECT w.certificate_id FROM certificate_wording w WHERE w.version > 1 AND w.made_at >= ?2"
    " AND w.certificate_id IN (SELECT value FROM json_each(?1))"
)


class SpoiltReason(StrEnum):
    """Why a blank can't be used any more: 卡纸, 走纸歪了, 印糊了, 放反了, 其他."""

    JAM = "jam"
    MISFEED = "misfeed"
    SMUDGED = "smudged"
    WRONG_SIDE = "wrong_side"
    OTHER = "other"


@frozen
class RunRow:
    """One print run; printed: how many of the certificates, from the first, came out well. spoilt: blanks lost."""

    run_id: int
    started_at: str
    operator: str
    certificate_ids: tuple[int, ...]
    printed: int
    spoilt: int

    @property
    def finished(self) -> bool:
        """Whether all came out well."""
        return self.printed == len(self.certificate_ids)


@frozen
class SpoiltRow:
    """Blanks spoilt on the way to one certificate."""

    spoilt_id: int
    at: str
    operator: str
    certificate_id: int
    number: str
    sheets: int
    reason: SpoiltReason


def start_run(store: Store, certificate_ids: Sequence[int]) -> Changed:
    """Note that certificates go to the printer, in this order; none of them counts as printed yet.

    Changed.params: run_id. Raises: Invalid("nothing_to_print"), those of `register.sheets`.
    """
    ids = list(dict.fromkeys(certificate_ids))
    if not ids:
        raise Invalid("nothing_to_print")
    register.sheets(store, ids)
    with store.unit("print_run_started", count=len(ids)) as unit:
        unit.params["run_id"] = _append_run(unit, ids, 0)
        return unit.changed(Topic.CERTIFICATE)


def printed(store: Store, run_id: int, count: int, apart: Sequence[int] = ()) -> Changed:
    """Note that the first `count` certificates of a run have come out well by now.

    apart: certificates that were printed out of the run's order; they are kept as a run of their own.
    Changed.params: count (sheets), again (how many of them had come out in the same wording before).
    Raises: Refused("print_run_unknown"), Invalid("printed_not_possible", low, high), those of `register.sheets`
    for what stands apart.
    """
    if apart:
        register.sheets(store, apart)
    with store.unit("sheets_printed", run_id=run_id) as unit:
        _advance(unit, run_of(store, run_id), count, apart)
        return unit.changed(Topic.CERTIFICATE)


def record_spoilt(store: Store, run_id: int, certificate_id: int, sheets: int, reason: SpoiltReason) -> Changed:
    """Note that blanks were spoilt on the way to one certificate of a run.

    Raises: Refused("print_run_unknown"), Refused("certificate_not_in_run"), Invalid("spoilt_not_possible", high).
    """
    with store.unit("blanks_spoilt", run_id=run_id, count=sheets) as unit:
        _append_spoilt(unit, run_of(store, run_id), certificate_id, sheets, reason)
        return unit.changed(Topic.CERTIFICATE)


def stopped(
    store: Store,
    run_id: int,
    count: int,
    certificate_id: int,
    sheets: int,
    reason: SpoiltReason,
    apart: Sequence[int] = (),
) -> Changed:
    """The printer stopped: the first `count` came out well, and one certificate cost so many blanks (none: 0).

    apart: as in `printed`. Raises: as `printed` and `record_spoilt`.
    """
    if apart:
        register.sheets(store, apart)
    with store.unit("print_run_stopped", run_id=run_id) as unit:
        run = run_of(store, run_id)
        _advance(unit, run, count, apart)
        if sheets:
            _append_spoilt(unit, run, certificate_id, sheets, reason)
        return unit.changed(Topic.CERTIFICATE)


def run_of(store: Store, run_id: int) -> RunRow:
    """One run. Raises: Refused("print_run_unknown")."""
    rows = store.sql(f"{_RUN} WHERE r.id = ?", (run_id,))
    if not rows:
        raise Refused("print_run_unknown")
    return _run(*rows[0])


def open_runs(store: Store) -> list[RunRow]:
    """Runs that were not finished, newest first.

    A run is left out where a later one has the same certificates, where nothing of what is left may still be printed
    or all of it came out in later runs, and where something of what is left got another wording since it began.
    """
    rows = store.sql(
        f"{_RUN} WHERE r.printed < json_array_length(r.certificate_ids) AND NOT EXISTS (SELECT 1 FROM print_run n"
        " WHERE n.certificate_ids = r.certificate_ids AND n.id > r.id) ORDER BY r.id DESC"
    )
    runs = [_run(*row) for row in rows]
    return [run for run in runs if _left(store, run) - _came_out_since(store, run) and not _reworded(store, run)]


def open_run_of(store: Store, certificate_ids: Sequence[int]) -> RunRow | None:
    """The unfinished run of just these certificates, or of which just these are left; None for none."""
    wanted = tuple(dict.fromkeys(certificate_ids))
    return next(
        (run for run in open_runs(store) if run.certificate_ids == wanted or _left(store, run) == set(wanted)), None
    )


def _left(store: Store, run: RunRow) -> set[int]:
    return {row.certificate_id for row in printable(store, run.certificate_ids[run.printed :])}


def _reworded(store: Store, run: RunRow) -> bool:
    left = sorted(_left(store, run))
    return bool(store.sql(_REWORDED_SINCE, (compact_json(left), run.started_at)))


def _came_out_since(store: Store, run: RunRow) -> set[int]:
    rows = store.sql(f"SELECT j.value {CAME_OUT} AND r.id > ?2", (compact_json(run.certificate_ids), run.run_id))
    return {row[0] for row in rows}


def printable(store: Store, certificate_ids: Sequence[int]) -> list[RegisterRow]:
    """Those that may still be printed: neither withdrawn nor erased; in the order asked."""
    return [row for row in register.rows_of(store, certificate_ids) if row.state not in _NEVER_AGAIN]


def spoilt_of(store: Store, run_id: int) -> list[SpoiltRow]:
    """The blanks that a run spoilt, oldest first."""
    rows = store.sql(
        "SELECT s.id, s.at, o.name, s.certificate_id, c.number, s.sheets, s.reason FROM spoilt_blank s"
        " JOIN operator o ON o.id = s.operator_id JOIN certificate c ON c.id = s.certificate_id"
        " WHERE s.print_run_id = ? ORDER BY s.id",
        (run_id,),
    )
    return [
        SpoiltRow(spoilt_id, at, who, certificate_id, number, sheets, SpoiltReason(reason))
        for spoilt_id, at, who, certificate_id, number, sheets, reason in rows
    ]


def _run(run_id: int, started_at: str, operator: str, ids: str, count: int, spoilt: int) -> RunRow:
    return RunRow(run_id, started_at, operator, tuple(loads(ids)), count, spoilt)


def _append_run(unit: Unit, ids: Sequence[int], count: int) -> int:
    store = unit.store
    return unit.append(
        PrintRun,
        started_at=store.clock.now().isoformat(),
        operator_id=store.operator_id,
        certificate_ids=compact_json(list(ids)),
        printed=count,
    )


def _advance(unit: Unit, run: RunRow, count: int, apart: Sequence[int]) -> None:
    total = len(run.certificate_ids)
    if not run.printed <= count <= total:
        raise Invalid("printed_not_possible", "count", low=run.printed, high=total)
    new = [row.certificate_id for row in printable(unit.store, run.certificate_ids[run.printed : count])]
    before, same = printed_before(unit.store, (*new, *apart)), printed_as_worded(unit.store, (*new, *apart))
    again = [each for each in (*new, *apart) if each in before]
    unit.params.update(count=len(new) + len(apart), again=len(same))
    if unit.update(PrintRun, run.run_id, printed=count):
        unit.irreversible()
    if apart:
        _append_run(unit, apart, len(apart))
    register.append_prints(unit, again)


def _append_spoilt(unit: Unit, run: RunRow, certificate_id: int, sheets: int, reason: SpoiltReason) -> None:
    if certificate_id not in run.certificate_ids:
        raise Refused("certificate_not_in_run")
    if not 1 <= sheets <= MOST_SPOILT:
        raise Invalid("spoilt_not_possible", "sheets", high=MOST_SPOILT)
    unit.append(
        SpoiltBlank,
        print_run_id=run.run_id,
        certificate_id=certificate_id,
        at=unit.store.clock.now().isoformat(),
        operator_id=unit.store.operator_id,
        sheets=sheets,
        reason=SpoiltReason(reason).value,
    )
