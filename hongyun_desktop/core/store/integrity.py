# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the file is sound: pages, foreign keys, triggers, search rows and stored files. Imports no feature."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hongyun_desktop.core.store import files, migrating, search_index
from hongyun_desktop.core.store.store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be; params hold ids and table names for its sentence."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict[str, object])


def findings(store: Store) -> list[Finding]:
    """Everything wrong with the file; empty for a sound one."""
    return [
        *(Finding("page_damaged", {"text": text}) for (text,) in store.sql("PRAGMA integrity_check") if text != "ok"),
        *(
            Finding("reference_broken", {"table": table, "row": row, "parent": parent})
            for table, row, parent, _ in store.sql("PRAGMA foreign_key_check")
        ),
        *_trigger_findings(store),
        *_search_findings(store),
        *(Finding("file_missing_or_altered", {"sha256": name}) for name in files.damaged(store)),
    ]


def _trigger_findings(store: Store) -> list[Finding]:
    missing = migrating.missing_triggers(store.database.connection())
    return [Finding("trigger_missing", {"trigger": name}) for name in missing]


def _search_findings(store: Store) -> list[Finding]:
    indexed = {search_index.kind_and_id(number) for (number,) in store.sql("SELECT rowid FROM search")}
    wanted = {
        ("resident", i) for (i,) in store.sql("SELECT id FROM resident WHERE erased_at IS NULL AND merged_into IS NULL")
    }
    for kind in ("dwelling", "activity", "certificate"):
        wanted |= {(kind, record_id) for (record_id,) in store.sql(f"SELECT id FROM {kind}")}
    return [Finding("search_out_of_step", {"kind": kind, "row": record}) for kind, record in sorted(indexed ^ wanted)]
