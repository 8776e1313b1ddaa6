# SPDX-License-Identifier: GPL-3.0-or-later
"""Which copies go: never the newest, never one that is still needed, whatever the clock said."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hongyun_desktop.core.backups import thinning
from hongyun_desktop.core.backups.thinning import Copy, label_of, read_name, superfluous

EVER = st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2099, 12, 31, 23, 59, 59))
EXAMPLES = 60
MOST = thinning.NEWEST + thinning.DAYS + thinning.WEEKS + thinning.MONTHS


def copy(number: int, at: datetime) -> Copy:
    name = f"鸿运-{at:%Y%m%d-%H%M%S}-{label_of('3f9a', number)}.db"
    read = read_name(name)
    assert read is not None
    return read


@st.composite
def made_one_after_another(draw: st.DrawFn) -> list[Copy]:
    """Copies with growing numbers; the clock goes on by hours or days, and sometimes to anywhere."""
    at, copies = draw(EVER), list[Copy]()
    for number in range(1, draw(st.integers(1, 50)) + 1):
        step = draw(st.integers(0, 40 * 24) | EVER)
        at = step if isinstance(step, datetime) else min(at + timedelta(hours=step), datetime(9000, 1, 1))
        copies.append(copy(number, at.replace(microsecond=0)))
    return copies


def test_a_name_tells_number_owner_and_time() -> None:
    told = read_name("鸿运-20261008-090000-自动3f9a-0017.db")
    assert told == Copy("鸿运-20261008-090000-自动3f9a-0017.db", "3f9a", (17, 0), datetime(2026, 10, 8, 9))


def test_names_from_before_there_were_numbers_are_the_oldest() -> None:
    names = ["鸿运-20990101-000000-自动3f9a.db", "鸿运-20261008-090000-自动3f9a-0001.db"]
    assert [each.name for each in thinning.of(names, "鸿运", "3f9a")] == names


def test_what_others_made_is_not_ours_to_thin() -> None:
    others = [
        "鸿运-20261008-090000-3f9a51c0.db",
        "鸿运-20261008-090000-before-migration.db",
        "鸿运-20261008-090000-自动9999-0001.db",
        "别的-20261008-090000-自动3f9a-0001.db",
        "鸿运-20269999-090000-自动3f9a-0001.db",
        "鸿运.db",
        "请先看我.txt",
    ]
    assert thinning.of(others, "鸿运", "3f9a") == []


def test_a_year_of_daily_copies_leaves_days_weeks_and_months() -> None:
    start = datetime(2026, 1, 1, 17)
    copies = [copy(day + 1, start + timedelta(days=day)) for day in range(365)]
    kept = [each.at.date().isoformat() for each in copies if each not in superfluous(copies)]
    assert kept == [
        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31",
        "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-06", "2026-12-13", "2026-12-20",
        "2026-12-25", "2026-12-26", "2026-12-27", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31",
    ]  # fmt: skip


def test_ten_copies_of_one_day_do_not_push_out_the_days_before() -> None:
    days = [copy(day, datetime(2026, 11, day, 17)) for day in range(1, 8)]
    today = [copy(100 + hour, datetime(2026, 11, 8, hour)) for hour in range(10)]
    assert superfluous([*days, *today]) == today[:3]


def test_a_clock_that_starts_at_1980_every_morning_costs_no_true_day() -> None:
    true = [copy(day, datetime(2026, 11, day, 17)) for day in range(1, 8)]
    dead = [copy(100 + number, datetime(1980, 1, 1, 0, 5)) for number in range(30)]
    kept = [each for each in (*true, *dead) if each not in superfluous([*true, *dead])]
    assert kept[-7:] == dead[-7:]
    assert set(kept) >= set(true[1:])


def test_one_day_in_2099_neither_outlives_nor_outranks_what_came_after() -> None:
    wrong = copy(1, datetime(2099, 1, 1))
    later = [copy(number, datetime(2026, 11, 1) + timedelta(days=number)) for number in range(2, 400)]
    kept = [each for each in (wrong, *later) if each not in superfluous([wrong, *later])]
    assert later[-1] in kept
    assert wrong not in kept


@settings(max_examples=EXAMPLES)
@given(made_one_after_another())
def test_the_newest_always_stays_and_so_do_the_six_before_it(copies: list[Copy]) -> None:
    assert not set(superfluous(copies)) & set(copies[-thinning.NEWEST :])


@settings(max_examples=EXAMPLES)
@given(made_one_after_another())
def test_no_more_goes_than_was_asked_for(copies: list[Copy]) -> None:
    gone = superfluous(copies)
    assert set(gone) <= set(copies)
    assert len(copies) - len(gone) <= MOST
    for period, many in (
        (thinning._day, thinning.DAYS),
        (thinning._week, thinning.WEEKS),
        (thinning._month, thinning.MONTHS),
    ):
        periods = list(dict.fromkeys(period(each.at.date()) for each in reversed(copies)))[:many]
        left = {period(each.at.date()) for each in copies if each not in gone}
        assert left >= set(periods)


@settings(max_examples=EXAMPLES)
@given(made_one_after_another(), st.randoms())
def test_the_order_in_which_a_folder_is_listed_does_not_matter(copies: list[Copy], random: st.DataObject) -> None:
    shuffled = list(copies)
    random.shuffle(shuffled)  # pyright: ignore[reportAttributeAccessIssue]
    assert superfluous(shuffled) == superfluous(copies)


@settings(max_examples=EXAMPLES)
@given(made_one_after_another())
def test_thinning_after_each_copy_comes_to_the_same_as_thinning_once(copies: list[Copy]) -> None:
    kept: list[Copy] = []
    for each in copies:
        kept.append(each)
        gone = superfluous(kept)
        kept = [one for one in kept if one not in gone]
    assert kept == [one for one in copies if one not in superfluous(copies)]


@settings(max_examples=EXAMPLES)
@given(made_one_after_another())
def test_thinning_twice_takes_nothing_more(copies: list[Copy]) -> None:
    gone = superfluous(copies)
    assert superfluous([one for one in copies if one not in gone]) == []
