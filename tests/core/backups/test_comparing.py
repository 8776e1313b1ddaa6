# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in a backup and what going back would cost, whatever became of what is there now."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from hongyun_desktop.core import settings
from hongyun_desktop.core.backups import comparing
from hongyun_desktop.core.backups.comparing import Comparison, Loss, Now, Relation
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.points import sign_in
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.roster import erasure, importing
from hongyun_desktop.core.roster.address import parse_address
from hongyun_desktop.core.roster.rules import RosterLine
from hongyun_desktop.core.store import key_sealing
from hongyun_desktop.core.store.backup import back_up
from hongyun_desktop.core.store.opening import NewDatabase, open_store
from hongyun_desktop.core.store.restoring import restore
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import register
from hongyun_desktop.core.teams.rules import TeamValues

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"


def add(store: Store, *names: str) -> None:
    lines = [RosterLine("名册", n, parse_address(f"1-1-{ord(name[-1])}"), name) for n, name in enumerate(names, 2)]
    importing.apply_import(store, importing.plan_import(store, lines))


def serve(store: Store, day: date, *names: str) -> None:
    signed = [SignInLine("签到", n, day, f"清扫{day}", name, 120) for n, name in enumerate(names, 2)]
    sign_in.apply_sign_in(store, sign_in.plan_sign_in(store, signed))


@pytest.fixture
def opened(store_path: Path, clock: FixedClock) -> Iterator[Store]:
    with open_store(store_path, clock=clock) as store:
        settings.save(store, {"compound": "桂花苑"})
        add(store, "罗喆", "吕静")
        serve(store, date(2026, 10, 7), "罗喆", "吕静")
        register.save_team(store, TeamValues("环境美育队"))
        yield store


@pytest.fixture
def backup_file(opened: Store, tmp_path: Path) -> Path:
    return back_up(opened, tmp_path / "U盘").file


def compare(store: Store, file: Path) -> Comparison:
    return comparing.compare(store.path, file)


def test_what_is_in_a_backup_is_told(opened: Store, backup_file: Path) -> None:
    told = compare(opened, backup_file).there
    assert (told.compound, told.residents, told.dwellings, told.entries) == ("桂花苑", 2, 2, 2)
    assert (told.certificates, told.activities, told.last_service) == (0, 1, "2026-10-07")
    assert told.written_at == datetime(2026, 10, 8, 9)
    assert (told.entries, told.head) == opened.ledger_head
    assert not told.is_demo
    assert (told.tasks, told.teams, told.photos) == (0, 1, 0)


def test_a_backup_from_before_there_were_teams_has_none(tmp_path: Path) -> None:
    file = tmp_path / "旧的.db"
    copyfile(SCHEMAS / "schema-1.db", file)
    told = comparing.compare(tmp_path / "没有.db", file).there
    assert (told.tasks, told.teams, told.photos) == (0, 0, 0)


def test_a_backup_of_this_moment_is_the_same_and_costs_nothing(opened: Store, backup_file: Path) -> None:
    told = compare(opened, backup_file)
    assert (told.state, told.relation, told.lost, told.gained) == (Now.THERE, Relation.SAME, Loss(), Loss())


def test_what_was_written_since_would_be_lost(opened: Store, backup_file: Path) -> None:
    add(opened, "周妮")
    serve(opened, date(2026, 10, 8), "罗喆", "吕静", "周妮")
    told = compare(opened, backup_file)
    assert told.relation is Relation.OLDER
    assert (told.lost.residents, told.lost.entries, told.lost.activities) == (1, 3, 1)
    assert told.lost.writes > 0
    assert told.gained == Loss()
    assert told.now is not None
    assert told.now.last_service == "2026-10-08"


def test_a_backup_from_the_other_computer_may_be_newer(opened: Store, tmp_path: Path, backup_file: Path) -> None:
    serve(opened, date(2026, 10, 8), "罗喆")
    newer = back_up(opened, tmp_path / "U盘").file
    opened.close()
    restore(opened.path, backup_file, erasure.erase)
    told = comparing.compare(opened.path, newer)
    assert told.relation is Relation.NEWER
    assert (told.lost, told.gained.entries, told.gained.activities) == (Loss(), 1, 1)


