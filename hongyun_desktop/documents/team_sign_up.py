# SPDX-License-Identifier: GPL-3.0-or-later
"""入队报名表: empty lines for those who want to belong to a team, under the notice of PIPL art. 17.

Imports neither peewee nor PySide6.
"""

from pathlib import Path

from hongyun_desktop.core.personal.rules import NoticeFacts
from hongyun_desktop.core.teams.rules import TEAM_KIND_WORDS, TeamRow
from hongyun_desktop.documents.list_cells import Align, Cell, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column, ListPaper, write_list
from hongyun_desktop.documents.notice import short_notice

_COLUMNS = (
    Column("序号", 12, Align.CENTRE), Column("姓名", 26), Column("住址", 36), Column("联系电话", 40),
    Column("特长、方便的时间", 34), Column("签名", 26),
)  # fmt: skip
LINES_A_PAGE = 14
"""So many empty lines fit under the notice of one page."""


def write_sign_up(team: TeamRow, facts: NoticeFacts, path: Path, lines: int = LINES_A_PAGE) -> int:
    """Write the sheet; returns the number of pages. Raises: as `write_list`."""
    founded = f"{team.founded_on.year}年{team.founded_on.month}月" if team.founded_on else "—"
    return write_list(
        ListPaper(
            head=Head(
                f"{team.name}入队报名表", f"{facts.compound} · {facts.issuer}",
                (("类别", TEAM_KIND_WORDS[team.kind]), ("成立", founded), ("队长", team.leader or "—")),
                tuple(filter(None, (f"宗旨：{team.purpose}" if team.purpose else "", short_notice(facts)))),
            ),
            columns=_COLUMNS,
            rows=[_blank(number) for number in range(1, lines + 1)],
            empty="",
            footer=f"{facts.compound} · {team.name} · 入队报名表 · {facts.made_on:%Y-%m-%d}",
            author=facts.issuer,
            made_on=facts.made_on,
            least_row_mm=10.5,
            after=("签名表示看过上面的告知，愿意入队，同意队里有事时用这个电话联系。不满十四周岁的，由父母填写和签名。",),
            ruled=True,
            sample=facts.sample,
        ),
        path,
    )  # fmt: skip


def _blank(number: int) -> list[Cell]:
    return [TextCell(str(number), align=Align.CENTRE), *(TextCell("") for _each in range(5))]
