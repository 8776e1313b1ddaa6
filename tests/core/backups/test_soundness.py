# SPDX-License-Identifier: GPL-3.0-or-later
"""The thorough look at a copy finds what a quick one passes over."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.core.backups import soundness
from hongyun_desktop.core.points import sign_in
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.roster import importing
from hongyun_desktop.core.roster.address import parse_address
from hongyun_desktop.core.roster.rules import RosterLine
from hongyun_desktop.core.store.backup import back_up
from hongyun_desktop.core.store.database import connect
from hongyun_desktop.core.store.store import Store


@pytest.fixture
def copy(store: Store, tmp_path: Path) -> Path:
    """A copy of a database with two residents and their points."""
    lines = [RosterLine("名册", n, parse_address(f"1-1-{n}01"), name) for n, name in enumerate(["罗喆", "吕静"], 2)]
    importing.apply_import(store, importing.plan_import(store, lines))
    signed = [
        SignInLine("签到", n, date(2026, 10, 7), "清扫楼道", name, 120) for n, name in enumerate(["罗喆", "吕静"], 2)
    ]
    sign_in.apply_sign_in(store, sign_in.plan_sign_in(store, signed))
    return back_up(store, tmp_path / "stick").file


def codes(file: Path, expected: dict[str, int] | None = None) -> list[str]:
    return [finding.code for finding in soundness.findings(file, None, expected)]


def spoil(file: Path, *statements: str) -> None:
    connection = connect(file, None)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def test_a_copy_of_a_sound_database_is_sound_and_left_as_it_was(store: Store, copy: Path) -> None:
    before = copy.read_bytes()
    assert codes(copy, soundness.census(store)) == []
    assert copy.read_bytes() == before
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


def test_a_row_less_than_there_was_is_noticed(store: Store, copy: Path) -> None:
    expected = soundness.census(store)
    assert codes(copy, expected) == []
    findings = soundness.findings(copy, None, {**expected, "resident": 7})
    assert ("backup_count_differs", {"table": "resident", "rows": 2, "expected": 7}) in [
        (f.code, f.params) for f in findings
    ]


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        (("INSERT INTO resident(name, dwelling_id) VALUES ('x', 404)",), "reference_broken"),
        (("DROP TRIGGER entry_no_update",), "trigger_missing"),
        (("DROP TRIGGER entry_no_update", "UPDATE entry SET amount = 9 WHERE id = 1"), "entry_altered"),
        (("DROP TRIGGER entry_no_delete", "DELETE FROM entry WHERE id = 2"), "entry_missing"),
    ],
)
def test_what_is_wrong_is_named(copy: Path, statements: tuple[str, ...], code: str) -> None:
    spoil(copy, *statements)
    assert code in codes(copy)


@pytest.mark.parametrize(
    "harm", [lambda file: file.write_bytes(b""), lambda file: file.write_bytes(b"no database"), Path.unlink]
)
def test_what_can_not_be_read_is_not_sound(copy: Path, harm: Callable[[Path], object]) -> None:
    harm(copy)
    assert codes(copy) == ["page_damaged"]
