# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos: a row never stands without its file, and no picture stands twice under one thing."""

from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.core.backups import making
from hongyun_desktop.core.checking import photo_files
from hongyun_desktop.core.checking.mending import mend
from hongyun_desktop.core.errors import Invalid, Refused, StorageProblem
from hongyun_desktop.core.facilities import keeping as facilities
from hongyun_desktop.core.facilities.rules import FacilityValues
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import IncomingPhoto, Stage, Subject
from hongyun_desktop.core.store import files, journal
from hongyun_desktop.core.store.store import Store


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


def test_what_is_cancelled_half_way_writes_no_row(store: Store, shed: Subject, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Refused("cancelled")

    with pytest.raises(Refused, match="cancelled"):
        keeping.add_photos(store, shed, pictures(tmp_path, 3), Stage.BEFORE, stop)
    assert keeping.list_photos(store, shed) == ()


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
