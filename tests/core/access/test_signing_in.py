# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in, locking, and what wrong passwords cost."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hongyun_desktop.core.access import operators, passwords, signing_in
from hongyun_desktop.core.access.signing_in import FREE_TRIES, LONGEST_WAIT_S, wait_after
from hongyun_desktop.core.audit import verification
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import FIRST_OPERATOR, Store

NAME, PIN = "陈晓梅", "2468"
NOW = datetime(2026, 10, 8, 9, 0)


@pytest.fixture
def guarded(store: Store) -> Store:
    """The administrator has a PIN."""
    signing_in.sit_down(store, NAME)
    operators.set_password(store, store.operator_id, PIN)
    return store


def try_wrong(store: Store, times: int) -> list[int]:
    """Seconds to wait that each wrong password was told."""
    waits: list[int] = []
    for _ in range(times):
        with pytest.raises(Refused, match="password_wrong") as caught:
            signing_in.sign_in(store, NAME, "0000")
        waits.append(caught.value.params["wait_s"])  # type: ignore[arg-type]
    return waits


def test_a_new_database_has_an_administrator_without_a_password(store: Store) -> None:
    assert store.session is not None
    assert (store.session.name, store.session.role) == (FIRST_OPERATOR, Role.ADMIN)


def test_the_first_name_is_an_administrator_and_the_placeholder_ends(store: Store) -> None:
    signing_in.sit_down(store, NAME)
    signing_in.sit_down(store, "王建国")
    rows = {row.name: (row.role, row.ended) for row in operators.list_operators(store)}
    assert rows == {
        FIRST_OPERATOR: (Role.ADMIN, True), NAME: (Role.ADMIN, False), "王建国": (Role.CLERK, False)
    }  # fmt: skip
    with pytest.raises(Refused, match="not_allowed"):
        signing_in.sit_down(store, "周新")
    with pytest.raises(Refused, match="operator_ended"):
        signing_in.sit_down(store, FIRST_OPERATOR)


def test_who_has_no_password_sits_down_by_themselves_and_who_has_one_does_not(guarded: Store, store_path: Path) -> None:
    guarded.close()
    with open_store(store_path, clock=FixedClock(NOW)) as again:
        assert again.session is None
        with pytest.raises(Refused, match="locked"):
            _ = again.operator_id
        signing_in.sign_in(again, NAME, "２４６８")
        assert again.operator_id == again.last_at_desk
        signing_in.lock(again)
        assert again.session is None
        signing_in.lock(again)
        codes = [code for (code,) in again.sql("SELECT code FROM journal ORDER BY id DESC LIMIT 2")]
        assert codes == ["locked", "signed_in"]


def test_waiting_grows_and_has_an_end() -> None:
    assert [wait_after(n) for n in range(FREE_TRIES)] == [0] * FREE_TRIES
    assert [wait_after(n) for n in (5, 6, 7)] == [30, 60, 120]
    assert wait_after(10_000) == LONGEST_WAIT_S


def test_wrong_passwords_make_even_the_right_one_wait_across_a_restart(guarded: Store, store_path: Path) -> None:
    assert try_wrong(guarded, FREE_TRIES) == [0, 0, 0, 0, 30]
    guarded.close()
    with open_store(store_path, clock=FixedClock(NOW + timedelta(seconds=10))) as again:
        with pytest.raises(Refused, match="sign_in_waits") as caught:
            signing_in.sign_in(again, NAME, PIN)
        assert caught.value.params == {"wait_s": 20}
        again.clock = FixedClock(NOW + timedelta(seconds=30))
        assert try_wrong(again, 1) == [60]
        again.clock = FixedClock(NOW + timedelta(seconds=90))
        signing_in.sign_in(again, NAME, PIN)
        signing_in.lock(again)
        assert try_wrong(again, 1) == [0]
        assert verification.findings(again) == []


@pytest.mark.parametrize("year", [1980, 2025])
def test_a_clock_set_back_neither_shortens_the_wait_nor_makes_it_endless(guarded: Store, year: int) -> None:
    try_wrong(guarded, FREE_TRIES)
    back = datetime(year, 1, 1, 0, 0)
    for seconds in (0, 10, 29):
        guarded.clock = FixedClock(back + timedelta(seconds=seconds))
        with pytest.raises(Refused, match="sign_in_waits") as caught:
            signing_in.sign_in(guarded, NAME, PIN)
        assert caught.value.params == {"wait_s": 30 - seconds}
    guarded.clock = FixedClock(back + timedelta(seconds=30))
    signing_in.sign_in(guarded, NAME, PIN)


