# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever single row of ledger or journal somebody changes, removes or makes up, check finds and names it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.audit import verification
from hongyun_desktop.core.audit.noting import note
from hongyun_desktop.core.points import ledger
from hongyun_desktop.core.points.tables import Account
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store import audit_chain, journal
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.triggers import missing_triggers
from tests.stores import empty_store

TABLES = ("journal", "audit_seal", "entry", "journal_row", "audit_head", "chain_head")
KEYS = {"audit_seal": "journal_id"}
OTHER = {"at": "2020-01-01T00:00:00", "code": "x", "params": '{"x":1}', "run": "y", "memo": "z", "counter": "adjust",
         "service_date": "2020-01-01", "recorded_at": "2020-01-01T00:00:00", "table_name": "dwelling",
         "before": '{"x":1}', "after": '{"erased":true}'}  # fmt: skip
HASHES = {"hash", "ledger_hash", "images_hash", "seal", "digest"}


@pytest.fixture
def filled(store: Store) -> Store:
    """Three units that write to the ledger, and others between and behind them."""
    with store.unit("resident_added") as unit:
        resident = unit.insert(Resident, name="罗喆")
        unit.insert(Account, resident_id=resident)
    for points in (5, 7, 9):
        with store.unit("activity_credited", count=1) as unit:
            ledger.append(unit, [ledger.Posting(1, "issue", points, date(2026, 9, 1), "by hand")])
        note(store, "exported", what="roster", masked=True, purpose="")
    with store.unit("resident_saved") as unit:
        unit.update(Resident, resident, name="罗哲", note="常来")
        gone = unit.insert(Resident, name="吕静")
    with store.unit("resident_saved") as unit:
        unit.update(Resident, gone, note="搬走了")
    erasure.erase(store, gone)
    note(store, "exported", what="roster", masked=True, purpose="")
    return store


def found(store: Store) -> list[Finding]:
    return [*verification.findings(store), *ledger.verify(store)]


@contextmanager
def attacked(store: Store, statement: str, params: tuple[Any, ...] = ()) -> Iterator[None]:
    """What an attacker does: drop the triggers, change one row, put the triggers back; taken back afterwards."""
    connection = store.database.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    try:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement, params)
        assert connection.execute("SELECT changes()").fetchone() == (1,)
        for _name, sql in triggers:
            connection.execute(sql)
        assert missing_triggers(connection) == []
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")


def rows_of(store: Store, table: str) -> list[dict[str, Any]]:
    columns = [name for (name,) in store.sql("SELECT name FROM pragma_table_info(?)", (table,))]
    return [dict(zip(columns, row, strict=True)) for row in store.sql(f"SELECT * FROM {table}")]


def other(column: str, value: Any) -> Any:
    if column in HASHES:
        return bytes(31) + b"\x07"
    if column == "salt":
        return bytes(16)
    if column == "undoable":
        return 1 - value
    if column in OTHER:
        return OTHER[column]
    return 99 if value is None else value + 1000


def names(findings: list[Finding], table: str, row: dict[str, Any]) -> bool:
    """Whether some finding speaks of the row, or of the head where the row is one."""
    if table in {"audit_head", "chain_head"}:
        return any(each.code.endswith(("head_wrong", "cut_short", "differs")) for each in findings)
    number = row[KEYS.get(table, "id")]
    if table == "journal_row":
        # A line's number says nothing about an image.
        told = [each for each in findings if "image" in each.code or each.params.get("table") == table]
        return any(
            number in (each.params.get("row"), each.params.get("previous"), each.params.get("image")) for each in told
        )
    return any(
        number in (each.params.get("row"), each.params.get("entry"), each.params.get("entries"))
        or each.params.get("first", number + 1) <= number <= each.params.get("last", number - 1)
        for each in findings
    )


def test_an_honest_journal_has_no_findings(filled: Store) -> None:
    assert found(filled) == []


def _change_every_cell(store: Store, table: str) -> None:
    key = KEYS.get(table, "id")
    for row in rows_of(store, table):
        for column, value in row.items():
            if column == "id" and table in {"audit_head", "chain_head"}:
                continue
            if value == other(column, value):
                continue
            with attacked(store, f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (other(column, value), row[key])):
                assert names(found(store), table, row), (table, row[key], column, found(store))


def _remove_every_row(store: Store, table: str) -> None:
    key = KEYS.get(table, "id")
    for row in rows_of(store, table):
        with attacked(store, f"DELETE FROM {table} WHERE {key} = ?", (row[key],)):
            assert names(found(store), table, row), (table, row[key], found(store))


