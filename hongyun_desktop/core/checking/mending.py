# SPDX-License-Identifier: GPL-3.0-or-later
"""Mends what can be proved right: search words, indexes, numbering, rows that mean nothing alone, photos with a copy.

Never touches ledger, journal or certificates: those are left to a backup.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.checking import photo_files
from hongyun_desktop.core.checking.looking import check
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import search_index
from hongyun_desktop.core.store.database import full_or
from hongyun_desktop.core.store.integrity import MEANINGLESS_ALONE, Finding
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit
from hongyun_desktop.frozen_class import frozen


@frozen
class Mended:
    """What was mended, proved by a second look through everything, and what is left."""

    changed: Changed
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]


def mend(store: Store, findings: Iterable[Finding]) -> Mended:
    """Mend those findings that say that they can be, in one journaled step, and look through everything again.

    What no longer is as a finding says is left alone. Raises: Refused("not_allowed", right, role),
    Refused("locked"), Refused("read_only_rescue"), StorageProblem("disk_full"), ("folder_not_writable").
    """
    store.demand(Right.MEND)
    asked = [each for each in findings if each.mendable]
    counts = {code: sum(each.code == code for each in asked) for code in _MENDERS}
    with store.unit("mended", **{code: count for code, count in counts.items() if count}) as unit:
        try:
            for code, mender in _MENDERS.items():
                these = [each.params for each in asked if each.code == code]
                if these:
                    mender(unit, these)
        except OSError as error:
            otherwise = StorageProblem("folder_not_writable", folder=store.path.parent.name)
            raise full_or(error, store.path, otherwise) from error
        if asked:
            unit.irreversible()
        changed = unit.changed(Topic.FILES, Topic.RESIDENT)
    left = check(store)
    return Mended(changed, tuple(each for each in asked if each not in left), tuple(left))


_Params = Sequence[Mapping[str, object]]


def _mend_indexes(unit: Unit, these: _Params) -> None:
    known = {name for (name,) in unit.store.sql("SELECT name FROM sqlite_master WHERE type = 'index'")}
    for params in these:
        if params["index"] in known:
            unit.execute(f'REINDEX "{params["index"]}"')


def _mend_search(unit: Unit, these: _Params) -> None:
    for params in these:
        unit.touch(str(params["kind"]), [int(str(params["row"]))])


def _mend_search_index(unit: Unit, _these: _Params) -> None:
    # Deleting its rows one by one would follow what is broken.
    unit.execute("INSERT INTO search(search) VALUES ('rebuild')")
    search_index.rebuild(unit.store.database.connection())


def _mend_sequences(unit: Unit, these: _Params) -> None:
    for params in these:
        name, last = params["table"], params["last"]
        unit.execute("INSERT INTO sqlite_sequence(name, seq) SELECT ?1, 0 WHERE NOT EXISTS"
                     " (SELECT 1 FROM sqlite_sequence WHERE name = ?1)", (name,))  # fmt: skip
        unit.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name))


def _mend_orphans(unit: Unit, these: _Params) -> None:
    broken = {(table, row) for table, row, _, _ in unit.store.sql("PRAGMA foreign_key_check")}
    for params in these:
        table, row = params["table"], params["row"]
        if table in MEANINGLESS_ALONE and (table, row) in broken:
            unit.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))


def _mend_photos(unit: Unit, these: _Params) -> None:
    places = photo_files.places_of_copies(unit.store)
    for params in these:
        sha256 = str(params["sha256"])
        found = photo_files.copy_of(unit.store, sha256, places)
        if found is not None:
            photo_files.bring_back(unit.store, sha256, *found)


def _mend_unowned(unit: Unit, these: _Params) -> None:
    names = {params["file"] for params in these}
    for file in photo_files.unowned(unit.store):
        if file.name in names:
            photo_files.move_aside(unit.store, file)


_MENDERS: Mapping[str, Callable[[Unit, _Params], None]] = {
    "index_out_of_step": _mend_indexes,
    "search_index_broken": _mend_search_index,
    "search_out_of_step": _mend_search,
    "sequence_behind": _mend_sequences,
    "reference_broken": _mend_orphans,
    "file_missing_or_altered": _mend_photos,
    "task_photo_missing": _mend_photos,
    "activity_photo_missing": _mend_photos,
    "team_photo_missing": _mend_photos,
    "facility_photo_missing": _mend_photos,
    "file_without_row": _mend_unowned,
}
