# SPDX-License-Identifier: GPL-3.0-or-later
"""What an encrypting or a decrypting is to reach, remembered beside the database until it is done. No feature."""

import errno
import json
from itertools import count
from pathlib import Path

from hongyun_desktop.core.store.syncing import wipe
from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.frozen_class import frozen

_PLAN = "plan.json"


@frozen
class Plan:
    """What a change is to reach, and the names of each photo before and after it, below the folder of photos."""

    to_encrypted: bool
    photos: tuple[tuple[str, str], ...] = ()


def work_folder_of(path: Path) -> Path:
    """Where the other state of a database is made; as long as it is there, something is left to do."""
    return path.with_name(path.name + ".changing")


def write(path: Path, plan: Plan) -> None:
    """Remember what is going to be made, before it is. Raises: StorageProblem."""
    told = {"to_encrypted": plan.to_encrypted, "photos": plan.photos}
    write_whole(work_folder_of(path) / _PLAN, json.dumps(told).encode())


def read(path: Path) -> Plan | None:
    """What was to be reached; None where nothing was begun. Raises: OSError."""
    try:
        told = json.loads((work_folder_of(path) / _PLAN).read_bytes())
    except FileNotFoundError:
        # Killed before anything was made but the folder.
        return None
    return Plan(bool(told["to_encrypted"]), tuple((before, after) for before, after in told["photos"]))


def doomed(path: Path, file: Path) -> Path:
    """Where a file lies that is about to be overwritten: in the work folder, all of which goes, after a kill as well.

    Half overwritten, a backup does not look like one any more, and nobody would go on with it. What lies on another
    disk stays where it is. Raises: OSError.
    """
    folder = work_folder_of(path)
    place = next(each for number in count() if not (each := folder / f"{number}.doomed").exists())
    try:
        return file.replace(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        return file


def clear(path: Path) -> None:
    """The plan goes last, and in one piece, and with it the folder: until then it can be done again."""
    folder = work_folder_of(path)
    for file in folder.iterdir():
        if file.name != _PLAN:
            wipe(file)
    (folder / _PLAN).unlink(missing_ok=True)
    folder.rmdir()
