# SPDX-License-Identifier: GPL-3.0-or-later
"""A compound with many residents and a long ledger, made quickly: for benchmarks and tests of large volumes."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hongyun_desktop.core.activities.tables import Activity
from hongyun_desktop.core.honours import candidates
from hongyun_desktop.core.points import ledger
from hongyun_desktop.core.points.ledger import Posting
from hongyun_desktop.core.points.rules import service_memo
from hongyun_desktop.core.points.tables import Account, Attendance
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.importing import apply_import, plan_import
from hongyun_desktop.core.roster.rules import Occupancy, RosterLine
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.demo import story

LAST_DAY, DAYS = date(2026, 12, 25), 1820
SUMMER = Quarter(2026, 3)
_CHUNK = 100_000
_IN_A_DWELLING, _IN_A_UNIT, _IN_A_BUILDING = 3, 136, 272
_KINDS, _TEAMS = ("", "巡逻", "清洁", "助老"), ("", "红袖章", "银发队")
_VILLAGES, _TAGS = ("", "桂湖村", "新东村", "石门村"), ((), ("党员",), ("独居老人", "志愿者"))
_LISTED_A_DAY = 40


def lines(count: int, chance: Random, *, phone_of: int = 13) -> list[RosterLine]:
    """A roster: three in a dwelling, 136 dwellings in a unit, two units in a building. phone_of: its first digits."""
    given = (*story.ELDER_NAMES, *story.ADULT_NAMES, *story.YOUNG_NAMES)
    surnames = (*story.SURNAMES, *story.RARE_SURNAMES)
    made: list[RosterLine] = []
    for number in range(count):
        building, rest = divmod(number // _IN_A_DWELLING, _IN_A_BUILDING)
        unit, place = divmod(rest, _IN_A_UNIT)
        made.append(
            RosterLine(
                "", number + 1, Address(str(building + 1), str(unit + 1), f"{place // 4 + 1}{place % 4 + 1:02d}"),
                chance.choice(surnames) + chance.choice(given), relation="户主" if number % 3 == 0 else "家人",
                phones=(f"{phone_of}{chance.randrange(10**9):09d}",), home_village=chance.choice(_VILLAGES),
                born_on=date(1930, 1, 1) + timedelta(days=chance.randrange(33_000)), tags=chance.choice(_TAGS),
                occupancy=Occupancy.OWNER_OCCUPIED if place % 5 else Occupancy.LET,
            )
        )  # fmt: skip
    return made


def fill(store: Store, residents: int, entries: int, activities: int, days: int = DAYS) -> None:
    """Residents with an account each, activities, services at them, lists of the newest ones, a round being prepared.

    days: over how many days before `LAST_DAY` all that is spread, five years unless told.
    """
    chance = Random(7)
    apply_import(store, plan_import(store, lines(residents, chance)))
    people: Sequence[int] = [row[0] for row in store.sql("SELECT id FROM resident ORDER BY id")]
    held_on = [LAST_DAY - timedelta(days=days - number * days // activities) for number in range(activities)]
    with store.unit("resident_added") as unit:
        accounts = unit.append_many(Account, [{"resident_id": each} for each in people])
        unit.append_many(
            Activity,
            [
                {"name": f"服务 {number}", "held_on": day, "team": chance.choice(_TEAMS),
                 "service_kind": chance.choice(_KINDS)}
                for number, day in enumerate(held_on)
            ],
        )  # fmt: skip
    _serve(store, chance, accounts, held_on, entries)
    _list(store, chance, people, activities)
    candidates.begin(store, SUMMER, "季度志愿之星", 10)


def _serve(store: Store, chance: Random, accounts: Sequence[int], days: Sequence[date], count: int) -> None:
    """By the ledger's own way, in units of a hundred thousand; nobody twice at one activity."""
    for start in range(0, count, _CHUNK):
        postings, services = [], []
        for number in range(start, min(start + _CHUNK, count)):
            activity, minutes = number * len(days) // count, 30 * chance.randint(1, 8)
            account, memo = accounts[number * 7919 % len(accounts)], service_memo(activity + 1, minutes, None)
            postings.append(Posting(account, "issue", minutes // 6, days[activity], memo))
            services.append((account, number + 1, activity + 1, days[activity].isoformat(), minutes))
        with store.unit("attendance_saved") as unit:
            ledger.append(unit, postings)
            unit.execute_many(
                "INSERT INTO service(account_id, entry_id, activity_id, served_on, minutes, source)"
                " VALUES (?, ?, ?, ?, ?, 'bench')",
                services,
            )


def _list(store: Store, chance: Random, people: Sequence[int], activities: int) -> None:
    """The newest fifty activities have lists that wait to be confirmed."""
    marks = [
        {"activity_id": activity, "resident_id": person, "state": chance.choice(("signed_up", "came")), "minutes": None}
        for activity in range(max(1, activities - 49), activities + 1)
        for person in chance.sample(people, _LISTED_A_DAY)
    ]
    with store.unit("activity_saved") as unit:
        unit.append_many(Attendance, marks)


def write_paper(folder: Path, changes: int) -> tuple[Path, Path]:
    """Two files to be imported: a roster that changes so many phones and villages, and a sign-in sheet."""
    roster, sheet = folder / "花名册.csv", folder / "签到表.csv"
    rows = [
        f"{line.address.building}栋{line.address.unit}单元{line.address.room},{line.name},{line.relation},"
        f"{line.phones[0]},{line.home_village}甲"
        for line in lines(changes // 2, Random(7), phone_of=15)
        if line.address is not None
    ]
    roster.write_text("\n".join(["住址,姓名,与户主关系,电话,户籍所在村", *rows]), encoding="utf-8")
    served = [
        f"2026-09-{1 + number % 28:02d},清扫楼道,{line.name},{line.address.short},2"
        for number, line in enumerate(lines(changes // 4, Random(7)))
        if line.address is not None
    ]
    sheet.write_text("\n".join(["日期,活动,姓名,住址,小时", *served]), encoding="utf-8")
    return roster, sheet