def test_a_failed_sign_in_is_kept_with_a_number_and_no_name(guarded: Store) -> None:
    try_wrong(guarded, 1)
    (row,) = guarded.sql("SELECT operator_id, params FROM journal WHERE code = 'sign_in_failed'")
    assert row == (guarded.operator_id, f'{{"operator":{guarded.operator_id}}}')


def test_no_password_is_in_the_journal(guarded: Store) -> None:
    text = repr(guarded.sql("SELECT * FROM journal")) + repr(guarded.sql("SELECT * FROM journal_row"))
    assert PIN not in text
    assert "argon2" not in text
    assert operators.password_of(guarded, guarded.operator_id).startswith("$argon2id$")


def test_ones_own_password_is_changed_only_by_who_knows_it(guarded: Store) -> None:
    with pytest.raises(Refused, match="current_password_wrong"):
        operators.set_password(guarded, guarded.operator_id, "1357", "0000")
    operators.set_password(guarded, guarded.operator_id, "1357", PIN)
    signing_in.sign_in(guarded, NAME, "1357")
    operators.set_password(guarded, guarded.operator_id, "", "1357")
    signing_in.sign_in(guarded, NAME)


def test_a_clerk_sets_no_other_password(guarded: Store) -> None:
    admin = guarded.operator_id
    signing_in.sit_down(guarded, "王建国")
    with pytest.raises(Refused, match="not_allowed"):
        operators.set_password(guarded, admin, "1111")


def test_a_name_is_corrected_and_what_was_done_stays_theirs(guarded: Store) -> None:
    admin = guarded.operator_id
    other = operators.add(guarded, "新东社区").params["operator_id"]
    operators.rename(guarded, other, " 王建国 ")
    assert operators.get_operator(guarded, other).name == "王建国"
    with pytest.raises(Invalid, match="operator_name_taken"):
        operators.rename(guarded, other, NAME)
    with pytest.raises(Invalid, match="operator_name_empty"):
        operators.rename(guarded, other, " ")
    operators.rename(guarded, admin, "陈小梅")
    assert guarded.session is not None
    assert (guarded.session.operator_id, guarded.session.name) == (admin, "陈小梅")
    signing_in.sign_in(guarded, other)
    with pytest.raises(Refused, match="not_allowed"):
        operators.rename(guarded, admin, "周新")


@pytest.mark.parametrize(("password", "code"), [("123", "password_too_short"), ("1" * 201, "password_too_long")])
def test_a_password_has_a_length(guarded: Store, password: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        operators.add(guarded, "周新", password=password)


def test_the_last_administrator_stays(guarded: Store) -> None:
    admin = guarded.operator_id
    with pytest.raises(Refused, match="last_admin"):
        operators.end_access(guarded, admin)
    for role in (Role.CLERK, Role.PROPERTY, Role.VIEWER):
        with pytest.raises(Refused, match="last_admin"):
            operators.change_role(guarded, admin, role)
    second = operators.add(guarded, "周新", Role.ADMIN).params["operator_id"]
    operators.change_role(guarded, admin, Role.VIEWER)
    assert guarded.session is not None
    assert guarded.session.role is Role.VIEWER
    signing_in.sign_in(guarded, second)
    with pytest.raises(Refused, match="last_admin"):
        operators.end_access(guarded, second)


def test_ended_access_is_ended_until_it_is_given_again(guarded: Store) -> None:
    clerk = operators.add(guarded, "王建国", password="9753").params["operator_id"]
    operators.end_access(guarded, clerk)
    with pytest.raises(Refused, match="operator_ended"):
        signing_in.sign_in(guarded, "王建国", "9753")
    assert operators.known(guarded) == [NAME]
    with pytest.raises(Invalid, match="operator_name_taken"):
        operators.add(guarded, NAME)
    assert operators.add(guarded, "王建国", Role.VIEWER).params["operator_id"] == clerk
    signing_in.sign_in(guarded, clerk)


def test_who_ends_their_own_access_leaves_a_locked_store(guarded: Store) -> None:
    operators.add(guarded, "周新", Role.ADMIN)
    operators.end_access(guarded, guarded.operator_id)
    assert guarded.session is None


@pytest.mark.usefixtures("real_costs")
def test_one_guess_of_a_password_costs_32_mib_and_three_passes() -> None:
    assert passwords.hashed(PIN).startswith("$argon2id$v=19$m=32768,t=3,p=1$")
