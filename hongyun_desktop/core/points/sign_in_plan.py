# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import of a sign-in sheet would do, as rows: for the preview, and for the run that follows it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.points.sign_in_memory import RowKey
from hongyun_desktop.frozen_class import frozen

# The day and the name of an activity.
ActivityKey = tuple[date, str]


@frozen
class PlannedService:
    """One row that will be recorded; resident_id: whoever stays after merges; activity: its day and name."""

    resident_id: int
    activity: ActivityKey
    minutes: int
    points: int
    rule_id: int | None
    team: str


@frozen
class AcceptedRow:
    """One row of the file that counts; dwelling: the short form or empty. recorded: before this import."""

    sheet: str
    row: int
    name: str
    dwelling: str
    held_on: date
    activity: str
    minutes: int
    points: int
    recorded: bool


@frozen
class Candidate:
    """Somebody whom a row may mean; text tells them apart, phones masked."""

    resident_id: int
    text: str


@frozen
class SignInPlan:
    """What an import would do; nothing was written for it.

    activities, people, entries, hours, points: of the file's accepted rows, those recorded before included, so
    that they are the same in the preview, the first run and the second. added: services a run would record;
    to_record: their people, minutes and points. rows: the accepted ones, in the order of the file. candidates: whom the
    doubtful rows may mean. settled: the doubts of rows of which a person said whom they mean, now or before; chosen:
    whom. digests: by which the doubtful rows are known again.
    """

    activities: int
    people: int
    entries: int
    hours: float
    points: int
    added: int
    problems: tuple[ImportProblem, ...]
    services: tuple[PlannedService, ...] = field(repr=False)
    journal_id: int
    to_record: tuple[int, int, int] = field(repr=False, compare=False)
    rows: tuple[AcceptedRow, ...] = field(default=(), repr=False, compare=False)
    candidates: Mapping[RowKey, tuple[Candidate, ...]] = field(
        default_factory=dict[RowKey, tuple[Candidate, ...]], repr=False, compare=False
    )
    settled: tuple[ImportProblem, ...] = field(default=(), repr=False, compare=False)
    chosen: Mapping[RowKey, Candidate] = field(default_factory=dict[RowKey, Candidate], repr=False, compare=False)
    digests: Mapping[RowKey, str] = field(default_factory=dict[RowKey, str], repr=False, compare=False)
