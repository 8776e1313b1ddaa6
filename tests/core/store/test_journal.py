# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo: the newest unit of this opening, if nothing has built on it since."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.roster.tables import Building, BuildingUnit, Resident
from hongyun_desktop.core.store import integrity, journal
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from tests.stores import empty_store

AddResident = Callable[..., int]


def names(store: Store) -> list[str]:
    return [name for (name,) in store.sql("SELECT name FROM resident ORDER BY id")]


def rename(store: Store, resident_id: int, name: str) -> None:
    with store.unit("resident_saved") as unit:
        unit.update(Resident, resident_id, name=name)


def test_undo_takes_the_newest_unit_back_and_redo_does_it_again(store: Store, add_resident: AddResident) -> None:
    resident_id = add_resident(store)
    rename(store, resident_id, "罗吉")
    undone = journal.undo(store)
    assert names(store) == ["罗喆"]
    assert (undone.code, undone.params["what"], undone.topics) == ("undo", "resident_saved", {Topic.RESIDENT})
    assert journal.redo(store).code == "redo"
    assert names(store) == ["罗吉"]


def test_undo_goes_back_step_by_step_and_redo_forward_again(store: Store, add_resident: AddResident) -> None:
    resident_id = add_resident(store, "一")
    rename(store, resident_id, "二")
    rename(store, resident_id, "三")
    for expected in (["二"], ["一"], []):
        journal.undo(store)
        assert names(store) == expected
    with pytest.raises(Refused, match="nothing_to_undo"):
        journal.undo(store)
    for expected in (["一"], ["二"], ["三"]):
        journal.redo(store)
        assert names(store) == expected
    with pytest.raises(Refused, match="nothing_to_redo"):
        journal.redo(store)
    journal.undo(store)
    assert names(store) == ["二"]


def test_something_new_ends_what_could_be_redone(store: Store, add_resident: AddResident) -> None:
    resident_id = add_resident(store, "一")
    rename(store, resident_id, "二")
    journal.undo(store)
    rename(store, resident_id, "三")
    assert journal.redoable(store) is None
    with pytest.raises(Refused, match="nothing_to_redo"):
        journal.redo(store)


@settings(max_examples=40)
@given(steps=st.lists(st.sampled_from(["new", "undo", "redo"]), max_size=14))
def test_undo_and_redo_walk_like_a_list_of_states_with_a_finger_on_it(steps: list[str]) -> None:
    with empty_store() as store:
        with store.unit("building_saved") as unit:
            building = unit.insert(Building, code="0")
            unit.irreversible()
        states, place = ["0"], 0
        for number, step in enumerate(steps, 1):
            if step == "new":
                with store.unit("building_saved") as unit:
                    unit.update(Building, building, code=str(number))
                states[place + 1 :] = [str(number)]
                place += 1
            elif step == "undo" and place > 0:
                journal.undo(store)
                place -= 1
            elif step == "redo" and place < len(states) - 1:
                journal.redo(store)
                place += 1
            assert store.value("SELECT code FROM building") == states[place]


def test_a_row_that_was_changed_since_is_not_undone(store: Store, add_resident: AddResident) -> None:
    resident_id = add_resident(store)
    rename(store, resident_id, "罗吉")
    store.database.connection().execute("UPDATE resident SET name = '别人'")
    with pytest.raises(Refused, match="undo_row_changed") as caught:
        journal.undo(store)
    assert caught.value.params == {"table": "resident", "row": resident_id}
    assert names(store) == ["别人"]
    assert [entry.code for entry in journal.entries(store)] == ["resident_saved", "resident_saved"]


def test_a_unit_that_kept_no_image_of_a_row_is_refused_in_words(store: Store, add_resident: AddResident) -> None:
    resident_id = add_resident(store)
    with store.unit("derived") as unit:
        unit.execute("UPDATE resident SET note = '后来' WHERE id = ?", (resident_id,))
    with pytest.raises(Refused, match="undo_not_possible"):
        journal.undo(store)


def test_a_row_that_something_new_refers_to_is_not_undone(store: Store) -> None:
    with store.unit("building_saved") as unit:
        building = unit.insert(Building, code="3")
    store.database.connection().execute("INSERT INTO building_unit(building_id, code) VALUES (?, '2')", (building,))
    with pytest.raises(Refused, match="undo_row_in_use") as caught:
        journal.undo(store)
    assert caught.value.params == {"what": "building_saved"}
    assert store.value("SELECT count(*) FROM building") == 1
    assert integrity.findings(store) == []


def test_a_number_that_somebody_else_has_by_now_does_not_come_back(store: Store, add_resident: AddResident) -> None:
    first = add_resident(store, id_number="510199195002030018")
    with store.unit("resident_saved") as unit:
        unit.update(Resident, first, id_number=None)
    connection = store.database.connection()
    connection.execute("INSERT INTO resident(name, id_number) VALUES ('吕静', '510199195002030018')")
    with pytest.raises(Refused, match="undo_row_in_use"):
        journal.undo(store)


def test_a_unit_of_the_ledger_is_refused_in_words(store: Store, add_resident: AddResident) -> None:
    add_resident(store)
    with store.unit("points_credited") as unit:
        unit.append(Building, code="9")
    with pytest.raises(Refused, match="undo_not_possible") as caught:
        journal.undo(store)
    assert caught.value.params == {"what": "points_credited"}
    assert names(store) == ["罗喆"]


def test_undo_reaches_only_what_was_done_since_the_opening(store_path: Path, add_resident: AddResident) -> None:
    with open_store(store_path) as store:
        add_resident(store)
    with open_store(store_path) as store, pytest.raises(Refused, match="nothing_to_undo"):
        journal.undo(store)


def test_a_unit_with_parents_and_children_is_undone_and_redone_in_order(store: Store) -> None:
    with store.unit("roster_imported") as unit:
        building = unit.insert(Building, code="3")
        unit.insert(BuildingUnit, building_id=building, code="2")
        unit.update(Building, building, code="4")
    journal.undo(store)
    assert store.sql("SELECT * FROM building") == store.sql("SELECT * FROM building_unit") == []
    journal.redo(store)
    assert store.sql("SELECT b.code, u.code FROM building b JOIN building_unit u ON u.building_id = b.id") == [
        ("4", "2")
    ]


def test_what_undo_would_take_back_is_known_beforehand(store: Store, add_resident: AddResident) -> None:
    assert journal.undoable(store) is None
    add_resident(store)
    entry = journal.undoable(store)
    assert entry is not None
    assert (entry.code, entry.operator, entry.journal_id) == ("resident_saved", "经办人", 1)
    assert journal.entries(store) == [entry]


def test_the_journal_is_only_ever_added_to(store: Store, add_resident: AddResident) -> None:
    add_resident(store)
    connection = store.database.connection()
    for statement in (
        "UPDATE journal SET code = 'x'",
        "DELETE FROM journal",
        "DELETE FROM journal_row",
        "UPDATE journal_row SET after = '{}'",
    ):
        with pytest.raises(engine.IntegrityError, match="JOURNAL_APPEND_ONLY"):
            connection.execute(statement)


def test_a_blanked_image_says_that_it_was_erased(store: Store, add_resident: AddResident) -> None:
    resident_id = add_resident(store)
    with store.unit("resident_erased") as unit:
        unit.blank_images("resident", resident_id)
    assert [each.erased for each in journal.history(store, "resident", resident_id)] == [True]
