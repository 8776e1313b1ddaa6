# SPDX-License-Identifier: GPL-3.0-or-later
"""A new database: made whole under a temporary name, then put in its place. Imports no feature."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import backup, keys, migrating
from hongyun_desktop.core.store.claiming import share
from hongyun_desktop.core.store.database import LOG_SUFFIXES, connect, full_or, translated
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import FIRST_OPERATOR
from hongyun_desktop.core.store.syncing import sync_file

if TYPE_CHECKING:
    from hongyun_desktop.core.store.opening import NewDatabase


def new_database_id() -> str:
    """What will tell a new database from any other."""
    return secrets.token_hex(16)


def make(path: Path, key: bytes | None, clock: Clock, new: "NewDatabase") -> None:
    """Make the whole database under a temporary name, so that a kill leaves no half of one.

    Raises: StorageProblem("folder_not_writable"), ("disk_full").
    """
    temporary = path.with_name(path.name + ".new")
    try:
        _remove_with_log(temporary)
        with translated(path):
            _fill(temporary, key, clock, new)
        share(temporary)
        sync_file(temporary)
        # The log of a database that is gone would be read into the new one.
        backup.set_aside(path, clock)
        if new.key_file is not None:
            keys.write_file(path, new.key_file)
        backup.put_in_place(temporary, path)
        if new.key_file is None:
            # It belonged to a database that is gone, and is kept with it.
            keys.file_of(path).unlink(missing_ok=True)
    except OSError as error:
        raise full_or(error, path, StorageProblem("folder_not_writable", folder=path.parent.name)) from error
    finally:
        _remove_with_log(temporary)


def _fill(path: Path, key: bytes | None, clock: Clock, new: "NewDatabase") -> None:
    connection = connect(path, key)
    try:
        migrating.run_steps(connection, 0)
        connection.execute(
            "INSERT INTO meta(id, database_id, created_at, secret, is_demo) VALUES (1, ?, ?, ?, ?)",
            (
                new.database_id or new_database_id(),
                clock.now().isoformat(),
                new.secret or secrets.token_bytes(32),
                int(new.is_demo),
            ),
        )
        connection.execute("INSERT INTO operator(id, name, role) VALUES (1, ?, ?)", (FIRST_OPERATOR, Role.ADMIN))
        # Closing folds the log in without a word of what the disk refused; the file is moved without its log.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _remove_with_log(path: Path) -> None:
    for suffix in ("", *LOG_SUFFIXES):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
