# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes roster-old.xls, a workbook of the kind that offices still send; needs xlwt, run by hand."""

from pathlib import Path

import xlwt  # pyright: ignore[reportMissingImports]

ROWS = (
    ("3号楼住户花名册", "", "", "", ""),
    ("房号", "姓名", "公民身份号码", "联系方式", "居住状态"),
    ("2-1102", "罗喆", 510199197806071234, "", "自住"),
    ("", "吕静", "", 13800000001, ""),
    ("2-1103", "", "", "", "空置"),
)


def main() -> None:
    """Write the file beside this one."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("3号楼")
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            if cell != "":
                sheet.write(number, column, cell)
    book.save(str(Path(__file__).with_name("roster-old.xls")))


if __name__ == "__main__":
    main()
