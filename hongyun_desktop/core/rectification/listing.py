# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks as lists, boards and calendars show them: SQL sorts and filters, the screen holds ids.

Knows nothing of the screen. What is against the property office is listed for those only who may see it.
"""

from collections.abc import Sequence
from datetime import date
from json import loads
from typing import Any

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.ordered_ids import ordered_ids
from hongyun_desktop.core.rectification.rows import IS_OPEN, seen, task_rows
from hongyun_desktop.core.rectification.rules import OPEN, State, TaskRow
from hongyun_desktop.core.rectification.summaries import Counts, PartyRow, RecurrenceRow
from hongyun_desktop.core.store import search_terms
from hongyun_desktop.core.store.store import Store

__all__ = [
    "Counts", "PartyRow", "RecurrenceRow", "board", "by_party", "counts", "due_days", "recurring", "rows",
    "tasks_of_party", "window", "years",
]  # fmt: skip

_SORTS = {
    "number": "t.year {way}, t.serial {way}", "title": "t.title {way}", "category": "t.category {way}",
    "place": "t.place_key = '' {way}, t.place_key {way}, t.spot {way}", "party": "t.party = '' {way}, t.party {way}",
    "due_on": "t.due_on IS NULL, t.due_on {way}", "raised_on": "t.raised_on {way}",
    "state": "instr('registered assigned in_progress awaiting_acceptance closed rejected duplicate handed_on',"
             " t.state) {way}",
    "priority": "instr('urgent high normal low', t.priority) {way}",
}  # fmt: skip
# Open ones by due day, so that the overdue come first; then those that ended, the latest first.
_NATURAL = (
    (IS_OPEN, "t.due_on IS NULL, t.due_on, t.year, t.serial"),
    (f"NOT {IS_OPEN}", "coalesce(t.done_on, t.raised_on) DESC, t.year, t.serial"),
)
_EQUAL = ("category", "party", "source", "priority")


def window(store: Store, query: Query) -> Window[TaskRow]:
    """The tasks that fit; overdue ones first, then by due day and number, ended ones last, unless a sort is asked for.

    filters: state (a State's value, open or overdue), category, party, source, priority, year, building (its code).
    text: words of title, place, category, party or number.
    """
    conditions, params = _narrowed(store, query)
    return Window(_ids(store, conditions, params, query), lambda ids: task_rows(store, ids))


def rows(store: Store, ids: Sequence[int]) -> list[TaskRow]:
    """Some tasks in the order asked; those that are gone or not to be seen are left out."""
    return task_rows(store, ids)


def board(store: Store, query: Query) -> dict[State, tuple[int, ...]]:
    """The ids of the tasks that fit, by state (each State is a key), in the order of `window`."""
    conditions, params = _narrowed(store, query)
    conditions.append("t.state = ?")
    return {
        state: tuple(_ids(store, conditions, [*params, state.value], query, [_NATURAL[state not in OPEN]]))
        for state in State
    }


def _ids(
    store: Store, conditions: list[str], params: list[Any], query: Query, parts: Sequence[tuple[str, str]] = _NATURAL
) -> list[int]:
    if query.sort in _SORTS:
        way = "DESC" if query.descending else "ASC"
        parts = [("1", f"{_SORTS[query.sort].format(way=way)}, t.id {way}")]
    found: list[int] = []
    for part, order in parts:
        where = " AND ".join([part, *conditions])
        found += ordered_ids(store, f"SELECT t.id FROM task t WHERE {where} ORDER BY {order}", params)
    return found


def _overdue(store: Store) -> str:
    return f"({IS_OPEN} AND t.due_on IS NOT NULL AND t.due_on < '{today(store.clock).isoformat()}')"


def _half_done(store: Store) -> str:
    """The ids of open tasks of which a part is done."""
    return (
        "SELECT q.task_id FROM task t JOIN task_quantity q ON q.task_id = t.id"
        f" WHERE {IS_OPEN} AND {seen(store)} GROUP BY q.task_id"
        " HAVING sum(q.done_milli) > 0 AND sum(q.done_milli < q.planned_milli) > 0"
    )


def _narrowed(store: Store, query: Query) -> tuple[list[str], list[Any]]:
    conditions, params = [seen(store)], list[Any]()
    if expression := search_terms.match_expression(query.text):
        conditions.append(f"t.id IN ({search_terms.found_ids('task')})")
        params.append(expression)
    if state := query.filters.get("state"):
        conditions.append(_state_is(store, str(state), params))
    for key in _EQUAL:
        if key in query.filters:
            conditions.append(f"t.{key} = ?")
            params.append(str(query.filters[key]))
    if "year" in query.filters:
        conditions.append("t.year = ?")
        params.append(int(query.filters["year"]))
    if "building" in query.filters:
        conditions.append("substr(t.place_key, 1, length(?)) = ?")
        params += [f"b:{query.filters['building']}/"] * 2
    return conditions, params


def _state_is(store: Store, state: str, params: list[Any]) -> str:
    if state == "open":
        return IS_OPEN
    if state == "overdue":
        return _overdue(store)
    if state == "half_done":
        return f"t.id IN ({_half_done(store)})"
    params.append(State(state).value)
    return "t.state = ?"


def due_days(store: Store, first: date, last: date) -> dict[date, tuple[int, ...]]:
    """The open tasks due from one day to another, both included, by day; days without any are left out."""
    found = store.sql(
        f"SELECT t.due_on, json_group_array(t.id) FROM task t WHERE {IS_OPEN} AND {seen(store)}"
        " AND t.due_on BETWEEN ? AND ? GROUP BY t.due_on ORDER BY t.due_on",
        (first.isoformat(), last.isoformat()),
    )
    return {date.fromisoformat(day): tuple(sorted(loads(ids))) for day, ids in found}


def by_party(store: Store) -> list[PartyRow]:
    """Whoever has tasks, those with most overdue first; tasks that nobody was given are left out."""
    overdue = _overdue(store)
    found = store.sql(
        "WITH chased AS (SELECT t.party AS party, max(c.chased_on) AS chased_on, max(c.promised_on) AS promised_on"
        f" FROM task_chase c JOIN task t ON t.id = c.task_id WHERE {seen(store)} GROUP BY t.party)"
        f" SELECT t.party, sum({IS_OPEN}), sum({overdue}), min(iif({IS_OPEN}, t.due_on, NULL)), x.chased_on,"
        " x.promised_on FROM task t LEFT JOIN chased x ON x.party = t.party"
        f" WHERE t.party <> '' AND {seen(store)} GROUP BY t.party ORDER BY 3 DESC, 2 DESC, t.party"
    )
    return [
        PartyRow(party, open_, late, day_of(due_on), day_of(chased_on), day_of(promised_on))
        for party, open_, late, due_on, chased_on, promised_on in found
    ]


def tasks_of_party(store: Store, party: str) -> list[TaskRow]:
    """The tasks of one party that are open, in the order of `window`."""
    found = window(store, Query(filters={"party": party, "state": "open"}))
    return list(found.fetch(found.ids))


def recurring(store: Store, at_least: int = 2) -> list[RecurrenceRow]:
    """The same kind at the same place so many times, most often first; what is no second task is not counted."""
    found = store.sql(
        "SELECT t.category, count(*) AS times, max(t.raised_on) AS last_on, json_group_array(t.id) FROM task t"
        f" WHERE t.place_key <> '' AND t.state NOT IN ('duplicate', 'rejected') AND {seen(store)}"
        " GROUP BY t.category, t.place_key HAVING times >= ? ORDER BY times DESC, last_on DESC, t.category",
        (at_least,),
    )
    groups = [(category, times, last_on, sorted(loads(ids), reverse=True)) for category, times, last_on, ids in found]
    newest = {row.task_id: row for row in task_rows(store, [ids[0] for *_, ids in groups])}
    return [
        RecurrenceRow(category, newest[ids[0]].place.text, times, date.fromisoformat(last_on), tuple(ids))
        for category, times, last_on, ids in groups
    ]


def counts(store: Store) -> Counts:
    """How many tasks are open, overdue, half done and closed."""
    by_state = {
        State(state): (count, late)
        for state, count, late in store.sql(
            "SELECT t.state, count(*), coalesce(sum(t.due_on < ?), 0) FROM task t"
            f" WHERE {seen(store)} GROUP BY t.state",
            (today(store.clock).isoformat(),),
        )
    }
    open_, overdue = (sum(by_state.get(state, (0, 0))[place] for state in OPEN) for place in (0, 1))
    half_done = store.value(f"SELECT count(*) FROM ({_half_done(store)})")
    return Counts(open_, overdue, half_done, by_state.get(State.CLOSED, (0, 0))[0])


def years(store: Store) -> tuple[int, ...]:
    """The years that tasks were raised in, newest first."""
    return tuple(
        year for (year,) in store.sql(f"SELECT DISTINCT t.year FROM task t WHERE {seen(store)} ORDER BY t.year DESC")
    )