def test_two_that_parted_each_have_what_the_other_lacks(opened: Store, tmp_path: Path, backup_file: Path) -> None:
    serve(opened, date(2026, 10, 8), "罗喆", "吕静")
    branch = back_up(opened, tmp_path / "U盘").file
    opened.close()
    restore(opened.path, backup_file, erasure.erase)
    with open_store(opened.path, clock=FixedClock(datetime(2026, 10, 9, 9))) as store:
        serve(store, date(2026, 10, 9), "罗喆")
    told = comparing.compare(opened.path, branch)
    assert told.relation is Relation.PARTED
    assert (told.lost.entries, told.gained.entries) == (1, 2)
    assert (told.lost.activities, told.gained.activities) == (1, 1)


def test_a_backup_of_another_compound_is_not_counted_against_this_one(
    opened: Store, tmp_path: Path, clock: FixedClock
) -> None:
    with open_store(tmp_path / "other.db", clock=clock) as other:
        file = back_up(other, tmp_path / "U盘").file
    told = compare(opened, file)
    assert (told.relation, told.lost) == (Relation.OTHER, Loss())


def test_who_was_erased_since_will_be_erased_again(opened: Store, backup_file: Path) -> None:
    add(opened, "周妮")
    for resident_id in (1, 3):
        erasure.erase(opened, resident_id)
    assert compare(opened, backup_file).erased_since == 1


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000] + b"\xff" * 20_000)


@pytest.mark.parametrize(
    ("harm", "state"),
    [(Path.unlink, Now.MISSING), (emptied, Now.MISSING), (damaged, Now.UNREADABLE)],
    ids=["missing", "empty", "broken"],
)
def test_it_works_whatever_became_of_the_database(
    opened: Store, backup_file: Path, harm: Callable[[Path], object], state: Now
) -> None:
    opened.close()
    harm(opened.path)
    before = opened.path.read_bytes() if opened.path.exists() else None
    told = comparing.compare(opened.path, backup_file)
    assert (told.state, told.relation, told.now) == (state, Relation.UNKNOWN, None)
    assert told.there.residents == 2
    assert (opened.path.read_bytes() if opened.path.exists() else None) == before


def test_on_another_computer_there_is_nothing_yet(backup_file: Path, tmp_path: Path) -> None:
    told = comparing.compare(tmp_path / "no folder yet" / "鸿运.db", backup_file)
    assert (told.state, told.there.compound) == (Now.MISSING, "桂花苑")
    assert not (tmp_path / "no folder yet").exists()


def test_an_encrypted_backup_is_compared_by_its_key(store_path: Path, tmp_path: Path, clock: FixedClock) -> None:
    made = key_sealing.make_keys("0" * 32, "三号楼下的桂花树", clock)
    new = NewDatabase(database_id="0" * 32, key_file=made.file_content)
    with open_store(store_path, made.data_key, clock=clock, new=new) as store:
        add(store, "罗喆")
        file = back_up(store, tmp_path / "U盘").file
        clock.at += timedelta(days=1)
        add(store, "吕静")
        with pytest.raises(StorageProblem, match="database_key_needed"):
            comparing.compare(store_path, file)
        told = comparing.compare(store_path, file, made.data_key, made.data_key)
        assert (told.relation, told.lost.residents) == (Relation.OLDER, 1)
        # Where only the backup's key is known and both are one, that is enough.
        assert comparing.compare(store_path, file, made.data_key) == told
        # Of one that stays locked, what is in the backup is told all the same.
        with open_store(tmp_path / "other.db", clock=clock) as other:
            plain = back_up(other, tmp_path / "U盘").file
        told = comparing.compare(store_path, plain)
        assert (told.state, told.there.residents) == (Now.LOCKED, 0)


@pytest.mark.parametrize("harm", [emptied, damaged])
def test_a_backup_that_is_no_good_is_not_compared(
    opened: Store, backup_file: Path, harm: Callable[[Path], object]
) -> None:
    harm(backup_file)
    with pytest.raises(StorageProblem, match="backup_not_verified"):
        compare(opened, backup_file)
