# SPDX-License-Identifier: GPL-3.0-or-later
"""恢复钥匙: the sheet that opens the data when the passphrase is forgotten. Imports neither peewee nor PySide6."""

from datetime import date
from pathlib import Path

from hongyun_desktop.documents.list_cells import Align, Cell, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column, ListPaper, write_list
from hongyun_desktop.documents.upright_page import SOFT_INK
from hongyun_desktop.frozen_class import frozen

_COLUMNS = (
    Column("组", 22, Align.CENTRE),
    Column("请照着输入（大小写、空格都不要紧）", 92, Align.CENTRE),
    Column("打过一组，打个勾", 60),
)
_NOTICES = (
    "忘了资料口令，用这把钥匙也能打开资料和它的每一份备份。谁拿到它，谁就能打开，请装进信封封好，和公章放在一起。",
    "不要拍照，不要存进电脑或手机。里面没有字母 O、I、L、U：像圆圈的是数字 0，像竖线的是数字 1。",
)
_AFTER = (
    "怎么用：打开程序，点“忘了口令？用恢复钥匙”，照着这张纸打，再到“资料 ▸ 资料的锁”换一个新口令。",
    "打印后一周之内，请在程序里照着输入一遍，确认抄得对、读得清。换了新钥匙，请把这一张撕掉。",
)
_CHECK_GROUP = "最后一组用来核对前面有没有抄错"


@frozen
class RecoverySheet:
    """What the sheet says. recovery_text: the groups, joined by hyphens; file_name: of the data it opens."""

    compound: str
    file_name: str
    recovery_text: str
    made_on: date
    sample: bool = False


def write_recovery_sheet(sheet: RecoverySheet, path: Path) -> int:
    """Write the sheet; returns the number of pages. Raises: as `write_list`."""
    groups = sheet.recovery_text.split("-")
    return write_list(
        ListPaper(
            head=Head(
                "恢复钥匙",
                f"{sheet.compound} · {sheet.made_on:%Y-%m-%d}" if sheet.compound else f"{sheet.made_on:%Y-%m-%d}",
                (("打开的资料", sheet.file_name), ("做成的日期", f"{sheet.made_on:%Y-%m-%d}")),
                _NOTICES,
            ),
            columns=_COLUMNS,
            rows=[_row(number, group, is_last=number == len(groups)) for number, group in enumerate(groups, 1)],
            empty="",
            footer=f"{sheet.compound} · 恢复钥匙 · {sheet.made_on:%Y-%m-%d}",
            author=sheet.compound,
            made_on=sheet.made_on,
            least_row_mm=13.0,
            after=_AFTER,
            ruled=True,
            signatures=("保管人签字：", "日期："),
            sample=sheet.sample,
        ),
        path,
    )


def _row(number: int, group: str, *, is_last: bool) -> list[Cell]:
    return [
        TextCell(str(number), 11, Align.CENTRE, colour=SOFT_INK),
        TextCell(" ".join(group), 22, Align.CENTRE, unbroken=(" ".join(group),)),
        TextCell(_CHECK_GROUP if is_last else "", 9.5, colour=SOFT_INK),
    ]
