# SPDX-License-Identifier: GPL-3.0-or-later
"""Who else in the whole roster bears a name that is going to be printed. Reads only."""

from collections.abc import Mapping, Sequence

from hongyun_desktop.core.compact_json import compact_json
from hongyun_desktop.core.honours.candidates import Candidate
from hongyun_desktop.core.points.people import SHORT_ADDRESS
from hongyun_desktop.core.roster.ordering import BY_ADDRESS, PLACE_OF_RESIDENT
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store

NOWHERE = "住处没有登记"


def namesakes(store: Store, people: Sequence[Candidate]) -> Mapping[int, tuple[str, ...]]:
    """Where others of the same name live, by resident id; those among the people themselves are left out.

    In the short form, `NOWHERE` where no dwelling is known; nothing for a name that nobody else has.
    """
    listed = {each.resident_id for each in people}
    rows = store.sql(
        f"SELECT r.id, r.name, {SHORT_ADDRESS} FROM resident r {PLACE_OF_RESIDENT} WHERE r.erased_at IS NULL"
        f" AND r.merged_into IS NULL AND r.name {AMONG} ORDER BY {BY_ADDRESS}, r.id",
        (compact_json(sorted({each.name for each in people})),),
    )
    others: dict[str, tuple[str, ...]] = {}
    for resident_id, name, dwelling in rows:
        if resident_id not in listed:
            others[name] = (*others.get(name, ()), dwelling or NOWHERE)
    return {each.resident_id: others[each.name] for each in people if each.name in others}
