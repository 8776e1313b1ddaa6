# SPDX-License-Identifier: GPL-3.0-or-later
"""A database of every released schema comes up to today's without losing a row, or stays as it was."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.roster.tables import Building, BuildingUnit, Resident
from hongyun_desktop.core.store import integrity, migrating, migrations, triggers
from hongyun_desktop.core.store.backup import folder_of
from hongyun_desktop.core.store.database import connect, engine
from hongyun_desktop.core.store.migrations.steps import STEPS
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from tests.core.store.conftest import WithSteps

SCHEMAS = sorted((Path(__file__).parents[2] / "data" / "schemas").glob("schema-*.db"))
ADD_A_COLUMN = "ALTER TABLE resident ADD COLUMN care TEXT NOT NULL DEFAULT '';"
BREAK_OFF = ADD_A_COLUMN + "UPDATE resident SET care = 'half'; SELECT no_such_function();"
LOSE_A_ROW = "DELETE FROM building;"
CUT_A_REFERENCE = "UPDATE building_unit SET building_id = 404;"
REBUILD_A_PARENT = """
CREATE TABLE new_building(id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, note TEXT NOT NULL) STRICT;
INSERT INTO new_building SELECT id, code, '' FROM building;
DROP TABLE building;
ALTER TABLE new_building RENAME TO building;
"""


def schema_of(store: Store) -> list[tuple[str, ...]]:
    return store.sql("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")


@pytest.mark.parametrize("released", SCHEMAS, ids=[file.stem for file in SCHEMAS])
def test_a_database_of_each_released_schema_becomes_like_a_fresh_one(
    released: Path, store_path: Path, tmp_path: Path
) -> None:
    shutil.copy(released, store_path)
    with sqlite3.connect(released.as_uri() + "?immutable=1", uri=True) as old:
        residents = old.execute("SELECT id, name FROM resident ORDER BY id").fetchall()
        entries = old.execute("SELECT id, amount, hash FROM entry ORDER BY id").fetchall()
    old.close()
    with open_store(store_path) as store, open_store(tmp_path / "fresh.db") as fresh:
        assert schema_of(store) == schema_of(fresh)
        for pragma in ("user_version", "application_id"):
            assert store.value(f"PRAGMA {pragma}") == fresh.value(f"PRAGMA {pragma}")
        assert store.sql("SELECT id, name FROM resident ORDER BY id") == residents != []
        assert store.sql("SELECT id, amount, hash FROM entry ORDER BY id") == entries
        assert integrity.findings(store) == []


def test_there_is_a_database_of_every_schema() -> None:
    assert [file.stem for file in SCHEMAS] == [f"schema-{number + 1}" for number in range(len(STEPS))]


@pytest.fixture
def old_database(store_path: Path) -> Path:
    with open_store(store_path) as store, store.unit("roster_imported") as unit:
        building = unit.insert(Building, code="3")
        unit.insert(BuildingUnit, building_id=building, code="2")
        unit.insert(Resident, name="罗喆")
    return store_path


def backups(path: Path) -> list[Path]:
    return sorted(folder_of(path).glob("*before-migration*.db")) if folder_of(path).exists() else []


def test_a_step_runs_once_after_a_verified_backup(old_database: Path, with_steps: WithSteps) -> None:
    version = migrations.LATEST
    with_steps(ADD_A_COLUMN)
    for _ in range(2):
        with open_store(old_database) as store:
            assert store.value("PRAGMA user_version") == version + 1
            assert store.sql("SELECT name, care FROM resident") == [("罗喆", "")]
            assert store.value("PRAGMA foreign_keys") == 1
    (copy,) = backups(old_database)
    with sqlite3.connect(copy) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("SELECT name FROM resident").fetchone() == ("罗喆",)
    connection.close()


def test_an_up_to_date_database_is_not_copied(old_database: Path) -> None:
    open_store(old_database).close()
    assert backups(old_database) == []


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (BREAK_OFF, engine.OperationalError),
        (LOSE_A_ROW, StorageProblem),
        (CUT_A_REFERENCE, StorageProblem),
    ],
    ids=["breaks off", "loses a row", "cuts a reference"],
)
def test_a_step_that_fails_leaves_the_older_version_usable_and_a_backup_of_it(
    old_database: Path, with_steps: WithSteps, step: str, error: type[Exception]
) -> None:
    version = migrations.LATEST
    with_steps(step)
    with pytest.raises(error) as caught:
        open_store(old_database)
    if isinstance(caught.value, StorageProblem):
        assert caught.value.code == "migration_lost_rows"
    with_steps()
    for path in (old_database, *backups(old_database)):
        with open_store(path) as store:
            assert store.value("PRAGMA user_version") == version
            assert store.sql("SELECT b.code, u.code FROM building b JOIN building_unit u ON u.building_id = b.id") == [
                ("3", "2")
            ]
            assert integrity.findings(store) == []
    assert len(backups(old_database)) == 1


def test_each_step_is_whole_by_itself(old_database: Path, with_steps: WithSteps) -> None:
    version = migrations.LATEST
    with_steps(ADD_A_COLUMN, LOSE_A_ROW)
    with pytest.raises(StorageProblem, match="migration_lost_rows"):
        open_store(old_database)
    with_steps(ADD_A_COLUMN)
    with open_store(old_database) as store:
        assert store.value("PRAGMA user_version") == version + 1
        assert store.sql("SELECT name, care FROM resident") == [("罗喆", "")]


def test_rebuilding_a_parent_table_keeps_its_children(old_database: Path, with_steps: WithSteps) -> None:
    with_steps(REBUILD_A_PARENT)
    with open_store(old_database) as store:
        assert store.sql(
            "SELECT b.code, b.note, u.code FROM building b JOIN building_unit u ON u.building_id = b.id"
        ) == [("3", "", "2")]
        assert integrity.findings(store) == []


def test_a_step_that_drops_a_trigger_is_noticed(old_database: Path, with_steps: WithSteps) -> None:
    rebuilt = (
        "ALTER TABLE entry RENAME TO old_entry; CREATE TABLE entry AS SELECT * FROM old_entry; DROP TABLE old_entry;"
    )
    with_steps(rebuilt)
    connection = connect(old_database, None)
    migrating.run_steps(connection, len(STEPS))
    with_steps("")
    assert "entry_no_update" in triggers.missing_triggers(connection)
    connection.close()


def test_what_a_schema_is_known_by_follows_from_the_steps() -> None:
    assert len(STEPS) == migrations.LATEST
    assert triggers.digest(triggers.expected_triggers()) == migrations.TRIGGERS


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TRIGGER entry_no_update",
        "DROP TRIGGER entry_no_update; CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT 1; END",
    ],
)
def test_a_trigger_that_is_gone_or_changed_is_named_at_opening(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.db"
    open_store(path, create=True).close()
    connection = connect(path, None)
    connection.executescript(damage)
    connection.close()
    with pytest.raises(StorageProblem) as refused:
        open_store(path)
    assert (refused.value.code, refused.value.params["trigger"]) == ("triggers_missing", "entry_no_update")


def test_foreign_keys_are_off_before_a_step_begins(old_database: Path, with_steps: WithSteps) -> None:
    said: list[str] = []
    connection = connect(old_database, None)
    connection.set_trace_callback(said.append)
    with_steps(ADD_A_COLUMN)
    migrating.run_steps(connection, migrations.LATEST - 1)
    connection.set_trace_callback(None)
    connection.close()
    order = [
        next(i for i, s in enumerate(said) if word in s) for word in ("foreign_keys = OFF", "BEGIN IMMEDIATE", "COMMIT")
    ]
    assert order == sorted(order)


DIE_IN_THE_STEP = """
import os, signal, sys
from pathlib import Path
from hongyun_desktop.core.store import migrating, migrations
from hongyun_desktop.core.store.migrations import steps
from hongyun_desktop.core.store.opening import open_store
steps.STEPS = (*steps.STEPS, sys.argv[2])
migrations.LATEST = len(steps.STEPS)
migrating._compare = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
open_store(Path(sys.argv[1]))
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
def test_a_kill_in_the_step_leaves_the_older_version_usable_and_a_backup_of_it(old_database: Path) -> None:
    command = [sys.executable, "-c", DIE_IN_THE_STEP, str(old_database), ADD_A_COLUMN + LOSE_A_ROW]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    for path in (old_database, *backups(old_database)):
        with open_store(path) as store:
            assert store.sql("SELECT name FROM resident") == [("罗喆",)]
            assert integrity.findings(store) == []
    assert len(backups(old_database)) == 1
