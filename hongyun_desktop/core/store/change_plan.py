# SPDX-License-Identifier: GPL-3.0-or-later
"""What an encrypting or a decrypting is to reach, remembered beside the database until it is done. No feature."""

import json
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


def clear(path: Path) -> None:
    """The plan goes last, and in one piece, and with it the folder: until then it can be done again."""
    folder = work_folder_of(path)
    for file in folder.iterdir():
        if file.name != _PLAN:
            wipe(file)
    (folder / _PLAN).unlink(missing_ok=True)
    folder.rmdir()
