# SPDX-License-Identifier: GPL-3.0-or-later
"""All that is held about one person, on paper for that person (PIPL art. 45). Imports neither peewee nor PySide6."""

from collections.abc import Iterator
from pathlib import Path

from hongyun_desktop.core.personal.rules import HeldData
from hongyun_desktop.documents.list_cells import Cell, GroupCell, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column, ListPaper, Progress, write_list
from hongyun_desktop.documents.upright_page import SOFT_INK

_COLUMNS = (Column("哪一类", 26), Column("日期", 24), Column("是什么", 44), Column("内容", 80))
_NOTICES = (
    "这是我们的电脑里关于您的全部个人信息。写错的可以要求改，不愿意留的可以要求删除。"
    "别人的信息不在这张纸上。请妥善保管，别让不相干的人看到。",
)


def write_held_data(data: HeldData, path: Path, progress: Progress | None = None) -> int:
    """Write the print-out; returns the number of pages. Raises: as `write_list`."""
    facts = (
        ("姓名", data.name),
        ("住址", data.dwelling or "无"),
        ("一共", f"{data.count} 条"),
        ("打印日期", f"{data.made_on:%Y-%m-%d}"),
    )
    ask = f"有疑问请联系：{data.contact}。" if data.contact else "有疑问请带上这份打印件到自管委核对。"
    masked = "号码打了星号。" if data.masked else ""
    return write_list(
        ListPaper(
            head=Head("个人信息打印件", f"{data.compound} · 本人查阅用", facts, _NOTICES),
            columns=_COLUMNS,
            rows=list(_rows(data)),
            empty="",
            footer=f"{data.compound} · {data.name} · 个人信息打印件",
            author=data.compound,
            made_on=data.made_on,
            least_row_mm=7.0,
            after=(f"{masked}{ask}",),
            signatures=("本人领取签字：", "经办人："),
            sample=data.sample,
        ),
        path,
        progress,
    )


def _rows(data: HeldData) -> Iterator[list[Cell]]:
    for section in data.sections:
        if not section.lines:
            yield [
                GroupCell(section.title, is_first=True),
                TextCell(""),
                TextCell(""),
                TextCell("没有", 10, colour=SOFT_INK),
            ]
        for number, line in enumerate(section.lines):
            yield [
                GroupCell(section.title, not number),
                TextCell(line.when, 9.5),
                TextCell(line.what, 10),
                TextCell(line.says, 10),
            ]
