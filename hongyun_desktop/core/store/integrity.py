# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the file is sound: pages, indexes, foreign keys, triggers, search rows, numbering. Imports no feature."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from hongyun_desktop.core.store import search_index, search_terms, triggers
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

_OF_INDEX = re.compile(r"(?:row \d+ missing from index|wrong # of entries in index) (\w+)")
_OF_SEARCH = re.compile(r"FTS5 table (?:\w+\.)?search\b|inverted index for FTS5")
# Rows that mean nothing without what they belong to: the program asks again, or nobody can sign in by them.
MEANINGLESS_ALONE = frozenset({"sign_in_choice", "sign_in_try", "operator_password"})


@frozen
class Finding:
    """One thing that is not as it must be; params hold ids and table names for its sentence.

    mendable: whether what it must be can be proved from what else is there.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict[str, object])
    mendable: bool = field(default=False, compare=False)


def findings(store: Store) -> list[Finding]:
    """Everything wrong with the file; empty for a sound one."""
    return [
        *page_findings(store),
        *(
            Finding("reference_broken", {"table": table, "row": row, "parent": parent}, table in MEANINGLESS_ALONE)
            for table, row, parent, _ in store.sql("PRAGMA foreign_key_check")
        ),
        *_trigger_findings(store),
        *search_findings(store),
        *sequence_findings(store),
    ]


def page_findings(store: Store) -> list[Finding]:
    """What the engine finds; indexes and search words can be made anew, unless a page itself is damaged."""
    texts = [text for (text,) in store.sql("PRAGMA integrity_check") if text != "ok"]
    indexes = sorted({found[1] for text in texts if (found := _OF_INDEX.search(text))})
    broken_search = any(_OF_SEARCH.search(text) for text in texts)
    pages = [text for text in texts if not _OF_INDEX.search(text) and not _OF_SEARCH.search(text)]
    sound = not pages
    return [
        *(Finding("page_damaged", {"text": text}) for text in pages),
        *(Finding("index_out_of_step", {"index": name}, sound and _only_lacks(store, name)) for name in indexes),
        *([Finding("search_index_broken", {}, sound)] if broken_search else []),
    ]


def _only_lacks(store: Store, index: str) -> bool:
    """Whether an index knows no row that its table lacks: else it may be the table that lost them."""
    rows = store.sql(
        "SELECT m.tbl_name FROM sqlite_master m, pragma_index_list(m.tbl_name) l"
        " WHERE m.type = 'index' AND m.name = ? AND l.name = m.name AND NOT l.partial",
        (index,),
    )
    return bool(rows) and not store.sql(
        f'SELECT rowid FROM "{rows[0][0]}" INDEXED BY "{index}" EXCEPT SELECT rowid FROM "{rows[0][0]}" NOT INDEXED'
    )


def _trigger_findings(store: Store) -> list[Finding]:
    missing = triggers.missing_triggers(store.database.connection())
    return [Finding("trigger_missing", {"trigger": name}) for name in missing]


def search_findings(store: Store) -> list[Finding]:
    """Records whose search words are missing, left over, or not those of the record."""
    written = dict(store.sql("SELECT rowid, words FROM search"))
    differing = set(written)
    for number, words in search_index.every(store.database.connection()):
        if written.get(number) == words:
            differing.discard(number)
        else:
            differing.add(number)
    if any(not search_terms.is_number(number) for number in differing):
        return [Finding("search_index_broken", {}, mendable=True)]
    records = sorted(search_terms.kind_and_id(number) for number in differing)
    return [Finding("search_out_of_step", {"kind": kind, "row": record}, mendable=True) for kind, record in records]


def sequence_findings(store: Store) -> list[Finding]:
    """Tables that would give an id a second time: erasures and the journal speak of rows by their ids."""
    return [
        Finding("sequence_behind", {"table": table, "told": told, "last": last}, mendable=True)
        for table, told, last in _sequences(store)
        if told < last
    ]


def _sequences(store: Store) -> Iterator[tuple[str, int, int]]:
    told = dict(store.sql("SELECT name, seq FROM sqlite_sequence"))
    journaled = dict(store.sql("SELECT table_name, max(row_id) FROM journal_row GROUP BY table_name"))
    erased = store.value("SELECT coalesce(max(resident_id), 0) FROM erasure")
    tables = store.sql("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' ORDER BY 1")
    for (table,) in tables:
        last = store.value(f"SELECT coalesce(max(id), 0) FROM {table}")
        yield table, told.get(table, 0), max(last, journaled.get(table, 0), erased if table == "resident" else 0)
