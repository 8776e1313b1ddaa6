# SPDX-License-Identifier: GPL-3.0-or-later
"""The key file beside an encrypted database: its data key, sealed by the passphrase and by the recovery key.

Every function takes the path of the database (live or a backup's); the key file is that name and `.key`. What
is sealed in it, and how: `key_sealing`. Changing a passphrase seals the same data key anew: no page of the database is
written. Imports no feature.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hongyun_desktop.core.clock import Clock, SystemClock, today
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.store import recovery_text
from hongyun_desktop.core.store.claiming import share
from hongyun_desktop.core.store.database import engine, is_plain, looking
from hongyun_desktop.core.store.key_file import KeyFile, content_of, read
from hongyun_desktop.core.store.key_sealing import (
    check_passphrase,
    data_key_of,
    is_recovery,
    key_id_of,
    with_new_recovery,
    with_passphrase,
)
from hongyun_desktop.core.store.syncing import sync_folder
from hongyun_desktop.core.whole_file import write_whole

# A sealed page has nearly every byte there is in it, a page of text and zeros far fewer.
_PAGE_BYTES, _NOISE_BYTES = 4096, 250


def file_of(path: Path) -> Path:
    """The key file of a database or of a backup."""
    return path.with_name(path.name + ".key")


def is_encrypted(path: Path) -> bool:
    """Whether a database is one that its key file opens; a key file beside a plain database means nothing.

    Not for one that is open in this process: ask `store.database.key`.
    """
    has_key_file = file_of(path).exists() or next_file_of(path).exists()
    return path.is_file() and path.stat().st_size > 0 and not is_plain(path) and has_key_file


def may_lack_key_file(path: Path) -> bool:
    """Whether a file looks like whole sealed pages with no key file beside it: nothing but noise from the start.

    False for one that can't be read.
    """
    if is_plain(path) or is_encrypted(path):
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_PAGE_BYTES)
    except OSError:
        return False
    return len(set(head)) > _NOISE_BYTES and path.stat().st_size % _PAGE_BYTES == 0


def next_file_of(path: Path) -> Path:
    """Where the key file of a database waits that is about to take this one's place."""
    return path.with_name(path.name + ".key.new")


def read_file(path: Path) -> KeyFile:
    """What the key file of a database says, without any secret.

    Raises: StorageProblem("key_file_missing", file), StorageProblem("key_file_damaged", file).
    """
    return read(file_of(path))


def unlock(path: Path, typed: str) -> bytes:
    """The data key, by passphrase or recovery key. Changes nothing.

    Raises: Refused("passphrase_wrong"), Refused("recovery_mistyped") where the check group does not fit,
    StorageProblem("key_file_missing"), ("key_file_damaged"), each with the file's name.
    """
    waiting = next_file_of(path)
    if not waiting.exists():
        return data_key_of(read_file(path), typed, file_of(path).name)
    # A kill may have left two databases' keys here; only one of them opens the file.
    for file in (file_of(path), waiting):
        try:
            data_key = data_key_of(read(file), typed, file.name)
        except (Refused, StorageProblem):
            continue
        if _opens(path, data_key):
            return data_key
    raise Refused("passphrase_wrong")


def change_passphrase(path: Path, old_or_recovery: str, new: str) -> None:
    """Seal the data key by another passphrase; the recovery key and the database stay as they are.

    Raises: those of `unlock` and `check_passphrase`, StorageProblem("disk_full"), ("file_not_writable"); the old
    passphrase then stays.
    """
    check_passphrase(new)
    data_key = unlock(path, old_or_recovery)
    _write(path, with_passphrase(read_file(path), data_key, new))


def renew_recovery(path: Path, typed: str, clock: Clock | None = None) -> str:
    """A new recovery key, to be printed and confirmed; the old one opens nothing any more but older backups.

    Raises: those of `change_passphrase`.
    """
    data_key = unlock(path, typed)
    key_file, text = with_new_recovery(read_file(path), data_key, today(clock or SystemClock()))
    _write(path, key_file)
    return text


def renew_both(path: Path, typed: str, new: str, clock: Clock | None = None) -> str:
    """A new passphrase and a new recovery key in one step, for 移交; the recovery key.

    Raises: those of `change_passphrase`.
    """
    check_passphrase(new)
    data_key = unlock(path, typed)
    key_file = with_passphrase(read_file(path), data_key, new)
    key_file, text = with_new_recovery(key_file, data_key, today(clock or SystemClock()))
    _write(path, key_file)
    return text


def confirm_recovery(path: Path, typed: str, clock: Clock | None = None) -> None:
    """Note that somebody has the recovery key on paper: it was typed back.

    Raises: Refused("recovery_mistyped"), Refused("recovery_wrong"), those of `read_file` and of writing.
    """
    key_file, secret = read_file(path), recovery_text.read(typed)
    if secret is None:
        raise Refused("recovery_mistyped")
    if not is_recovery(key_file, secret):
        raise Refused("recovery_wrong")
    _write(path, replace(key_file, recovery_confirmed_on=today(clock or SystemClock())))


def carry_over(path: Path, folder: Path) -> int:
    """Let this database's backups in a folder be opened by the present passphrase only; how many there were.

    Backups under another data key keep their own. Raises: StorageProblem("file_not_writable"), ("disk_full").
    """
    present, content, carried = read_file(path), file_of(path).read_bytes(), 0
    for file in sorted(folder.rglob("*.db.key")):
        try:
            theirs = read(file)
        except StorageProblem:
            continue
        if (theirs.database_id, theirs.key_id) == (present.database_id, present.key_id):
            write_whole(file, content)
            carried += 1
    return carried


def write_file(path: Path, content: bytes) -> None:
    """Put a key file beside a database, on the disk before anything depends on it.

    Raises: StorageProblem("disk_full"), ("file_not_writable").
    """
    write_whole(file_of(path), content)
    share(file_of(path))
    sync_folder(path.parent)


@contextmanager
def put_back_on_failure(path: Path) -> Iterator[None]:
    """Put the key file back as it was where what is done within fails; without one there is nothing to put back."""
    file = file_of(path)
    content = file.read_bytes() if file.is_file() else None
    try:
        yield
    except BaseException:
        if content is not None and file.read_bytes() != content:
            _put_back(path, content)
        raise


def _put_back(path: Path, content: bytes) -> None:
    try:
        write_file(path, content)
    except StorageProblem:
        # No room for a second file: what is there has as many bytes, within a few, and they are on the disk already.
        with file_of(path).open("r+b") as file:
            file.write(content)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())


def settle(path: Path, data_key: bytes) -> None:
    """Leave one key file where a kill left two: that of the key which opens the database."""
    waiting = next_file_of(path)
    if not waiting.exists():
        return
    if _key_id_in(waiting) == key_id_of(data_key) != _key_id_in(file_of(path)):
        waiting.replace(file_of(path))
    else:
        waiting.unlink()
    sync_folder(path.parent)


def _key_id_in(file: Path) -> str:
    try:
        return read(file).key_id
    except StorageProblem:
        return ""


def _opens(path: Path, data_key: bytes) -> bool:
    try:
        with looking(path, data_key) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except engine.Error:
        return False
    return True


def _write(path: Path, key_file: KeyFile) -> None:
    write_file(path, content_of(key_file))
