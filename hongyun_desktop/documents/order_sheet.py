# SPDX-License-Identifier: GPL-3.0-or-later
"""议程 of an event, and its sign-in sheet with the names known and blank lines.

Imports neither peewee nor PySide6.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from hongyun_desktop.core.activities.rules import ActivityKind, ActivityRow
from hongyun_desktop.core.personal.rules import NoticeFacts
from hongyun_desktop.documents.activity_record import when, which_day
from hongyun_desktop.documents.form_page import FormPaper, Strip, write_form
from hongyun_desktop.documents.form_strips import blank_box, facts, gap, heading, signatures, table
from hongyun_desktop.documents.list_cells import Align, Cell, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column, ListPaper, write_list
from hongyun_desktop.documents.notice import short_notice
from hongyun_desktop.frozen_class import frozen

_PLAN = (Column("序号", 16), Column("事项", 108), Column("主持、发言", 32), Column("备注", 18))
_SIGN_IN = (
    Column("序号", 14, Align.CENTRE), Column("姓名", 34), Column("住址", 40), Column("联系电话", 44),
    Column("签到", 42),
)  # fmt: skip
_LINES_OF_A_PAGE, _LEAST_BLANKS = 16, 5
_AFTER = {
    ActivityKind.SERVICE: "请到场的人本人签名。积分照这张表确认到场以后才记。",
    ActivityKind.EVENT: "请到场的人本人签名。这张表只记谁来了，不记积分。",
}
_NO_PLAN = "（还没有写议程：在活动的“安排”里一行写一项。）"


@frozen
class Invited:
    """Somebody who signed up: their name and the short address, empty for none."""

    name: str
    dwelling: str = ""


def write_order(activity: ActivityRow, facts_of: NoticeFacts, path: Path) -> int:
    """Write the order of an event, one line of its plan a row; returns the number of pages. Raises: as `write_form`.

    A plan line may name who speaks behind the last “｜” or “|”.
    """
    return write_form(
        FormPaper(
            head=Head(f"{activity.name}·议程", " · ".join(filter(None, (facts_of.compound, activity.programme)))),
            strips=list(_order_strips(activity)),
            footer=_footer(activity, facts_of, "议程"),
            author=facts_of.issuer,
            made_on=facts_of.made_on,
            sample=facts_of.sample,
        ),
        path,
    )


def _order_strips(activity: ActivityRow) -> Iterator[Strip]:
    rows: list[tuple[tuple[str, str], ...]] = [(("时间", when(activity)), ("地点", activity.place))]
    if activity.team:
        rows.append((("队伍", activity.team),))
    yield from facts(rows)
    yield heading("议程")
    cells = [_plan_cells(number, line) for number, line in enumerate(activity.plan_lines, 1)]
    yield from table(_PLAN, cells, least_row_mm=11.0, empty=_NO_PLAN)
    yield gap(4)
    yield blank_box("记录（大家说了什么，定了什么）", 60)
    yield signatures(("主持人：", "记录人："))


def _plan_cells(number: int, line: str) -> list[Cell]:
    said, _bar, speaker = line.replace("｜", "|").rpartition("|")
    item, who = (said, speaker) if said else (speaker, "")
    return [
        TextCell(str(number), 12, Align.CENTRE), TextCell(item.strip(), 12), TextCell(who.strip(), 11), TextCell(""),
    ]  # fmt: skip


def write_sign_in(
    activity: ActivityRow, invited: Sequence[Invited], facts_of: NoticeFacts, path: Path, blanks: int | None = None
) -> int:
    """Write the sign-in sheet: who signed up, then blank lines; returns the number of pages.

    blanks: how many; None fills the first page, and leaves a few at least. Raises: as `write_list`.
    """
    wanted = max(_LEAST_BLANKS, _LINES_OF_A_PAGE - len(invited)) if blanks is None else blanks
    rows = [_known(number, each) for number, each in enumerate(invited, 1)]
    rows += [_blank(number) for number in range(len(rows) + 1, len(rows) + wanted + 1)]
    return write_list(
        ListPaper(
            head=Head(
                f"{activity.name}签到表",
                f"{facts_of.compound} · {facts_of.issuer}",
                (("日期", which_day(activity)), ("时间", activity.time_text or "—"), ("地点", activity.place or "—")),
                (short_notice(facts_of),),
            ),
            columns=_SIGN_IN,
            rows=rows,
            empty="",
            footer=_footer(activity, facts_of, "签到表"),
            author=facts_of.issuer,
            made_on=facts_of.made_on,
            least_row_mm=10.5,
            ruled=True,
            after=(_AFTER[activity.kind],),
            sample=facts_of.sample,
        ),
        path,
    )


def _known(number: int, each: Invited) -> list[Cell]:
    return [
        TextCell(str(number), align=Align.CENTRE), TextCell(each.name, 12), TextCell(each.dwelling, 11), TextCell(""),
        TextCell(""),
    ]  # fmt: skip


def _blank(number: int) -> list[Cell]:
    return [TextCell(str(number), align=Align.CENTRE), *(TextCell("") for _each in range(4))]


def _footer(activity: ActivityRow, facts_of: NoticeFacts, what: str) -> str:
    return f"{facts_of.compound} · {activity.name} · {what} · {activity.held_on:%Y-%m-%d}"
