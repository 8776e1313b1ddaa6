# SPDX-License-Identifier: GPL-3.0-or-later
"""One unit of work is all or nothing, leaves its trace, and never gives a number twice."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.roster.tables import Building, Resident
from hongyun_desktop.core.store import integrity, journal
from hongyun_desktop.core.store.database import connect, engine
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store

AddResident = Callable[..., int]
COUNTS = "SELECT (SELECT count(*) FROM resident), (SELECT count(*) FROM journal), (SELECT count(*) FROM journal_row)"


class Mishap(Exception):
    """A bug in the middle of a unit."""


def import_many(store: Store, count: int) -> None:
    with store.unit("roster_imported") as unit:
        for number in range(count):
            unit.insert(Resident, name=f"居民{number}", note="备注" * 200)


def fill_up(file: Path) -> None:
    with file.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4096))


def test_a_unit_commits_its_rows_their_images_and_a_sentence_without_names(store: Store) -> None:
    with store.unit("resident_saved", dwelling=88) as unit:
        resident_id = unit.insert(Resident, name="罗喆", phones=("13800000000",))
        changed = unit.changed(Topic.RESIDENT, resident=resident_id)
    assert changed == Changed(1, frozenset({Topic.RESIDENT}), "resident_saved", {"dwelling": 88, "resident": 1})
    assert store.sql("SELECT at, operator_id, code, params, undoable FROM journal") == [
        ("2026-10-08T09:00:00", 1, "resident_saved", '{"dwelling":88}', 1)
    ]
    assert store.sql("SELECT table_name, row_id, before FROM journal_row") == [("resident", 1, None)]


def test_an_exception_takes_everything_back(store: Store, add_resident: AddResident) -> None:
    kept = add_resident(store)
    before = store.sql(COUNTS)

    def break_off() -> None:
        with store.unit("resident_saved") as unit:
            unit.insert(Resident, name="吕静")
            unit.update(Resident, kept, name="别人")
            raise Mishap

    with pytest.raises(Mishap):
        break_off()
    assert store.sql(COUNTS) == before
    assert store.sql("SELECT name FROM resident") == [("罗喆",)]
    assert integrity.findings(store) == []


def test_a_unit_that_wrote_nothing_leaves_no_trace(store: Store, add_resident: AddResident) -> None:
    resident_id = add_resident(store)
    before = store.sql(COUNTS)
    with store.unit("resident_saved") as unit:
        assert not unit.update(Resident, resident_id, name="罗喆")
        unit.insert_many(Resident, [])
        unit.append_many(Resident, [])
        changed = unit.changed(Topic.RESIDENT)
    assert changed.journal_id == 0
    assert store.sql(COUNTS) == before


def test_the_images_of_a_change_hold_the_row_before_and_after(store: Store, add_resident: AddResident) -> None:
    resident_id = add_resident(store, phones=("13800000000",))
    with store.unit("resident_saved") as unit:
        assert unit.update(Resident, resident_id, name="罗吉", phones=("13900000000", "02888888888"))
    latest = journal.history(store, "resident", resident_id)[-1]
    assert latest.differences == (
        journal.Difference("name", "罗喆", "罗吉"),
        journal.Difference("phones", '["13800000000"]', '["13900000000", "02888888888"]'),
    )
    assert (latest.entry.operator, latest.entry.code, latest.erased) == ("经办人", "resident_saved", False)


def test_many_rows_get_numbers_in_their_order(store: Store) -> None:
    with store.unit("roster_imported") as unit:
        ids = unit.insert_many(Resident, [{"name": name} for name in ("甲", "乙", "丙")])
    assert store.sql("SELECT id, name FROM resident ORDER BY id") == [(1, "甲"), (2, "乙"), (3, "丙")]
    assert ids == range(1, 4)


def test_a_number_is_never_given_twice_not_even_after_undo(store: Store, add_resident: AddResident) -> None:
    add_resident(store)
    journal.undo(store)
    assert store.sql("SELECT id FROM resident") == []
    assert add_resident(store, "吕静") == 2


def test_a_deleted_row_stays_in_the_journal(store: Store, add_resident: AddResident) -> None:
    resident_id = add_resident(store)
    with store.unit("resident_removed") as unit:
        unit.delete(Resident, resident_id)
    assert store.sql("SELECT id FROM resident") == []
    names = [d for d in journal.history(store, "resident", resident_id)[-1].differences if d.column == "name"]
    assert names == [journal.Difference("name", "罗喆", None)]


def test_a_row_that_is_not_there_can_not_be_changed(store: Store) -> None:
    with pytest.raises(LookupError), store.unit("resident_saved") as unit:
        unit.update(Resident, 404, name="谁")


def test_units_do_not_nest_and_the_outer_one_goes_on(store: Store) -> None:
    with store.unit("resident_saved") as unit:
        unit.insert(Resident, name="罗喆")
        with pytest.raises(engine.OperationalError, match="within a transaction"), store.unit("inner"):
            pass
    assert store.value("SELECT count(*) FROM resident") == 1


def test_a_rule_of_the_schema_takes_the_whole_unit_back(store: Store) -> None:
    rows = [{"name": "罗喆", "dwelling_id": None}, {"name": "吕静", "dwelling_id": 404}]
    with pytest.raises(engine.IntegrityError), store.unit("resident_saved") as unit:
        unit.insert_many(Resident, rows)
    assert store.sql(COUNTS) == [(0, 0, 0)]


def test_while_another_program_writes_a_unit_is_refused_with_a_sentence(store: Store) -> None:
    other = connect(store.path, None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageProblem, match="database_busy"), store.unit("resident_saved") as unit:
        unit.insert(Resident, name="罗喆")
    other.execute("ROLLBACK")
    other.close()
    with store.unit("resident_saved") as unit:
        unit.insert(Resident, name="罗喆")
    assert store.value("SELECT count(*) FROM resident") == 1


@pytest.mark.parametrize("key", [None, bytes(range(32))])
def test_a_unit_that_finds_the_disk_full_is_taken_back_whole(store_path: Path, key: bytes | None) -> None:
    with open_store(store_path, key) as store:
        pages = store.value("PRAGMA page_count")
        store.sql(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(StorageProblem, match="disk_full"):
            import_many(store, 5_000)
        assert store.sql(COUNTS) == [(0, 0, 0)]
        store.sql(f"PRAGMA max_page_count = {pages + 5_000}")
        with store.unit("resident_saved") as unit:
            unit.insert(Resident, name="罗喆")
        assert integrity.findings(store) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "小盘"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only an administrator of Linux can mount a small disk")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)], check=False)
    if mounted.returncode:
        pytest.skip("this computer lets nobody mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_on_a_disk_that_is_really_full_nothing_is_half_written(small_disk: Path, add_resident: AddResident) -> None:
    path = small_disk / "鸿运.db"
    with open_store(path) as store:
        add_resident(store)
        before = store.sql(COUNTS)
        with pytest.raises(StorageProblem, match="disk_full"):
            import_many(store, 3_000)
        assert store.sql(COUNTS) == before
        assert integrity.findings(store) == []
    with open_store(path) as store:
        add_resident(store, "吕静")
        assert integrity.findings(store) == []


def test_a_disk_that_is_full_from_the_start_gets_no_half_of_a_database(small_disk: Path) -> None:
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="space"):
        fill_up(filler)
    with pytest.raises(StorageProblem, match="disk_full"):
        open_store(small_disk / "鸿运.db")
    assert not list(small_disk.glob("*.db"))
    filler.unlink()
    open_store(small_disk / "鸿运.db").close()


def test_search_words_follow_every_unit(store: Store, add_resident: AddResident) -> None:
    resident_id = add_resident(store)
    found = "SELECT count(*) FROM search WHERE search MATCH ?"
    assert store.value(found, ('"罗 喆"',)) == 1
    with store.unit("resident_saved") as unit:
        unit.update(Resident, resident_id, name="吕静")
    assert (store.value(found, ('"罗 喆"',)), store.value(found, ("lvjing",))) == (0, 1)
    journal.undo(store)
    assert store.value(found, ('"罗 喆"',)) == 1


def test_a_search_row_out_of_step_is_found(store: Store, add_resident: AddResident) -> None:
    add_resident(store)
    store.database.connection().execute("DELETE FROM search")
    assert [(each.code, each.params) for each in integrity.findings(store)] == [
        ("search_out_of_step", {"kind": "resident", "row": 1})
    ]


def test_a_broken_reference_is_found(store: Store, add_resident: AddResident) -> None:
    add_resident(store)
    connection = store.database.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("UPDATE resident SET dwelling_id = 404")
    assert [(each.code, each.params) for each in integrity.findings(store)] == [
        ("reference_broken", {"table": "resident", "row": 1, "parent": "dwelling"})
    ]


def test_models_stay_unbound(store: Store) -> None:
    with store.unit("building_saved") as unit:
        unit.insert(Building, code="3")
    assert [row.code for row in store.fetch(Building.select())] == ["3"]
    assert Building._meta.database is None
