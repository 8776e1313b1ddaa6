# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose account is whose: people found to be one share the account of the one who stays."""

import json
from collections.abc import Iterable, Sequence

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points.rules import ERASED_NAME
from hongyun_desktop.core.points.tables import Account
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit


def surviving(store: Store, resident_ids: Iterable[int]) -> dict[int, int]:
    """Each resident's id with that of the person who stays: their own, or the one they were merged into.

    Raises: Refused("resident_unknown", resident_id), Refused("resident_erased", resident_id).
    """
    wanted = list(resident_ids)
    found = {
        resident_id: (merged_into, erased_at)
        for resident_id, merged_into, erased_at in store.sql(
            f"SELECT id, coalesce(merged_into, id), erased_at FROM resident WHERE id {AMONG}", (json.dumps(wanted),)
        )
    }
    for resident_id in wanted:
        if resident_id not in found:
            raise Refused("resident_unknown", resident_id=resident_id)
        if found[resident_id][1]:
            raise Refused("resident_erased", resident_id=resident_id)
    return {resident_id: merged_into for resident_id, (merged_into, _) in found.items()}


def account_group(store: Store, resident_id: int) -> list[int]:
    """The accounts that count for a person: their own and those merged into it; empty before the first points."""
    rows = store.sql(
        "SELECT a.id FROM account a JOIN resident r ON r.id = a.resident_id"
        " JOIN resident me ON me.id = ? WHERE coalesce(r.merged_into, r.id) = coalesce(me.merged_into, me.id)"
        " ORDER BY a.id",
        (resident_id,),
    )
    return [account_id for (account_id,) in rows]


def opened_for(unit: Unit, resident_ids: Sequence[int]) -> dict[int, int]:
    """The account of each resident who stays, opened where it was missing."""
    known = dict(
        unit.store.sql(
            f"SELECT resident_id, id FROM account WHERE resident_id {AMONG}", (json.dumps(list(resident_ids)),)
        )
    )
    missing = [resident_id for resident_id in dict.fromkeys(resident_ids) if resident_id not in known]
    opened = unit.append_many(Account, [{"resident_id": resident_id, "merged_into": None} for resident_id in missing])
    return known | dict(zip(missing, opened, strict=True))


def names_of(store: Store, account_ids: Iterable[int]) -> str:
    """The names behind accounts for a sentence on the screen, in the order of the accounts, each once."""
    rows = store.sql(
        "SELECT CASE WHEN r.erased_at IS NULL THEN r.name ELSE ? END FROM account a"
        " JOIN account kept ON kept.id = coalesce(a.merged_into, a.id) JOIN resident r ON r.id = kept.resident_id"
        f" WHERE a.id {AMONG} ORDER BY a.id",
        (ERASED_NAME, json.dumps(list(account_ids))),
    )
    return "、".join(dict.fromkeys(name for (name,) in rows))
