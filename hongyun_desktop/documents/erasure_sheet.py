# SPDX-License-Identifier: GPL-3.0-or-later
"""删除确认单: what was erased, what stays and until when. The name is left to be written by hand: a file with it would
be one more copy of what was erased. Imports neither peewee nor PySide6.
"""

from collections.abc import Iterator
from pathlib import Path

from hongyun_desktop.core.personal.rules import REASON_WORDS, ErasurePlan, ErasureReason, backup_lines, going, staying
from hongyun_desktop.documents.list_cells import Cell, GroupCell, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column, ListPaper, write_list

_COLUMNS = (Column("", 22), Column("什么", 50), Column("怎样", 102))


def write_erasure_sheet(plan: ErasurePlan, reason: ErasureReason, path: Path) -> int:
    """Write the sheet; returns the number of pages. Raises: as `write_list`."""
    facts = (
        ("编号", str(plan.resident_id)),
        ("原因", REASON_WORDS[reason]),
        ("删除日期", f"{plan.made_on:%Y-%m-%d}"),
    )
    return write_list(
        ListPaper(
            head=Head("个人信息删除确认单", plan.compound, facts),
            columns=_COLUMNS,
            rows=list(_rows(plan)),
            empty="",
            footer=f"{plan.compound} · 个人信息删除确认单 · 编号 {plan.resident_id}",
            author=plan.compound,
            made_on=plan.made_on,
            least_row_mm=7.0,
            row_pad_mm=1.2,
            after=("姓名请本人手写，程序里已经没有了：＿＿＿＿＿＿＿＿＿＿＿＿",),
            signatures=("本人或近亲属签字：", "经办人："),
            sample=plan.sample,
        ),
        path,
    )


def _rows(plan: ErasurePlan) -> Iterator[list[Cell]]:
    groups = (("已经删除", going(plan)), ("留下来的", staying(plan)), ("备份里的", backup_lines(plan)))
    for group, lines in groups:
        for number, (what, how) in enumerate(lines):
            yield [
                GroupCell(group, not number),
                TextCell(what, 10.5),
                TextCell(how, 10),
            ]
