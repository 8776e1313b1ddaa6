# SPDX-License-Identifier: GPL-3.0-or-later
"""校名单: the names of a round in 28 points with their pinyin, to be compared and signed before anything is printed.

Imports neither peewee nor PySide6.
"""

from pathlib import Path

from hongyun_desktop.core.honours.rules import ProofLine, ProofSheet
from hongyun_desktop.documents.list_cells import Align, BoxCell, Cell, NameCell, TextCell, not_drawn
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column, ListPaper, Progress, write_list
from hongyun_desktop.documents.palette import DEEP_RED

_COLUMNS = (
    Column("序号", 14, Align.CENTRE),
    Column("姓名", 80),
    Column("称呼", 16, Align.CENTRE),
    Column("住址", 22, Align.CENTRE),
    Column("要看的地方", 28),
    Column("已核对", 14, Align.CENTRE),
)
_NOTICES = (
    "请对着身份证或户口簿，一个字一个字核对：字形、同音字、称呼，对一个在右边格子里打一个勾。",
    "“要看的地方”是程序的提醒，请多看一眼：生僻字、小区里有同名的人、字号缩小（名字长）、无称呼。",
    "全部核对无误，请在末页签字，再签发、打印。改动任何一个名字，本单作废，要重新打印、重新签字。",
)


def write_proof_list(sheet: ProofSheet, path: Path, progress: Progress | None = None) -> int:
    """Write the list; returns the number of pages. Raises: as `write_list`."""
    head = Head(
        title="校名单",
        subtitle=f"{sheet.compound} · {sheet.quarter} · {sheet.title}",
        facts=(
            ("人数", f"{len(sheet.lines)} 人"),
            ("本单校验码", sheet.code),
            ("制表日期", f"{sheet.made_on:%Y-%m-%d}"),
        ),
        notices=_NOTICES,
    )
    return write_list(
        ListPaper(
            head=head,
            columns=_COLUMNS,
            rows=[_row(line) for line in sheet.lines],
            empty="这次表彰还没有人选，没有要校对的名字。",
            footer=f"{sheet.compound} · 校名单 · 校验码 {sheet.code}",
            author=sheet.compound,
            made_on=sheet.made_on,
            least_row_mm=15.0,
            row_pad_mm=0.3,
            signatures=("校对人签字：", "日期："),
            sample=sheet.sample,
        ),
        path,
        progress,
    )


def _row(line: ProofLine) -> list[Cell]:
    missing = [f"“{character}”印不出（U+{ord(character):04X}）" for character in not_drawn(line.name)]
    return [
        TextCell(str(line.number), 12, Align.CENTRE),
        NameCell(line.name, line.pinyin),
        TextCell(line.honorific or "无", 12, Align.CENTRE),
        TextCell(line.dwelling, 11, Align.CENTRE),
        TextCell("；".join([*line.remarks, *missing]), 10, colour=DEEP_RED),
        BoxCell(),
    ]
