# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the store share: a neighbour to write about, and a picture of a folder's bytes."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store import migrations
from hongyun_desktop.core.store.migrations import steps
from hongyun_desktop.core.store.store import Store

AddResident = Callable[..., int]
WithSteps = Callable[..., None]
Bytes = dict[str, str]


@pytest.fixture
def with_steps(monkeypatch: pytest.MonkeyPatch) -> WithSteps:
    """Makes a program that knows these steps behind those released; called anew, other ones."""
    released = steps.STEPS

    def know(*more: str) -> None:
        monkeypatch.setattr(steps, "STEPS", (*released, *more))
        monkeypatch.setattr(migrations, "LATEST", len(released) + len(more))

    return know


@pytest.fixture
def add_resident() -> AddResident:
    """Adds one resident by a unit of its own; the id."""

    def add(store: Store, name: str = "罗喆", **values: object) -> int:
        with store.unit("resident_saved") as unit:
            return unit.insert(Resident, name=name, **values)

    return add


@pytest.fixture
def bytes_of() -> Callable[[Path], Bytes]:
    """Name and SHA-256 of a database and its write-ahead log, of those that exist and hold anything."""

    def look(path: Path) -> Bytes:
        files = [path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal")]
        return {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in files
            if file.exists() and (file == path or file.stat().st_size)
        }

    return look
