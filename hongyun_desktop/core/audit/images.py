# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the images of rows in the journal are as they were written, or were blanked by an erasure that says so.

Trusts no trigger: the file may have been opened with another program.
"""

from collections.abc import Iterator
from typing import Any

from hongyun_desktop.core.store.audit_chain import EMPTY_HEAD, ERASED, image_digest, image_seal
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.reading import Reading

_CHUNK = 20_000
_MOST_NAMED = 1000  # of one gap: a single altered number may pretend that a million million are missing


def are_sealed(store: Reading) -> bool:
    """Whether the file is of a schema that seals images."""
    return bool(store.value("SELECT 1 FROM pragma_table_info('audit_seal') WHERE name = 'images'"))


def findings(store: Reading) -> list[Finding]:
    """Everything that is not as it must be; after a finding the walk goes on from what stands there."""
    told, told_hash = (store.sql("SELECT images, images_hash FROM audit_head WHERE id = 1") or [(0, EMPTY_HEAD)])[0]
    return [*_walk(store, told), *_wrong_lines(store), *_wrong_head(store, told, told_hash)]


def _walk(store: Reading, told: int) -> Iterator[Finding]:
    blanked = _blanked(store)
    heads: tuple[bytes, ...] = (EMPTY_HEAD,)
    last = 0
    for image, line, table, row, before, after, salt, digest, stored in _rows(store):
        if image == last + 1 <= told and digest is None and salt is not None and len(heads) == 1:
            # Nearly every image is as it was written; this is most of what a check takes.
            own = image_digest(salt, before, after)
            if stored == image_seal(heads[0], own, image, line, table, row, before, after):
                last, heads = image, (stored,)
                continue
        if not 1 <= image <= told:
            yield Finding("audit_row_added", {"table": "journal_row", "row": image})
            continue
        for missing in range(last + 1, image)[:_MOST_NAMED]:
            yield Finding("audit_row_missing", {"table": "journal_row", "row": missing})
            # What its seal was is not known any more.
            heads = ()
        last = image
        if digest is not None and image not in blanked:
            yield Finding("audit_image_blanked", {"row": image, "line": line})
        own = digest if _is_blank(before, after, salt, digest) else _digest(before, after, salt, digest)
        made = [image_seal(head, own, image, line, table, row, before, after) for head in heads] if own else []
        if own is None or stored is None or (made and stored not in made):
            yield Finding("audit_image_altered", {"row": image, "previous": image - 1, "line": line})
        # Two only where a seal was changed: what it says, and what it must have said.
        heads = tuple(dict.fromkeys(head for head in (stored, *made[:1]) if head is not None))
    for missing in range(last + 1, told + 1)[:_MOST_NAMED]:
        yield Finding("audit_row_missing", {"table": "journal_row", "row": missing})


def _rows(store: Reading) -> Iterator[tuple[Any, ...]]:
    seen = -(1 << 63)
    while rows := store.sql(
        "SELECT id, journal_id, table_name, row_id, before, after, salt, digest, seal FROM journal_row WHERE id > ?"
        " ORDER BY id LIMIT ?",
        (seen, _CHUNK),
    ):
        seen = rows[-1][0]
        yield from rows


def _is_blank(before: str | None, after: str | None, salt: bytes | None, digest: bytes | None) -> bool:
    return digest is not None and salt is None and {before, after} <= {None, ERASED}


def _digest(before: str | None, after: str | None, salt: bytes | None, digest: bytes | None) -> bytes | None:
    """Of an image that was not blanked; None for one that is neither blank nor whole."""
    return None if digest is not None or salt is None else image_digest(salt, before, after)


def _blanked(store: Reading) -> set[int]:
    """The images that erasures say they blanked; the lines that say so are sealed."""
    rows = store.sql(
        "SELECT each.value FROM journal j, json_each(j.params, '$.blanked') each WHERE j.code = 'resident_erased'"
    )
    return {image for (image,) in rows}


def _wrong_lines(store: Reading) -> Iterator[Finding]:
    """The first line of each state of the images that the images themselves do not have."""
    for line, images in store.sql(
        "SELECT min(s.journal_id), s.images FROM audit_seal s LEFT JOIN journal_row r ON r.id = s.images"
        " WHERE s.images IS NOT NULL AND s.images_hash IS NOT coalesce(r.seal, iif(s.images = 0, zeroblob(32), NULL))"
        " GROUP BY s.images ORDER BY 1"
    ):
        yield Finding("audit_images_differ", {"row": line, "image": images})


def _wrong_head(store: Reading, told: int, told_hash: bytes) -> Iterator[Finding]:
    last = store.sql("SELECT id, seal FROM journal_row WHERE id BETWEEN 1 AND ? ORDER BY id DESC LIMIT 1", (told,))
    lines = store.sql("SELECT images, images_hash FROM audit_seal ORDER BY journal_id DESC LIMIT 1")
    is_last = (last or [(0, EMPTY_HEAD)]) == [(told, told_hash)]
    if not is_last or (lines and lines[0][0] is not None and lines != [(told, told_hash)]):
        yield Finding("audit_images_head_wrong", {"told": told, "images": last[0][0] if last else 0})
