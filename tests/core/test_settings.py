# SPDX-License-Identifier: GPL-3.0-or-later
"""The committee's facts, and who is at the desk."""

import pytest

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store


def test_facts_are_set_all_or_none(store: Store) -> None:
    with pytest.raises(Invalid, match="setting_unknown"):
        settings.save(store, {"compound": "幸福小区", "colour": "red"})
    assert settings.committee(store).compound == "鸿运小区"
    settings.save(store, {"compound": " 幸福  小区 ", "issuer": "幸福小区自管委"})
    assert settings.committee(store).compound == "幸福 小区"
    journal.undo(store)
    assert settings.committee(store).issuer == "鸿运小区自管委"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("issuer", " ", "setting_empty"),
        ("compound", "鸿" * 61, "setting_too_long"),
        ("first_number.honour.2026", "0", "first_number_not_valid"),
        ("first_number.honour.2026", "三", "first_number_not_valid"),
        ("first_number.medal.2026", "3", "setting_unknown"),
    ],
)
def test_a_value_that_can_not_be_is_refused(store: Store, key: str, value: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        settings.save(store, {key: value})


def test_a_first_number_stands_once_certificates_were_issued(store: Store) -> None:
    settings.save(store, {"first_number.honour.2026": "36"})
    assert settings.first_number(store, "honour", 2026) == 36
    assert settings.first_number(store, "thanks", 2026) == 1
    store.sql(
        "INSERT INTO certificate(kind, year, serial, number, issued_on, signed_by)"
        " VALUES ('honour', 2026, 36, 'x', '2026-10-01', '')"
    )
    with pytest.raises(Refused, match="numbers_already_issued"):
        settings.save(store, {"first_number.honour.2026": "40"})


def test_whoever_sits_down_stays_at_the_desk_and_signs_every_write(store: Store) -> None:
    signing_in.sit_down(store, "陈 晓梅")
    settings.save(store, {"street": "桂湖街道"})
    assert journal.entries(store)[0].operator == "陈晓梅"
    path, clock = store.path, store.clock
    store.close()
    with open_store(path, clock=clock) as again:
        assert operators.at_desk(again) == "陈晓梅"
    with pytest.raises(Invalid, match="operator_name_empty"):
        signing_in.sit_down(store, " ")


def test_the_window_locks_after_ten_minutes_unless_told_otherwise(store: Store) -> None:
    assert settings.lock_after_minutes(store) == 10
    settings.save(store, {settings.LOCK_AFTER: "30"})
    assert settings.lock_after_minutes(store) == 30
    settings.save(store, {settings.LOCK_AFTER: "0"})
    assert settings.lock_after_minutes(store) == 0


@pytest.mark.parametrize("text", ["", "7", "-5", "ten", "1_0", "１０"])
def test_only_times_that_are_offered_are_kept(store: Store, text: str) -> None:
    with pytest.raises(Invalid, match="lock_minutes_not_valid"):
        settings.save(store, {settings.LOCK_AFTER: text})
