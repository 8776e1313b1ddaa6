# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports on the tasks of a period: what one would say today, those that were handed in, and what changed since.

Knows nothing of paper; a report handed in is frozen by the database itself.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from json import dumps

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.rectification import listing, money, totals
from hongyun_desktop.core.rectification.paper_words import period_name
from hongyun_desktop.core.rectification.report_content import (
    Difference,
    PartyShare,
    ReportContent,
    ReportTask,
    as_json,
    differences,
    of_json,
)
from hongyun_desktop.core.rectification.rows import seen, task_rows
from hongyun_desktop.core.rectification.rules import Period, State, TaskRow
from hongyun_desktop.core.rectification.summaries import HandedRow, RecurrenceRow
from hongyun_desktop.core.rectification.tables import HandedReport
from hongyun_desktop.core.settings import committee
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store


def content(store: Store, period: Period, title: str) -> ReportContent:
    """What a report on the tasks raised in a period says today; tasks by number.

    Raises: Invalid("report_title_empty", "title").
    """
    name = clean_text(title)
    if not name:
        raise Invalid("report_title_empty", "title")
    facts, rows = committee(store), _rows(store, period)
    return ReportContent(
        name, period, facts.compound, facts.community, facts.street, facts.issuer, today(store.clock),
        _states(rows), totals.totals(store, period), told_tasks(store, rows),
        tuple(money.funding_sums(store, period).items()), _parties(rows), _recurrence(store, rows),
    )  # fmt: skip


def latest_day(store: Store) -> date | None:
    """The day on which the newest task was raised, None for no task."""
    return day_of(store.value(f"SELECT max(t.raised_on) FROM task t WHERE {seen(store)}"))


def count(store: Store, period: Period) -> int:
    """How many tasks a report on a period has."""
    return store.value(
        f"SELECT count(*) FROM task t WHERE t.raised_on BETWEEN ? AND ? AND {seen(store)}",
        (period.first.isoformat(), period.last.isoformat()),
    )


def title_of(store: Store, period: Period) -> str:
    """What a report on a period is called unless somebody says otherwise: 鸿运小区2026年第四季度环境整治报告."""
    return f"{committee(store).compound}{period_name(period)}环境整治报告"


def _rows(store: Store, period: Period) -> list[TaskRow]:
    ids = [task_id for (task_id,) in store.sql(
        f"SELECT t.id FROM task t WHERE t.raised_on BETWEEN ? AND ? AND {seen(store)} ORDER BY t.year, t.serial",
        (period.first.isoformat(), period.last.isoformat()),
    )]  # fmt: skip
    return task_rows(store, ids)


def _states(rows: Sequence[TaskRow]) -> tuple[tuple[State, int], ...]:
    found = Counter(row.state for row in rows)
    return tuple((state, found[state]) for state in State)


def _parties(rows: Sequence[TaskRow]) -> tuple[PartyShare, ...]:
    by_party: dict[str, list[TaskRow]] = {}
    for row in rows:
        by_party.setdefault(row.party, []).append(row)
    shares = (_share(party, own) for party, own in by_party.items())
    return tuple(sorted(shares, key=lambda share: (not share.party, -share.tasks, share.party)))


def _share(party: str, rows: Sequence[TaskRow]) -> PartyShare:
    closed, overdue = sum(row.state is State.CLOSED for row in rows), sum(row.days_overdue > 0 for row in rows)
    return PartyShare(party, len(rows), closed, overdue)


def _recurrence(store: Store, rows: Sequence[TaskRow]) -> tuple[RecurrenceRow, ...]:
    ids = {row.task_id for row in rows}
    return tuple(each for each in listing.recurring(store) if not ids.isdisjoint(each.task_ids))


def told_tasks(store: Store, rows: Sequence[TaskRow]) -> tuple[ReportTask, ...]:
    """What papers tell of some tasks, in the order given."""
    asked = dumps([row.task_id for row in rows])
    photos: dict[tuple[int, str], list[str]] = {}
    for task_id, stage, sha256 in store.sql(
        "SELECT p.task_id, p.stage, f.sha256 FROM photo p JOIN stored_file f ON f.id = p.stored_file_id"
        f" WHERE p.task_id {AMONG} AND p.stage IN ('before', 'after')"
        # The oldest before and the newest after are shown: one whose day nobody knows comes in place of neither.
        " ORDER BY (p.taken_on IS NULL) = (p.stage = 'before'), p.taken_on, p.id",
        (asked,),
    ):
        photos.setdefault((task_id, stage), []).append(sha256)
    reasons = dict(store.sql(
        f"SELECT task_id, reason FROM task_step WHERE task_id {AMONG} AND reason <> '' ORDER BY id", (asked,)
    ))  # fmt: skip
    return tuple(
        ReportTask(
            row, tuple(photos.get((row.task_id, "before"), ())), tuple(photos.get((row.task_id, "after"), ())),
            reasons.get(row.task_id, ""),
        )
        for row in rows
    )  # fmt: skip


def hand_in(store: Store, report: ReportContent, handed_to: str, handed_on: date) -> Changed:
    """Freeze a report as it was handed in. Changed.params: report_id.

    Raises: Invalid("day_in_future", "handed_on").
    """
    if handed_on > today(store.clock):
        raise Invalid("day_in_future", "handed_on")
    with store.unit("report_handed_in") as unit:
        unit.params["report_id"] = unit.append(
            HandedReport, title=report.title, starts_on=report.period.first, ends_on=report.period.last,
            handed_on=handed_on, handed_to=clean_text(handed_to), content=as_json(report),
        )  # fmt: skip
        return unit.changed(Topic.TASK)


def handed(store: Store) -> list[HandedRow]:
    """The reports that were handed in, newest first; empty for none.

    None is shown to those who may not see every task: a frozen report can't leave any out.
    """
    if seen(store) != "1":
        return []
    return [
        HandedRow(i, title, Period(date.fromisoformat(first), date.fromisoformat(last)), date.fromisoformat(day), to)
        for i, title, first, last, day, to in store.sql(
            "SELECT id, title, starts_on, ends_on, handed_on, handed_to FROM handed_report"
            " ORDER BY handed_on DESC, id DESC"
        )
    ]


def get_handed(store: Store, report_id: int) -> ReportContent:
    """A report as it was handed in. Raises: Refused("report_unknown")."""
    text = store.value("SELECT content FROM handed_report WHERE id = ?", (report_id,)) if seen(store) == "1" else None
    if text is None:
        raise Refused("report_unknown")
    return of_json(text)


def later_differences(store: Store, report_id: int) -> tuple[Difference, ...]:
    """What is otherwise today than a report that was handed in says. Raises: Refused("report_unknown")."""
    old = get_handed(store, report_id)
    return differences(old, content(store, old.period, old.title))
