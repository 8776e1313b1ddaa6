# SPDX-License-Identifier: GPL-3.0-or-later
"""Whom a person said that the doubtful rows of a sign-in sheet mean, kept for the next time the same rows come.

A row is known again by what it says of person, day and activity, wherever it stands; of rows that say the same, by
which of them it is. Only a digest of that is kept.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from hongyun_desktop.core.compact_json import compact_json
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.points.tables import SignInChoice
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

RowKey = tuple[str, int]
Said = tuple[str | int, ...]


def said_by(lines: Sequence[SignInLine]) -> dict[RowKey, Said]:
    """What each row says of person, day and activity, and how many say the same before it."""
    seen: Counter[Said] = Counter()
    found: dict[RowKey, Said] = {}
    for line in lines:
        said = (
            line.name, str(line.held_on or line.date_text), line.activity, line.phone, line.building,
            line.address.short if line.address else line.address_text,
        )  # fmt: skip
        found[line.sheet, line.row] = *said, seen[said]
        seen[said] += 1
    return found


def digest(said: Said) -> str:
    """What a row is known by."""
    return sha256(json.dumps(said).encode()).hexdigest()


def recalled(store: Store, said: Mapping[RowKey, Said]) -> dict[RowKey, int]:
    """The residents whom rows were said to mean before."""
    if not store.value("SELECT EXISTS(SELECT 1 FROM sign_in_choice)"):
        # Where no row was ever in doubt, thousands need not be digested.
        return {}
    keys = {digest(each): key for key, each in said.items()}
    rows = store.sql(
        f"SELECT digest, resident_id FROM sign_in_choice WHERE digest {AMONG}",
        (compact_json([*keys]),),
    )
    return {keys[known]: resident_id for known, resident_id in rows}


def keep(unit: Unit, chosen: Mapping[str, int], left_open: Iterable[str]) -> None:
    """Within the unit of an import: digest → resident as it was said now; forget what was said of rows left open."""
    known = {digest: (row_id, resident_id) for row_id, digest, resident_id in unit.store.sql(
        f"SELECT id, digest, resident_id FROM sign_in_choice WHERE digest {AMONG}",
        (compact_json([*chosen, *left_open]),),
    )}  # fmt: skip
    for digest, resident_id in chosen.items():
        if digest not in known:
            unit.insert(SignInChoice, digest=digest, resident_id=resident_id)
        elif known[digest][1] != resident_id:
            unit.update(SignInChoice, known[digest][0], resident_id=resident_id)
    for digest in known.keys() - chosen.keys():
        unit.delete(SignInChoice, known[digest][0])
