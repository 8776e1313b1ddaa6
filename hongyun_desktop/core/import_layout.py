# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person said that the headings of a file mean, kept for the next file with the same headings.

A layout is the set of its headings: their order and their rows do not matter. Knows nothing of rosters or sheets.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import field

import peewee

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.store.fields import Row
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.frozen_class import frozen


class ImportLayout(Row):
    """The meanings of one set of headings, both as JSON."""

    kind = peewee.TextField()
    headings = peewee.TextField()
    assigned = peewee.TextField()


@frozen
class Meanings:
    """A person's word on the headings of a file.

    kind: roster or sign_in. assigned: heading → field of the importer, of those headings only that a person assigned.
    """

    kind: str
    headings: tuple[str, ...]
    assigned: Mapping[str, str] = field(default_factory=dict[str, str])


def assigned_for(store: Store, kind: str, headings: Iterable[str]) -> dict[str, str]:
    """What was said of just these headings before; empty where nobody said anything."""
    known = _find(store, kind, _key(headings))
    return json.loads(known[1]) if known else {}


def remember(store: Store, meanings: Meanings) -> Changed:
    """Keep a person's word for the next file; one that says nothing forgets what was said before."""
    with store.unit("import_layout_kept", kind=meanings.kind) as unit:
        keep(unit, meanings)
    return unit.changed(Topic.SETTINGS)


def keep(unit: Unit, meanings: Meanings) -> None:
    """The same within the unit of an import, so that undo takes back both."""
    key = _key(meanings.headings)
    known = _find(unit.store, meanings.kind, key)
    assigned = json.dumps(dict(sorted(meanings.assigned.items())), ensure_ascii=False)
    if not meanings.assigned:
        if known:
            unit.delete(ImportLayout, known[0])
    elif known:
        unit.update(ImportLayout, known[0], assigned=assigned)
    else:
        unit.insert(ImportLayout, kind=meanings.kind, headings=key, assigned=assigned)


def _key(headings: Iterable[str]) -> str:
    return json.dumps(sorted(set(headings)), ensure_ascii=False)


def _find(store: Store, kind: str, key: str) -> tuple[int, str] | None:
    rows = store.sql("SELECT id, assigned FROM import_layout WHERE kind = ? AND headings = ?", (kind, key))
    return rows[0] if rows else None
