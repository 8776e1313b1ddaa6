# SPDX-License-Identifier: GPL-3.0-or-later
"""Why an entry has so many points: the codes, and that each has its sentence."""

import ast
from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import crediting, explaining, opening, point_rules, reversal, statement
from hongyun_desktop.core.points.rules import REVERSAL_REASONS
from hongyun_desktop.core.points.words import REASON_WORDS
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages.explanations import EXPLANATIONS, explanation_sentence
from tests.core.points.neighbourhood import CLEAN_UP_DAY, hold


def told(store: Store, entry_id: int) -> list[str]:
    return [explanation_sentence(reason) for reason in explaining.explanation(store, entry_id)]


def test_an_entry_for_service_tells_activity_hours_rule_and_who_recorded_it(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 150)
    sentences = told(store, 1)
    assert sentences[:3] == [
        "2026-09-12 参加“清扫楼道”。", "服务 2.5 小时。", "按当时的规则“每小时10分”，2.5 小时得 25 分。",
    ]  # fmt: skip
    assert sentences[3].startswith("2026-10-08 09:00 由")
    assert sentences[3].endswith("登记服务时记入（第 1 次记分）。")


def test_minutes_over_a_half_hour_are_told_to_be_rounded_down(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 100)
    assert "服务 100 分钟，按整半小时算 1.5 小时。" in told(store, 1)


def test_the_cap_of_an_event_is_told(store: Store, neighbours: list[int], clean_up: int) -> None:
    point_rules.save_rule(store, "", 10, starts_on=date(2026, 9, 1), cap_per_event=20)
    crediting.credit(store, neighbours[:1], clean_up, 150)
    assert "每次最多 20 分，所以记 20 分。" in told(store, 1)


def test_the_cap_of_a_day_is_told_with_what_was_used_of_it(store: Store, neighbours: list[int], clean_up: int) -> None:
    point_rules.save_rule(store, "", 10, starts_on=date(2026, 9, 1), cap_per_day=30)
    crediting.credit(store, neighbours[:1], clean_up, 60)
    crediting.credit(store, neighbours[:1], hold(store, "巡逻"), 150)
    assert "每天最多 30 分，当天已用 10 分，所以记 20 分。" in told(store, 2)


def test_a_service_that_earned_nothing_is_explained_too(store: Store, neighbours: list[int], clean_up: int) -> None:
    point_rules.save_rule(store, "", 10, starts_on=date(2026, 9, 1), cap_per_day=10)
    crediting.credit(store, neighbours[:1], clean_up, 60)
    crediting.credit(store, neighbours[:1], hold(store, "巡逻"), 60)
    row = statement.statement(store, neighbours[0])[-1]
    assert (row.entry_id, row.amount, row.minutes, row.row_id) == (None, 0, 60, -2)
    sentences = [explanation_sentence(each) for each in explaining.hours_explanation(store, 2)]
    assert "每天最多 10 分，当天已用 10 分，所以记 0 分。" in sentences
    reversal.reverse_hours(store, 2, "not_present")
    assert explaining.hours_explanation(store, 2)[-1].code == "hours_taken_back"


def test_an_earlier_entry_is_explained_by_the_rule_it_was_recorded_with(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    point_rules.save_rule(store, "", 40, starts_on=date(2026, 10, 1))
    assert "按当时的规则“每小时10分”，1 小时得 10 分。" in told(store, 1)


def test_a_reversal_and_what_it_takes_back_tell_of_one_another(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    reversal.reverse(store, 1, "wrong_hours")
    assert told(store, 1)[-1].endswith("更正，原因：时长记错。这一笔不再算数。")
    assert told(store, 2)[0] == "更正 2026-09-12“清扫楼道”那一笔 10 分，原因：时长记错。"
    assert told(store, 2)[-1] == "原来那笔是 2026-10-08 09:00 记入的。"


def test_an_opening_tells_its_source(store: Store, neighbours: list[int]) -> None:
    opening.enter_opening(store, neighbours[0], 320, 90, date(2025, 12, 31), "2025年积分册第3页")
    assert "用本程序以前的积分和时长，一次录入：320 分、1.5 小时。出处：2025年积分册第3页。" in told(store, 1)


def test_what_does_not_exist_is_not_explained(store: Store) -> None:
    with pytest.raises(Refused, match="entry_unknown"):
        explaining.explanation(store, 1)
    with pytest.raises(Refused, match="service_unknown"):
        explaining.hours_explanation(store, 1)


def test_every_step_of_an_explanation_has_its_sentence_and_none_is_left_over() -> None:
    tree = ast.parse(Path(explaining.__file__).read_text(encoding="utf-8"))
    codes = {
        constant.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason"
        for constant in ast.walk(node.args[0])
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    }
    assert codes == set(EXPLANATIONS)


def test_every_reason_has_its_word() -> None:
    assert REVERSAL_REASONS | {"batch_undone"} == set(REASON_WORDS)


def test_the_statement_names_a_reversal_by_what_it_takes_back(
    store: Store, neighbours: list[int], clean_up: int
) -> None:
    crediting.credit(store, neighbours[:1], clean_up, 60)
    reversal.reverse(store, 1, "other")
    original, taken_back = statement.statement(store, neighbours[0])
    assert (original.reversed, taken_back.reversed) == (True, False)
    assert (taken_back.activity, taken_back.minutes, taken_back.balance) == ("清扫楼道", -60, 0)
    assert taken_back.service_date == CLEAN_UP_DAY
