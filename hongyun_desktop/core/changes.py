# SPDX-License-Identifier: GPL-3.0-or-later
"""What a write touched, so that whoever shows it can refresh. Standard library only."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from hongyun_desktop.frozen_class import frozen


class Topic(StrEnum):
    """Kinds of things that pages show."""

    SETTINGS = "settings"
    OPERATOR = "operator"
    DWELLING = "dwelling"
    RESIDENT = "resident"
    POINTS = "points"
    ACTIVITY = "activity"
    HONOURS = "honours"
    CERTIFICATE = "certificate"
    FILES = "files"
    TEAM = "team"
    TASK = "task"
    FACILITY = "facility"
    PHOTO = "photo"


@frozen
class Changed:
    """The outcome of one write: the journal's number for it (0: nothing changed), topics, and ids for the sentence."""

    journal_id: int
    topics: frozenset[Topic]
    code: str
    params: Mapping[str, Any] = field(default_factory=dict[str, Any])


_TOPIC_OF_TABLE = {
    "setting": Topic.SETTINGS,
    "operator": Topic.OPERATOR,
    "building": Topic.DWELLING,
    "building_unit": Topic.DWELLING,
    "dwelling": Topic.DWELLING,
    "resident": Topic.RESIDENT,
    "point_rule": Topic.SETTINGS,
    "activity": Topic.ACTIVITY,
    "attendance": Topic.ACTIVITY,
    "round": Topic.HONOURS,
    "award": Topic.HONOURS,
    "round_draft": Topic.HONOURS,
    "round_choice": Topic.HONOURS,
    "proof": Topic.HONOURS,
    "stored_file": Topic.FILES,
    "team": Topic.TEAM,
    "team_member": Topic.TEAM,
    "team_post": Topic.TEAM,
    "task": Topic.TASK,
    "task_quantity": Topic.TASK,
    "task_step": Topic.TASK,
    "task_funding": Topic.TASK,
    "task_chase": Topic.TASK,
    "facility": Topic.FACILITY,
    "inspection": Topic.FACILITY,
    "photo": Topic.PHOTO,
    "import_layout": Topic.SETTINGS,
    "sign_in_choice": Topic.SETTINGS,
}


def topics_of(tables: Iterable[str]) -> frozenset[Topic]:
    """The topics of the tables that an undo put back. Raises: KeyError for a table that is never undone."""
    return frozenset(_TOPIC_OF_TABLE[table] for table in tables)
