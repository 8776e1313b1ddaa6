# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts: one per person who ever earned points, and what becomes of two that are one person."""

from collections.abc import Iterable

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import ledger
from hongyun_desktop.core.points.ledger import NewEntry
from hongyun_desktop.core.points.tables import Account
from hongyun_desktop.core.roster.residents import get_resident
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit, compact_json


def accounts_for(unit: Unit, resident_ids: Iterable[int]) -> dict[int, int]:
    """The account of each resident, opened where there was none."""
    wanted = sorted(set(resident_ids))
    rows = unit.store.sql(
        "SELECT resident_id, coalesce(merged_into, id) FROM account"
        " WHERE resident_id IN (SELECT value FROM json_each(?))",
        (compact_json(wanted),),
    )
    found = dict(rows)
    missing = [resident_id for resident_id in wanted if resident_id not in found]
    found.update(zip(missing, unit.append_many(Account, [{"resident_id": i} for i in missing]), strict=True))
    return found


def account_of(store: Store, resident_id: int) -> int | None:
    """A resident's account, or None for somebody who never earned points."""
    return store.value("SELECT coalesce(merged_into, id) FROM account WHERE resident_id = ?", (resident_id,))


def balance_of_account(store: Store, account_id: int) -> int:
    """The points on an account."""
    sql = "SELECT balance_after FROM entry WHERE account_id = ? ORDER BY id DESC LIMIT 1"
    return store.value(sql, (account_id,)) or 0


def merge_people(store: Store, duplicate_id: int, into_id: int) -> Changed:
    """Two residents are one person: the balance moves to the one that stays, rank and hours count both.

    Raises: Refused("resident_unknown"), Refused("merge_with_oneself").
    """
    get_resident(store, duplicate_id)
    get_resident(store, into_id)
    if duplicate_id == into_id:
        raise Refused("merge_with_oneself")
    with store.unit("people_merged", duplicate=duplicate_id, into=into_id) as unit:
        accounts = accounts_for(unit, [duplicate_id, into_id])
        old, new = accounts[duplicate_id], accounts[into_id]
        transfer(unit, old, new, balance_of_account(store, old))
        # Whoever was merged into the duplicate before now belongs to the one that stays.
        unit.execute("UPDATE account SET merged_into = ? WHERE id = ? OR merged_into = ?", (new, old, old))
        unit.update(Resident, duplicate_id, merged_into=into_id)
        unit.irreversible()
        return unit.changed(Topic.RESIDENT, Topic.POINTS)


def transfer(unit: Unit, from_account: int, into_account: int, points: int) -> None:
    """Move points between two accounts of one person; nothing for none."""
    if points == 0:
        return
    day = today(unit.store.clock)
    ledger.append(unit, [
        NewEntry(from_account, "transfer", -points, day, "merge"),
        NewEntry(into_account, "transfer", points, day, "merge"),
    ])  # fmt: skip
