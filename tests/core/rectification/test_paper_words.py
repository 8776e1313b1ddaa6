# SPDX-License-Identifier: GPL-3.0-or-later
"""What papers say of tasks and periods: correct sentences, and never a sum across units."""

from dataclasses import replace
from datetime import date

import pytest

from hongyun_desktop.core.rectification import paper_words as words
from hongyun_desktop.core.rectification.quantities import Quantity, Total
from hongyun_desktop.core.rectification.rules import FundingKind, Period, State
from tests.documents import rectification_samples as samples


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), "2026年7月1日至9月30日"),
        (date(2025, 12, 1), date(2026, 1, 31), "2025年12月1日至2026年1月31日"),
        (date(2026, 5, 1), date(2026, 5, 1), "2026年5月1日"),
    ],
)
def test_a_period_names_its_year_once(first: date, last: date, text: str) -> None:
    assert words.period_text(Period(first, last)) == text


def test_amounts_are_told_line_by_line_with_their_units() -> None:
    lines = (Quantity("吨", 75_500, 20_000, 0, "淤泥"), Quantity("个", 3_000))
    assert words.planned_text(lines) == "淤泥75.5吨、3个"
    assert words.measured_text(lines[0]) == "淤泥计划75.5吨，完成20吨，验收0吨"
    assert words.planned_text(()) == ""


def test_a_rate_is_whole_only_where_all_is_done_and_none_where_nothing_was_planned() -> None:
    assert words.total_line(Total("排污沟", "吨", 1, 300_000, 299_999, 0))[-1] == "99%"
    assert words.total_line(Total("", "吨", 1, 300_000, 300_000, 0))[::6] == ("未分类", "100%")
    assert words.total_line(Total("排污沟", "吨", 1, 0, 5_000, 0))[-1] == "—"


def test_the_summary_tells_what_was_raised_closed_open_and_overdue() -> None:
    opening, amounts, money, again = words.summary(samples.content())
    assert opening == (
        "2026年1月1日至12月31日，鸿运小区共登记整治任务9项。截至2026年11月24日，已销号7项，未办结2项，其中超期1项，办了一半1项。"
    )
    assert "占道经营207家" in amounts
    assert "设施损坏" not in amounts
    assert money == "经费方面，申请160,000.00元，批复120,000.00元，支出115,400.00元。"
    assert again == "同一地点反复出现同类问题的有1处，需从源头上解决。"


def test_what_is_nothing_is_not_told() -> None:
    content = samples.content([replace(samples.FRESH, days_overdue=0)])
    quiet = replace(content, funding=((FundingKind.ASKED, 0),))
    assert words.summary(quiet) == (
        "2026年1月1日至12月31日，鸿运小区共登记整治任务1项。截至2026年11月24日，已销号0项，未办结1项，没有超期的。",
    )
    assert words.summary(samples.content(())) == ("2026年1月1日至12月31日，鸿运小区没有登记整治任务。",)


def test_unfinished_tasks_come_with_the_longest_overdue_first_and_with_their_reason() -> None:
    late = replace(samples.FRESH, task_id=10, number="2026-010", days_overdue=90, state=State.ASSIGNED)
    left = words.open_tasks(samples.content([samples.FRESH, samples.HALF, late, *samples.ROWS]))
    assert [task.row.number for task in left] == ["2026-010", "2026-008", "2026-009"]
    assert words.open_line(left[1])[-2:] == ("整治中（超期35天，办了一半）", "居民反映摊位又摆出来了")
    assert words.open_line(left[2])[3:] == ("未派单", "2026-12-01", "登记", "未说明")


def test_a_report_shows_a_few_pictures_and_says_where_the_others_are() -> None:
    rows = [replace(samples.ROWS[0], task_id=number) for number in range(12)]
    content = samples.content(rows)
    assert len(words.pictured(content)) == words.MOST_PAIRS
    assert words.more_pairs(content) == "前8项，其余见《整治前后对比》"
    assert words.more_pairs(samples.content()) == ""


def test_months_without_anything_are_left_out_of_the_table() -> None:
    assert [line[0] for line in words.month_lines(samples.content())] == [
        "2026年1月", "2026年2月", "2026年3月", "2026年4月", "2026年5月",
    ]  # fmt: skip
