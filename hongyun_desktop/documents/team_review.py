# SPDX-License-Identifier: GPL-3.0-or-later
"""年度评议表: a year of a team in figures, and boxes for the judging. Imports neither peewee nor PySide6."""

from collections.abc import Iterator
from pathlib import Path

from hongyun_desktop.core.teams.figures import ReviewFacts, YearActivity
from hongyun_desktop.core.teams.rules import TEAM_KIND_WORDS
from hongyun_desktop.documents.form_page import FormPaper, Strip, write_form
from hongyun_desktop.documents.form_strips import blank_box, facts, gap, heading, opinions, signatures, table
from hongyun_desktop.documents.list_cells import Align, BoxCell, Cell, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column
from hongyun_desktop.frozen_class import frozen

_ACTIVITIES = (
    Column("日期", 24), Column("活动", 78), Column("地点", 36), Column("到场", 16), Column("服务小时", 20),
)  # fmt: skip
_JUDGED = (
    Column("评议内容", 78), Column("好", 16), Column("较好", 16), Column("一般", 16), Column("要改进", 16),
    Column("说明", 32),
)  # fmt: skip
_FEW = 2
_ASKED = (
    "按计划开展活动，活动有记录", "队员参加的人多，能带动居民", "队伍里分工清楚，不靠一个人", "账目、物资清楚",
    "居民满意，没有投诉",
)  # fmt: skip


@frozen
class ReviewPaper:
    """The facts of the year and who asks for the review."""

    compound: str
    issuer: str
    review: ReviewFacts
    sample: bool = False


def write_review(paper: ReviewPaper, path: Path) -> int:
    """Write the sheet; returns the number of pages. Raises: as `write_form`."""
    told = paper.review
    return write_form(
        FormPaper(
            head=Head(f"{told.team.name}年度评议表", f"{paper.compound} · {told.year}年度"),
            strips=list(_strips(told)),
            footer=f"{paper.compound} · {told.team.name} · {told.year}年度评议表 · {told.made_on:%Y-%m-%d}",
            author=paper.issuer,
            made_on=told.made_on,
            sample=paper.sample,
        ),
        path,
    )


def _strips(told: ReviewFacts) -> Iterator[Strip]:
    yield from facts(_figures(told))
    yield heading("评议（参加评议的人逐项打勾）")
    yield from table(_JUDGED, [_judged(asked) for asked in _ASKED])
    yield gap(3)
    yield blank_box("队伍自评：做得好的、做得不够的、明年的打算", 27)
    yield gap(3)
    yield opinions(("居民代表评议意见", "自管委意见"), 44)
    yield signatures(("队长签字：", "参加评议的居民代表："))
    many = len(told.activities) > _FEW
    yield heading("这一年的活动", f"{len(told.activities)} 场，统计到 {told.made_on:%Y-%m-%d}", breaks=many)
    yield from table(_ACTIVITIES, [_cells(each) for each in told.activities], empty="这一年没有办过活动。")


def _figures(told: ReviewFacts) -> Iterator[tuple[tuple[str, str], ...]]:
    before = told.before
    yield ("类别", TEAM_KIND_WORDS[told.team.kind]), ("队长", told.leader)
    yield (
        ("队员", f"年初 {told.members_before} 人，现有 {told.members_after} 人"),
        ("进出", f"入队 {told.joined} 人次，退队 {told.left} 人次"),
    )
    yield (
        ("办过的活动", f"{len(told.activities)} 场{_compared(before.activities if before else None, ' 场')}"),
        ("取消的活动", f"{told.cancelled} 场" if told.cancelled else "没有"),
    )
    if told.events:
        served = len(told.activities) - told.events
        yield (("活动的种类", f"志愿服务 {served} 场，会议和活动 {told.events} 场"),)
    yield (
        ("参加", f"{told.people} 人，{told.times} 人次{_compared(before.times if before else None, ' 人次')}"),
        ("服务时长", f"{_hours(told.minutes)} 小时{_compared(_hours(before.minutes) if before else None, ' 小时')}"),
    )
    yield (("没活动的月份", _months(told.months_without)),)
    yield (("荣誉", _honours(told)),)


def _compared(before: object, unit: str) -> str:
    return "" if before is None else f"（上年 {before}{unit}）"


def _months(months: tuple[int, ...]) -> str:
    return "、".join(f"{month}月" for month in months) or "每个月都有活动"


def _honours(told: ReviewFacts) -> str:
    own = "、".join(f"“{each.title}”（{each.number}）" for each in told.honours if each.of_team)
    members = sum(not each.of_team for each in told.honours)
    said = filter(None, (f"队伍：{own}" if own else "", f"队员得证书 {members} 张" if members else ""))
    return "；".join(said) or "这一年没有"


def _judged(asked: str) -> list[Cell]:
    return [TextCell(asked, 11), *(BoxCell() for _each in range(4)), TextCell("")]


def _cells(each: YearActivity) -> list[Cell]:
    return [
        TextCell(f"{each.activity.held_on:%Y-%m-%d}", align=Align.CENTRE), TextCell(each.activity.name),
        TextCell(each.activity.place), TextCell(f"{each.came} 人", align=Align.RIGHT),
        TextCell(_hours(each.minutes) if each.minutes else "", align=Align.RIGHT),
    ]  # fmt: skip


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.10g}" if minutes % 6 == 0 else f"{minutes / 60:.1f}"