def _attack_every_cell_and_row(store: Store, tables: tuple[str, ...]) -> None:
    for table in tables:
        _change_every_cell(store, table)
        _remove_every_row(store, table)


@pytest.mark.parametrize("table", TABLES)
def test_every_changed_column_of_every_row_is_found_and_named(filled: Store, table: str) -> None:
    _change_every_cell(filled, table)


@pytest.mark.parametrize("table", TABLES[:4])
def test_every_removed_row_is_found_and_named(filled: Store, table: str) -> None:
    _remove_every_row(filled, table)


@pytest.mark.parametrize("table", ["journal", "audit_seal", "entry", "journal_row"])
@pytest.mark.parametrize("number", [-3, 0, "next", 400])
def test_every_row_made_up_is_found_and_named(filled: Store, table: str, number: int | str) -> None:
    key = KEYS.get(table, "id")
    row = dict(rows_of(filled, table)[-1])
    row[key] = row[key] + 1 if number == "next" else number
    marks = ", ".join("?" * len(row))
    with attacked(filled, f"INSERT INTO {table}({', '.join(row)}) VALUES ({marks})", tuple(row.values())):
        assert names(found(filled), table, row), found(filled)


def sealed_anew(store: Store, row: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What somebody writes who knows how images are sealed."""
    changed = {**row, **changes}
    previous = store.value("SELECT seal FROM journal_row WHERE id = ?", (row["id"] - 1,)) or audit_chain.EMPTY_HEAD
    whose = [changed[each] for each in ("id", "journal_id", "table_name", "row_id", "before", "after")]
    digest = changed["digest"] or audit_chain.image_digest(changed["salt"], *whose[-2:])
    return {**changed, "seal": audit_chain.image_seal(previous, digest, *whose)}


def test_an_image_changed_with_its_own_seal_is_found_and_named(filled: Store) -> None:
    for row in rows_of(filled, "journal_row"):
        new = sealed_anew(filled, row, table_name="dwelling")
        statement = f"UPDATE journal_row SET {', '.join(f'{each} = ?' for each in new)} WHERE id = ?"
        with attacked(filled, statement, (*new.values(), row["id"])):
            assert names(found(filled), "journal_row", row), (row["id"], found(filled))


def test_an_image_blanked_by_no_erasure_is_found_and_named(filled: Store) -> None:
    for row in rows_of(filled, "journal_row"):
        if row["digest"] is not None:
            continue
        digest = audit_chain.image_digest(row["salt"], row["before"], row["after"])
        statement = (
            "UPDATE journal_row SET salt = NULL, digest = ?, before = iif(before IS NULL, NULL, '{\"erased\":true}'),"
            " after = iif(after IS NULL, NULL, '{\"erased\":true}') WHERE id = ?"
        )
        with attacked(filled, statement, (digest, row["id"])):
            (finding,) = found(filled)
            assert finding == Finding("audit_image_blanked", {"row": row["id"], "line": row["journal_id"]})


def test_what_an_erasure_blanked_is_named_by_its_line_and_says_nothing_of_what_it_was(filled: Store) -> None:
    blank = filled.sql("SELECT id, salt FROM journal_row WHERE digest IS NOT NULL ORDER BY id")
    assert len(blank) == 2
    line = filled.value("SELECT params ->> 'blanked' FROM journal WHERE code = 'resident_erased'")
    assert line == str([image for image, _salt in blank]).replace(" ", "")
    assert [salt for _image, salt in blank] == [None, None]


def test_an_end_of_images_cut_off_is_found_before_and_after_the_next_line(filled: Store) -> None:
    connection = filled.database.connection()
    trigger = filled.value("SELECT sql FROM sqlite_master WHERE name = 'journal_row_no_delete'")
    last = filled.value("SELECT max(id) FROM journal_row")
    connection.execute("DROP TRIGGER journal_row_no_delete")
    connection.execute("DELETE FROM journal_row WHERE id = ?", (last,))
    connection.execute(trigger)
    assert Finding("audit_row_missing", {"table": "journal_row", "row": last}) in found(filled)
    with filled.unit("resident_saved") as unit:
        unit.insert(Resident, name="单妍")
    assert any(each.code == "audit_images_differ" for each in found(filled))


def test_numbers_far_beyond_the_end_are_found_without_naming_all_between(filled: Store) -> None:
    far = 10**15
    for head, column in (("audit_head", "images"), ("audit_head", "events"), ("chain_head", "entries")):
        with attacked(filled, f"UPDATE {head} SET {column} = ?", (far,)):
            assert names(found(filled), head, {})
    filled.sql("INSERT INTO journal_row(id, journal_id, table_name, row_id) VALUES (?, 1, 'resident', 1)", (far,))
    with filled.unit("resident_saved") as unit:
        unit.insert(Resident, name="单妍")
    assert any(each.params.get("row") == far for each in found(filled))


@settings(max_examples=25)
@given(st.data())
def test_whatever_was_done_the_trail_is_sound_and_any_row_that_goes_is_missed(data: st.DataObject) -> None:
    with empty_store() as store:
        for step in data.draw(st.lists(st.sampled_from(["add", "change", "erase", "note", "undo"]), min_size=1)):
            resident = store.value("SELECT max(id) FROM resident WHERE erased_at IS NULL")
            if step == "add" or (step in ("change", "erase") and resident is None):
                with store.unit("resident_saved") as unit:
                    unit.insert(Resident, name="罗喆")
            elif step == "change":
                with store.unit("resident_saved") as unit:
                    unit.update(Resident, resident, note=data.draw(st.sampled_from(["", "常来", "搬走了"])))
            elif step == "erase":
                erasure.erase(store, resident)
            elif step == "undo" and (last := journal.undoable(store)) and journal.can_be_undone(store, last.journal_id):
                journal.undo(store)
            else:
                note(store, "exported", what="roster", masked=True, purpose="")
        assert found(store) == []
        table = data.draw(st.sampled_from(["journal", "audit_seal", "journal_row"]))
        rows = rows_of(store, table)
        if rows:
            row, key = data.draw(st.sampled_from(rows)), KEYS.get(table, "id")
            with attacked(store, f"DELETE FROM {table} WHERE {key} = ?", (row[key],)):
                assert names(found(store), table, row)


def test_an_end_cut_off_with_its_seal_is_found(filled: Store) -> None:
    connection = filled.database.connection()
    last = filled.value("SELECT max(id) FROM journal")
    for trigger in ("journal_no_delete", "audit_seal_no_delete"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("DELETE FROM audit_seal WHERE journal_id = ?", (last,))
    connection.execute("DELETE FROM journal WHERE id = ?", (last,))
    (finding,) = verification.findings(filled)
    assert finding == Finding("audit_cut_short", {"told": last, "events": last - 1})
    note(filled, "exported", what="roster", masked=True, purpose="")
    assert "audit_row_altered" in [each.code for each in verification.findings(filled)]


def test_the_program_itself_can_change_no_seal(filled: Store) -> None:
    connection = filled.database.connection()
    for statement in (
        "UPDATE audit_seal SET entries = 0", "DELETE FROM audit_seal", "DELETE FROM audit_head",
        "UPDATE audit_head SET events = 1", "INSERT INTO audit_seal VALUES (1, 0, zeroblob(32), zeroblob(32), 0, zeroblob(32))",
    ):  # fmt: skip
        with pytest.raises(Exception, match=r"AUDIT_|UNIQUE"):
            connection.execute(statement)
    assert found(filled) == []


@pytest.mark.parametrize("schema", [1, 2, 3, 4])
def test_a_released_database_is_sealed_cell_by_cell_as_it_comes_up(schema: int, store_path: Path) -> None:
    released = Path(__file__).parents[2] / "data" / "schemas" / f"schema-{schema}.db"
    store_path.write_bytes(released.read_bytes())
    with open_store(store_path) as store:
        # Before the first line of this program, and behind it.
        _attack_every_cell_and_row(store, ("journal", "audit_seal", "journal_row"))
        note(store, "exported", what="roster", masked=True, purpose="")
        _attack_every_cell_and_row(store, ("journal", "audit_seal", "journal_row"))


@pytest.mark.parametrize("schema", [1, 2, 3, 4])
def test_a_released_database_is_whole_as_it_comes_up(schema: int, store_path: Path) -> None:
    released = Path(__file__).parents[2] / "data" / "schemas" / f"schema-{schema}.db"
    store_path.write_bytes(released.read_bytes())
    with open_store(store_path) as store:
        count = store.value("SELECT count(*) FROM journal")
        assert count == store.value("SELECT count(*) FROM audit_seal") == store.value("SELECT events FROM audit_head")
        assert count > 0
        assert found(store) == []
        note(store, "exported", what="roster", masked=True, purpose="")
        assert found(store) == []
