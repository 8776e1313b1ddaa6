# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminding whoever is responsible (催办), and the letters that go out: 整改提醒函, 情况反映（转办）单.

A letter is frozen as it went out, with all that its paper says. Knows nothing of the screen or of paper.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from json import loads
from typing import Any

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.compact_json import compact_json
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.rectification.cards import LETTER_NUMBER, chase_row
from hongyun_desktop.core.rectification.letter_content import (
    LetterContent,
    LetterRow,
    content_of,
    differences,
    told_of,
)
from hongyun_desktop.core.rectification.letters import LetterKind, letter_number
from hongyun_desktop.core.rectification.report_content import Difference
from hongyun_desktop.core.rectification.reports import told_tasks
from hongyun_desktop.core.rectification.rows import seen, task_rows
from hongyun_desktop.core.rectification.rules import ChaseRow, ChaseWay, TaskRow
from hongyun_desktop.core.rectification.tables import TaskChase, TaskLetter
from hongyun_desktop.core.settings import committee
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

_CONTENT = "content"
_LETTER = "SELECT l.id, l.kind, l.year, l.serial, l.made_on, l.addressee, l.task_ids, l.wording FROM task_letter l"


def add_chase(
    store: Store,
    task_ids: Sequence[int],
    way: ChaseWay,
    chased_on: date,
    spoke_to: str = "",
    answer: str = "",
    promised_on: date | None = None,
) -> Changed:
    """Keep that somebody was reminded of one or more tasks; promised_on: by when they said it will be done.

    Raises: Invalid("chase_without_task"), Invalid("day_in_future", "chased_on"), Invalid("promise_in_past",
    "promised_on") before the day of the reminding, Refused("task_unknown").
    """
    ids = _known(store, task_ids)
    if chased_on > today(store.clock):
        raise Invalid("day_in_future", "chased_on")
    if promised_on is not None and promised_on < chased_on:
        raise Invalid("promise_in_past", "promised_on")
    with store.unit("task_chased", task_ids=ids, count=len(ids)) as unit:
        _write(unit, ids, ChaseWay(way), chased_on, clean_text(spoke_to), clean_text(answer), promised_on, None)
        return unit.changed(Topic.TASK)


def issue_letter(
    store: Store, kind: LetterKind, task_ids: Sequence[int], addressee: str, made_on: date,
    wording: Mapping[str, object],
) -> Changed:  # fmt: skip
    """Give a letter its number, freeze it, and log it on each of its tasks. Changed.params: letter_id, number.

    wording: what was typed for the paper, of JSON's own types. Numbers run without gaps per kind and year.
    Raises: Invalid("addressee_missing", "addressee"), those of `add_chase` for tasks and day.
    """
    ids = _known(store, task_ids)
    to = clean_text(addressee)
    if not to:
        raise Invalid("addressee_missing", "addressee")
    if made_on > today(store.clock):
        raise Invalid("day_in_future", "made_on")
    with store.unit("task_letter_issued", count=len(ids)) as unit:
        serial = store.value(
            "SELECT 1 + coalesce(max(serial), 0) FROM task_letter WHERE kind = ? AND year = ?",
            (kind.value, made_on.year),
        )
        number = letter_number(committee(store).number_prefix, kind.value, made_on.year, serial)
        kept = {**wording, _CONTENT: told_of(_content(store, number, ids))}
        letter_id = unit.append(
            TaskLetter, kind=kind.value, year=made_on.year, serial=serial, made_on=made_on, addressee=to,
            task_ids=compact_json(ids), wording=compact_json(kept),
        )  # fmt: skip
        _write(unit, ids, ChaseWay.LETTER, made_on, to, "", None, letter_id)
        unit.params.update(letter_id=letter_id, number=number)
        return unit.changed(Topic.TASK)


