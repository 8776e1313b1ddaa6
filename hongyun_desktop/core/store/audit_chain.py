# SPDX-License-Identifier: GPL-3.0-or-later
"""The hashes that tie each line of the journal, and each image of a row in it, to all before it.

Knows no table and no store. Kept apart from the one way to write, for the migrations that seal what is older need it
too. docs/decisions/0025-images-are-sealed.md says why images have a salt and a digest of their own.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from hongyun_desktop.core.compact_json import compact_json

EMPTY_HEAD = bytes(32)
JOURNAL_COLUMNS = "id, at, run, operator_id, code, params, undoable, undoes"
SALT_BYTES = 16

ERASED = '{"erased":true}'
"""What stands for an image whose person was erased."""


def sealed(
    previous: bytes,
    line: Sequence[object],
    entries: int,
    ledger_hash: bytes,
    images: int | None = None,
    images_hash: bytes | None = None,
) -> bytes:
    """SHA-256 of the hash before and the line as compact JSON.

    line: the values of `JOURNAL_COLUMNS`. entries, ledger_hash: how the ledger ended when the line was written.
    images, images_hash: how the images ended with it; None for a line from before schema 5.
    """
    is_older = images is None and images_hash is None
    told = [] if is_older else [images, images_hash.hex() if images_hash is not None else None]
    return sha256(previous + compact_json([*line, entries, ledger_hash.hex(), *told]).encode()).digest()


def image_digest(salt: bytes, before: str | None, after: str | None) -> bytes:
    """What stands for an image once it is blanked; whoever does not know the salt can't try out what it said."""
    # JSON holds no NUL; which of the two is missing is told by the seal.
    return sha256(salt + f"{before or ''}\0{after or ''}".encode()).digest()


def image_seal(
    previous: bytes, digest: bytes, image: int, line: int, table: str, row: int, before: str | None, after: str | None
) -> bytes:
    """SHA-256 of the seal before, an image's digest, and whose it is; of before and after only which there are."""
    gone = f"{'1' if before is None else '0'}{'1' if after is None else '0'}"
    whose = f"{image}\0{line}\0{table}\0{row}\0{gone}"
    return sha256(previous + digest + whose.encode()).digest()


def register(connection: Any) -> None:
    """Teach a connection the functions that migrations seal by.

    `audit_hash(previous, …the line…, entries, ledger_hash)`: schema 3. `image_hash(previous, salt, image, line, table,
    row, before, after)`: schema 5.
    """
    connection.create_function("audit_hash", 11, _audit_hash, deterministic=True)
    connection.create_function("image_hash", 8, _image_hash, deterministic=True)


def _audit_hash(previous: bytes, *rest: Any) -> bytes:
    *line, entries, ledger_hash = rest
    return sealed(previous, line, entries, ledger_hash)


def _image_hash(previous: bytes, salt: bytes, *image: Any) -> bytes:
    return image_seal(previous, image_digest(salt, *image[-2:]), *image)
