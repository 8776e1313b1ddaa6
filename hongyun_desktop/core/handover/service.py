# SPDX-License-Identifier: GPL-3.0-or-later
"""移交: what is handed over, and the step that hands it over.

The order, and why (docs/decisions/0018-handing-over.md): everything that may be refused is asked first; then a
verified backup, which harms nobody; then, within one transaction, the receiver's access, the end of all others', and
as its last step before the commit the key file. A fault or a kill before that leaves everything as it was; between
the key file and the commit, the new passphrase and the old operators; after it, the receiver alone.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import operators, passwords, signing_in
from hongyun_desktop.core.audit import noting
from hongyun_desktop.core.backups import remembering
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.handover.rules import (
    BackupFacts,
    HandoverFacts,
    Holdings,
    KeysTyped,
    NumbersUsed,
    OpenWork,
    Receiver,
)
from hongyun_desktop.core.honours import printing
from hongyun_desktop.core.store import backup, key_sealing, keys
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.upkeep import UPKEEP
from hongyun_desktop.frozen_class import frozen

_LABEL = "移交"
_HEAD_DIGITS = 16
# What comes with a handover, and what is done with its papers: the list stays that of it.
_AFTERWARDS = (*UPKEEP, "passphrase_changed", "recovery_renewed", "recovery_confirmed", "printed", "paper_saved")
_STANDING = (
    "SELECT c.id FROM certificate c WHERE c.withdrawn_on IS NULL AND NOT EXISTS (SELECT 1 FROM certificate_wording w"
    " WHERE w.certificate_id = c.id AND w.wording = '{\"erased\":true}')"
)
_UNCONFIRMED = (
    "SELECT count(*), count(DISTINCT t.activity_id) FROM attendance t JOIN activity x ON x.id = t.activity_id"
    " WHERE x.kind = 'service' AND x.cancelled_reason = '' AND t.state <> 'absent' AND NOT EXISTS ("
    "SELECT 1 FROM service s JOIN account a ON a.id = s.account_id WHERE s.activity_id = t.activity_id"
    " AND a.resident_id = t.resident_id AND s.reversed_at IS NULL)"
)
_NUMBERS = (
    "SELECT kind, year, (SELECT number FROM certificate f WHERE f.kind = c.kind AND f.year = c.year ORDER BY serial"
    " LIMIT 1), (SELECT number FROM certificate l WHERE l.kind = c.kind AND l.year = c.year ORDER BY serial DESC"
    " LIMIT 1), count(*) FROM certificate c GROUP BY kind, year ORDER BY year, kind"
)


@frozen
class HandedOver:
    """The outcome. recovery_text: the new recovery key, shown once; empty where nothing is encrypted.

    carried: backups that open by the new passphrase now; not_carried: folders whose backups still open by the old.
    """

    facts: HandoverFacts
    changed: Changed
    recovery_text: str
    carried: int
    not_carried: tuple[str, ...]


def plan(store: Store) -> HandoverFacts:
    """What would be handed over now; what was, where nothing else was done since. Writes nothing.

    Raises: Refused("not_allowed", right, role), Refused("locked").
    """
    store.demand(Right.HAND_OVER)
    marks = ", ".join("?" * len(_AFTERWARDS))
    newest = store.sql(
        "SELECT j.code, o.name, coalesce(j.params ->> 'keys_renewed', 0) FROM journal j"
        " LEFT JOIN operator o ON o.id = j.params ->> 'receiver'"
        f" WHERE j.code NOT IN ({marks}) ORDER BY j.id DESC LIMIT 1",
        _AFTERWARDS,
    )
    if newest and newest[0][0] == "handed_over":
        _code, receiver, keys_renewed = newest[0]
        return replace(_facts(store), receiver=receiver, keys_renewed=bool(keys_renewed))
    return _facts(store)


def _facts(store: Store) -> HandoverFacts:
    told, last = settings.committee(store), remembering.last(store)
    return HandoverFacts(
        compound=told.compound,
        issuer=told.issuer,
        holdings=_holdings(store),
        open_work=_open_work(store),
        ledger=_chain(*store.ledger_head),
        audit=_chain(*store.sql("SELECT events, lower(hex(hash)) FROM audit_head")[0]),
        numbers=tuple(NumbersUsed(*row) for row in store.sql(_NUMBERS)),
        operators=tuple(row.name for row in operators.list_operators(store) if not row.ended),
        receiver="",
        is_encrypted=store.database.key is not None,
        keys_renewed=False,
        backup=BackupFacts(last.at, last.file.name) if last else None,
        made_at=store.clock.now(),
        sample=store.is_demo,
    )


def hand_over(
    store: Store, receiver: Receiver, typed: KeysTyped | None = None, folder: Path | None = None
) -> HandedOver:
    """Back up, let the receiver in as the one administrator, end everybody else's access, and renew the keys.

    typed: needed where the data are encrypted. folder: where the backup goes (None: beside the database). The
    receiver is at the desk afterwards. Raises, with everybody's access as it was: those of `operators.checked_name`,
    `passwords.checked`, `keys.unlock`, `key_sealing.check_passphrase` and `backup.back_up`;
    Refused("handover_keys_missing"), ("not_allowed"), ("locked"), StorageProblem("disk_full"), ("file_not_writable").
    """
    before = plan(store)
    name, phc = operators.checked_name(receiver.name), passwords.hashed(receiver.password)
    has_keys = _check_keys(store, typed)
    folder = folder or backup.folder_of(store.path)
    _back_up(store, folder)
    recovery_text = ""
    with keys.put_back_on_failure(store.path), store.unit("handed_over") as unit:
        receiver_id, ended = operators.hand_to(unit, name, phc)
        unit.params.update(receiver=receiver_id, ended=list(ended), keys_renewed=has_keys)
        unit.irreversible()
        signing_in.keep_desk(unit, receiver_id)
        receiver_row = operators.get_operator(store, receiver_id)
        if has_keys and typed is not None:
            recovery_text = keys.renew_both(store.path, typed.present, typed.new, store.clock)
        changed = unit.changed(Topic.OPERATOR, operator_id=receiver_id)
    # It is done: whatever the disk refuses now must neither keep the new key back nor leave anybody else at the desk.
    signing_in.seat(store, receiver_row)
    carried, not_carried = _carry_over(store, folder) if has_keys else (0, ())
    _note(store, receiver_id, receiver, has_keys)
    facts = replace(_facts_now(store, before), receiver=name, operators=(name,), keys_renewed=has_keys)
    return HandedOver(facts, changed, recovery_text, carried, not_carried)


def _note(store: Store, receiver_id: int, receiver: Receiver, has_keys: bool) -> None:
    # The line of the handover says all of it; these are for whoever looks for the events.
    with suppress(StorageProblem):
        signing_in.sign_in(store, receiver_id, receiver.password)
        for code in ("passphrase_changed", "recovery_renewed") if has_keys else ():
            noting.note(store, code)


def _facts_now(store: Store, before: HandoverFacts) -> HandoverFacts:
    try:
        return _facts(store)
    except StorageProblem:
        return before


def _check_keys(store: Store, typed: KeysTyped | None) -> bool:
    """Whether there are keys to renew; everything that could be wrong with what was typed is found here."""
    if store.database.key is None or not keys.file_of(store.path).is_file():
        return False
    if typed is None:
        raise Refused("handover_keys_missing")
    key_sealing.check_passphrase(typed.new)
    keys.unlock(store.path, typed.present)
    return True


def _back_up(store: Store, folder: Path) -> None:
    before, written = remembering.last(store), remembering.newest_write(store)
    # A label of its own: it is never thinned, and the place that was chosen for the daily ones stays.
    made = backup.back_up(store, folder, label=_LABEL)
    told = remembering.note(store, made, written, chosen=before.chosen if before else None)
    noting.note(store, "backed_up", place=told.place.value, entries=told.entries, head=told.head)


def _carry_over(store: Store, folder: Path) -> tuple[int, tuple[str, ...]]:
    """Let the backups within reach open by the new passphrase only; a folder that takes nothing is named."""
    last = remembering.last(store)
    folders = [backup.folder_of(store.path), folder, *([last.chosen] if last and last.chosen else [])]
    carried, failed = 0, list[str]()
    for each in dict.fromkeys(path.absolute() for path in folders):
        try:
            carried += keys.carry_over(store.path, each) if each.is_dir() else 0
        except (StorageProblem, OSError):
            failed.append(str(each))
    return carried, tuple(failed)


def _chain(count: int, head: str) -> str:
    return f"{count}-{head[:_HEAD_DIGITS]}"


def _holdings(store: Store) -> Holdings:
    rows = store.sql(
        "SELECT (SELECT count(*) FROM resident WHERE erased_at IS NULL AND merged_into IS NULL),"
        " (SELECT count(*) FROM dwelling), (SELECT entries FROM chain_head), (SELECT count(*) FROM certificate),"
        " (SELECT count(*) FROM stored_file), (SELECT count(*) FROM team WHERE disbanded_on IS NULL)"
    )
    return Holdings(*rows[0])


def _open_work(store: Store) -> OpenWork:
    standing = [row[0] for row in store.sql(_STANDING)]
    attendance, activities = store.sql(_UNCONFIRMED)[0]
    return OpenWork(
        unprinted=len(standing) - len(printing.printed_before(store, standing)),
        unsigned=store.value(f"SELECT count(*) FROM ({_STANDING} AND c.signed_on IS NULL)"),
        proofs=store.value(
            "SELECT count(*) FROM round_draft d WHERE d.round_id IS NULL AND (SELECT signed_on IS NULL FROM proof"
            " WHERE draft_id = d.id ORDER BY id DESC LIMIT 1)"
        ),
        drafts=store.value("SELECT count(*) FROM round_draft WHERE round_id IS NULL"),
        attendance=attendance,
        activities=activities,
        print_runs=len(printing.open_runs(store)),
    )
