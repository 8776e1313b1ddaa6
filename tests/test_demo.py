# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo compound: big enough, the same for the same date, and marked as what it is."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from hongyun_desktop.core import checking
from hongyun_desktop.core.activities import calendar
from hongyun_desktop.core.activities.rules import ActivityState
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.facilities import keeping
from hongyun_desktop.core.honours import register as certificates
from hongyun_desktop.core.identity import read_id_number
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.rectification import listing
from hongyun_desktop.core.rectification.totals import totals as task_totals
from hongyun_desktop.core.roster.listing import totals
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.teams import health, register
from hongyun_desktop.core.teams.rules import Post
from hongyun_desktop.demo.build import Demo, build
from tests.stores import DEMO_DAY, copy_demo

# Made anew with every database; the seals of the audit trail cover the mark of the opening.
_OWN = {
    "meta": ("database_id",),
    "journal": ("run",),
    "audit_seal": ("hash", "images_hash"),
    "audit_head": ("hash", "images_hash"),
    "journal_row": ("salt", "seal"),
}


@pytest.fixture(scope="module")
def demo(demo_made: Demo, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return replace(demo_made, file=copy_demo(demo_made.file, tmp_path_factory.mktemp("copy")))


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
        counts = totals(store, Query())
        assert (counts.buildings, counts.dwellings) == (12, 1008)
        assert counts.residents > 2000
        assert counts.occupancy_rate > 0.95
        assert store.value("SELECT count(DISTINCT home_village) FROM resident WHERE home_village <> ''") == 9
        assert store.value("SELECT count(DISTINCT team) FROM service") == 4


def test_the_four_founding_teams_and_the_squad_live_and_plan(demo: Demo) -> None:
    with open_store(demo.file, clock=FixedClock(datetime(2026, 11, 24, 9, 0))) as store:
        rows = register.list_teams(store)
        assert [row.name for row in rows] == ["环境美育队", "鸿运舞蹈队", "关爱互助队", "文明宣导队", "党员先锋队"]
        for row in rows:
            card = register.get_team(store, row.team_id)
            assert row.leader
            assert row.members >= 15
            assert len(card.posts) == len(Post) - 1
            assert row.last_held_on is not None
            assert health.health(store, row.team_id, DEMO_DAY).active > row.members // 3
        assert sum(register.get_team(store, row.team_id).former for row in rows) > 0
        planned = calendar.month(store, DEMO_DAY, date(2027, 3, 31))
        assert {"通心会", "“Hi社区”文化节", "社区合伙人签约仪式"} <= {row.activity.name for row in planned}
        assert {row.state for row in planned} == {ActivityState.PLANNED, ActivityState.CANCELLED}
        assert any(row.activity.series for row in planned)
        assert store.value("SELECT count(*) FROM activity WHERE team <> '' AND team_id IS NULL") == 0


def test_its_rectification_adds_up_to_the_figures_of_the_article(demo: Demo) -> None:
    with open_store(demo.file) as store:
        told = {(t.category, t.unit): (t.planned_milli, t.done_milli) for t in task_totals(store)}
        counted = listing.counts(store)
        facilities = [row.name for row in keeping.list_facilities(store) if row.kind == "功能用房"]
    article = {
        ("乱堆乱放乱搭乱建", "处"): 10, ("垃圾杂草", "吨"): 200, ("绿化补植", "平方米"): 350, ("店招更换", "个"): 21,
        ("占道经营", "家"): 200, ("排污沟", "吨"): 300, ("黑臭水体", "平方米"): 200,
    }  # fmt: skip
    assert told == {key: (amount * 1000, amount * 1000) for key, amount in article.items()}
    assert counted.open > 0
    assert counted.overdue == 1
    assert len(facilities) == 8


def test_it_has_eight_quarters_with_certificates_marked_as_samples(demo: Demo) -> None:
    with open_store(demo.file) as store:
        assert store.value("SELECT count(DISTINCT quarter) FROM round") == 8
        rows = certificates.register(store)
        assert len(rows) >= 80
        assert all(sheet.sample for sheet in certificates.sheets(store, [row.certificate_id for row in rows[:3]]))
        assert demo.last_quarter.code == "2026Q3"


def test_it_is_sound_and_its_id_numbers_are_nobodys(demo: Demo) -> None:
    with open_store(demo.file) as store:
        assert checking.check(store) == []
        for (number,) in store.sql("SELECT id_number FROM resident WHERE id_number IS NOT NULL"):
            assert number.startswith("510199")
            read_id_number(number, DEMO_DAY)


def test_the_same_date_gives_the_same_content(demo: Demo, tmp_path: Path) -> None:
    again = build(tmp_path / "again.db", DEMO_DAY)
    assert contents(again.file) == contents(demo.file)


def test_it_never_takes_the_place_of_a_file(demo: Demo) -> None:
    with pytest.raises(Refused, match="file_exists"):
        build(demo.file, DEMO_DAY)
