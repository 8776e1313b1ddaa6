# SPDX-License-Identifier: GPL-3.0-or-later
"""The audit trail: who, what, from when to when."""

from datetime import date, datetime

import pytest

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.audit.listing import AuditRow, audit_window
from hongyun_desktop.core.audit.noting import note
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.store.store import Store


@pytest.fixture
def trail(store: Store) -> Store:
    """Two days of an administrator and a clerk."""
    store.clock = FixedClock(datetime(2026, 10, 7, 23, 59))
    signing_in.sit_down(store, "陈晓梅")
    operators.add(store, "王建国")
    settings.save(store, {"community": "鸿运社区"})
    store.clock = FixedClock(datetime(2026, 10, 8, 0, 0))
    signing_in.sign_in(store, "王建国")
    note(store, "exported", what="roster", masked=True, purpose="")
    signing_in.sign_in(store, "陈晓梅")
    return store


def codes(store: Store, **filters: object) -> list[str]:
    window = audit_window(store, Query(filters=filters))
    return [row.code for row in window.fetch(window.ids)]


def test_all_of_it_the_newest_first(trail: Store) -> None:
    everything = codes(trail)
    assert everything == [
        "signed_in", "exported", "signed_in", "settings_saved", "operator_added", "signed_in", "operator_added"
    ]  # fmt: skip
    window = audit_window(trail, Query(sort="at"))
    assert [row.code for row in window.fetch(window.ids)] == everything[::-1]


def test_filters_by_operator_kind_code_and_day(trail: Store) -> None:
    clerk = operators.get_operator(trail, "王建国").operator_id
    assert codes(trail, operator=clerk) == ["exported", "signed_in"]
    assert codes(trail, kind="left") == ["exported"]
    assert codes(trail, kind="writes") == ["settings_saved"]
    assert codes(trail, code="settings_saved") == ["settings_saved"]
    assert codes(trail, from_day=date(2026, 10, 8)) == ["signed_in", "exported", "signed_in"]
    assert codes(trail, to_day="2026-10-07")[0] == "settings_saved"
    assert codes(trail, from_day="2026-10-09") == []


def test_a_row_says_who_when_and_what(trail: Store) -> None:
    window = audit_window(trail, Query(filters={"kind": "left"}))
    (row,) = window.fetch(window.ids)
    params = {"what": "roster", "masked": True, "purpose": ""}
    assert row == AuditRow(window.ids[0], datetime(2026, 10, 8), "王建国", "exported", params)


def test_a_clerk_reads_no_audit_trail(trail: Store) -> None:
    signing_in.sign_in(trail, "王建国")
    with pytest.raises(Refused, match="not_allowed"):
        audit_window(trail, Query())
