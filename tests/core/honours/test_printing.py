# SPDX-License-Identifier: GPL-3.0-or-later
"""Print runs: what came out counts, what jammed does not, and a second paper is a reprint in the register."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from honours_scene import Issue, printable

from hongyun_desktop.core.clock import Clock, FixedClock
from hongyun_desktop.core.errors import AppError, Invalid, Refused
from hongyun_desktop.core.honours import aftercare, issuing, print_history, printing, register
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.printing import SpoiltReason
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store


@pytest.fixture
def three(issue: Issue) -> list[int]:
    return [issue(name) for name in ("罗喆", "谢玥", "赵磊")]


def started(store: Store, ids: Sequence[int]) -> int:
    return int(printing.start_run(store, ids).params["run_id"])


def reprints(store: Store) -> list[int]:
    return [row.prints for row in register.register(store)]


def test_a_run_counts_what_came_out_and_is_open_until_all_did(store: Store, three: list[int]) -> None:
    run = started(store, three)
    assert [each.run_id for each in printing.open_runs(store)] == [run]
    printing.printed(store, run, 2)
    assert printing.run_of(store, run).printed == 2
    assert not printing.run_of(store, run).finished
    changed = printing.printed(store, run, 3)
    assert (changed.params["count"], changed.params["again"]) == (1, 0)
    assert printing.run_of(store, run).finished
    assert printing.open_runs(store) == []
    assert reprints(store) == [0, 0, 0]


def test_a_second_full_print_is_logged_as_a_reprint(store: Store, three: list[int]) -> None:
    printing.printed(store, started(store, three), 3)
    again = started(store, three[:2])
    changed = printing.printed(store, again, 1)
    assert changed.params["again"] == 1
    assert reprints(store) == [1, 0, 0]
    first, second = print_history.prints_of(store, three[0])
    assert (first.again, second.again) == (False, True)
    assert [each.again for each in print_history.prints_of(store, three[1])] == [False]


def test_a_jammed_sheet_printed_once_more_is_no_reprint(store: Store, three: list[int]) -> None:
    run = started(store, three)
    printing.stopped(store, run, 1, three[1], 2, SpoiltReason.JAM)
    printing.printed(store, run, 3)
    assert reprints(store) == [0, 0, 0]
    (spoilt,) = printing.spoilt_of(store, run)
    assert (spoilt.certificate_id, spoilt.sheets, spoilt.reason) == (three[1], 2, SpoiltReason.JAM)
    assert spoilt.number == register.rows_of(store, [three[1]])[0].number
    assert printing.run_of(store, run).spoilt == 2


def test_a_jam_that_spoilt_nothing_leaves_no_line(store: Store, three: list[int]) -> None:
    run = started(store, three)
    assert printing.stopped(store, run, 0, three[0], 0, SpoiltReason.JAM).journal_id == 0
    assert printing.spoilt_of(store, run) == []


def test_what_was_printed_out_of_order_is_kept_and_later_counts_as_printed_before(
    store: Store, three: list[int]
) -> None:
    run = started(store, three)
    changed = printing.printed(store, run, 0, [three[2]])
    assert changed.params["count"] == 1
    assert print_history.printed_before(store, three) == {three[2]}
    printing.printed(store, run, 3)
    assert reprints(store) == [0, 0, 1]


def test_a_corrected_certificate_is_printed_again_under_its_second_version(store: Store, three: list[int]) -> None:
    printing.printed(store, started(store, three), 3)
    wording = words.honour(
        "罗哲", "同志", "在邻里节中热心公益", "邻里之星", "鸿运小区自管委", issued_on(store, three[0])
    )
    aftercare.correct(store, three[0], wording, "姓名写错", printable)
    printing.printed(store, started(store, three[:1]), 1)
    assert [(each.version, each.again) for each in print_history.prints_of(store, three[0])] == [(1, False), (2, False)]


def tick(store: Store) -> None:
    clock = cast(FixedClock, store.clock)
    clock.at += timedelta(minutes=1)


def correct(store: Store, certificate_id: int, name: str) -> None:
    wording = words.honour(
        name, "同志", "在邻里节中热心公益", "邻里之星", "鸿运小区自管委", issued_on(store, certificate_id)
    )
    aftercare.correct(store, certificate_id, wording, "姓名写错", printable)


def test_a_corrected_wording_has_not_been_printed_before_it_was(store: Store, three: list[int]) -> None:
    printing.printed(store, started(store, three), 3)
    tick(store)
    correct(store, three[0], "罗哲")
    assert print_history.printed_before(store, three) == set(three)
    assert print_history.printed_as_worded(store, three) == set(three[1:])
    tick(store)
    assert printing.printed(store, started(store, three[:1]), 1).params["again"] == 0
    assert print_history.printed_as_worded(store, three) == set(three)
    assert printing.printed(store, started(store, three[:1]), 1).params["again"] == 1


def test_one_corrected_before_its_first_paper_is_printed_once_under_its_second_version(
    store: Store, three: list[int]
) -> None:
    correct(store, three[0], "罗哲")
    tick(store)
    printing.printed(store, started(store, three), 3)
    assert print_history.printed_as_worded(store, three) == set(three)
    assert [(each.version, each.again) for each in print_history.prints_of(store, three[0])] == [(2, False)]


def test_a_run_is_not_gone_on_with_where_a_waiting_one_was_corrected(store: Store, three: list[int]) -> None:
    printing.printed(store, started(store, three), 1)
    tick(store)
    correct(store, three[0], "罗哲")
    assert printing.open_run_of(store, three) is not None
    correct(store, three[2], "赵蕾")
    assert printing.open_run_of(store, three) is None


def issued_on(store: Store, certificate_id: int) -> date:
    return register.rows_of(store, [certificate_id])[0].issued_on


def test_a_reprint_before_any_run_stands_alone_in_the_log(store: Store, three: list[int]) -> None:
    register.record_print(store, three[:1])
    assert print_history.first_printed(store, three) == {}
    assert [each.again for each in print_history.prints_of(store, three[0])] == [True]
    printing.printed(store, started(store, three), 3)
    assert reprints(store) == [2, 0, 0]


def test_withdrawn_ones_are_passed_over_and_end_a_run_that_has_nothing_else_left(
    store: Store, three: list[int]
) -> None:
    run = started(store, three)
    printing.printed(store, run, 1)
    aftercare.withdraw(store, three[1], "重复")
    assert [row.certificate_id for row in printing.printable(store, three)] == [three[0], three[2]]
    assert printing.open_run_of(store, three) is not None
    aftercare.withdraw(store, three[2], "重复")
    assert printing.open_run_of(store, three) is None
    with pytest.raises(Refused, match="certificate_withdrawn"):
        printing.start_run(store, three)


def test_a_withdrawn_one_in_the_middle_is_not_logged_as_printed(store: Store, three: list[int]) -> None:
    printing.printed(store, started(store, three), 3)
    run = started(store, three)
    aftercare.withdraw(store, three[1], "重复")
    assert printing.printed(store, run, 3).params["again"] == 2
    assert reprints(store) == [1, 0, 1]


def test_only_the_newest_run_of_the_same_certificates_is_offered(store: Store, three: list[int]) -> None:
    started(store, three)
    newer = started(store, three)
    other = started(store, three[:2])
    assert [run.run_id for run in printing.open_runs(store)] == [other, newer]
    found = printing.open_run_of(store, three)
    assert found is not None
    assert found.run_id == newer
    printing.printed(store, newer, 3)
    assert printing.open_run_of(store, three) is None


def test_a_run_is_offered_for_what_is_left_of_it_until_that_came_out_otherwise(store: Store, three: list[int]) -> None:
    run = started(store, three)
    printing.printed(store, run, 1)
    found = printing.open_run_of(store, three[1:])
    assert found is not None
    assert found.run_id == run
    assert printing.open_run_of(store, three[2:]) is None
    other = started(store, three[1:])
    printing.printed(store, other, 2)
    assert printing.open_runs(store) == []


def test_an_unfinished_run_survives_the_closing_of_the_program(store_path: Path, clock: Clock) -> None:
    with open_store(store_path, clock=clock) as store:
        wording = words.thanks("罗喆", "女士", ("感谢您。",), "鸿运小区自管委", clock.now().date())
        ids = [int(issuing.issue(store, issuing.Draft(wording), printable).params["certificate_id"]) for _ in "ab"]
        printing.printed(store, started(store, ids), 1)
    with open_store(store_path, clock=clock) as store:
        run = printing.open_run_of(store, ids)
        assert run is not None
        assert run.printed == 1


def test_what_can_not_be_is_refused_and_changes_nothing(store: Store, three: list[int]) -> None:
    run = started(store, three[:2])
    printing.printed(store, run, 1)
    cases = (
        (lambda: printing.start_run(store, []), Invalid, "nothing_to_print"),
        (lambda: printing.start_run(store, [three[0], 99]), Refused, "certificate_unknown"),
        (lambda: printing.printed(store, 99, 1), Refused, "print_run_unknown"),
        (lambda: printing.printed(store, run, 0), Invalid, "printed_not_possible"),
        (lambda: printing.printed(store, run, 3), Invalid, "printed_not_possible"),
        (lambda: printing.printed(store, run, 1, [99]), Refused, "certificate_unknown"),
        (lambda: printing.record_spoilt(store, run, three[2], 1, SpoiltReason.JAM), Refused, "certificate_not_in_run"),
        (lambda: printing.record_spoilt(store, run, three[0], 0, SpoiltReason.JAM), Invalid, "spoilt_not_possible"),
        (lambda: printing.record_spoilt(store, run, three[0], 501, SpoiltReason.JAM), Invalid, "spoilt_not_possible"),
        (lambda: printing.stopped(store, run, 2, three[2], 1, SpoiltReason.JAM), Refused, "certificate_not_in_run"),
    )
    for call, kind, code in cases:
        with pytest.raises(AppError, match=code) as caught:
            call()
        assert isinstance(caught.value, kind)
    assert printing.run_of(store, run).printed == 1
    assert printing.spoilt_of(store, run) == []
    assert len(printing.open_runs(store)) == 1


def test_a_stop_that_can_not_be_recorded_whole_is_not_recorded_at_all(store: Store, three: list[int]) -> None:
    run = started(store, three)
    with pytest.raises(Invalid):
        printing.stopped(store, run, 2, three[2], 9999, SpoiltReason.OTHER)
    assert printing.run_of(store, run).printed == 0


def test_a_certificate_named_twice_is_one_sheet(store: Store, three: list[int]) -> None:
    run = started(store, [three[0], three[0], three[1]])
    assert printing.run_of(store, run).certificate_ids == (three[0], three[1])


def test_every_step_is_journaled_without_names_and_never_undone(store: Store, three: list[int]) -> None:
    run = started(store, three)
    printing.stopped(store, run, 1, three[1], 1, SpoiltReason.SMUDGED)
    printing.printed(store, run, 3)
    printing.record_spoilt(store, run, three[0], 1, SpoiltReason.OTHER)
    codes = [row[0] for row in store.sql("SELECT code FROM journal ORDER BY id DESC LIMIT 4")]
    assert codes == ["blanks_spoilt", "sheets_printed", "print_run_stopped", "print_run_started"]
    assert "罗喆" not in str(store.sql("SELECT params FROM journal"))
    with pytest.raises(Refused, match="undo_not_possible"):
        journal.undo(store)


def test_the_log_of_spoilt_blanks_is_never_rewritten(store: Store, three: list[int]) -> None:
    run = started(store, three)
    printing.record_spoilt(store, run, three[0], 1, SpoiltReason.WRONG_SIDE)
    for attack in ("DELETE FROM spoilt_blank", "UPDATE spoilt_blank SET sheets = 9"):
        with pytest.raises(engine.IntegrityError), store.unit("attack") as unit:
            unit.execute(attack)
