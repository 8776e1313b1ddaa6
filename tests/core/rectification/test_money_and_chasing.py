# SPDX-License-Identifier: GPL-3.0-or-later
"""Money for a task, and reminding whoever is responsible: by word, by letter."""

from dataclasses import replace
from datetime import date

import pytest

from hongyun_desktop.core import settings
from hongyun_desktop.core.errors import AppError, Refused
from hongyun_desktop.core.rectification import chasing, money, tasks
from hongyun_desktop.core.rectification.letters import LetterKind
from hongyun_desktop.core.rectification.report_content import Difference
from hongyun_desktop.core.rectification.rules import ChaseWay, FundingKind, Period
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from tests.core.access.people import at_desk, staff
from tests.core.rectification.ledger import OCTOBER, task

LATER = date(2026, 10, 6)


def test_money_is_kept_apart_by_what_happened_to_it(store: Store) -> None:
    task_id = task(store)
    money.add_funding(store, task_id, FundingKind.ASKED, 40_000, "桂湖街道", OCTOBER)
    money.add_funding(store, task_id, FundingKind.GRANTED, 30_000, "桂湖街道", LATER, "首批")
    spent = money.add_funding(store, task_id, FundingKind.SPENT, 10, "社区", LATER).params["funding_id"]
    money.remove_funding(store, spent)
    assert [(row.kind, row.amount_fen, row.body, row.note) for row in tasks.get_task(store, task_id).funding] == [
        (FundingKind.ASKED, 40_000, "桂湖街道", ""), (FundingKind.GRANTED, 30_000, "桂湖街道", "首批")]  # fmt: skip
    assert money.funding_sums(store) == {FundingKind.ASKED: 40_000, FundingKind.GRANTED: 30_000, FundingKind.SPENT: 0}
    assert set(money.funding_sums(store, Period(LATER, LATER)).values()) == {0}
    journal.undo(store)
    assert len(tasks.get_task(store, task_id).funding) == 3


@pytest.mark.parametrize(
    ("amount", "body", "day", "code"),
    [
        (0, "街道", OCTOBER, "funding_amount_missing"), (1, " ", OCTOBER, "funding_body_missing"),
        (1, "街道", date(2026, 10, 9), "day_in_future"),
    ],
)  # fmt: skip
def test_money_needs_an_amount_somebody_and_a_day(store: Store, amount: int, body: str, day: date, code: str) -> None:
    task_id = task(store)
    with pytest.raises(AppError, match=code):
        money.add_funding(store, task_id, FundingKind.ASKED, amount, body, day)
    with pytest.raises(Refused, match="funding_unknown"):
        money.remove_funding(store, 1)


def test_one_call_may_be_about_several_tasks(store: Store) -> None:
    first, second = task(store, party="物业"), task(store, party="物业")
    chasing.add_chase(store, [first, second, first], ChaseWay.PHONE, OCTOBER, "张主任", "本周清理", LATER)
    chasing.add_chase(store, [first], ChaseWay.VISIT, LATER)
    log = chasing.chases_of_party(store, "物业")
    assert [(row.task_id, chase.way) for row, chase in log] == [
        (first, ChaseWay.VISIT), (second, ChaseWay.PHONE), (first, ChaseWay.PHONE)]  # fmt: skip
    (earlier, _later) = tasks.get_task(store, first).chases
    assert (earlier.spoke_to, earlier.answer, earlier.promised_on) == ("张主任", "本周清理", LATER)


@pytest.mark.parametrize(
    ("ids", "day", "promised_on", "code"),
    [
        ([], OCTOBER, None, "chase_without_task"), ([9], OCTOBER, None, "task_unknown"),
        ([1], date(2026, 10, 9), None, "day_in_future"), ([1], LATER, OCTOBER, "promise_in_past"),
    ],
)  # fmt: skip
def test_a_chase_that_makes_no_sense_is_not_kept(
    store: Store, ids: list[int], day: date, promised_on: date | None, code: str
) -> None:
    task(store)
    with pytest.raises(AppError, match=code):
        chasing.add_chase(store, ids, ChaseWay.PHONE, day, promised_on=promised_on)


