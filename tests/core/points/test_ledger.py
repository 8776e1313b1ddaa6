# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger against those who would change it: through its triggers, and past them."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import pytest

from hongyun_desktop.core.points import crediting, ledger, merging, reversal
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import hold, tampering

INSERT = (
    "entry(id, account_id, counter, amount, balance_after, service_date, recorded_at, recorded_by, memo, reverses, hash)"
    " VALUES (?, ?, ?, ?, ?, '2026-09-12', '2026-10-08T09:00:00', 1, 'other', ?, zeroblob(32))"
)


@pytest.fixture
def quarter(store: Store, neighbours: list[int], clean_up: int) -> Store:
    """Six entries: three people credited once, two of them again, and one entry reversed."""
    crediting.credit(store, neighbours, clean_up, 60)
    crediting.credit(store, neighbours[:2], hold(store, "巡逻"), 90)
    reversal.reverse(store, 4, "wrong_hours")
    return store


def rehash(connection: Any, first: int) -> None:
    """Give the entries from one on the hashes that their contents would have, as a forger would."""
    rows = connection.execute(
        "SELECT id, account_id, counter, amount, balance_after, service_date, recorded_at, recorded_by, memo, batch_id,"
        " reverses FROM entry WHERE id >= ? ORDER BY id",
        (first,),
    ).fetchall()
    head = connection.execute("SELECT hash FROM entry WHERE id = ?", (first - 1,)).fetchone()[0]
    for row in rows:
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        head = hashlib.sha256(head + text.encode()).digest()
        connection.execute("UPDATE entry SET hash = ? WHERE id = ?", (head, row[0]))


def rewind_head(connection: Any) -> None:
    connection.execute(
        "UPDATE chain_head SET entries = (SELECT max(id) FROM entry),"
        " hash = (SELECT hash FROM entry ORDER BY id DESC LIMIT 1)"
    )


def test_what_the_program_wrote_verifies(quarter: Store) -> None:
    assert quarter.ledger_head[0] == 6
    assert ledger.verify(quarter) == []


def test_an_empty_ledger_verifies(store: Store) -> None:
    assert ledger.verify(store) == []


def test_the_hash_is_that_of_the_row_as_compact_json_after_the_hash_before(quarter: Store) -> None:
    *row, digest = quarter.sql(
        "SELECT id, account_id, counter, amount, balance_after, service_date, recorded_at, recorded_by, memo, batch_id,"
        " reverses, hash FROM entry WHERE id = 1"
    )[0]
    text = json.dumps(row, separators=(",", ":"))
    assert text == (
        '[1,1,"issue",10,10,"2026-09-12","2026-10-08T09:00:00",1,"service activity=1 minutes=60 rule=-",1,null]'
    )
    assert hashlib.sha256(bytes(32) + text.encode()).digest() == digest


@pytest.mark.parametrize(
    ("statement", "values", "refusal"),
    [
        (f"INSERT OR REPLACE INTO {INSERT}", (5, 2, "redeem", -1, 24, None), "LEDGER"),
        (f"INSERT OR IGNORE INTO {INSERT}", (7, 2, "redeem", -26, -1, None), "LEDGER_NEGATIVE"),
        (f"INSERT OR IGNORE INTO {INSERT}", (7, 2, "redeem", -1, 25, None), "LEDGER_BALANCE"),
        (f"INSERT OR FAIL INTO {INSERT}", (7, 2, "redeem", -26, -1, None), "LEDGER_NEGATIVE"),
        (f"INSERT INTO {INSERT}", (9, 2, "redeem", -1, 24, None), "LEDGER_SEQUENCE"),
        (f"INSERT INTO {INSERT}", (7, 2, "issue", -14, 11, 5), "LEDGER_REVERSAL"),
        (f"INSERT INTO {INSERT}", (7, 3, "issue", -10, 0, 2), "LEDGER_REVERSAL"),
        (f"INSERT INTO {INSERT}", (7, 1, "issue", 15, 25, 6), "LEDGER_REVERSAL"),
        (f"INSERT INTO {INSERT}", (7, 1, "issue", -15, -5, 4), "LEDGER"),
        ("REPLACE INTO entry SELECT * FROM entry WHERE id = ?", (5,), "LEDGER"),
        ("UPDATE entry SET amount = 1 WHERE id = ?", (5,), "LEDGER_APPEND_ONLY"),
        ("UPDATE OR IGNORE entry SET memo = '' WHERE id = ?", (5,), "LEDGER_APPEND_ONLY"),
        ("DELETE FROM entry WHERE id = ?", (6,), "LEDGER_APPEND_ONLY"),
        ("DELETE FROM service WHERE id = ?", (1,), "LEDGER_APPEND_ONLY"),
        ("UPDATE service SET minutes = 600 WHERE id = ?", (1,), "LEDGER_APPEND_ONLY"),
        ("UPDATE service SET reversed_at = NULL WHERE id = ?", (4,), "LEDGER_APPEND_ONLY"),
    ],
)
def test_the_triggers_refuse_every_other_way_of_writing(
    quarter: Store, statement: str, values: Sequence[object], refusal: str
) -> None:
    with pytest.raises(engine.IntegrityError, match=refusal), quarter.unit("attack") as unit:
        unit.execute(statement, values)
    assert quarter.ledger_head[0] == 6
    assert ledger.verify(quarter) == []


COLUMNS = {
    "account_id": "3",
    "counter": "'adjust'",
    "amount": "amount + 1",
    "balance_after": "balance_after + 1",
    "service_date": "'2026-09-13'",
    "recorded_at": "'2026-10-08T09:00:01'",
    "recorded_by": "2",
    "memo": "'other'",
    "batch_id": "NULL",
    "reverses": "1",
    "hash": "zeroblob(32)",
}


