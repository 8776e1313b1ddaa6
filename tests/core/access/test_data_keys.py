# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock on the data: who may change it, what its journal says, and that a refused line changes no key."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from hongyun_desktop.core.access import data_keys, operators, signing_in
from hongyun_desktop.core.backups import making
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Invalid, Refused, StorageProblem
from hongyun_desktop.core.store import backup, encrypting, keys
from hongyun_desktop.core.store.database import is_plain
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Session, Store
from hongyun_desktop.core.store.unit import Unit

PASSPHRASE, OTHER = "三号楼下的桂花树", "另一句记得住的话 9"
CLOCK = FixedClock(datetime(2026, 10, 8, 9, 0))
ADMIN = Session(1, "经办人", Role.ADMIN)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, text = encrypting.create(tmp_path / "data" / "鸿运.db", PASSPHRASE, clock=CLOCK)
    with store:
        yield store, text


def codes(store: Store) -> list[str]:
    return [code for (code,) in store.sql("SELECT code FROM journal ORDER BY id")]


def test_the_state_tells_until_when_the_recovery_key_is_to_be_typed_back(made: tuple[Store, str]) -> None:
    store, text = made
    told = data_keys.state(store)
    assert told == data_keys.LockState(date(2026, 10, 8), date(2026, 10, 8), date(2026, 10, 15), None)
    assert told is not None
    assert [told.days_over(date(2026, 10, day)) for day in (14, 15, 17)] == [0, 1, 3]
    assert data_keys.days_to_remind(store) == 0
    data_keys.confirm_recovery(store, text.lower().replace("-", " "))
    assert data_keys.days_to_remind(store) is None
    assert codes(store) == ["recovery_confirmed"]


def test_a_recovery_key_that_is_not_this_one_confirms_nothing(made: tuple[Store, str]) -> None:
    store, text = made
    old = text
    data_keys.renew_recovery(store, PASSPHRASE)
    with pytest.raises(Refused, match="recovery_wrong"):
        data_keys.confirm_recovery(store, old)
    with pytest.raises(Refused, match="recovery_mistyped"):
        data_keys.confirm_recovery(store, "0000")
    assert data_keys.days_to_remind(store) == 0
    assert codes(store) == ["recovery_renewed"]


def test_another_passphrase_opens_the_data_and_the_backups_beside_them(made: tuple[Store, str], tmp_path: Path) -> None:
    store, text = made
    own = making.back_up(store, backup.folder_of(store.path)).file
    away = making.back_up(store, tmp_path / "U盘").file
    assert data_keys.change_passphrase(store, PASSPHRASE, OTHER).carried == 1
    for file in (store.path, own):
        assert keys.unlock(file, OTHER) == keys.unlock(file, text) == store.database.key
    assert keys.unlock(away, PASSPHRASE) == store.database.key


@pytest.mark.parametrize(
    ("typed", "new", "code"),
    [
        (OTHER, OTHER, "passphrase_wrong"),
        (PASSPHRASE, "短", "passphrase_too_short"),
        (PASSPHRASE, "11111111", "passphrase_too_simple"),
    ],
)
def test_a_passphrase_that_is_refused_changes_nothing(made: tuple[Store, str], typed: str, new: str, code: str) -> None:
    store, _text = made
    before = keys.file_of(store.path).read_bytes()
    with pytest.raises((Refused, Invalid), match=code):
        data_keys.change_passphrase(store, typed, new)
    assert keys.file_of(store.path).read_bytes() == before
    assert codes(store) == []


def test_where_the_journal_takes_no_line_the_key_file_stays(
    made: tuple[Store, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _text = made
    before = keys.file_of(store.path).read_bytes()

    def full(_unit: Unit) -> None:
        raise StorageProblem("disk_full", file="鸿运.db")

    monkeypatch.setattr(Unit, "_write_journal", full)
    for step in (
        lambda: data_keys.change_passphrase(store, PASSPHRASE, OTHER),
        lambda: data_keys.renew_recovery(store, PASSPHRASE),
    ):
        with pytest.raises(StorageProblem, match="disk_full"):
            step()
        assert keys.file_of(store.path).read_bytes() == before


def test_only_administrators_touch_the_keys(made: tuple[Store, str]) -> None:
    store, text = made
    signing_in.sit_down(store, "陈晓梅")
    operators.add(store, "林新", Role.CLERK)
    signing_in.sign_in(store, "林新")
    before = keys.file_of(store.path).read_bytes()
    for step in (
        lambda: data_keys.change_passphrase(store, PASSPHRASE, OTHER),
        lambda: data_keys.renew_recovery(store, PASSPHRASE),
        lambda: data_keys.confirm_recovery(store, text),
    ):
        with pytest.raises(Refused, match="not_allowed"):
            step()
    assert keys.file_of(store.path).read_bytes() == before


def test_plain_data_have_no_lock_to_be_changed(store: Store) -> None:
    assert data_keys.state(store) is None
    assert data_keys.days_to_remind(store) is None
    with pytest.raises(Refused, match="not_encrypted"):
        data_keys.change_passphrase(store, PASSPHRASE, OTHER)


def test_turning_on_and_off_stands_in_the_journal_under_who_asked(tmp_path: Path) -> None:
    path = tmp_path / "data" / "鸿运.db"
    with open_store(path, clock=CLOCK) as store:
        operators.add(store, "林新", Role.ADMIN)
        making.back_up(store, tmp_path / "U盘")
    done = data_keys.turn_on(path, PASSPHRASE, Session(2, "林新", Role.ADMIN), CLOCK)
    assert done.key == keys.unlock(path, done.recovery_text)
    assert done.left == ()
    assert len(data_keys.plain_copies(path, tmp_path / "U盘")) == 1
    data_keys.turn_off(path, done.key, Session(2, "林新", Role.ADMIN), CLOCK)
    assert is_plain(path)
    with open_store(path, clock=CLOCK) as store:
        rows = store.sql("SELECT code, operator_id FROM journal WHERE code LIKE 'encryption%' ORDER BY id")
        assert rows == [("encryption_on", 2), ("encryption_off", 2)]


def test_a_line_that_can_t_be_written_does_not_lose_the_recovery_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data" / "鸿运.db"
    open_store(path, clock=CLOCK).close()

    def full(_unit: Unit) -> None:
        raise StorageProblem("disk_full", file="鸿运.db")

    monkeypatch.setattr(Unit, "_write_journal", full)
    done = data_keys.turn_on(path, PASSPHRASE, ADMIN, CLOCK)
    assert keys.unlock(path, done.recovery_text) == done.key


def test_plain_copies_of_plain_data_are_none(store: Store, tmp_path: Path) -> None:
    assert data_keys.plain_copies(store.path, tmp_path / "没有") == []
