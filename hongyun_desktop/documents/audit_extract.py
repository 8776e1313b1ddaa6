# SPDX-License-Identifier: GPL-3.0-or-later
"""操作记录摘录: who did what and when, with the state of the chain. Imports neither peewee nor PySide6."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hongyun_desktop.core.audit.rules import AuditExtract
from hongyun_desktop.documents.fonts import Role
from hongyun_desktop.documents.list_cells import Align, Cell, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column, ListPaper, Progress, write_list
from hongyun_desktop.documents.upright_page import SOFT_INK

_COLUMNS = (
    Column("第几条", 18, Align.RIGHT),
    Column("时间", 34),
    Column("经办人", 26),
    Column("做了什么", 96),
)


def write_audit_extract(told: AuditExtract, path: Path, progress: Progress | None = None) -> int:
    """Write the extract; returns the number of pages. Raises: as `write_list`."""
    moment = f"{told.made_at:%Y-%m-%d %H:%M}"
    facts = (
        ("时间段", _period(told.from_day, told.to_day)),
        ("只看", "、".join(told.asked) or "全部"),
        ("本摘录", f"{len(told.lines):,} 条"),
    )
    return write_list(
        ListPaper(
            head=Head("操作记录摘录", f"{told.compound} · {told.issuer}", facts, (_chain(told),)),
            columns=_COLUMNS,
            rows=list(_rows(told)),
            empty="这段时间没有符合条件的记录。",
            footer=f"{told.compound} · 操作记录摘录 · {moment} · 校验码 {told.check_code}",
            author=told.issuer,
            made_on=told.made_at.date(),
            least_row_mm=7.0,
            after=(
                "记录里只有编号和数目，没有居民的姓名和号码。“第几条”是在全部操作记录里的位置，中间的空当是没有摘录的。",
            ),
            signatures=(f"打印人：{told.made_by}", "核对人："),
            sample=told.sample,
        ),
        path,
        progress,
    )


def _period(from_day: date | None, to_day: date | None) -> str:
    if from_day is None and to_day is None:
        return "从开始到现在"
    first = f"{from_day:%Y-%m-%d}" if from_day else "开始"
    return f"{first} 至 {to_day:%Y-%m-%d}" if to_day else f"{first} 起"


def _chain(told: AuditExtract) -> str:
    state = "打印前核对过，一条没有少、没有改" if told.verified else "打印前核对，有对不上的地方，请做“检查资料”"
    return (
        f"全部操作记录共 {told.events:,} 条，一条扣着一条。{state}。校验码 {told.check_code}："
        "以后在程序里或移交清单上查到的条数只会更多；有人改过以前的记录，“检查资料”就对不上。"
    )


def _rows(told: AuditExtract) -> Iterator[list[Cell]]:
    for line in told.lines:
        yield [
            TextCell(str(line.number), 9.5, Align.RIGHT, colour=SOFT_INK),
            TextCell(f"{line.at:%Y-%m-%d %H:%M}", 9.5),
            TextCell(line.operator, 10, role=Role.BODY),
            TextCell(line.says, 10),
        ]