@pytest.mark.parametrize("entry_id", [1, 3, 6])
@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_column_is_found_and_its_entry_named(quarter: Store, entry_id: int, column: str) -> None:
    with tampering(quarter.path) as connection:
        value = "2" if (column, entry_id) == ("account_id", 3) else COLUMNS[column]
        connection.execute(f"UPDATE entry SET {column} = {value} WHERE id = ?", (entry_id,))
    assert Finding("entry_altered", {"entry": entry_id, "previous": entry_id - 1}) in ledger.verify(quarter)


@pytest.mark.parametrize("entry_id", [1, 4, 5])
def test_a_removed_entry_is_found_and_named(quarter: Store, entry_id: int) -> None:
    with tampering(quarter.path) as connection:
        connection.execute("DELETE FROM entry WHERE id = ?", (entry_id,))
    assert Finding("entry_missing", {"first": entry_id, "last": entry_id}) in ledger.verify(quarter)


def test_the_last_entry_cut_off_with_the_head_rewound_is_found_by_the_journal(quarter: Store) -> None:
    with tampering(quarter.path) as connection:
        connection.execute("DELETE FROM entry WHERE id = 6")
        connection.execute("UPDATE service SET reversed_at = NULL WHERE entry_id = 4")
        rewind_head(connection)
    assert ledger.verify(quarter) == [Finding("entry_missing", {"first": 6, "last": 6})]


def test_an_entry_put_in_at_the_end_with_its_right_hash_is_found_by_the_journal(quarter: Store) -> None:
    with tampering(quarter.path) as connection:
        connection.execute(f"INSERT INTO {INSERT}", (7, 2, "adjust", 100, 125, None))
        rehash(connection, 7)
        rewind_head(connection)
    assert ledger.verify(quarter) == [Finding("entry_not_journaled", {"first": 7, "last": 7})]


def test_a_forger_who_hashes_everything_anew_is_found_by_the_journal(quarter: Store) -> None:
    with tampering(quarter.path) as connection:
        connection.execute("UPDATE entry SET amount = 11, balance_after = 11 WHERE id = 3")
        rehash(connection, 3)
        rewind_head(connection)
    codes = {(each.code, each.params["entry"]) for each in ledger.verify(quarter)}
    assert codes == {("entry_differs_from_journal", entry_id) for entry_id in (3, 5, 6)}


def test_a_forged_balance_is_named_even_when_hashed_anew(quarter: Store) -> None:
    with tampering(quarter.path) as connection:
        connection.execute("UPDATE entry SET balance_after = 99 WHERE id = 3")
        rehash(connection, 3)
    assert Finding("entry_balance_wrong", {"entry": 3}) in ledger.verify(quarter)


def test_a_head_that_was_set_elsewhere_is_found(quarter: Store) -> None:
    with tampering(quarter.path) as connection:
        connection.execute("UPDATE chain_head SET entries = 5")
    assert ledger.verify(quarter) == [Finding("ledger_head_wrong", {"entries": 6, "told": 5})]


@pytest.mark.parametrize(
    "change",
    [
        "minutes = 600",
        "account_id = 2, activity_id = NULL",
        "activity_id = NULL",
        "served_on = '2026-07-01'",
        "rule_id = 1",
        "batch_id = 2",
        "reversed_at = '2026-10-08'",
    ],
)
def test_a_service_that_no_longer_fits_its_entry_is_named(quarter: Store, change: str) -> None:
    with tampering(quarter.path) as connection:
        connection.execute(f"UPDATE service SET {change} WHERE id = 1")
    assert ledger.verify(quarter) == [Finding("service_out_of_step", {"service": 1})]


def test_a_reversal_made_undone_in_the_services_alone_is_named(quarter: Store) -> None:
    with tampering(quarter.path) as connection:
        connection.execute("UPDATE service SET reversed_at = NULL WHERE id = 4")
    assert ledger.verify(quarter) == [Finding("service_out_of_step", {"service": 4})]


def test_a_service_that_was_removed_is_missed_by_its_entry(quarter: Store) -> None:
    with tampering(quarter.path) as connection:
        connection.execute("DELETE FROM service WHERE id = 1")
    assert ledger.verify(quarter) == [Finding("service_missing", {"entry": 1})]


def test_a_reversal_that_does_not_mirror_its_original_is_named(quarter: Store) -> None:
    with tampering(quarter.path) as connection:
        connection.execute("UPDATE entry SET amount = -14, balance_after = 11 WHERE id = 6")
        rehash(connection, 6)
    assert Finding("entry_reversal_wrong", {"entry": 6}) in ledger.verify(quarter)


def test_the_journal_of_each_unit_keeps_the_head_it_left(quarter: Store) -> None:
    newest = journal.entries(quarter, 1)[0]
    assert (newest.params["ledger_entries"], newest.params["ledger_head"]) == quarter.ledger_head


def test_entries_and_journal_hold_ids_and_codes_but_no_names(quarter: Store, neighbours: list[int]) -> None:
    reversal.reverse(quarter, 3, "wrong_person")
    merging.merge_people(quarter, neighbours[2], neighbours[1])
    written = str(quarter.sql("SELECT memo FROM entry")) + str(
        quarter.sql("SELECT params FROM journal WHERE code NOT IN ('resident_saved')")
    )
    assert not any(name in written for name in ("罗喆", "王秀英", "李伟"))
