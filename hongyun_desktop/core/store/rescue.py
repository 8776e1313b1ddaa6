# SPDX-License-Identifier: GPL-3.0-or-later
"""只看看: a damaged database opened to be looked at; what could be read lies in memory, and nothing is written.

No plain copy of an encrypted file ever reaches the disk. What is noted while looking (who signed in, what was
exported) is forgotten with the rest. Imports no feature.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from hongyun_desktop.core.clock import Clock, SystemClock
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.store import clean_close, migrating, migrations, salvage, search_index
from hongyun_desktop.core.store.claiming import claim
from hongyun_desktop.core.store.database import Database, engine
from hongyun_desktop.core.store.migrations import m0003_safety, m0005_sealed_images
from hongyun_desktop.core.store.rights import Right, Role
from hongyun_desktop.core.store.salvage import Lost, Source, Tell
from hongyun_desktop.core.store.store import FIRST_OPERATOR, Store
from hongyun_desktop.core.store.unit import Unit

NOTED = frozenset({"signed_in", "sign_in_failed", "locked", "exported", "printed", "paper_saved"})
# Full numbers are left out: that they were shown could not be kept.
_RIGHTS_LEFT = frozenset({Right.EXPORT, Right.PRINT, Right.SEE_SENSITIVE, Right.AUDIT, Right.RESTORE})


class RescuedStore(Store):
    """What could be read of a damaged database, to look at, print and export; every other write is refused.

    lost: what could not be read, by table. path is the damaged file's, which stays as it is.
    """

    rescued = True

    def __init__(self, database: "_Memory", clock: Clock, lost: tuple[Lost, ...], on_close: Callable[[], None]) -> None:
        self.lost = lost
        super().__init__(database, clock, on_close)
        self.pages_checked = True
        self._memory, self._release = database, on_close

    def close(self) -> None:
        """Forget everything; a second call does nothing."""
        if not self.database.is_closed():
            try:
                self.database.close()
            finally:
                self._memory.forget()
                self._release()

    def may(self, right: Right) -> bool:
        """Whether whoever is at the desk may do something that needs no writing."""
        return right in _RIGHTS_LEFT and super().may(right)

    def demand(self, right: Right) -> None:
        """Raises: Refused("read_only_rescue"), ("locked"), ("not_allowed", right, role)."""
        if right not in _RIGHTS_LEFT:
            raise Refused("read_only_rescue")
        super().demand(right)

    def unit(self, code: str, **params: object) -> Unit:
        """Raises: Refused("read_only_rescue") for all but what is only noted."""
        return _Noted(self, _noted(code), params)

    def unit_of(self, operator_id: int, code: str, **params: object) -> Unit:
        """Raises: Refused("read_only_rescue") for all but what is only noted."""
        return _Noted(self, _noted(code), params, operator_id)


def open_damaged(
    path: Path,
    key: bytes | None = None,
    *,
    clock: Clock | None = None,
    program: str = "",
    tell: Tell = lambda _done, _total: None,
) -> RescuedStore:
    """Read what can be read of a damaged database into memory and open that, on this thread.

    Nobody else may use the file meanwhile. tell: called with (tables done, tables).
    Raises: StorageProblem("rescue_impossible"), ("database_newer"), ("database_in_use"), those of `claim`.
    """
    found = read_damaged(path, key, clock=clock, program=program, tell=tell)
    return found.open()


def read_damaged(
    path: Path,
    key: bytes | None = None,
    *,
    clock: Clock | None = None,
    program: str = "",
    tell: Tell = lambda _done, _total: None,
) -> "Salvaged":
    """The reading alone, on any thread; see `open_damaged`."""
    path, clock = path.absolute(), clock or SystemClock()
    release = claim(path, program, clock)
    memory = _Memory(path, key)
    try:
        # Whoever opens it next looks at its pages before anything else; a failing disk is no reason not to look.
        with suppress(OSError):
            clean_close.forget(path)
        with Source(path, key) as source:
            version = _version(source, path)
            lost = _fill(source, memory.keeper, version, tell)
        return Salvaged(memory, clock, lost, release)
    except BaseException:
        memory.forget()
        release()
        raise


class Salvaged:
    """What was read of a damaged database; to be opened by the thread that will use it, or dropped."""

    def __init__(self, memory: "_Memory", clock: Clock, lost: tuple[Lost, ...], release: Callable[[], None]) -> None:
        self.lost = lost
        self._memory, self._clock, self._release = memory, clock, release

    def open(self) -> RescuedStore:
        """The store to look at."""
        self._memory.connect()
        return RescuedStore(self._memory, self._clock, self.lost, self._release)


class _Memory(Database):
    """A database in memory that every thread of this process reaches by its name, each read only."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        """key: the damaged file's, for the photos beside it."""
        super().__init__(path, key)
        self._uri = f"file:/rescue-{secrets.token_hex(8)}?vfs=memdb"
        # It lives as long as one connection does.
        self.keeper = self._reach()

    def _reach(self) -> Any:
        return engine.connect(self._uri, uri=True, isolation_level=None, check_same_thread=False)

    def _connect(self) -> Any:
        connection = self._reach()
        connection.execute("PRAGMA query_only = ON")
        return connection

    def forget(self) -> None:
        """Let it go."""
        self.keeper.close()


