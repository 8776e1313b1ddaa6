# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock on the data as administrators handle it: who may, what is done to the key file, and its line in the journal.

`turn_on` and `turn_off` work on a closed database; the others on an open store, whose pages stay as they are. Each
takes a moment that is meant to be long (argon2id): callers run it beside the window.
"""

from dataclasses import field
from datetime import date
from pathlib import Path

from hongyun_desktop.core.audit import noting
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import Clock, today
from hongyun_desktop.core.errors import AppError, Refused, StorageProblem
from hongyun_desktop.core.store import backup, encrypting, keys, settling
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Session, Store
from hongyun_desktop.frozen_class import frozen


@frozen
class LockState:
    """What the key file tells of the lock. confirmed_on: when the recovery key was typed back, None while it was not.

    confirm_by: from this day on that is overdue.
    """

    made_on: date
    recovery_made_on: date
    confirm_by: date
    confirmed_on: date | None

    def days_over(self, day: date) -> int:
        """For how many days the typing back is overdue; 0 while it is not."""
        return max(0, (day - self.confirm_by).days + 1) if self.confirmed_on is None else 0


@frozen
class TurnedOn:
    """key: what opens the database now. recovery_text: to be printed, shown once. left: plain copies that remain."""

    key: bytes = field(repr=False)
    recovery_text: str = field(repr=False)
    left: tuple[Path, ...]


@frozen
class NewPassphrase:
    """carried: how many backups beside the database open by it too."""

    changed: Changed
    carried: int


def state(store: Store) -> LockState | None:
    """The state of the lock; None for plain data, and where the key file can't be read."""
    if store.database.key is None:
        return None
    try:
        told = keys.read_file(store.path)
    except StorageProblem:
        return None
    return LockState(told.made_on, told.recovery_made_on, told.confirm_by, told.recovery_confirmed_on)


def days_to_remind(store: Store) -> int | None:
    """None where the recovery key was typed back, or there is none; else for how many days that is overdue."""
    told = state(store)
    return None if told is None or told.confirmed_on else told.days_over(today(store.clock))


def change_passphrase(store: Store, typed: str, new: str) -> NewPassphrase:
    """Another passphrase for the data and its backups beside them; the recovery key stays. typed: old or recovery key.

    Raises, with the old one in force: Refused("not_allowed"), ("locked"), ("not_encrypted"), those of
    `keys.change_passphrase`, StorageProblem.
    """
    _demand(store)
    with keys.put_back_on_failure(store.path), store.unit("passphrase_changed") as unit:
        unit.irreversible()
        keys.change_passphrase(store.path, typed, new)
        changed = unit.changed(Topic.SETTINGS)
    return NewPassphrase(changed, _carry_over(store))


def renew_recovery(store: Store, typed: str) -> tuple[Changed, str]:
    """A new recovery key, to be printed and typed back; the old one opens only what is elsewhere. typed: as above.

    Raises, with the old one in force: those of `change_passphrase`.
    """
    _demand(store)
    with keys.put_back_on_failure(store.path), store.unit("recovery_renewed") as unit:
        unit.irreversible()
        text = keys.renew_recovery(store.path, typed, store.clock)
        changed = unit.changed(Topic.SETTINGS)
    _carry_over(store)
    return changed, text


def confirm_recovery(store: Store, typed: str) -> Changed:
    """Note that the recovery key was typed back from its paper.

    Raises: Refused("not_allowed"), ("locked"), ("not_encrypted"), those of `keys.confirm_recovery`.
    """
    _demand(store)
    with keys.put_back_on_failure(store.path), store.unit("recovery_confirmed") as unit:
        unit.irreversible()
        keys.confirm_recovery(store.path, typed, store.clock)
        return unit.changed(Topic.SETTINGS)


def turn_on(path: Path, passphrase: str, session: Session, clock: Clock | None = None) -> TurnedOn:
    """Encrypt a closed database. session: who asked for it, whose right was looked at while it was open.

    Raises: those of `encrypting.encrypt`; the database is plain then.
    """
    recovery_text = encrypting.encrypt(path, passphrase, clock)
    key = keys.unlock(path, passphrase)
    _note(path, key, "encryption_on", session, clock)
    return TurnedOn(key, recovery_text, tuple(plain_copies(path)))


def turn_off(path: Path, key: bytes, session: Session, clock: Clock | None = None) -> None:
    """Take the encryption off a closed database. Raises: those of `encrypting.decrypt`; it is encrypted then."""
    encrypting.decrypt(path, key, clock)
    _note(path, None, "encryption_off", session, clock)


def plain_copies(path: Path, folder: Path | None = None) -> list[Path]:
    """Copies of encrypted data that anybody can read: beside them, and in one more folder where one is named.

    What can't be looked into is not among them.
    """
    try:
        return settling.plain_copies(path, folder)
    except (StorageProblem, OSError):
        return []


def _note(path: Path, key: bytes | None, code: str, session: Session, clock: Clock | None) -> None:
    try:
        with open_store(path, key, clock=clock, program="encryption") as store:
            store.session = session
            noting.note(store, code)
    except AppError:
        # The step stands, and its recovery key must be shown: a disk that is full now is said at the next opening.
        return


def _demand(store: Store) -> None:
    store.demand(Right.KEYS)
    if store.database.key is None or not keys.file_of(store.path).is_file():
        raise Refused("not_encrypted", file=store.path.name)


def _carry_over(store: Store) -> int:
    folder = backup.folder_of(store.path)
    try:
        return keys.carry_over(store.path, folder) if folder.is_dir() else 0
    except (StorageProblem, OSError):
        # They stay as good as they were, by the passphrase of their day.
        return 0
