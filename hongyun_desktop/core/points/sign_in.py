# SPDX-License-Identifier: GPL-3.0-or-later
"""A sign-in sheet into services and points: who each row is, and the one transaction that records them.

Points follow confirmed attendance, one line a person and activity (domain.md, Who came).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.points import point_rules
from hongyun_desktop.core.points.crediting import ActivityRow, Stretch, record
from hongyun_desktop.core.points.rules import SignInLine, points_for, rule_for
from hongyun_desktop.core.points.tables import Activity
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.store.store import Store

_HOUR_MINUTES = 60


@dataclass(frozen=True, slots=True)
class _Volunteer:
    resident_id: int
    name: str
    address: Address | None
    phones: str


@dataclass(frozen=True, slots=True)
class _Accepted:
    """A row whose person, day and hours are known."""

    line: SignInLine
    held_on: date
    minutes: int
    resident_id: int

    @property
    def occasion(self) -> tuple[date, str]:
        return self.held_on, self.line.activity


@dataclass(frozen=True, slots=True)
class SignInPlan:
    """What a sheet says and what it would record.

    activities, people, entries, hours, points: of the accepted rows, the same in every run. added: what this run
    would record. problems: in the order of the file.
    """

    activities: int
    people: int
    entries: int
    hours: float
    points: int
    added: int
    problems: tuple[ImportProblem, ...]
    new: tuple[_Accepted, ...] = field(repr=False)


class _People:
    """The residents, by name."""

    def __init__(self, store: Store, names: Iterable[str]) -> None:
        self._by_name: dict[str, list[_Volunteer]] = {name: [] for name in names}
        rows = store.sql(
            "SELECT coalesce(r.merged_into, r.id), r.name, b.code, u.code, d.room, r.phones FROM resident r"
            " LEFT JOIN dwelling d ON d.id = r.dwelling_id LEFT JOIN building_unit u ON u.id = d.building_unit_id"
            " LEFT JOIN building b ON b.id = u.building_id WHERE r.erased_at IS NULL"
        )
        for resident_id, name, building, unit, room, phones in rows:
            if name in self._by_name:
                address = Address(building, unit, room) if building else None
                self._by_name[name].append(_Volunteer(resident_id, name, address, phones))

    def namesakes(self, name: str) -> list[_Volunteer]:
        return self._by_name.get(name, [])

    def fitting(self, line: SignInLine) -> list[_Volunteer]:
        """Those the row may mean: by name, then by address or building, then by phone; each person once."""
        people = self.namesakes(line.name)
        if line.address:
            people = [person for person in people if person.address == line.address]
        elif line.building:
            people = [person for person in people if person.address and person.address.building == line.building]
        elif line.address_text:
            people = []
        if line.phone and len({person.resident_id for person in people}) > 1:
            people = [person for person in people if f'"{line.phone}"' in person.phones] or people
        return list({person.resident_id: person for person in people}.values())


def plan_sign_in(store: Store, lines: Sequence[SignInLine]) -> SignInPlan:
    """What the rows of a sheet mean; writes nothing."""
    people = _People(store, {line.name for line in lines})
    recorded = _recorded(store, lines)
    problems: list[ImportProblem] = []
    accepted: dict[tuple[int, date, str], _Accepted] = {}
    new: list[_Accepted] = []
    for line in lines:
        found = _accept(people, line)
        if isinstance(found, ImportProblem):
            problems.append(found)
            continue
        key = found.resident_id, *found.occasion
        stands = recorded.get(key)
        if key in accepted:
            problems.append(_problem(line, "duplicate_row"))
        elif stands is not None and stands != found.minutes:
            problems.append(_problem(line, "hours_differ", f"{stands / _HOUR_MINUTES:g}"))
        else:
            accepted[key] = found
            if stands is None:
                new.append(found)
    return _plan(store, list(accepted.values()), new, problems)


def _accept(people: _People, line: SignInLine) -> _Accepted | ImportProblem:
    if line.held_on is None:
        return _problem(line, "bad_date", line.date_text)
    if line.minutes is None:
        return _problem(line, "bad_hours", line.hours_text)
    fitting = people.fitting(line)
    if not fitting:
        return _problem(line, "person_unknown", _whereabouts(people.namesakes(line.name)))
    if len(fitting) > 1:
        return _problem(line, "person_ambiguous", _whereabouts(fitting))
    return _Accepted(line, line.held_on, line.minutes, fitting[0].resident_id)


def _problem(line: SignInLine, code: str, text: str = "") -> ImportProblem:
    return ImportProblem(line.sheet, line.row, code, line.name, text)


def _whereabouts(people: Sequence[_Volunteer]) -> str:
    return "；".join(f"{person.name} {person.address.short}" if person.address else person.name for person in people)


def _recorded(store: Store, lines: Sequence[SignInLine]) -> dict[tuple[int, date, str], int]:
    """Minutes that stand, by person, day and activity, for the days of the sheet."""
    days = sorted({line.held_on.isoformat() for line in lines if line.held_on})
    rows = store.sql(
        "SELECT coalesce(r.merged_into, r.id), v.held_on, v.name, s.minutes FROM service s"
        " JOIN activity v ON v.id = s.activity_id JOIN account a ON a.id = s.account_id"
        " JOIN resident r ON r.id = a.resident_id WHERE s.reversed_at IS NULL AND v.held_on BETWEEN ? AND ?",
        (days[0], days[-1]) if days else ("", ""),
    )
    return {(resident, date.fromisoformat(day), name): minutes for resident, day, name, minutes in rows}


def _plan(
    store: Store, accepted: Sequence[_Accepted], new: Sequence[_Accepted], problems: Sequence[ImportProblem]
) -> SignInPlan:
    minutes = sum(each.minutes for each in accepted)
    return SignInPlan(
        activities=len({each.occasion for each in accepted}),
        people=len({each.resident_id for each in accepted}),
        entries=len(accepted),
        hours=minutes / _HOUR_MINUTES,
        points=_points(store, accepted),
        added=len(new),
        problems=tuple(problems),
        new=tuple(new),
    )


def _points(store: Store, accepted: Sequence[_Accepted]) -> int:
    """What the accepted rows are worth by themselves, daily caps within the sheet included."""
    rules = point_rules.rules(store)
    kinds = _kinds(store)
    earned: dict[tuple[int, int, date], int] = {}
    for each in accepted:
        rule = rule_for(rules, kinds.get(each.occasion, ""), each.held_on)
        key = each.resident_id, rule.rule_id, each.held_on
        earned[key] = earned.get(key, 0) + points_for(rule, each.minutes, earned.get(key, 0)).points
    return sum(earned.values())


def _kinds(store: Store) -> dict[tuple[date, str], str]:
    rows = store.sql("SELECT held_on, name, service_kind FROM activity WHERE service_kind <> ''")
    return {(date.fromisoformat(day), name): kind for day, name, kind in rows}


def apply_sign_in(store: Store, plan: SignInPlan) -> Changed:
    """Record what is new as one batch, all or nothing; a plan with nothing new leaves no trace.

    Changed.params: batch_id (0: nothing was new).
    """
    with store.unit("sign_in_imported", count=len(plan.new)) as unit:
        if not plan.new:
            return unit.changed(Topic.POINTS, batch_id=0)
        known = {
            (date.fromisoformat(day), name): ActivityRow(number, name, date.fromisoformat(day), team, kind)
            for number, name, day, team, kind in store.sql("SELECT id, name, held_on, team, service_kind FROM activity")
        }
        missing = {each.occasion: each for each in reversed(plan.new) if each.occasion not in known}
        occasions = sorted(missing)
        rows = [{"name": name, "held_on": day, "team": missing[day, name].line.team} for day, name in occasions]
        for (day, name), activity_id in zip(occasions, unit.insert_many(Activity, rows), strict=True):
            known[day, name] = ActivityRow(activity_id, name, day, missing[day, name].line.team, "")
        stretches = [Stretch(each.resident_id, known[each.occasion], each.minutes, each.line.team) for each in plan.new]
        batch_id, _ = record(unit, stretches, "sign_in")
        return unit.changed(Topic.POINTS, Topic.ACTIVITY, batch_id=batch_id)
