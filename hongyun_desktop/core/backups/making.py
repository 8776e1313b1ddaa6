# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups that people ask for, and those the program makes by itself at close and daily, thinned once a newer one
was found sound.

A copy has a number that only grows, so that the newest is known whatever the clock says.
"""

from pathlib import Path

from hongyun_desktop.core.audit import noting
from hongyun_desktop.core.backups import photo_thinning, soundness, thinning
from hongyun_desktop.core.backups.remembering import LastBackup, database_id, last, newest_write, note
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import backup
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store


def back_up(store: Store, folder: Path) -> LastBackup:
    """Make a verified backup in a folder that somebody chose, and remember it; it is never thinned.

    Raises: Refused("locked"), Refused("not_allowed", right, role), those of `store.backup.back_up`.
    """
    store.demand(Right.BACK_UP)
    written = newest_write(store)
    return _logged(store, note(store, backup.back_up(store, folder), written, chosen=folder.absolute()))


def back_up_by_itself(store: Store) -> LastBackup:
    """Make a verified backup where the last one was chosen to be, else beside the database, and remember it.

    Nothing is made where nothing was written since the last one. A chosen folder that takes nothing any more (full,
    pulled out, read-only) is no reason to have no backup: then it goes beside the database.
    Raises: those of `store.backup.back_up`.
    """
    before = last(store)
    if before is not None and before.written == newest_write(store) and before.file.is_file():
        return before
    chosen = before.chosen if before else None
    own = backup.folder_of(store.path)
    if chosen is None or not chosen.is_dir() or chosen == own.absolute():
        return back_up_numbered(store, own, chosen=chosen)
    try:
        return back_up_numbered(store, chosen, chosen=chosen)
    except StorageProblem:
        return back_up_numbered(store, own, chosen=chosen)


def back_up_numbered(store: Store, folder: Path, *, chosen: Path | None) -> LastBackup:
    """Make a verified backup among those that are thinned, and thin them if it is sound through and through.

    Raises: those of `store.backup.back_up`.
    """
    before, written, rows = last(store), newest_write(store), soundness.census(store)
    owner = database_id(store)[:4]
    copies = thinning.of(_names_in(folder), store.path.stem, owner)
    number = 1 + max([before.number if before else 0, *(copy.number[0] for copy in copies)])
    made = backup.back_up(store, folder, label=thinning.label_of(owner, number))
    is_same_moment = soundness.census(store) == rows
    found = soundness.findings(made.file, store.database.key, rows if is_same_moment else None)
    told = note(store, made, written, chosen=chosen, number=number, is_sound=not found)
    if not found:
        _thin(folder, store.path.stem, owner)
        photo_thinning.thin(store, folder)
    return _logged(store, told)


def _logged(store: Store, told: LastBackup) -> LastBackup:
    noting.note(store, "backed_up", place=told.place.value, entries=told.entries, head=told.head)
    return told


def _names_in(folder: Path) -> list[str]:
    try:
        return [file.name for file in folder.iterdir()]
    except OSError:
        # Not made yet, or gone: whoever writes there will say so.
        return []


def _thin(folder: Path, stem: str, owner: str) -> None:
    for copy in thinning.superfluous(thinning.of(_names_in(folder), stem, owner)):
        try:
            backup.remove(folder / copy.name)
        except OSError:
            # Held open or write-protected: it is dropped next time, and the new backup stands.
            continue
