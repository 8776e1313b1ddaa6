# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be proved right is mended in one journaled step; ledger, journal and certificates never are."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hongyun_desktop.core import checking
from hongyun_desktop.core.checking import mending, photo_files
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store import backup, files
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.opening import NewDatabase, open_store
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Session, Store

PICTURE = b"\xff\xd8\xff a photo of a clean staircase" * 500
KEY = bytes(range(32))


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store of each kind with one resident."""
    with open_store(tmp_path / "鸿运.db", request.param, new=NewDatabase()) as store:
        add(store)
        yield store


def add(store: Store, name: str = "罗喆") -> None:
    with store.unit("resident_saved") as unit:
        unit.insert(Resident, name=name)


def raw(store: Store) -> Any:
    return store.database.connection()


def with_photo(store: Store, tmp_path: Path) -> tuple[Path, str]:
    photo = tmp_path / "楼道.jpg"
    photo.write_bytes(PICTURE)
    sha256 = files.add(store, photo).params["sha256"]
    return files.path_of(store, sha256, ".jpg"), sha256


def mended(store: Store) -> mending.Mended:
    found = checking.check(store)
    done = mending.mend(store, found)
    assert set(map(str, done.mended)) == {str(each) for each in found if each.mendable}
    return done


def test_nothing_is_wrong_with_a_sound_store_and_nothing_is_written(either: Store) -> None:
    before = either.value("SELECT count(*) FROM journal")
    assert checking.check(either) == []
    assert mending.mend(either, []).changed.journal_id == 0
    assert either.value("SELECT count(*) FROM journal") == before


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM search",
        "UPDATE search SET words = '别 人'",
        "INSERT INTO search(rowid, words) VALUES (16 * 77, '没 有 的 人')",
        "INSERT INTO search(rowid, words) VALUES (16 * 77 + 9, '不 是 记 录')",
    ],
)
def test_search_words_out_of_step_are_made_anew(either: Store, damage: str) -> None:
    raw(either).execute(damage)
    done = mended(either)
    assert done.mended
    assert done.left == ()
    assert either.value("SELECT count(*) FROM search WHERE search MATCH '\"罗 喆\"'") == 1
    assert either.value("SELECT code FROM journal ORDER BY id DESC LIMIT 1") == "mended"


def test_a_numbering_that_lags_behind_is_set_right_also_for_ids_only_the_journal_knows(either: Store) -> None:
    add(either, "周仪")
    raw(either).execute("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'resident'")
    raw(either).execute("DELETE FROM resident WHERE id = 2")
    raw(either).execute("DELETE FROM search WHERE rowid = 32")
    found = checking.check(either)
    assert Finding("sequence_behind", {"table": "resident", "told": 0, "last": 2}) in found
    assert mended(either).left == ()
    add(either, "新来的")
    assert either.value("SELECT max(id) FROM resident") == 3


def test_an_index_that_lacks_rows_is_built_anew(either: Store) -> None:
    connection = raw(either)
    connection.execute("PRAGMA writable_schema = ON")
    sql = either.value("SELECT sql FROM sqlite_master WHERE name = 'resident_of_name'")
    partial = f"{sql} WHERE name = ''"
    statement = "UPDATE sqlite_master SET sql = ? WHERE name = 'resident_of_name'"
    connection.execute(statement, (partial,))
    connection.execute("PRAGMA writable_schema = RESET")
    connection.execute("REINDEX resident_of_name")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(statement, (sql,))
    connection.execute("PRAGMA writable_schema = RESET")
    assert Finding("index_out_of_step", {"index": "resident_of_name"}) in checking.check(either)
    assert mended(either).left == ()


def test_an_index_that_knows_more_than_its_table_is_left_to_a_backup(either: Store) -> None:
    """It may be the table that lost a row: the index would be the last witness of it."""
    connection = raw(either)
    sql = either.value("SELECT sql FROM sqlite_master WHERE name = 'resident_of_name'")
    connection.execute("PRAGMA writable_schema = ON")
    statement = "UPDATE sqlite_master SET sql = ? WHERE name = 'resident_of_name'"
    connection.execute(statement, (f"{sql} WHERE name = ''",))
    connection.execute("PRAGMA writable_schema = RESET")
    connection.execute("DELETE FROM resident WHERE id = 1")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(statement, (sql,))
    connection.execute("PRAGMA writable_schema = RESET")
    found = [each for each in checking.check(either) if each.code == "index_out_of_step"]
    assert [each.mendable for each in found] == [False]


def test_a_remembered_choice_of_somebody_who_is_gone_goes_but_other_orphans_stay(either: Store) -> None:
    connection = raw(either)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO sign_in_choice(digest, resident_id) VALUES ('x', 404)")
    connection.execute("UPDATE resident SET dwelling_id = 404")
    connection.execute("PRAGMA foreign_keys = ON")
    done = mended(either)
    assert [each.params["table"] for each in done.mended] == ["sign_in_choice"]
    assert [(each.code, each.mendable) for each in done.left] == [("reference_broken", False)]


@pytest.mark.parametrize("altered", [False, True], ids=["missing", "altered"])
def test_a_photo_comes_back_from_beside_a_backup_and_what_stood_there_is_kept(
    either: Store, tmp_path: Path, *, altered: bool
) -> None:
    place, sha256 = with_photo(either, tmp_path)
    backup.back_up(either, backup.folder_of(either.path))
    if altered:
        place.write_bytes(b"something else")
    else:
        place.unlink()
    done = mended(either)
    assert [each.params for each in done.mended] == [{"sha256": sha256}]
    assert files.read(either, sha256, ".jpg") == PICTURE
    kept = list(photo_files.folder_of_unowned(either).glob("*"))
    assert [file.read_bytes() for file in kept] == [b"something else"] * altered


def test_an_altered_copy_is_none(either: Store, tmp_path: Path) -> None:
    place, _sha256 = with_photo(either, tmp_path)
    backup.back_up(either, backup.folder_of(either.path))
    for copy in backup.photo_folder_of(backup.folder_of(either.path)).rglob(f"{place.stem}*"):
        copy.write_bytes(b"altered too")
    place.unlink()
    assert [(each.code, each.mendable) for each in checking.check(either)] == [("file_missing_or_altered", False)]


def test_a_file_without_a_row_is_moved_and_never_deleted(either: Store, tmp_path: Path) -> None:
    place, _sha256 = with_photo(either, tmp_path)
    stranger = place.with_name("谁的.jpg")
    stranger.write_bytes(b"whose")
    (place.parent / ".77.part").write_bytes(b"being copied")
    folder = photo_files.folder_of_unowned(either)
    folder.mkdir()
    (folder / "谁的.jpg").write_bytes(b"an earlier one")
    assert mended(either).left == ()
    assert not stranger.exists()
    assert sorted(file.read_bytes() for file in folder.iterdir()) == [b"an earlier one", b"whose"]
    assert place.exists()


def test_ledger_and_journal_are_never_mended(either: Store) -> None:
    connection = raw(either)
    connection.execute("DROP TRIGGER audit_head_follows")
    connection.execute("UPDATE audit_head SET events = 99")
    connection.execute("UPDATE chain_head SET entries = 7")
    found = checking.check(either)
    assert {each.code for each in found} >= {"ledger_head_wrong", "trigger_missing"}
    assert not any(each.mendable for each in found)
    assert mending.mend(either, found).mended == ()
    assert either.value("SELECT entries FROM chain_head") == 7


def test_what_is_not_as_told_any_more_is_left_alone(either: Store, tmp_path: Path) -> None:
    place, sha256 = with_photo(either, tmp_path)
    told = [
        Finding("file_missing_or_altered", {"sha256": "0" * 64}, mendable=True),
        Finding("file_without_row", {"file": place.name}, mendable=True),
        Finding("index_out_of_step", {"index": "no_such"}, mendable=True),
        Finding("reference_broken", {"table": "sign_in_choice", "row": 1}, mendable=True),
        Finding("sequence_behind", {"table": "resident", "told": 0, "last": 1}, mendable=True),
    ]
    mending.mend(either, told)
    assert files.read(either, sha256, ".jpg") == PICTURE
    assert either.value("SELECT seq FROM sqlite_sequence WHERE name = 'resident'") == 1
    assert checking.check(either) == []


def test_only_whoever_may_mends_and_the_journal_counts_what(either: Store) -> None:
    raw(either).execute("DELETE FROM search")
    found = checking.check(either)
    assert either.session
    for role in (Role.CLERK, Role.PROPERTY, Role.VIEWER):
        either.session = Session(either.session.operator_id, "谭姐", role)
        with pytest.raises(Refused, match="not_allowed"):
            mending.mend(either, found)
    either.session = Session(either.session.operator_id, "谭姐", Role.ADMIN)
    mending.mend(either, found)
    code, params = either.sql("SELECT code, params FROM journal ORDER BY id DESC LIMIT 1")[0]
    assert (code, json.loads(params)) == ("mended", {"search_out_of_step": 1})
    shutil.rmtree(photo_files.folder_of_unowned(either), ignore_errors=True)
