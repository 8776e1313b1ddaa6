# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos: a row never stands without its file, and no picture stands twice under one thing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.activities.activities import ActivityValues, save_activity
from hongyun_desktop.core.backups import making
from hongyun_desktop.core.checking import photo_files
from hongyun_desktop.core.checking.mending import mend
from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import Invalid, Refused, StorageProblem
from hongyun_desktop.core.facilities import keeping as facilities
from hongyun_desktop.core.facilities.rules import FacilityValues
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import IncomingPhoto, Stage, Subject
from hongyun_desktop.core.rectification import chasing, reports
from hongyun_desktop.core.rectification.letters import LetterKind
from hongyun_desktop.core.rectification.rules import Period, TaskValues
from hongyun_desktop.core.rectification.tasks import save_task
from hongyun_desktop.core.store import files, journal
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams.register import save_team
from hongyun_desktop.core.teams.rules import TeamValues

KEY, DAY = bytes(range(32)), date(2026, 10, 1)


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def store(request: pytest.FixtureRequest, store_path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(store_path, request.param, clock=clock, create=True) as opened:
        yield opened


@pytest.fixture
def shed(store: Store) -> Subject:
    return Subject("facility", facilities.save_facility(store, FacilityValues("停车棚")).params["facility_id"])


def pictures(folder: Path, count: int, taken_on: date | None = date(2026, 10, 1)) -> list[IncomingPhoto]:
    made: list[IncomingPhoto] = []
    for number in range(count):
        path = folder / f"IMG_{number}.JPG"
        path.write_bytes(b"\xff\xd8\xff picture %d" % number)
        made.append(IncomingPhoto(path, ".jpg", 640, 480, taken_on))
    return made


def test_many_are_kept_in_one_step_and_undone_in_one(store: Store, shed: Subject, tmp_path: Path) -> None:
    changed = keeping.add_photos(store, shed, pictures(tmp_path, 3), Stage.BEFORE)
    assert (changed.params["count"], changed.params["known"]) == (3, 0)
    rows = keeping.list_photos(store, shed)
    assert [(row.stage, row.taken_on) for row in rows] == [(Stage.BEFORE, date(2026, 10, 1))] * 3
    assert keeping.content(store, rows[1]) == b"\xff\xd8\xff picture 1"
    assert photo_files.findings(store) == []
    journal.undo(store)
    assert keeping.list_photos(store, shed) == ()


def test_the_same_picture_is_not_added_twice(store: Store, shed: Subject, tmp_path: Path) -> None:
    keeping.add_photos(store, shed, pictures(tmp_path, 2), Stage.BEFORE)
    again = keeping.add_photos(store, shed, pictures(tmp_path, 3), Stage.AFTER)
    assert (again.params["count"], again.params["known"]) == (1, 2)
    twice = keeping.add_photos(store, shed, pictures(tmp_path, 3), Stage.AFTER)
    assert (twice.journal_id, twice.params["known"]) == (0, 3)


def test_one_that_can_not_be_read_keeps_all_out(store: Store, shed: Subject, tmp_path: Path) -> None:
    wanted = pictures(tmp_path, 3)
    wanted[2].path.unlink()
    with pytest.raises(StorageProblem, match="file_not_readable"):
        keeping.add_photos(store, shed, wanted, Stage.BEFORE)
    assert keeping.list_photos(store, shed) == ()
    assert store.value("SELECT count(*) FROM stored_file") == 0
    assert photo_files.findings(store) == []


def stop_at_two(done: int, _total: int) -> None:
    if done == 2:
        raise Refused("cancelled")


def test_what_is_cancelled_half_way_leaves_neither_row_nor_file(store: Store, shed: Subject, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cancelled"):
        keeping.add_photos(store, shed, pictures(tmp_path, 3), Stage.BEFORE, stop_at_two)
    assert keeping.list_photos(store, shed) == ()
    assert photo_files.findings(store) == []


def test_cancelling_leaves_what_others_show_and_what_undo_needs(store: Store, shed: Subject, tmp_path: Path) -> None:
    other = Subject("facility", facilities.save_facility(store, FacilityValues("道闸")).params["facility_id"])
    keeping.add_photos(store, other, pictures(tmp_path, 1), Stage.OTHER)
    keeping.add_photos(store, shed, pictures(tmp_path, 2)[1:], Stage.OTHER)
    keeping.remove_photo(store, keeping.list_photos(store, shed)[0].photo_id)
    with pytest.raises(Refused, match="cancelled"):
        keeping.add_photos(store, shed, pictures(tmp_path, 3), Stage.BEFORE, stop_at_two)
    journal.undo(store)
    assert len(keeping.list_photos(store, shed)) == 1
    assert files.damaged(store) == []


def test_a_photo_that_is_taken_away_comes_back_by_undo(store: Store, shed: Subject, tmp_path: Path) -> None:
    keeping.add_photos(store, shed, pictures(tmp_path, 1), Stage.AFTER)
    row = keeping.list_photos(store, shed)[0]
    keeping.remove_photo(store, row.photo_id)
    assert keeping.list_photos(store, shed) == ()
    assert [each.code for each in photo_files.findings(store)] == ["file_without_row"]
    journal.undo(store)
    assert keeping.content(store, keeping.list_photos(store, shed)[0]) == b"\xff\xd8\xff picture 0"


def test_a_picture_under_two_things_keeps_its_file_while_one_has_it(
    store: Store, shed: Subject, tmp_path: Path
) -> None:
    other = Subject("facility", facilities.save_facility(store, FacilityValues("道闸")).params["facility_id"])
    for subject in (shed, other):
        keeping.add_photos(store, subject, pictures(tmp_path, 1), Stage.OTHER)
    keeping.remove_photo(store, keeping.list_photos(store, shed)[0].photo_id)
    assert photo_files.findings(store) == []
    assert files.damaged(store) == []


def test_stage_day_and_words_can_be_said_otherwise(store: Store, shed: Subject, tmp_path: Path) -> None:
    keeping.add_photos(store, shed, pictures(tmp_path, 1, None), Stage.OTHER)
    row = keeping.list_photos(store, shed)[0]
    keeping.change_photo(store, row.photo_id, stage=Stage.AFTER, taken_on=date(2026, 10, 2), caption=" 新雨棚 ")
    row = keeping.get_photo(store, row.photo_id)
    assert (row.stage, row.taken_on, row.caption) == (Stage.AFTER, date(2026, 10, 2), "新雨棚")
    with pytest.raises(Invalid, match="day_in_future"):
        keeping.change_photo(store, row.photo_id, stage=Stage.AFTER, taken_on=date(2026, 10, 9), caption="")


def test_what_is_not_there_gets_no_photo(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="subject_unknown"):
        keeping.add_photos(store, Subject("task", 7), pictures(tmp_path, 1), Stage.BEFORE)


def test_check_names_whose_photo_is_gone_and_mending_brings_it_back(
    store: Store, shed: Subject, tmp_path: Path
) -> None:
    keeping.add_photos(store, shed, pictures(tmp_path, 1), Stage.OTHER)
    row = keeping.list_photos(store, shed)[0]
    making.back_up_by_itself(store)
    files.path_of(store, row.sha256, row.suffix).unlink()
    (found,) = photo_files.findings(store)
    assert (found.code, found.params["what"], found.mendable) == ("facility_photo_missing", "停车棚", True)
    assert mend(store, [found]).left == ()
    assert keeping.content(store, row) == b"\xff\xd8\xff picture 0"


def test_check_names_a_photo_by_what_it_stands_under(store: Store, tmp_path: Path) -> None:
    subjects = (
        Subject("task", save_task(store, TaskValues("清垃圾", "垃圾杂草", DAY)).params["task_id"]),
        Subject("activity", save_activity(store, ActivityValues("清扫楼道", DAY)).params["activity_id"]),
        Subject("team", save_team(store, TeamValues("夕阳红")).params["team_id"]),
    )
    for subject, picture in zip(subjects, pictures(tmp_path, 3), strict=True):
        keeping.add_photos(store, subject, [picture], Stage.OTHER)
        row = keeping.list_photos(store, subject)[0]
        files.path_of(store, row.sha256, row.suffix).write_bytes(b"another picture")
    assert [(each.code, each.params["what"]) for each in photo_files.findings(store)] == [
        ("task_photo_missing", "2026-001"),
        ("activity_photo_missing", "2026-10-01 清扫楼道"),
        ("team_photo_missing", "夕阳红"),
    ]


def test_a_report_handed_in_keeps_the_photos_it_shows(store: Store, tmp_path: Path) -> None:
    task = Subject("task", save_task(store, TaskValues("清垃圾", "垃圾杂草", DAY)).params["task_id"])
    keeping.add_photos(store, task, pictures(tmp_path, 1), Stage.BEFORE)
    report = reports.content(store, Period(DAY, DAY), "十月整治")
    handed = reports.hand_in(store, report, "街道办", DAY).params["report_id"]
    row = keeping.list_photos(store, task)[0]
    keeping.remove_photo(store, row.photo_id)
    assert keeping.list_photos(store, task) == ()
    assert photo_files.findings(store) == []
    (shown,) = reports.get_handed(store, handed).tasks
    assert keeping.content_of(store, shown.photos_before[0]) == b"\xff\xd8\xff picture 0"
    with pytest.raises(Refused, match="photo_unknown"):
        keeping.content_of(store, "0" * 64)


def test_a_letter_that_went_out_keeps_the_photos_it_shows(store: Store, tmp_path: Path) -> None:
    task_id = save_task(store, TaskValues("清垃圾", "垃圾杂草", DAY)).params["task_id"]
    keeping.add_photos(store, Subject("task", task_id), pictures(tmp_path, 1), Stage.BEFORE)
    chasing.issue_letter(store, LetterKind.REMINDER, [task_id], "物业", DAY, {})
    keeping.remove_photo(store, keeping.list_photos(store, Subject("task", task_id))[0].photo_id)
    content = chasing.get_letter(store, 1).content
    assert content is not None
    assert keeping.content_of(store, content.tasks[0].photos_before[0]) == b"\xff\xd8\xff picture 0"


def test_who_only_looks_neither_adds_nor_changes_nor_removes(store: Store, shed: Subject, tmp_path: Path) -> None:
    keeping.add_photos(store, shed, pictures(tmp_path, 1), Stage.OTHER)
    (row,) = keeping.list_photos(store, shed)
    operators.add(store, "陈晓梅")
    operators.add(store, "赵查看", Role.VIEWER)
    signing_in.sign_in(store, "赵查看")
    for call in (
        lambda: keeping.add_photos(store, shed, pictures(tmp_path, 2), Stage.OTHER),
        lambda: keeping.change_photo(store, row.photo_id, stage=Stage.AFTER, taken_on=None, caption=""),
        lambda: keeping.remove_photo(store, row.photo_id),
    ):
        with pytest.raises(Refused, match="not_allowed"):
            call()
    assert keeping.list_photos(store, shed) == (row,)


def test_the_property_office_sees_no_photo_of_a_matter_against_it(store: Store, tmp_path: Path) -> None:
    against = Subject(
        "task", save_task(store, TaskValues("乱停车", "物业", DAY, about_property=True)).params["task_id"]
    )
    other = Subject("task", save_task(store, TaskValues("清垃圾", "垃圾杂草", DAY)).params["task_id"])
    for subject, picture in zip((against, other), pictures(tmp_path, 2), strict=True):
        keeping.add_photos(store, subject, [picture], Stage.BEFORE)
    (row,) = keeping.list_photos(store, against)
    operators.add(store, "陈晓梅")
    operators.add(store, "李物业", Role.PROPERTY)
    signing_in.sign_in(store, "李物业")
    assert keeping.list_photos(store, against) == ()
    assert list(keeping.photos_of_tasks(store, [against.record_id, other.record_id])) == [other.record_id]
    with pytest.raises(Refused, match="photo_unknown"):
        keeping.get_photo(store, row.photo_id)