def _content(store: Store, number: str, task_ids: Sequence[int]) -> LetterContent:
    facts = committee(store)
    return LetterContent(
        number, facts.compound, facts.community, facts.street, facts.issuer, facts.contact,
        told_tasks(store, task_rows(store, task_ids)),
    )  # fmt: skip


def content_today(store: Store, letter: LetterRow) -> LetterContent:
    """What a letter would say if it went out today."""
    return _content(store, letter.number, letter.task_ids)


def later_differences(store: Store, letter: LetterRow) -> tuple[Difference, ...]:
    """What is otherwise today than a letter says; empty for one that kept nothing."""
    return differences(letter.content, content_today(store, letter)) if letter.content is not None else ()


def _known(store: Store, task_ids: Sequence[int]) -> list[int]:
    ids = list(dict.fromkeys(task_ids))
    if not ids:
        raise Invalid("chase_without_task", "tasks")
    if len(task_rows(store, ids)) != len(ids):
        raise Refused("task_unknown")
    return ids


def _write(
    unit: Unit, ids: Sequence[int], way: ChaseWay, chased_on: date, spoke_to: str, answer: str,
    promised_on: date | None, letter_id: int | None,
) -> None:  # fmt: skip
    unit.insert_many(TaskChase, [
        {"task_id": task_id, "chased_on": chased_on, "way": way.value, "spoke_to": spoke_to, "answer": answer,
         "promised_on": promised_on, "letter_id": letter_id}
        for task_id in ids
    ])  # fmt: skip


def chases_of_party(store: Store, party: str) -> list[tuple[TaskRow, ChaseRow]]:
    """Every reminding about a party's tasks, newest first; empty for none."""
    prefix = committee(store).number_prefix
    found = store.sql(
        "SELECT t.id, c.id, c.chased_on, c.way, c.spoke_to, c.answer, c.promised_on, l.kind, l.year, l.serial,"
        f" {LETTER_NUMBER} FROM task_chase c JOIN task t ON t.id = c.task_id"
        " LEFT JOIN task_letter l ON l.id = c.letter_id"
        f" WHERE t.party = ? AND {seen(store)} ORDER BY c.chased_on DESC, c.id DESC",
        (party,),
    )
    by_id = {row.task_id: row for row in task_rows(store, list(dict.fromkeys(task_id for task_id, *_ in found)))}
    return [(by_id[task_id], chase_row(prefix, *values)) for task_id, *values in found]


def get_letter(store: Store, letter_id: int) -> LetterRow:
    """A letter as it went out. Raises: Refused("letter_unknown")."""
    rows = store.sql(f"{_LETTER} WHERE l.id = ? AND {_letter_seen(store)}", (letter_id,))
    if not rows:
        raise Refused("letter_unknown")
    return _letter(committee(store).number_prefix, *rows[0])


def letters(store: Store) -> tuple[LetterRow, ...]:
    """Every letter that may be seen, newest first; empty for none."""
    prefix = committee(store).number_prefix
    rows = store.sql(f"{_LETTER} WHERE {_letter_seen(store)} ORDER BY l.made_on DESC, l.id DESC")
    return tuple(_letter(prefix, *row) for row in rows)


def _letter_seen(store: Store) -> str:
    """A letter is as secret as the most secret of its tasks."""
    if seen(store) == "1":
        return "1"
    return (
        "NOT EXISTS (SELECT 1 FROM task t WHERE t.id IN (SELECT value FROM json_each(l.task_ids))"
        f" AND NOT ({seen(store)}))"
    )


def _letter(prefix: str, *values: Any) -> LetterRow:
    letter_id, kind, year, serial, made_on, addressee, task_ids, kept = values
    wording: dict[str, Any] = loads(kept)
    told = wording.pop(_CONTENT, None)
    content = content_of(told) if told is not None else None
    number = content.number if content is not None else letter_number(prefix, kind, year, serial)
    return LetterRow(
        letter_id, LetterKind(kind), number, date.fromisoformat(made_on), addressee, tuple(loads(task_ids)), wording,
        content,
    )  # fmt: skip
