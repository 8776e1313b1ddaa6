# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be written of a team: who belongs when, and who holds a post. Pure: standard library only."""

from datetime import date

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.identity import is_phone, tidy_phone
from hongyun_desktop.core.names import clean_name, clean_text
from hongyun_desktop.core.teams.rules import TeamKind, TeamValues

_MOST_NAME = 40


def checked(values: TeamValues, today: date) -> TeamValues:
    """The same with clean texts.

    Raises: Invalid("team_name_empty", "name"), ("team_name_too_long", longest), Invalid("day_in_future",
    "founded_on"), Invalid("private_use_character").
    """
    name = clean_text(values.name)
    if not name:
        raise Invalid("team_name_empty", "name")
    if len(name) > _MOST_NAME:
        raise Invalid("team_name_too_long", "name", longest=_MOST_NAME)
    if values.founded_on is not None and values.founded_on > today:
        raise Invalid("day_in_future", "founded_on")
    return TeamValues(
        name, TeamKind(values.kind), clean_text(values.purpose), clean_text(values.programme), values.founded_on,
        values.note.strip(),
    )  # fmt: skip


def check_joined(joined_on: date, founded_on: date | None, last_left_on: date | None, today: date) -> None:
    """Whether somebody may belong from a day on: not before the team was, nor twice at a time.

    last_left_on: when an earlier stretch of the same person ended; the same day may begin the next.
    Raises: Invalid("day_in_future", "joined_on"), ("joined_before_founded", day), ("joined_before_left", day).
    """
    if joined_on > today:
        raise Invalid("day_in_future", "joined_on")
    if founded_on is not None and joined_on < founded_on:
        raise Invalid("joined_before_founded", "joined_on", day=founded_on.isoformat())
    if last_left_on is not None and joined_on < last_left_on:
        raise Invalid("joined_before_left", "joined_on", day=last_left_on.isoformat())


def check_ended(ends_on: date, starts_on: date, today: date, field_name: str) -> None:
    """Whether a stretch may end on a day. Raises: Invalid("day_in_future"), Invalid("ends_before_start", day)."""
    if ends_on > today:
        raise Invalid("day_in_future", field_name)
    if ends_on < starts_on:
        raise Invalid("ends_before_start", field_name, day=starts_on.isoformat())


def check_post(starts_on: date, joined_on: date, today: date) -> None:
    """Whether a post may begin on a day. Raises: Invalid("day_in_future"), Invalid("post_before_joining", day)."""
    if starts_on > today:
        raise Invalid("day_in_future", "starts_on")
    if starts_on < joined_on:
        raise Invalid("post_before_joining", "starts_on", day=joined_on.isoformat())


def checked_guest(name: str, phone: str) -> tuple[str, str]:
    """A guest's clean name and number. Raises: Invalid("name_empty", "name"), Invalid("phone_not_valid", phone)."""
    clean, number = clean_name(name), tidy_phone(phone)
    if not clean:
        raise Invalid("name_empty", "name")
    if number and not is_phone(number):
        raise Invalid("phone_not_valid", "phone", phone=number)
    return clean, number
