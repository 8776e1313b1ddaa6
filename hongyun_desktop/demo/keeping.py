# SPDX-License-Identifier: GPL-3.0-or-later
"""One demo for the window: kept as long as this program can use it as it is, made anew otherwise."""

import shutil
from datetime import date
from pathlib import Path

from hongyun_desktop.core.clock import SystemClock
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.store import migrations, photos
from hongyun_desktop.core.store.backup import put_in_place
from hongyun_desktop.core.store.claiming import claim
from hongyun_desktop.core.store.database import engine, looking
from hongyun_desktop.demo.build import Tell, build


def ready(file: Path, today: date, tell: Tell = lambda _done, _total: None) -> Path:
    """The demo database at a path: as it is, or made anew where there is none or it is of another schema.

    A kill or a cancellation leaves no half of one. Raises: Refused("not_a_demo", file) where another database
    stands there, StorageProblem("database_in_use"), those of `build`.
    """
    release = claim(file, "", SystemClock())
    try:
        if not _usable(file):
            _make(file, today, tell)
    finally:
        release()
    return file


def _usable(file: Path) -> bool:
    if not file.exists():
        return False
    try:
        with looking(file, None) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            is_demo = connection.execute("SELECT is_demo FROM meta").fetchone()[0]
    except engine.Error as error:
        raise Refused("not_a_demo", file=file.name) from error
    if not is_demo:
        raise Refused("not_a_demo", file=file.name)
    return version == migrations.LATEST


def _make(file: Path, today: date, tell: Tell) -> None:
    folder = file.with_name(file.name + ".making")
    try:
        shutil.rmtree(folder, ignore_errors=True)
        made = build(folder / file.name, today, tell).file
        shutil.rmtree(photos.folder_of(file), ignore_errors=True)
        if photos.folder_of(made).exists():
            photos.folder_of(made).rename(photos.folder_of(file))
        put_in_place(made, file)
        tell(1, 1)
    except OSError as error:
        raise StorageProblem("folder_not_writable", folder=file.parent.name) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
