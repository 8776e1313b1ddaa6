# SPDX-License-Identifier: GPL-3.0-or-later
"""备案表: a team filed with the committee and the community, with its members. Imports neither peewee nor PySide6."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from hongyun_desktop.core.teams.rules import (
    POST_WORDS,
    TEAM_KIND_WORDS,
    MemberRow,
    Post,
    TeamCard,
    WholeNumbers,
    shows_whole,
)
from hongyun_desktop.documents.form_page import FormPaper, Strip, write_form
from hongyun_desktop.documents.form_strips import facts, gap, heading, opinions, table
from hongyun_desktop.documents.list_cells import Align, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column
from hongyun_desktop.frozen_class import frozen

_COLUMNS = (
    Column("序号", 12), Column("姓名", 28), Column("住址", 32), Column("职务", 30), Column("入队日期", 28),
    Column("联系电话", 44),
)  # fmt: skip


@frozen
class FilingFacts:
    """What stands on the sheet; members: as `membership.members` gives them. numbers: whose phones are whole."""

    compound: str
    community: str
    street: str
    issuer: str
    card: TeamCard
    members: Sequence[MemberRow]
    made_on: date
    numbers: WholeNumbers = WholeNumbers.NOBODY
    sample: bool = False


def write_filing(told: FilingFacts, path: Path) -> int:
    """Write the sheet; returns the number of pages. Raises: as `write_form`."""
    team = told.card.row
    place = f"{told.street}{told.community}"
    return write_form(
        FormPaper(
            head=Head("社区自组织队伍备案表", " · ".join(filter(None, (place, told.compound)))),
            strips=list(_strips(told)),
            footer=f"{told.compound} · {team.name} · 备案表 · {told.made_on:%Y-%m-%d}",
            author=told.issuer,
            made_on=told.made_on,
            sample=told.sample,
        ),
        path,
    )


def _strips(told: FilingFacts) -> Iterator[Strip]:
    team, leader = told.card.row, _leader(told.members)
    outside = f"（其中 {told.card.guests} 人不是本小区居民）" if told.card.guests else ""
    yield from facts((
        (("队伍名称", team.name), ("类别", TEAM_KIND_WORDS[team.kind])),
        (("成立日期", _day(team.founded_on)), ("所属计划", team.programme)),
        (("队长", leader.name if leader else ""), ("联系电话", _phones(leader, told.numbers) if leader else "")),
        (("队员人数", f"{team.members} 人{outside}"), ("填表日期", _day(told.made_on))),
        (("宗旨", team.purpose),),
    ))  # fmt: skip
    yield gap(3)
    yield opinions(("自管委意见", "社区意见"))
    yield heading("队员名册", f"共 {len(told.members)} 人")
    rows = [_member_cells(number, row, told.numbers) for number, row in enumerate(told.members, 1)]
    yield from table(_COLUMNS, rows, empty="还没有队员。")


def _member_cells(number: int, row: MemberRow, numbers: WholeNumbers) -> tuple[TextCell, ...]:
    held = "、".join(POST_WORDS[post.post] for post in row.posts)
    return (
        TextCell(str(number), align=Align.CENTRE), TextCell(row.name, 11),
        TextCell(row.dwelling or ("小区外" if row.is_guest else ""), align=Align.CENTRE), TextCell(held),
        TextCell(f"{row.joined_on:%Y-%m-%d}", align=Align.CENTRE), TextCell(_phones(row, numbers)),
    )  # fmt: skip


def _leader(members: Sequence[MemberRow]) -> MemberRow | None:
    return next((row for row in members if any(post.post is Post.LEADER for post in row.posts)), None)


def _phones(row: MemberRow, numbers: WholeNumbers) -> str:
    return "、".join(row.phones if shows_whole(row, numbers) else row.masked_phones)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
