# SPDX-License-Identifier: GPL-3.0-or-later
"""积分存折: a person's points entry by entry, with the reason for each. Imports neither peewee nor PySide6."""

from pathlib import Path

from hongyun_desktop.core.points.rules import Passbook, PassbookLine
from hongyun_desktop.documents.list_cells import Align, Cell, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column, ListPaper, Progress, write_list
from hongyun_desktop.documents.palette import DEEP_RED, INK

_COLUMNS = (
    Column("日期", 27),
    Column("内容", 52),
    Column("说明", 43),
    Column("小时", 15, Align.RIGHT),
    Column("积分", 17, Align.RIGHT),
    Column("余额", 20, Align.RIGHT),
)
_MOST_STARS = 5


def write_passbook(passbook: Passbook, path: Path, progress: Progress | None = None) -> int:
    """Write the passbook; returns the number of pages. Raises: as `write_list`."""
    facts = (
        ("姓名", passbook.name),
        ("住址", passbook.dwelling or "无"),
        ("星级", "★" * passbook.stars + "☆" * (_MOST_STARS - passbook.stars)),
        ("累计服务", f"{hours(passbook.minutes)} 小时"),
        ("积分余额", f"{passbook.balance} 分"),
    )
    return write_list(
        ListPaper(
            head=Head("积分存折", f"{passbook.compound} · {passbook.made_on:%Y-%m-%d} 打印", facts),
            columns=_COLUMNS,
            rows=[_row(line) for line in passbook.lines],
            empty="还没有积分。参加一次志愿服务，这里就有第一笔。",
            footer=f"{passbook.compound} · {passbook.name} · 校验码 {passbook.chain}（自管委核对用）",
            author=passbook.compound,
            made_on=passbook.made_on,
            after=(
                "积分有疑问，请带上这张存折到小区自管委核对。更正不涂改原来那笔，另记一笔相抵。",
                "日期是服务那天。按记入的先后排，余额照着往下加；补记的排在后面。",
            ),
            sample=passbook.sample,
        ),
        path,
        progress,
    )


def hours(minutes: int) -> str:
    """Minutes as hours without needless zeros: 90 is 1.5."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def _row(line: PassbookLine) -> list[Cell]:
    return [
        TextCell(f"{line.day:%Y-%m-%d}", 11),
        TextCell(line.what, 11.5),
        TextCell(line.why, 10.5),
        TextCell("" if line.minutes is None else hours(line.minutes), 11.5, Align.RIGHT),
        TextCell(f"{line.points:+d}", 11.5, Align.RIGHT, colour=INK if line.points >= 0 else DEEP_RED),
        TextCell(str(line.balance), 11.5, Align.RIGHT),
    ]
