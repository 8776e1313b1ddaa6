# SPDX-License-Identifier: GPL-3.0-or-later
"""One photo on the disk, plain or sealed: its name, its bytes, its hash. Knows no database and no unit.

A sealed photo is a salt and blocks of AES-256-GCM under a key of its own; each block's nonce is its number and
whether it is the last, so that none can be moved, dropped or cut off. Its name is a keyed hash: neither what it
shows nor whether two databases hold the same picture can be told from outside.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import key_wrap
from hongyun_desktop.core.store.syncing import sync_folder

SEALED_SUFFIX = ".photo"
_MAGIC = b"HYPHOTO1"
_SALT_BYTES, _TAG_BYTES, _BLOCK_BYTES = 16, 16, 1 << 20


def folder_of(path: Path) -> Path:
    """Where the photos of a database lie: beside it."""
    return path.with_name(path.name + ".files")


def name_of(sha256: str, suffix: str, key: bytes | None) -> Path:
    """Where a photo lies in its folder; the first two digits are a folder, so that none grows too long."""
    if key is not None:
        sha256 = hmac.digest(key_wrap.subkey(key, b"photo names"), sha256.encode("ascii"), "sha256").hex()
        suffix = SEALED_SUFFIX
    return Path(sha256[:2]) / f"{sha256}{suffix}"


def write(source: Path, target: Path, key: bytes | None) -> tuple[str, int]:
    """Copy a plain file to `target`, sealed where there is a key, onto the disk; SHA-256 and size of the source.

    Raises: OSError.
    """
    digest, size_bytes = hashlib.sha256(), 0

    def plain() -> Iterator[bytes]:
        nonlocal size_bytes
        while block := reading.read(_BLOCK_BYTES):
            digest.update(block)
            size_bytes += len(block)
            yield block

    with source.open("rb") as reading, target.open("wb") as writing:
        for block in plain() if key is None else _sealed(plain(), key):
            writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest(), size_bytes


def write_bytes(content: bytes, target: Path, key: bytes | None) -> None:
    """Write bytes that are at hand, sealed where there is a key; not made sure to be on the disk. Raises: OSError."""
    with target.open("wb") as writing:
        for block in iter((content,)) if key is None else _sealed(iter((content,)), key):
            writing.write(block)


def read(file: Path, key: bytes | None) -> Iterator[bytes]:
    """The photo's own bytes, block by block.

    Raises: OSError, StorageProblem("photo_damaged", file) where a sealed one was altered or cut off.
    """
    with file.open("rb") as stream:
        if key is not None:
            yield from _unsealed(stream, key, file)
        else:
            while block := stream.read(_BLOCK_BYTES):
                yield block


def digest_of(file: Path, key: bytes | None) -> str:
    """SHA-256 of the photo's own bytes; empty where it is missing or can't be read."""
    digest = hashlib.sha256()
    try:
        for block in read(file, key):
            digest.update(block)
    except (OSError, StorageProblem):
        return ""
    return digest.hexdigest()


def unseal(source: Path, target: Path, key: bytes) -> None:
    """Write a sealed photo's own bytes to `target`, onto the disk. Raises: those of `read`."""
    with target.open("wb") as writing:
        for block in read(source, key):
            writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())


def copy_once(source: Path, target: Path) -> None:
    """Copy a photo's file as it is, unless it is there already. Raises: OSError."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".{os.getpid()}.part"
    try:
        write(source, temporary, None)
        put_in_place(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def put_in_place(temporary: Path, target: Path) -> None:
    """Give a whole file its name. Raises: OSError."""
    target.parent.mkdir(exist_ok=True)
    temporary.replace(target)
    # Folders are synced from the file upwards: a new one is a name in the folder above it.
    for folder in (target.parent, target.parent.parent):
        sync_folder(folder)


def _sealed(blocks: Iterator[bytes], key: bytes) -> Iterator[bytes]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = secrets.token_bytes(_SALT_BYTES)
    cipher = AESGCM(key_wrap.subkey(key, b"photo", salt))
    yield _MAGIC + salt
    number, block = 0, next(blocks, b"")
    for following in blocks:
        yield cipher.encrypt(_nonce(number, is_last=False), block, _MAGIC)
        number, block = number + 1, following
    yield cipher.encrypt(_nonce(number, is_last=True), block, _MAGIC)


def _unsealed(stream: BinaryIO, key: bytes, file: Path) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head = stream.read(len(_MAGIC) + _SALT_BYTES)
    if len(head) != len(_MAGIC) + _SALT_BYTES or not head.startswith(_MAGIC):
        raise StorageProblem("photo_damaged", file=file.name)
    cipher = AESGCM(key_wrap.subkey(key, b"photo", head[len(_MAGIC) :]))
    number, block = 0, stream.read(_BLOCK_BYTES + _TAG_BYTES)
    try:
        while following := stream.read(_BLOCK_BYTES + _TAG_BYTES):
            yield cipher.decrypt(_nonce(number, is_last=False), block, _MAGIC)
            number, block = number + 1, following
        yield cipher.decrypt(_nonce(number, is_last=True), block, _MAGIC)
    except InvalidTag as error:
        raise StorageProblem("photo_damaged", file=file.name) from error


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])
