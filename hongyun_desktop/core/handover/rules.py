# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands on a 移交清单, as frozen facts. Standard library only."""

from datetime import date, datetime

from hongyun_desktop.frozen_class import frozen


@frozen
class Holdings:
    """How much is handed over."""

    residents: int
    dwellings: int
    entries: int
    certificates: int
    photos: int
    teams: int = 0


@frozen
class OpenWork:
    """What the next committee has to finish; each 0 where there is nothing.

    unprinted, unsigned: certificates. proofs: rounds whose proof was printed and not signed. drafts: rounds in
    preparation. attendance: lines of activities that nobody credited yet, in so many `activities`. print_runs:
    printings that stopped midway.
    """

    unprinted: int
    unsigned: int
    proofs: int
    drafts: int
    attendance: int
    activities: int
    print_runs: int


@frozen
class NumbersUsed:
    """The certificate numbers of one kind and year; they have no gaps."""

    kind: str
    year: int
    first: str
    last: str
    count: int


@frozen
class BackupFacts:
    """The last verified backup: when, and the name of its file."""

    at: datetime
    file: str


@frozen
class HandoverFacts:
    """All that the list says.

    ledger, audit: count and head, "8412-3f9a…" with 16 hex digits. operators: who may sign in now. receiver: empty
    before it is done. is_encrypted: whether there is a passphrase; keys_renewed: whether it and the recovery key
    were made anew.
    """

    compound: str
    issuer: str
    holdings: Holdings
    open_work: OpenWork
    ledger: str
    audit: str
    numbers: tuple[NumbersUsed, ...]
    operators: tuple[str, ...]
    receiver: str
    is_encrypted: bool
    keys_renewed: bool
    backup: BackupFacts | None
    made_at: datetime
    sample: bool = False

    @property
    def made_on(self) -> date:
        """The day of the list."""
        return self.made_at.date()


@frozen
class Receiver:
    """Who takes over: an administrator from now on, with a password of their own."""

    name: str
    password: str


@frozen
class KeysTyped:
    """What renews the keys of encrypted data: the passphrase (or recovery key) until now, and the new one."""

    present: str
    new: str