def test_letters_are_numbered_per_kind_and_year_and_logged_on_their_tasks(store: Store) -> None:
    settings.save(store, {"number_prefix": "新东"})
    task_id = task(store, raised_on=date(2025, 12, 1))
    numbers = [
        chasing.issue_letter(store, kind, [task_id], "物业", day, {"要求": "限期整改"}).params["number"]
        for kind, day in (
            (LetterKind.REMINDER, date(2025, 12, 31)), (LetterKind.REMINDER, OCTOBER), (LetterKind.REFERRAL, OCTOBER),
            (LetterKind.REMINDER, LATER),
        )
    ]  # fmt: skip
    assert numbers == [
        "新东整改提醒〔2025〕第001号", "新东整改提醒〔2026〕第001号", "新东情况反映〔2026〕第001号",
        "新东整改提醒〔2026〕第002号",
    ]  # fmt: skip
    assert [chase.letter_number for chase in tasks.get_task(store, task_id).chases] == numbers
    assert [letter.number for letter in chasing.letters(store)] == [numbers[3], numbers[2], numbers[1], numbers[0]]
    letter = chasing.get_letter(store, 1)
    assert (letter.addressee, letter.task_ids, letter.wording) == ("物业", (task_id,), {"要求": "限期整改"})


def test_a_letter_that_went_out_is_frozen(store: Store) -> None:
    chasing.issue_letter(store, LetterKind.REMINDER, [task(store)], "物业", OCTOBER, {})
    with pytest.raises(Refused, match="undo_not_possible"):
        journal.undo(store)
    for sql in ("UPDATE task_letter SET addressee = 'x'", "DELETE FROM task_letter"):
        with pytest.raises(engine.IntegrityError, match="REPORT_FROZEN"):
            store.database.connection().execute(sql)


def test_a_letter_says_again_what_it_said_and_what_differs_by_now_is_told(store: Store) -> None:
    settings.save(store, {"number_prefix": "新东", "contact": "1栋底楼"})
    task_id = task(store, "淤泥堆积", raised_on=LATER)
    issued = chasing.issue_letter(store, LetterKind.REMINDER, [task_id], "物业", OCTOBER, {"deadline": "七日内"})
    before = chasing.get_letter(store, issued.params["letter_id"])
    assert chasing.later_differences(store, before) == ()
    settings.save(store, {"number_prefix": "鸿运", "contact": "2栋底楼"})
    tasks.save_task(store, replace(tasks.values_of(store, task_id), title="淤泥清了一半"), task_id)
    again = chasing.get_letter(store, before.letter_id)
    assert again == before
    assert again.content is not None
    assert (again.number, again.content.contact) == ("新东整改提醒〔2026〕第001号", "1栋底楼")
    assert [told.row.title for told in again.content.tasks] == ["淤泥堆积"]
    assert [chase.letter_number for chase in tasks.get_task(store, task_id).chases] == [again.number]
    assert [row[1].letter_number for row in chasing.chases_of_party(store, again.content.tasks[0].row.party)] == [
        again.number
    ]
    assert chasing.later_differences(store, again) == (
        Difference("", "联系方式", "1栋底楼", "2栋底楼"),
        Difference("2026-001", "问题描述", "淤泥堆积", "淤泥清了一半"),
    )


def test_a_letter_from_before_they_kept_what_they_say_is_made_from_what_is_known_today(store: Store) -> None:
    task_id = task(store, "淤泥堆积")
    store.database.connection().execute(
        "INSERT INTO task_letter(kind, year, serial, made_on, addressee, task_ids, wording)"
        " VALUES ('reminder', 2026, 1, '2026-10-06', '物业', ?, '{\"deadline\":\"\"}')",
        (f"[{task_id}]",),
    )
    (letter,) = chasing.letters(store)
    assert letter.content is None
    assert chasing.later_differences(store, letter) == ()
    assert [told.row.title for told in chasing.content_today(store, letter).tasks] == ["淤泥堆积"]


def test_a_letter_needs_somebody_to_go_to(store: Store) -> None:
    task_id = task(store)
    for addressee, day, code in ((" ", OCTOBER, "addressee_missing"), ("物业", date(2026, 10, 9), "day_in_future")):
        with pytest.raises(AppError, match=code):
            chasing.issue_letter(store, LetterKind.REMINDER, [task_id], addressee, day, {})
    with pytest.raises(Refused, match="letter_unknown"):
        chasing.get_letter(store, 1)


def test_letters_about_the_property_office_are_hidden_from_it(store: Store) -> None:
    staff(store)
    secret, plain = task(store, about_property=True, party="物业"), task(store, party="物业")
    chasing.issue_letter(store, LetterKind.REFERRAL, [secret, plain], "街道", OCTOBER, {})
    chasing.issue_letter(store, LetterKind.REMINDER, [plain], "物业", OCTOBER, {})
    with at_desk(store, Role.PROPERTY):
        assert [letter.letter_id for letter in chasing.letters(store)] == [2]
        assert [row.task_id for row, _chase in chasing.chases_of_party(store, "物业")] == [plain, plain]
        with pytest.raises(Refused, match="letter_unknown"):
            chasing.get_letter(store, 1)
