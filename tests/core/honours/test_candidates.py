# SPDX-License-Identifier: GPL-3.0-or-later
"""A round in preparation: who stands in line, who is left out or added, what issuing makes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from honours_scene import SUMMER, TITLE, Serve, printable, without_rare_characters

from hongyun_desktop.core.errors import AppError, Invalid, Refused
from hongyun_desktop.core.honours import (
    aftercare,
    candidates,
    printing,
    progress,
    proof,
    publication,
    register,
    rounds,
)
from hongyun_desktop.core.honours.candidates import Choice
from hongyun_desktop.core.honours.progress import Step
from hongyun_desktop.core.points import listing
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import erasure, residents
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.store import Store


def begin(store: Store, top: int = 3, title: str = TITLE) -> int:
    return int(str(candidates.begin(store, SUMMER, title, top).params["draft_id"]))


def sign(store: Store, draft_id: int) -> None:
    proof.record(store, draft_id)
    proof.sign(store, draft_id, "周玉兰")


def issue(store: Store, draft_id: int) -> int:
    sign(store, draft_id)
    return int(str(rounds.issue_draft(store, draft_id, printable).params["round_id"]))


def honoured(store: Store, draft_id: int) -> list[str]:
    return [each.name for each in candidates.candidates(store, draft_id) if each.honoured]


@pytest.mark.usefixtures("summer")
def test_everybody_placed_high_enough_stands_in_line_ties_included(store: Store) -> None:
    rows = candidates.candidates(store, begin(store, 2))
    assert [(row.place, row.name, row.points, row.minutes) for row in rows] == [
        (1, "王翀犇", 140, 840), (2, "张玉梅", 95, 570), (2, "李桂兰", 95, 570),
    ]  # fmt: skip


@pytest.mark.usefixtures("summer")
def test_a_draft_survives_and_its_number_of_places_may_change(store: Store) -> None:
    draft_id = begin(store)
    candidates.set_top(store, draft_id, 5)
    assert [each.draft_id for each in candidates.list_drafts(store)] == [draft_id]
    assert candidates.find_draft(store, SUMMER, TITLE) == candidates.get_draft(store, draft_id)
    assert len(candidates.candidates(store, draft_id)) == 5


@pytest.mark.usefixtures("summer")
@pytest.mark.parametrize(
    ("quarter", "title", "top", "code"),
    [
        (SUMMER, " ", 3, "title_empty"),
        (SUMMER, TITLE, 0, "top_not_positive"),
        (Quarter(2027, 1), TITLE, 3, "quarter_not_begun"),
        (Quarter(2025, 1), TITLE, 3, "nobody_ranked"),
    ],
)
def test_what_can_not_become_a_round_is_not_begun(
    store: Store, quarter: Quarter, title: str, top: int, code: str
) -> None:
    with pytest.raises(AppError, match=code):
        candidates.begin(store, quarter, title, top)
    assert candidates.list_drafts(store) == []


@pytest.mark.usefixtures("summer")
def test_one_quarter_and_title_make_one_round(store: Store) -> None:
    draft_id = begin(store)
    with pytest.raises(Refused, match="round_begun"):
        begin(store, title="《季度志愿之星》")
    issue(store, draft_id)
    with pytest.raises(Refused, match="round_exists"):
        begin(store)


def test_leaving_somebody_out_wants_a_reason_and_changes_no_place(store: Store, summer: dict[str, int]) -> None:
    draft_id = begin(store)
    with pytest.raises(Invalid, match="reason_empty"):
        candidates.exclude(store, draft_id, summer["张玉梅"], " ")
    candidates.exclude(store, draft_id, summer["张玉梅"], "本人谢绝")
    rows = {row.name: row for row in candidates.candidates(store, draft_id)}
    assert (rows["张玉梅"].choice, rows["张玉梅"].reason) == (Choice.EXCLUDED, "本人谢绝")
    assert [row.place for row in rows.values()] == [1, 2, 2]
    assert honoured(store, draft_id) == ["王翀犇", "李桂兰"]
    candidates.take_back(store, draft_id, summer["张玉梅"])
    assert honoured(store, draft_id) == ["王翀犇", "张玉梅", "李桂兰"]


def test_somebody_further_down_may_be_added_with_a_reason(store: Store, summer: dict[str, int]) -> None:
    draft_id = begin(store, 1)
    candidates.add(store, draft_id, summer["陈伟"], "事迹突出")
    assert [(row.place, row.name, row.reason) for row in candidates.candidates(store, draft_id)] == [
        (1, "王翀犇", ""), (5, "陈伟", "事迹突出"),
    ]  # fmt: skip
    candidates.set_top(store, draft_id, 5)
    assert {row.choice for row in candidates.candidates(store, draft_id)} == {Choice.BY_PLACE}


def test_only_somebody_ranked_and_not_yet_in_line_can_be_added(
    store: Store, summer: dict[str, int], add_person: Callable[[str], int]
) -> None:
    draft_id = begin(store)
    with pytest.raises(Refused, match="not_ranked"):
        candidates.add(store, draft_id, add_person("赵敏"), "事迹突出")
    with pytest.raises(Refused, match="candidate_already"):
        candidates.add(store, draft_id, summer["王翀犇"], "事迹突出")
    with pytest.raises(Invalid, match="reason_empty"):
        candidates.add(store, draft_id, summer["陈伟"], "")


def test_who_stands_in_line_need_not_be_looked_up_again_for_one_more(store: Store, summer: dict[str, int]) -> None:
    draft_id = begin(store, 1)
    people = candidates.candidates(store, draft_id)
    with pytest.raises(Refused, match="candidate_already"):
        candidates.add(store, draft_id, summer["王翀犇"], "事迹突出", people)
    candidates.add(store, draft_id, summer["陈伟"], "事迹突出", people)
    candidates.add(store, draft_id, summer["李桂兰"], "议事会提名", candidates.candidates(store, draft_id))
    assert honoured(store, draft_id) == ["王翀犇", "李桂兰", "陈伟"]


def test_people_are_addressed_by_sex_where_it_is_known(store: Store, summer: dict[str, int]) -> None:
    for name, sex in (("王翀犇", "男"), ("张玉梅", "女")):
        values = residents.values_of(residents.get_resident(store, summer[name]))
        residents.save_resident(store, replace(values, sex=sex), summer[name])
    draft_id = begin(store)
    assert [row.honorific for row in candidates.candidates(store, draft_id)] == ["先生", "女士", "同志"]
    candidates.set_honorific(store, draft_id, [summer["王翀犇"], summer["李桂兰"]], "同志")
    candidates.set_honorific(store, draft_id, [summer["张玉梅"]], "")
    assert [row.honorific for row in candidates.candidates(store, draft_id)] == ["同志", "", "同志"]
    with pytest.raises(Invalid, match="honorific_unknown"):
        candidates.set_honorific(store, draft_id, [summer["王翀犇"]], "大侠")


def test_every_step_of_preparing_can_be_undone(store: Store, summer: dict[str, int]) -> None:
    draft_id = begin(store)
    candidates.exclude(store, draft_id, summer["张玉梅"], "本人谢绝")
    journal.undo(store)
    assert honoured(store, draft_id) == ["王翀犇", "张玉梅", "李桂兰"]
    candidates.exclude(store, draft_id, summer["张玉梅"], "本人谢绝")
    sign(store, draft_id)
    candidates.drop(store, draft_id)
    assert candidates.list_drafts(store) == []
    journal.undo(store)
    assert honoured(store, draft_id) == ["王翀犇", "李桂兰"]
    assert proof.state(store, draft_id).signed_by == "周玉兰"


def test_issuing_makes_of_the_draft_what_was_decided(store: Store, summer: dict[str, int]) -> None:
    draft_id = begin(store, 2)
    candidates.exclude(store, draft_id, summer["李桂兰"], "未满公示期")
    candidates.add(store, draft_id, summer["陈伟"], "事迹突出")
    candidates.set_honorific(store, draft_id, [summer["陈伟"]], "先生")
    expected = [sheet.number for sheet in rounds.upcoming_sheets(store, draft_id)]
    round_id = issue(store, draft_id)
    sheets = register.sheets(store, rounds.certificates_of(store, round_id))
    assert [sheet.number for sheet in sheets] == expected
    assert [(sheet.wording.recipient, sheet.wording.honorific) for sheet in sheets] == [
        ("王翀犇", "同志"), ("张玉梅", "同志"), ("陈伟", "先生"),
    ]  # fmt: skip
    assert [(row.name, row.reason) for row in publication.exclusions(store, round_id)] == [("李桂兰", "未满公示期")]
    assert [row.place for row in publication.published_ranking(store, round_id)] == [1, 2, 2, 4, 5]
    assert candidates.reasons_for_adding(store, draft_id) == {summer["陈伟"]: "事迹突出"}


def test_nothing_of_a_round_is_changed_once_its_certificates_are_out(store: Store, summer: dict[str, int]) -> None:
    draft_id = begin(store)
    candidates.exclude(store, draft_id, summer["李桂兰"], "本人谢绝")
    issue(store, draft_id)
    for change in (
        lambda: candidates.exclude(store, draft_id, summer["张玉梅"], "本人谢绝"),
        lambda: candidates.set_top(store, draft_id, 1),
        lambda: candidates.drop(store, draft_id),
        lambda: proof.record(store, draft_id),
        lambda: rounds.issue_draft(store, draft_id, printable),
    ):
        with pytest.raises(Refused, match="draft_issued"):
            change()
    for table in ("round_draft", "round_choice", "proof"):
        with pytest.raises(engine.IntegrityError), store.unit("attack") as unit:
            unit.execute(f"DELETE FROM {table}")


def test_what_no_font_has_stops_the_whole_round(store: Store, serve: Serve) -> None:
    serve("王翀犇", 9)
    serve("𬱖", 3)
    draft_id = begin(store)
    sign(store, draft_id)
    with pytest.raises(Refused, match="character_not_printable"):
        rounds.issue_draft(store, draft_id, without_rare_characters)
    assert publication.list_rounds(store) == []
    assert candidates.get_open(store, draft_id).round_id is None


@pytest.mark.usefixtures("summer")
def test_the_day_on_the_certificates_may_be_chosen_but_not_in_the_future(store: Store) -> None:
    draft_id = begin(store)
    sign(store, draft_id)
    with pytest.raises(Refused, match="issued_in_future"):
        rounds.upcoming_sheets(store, draft_id, date(2026, 12, 1))
    rounds.issue_draft(store, draft_id, printable, date(2026, 10, 1))
    assert {row.issued_on for row in register.register(store)} == {date(2026, 10, 1)}


def test_an_erased_candidate_keeps_the_place_and_gets_nothing(store: Store, summer: dict[str, int]) -> None:
    draft_id = begin(store, 2)
    erasure.erase(store, summer["王翀犇"])
    assert honoured(store, draft_id) == ["张玉梅", "李桂兰"]
    assert [row.place for row in candidates.candidates(store, draft_id)] == [1, 2, 2]


def test_quarters_and_titles_are_offered_newest_first(store: Store, serve: Serve) -> None:
    assert listing.served_quarters(store) == candidates.titles(store) == []
    for day in (date(2025, 11, 2), date(2026, 8, 15), date(2026, 8, 20), date(2026, 10, 2)):
        serve(f"居民{day.month}{day.day}", 2, day)
    assert listing.served_quarters(store) == [Quarter(2026, 4), Quarter(2026, 3), Quarter(2025, 4)]
    rounds.hold_round(store, SUMMER, TITLE, 3, printable)
    rounds.hold_round(store, SUMMER, "邻里之星", 3, printable)
    assert candidates.titles(store) == ["邻里之星", TITLE]


@pytest.mark.usefixtures("summer")
def test_how_far_a_round_has_come_is_read_from_the_database(store: Store) -> None:
    assert progress.unfinished(store) is None
    draft_id = begin(store)
    steps = [progress.state(store, draft_id).now]
    proof.record(store, draft_id)
    steps.append(progress.state(store, draft_id).now)
    proof.sign(store, draft_id, "周玉兰")
    steps.append(progress.state(store, draft_id).now)
    round_id = int(str(rounds.issue_draft(store, draft_id, printable).params["round_id"]))
    ids = rounds.certificates_of(store, round_id)
    steps.append(progress.state(store, draft_id).now)
    run_id = int(str(printing.start_run(store, ids).params["run_id"]))
    printing.printed(store, run_id, 2)
    assert [row.certificate_id for row in progress.state(store, draft_id).to_print] == ids[2:]
    printing.printed(store, run_id, 3)
    steps.append(progress.state(store, round_id=round_id).now)
    assert steps == [Step.CANDIDATES, Step.PROOF, Step.ISSUE, Step.PRINT, Step.SIGN_OFF]
    aftercare.sign_for_many(store, ids)
    assert progress.state(store, draft_id).done == set(Step)
    assert progress.unfinished(store) is None


@pytest.mark.usefixtures("summer")
def test_a_round_held_by_the_command_is_listed_and_shown(store: Store) -> None:
    round_id = int(str(rounds.hold_round(store, SUMMER, TITLE, 3, printable).params["round_id"]))
    (line,) = progress.list_rounds(store)
    assert (line.draft_id, line.round_id, line.issued, line.printed, line.signed) == (None, round_id, 3, 0, 0)
    state = progress.state(store, round_id=round_id)
    assert [(each.name, each.honorific) for each in state.honoured] == [
        ("王翀犇", "同志"), ("张玉梅", "同志"), ("李桂兰", "同志"),
    ]  # fmt: skip
    assert state.now is Step.PRINT
    with pytest.raises(Refused, match="round_unknown"):
        progress.state(store, round_id=404)


@pytest.mark.usefixtures("summer")
def test_whoever_received_a_certificate_is_noted_for_one_or_for_all(store: Store) -> None:
    ids = rounds.certificates_of(store, issue(store, begin(store)))
    aftercare.sign_for_many(store, ids[:1], "王小明")
    aftercare.sign_for_many(store, ids[1:], on=date(2026, 10, 8))
    assert [row.signed_by for row in register.rows_of(store, ids)] == ["王小明", "张玉梅", "李桂兰"]
    with pytest.raises(Refused, match="certificate_signed"):
        aftercare.sign_for_many(store, ids)
    with pytest.raises(Invalid, match="nobody_chosen"):
        aftercare.sign_for_many(store, [])
    lines = progress.sign_off_lines(progress.state(store, round_id=1))
    assert [line.signed_by for line in lines] == ["王小明", "张玉梅", "李桂兰"]
