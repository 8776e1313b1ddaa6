# SPDX-License-Identifier: GPL-3.0-or-later
"""Two residents found to be one person: one account goes on for both."""

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import accounts, attendance_lines, ledger, membership_lines
from hongyun_desktop.core.points.reversal import transfer
from hongyun_desktop.core.points.tables import Account
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit


def merge_people(store: Store, from_resident_id: int, into_resident_id: int) -> Changed:
    """Say that two residents are one; the second stays, with the balance, hours and ranks of both.

    Raises: Refused("merge_with_oneself"), Refused("merge_same_activity", activities), Refused("resident_unknown"),
    Refused("resident_erased").
    """
    with store.unit("people_merged", from_resident_id=from_resident_id, into_resident_id=into_resident_id) as unit:
        merge_accounts(unit, from_resident_id, into_resident_id)
        return unit.changed(Topic.RESIDENT, Topic.POINTS, Topic.TEAM)


def merge_accounts(unit: Unit, from_resident_id: int, into_resident_id: int) -> None:
    """The same within a transaction that does more, such as taking over blank fields of the roster.

    Whoever was merged into the first person before follows to the second, so merges are never more than one deep.
    Raises: those of `merge_people`.
    """
    store = unit.store
    people = accounts.surviving(store, [from_resident_id, into_resident_id])
    leaving, staying = people[from_resident_id], people[into_resident_id]
    if leaving == staying:
        raise Refused("merge_with_oneself")
    _refuse_double_service(store, leaving, staying)
    followers = store.sql("SELECT id FROM resident WHERE ?1 IN (id, merged_into) ORDER BY id", (leaving,))
    left = accounts.account_group(store, leaving)
    if left:
        _hand_over(unit, left, accounts.opened_for(unit, [staying])[staying])
    leavers = [resident_id for (resident_id,) in followers]
    attendance_lines.hand_over(unit, leavers, staying)
    membership_lines.hand_over(unit, leavers, staying)
    for (resident_id,) in followers:
        unit.update(Resident, resident_id, merged_into=staying)
    unit.irreversible()


def _hand_over(unit: Unit, left: list[int], kept: int) -> None:
    balances = ledger.last_balances(unit.store, left)
    day = today(unit.store.clock)
    for account_id in left:
        if balances[account_id]:
            ledger.append(unit, transfer(account_id, kept, balances[account_id], day))
        unit.update(Account, account_id, merged_into=kept)


def _refuse_double_service(store: Store, leaving: int, staying: int) -> None:
    """One line a person and activity: which of two is wrong is for the committee to say, by reversing it first."""
    rows = store.sql(
        "SELECT x.held_on || ' ' || x.name FROM service s JOIN activity x ON x.id = s.activity_id"
        " JOIN account a ON a.id = s.account_id JOIN resident r ON r.id = a.resident_id"
        " WHERE s.reversed_at IS NULL AND coalesce(r.merged_into, r.id) IN (?, ?)"
        " GROUP BY x.id HAVING count(*) > 1 ORDER BY x.held_on, x.name",
        (leaving, staying),
    )
    if rows:
        raise Refused("merge_same_activity", activities="、".join(text for (text,) in rows))
