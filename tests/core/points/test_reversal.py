# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking back entries and batches, and people found to be one."""

from datetime import date

import pytest

from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.points import (
    balances,
    crediting,
    ledger,
    listing,
    merging,
    opening,
    ranking,
    reversal,
    statement,
)
from hongyun_desktop.core.points.ledger import Posting
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import CLEAN_UP_DAY, held, hold

TODAY = date(2026, 10, 8)


def redeem(store: Store, resident_id: int, points: int) -> int:
    """Spend points on something; the entry's id."""
    account_id = store.value("SELECT id FROM account WHERE resident_id = ?", (resident_id,))
    with store.unit("redeemed") as unit:
        return ledger.append(unit, [Posting(account_id, "redeem", -points, TODAY, "reward 1")])[0]


def test_a_reversal_keeps_the_day_of_service_and_its_hours_no_longer_count(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    reversal.reverse(store, 1, "wrong_person")
    original, taken_back = statement.statement(store, neighbours[0])
    assert (taken_back.amount, taken_back.service_date, taken_back.memo) == (-10, CLEAN_UP_DAY, "wrong_person")
    assert (original.reversed, taken_back.reverses) == (True, original.entry_id)
    assert taken_back.recorded_at.date() == TODAY
    assert (balances.balance(store, neighbours[0]), listing.holder(store, neighbours[0]).minutes) == (0, 0)
    assert ledger.verify(store) == []


def test_after_a_reversal_the_same_activity_can_be_credited_again(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    reversal.reverse(store, 1, "wrong_hours")
    crediting.credit(store, neighbours[:1], clean_up, 120)
    assert balances.balance(store, neighbours[0]) == 20


def test_points_that_were_spent_are_not_taken_back(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    redeem(store, neighbours[0], 7)
    with pytest.raises(Refused, match="points_already_spent") as refused:
        reversal.reverse(store, 1, "other")
    assert refused.value.params == {"names": "罗喆", "missing": 7}


def test_an_entry_is_reversed_once_and_a_reversal_never(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    reversal.reverse(store, 1, "other")
    for entry_id, code in ((1, "already_reversed"), (2, "reversal_of_reversal"), (9, "entry_unknown")):
        with pytest.raises(Refused, match=code):
            reversal.reverse(store, entry_id, "other")
    with pytest.raises(Invalid, match="reason_unknown"):
        reversal.reverse(store, 1, "because")


def test_a_redemption_taken_back_returns_the_points(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    reversal.reverse(store, redeem(store, neighbours[0], 7), "other")
    assert balances.balance(store, neighbours[0]) == 10


def test_nothing_is_spent_that_is_not_there(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    with pytest.raises(Refused, match="balance_too_low") as refused:
        redeem(store, neighbours[0], 11)
    assert refused.value.params["missing"] == 1
    assert ledger.verify(store) == []


def test_hours_without_points_can_be_taken_back(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 20)
    reversal.reverse_hours(store, 1, "not_present")
    assert listing.holder(store, neighbours[0]).minutes == 0
    with pytest.raises(Refused, match="already_reversed"):
        reversal.reverse_hours(store, 1, "not_present")
    with pytest.raises(Refused, match="service_unknown"):
        reversal.reverse_hours(store, 2, "not_present")


def test_hours_with_points_are_taken_back_together(store: Store, neighbours: list[int], clean_up: int) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    reversal.reverse_hours(store, 1, "not_present")
    assert balances.balance(store, neighbours[0]) == 0


def test_undoing_a_batch_takes_back_what_still_stands_of_it(store: Store, neighbours: list[int], clean_up: int) -> None:
    batch_id = int(str(crediting.credit(store, neighbours, clean_up, 60).params["batch_id"]))
    reversal.reverse(store, 2, "wrong_person")
    reversal.undo_batch(store, batch_id)
    assert [row.points for row in held(store)] == [0, 0, 0]
    assert [row.minutes for row in held(store)] == [0, 0, 0]
    assert ledger.verify(store) == []
    with pytest.raises(Refused, match="batch_undone"):
        reversal.undo_batch(store, batch_id)
    with pytest.raises(Refused, match="batch_unknown"):
        reversal.undo_batch(store, 99)


def test_a_blocked_batch_names_who_blocks_it_and_nothing_changes(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    batch_id = int(str(crediting.credit(store, neighbours, clean_up, 60).params["batch_id"]))
    redeem(store, neighbours[0], 4)
    redeem(store, neighbours[2], 10)
    with pytest.raises(Refused, match="batch_blocked") as refused:
        reversal.undo_batch(store, batch_id)
    assert refused.value.params == {"names": "罗喆、李伟", "missing": 14}
    assert balances.balance(store, neighbours[1]) == 10


def test_an_opening_taken_back_can_be_entered_anew(store: Store, neighbours: list[int]) -> None:
    for points in (300, 0):
        changed = opening.enter_opening(store, neighbours[0], points, 60, date(2025, 12, 31), "册")
        reversal.undo_batch(store, int(str(changed.params["batch_id"])))
    opening.enter_opening(store, neighbours[0], 30, 60, date(2025, 12, 31), "册")
    assert balances.balance(store, neighbours[0]) == 30


def test_two_people_found_to_be_one_share_balance_hours_and_rank(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    first, second, third = neighbours
    crediting.credit(store, [first, third], clean_up, 60)
    crediting.credit(store, [second], hold(store, "巡逻"), 90)
    merging.merge_people(store, first, second)
    assert balances.balance(store, first) == balances.balance(store, second) == 25
    assert listing.holder(store, second).minutes == 150
    assert [row.amount for row in statement.statement(store, first)] == [10, 15]
    assert store.value("SELECT count(*) FROM entry WHERE counter = 'transfer'") == 2
    ranked = ranking.quarter_ranking(store, Quarter(2026, 3))
    assert [(row.place, row.resident_id, row.points, row.minutes) for row in ranked] == [
        (1, second, 25, 150),
        (2, third, 10, 60),
    ]
    assert [row.resident_id for row in held(store)] == [second, third]
    assert ledger.verify(store) == []


def test_points_come_back_from_the_account_that_took_them_over(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    first, second, third = neighbours
    crediting.credit(store, [first], clean_up, 60)
    merging.merge_people(store, first, second)
    merging.merge_people(store, second, third)
    reversal.reverse(store, 1, "wrong_person")
    assert balances.balance(store, third) == 0
    assert ledger.verify(store) == []


def test_merged_points_that_were_spent_block_a_reversal(store: Store, neighbours: list[int], clean_up: int) -> None:
    first, second, _ = neighbours
    crediting.credit(store, [first], clean_up, 60)
    merging.merge_people(store, first, second)
    redeem(store, second, 4)
    with pytest.raises(Refused, match="points_already_spent") as refused:
        reversal.reverse(store, 1, "wrong_person")
    assert refused.value.params == {"names": "王秀英", "missing": 4}
    with pytest.raises(Refused, match="transfer_not_reversible"):
        reversal.reverse(store, 2, "other")


def test_a_redemption_before_the_merge_returns_its_points_to_who_stays(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    first, second, _ = neighbours
    crediting.credit(store, [first], clean_up, 60)
    spent = redeem(store, first, 7)
    merging.merge_people(store, first, second)
    reversal.reverse(store, spent, "other")
    accounts = dict(store.sql("SELECT resident_id, id FROM account"))
    assert ledger.last_balances(store, accounts.values()) == {accounts[first]: 0, accounts[second]: 10}


def test_after_a_merge_crediting_either_credits_the_one_who_stays(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    first, second, _ = neighbours
    crediting.credit(store, [first], clean_up, 60)
    merging.merge_people(store, first, second)
    with pytest.raises(Refused, match="already_credited"):
        crediting.credit(store, [second], clean_up, 60)
    crediting.credit(store, [first, second], hold(store, "巡逻"), 60)
    assert balances.balance(store, second) == 20


def test_two_people_who_both_served_at_one_activity_are_not_merged(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours, clean_up, 60)
    with pytest.raises(Refused, match="merge_same_activity") as refused:
        merging.merge_people(store, neighbours[0], neighbours[1])
    assert refused.value.params["activities"] == "2026-09-12 清扫楼道"
    with pytest.raises(Refused, match="merge_with_oneself"):
        merging.merge_people(store, neighbours[0], neighbours[0])