class _Noted(Unit):
    """A line of the journal in memory: the one thing that is written there."""

    def __enter__(self) -> Unit:
        self.store.database.connection().execute("PRAGMA query_only = OFF")
        try:
            return super().__enter__()
        except BaseException:
            self._close()
            raise

    def __exit__(self, *error: Any) -> None:
        try:
            super().__exit__(*error)
        finally:
            self._close()

    def _close(self) -> None:
        self.store.database.connection().execute("PRAGMA query_only = ON")


def _noted(code: str) -> str:
    if code not in NOTED:
        raise Refused("read_only_rescue")
    return code


def _version(source: Source, path: Path) -> int:
    """The schema of the damaged file. Raises: StorageProblem("rescue_impossible"), ("database_newer")."""
    ours = source.rows("PRAGMA application_id") == [(migrations.APPLICATION_ID,)]
    versions = source.rows("PRAGMA user_version")
    if not ours or not versions or not any(salvage.names_of(source)):
        raise StorageProblem("rescue_impossible", file=path.name)
    version, latest = versions[0][0], migrations.LATEST
    if version > latest:
        raise StorageProblem("database_newer", file=path.name, version=version, latest=latest)
    return version


def _fill(source: Source, target: Any, version: int, tell: Tell) -> tuple[Lost, ...]:
    migrating.run_steps(target, 0)
    # Rows with gaps between them would be refused by what guards whole tables.
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("PRAGMA ignore_check_constraints = ON")
    triggers = target.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        target.execute(f"DROP TRIGGER {name}")
    counters = target.execute("SELECT code FROM counter").fetchall()
    for seeded in ("chain_head", "audit_head", "counter", "sqlite_sequence"):
        target.execute(f"DELETE FROM {seeded}")
    lost = salvage.salvage(source, target, tell)
    # Known without the file.
    target.executemany("INSERT OR IGNORE INTO counter(code) VALUES (?)", counters)
    lost = tuple(each for each in lost if each.table != "counter")
    _complete(target, version, {each.table for each in lost})
    search_index.rebuild(target)
    for _name, sql in triggers:
        target.execute(sql)
    return lost


def _complete(target: Any, version: int, lost: set[str]) -> None:
    """Put in what every reading takes for granted, and let nobody do more than the damage lets one tell."""
    target.execute(
        "INSERT OR IGNORE INTO meta(id, database_id, created_at, secret, is_demo) VALUES (1, '', '', ?, 0)",
        (secrets.token_bytes(32),),
    )
    target.execute(
        "INSERT OR IGNORE INTO chain_head SELECT 1, coalesce(max(id), 0),"
        " coalesce((SELECT hash FROM entry ORDER BY id DESC LIMIT 1), zeroblob(32)) FROM entry"
    )
    if version < 3:
        # As coming up would have done, here and below: the check would take each of them for made up.
        target.executescript(m0003_safety.SEAL_LINES)
    # Not their count: of lines that are gone those that came after have to be told.
    target.execute(
        "INSERT OR IGNORE INTO audit_head(id, events, hash) SELECT 1, coalesce(max(journal_id), 0),"
        " coalesce((SELECT hash FROM audit_seal ORDER BY journal_id DESC LIMIT 1), zeroblob(32)) FROM audit_seal"
    )
    if version < 5:
        target.executescript(m0005_sealed_images.SEAL_IMAGES + m0005_sealed_images.HOLD_IMAGES)
    target.execute(
        "INSERT INTO operator(id, name, role) SELECT 1, ?, ? WHERE NOT EXISTS (SELECT 1 FROM operator)",
        (FIRST_OPERATOR, Role.VIEWER),
    )
    if version < 3:
        target.execute("UPDATE operator SET role = 'admin'")
    if lost & {"operator", "operator_password"}:
        # A password that can't be read any more must not open what it kept closed.
        target.execute("UPDATE operator SET role = 'viewer'")
