# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the honours share: a quarter that people served in, and single certificates."""

from collections.abc import Callable
from datetime import date

import pytest
from honours_scene import TITLE, TODAY, Issue, Serve, printable

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.honours import issuing
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.points import crediting
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.store.store import Store


@pytest.fixture
def add_person(store: Store) -> Callable[[str], int]:
    """Adds a resident; the id."""

    def add(name: str) -> int:
        return int(str(residents.save_resident(store, ResidentValues(name)).params["resident_id"]))

    return add


@pytest.fixture
def serve(store: Store, add_person: Callable[[str], int]) -> Serve:
    """Somebody new serves some hours on a day of the summer quarter; the resident's id."""

    def served(name: str, hours: float, day: date = date(2026, 8, 15)) -> int:
        resident_id = add_person(name)
        made = activities.save_activity(store, ActivityValues(f"{hours}小时的服务", day))
        crediting.credit(store, [resident_id], int(str(made.params["activity_id"])), int(hours * 60))
        return resident_id

    return served


@pytest.fixture
def summer(serve: Serve) -> dict[str, int]:
    """Five volunteers, two of them equal: places 1, 2, 2, 4, 5."""
    hours = {"王翀犇": 14, "张玉梅": 9.5, "李桂兰": 9.5, "刘建国": 6, "陈伟": 2}
    return {name: serve(name, each) for name, each in hours.items()}


@pytest.fixture
def issue(store: Store) -> Issue:
    """Issues one certificate of thanks or honour to somebody outside the roster; the id."""

    def issued(name: str = "罗喆", kind: str = "honour", on: date = TODAY, resident_id: int | None = None) -> int:
        if kind == "honour":
            wording = words.honour(name, "同志", "在邻里节中热心公益", TITLE, "鸿运小区自管委", on)
        else:
            wording = words.thanks(name, "女士", ("感谢您的帮助。",), "鸿运小区自管委", on)
        changed = issuing.issue(store, issuing.Draft(wording, resident_id), printable)
        return int(str(changed.params["certificate_id"]))

    return issued
