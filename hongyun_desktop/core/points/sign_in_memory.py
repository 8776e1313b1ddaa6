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


def digests(lines: Sequence[SignInLine]) -> dict[RowKey, str]:
    """What each row is known by."""
    seen: Counter[tuple[str, ...]] = Counter()
    found: dict[RowKey, str] = {}
    for line in lines:
        said = (
            line.name, str(line.held_on or line.date_text), line.activity, line.phone, line.building,
            line.address.short if line.address else line.address_text,
        )  # fmt: skip
        found[line.sheet, line.row] = sha256(json.dumps([*said, seen[said]]).encode()).hexdigest()
        seen[said] += 1
    return found


def recalled(store: Store, known_by: Mapping[RowKey, str]) -> dict[RowKey, int]:
    """The residents whom rows were said to mean before. known_by: the rows' `digests`."""
    keys = {digest: key for key, digest in known_by.items()}
    rows = store.sql(
        f"SELECT digest, resident_id FROM sign_in_choice WHERE digest {AMONG}",
        (compact_json([*keys]),),
    )
    return {keys[digest]: resident_id for digest, resident_id in rows}


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
