# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the journal is as it was written: chain, gaps, what was added, the end, and how it goes with the ledger.

Trusts no trigger: the file may have been opened with another program. The images of rows are looked at by `images`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from hongyun_desktop.core.audit import images
from hongyun_desktop.core.store.audit_chain import EMPTY_HEAD, JOURNAL_COLUMNS, sealed
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.reading import Reading

_CHUNK = 20_000
_COLUMNS = ", ".join(f"j.{name}" for name in JOURNAL_COLUMNS.split(", "))


def findings(store: Reading) -> list[Finding]:
    """Everything that is not as it must be; empty for a sound journal and for a file older than the chain."""
    if not store.value("SELECT 1 FROM sqlite_master WHERE name = 'audit_seal'"):
        return []
    sealed_images = images.are_sealed(store)
    return [
        *_Chain(store, sealed_images).walk(),
        *_seals_alone(store),
        *_wrong_ledger(store),
        *_wrong_ledger_end(store),
        *(images.findings(store) if sealed_images else ()),
    ]


class _Chain:
    """One walk along the journal; after a finding it goes on from what stands there, so one fault is named once."""

    def __init__(self, store: Reading, sealed_images: bool) -> None:
        self._store = store
        self._images = "s.images, s.images_hash" if sealed_images else "NULL, NULL"
        self._told, self._told_hash = _head(store)
        self._seen = self._last_id = 0
        # Two only where a seal was changed: what it says, and what it must have said.
        self._heads: tuple[bytes, ...] = (EMPTY_HEAD,)

    def walk(self) -> Iterator[Finding]:
        """Findings about lines in their order, then about the end."""
        for (journal_id,) in self._store.sql("SELECT id FROM journal WHERE id < 1 ORDER BY id"):
            yield _row_finding("added", "journal", journal_id)
        while rows := self._store.sql(
            f"SELECT s.hash, s.entries, s.ledger_hash, {self._images}, {_COLUMNS} FROM journal j"
            " LEFT JOIN audit_seal s ON s.journal_id = j.id WHERE j.id > ? ORDER BY j.id LIMIT ?",
            (self._seen, _CHUNK),
        ):
            self._seen = rows[-1][5]
            for stored, entries, ledger_hash, last_image, images_hash, *line in rows:
                yield from self._missing_before(line[0])
                yield from self._checked(line, stored, entries, ledger_hash, last_image, images_hash)
        yield from self._wrong_end()

    def _missing_before(self, journal_id: int) -> Iterator[Finding]:
        # A line made up far behind the end leaves no gap of its own.
        gap = range(self._last_id + 1, min(journal_id, self._told + 1))
        for missing in gap:
            yield _row_finding("missing", "journal", missing)
        if gap:
            left = self._store.value("SELECT hash FROM audit_seal WHERE journal_id = ?", (gap[-1],))
            self._heads = (left,) if left else ()

    def _checked(
        self,
        line: Sequence[Any],
        stored: bytes | None,
        entries: int | None,
        ledger_hash: bytes,
        last_image: int | None,
        images_hash: bytes | None,
    ) -> Iterator[Finding]:
        journal_id = line[0]
        if entries is None or stored is None:
            if journal_id > self._told:
                yield _row_finding("added", "journal", journal_id)
                return
            yield _row_finding("missing", "audit_seal", journal_id)
            self._heads = ()
        else:
            made = [sealed(head, line, entries, ledger_hash, last_image, images_hash) for head in self._heads]
            if made and stored not in made:
                yield Finding("audit_row_altered", {"row": journal_id})
            self._heads = (stored,) if made[:1] == [stored] else (stored, *made[:1])
        self._last_id = max(self._last_id, journal_id)

    def _wrong_end(self) -> Iterator[Finding]:
        events = self._store.value("SELECT count(*) FROM audit_seal s JOIN journal j ON j.id = s.journal_id")
        heads = self._store.value("SELECT count(*) FROM audit_head")
        last = self._store.value("SELECT hash FROM audit_seal ORDER BY journal_id DESC LIMIT 1") or EMPTY_HEAD
        if self._told > self._last_id:
            yield Finding("audit_cut_short", {"told": self._told, "events": self._last_id})
        elif heads != 1 or self._told != self._last_id or (self._told == events and self._told_hash != last):
            yield Finding("audit_head_wrong", {"told": self._told, "events": self._last_id})


def _head(store: Reading) -> tuple[int, bytes]:
    rows = store.sql("SELECT events, hash FROM audit_head WHERE id = 1")
    if rows:
        return rows[0]
    return store.value("SELECT max(journal_id) FROM audit_seal") or 0, EMPTY_HEAD


def _row_finding(what: str, table: str, row: int) -> Finding:
    if what == "added":
        return Finding("audit_row_added", {"table": table, "row": row})
    return Finding("audit_row_missing", {"table": table, "row": row})


def _seals_alone(store: Reading) -> Iterator[Finding]:
    """Seals without a line: of a line that is gone at the very end, or made up."""
    told, _hash = _head(store)
    for (journal_id,) in store.sql(
        "SELECT journal_id FROM audit_seal WHERE journal_id NOT IN (SELECT id FROM journal) ORDER BY journal_id"
    ):
        if not 1 <= journal_id <= told:
            yield _row_finding("added", "audit_seal", journal_id)
        elif journal_id > (store.value("SELECT max(id) FROM journal") or 0):
            yield _row_finding("missing", "journal", journal_id)


def _wrong_ledger(store: Reading) -> Iterator[Finding]:
    """The first line of each state of the ledger that the ledger itself does not have."""
    for row, entries in store.sql(
        "SELECT min(s.journal_id), s.entries FROM audit_seal s LEFT JOIN entry e ON e.id = s.entries"
        " WHERE s.ledger_hash IS NOT coalesce(e.hash, iif(s.entries = 0, zeroblob(32), NULL))"
        " GROUP BY s.entries ORDER BY 1"
    ):
        yield Finding("audit_ledger_differs", {"row": row, "entries": entries})


def _wrong_ledger_end(store: Reading) -> Iterator[Finding]:
    last = store.sql("SELECT journal_id, entries, ledger_hash FROM audit_seal ORDER BY journal_id DESC LIMIT 1")
    for journal_id, entries, ledger_hash in last:
        if store.ledger_head != (entries, ledger_hash.hex()):
            yield Finding("audit_ledger_differs", {"row": journal_id, "entries": entries})
