# SPDX-License-Identifier: GPL-3.0-or-later
"""Sign-in sheets into hours and points: a plan that can be looked at first, then one batch in one unit.

One line a person and activity; the same file a second time adds nothing. A file costs a handful of queries,
however many rows it has.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.rules import ActivityKind, ActivityRow, ActivityValues
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.import_layout import Meanings, keep
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.many_rows import no_search_for_rubbish
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.points import accounts, point_rules, recording, sign_in_memory
from hongyun_desktop.core.points.crediting import earned_on
from hongyun_desktop.core.points.recording import Served
from hongyun_desktop.core.points.rules import MINUTES_A_DAY, RuleBook, SignInLine, points_for, service_memo
from hongyun_desktop.core.points.sign_in_matching import Match, NameBook, Namesake
from hongyun_desktop.core.points.sign_in_memory import RowKey
from hongyun_desktop.core.points.sign_in_plan import (
    AcceptedRow,
    ActivityKey,
    Candidate,
    PlannedService,
    SignInPlan,
)
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.upkeep import newest_change


@no_search_for_rubbish()
def plan_sign_in(store: Store, lines: Sequence[SignInLine], chosen: Mapping[RowKey, int] | None = None) -> SignInPlan:
    """Match every row with a person and an activity, or say why not.

    chosen: (sheet, row) → resident, where a person said who a row means; None: as it was said of the same rows before.
    Problems stand in the order of the rows, one a row: bad_date, not_present, not_signed, bad_hours, person_unknown,
    person_ambiguous, activity_missing, duplicate_row (person and activity stand in the file before), hours_differ
    (recorded before with other hours, which stay), activity_earns_nothing (an event, or one called off).
    Source: design.md, The commands, Sign-in import.
    """
    said = sign_in_memory.said_by(lines)
    reader = _Reader(store, lines, sign_in_memory.recalled(store, said) if chosen is None else chosen)
    for line in lines:
        code, text = reader.read(line)
        if code:
            reader.problems.append(ImportProblem(line.sheet, line.row, code, line.name, text))
    accepted = reader.accepted
    return SignInPlan(
        activities=len({activity for _, activity in accepted}),
        people=len({person for person, _ in accepted}),
        entries=len(accepted),
        hours=sum(minutes for minutes, _ in accepted.values()) / 60,
        points=sum(points for _, points in accepted.values()),
        added=len(reader.services),
        problems=tuple(reader.problems),
        services=tuple(reader.services),
        journal_id=newest_change(store),
        to_record=_sums(reader.services),
        rows=tuple(reader.rows),
        candidates=reader.candidates,
        settled=tuple(reader.settled),
        chosen=reader.chosen,
        digests={key: sign_in_memory.digest(said[key]) for key in reader.candidates},
    )


def _sums(services: Sequence[PlannedService]) -> tuple[int, int, int]:
    people = {each.resident_id for each in services}
    return len(people), sum(each.minutes for each in services), sum(each.points for each in services)


def _quiet(_done: int, _total: int) -> None:
    return


@no_search_for_rubbish()
def apply_sign_in(
    store: Store,
    plan: SignInPlan,
    meanings: Meanings | None = None,
    tell: Callable[[int, int], object] = _quiet,
) -> Changed:
    """Record the plan's services as one batch; a plan that adds nothing leaves no trace.

    meanings: what a person said of the headings, kept with it. tell: called with (done, total) services; what it raises
    takes everything back.
    Raises: Refused("plan_outdated") where data were changed since the plan was made.
    """
    with store.unit("sign_in_imported", count=plan.added, activities=plan.activities, people=plan.people) as unit:
        if newest_change(store) != plan.journal_id:
            raise Refused("plan_outdated")
        if plan.services:
            batch_id = recording.new_batch(unit, "sign_in")
            account_of = accounts.opened_for(unit, [each.resident_id for each in plan.services])
            known = _known_activities(store, {each.activity[0] for each in plan.services})
            ids = {key: activity.activity_id for key, activity in known.items()}
            new = _new_activities(plan.services, ids)
            ids |= dict(zip(new, activities.add_activities(unit, list(new.values())), strict=True))
            served = [_served(each, account_of[each.resident_id], ids[each.activity]) for each in plan.services]
            tell(0, plan.added)
            recording.record(unit, "issue", batch_id, served)
            if meanings is not None:
                keep(unit, meanings)
            sign_in_memory.keep(
                unit,
                {plan.digests[key]: each.resident_id for key, each in plan.chosen.items()},
                [plan.digests[key] for key in plan.candidates.keys() - plan.chosen.keys()],
            )
            tell(plan.added, plan.added)
    return unit.changed(Topic.POINTS, Topic.ACTIVITY)


class _Reader:
    """Reads rows one after the other against what the database and the rows before say."""

    def __init__(self, store: Store, lines: Sequence[SignInLine], chosen: Mapping[RowKey, int]) -> None:
        days = {line.held_on for line in lines if line.held_on}
        self._today = today(store.clock)
        self._names = NameBook(store, lines, chosen)
        self._rules: RuleBook = point_rules.rule_book(store)
        self._activities = _known_activities(store, days)
        self._recorded = _recorded(store, days)
        self._earned = earned_on(store, days) if self._rules.has_day_caps else {}
        self._activity_names = {name: clean_text(name) for name in {line.activity for line in lines}}
        self.accepted: dict[tuple[int, ActivityKey], tuple[int, int]] = {}
        self.services: list[PlannedService] = []
        self.problems: list[ImportProblem] = []
        self.rows: list[AcceptedRow] = []
        self.candidates: dict[RowKey, tuple[Candidate, ...]] = {}
        self.settled: list[ImportProblem] = []
        self.chosen: dict[RowKey, Candidate] = {}

    def read(self, line: SignInLine) -> tuple[str, str]:
        """Take one row; the code and text of its problem, both empty where it was accepted."""
        if line.held_on is None or line.held_on > self._today:
            return "bad_date", line.date_text or str(line.held_on or "")
        if line.absence:
            return line.absence, line.absence_text
        if line.minutes is None or not 0 < line.minutes <= MINUTES_A_DAY:
            return "bad_hours", line.hours_text or ("" if line.minutes is None else f"{line.minutes / 60:g}")
        match = self._match(line)
        if match.code:
            return match.code, match.text
        activity = line.held_on, self._activity_names[line.activity]
        if not activity[1]:
            return "activity_missing", ""
        known = self._activities.get(activity)
        if known and (known.cancelled or known.kind is ActivityKind.EVENT):
            return "activity_earns_nothing", known.name
        return self._take(match.people[0], activity, line, line.minutes)

    def _match(self, line: SignInLine) -> Match:
        """Who is meant; what the row alone leaves in doubt is noted with those it may mean."""
        key = line.sheet, line.row
        doubt, told = self._names.match(line), self._names.told(line)
        if doubt.code:
            people = {each.resident_id: each for each in doubt.people}
            self.candidates[key] = tuple(Candidate(each.resident_id, each.described) for each in people.values())
        if told is None:
            return doubt
        if doubt.code:
            self.settled.append(ImportProblem(line.sheet, line.row, doubt.code, line.name, doubt.text))
            self.chosen[key] = Candidate(told.resident_id, told.described)
        return Match(told.resident_id, people=(told,))

    def _take(self, who: Namesake, activity: ActivityKey, line: SignInLine, minutes: int) -> tuple[str, str]:
        person = who.resident_id
        key = person, activity
        if key in self.accepted:
            return "duplicate_row", ""
        if key in self._recorded:
            if self._recorded[key][0] != minutes:
                return "hours_differ", f"{self._recorded[key][0] / 60:g}"
            self.accepted[key] = self._recorded[key]
        else:
            planned = self._plan(person, activity, minutes, line.team)
            self.accepted[key] = minutes, planned.points
            self.services.append(planned)
        self.rows.append(
            AcceptedRow(
                line.sheet, line.row, who.name, who.address.short if who.address else "",
                *activity, *self.accepted[key], key in self._recorded,
            )
        )  # fmt: skip
        return "", ""

    def _plan(self, person: int, activity: ActivityKey, minutes: int, team: str) -> PlannedService:
        known = self._activities.get(activity)
        rule = self._rules.rule_for(known.service_kind if known else "", activity[0])
        day = person, activity[0], rule.rule_id
        points = points_for(rule, minutes, self._earned.get(day, 0)).points
        if rule.cap_per_day:
            self._earned[day] = self._earned.get(day, 0) + points
        return PlannedService(person, activity, minutes, points, rule.rule_id, team or (known.team if known else ""))


def _known_activities(store: Store, days: set[date]) -> dict[ActivityKey, ActivityRow]:
    if not days:
        return {}
    found = activities.list_activities(store, min(days), max(days))
    return {(each.held_on, each.name): each for each in found}


def _recorded(store: Store, days: set[date]) -> dict[tuple[int, ActivityKey], tuple[int, int]]:
    """Minutes and points of the services that stand for those days, by surviving person and activity."""
    rows = store.sql(
        "SELECT coalesce(r.merged_into, r.id), x.held_on, x.name, s.minutes, coalesce(e.amount, 0) FROM activity x"
        " JOIN service s ON s.activity_id = x.id AND s.reversed_at IS NULL JOIN account a ON a.id = s.account_id"
        f" JOIN resident r ON r.id = a.resident_id LEFT JOIN entry e ON e.id = s.entry_id WHERE x.held_on {AMONG}",
        (json.dumps([day.isoformat() for day in days]),),
    )
    return {
        (person, (date.fromisoformat(held_on), name)): (minutes, points)
        for person, held_on, name, minutes, points in rows
    }


def _new_activities(
    services: Sequence[PlannedService], known: dict[ActivityKey, int]
) -> dict[ActivityKey, ActivityValues]:
    """The activities to be made, in the order of the rows, each with the first team that a row names."""
    teams: dict[ActivityKey, str] = {}
    for each in services:
        if each.activity not in known:
            teams[each.activity] = teams.get(each.activity) or each.team
    return {key: ActivityValues(name=key[1], held_on=key[0], team=team) for key, team in teams.items()}


def _served(planned: PlannedService, account_id: int, activity_id: int) -> Served:
    return Served(
        account_id=account_id,
        activity_id=activity_id,
        served_on=planned.activity[0],
        minutes=planned.minutes,
        points=planned.points,
        memo=service_memo(activity_id, planned.minutes, planned.rule_id),
        source="sign_in",
        rule_id=planned.rule_id,
        team=planned.team,
    )
