# SPDX-License-Identifier: GPL-3.0-or-later
"""The papers of teams and activities, with contents that stretch them."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw

from hongyun_desktop.core.activities.rules import ActivityKind, ActivityRow
from hongyun_desktop.core.personal.rules import NoticeFacts
from hongyun_desktop.core.teams.figures import HonourLine, ReviewFacts, YearActivity, YearBefore
from hongyun_desktop.core.teams.rules import MemberRow, Post, PostRow, TeamCard, TeamKind, TeamRow, WholeNumbers
from hongyun_desktop.documents.activity_record import RecordFacts, write_record
from hongyun_desktop.documents.order_sheet import Invited, write_order, write_sign_in
from hongyun_desktop.documents.team_filing import FilingFacts, write_filing
from hongyun_desktop.documents.team_review import ReviewPaper, write_review
from hongyun_desktop.documents.team_sign_up import write_sign_up

DAY = date(2026, 11, 24)
COMPOUND, ISSUER = "鸿运小区", "鸿运小区自管委"
NOTICE = NoticeFacts(COMPOUND, "新东社区", "桂湖街道", ISSUER, "028-83000000", DAY, is_encrypted=True)
PURPOSE = "带动居民美化小区环境：管护微花园和大榕树花台，打扫楼道，劝导乱堆乱放，把“无感的小区”变成“我们的小区”。"
TEAM = TeamRow(
    1, "环境美育队", TeamKind.PLACE, PURPOSE, "鸿鹄志计划", date(2024, 10, 10), None, "", "曹大山", 23,
    date(2026, 11, 14), date(2026, 11, 28),
)  # fmt: skip
_NAMES = [
    "曹大山",
    "王翀",
    "彭𬱖㛃䶮",
    "欧阳建国",
    "诸葛㙍",
    "罗秀英",
    "李桂兰",
    "张国强",
    "刘德华",
    "陈素琴",
    "杨天明",
]


def _post(number: int, post: Post) -> PostRow:
    return PostRow(number, number, number, _NAMES[number - 1], post, date(2024, 10, 10), None)


def members(count: int = 22) -> list[MemberRow]:
    """So many members with their posts, and one from outside."""
    posts = {
        1: (_post(1, Post.LEADER),),
        2: (_post(2, Post.DEPUTY), _post(2, Post.SAFETY)),
        3: (_post(3, Post.TREASURER),),
    }
    rows = [
        MemberRow(
            number, 1, number, _NAMES[(number - 1) % len(_NAMES)], f"{number % 12 + 1}-2-{number % 14 + 1}02",
            (f"1380000{number:04d}",), date(2024, 10, 10) + timedelta(days=17 * number), None, "",
            posts.get(number, ()), 3, 540,
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    guest = MemberRow(99, 1, None, "贺老师", "", ("13900001111",), date(2026, 3, 1), None, "", (), 0, 0)
    return [*rows, guest]


def filing_facts(count: int = 22, numbers: WholeNumbers = WholeNumbers.NOBODY) -> FilingFacts:
    """The 备案表 of a team of so many and a guest."""
    rows = members(count)
    row = replace(TEAM, members=len(rows))
    card = TeamCard(row, rows[0].posts, (), 2, 1, (), (), 41, 3)
    return FilingFacts(COMPOUND, "新东社区", "桂湖街道", ISSUER, card, rows, DAY, numbers)


MEETING = ActivityRow(
    7, "十一月通心会", date(2026, 11, 28), "", "", ActivityKind.EVENT, "14:30", "16:00", "邻里活动中心二楼",
    "邻里共生·众享鸿运情",
    "签到，发意见卡\n通报上次通心会的办理情况｜自管委\n居民提需求：停车、充电桩、活动空间｜各楼栋长\n"
    "现场回应，约定答复的日子｜社区党委\n小结｜自管委主任",
)  # fmt: skip
SERVICE = ActivityRow(
    8, "小区微花园补栽", date(2026, 11, 14), "环境美育队", "环境整治", ActivityKind.SERVICE, "08:30", "10:30",
    "3栋东侧微花园", "鸿鹄志计划", "", "上午八点半集合，队长分工。三栋东侧花台补栽麦冬两百丛、月季十二株，清走落叶和石块六袋。\n"
    "路过的居民也来帮忙，王嬢嬢从家里搬来两盆三角梅。收工前大家商量，每周六由一栋到四栋轮流浇水。",
)  # fmt: skip


def picture(width: int, height: int, colour: str) -> bytes:
    """A drawn photo of a garden bed, as JPEG."""
    image = Image.new("RGB", (width, height), "#cfe3ea")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, height * 0.6, width, height), fill="#8a9a5b")
    for number in range(6):
        left = width * (number + 0.5) / 6.5
        pen.ellipse((left, height * 0.45, left + width / 9, height * 0.45 + width / 9), fill=colour)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def record_facts(photos: int = 4, *, names: bool = False) -> RecordFacts:
    """The record of a service with so many photos."""
    shown = [(picture(1200, 900, "#b5161b"), "补栽以前"), (picture(900, 1200, "#c49a3c"), "分工"),
             (picture(1600, 900, "#7e1214"), "正在补栽"), (picture(1200, 900, "#e08aa0"), "补栽以后")]  # fmt: skip
    return RecordFacts(COMPOUND, ISSUER, SERVICE, 14, 1680, shown[:photos], "王翀", DAY, tuple(_NAMES) if names else ())


def review_facts() -> ReviewFacts:
    """A year of the team."""
    held = [
        YearActivity(replace(SERVICE, held_on=date(2026, 1, 10) + timedelta(days=14 * number)), 12 + number % 5, 1440)
        for number in range(22)
    ]
    honours = (
        HonourLine(3, "鸿运荣字〔2026〕第0031号", date(2026, 10, 5), "环境美育队", "先进队伍", True),
        HonourLine(4, "鸿运荣字〔2026〕第0032号", date(2026, 10, 5), "曹大山", "季度志愿之星", False),
    )
    return ReviewFacts(
        TEAM, 2026, DAY, "曹大山", 19, 23, 6, 2, tuple(held), 1, 58, 316, 31680, (2, 8), honours,
        YearBefore(18, 49, 251, 25140),
    )  # fmt: skip


INVITED = [Invited(name, f"{number}-1-{number}02") for number, name in enumerate(_NAMES, 1)]

PAPERS: dict[str, Callable[[Path], object]] = {
    "team-filing": lambda path: write_filing(filing_facts(), path),
    "team-sign-up": lambda path: write_sign_up(TEAM, NOTICE, path),
    "team-review": lambda path: write_review(ReviewPaper(COMPOUND, ISSUER, review_facts()), path),
    "activity-record": lambda path: write_record(record_facts(), path),
    "activity-record-plain": lambda path: write_record(record_facts(0, names=True), path),
    "order-sheet": lambda path: write_order(MEETING, NOTICE, path),
    "event-sign-in": lambda path: write_sign_in(MEETING, INVITED, NOTICE, path),
}
