# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the -old.xls workbooks, of the kind that offices still send; needs xlwt, run by hand."""

from pathlib import Path

import xlwt  # pyright: ignore[reportMissingImports]

ROWS = (
    ("3号楼住户花名册", "", "", "", ""),
    ("房号", "姓名", "公民身份号码", "联系方式", "居住状态"),
    ("2-1102", "罗喆", 510199197806071234, "", "自住"),
    ("", "吕静", "", 13800000001, ""),
    ("2-1103", "", "", "", "空置"),
)


LEDGER = (
    ("2024年微整治台账", "", "", "", "", "", "", ""),
    ("序号", "整治内容", "问题类型", "路段", "工程量", "牵头单位", "排查时间", "整改完成时间"),
    (1, "沿线垃圾清理", "垃圾杂草", "鸿运大道100号", "50吨", "新东社区", 45352, 45368),
    (2, "补植草皮", "绿化补植", "鸿运大道200号", "约350平米", "环境美育队", "2024.3.20", ""),
    ("合计", "", "", "", "", "", "", ""),
)


def main() -> None:
    """Write the files beside this one."""
    _write("roster-old.xls", "3号楼", ROWS)
    _write("rectification-old.xls", "台账", LEDGER)


def _write(name: str, sheet_name: str, rows: tuple[tuple[object, ...], ...]) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet(sheet_name)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write(number, column, cell)
    book.save(str(Path(__file__).with_name(name)))


if __name__ == "__main__":
    main()
