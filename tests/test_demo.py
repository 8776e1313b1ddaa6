# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo compound: big enough, the same for the same date, and marked as what it is."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.core import checking
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import register
from hongyun_desktop.core.identity import read_id_number
from hongyun_desktop.core.roster.dwellings import totals
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.demo.build import Demo, build

TODAY = date(2026, 11, 24)
# Made anew with every database; the seals of the audit trail cover the mark of the opening.
_OWN = {"meta": ("database_id",), "journal": ("run",), "audit_seal": ("hash",), "audit_head": ("hash",)}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return build(tmp_path_factory.mktemp("demo") / "demo.db", TODAY)


def contents(file: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(file)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in tables:
        if not table.startswith(("search", "sqlite")):
            own = _OWN.get(table, ())
            columns = [c[1] for c in connection.execute(f"PRAGMA table_info({table})") if c[1] not in own]
            found[table] = connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
    connection.close()
    return found


def test_it_has_nine_villages_twelve_buildings_and_about_a_thousand_dwellings(demo: Demo) -> None:
    with open_store(demo.file) as store:
        counts = totals(store)
        assert (counts.buildings, counts.dwellings) == (12, 1008)
        assert counts.residents > 2000
        assert counts.occupancy_rate > 0.95
        assert store.value("SELECT count(DISTINCT home_village) FROM resident WHERE home_village <> ''") == 9
        assert store.value("SELECT count(DISTINCT team) FROM activity") == 4


def test_it_has_eight_quarters_with_certificates_marked_as_samples(demo: Demo) -> None:
    with open_store(demo.file) as store:
        assert store.value("SELECT count(DISTINCT quarter) FROM round") == 8
        rows = register.register(store)
        assert len(rows) >= 80
        assert all(sheet.sample for sheet in register.sheets(store, [row.certificate_id for row in rows[:3]]))
        assert demo.last_quarter.code == "2026Q3"


def test_it_is_sound_and_its_id_numbers_are_nobodys(demo: Demo) -> None:
    with open_store(demo.file) as store:
        assert checking.check(store) == []
        for (number,) in store.sql("SELECT id_number FROM resident WHERE id_number IS NOT NULL"):
            assert number.startswith("510199")
            read_id_number(number, TODAY)


def test_the_same_date_gives_the_same_content(demo: Demo, tmp_path: Path) -> None:
    again = build(tmp_path / "again.db", TODAY)
    assert contents(again.file) == contents(demo.file)


def test_it_never_takes_the_place_of_a_file(demo: Demo) -> None:
    with pytest.raises(Refused, match="file_exists"):
        build(demo.file, TODAY)
