# SPDX-License-Identifier: GPL-3.0-or-later
"""签收表: who got which certificate, with room to sign. Imports neither peewee nor PySide6."""

from pathlib import Path

from hongyun_desktop.core.honours.rules import SignOffLine, SignOffSheet
from hongyun_desktop.documents.fonts import Role
from hongyun_desktop.documents.list_cells import Align, Cell, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column, ListPaper, Progress, write_list
from hongyun_desktop.documents.upright_page import SOFT_INK

_COLUMNS = (
    Column("序号", 12, Align.CENTRE),
    Column("证书编号", 50),
    Column("姓名", 36),
    Column("住址", 19, Align.CENTRE),
    Column("签名", 35),
    Column("日期", 22),
)
_NOTICES = ("领到证书，请看一看名字对不对，再在“签名”一栏签上自己的名字和日期。代领的请写“某某代”。",)


def write_sign_off_list(sheet: SignOffSheet, path: Path, progress: Progress | None = None) -> int:
    """Write the list; returns the number of pages. Raises: as `write_list`."""
    signed = sum(line.signed_on is not None for line in sheet.lines)
    facts = (("证书", f"{len(sheet.lines)} 张"), ("已签收", f"{signed} 张"), ("制表日期", f"{sheet.made_on:%Y-%m-%d}"))
    return write_list(
        ListPaper(
            head=Head(f"{sheet.heading}签收表", f"{sheet.compound} · {sheet.title}", facts, _NOTICES),
            columns=_COLUMNS,
            rows=[_row(number, line) for number, line in enumerate(sheet.lines, 1)],
            empty="没有要签收的证书。",
            footer=f"{sheet.compound} · {sheet.heading}签收表 · {sheet.title}",
            author=sheet.compound,
            made_on=sheet.made_on,
            least_row_mm=14.0,
            ruled=True,
            signatures=("经办人签字：", "日期："),
            sample=sheet.sample,
        ),
        path,
        progress,
    )


def _row(number: int, line: SignOffLine) -> list[Cell]:
    signed_by = f"{line.signed_by}（已签收）" if line.signed_on else ""
    return [
        TextCell(str(number), 11, Align.CENTRE),
        TextCell(line.number, 10),
        TextCell(line.name, 14.5, role=Role.BODY, unbroken=tuple(line.name.split("·"))),
        TextCell(line.dwelling, 11, Align.CENTRE),
        TextCell(signed_by, 10, colour=SOFT_INK),
        TextCell(f"{line.signed_on:%Y-%m-%d}" if line.signed_on else "", 10, Align.CENTRE, colour=SOFT_INK),
    ]
