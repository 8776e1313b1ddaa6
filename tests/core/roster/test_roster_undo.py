# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever a hand does to the roster, undo takes it back step by step, and redo does it again."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incoming import HOME, NEXT_DOOR, id_number, import_lines, line

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.roster.dwelling_book import save_dwelling
from hongyun_desktop.core.roster.dwellings import list_dwellings
from hongyun_desktop.core.roster.residents import every_resident, move_resident, remove_resident, save_resident
from hongyun_desktop.core.roster.rules import Occupancy, ResidentValues
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from tests.stores import empty_store

TABLES = ("building", "building_unit", "dwelling", "resident", "search")
Step = Callable[[Store], int]


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    rows = {table: store.sql(f"SELECT rowid, * FROM {table} ORDER BY rowid") for table in TABLES}
    return {table: found for table, found in rows.items() if found}


def pick(ids: list[int], place: int) -> int | None:
    return ids[place % len(ids)] if ids else None


def people(store: Store) -> list[int]:
    return [row.resident_id for row in every_resident(store)]


VALUES = st.builds(
    ResidentValues,
    st.sampled_from(["罗喆", "吕静", "单妍"]),
    relation=st.sampled_from(["", "户主"]),
    id_number=st.sampled_from(["", "", id_number()]),
    phones=st.sampled_from([(), ("13800001111",)]),
)
PLACES = st.integers(0, 3)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """One thing that a hand may do; the journal's number for it, 0 where it changed nothing."""
    place, home = draw(PLACES), draw(PLACES)
    values, occupancy = draw(VALUES), draw(st.sampled_from(Occupancy))

    def save(store: Store) -> int:
        return save_resident(store, values, pick([*people(store), 0], place) or None).journal_id

    def move(store: Store) -> int:
        dwellings = [row.dwelling_id for row in list_dwellings(store)]
        return move_resident(store, pick(people(store), place) or 0, pick(dwellings, home)).journal_id

    def remove(store: Store) -> int:
        return remove_resident(store, pick(people(store), place) or 0).journal_id

    def dwell(store: Store) -> int:
        return save_dwelling(store, (HOME, NEXT_DOOR)[home % 2], occupancy).journal_id

    def bring_in(store: Store) -> int:
        import_lines(store, [line(2, values.name, relation=values.relation, occupancy=occupancy)])
        return store.value("SELECT max(id) FROM journal")

    return draw(st.sampled_from([save, save, move, remove, dwell, bring_in]))


@given(st.lists(steps(), max_size=8))
@settings(max_examples=60)
def test_undoing_and_redoing_everything_gives_back_each_state(todo: list[Step]) -> None:
    with empty_store() as store:
        states = [contents(store)]
        for step in todo:
            last = store.value("SELECT coalesce(max(id), 0) FROM journal")
            try:
                step(store)
            except Refused:
                continue
            if store.value("SELECT coalesce(max(id), 0) FROM journal") > last:
                states.append(contents(store))
        for state in reversed(states[:-1]):
            journal.undo(store)
            assert contents(store) == state
        with pytest.raises(Refused, match="nothing_to_undo"):
            journal.undo(store)
        for state in states[1:]:
            journal.redo(store)
            assert contents(store) == state


def test_undo_refuses_when_the_row_was_changed_since(store: Store) -> None:
    save_resident(store, ResidentValues("罗喆"))
    with store.unit("resident_saved") as unit:
        unit.execute("UPDATE resident SET note = '另一处改过'")
        unit.irreversible()
    journal_rows = store.sql("SELECT undoable FROM journal ORDER BY id")
    assert journal_rows == [(1,), (0,)]
    with pytest.raises(Refused, match="undo_not_possible"):
        journal.undo(store)


def test_undo_refuses_to_take_away_a_dwelling_that_somebody_moved_to(store: Store) -> None:
    save_resident(store, ResidentValues("罗喆"))
    save_dwelling(store, HOME, Occupancy.LET)
    store.database.connection().execute("UPDATE resident SET dwelling_id = 1")
    with pytest.raises(Refused, match="undo_row_in_use"):
        journal.undo(store)
    assert len(list_dwellings(store)) == 1


def test_undo_refuses_what_something_outside_the_journal_changed(store: Store) -> None:
    save_resident(store, ResidentValues("罗喆"))
    store.database.connection().execute("UPDATE resident SET note = '别处'")
    with pytest.raises(Refused, match="undo_row_changed"):
        journal.undo(store)
