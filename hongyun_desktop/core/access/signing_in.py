# SPDX-License-Identifier: GPL-3.0-or-later
"""Sitting down at the desk and leaving it. After wrong passwords each try waits longer, also across a restart."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hongyun_desktop.core.access import operators, passwords
from hongyun_desktop.core.access.operators import OperatorRow
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store.store import DESK_OPERATOR, Session, Store, new_run

if TYPE_CHECKING:
    from hongyun_desktop.core.store.unit import Unit

FREE_TRIES = 5
FIRST_WAIT_S, LONGEST_WAIT_S = 30, 900


def wait_after(failures: int) -> int:
    """Seconds until the next try may come after so many wrong ones in a row: none, then 30, doubling up to 15 min."""
    over = failures - FREE_TRIES
    return 0 if over < 0 else min(FIRST_WAIT_S << min(over, 10), LONGEST_WAIT_S)


def sit_down(store: Store, name: str, password: str = "") -> Changed:
    """Put somebody at the desk by name; a new name becomes an operator first, where whoever is there may do that.

    Raises: those of `sign_in` and `operators.add`.
    """
    name = operators.checked_name(name)
    if operators.find_operator(store, name) is None:
        operators.add(store, name)
    return sign_in(store, name, password)


def sign_in(store: Store, name_or_id: str | int, password: str = "") -> Changed:
    """Put somebody at the desk, now and, without a password, at later openings. Changed.params: operator_id.

    Raises: Refused("password_wrong", wait_s), Refused("sign_in_waits", wait_s) where none is looked at yet,
    Refused("operator_unknown"), Refused("operator_ended", name).
    """
    row = operators.get_operator(store, name_or_id)
    if row.has_password:
        _refuse_while_waiting(store, row.operator_id)
        if not passwords.fits(password, operators.password_of(store, row.operator_id)):
            raise Refused("password_wrong", wait_s=_note_failure(store, row.operator_id))
    changed = _note_success(store, row)
    seat(store, row)
    return changed


def seat(store: Store, row: OperatorRow) -> None:
    """Let somebody be at the desk now, unasked; writes nothing."""
    if store.session is None or store.session.operator_id != row.operator_id:
        # What somebody else did is not theirs to undo.
        store.run = new_run()
    store.session = Session(row.operator_id, row.name, row.role)


def lock(store: Store) -> Changed:
    """Leave the desk; nobody is there until somebody signs in, also where the disk takes no note of it.

    A locked store stays so. Raises: StorageProblem where nothing could be noted.
    """
    try:
        with store.unit("locked") as unit:
            if store.session is not None:
                unit.irreversible()
            return unit.changed(Topic.OPERATOR)
    finally:
        store.session = None


def needs_password(store: Store, name: str) -> bool:
    """Whether somebody of this name is asked for a password."""
    row = operators.find_operator(store, operators.checked_name(name))
    return row is not None and row.has_password and not row.ended


def _note_success(store: Store, row: OperatorRow) -> Changed:
    with store.unit_of(row.operator_id, "signed_in", operator=row.operator_id) as unit:
        unit.execute("DELETE FROM sign_in_try WHERE operator_id = ?", (row.operator_id,))
        keep_desk(unit, row.operator_id)
        # Undo must not put a write of today under the name of whoever sat here before.
        unit.irreversible()
        return unit.changed(Topic.OPERATOR, operator_id=row.operator_id)


def keep_desk(unit: "Unit", operator_id: int) -> None:
    """Within a unit: remember who sits at the desk, for later openings."""
    from hongyun_desktop.core.store import setting_rows

    setting_rows.put(unit, DESK_OPERATOR, str(operator_id))


def _note_failure(store: Store, operator_id: int) -> int:
    failures, _last = _tries(store, operator_id)
    with store.unit_of(operator_id, "sign_in_failed", operator=operator_id) as unit:
        _keep_tries(unit, operator_id, failures + 1)
    return wait_after(failures + 1)


def _refuse_while_waiting(store: Store, operator_id: int) -> None:
    failures, last = _tries(store, operator_id)
    if not failures:
        return
    now = store.clock.now()
    if now < last:
        # A clock set back would let the wait last for years or not at all: it begins anew.
        with store.unit_of(operator_id, "sign_in_failed", operator=operator_id) as unit:
            _keep_tries(unit, operator_id, failures)
        last = now
    left = timedelta(seconds=wait_after(failures)) - (now - last)
    if left > timedelta(0):
        raise Refused("sign_in_waits", wait_s=max(1, round(left.total_seconds())))


def _tries(store: Store, operator_id: int) -> tuple[int, datetime]:
    rows = store.sql("SELECT failures, last_at FROM sign_in_try WHERE operator_id = ?", (operator_id,))
    return (rows[0][0], datetime.fromisoformat(rows[0][1])) if rows else (0, store.clock.now())


def _keep_tries(unit: "Unit", operator_id: int, failures: int) -> None:
    unit.execute(
        "INSERT INTO sign_in_try(operator_id, failures, last_at) VALUES (?1, ?2, ?3)"
        " ON CONFLICT(operator_id) DO UPDATE SET failures = ?2, last_at = ?3",
        (operator_id, failures, unit.store.clock.now().isoformat()),
    )
    unit.irreversible()
