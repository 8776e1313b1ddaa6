# SPDX-License-Identifier: GPL-3.0-or-later
"""A report says what stands today; one that was handed in stays as it was, and what changed since is told."""

from dataclasses import replace
from datetime import date

import pytest

from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.rectification import money, paper_words, reports, tasks
from hongyun_desktop.core.rectification.report_content import Difference, as_json, differences, of_json
from hongyun_desktop.core.rectification.rules import FundingKind, Period, State
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from tests.core.access.people import at_desk, staff
from tests.core.rectification.ledger import OCTOBER, UNTIL_ACCEPTANCE, UNTIL_CLOSED, measure, task, walk

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 10, 8)


@pytest.fixture
def ledger(store: Store) -> Store:
    """One closed with money, one open and overdue, one twice at a place, one of last year."""
    first = task(
        store, "清运", category="垃圾", party="物业", quantities=(measure("吨", 5),), due_on=date(2026, 10, 20)
    )
    task(store, "堆物", party="社区", due_on=date(2026, 10, 2), quantities=(measure("处", 2),))
    task(store, "又堆物", party="社区", raised_on=date(2026, 10, 5))
    task(store, "旧事", raised_on=date(2025, 1, 1), place="川陕路")
    walk(store, first, *UNTIL_CLOSED, quantities=[measure("吨", 5, 5, 5)], reason="验收合格")
    money.add_funding(store, first, FundingKind.SPENT, 1200, "社区", OCTOBER)
    return store


def test_a_report_tells_of_the_tasks_raised_in_its_period(ledger: Store) -> None:
    content = reports.content(ledger, YEAR, " 年度整治报告 ")
    assert (content.title, content.compound, content.made_on) == ("年度整治报告", "鸿运小区", TODAY)
    assert [each.row.title for each in content.tasks] == ["清运", "堆物", "又堆物"]
    assert content.tasks[0].last_reason == "验收合格"
    assert {state: count for state, count in content.states if count} == {State.CLOSED: 1, State.REGISTERED: 2}
    assert [(each.category, each.unit) for each in content.totals] == [("垃圾", "吨"), ("楼道堆物", "处")]
    assert dict(content.funding)[FundingKind.SPENT] == 1200
    assert [(each.party, each.tasks, each.closed, each.overdue) for each in content.parties] == [
        ("社区", 2, 0, 1), ("物业", 1, 1, 0)]  # fmt: skip
    assert [each.times for each in content.recurrence] == [2]
    with pytest.raises(Invalid, match="report_title_empty"):
        reports.content(ledger, YEAR, " ")


def test_what_is_no_ones_is_counted_last(ledger: Store) -> None:
    for title in ("路灯不亮", "井盖松动", "飞线"):
        task(ledger, title, raised_on=date(2026, 10, 6))
    content = reports.content(ledger, YEAR, "年度整治报告")
    assert [(each.party, each.tasks) for each in content.parties] == [("社区", 2), ("物业", 1), ("", 3)]
    assert list(paper_words.party_lines(content))[-1][:2] == ("未派单", "3")


def test_a_report_is_the_same_after_it_was_kept_as_text(ledger: Store) -> None:
    content = reports.content(ledger, YEAR, "报告")
    assert of_json(as_json(content)) == content
    assert differences(content, of_json(as_json(content))) == ()


def test_what_was_handed_in_stays_and_later_changes_are_told(ledger: Store) -> None:
    content = reports.content(ledger, YEAR, "报告")
    report_id = reports.hand_in(ledger, content, "桂湖街道", TODAY).params["report_id"]
    assert reports.later_differences(ledger, report_id) == ()
    walk(ledger, 2, *UNTIL_ACCEPTANCE, on=TODAY, quantities=[measure("处", 2, 1)])
    money.add_funding(ledger, 2, FundingKind.ASKED, 5000, "街道", TODAY)
    tasks.remove_task(ledger, 3)
    task(ledger, "新事", raised_on=TODAY)
    assert reports.get_handed(ledger, report_id) == content
    assert reports.later_differences(ledger, report_id) == (
        Difference("", "合计·楼道堆物", "2/0/0处", "2/1/0处"),
        Difference("", "经费·申请", "", "50.00元"),
        Difference("2026-002", "状态", "登记", "待验收"),
        Difference("2026-002", "责任单位", "社区", "物业"),
        Difference("2026-002", "完成日期", "", "2026-10-08"),
        Difference("2026-002", "数量（计划/完成/验收）", "2/0/0处", "2/1/0处"),
        Difference("2026-003", "任务", "又堆物", ""),
        Difference("2026-003", "任务", "", "新事"),
    )


def test_a_report_handed_in_is_frozen(ledger: Store) -> None:
    reports.hand_in(ledger, reports.content(ledger, YEAR, "报告"), "街道", TODAY)
    (row,) = reports.handed(ledger)
    assert (row.title, row.period, row.handed_on, row.handed_to) == ("报告", YEAR, TODAY, "街道")
    with pytest.raises(Refused, match="undo_not_possible"):
        journal.undo(ledger)
    with pytest.raises(engine.IntegrityError, match="REPORT_FROZEN"):
        ledger.database.connection().execute("UPDATE handed_report SET title = 'x'")
    with pytest.raises(Invalid, match="day_in_future"):
        reports.hand_in(ledger, reports.content(ledger, YEAR, "报告"), "街道", date(2026, 10, 9))
    with pytest.raises(Refused, match="report_unknown"):
        reports.get_handed(ledger, 9)


def test_frozen_reports_are_for_those_who_may_see_every_task(ledger: Store) -> None:
    staff(ledger)
    task(ledger, "物业不作为", about_property=True)
    reports.hand_in(ledger, reports.content(ledger, YEAR, "报告"), "街道", TODAY)
    with at_desk(ledger, Role.PROPERTY):
        assert reports.handed(ledger) == []
        assert len(reports.content(ledger, YEAR, "报告").tasks) == 3
        with pytest.raises(Refused, match="report_unknown"):
            reports.get_handed(ledger, 1)


def test_photos_in_another_order_are_no_difference(ledger: Store) -> None:
    content = reports.content(ledger, YEAR, "报告")
    first, *others = content.tasks
    told, turned = (
        replace(content, tasks=(replace(first, photos_before=shown), *others)) for shown in (("a", "b"), ("b", "a"))
    )
    assert differences(told, turned) == ()
