# SPDX-License-Identifier: GPL-3.0-or-later
"""A printed part of the audit trail: the oldest first, with the state of the whole chain."""

from datetime import date, datetime

import pytest

from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.audit import extracting, noting
from hongyun_desktop.core.audit.listing import AuditRow
from hongyun_desktop.core.audit.rules import AuditExtract
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store


def says(row: AuditRow) -> str:
    return row.code


def extract(store: Store, **filters: object) -> AuditExtract:
    return extracting.extract(store, Query(filters=filters), says, compound="鸿运小区", issuer="自管委")


@pytest.fixture
def trail(store: Store) -> Store:
    """Two days: a name, then two exports."""
    store.clock = FixedClock(datetime(2026, 10, 7, 23, 59))
    signing_in.sit_down(store, "陈晓梅")
    store.clock = FixedClock(datetime(2026, 10, 8, 9, 0))
    noting.note(store, "exported", what="a")
    noting.note(store, "exported", what="b")
    return store


def test_the_oldest_line_comes_first_with_its_number_in_the_trail(trail: Store) -> None:
    told = extract(trail)
    assert [line.says for line in told.lines] == ["operator_added", "signed_in", "exported", "exported"]
    assert [line.number for line in told.lines] == [1, 2, 3, 4]
    assert told.made_by == "陈晓梅"


def test_a_part_tells_the_head_of_the_whole(trail: Store) -> None:
    told = extract(trail, from_day=date(2026, 10, 8))
    assert len(told.lines) == 2
    assert (told.from_day, told.to_day, told.events) == (date(2026, 10, 8), None, 4)
    head = trail.value("SELECT lower(hex(hash)) FROM audit_head")
    assert told.check_code == f"4-{head[:16]}"
    assert told.verified


def test_a_trail_that_somebody_altered_is_not_called_sound(trail: Store) -> None:
    connection = trail.database.connection()
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute('UPDATE journal SET params = \'{"what":"c"}\' WHERE id = 3')
    assert not extract(trail).verified


def test_how_far_it_is_is_told(trail: Store) -> None:
    told: list[tuple[int, int]] = []
    extracting.extract(trail, Query(), says, compound="", issuer="", tell=lambda *done: told.append(done))
    assert told == [(4, 4)]


def test_only_who_may_see_the_trail_gets_an_extract(trail: Store) -> None:
    operators.add(trail, "王建国", Role.CLERK)
    signing_in.sign_in(trail, "王建国")
    with pytest.raises(Refused, match="not_allowed"):
        extract(trail)
    signing_in.lock(trail)
    with pytest.raises(Refused, match="locked"):
        extract(trail)


def test_an_event_about_an_operator_names_them(trail: Store) -> None:
    assert extracting.named(trail, {"operator": trail.operator_id, "role": "admin"})["operator"] == "陈晓梅"
    assert extracting.named(trail, {"operator": 99}) == {"operator": 99}
    assert extracting.named(trail, {"count": 3}) == {"count": 3}
