# SPDX-License-Identifier: GPL-3.0-or-later
"""When and where the last verified backup was made, and what is in a backup."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hongyun_desktop.core import last_backup, operators, settings
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.last_backup import Place
from hongyun_desktop.core.store import places
from hongyun_desktop.core.store.backup import folder_of
from hongyun_desktop.core.store.backup_facts import look_into
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store


def write(store: Store, community: str) -> None:
    settings.save(store, {"community": community})


def test_a_new_database_was_never_backed_up(store: Store) -> None:
    assert last_backup.last(store) is None


def test_a_backup_is_remembered_with_its_time_its_file_and_its_head(store: Store, tmp_path: Path) -> None:
    made = last_backup.back_up(store, tmp_path / "stick")
    assert last_backup.last(store) == made
    assert made.at == datetime(2026, 10, 8, 9, 0)
    assert made.file.parent == tmp_path / "stick"
    assert (made.entries, made.head) == store.ledger_head
    assert made.chosen == tmp_path / "stick"
    assert made.place is Place.COMPUTER


def test_no_name_of_a_person_stands_in_the_small_file(store: Store, tmp_path: Path) -> None:
    operators.sit_down(store, "陈晓梅")
    last_backup.back_up(store, tmp_path / "stick")
    assert "陈晓梅" not in last_backup.file_of(store).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "place"),
    [("folder_removable", Place.STICK), ("folder_shared", Place.SHARE), ("folder_synchronised", Place.CLOUD)],
)
def test_what_kind_of_place_it_was_is_remembered(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, place: Place
) -> None:
    monkeypatch.setattr(places, "problem_of", lambda *_args, **_kwargs: code)
    last_backup.back_up(store, tmp_path / "stick")
    told = last_backup.last(store)
    assert told is not None
    assert told.place is place


@pytest.mark.parametrize("text", ["", "{}", "[]", "nonsense", '{"database_id": 1}'])
def test_a_small_file_that_cannot_be_read_counts_as_none(store: Store, text: str) -> None:
    last_backup.file_of(store).write_text(text, encoding="utf-8")
    assert last_backup.last(store) is None


def test_a_small_file_of_another_database_counts_as_none(store: Store, tmp_path: Path) -> None:
    last_backup.back_up(store, tmp_path / "stick")
    told = json.loads(last_backup.file_of(store).read_text(encoding="utf-8"))
    last_backup.file_of(store).write_text(json.dumps({**told, "database_id": "another"}), encoding="utf-8")
    assert last_backup.last(store) is None


def test_the_automatic_backup_goes_where_the_last_one_was_chosen_to_be(store: Store, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    last_backup.back_up(store, stick)
    write(store, "新东社区")
    assert last_backup.back_up_by_itself(store).file.parent == stick


def test_without_the_stick_it_goes_beside_the_database_and_back_to_the_stick_later(
    store: Store, tmp_path: Path
) -> None:
    stick, away = tmp_path / "stick", tmp_path / "away"
    last_backup.back_up(store, stick)
    stick.rename(away)
    write(store, "新东社区")
    assert last_backup.back_up_by_itself(store).file.parent == folder_of(store.path)
    away.rename(stick)
    write(store, "桂湖社区")
    assert last_backup.back_up_by_itself(store).file.parent == stick


def test_nothing_is_copied_where_nothing_was_written_since(store: Store) -> None:
    write(store, "新东社区")
    first = last_backup.back_up_by_itself(store)
    assert last_backup.back_up_by_itself(store) == first
    assert len(list(folder_of(store.path).iterdir())) == 1
    first.file.unlink()
    assert last_backup.back_up_by_itself(store).file.is_file()


def test_ten_automatic_backups_are_kept_and_none_that_a_person_made(store: Store, clock: FixedClock) -> None:
    folder = folder_of(store.path)
    by_hand = last_backup.back_up(store, folder)
    another = folder / "别的-20260101-000000-自动9999.db"
    another.touch()
    newest = by_hand
    for day in range(13):
        clock.at += timedelta(days=1)
        write(store, f"社区{day}")
        newest = last_backup.back_up_by_itself(store)
    automatic = sorted(file.name for file in folder.iterdir() if "自动" in file.name and file != another)
    assert len(automatic) == last_backup.AUTOMATIC_KEPT
    assert automatic[-1] == newest.file.name
    assert by_hand.file.is_file()
    assert another.is_file()


def test_a_backup_tells_what_is_in_it(store: Store, tmp_path: Path) -> None:
    settings.save(store, {"compound": "桂花苑"})
    made = last_backup.back_up(store, tmp_path / "stick")
    before = made.file.read_bytes()
    facts = look_into(made.file)
    assert (facts.compound, facts.written_at) == ("桂花苑", datetime(2026, 10, 8, 9, 0))
    assert (facts.entries, facts.head) == store.ledger_head
    assert (facts.residents, facts.certificates, facts.is_demo) == (0, 0, False)
    assert facts.database_id == last_backup.database_id(store)
    assert made.file.read_bytes() == before


def test_an_empty_backup_was_never_written_to(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.db") as store:
        facts = look_into(last_backup.back_up(store, tmp_path / "stick").file)
    assert (facts.written_at, facts.compound) == (None, "")


def test_what_is_no_backup_is_not_looked_into(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    with pytest.raises(StorageProblem, match="backup_missing"):
        look_into(file)
    file.write_text("not a database", encoding="utf-8")
    with pytest.raises(StorageProblem, match="backup_not_verified"):
        look_into(file)


def test_the_names_of_those_who_sat_here_are_known_the_newest_first(store: Store) -> None:
    assert operators.known(store) == []
    operators.sit_down(store, "陈晓梅")
    operators.sit_down(store, "王建国")
    assert operators.known(store) == ["王建国", "陈晓梅"]
