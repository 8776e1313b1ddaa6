# SPDX-License-Identifier: GPL-3.0-or-later
"""Web pages and XML that property systems call .xls, read as the spreadsheet program shows them."""

from datetime import datetime, time
from pathlib import Path

import pytest

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.identity import with_check_character
from hongyun_desktop.exchange.reading import Merge, Sheet, read_workbook
from hongyun_desktop.exchange.roster_sheet import read_roster
from hongyun_desktop.exchange.sign_in_sheet import read_sign_in
from tests.exchange.sheets import TODAY, told

VALID = with_check_character("51019919680503011")
PAGE = f"""<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><style>td {{mso-number-format:"\\@"}}</style>
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:Name>3栋</x:Name></x:ExcelWorkbook></xml><![endif]--></head><body>
<h3>鸿运小区住户表</h3><table border=1><tr><th colspan=3>房屋<th rowspan=2>姓名<th rowspan=2>身份证号</tr>
<tr><th>楼栋</th><th>单元</th><th>房号</th></tr>
<tr><td rowspan=2>3栋</td><td rowspan=2>2单元</td><td rowspan="2">1102</td><td>罗&nbsp;喆</td><td x:str>{VALID}</td></tr>
<tr><td>吕<b>静</b></td><td x:num="510199196505051000">5.10E+17</td></tr>
<tr><td>3栋<td>2单元<td>1103<td>空置<td></tr></table><p>共3户</p></body></html>"""
XML = f"""<?xml version="1.0" encoding="%s"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">
<Worksheet ss:Name="花名册"><Table>
<Row ss:Index="2"><Cell><Data ss:Type="String">住址</Data></Cell><Cell><Data ss:Type="String">姓名</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">身份证号</Data></Cell></Row>
<Row><Cell ss:MergeDown="1"><Data ss:Type="String">3-2-1102</Data></Cell>
<Cell><Data ss:Type="String">罗喆</Data><Comment><Data>核对过</Data></Comment></Cell>
<Cell ss:Index="4"><Data ss:Type="String">{VALID}</Data></Cell></Row>
<Row><Cell ss:Index="2"><ss:Data ss:Type="String"><html:B>吕</html:B>静</ss:Data></Cell>
<Cell ss:Index="4"><Data ss:Type="Number">5.10199196505051E+17</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="去年"><Table><Row><Cell><Data ss:Type="DateTime">2026-09-26T09:30:00.000</Data></Cell>
<Cell><Data ss:Type="DateTime">1899-12-31T08:15:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
</Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""


def page(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "导出.xls"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_web_page_called_xls_is_a_roster(tmp_path: Path) -> None:
    path = page(tmp_path, PAGE, "gb18030")
    sheet = read_workbook(path)[0]
    assert (sheet.name, sheet.rows[0]) == ("3栋", ["鸿运小区住户表"])
    assert Merge(1, 0, 1, 2) in sheet.merges
    file = read_roster(path, TODAY)
    assert told(file) == [("3-2-1102", "罗喆"), ("3-2-1102", "吕静"), ("3-2-1103", "")]
    assert [(line.row, line.id_number, line.id_text) for line in file.lines[:2]] == [
        (4, VALID, ""),
        (5, "", "510199196505051000"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_a_spreadsheet_in_xml_is_a_roster(tmp_path: Path, encoding: str) -> None:
    path = page(tmp_path, XML % encoding, encoding)
    file = read_roster(path, TODAY)
    assert told(file) == [("3-2-1102", "罗喆"), ("3-2-1102", "吕静")]
    assert [(line.row, line.id_number, line.id_problem) for line in file.lines] == [
        (3, VALID, ""),
        (4, "", "id_precision_lost"),
    ]
    assert [each.code for each in file.ignored] == ["hidden_sheet"]


def test_moments_and_ticks_of_xml_are_what_they_are(tmp_path: Path) -> None:
    hidden = read_workbook(page(tmp_path, XML % "utf-8"))[1]
    assert hidden == Sheet("去年", [[datetime(2026, 9, 26, 9, 30), time(8, 15), True]], hidden=True)


def test_cells_that_a_page_leaves_open_are_closed(tmp_path: Path) -> None:
    text = "<table><tr><td>日期<td>活动<td>姓名<td>住址<td>时长<tr><td>2026-09-26<td>清洁<br>家园<td>罗喆<td>1-1-101<td>2</table>"
    (line,) = read_sign_in(page(tmp_path, text), TODAY).lines
    assert (line.name, line.minutes, line.row) == ("罗喆", 120, 2)


def test_tables_of_a_page_stand_below_each_other(tmp_path: Path) -> None:
    text = (
        "<div>新东社区</div><table><tr><td>3栋住户</td></tr></table>"
        "<table><tr><th>单元<th>房号<th>姓名<tr><td>2<td>1102<td>罗喆</table>"
    )
    file = read_roster(page(tmp_path, text), TODAY)
    assert (told(file), file.lines[0].row) == ([("3-2-1102", "罗喆")], 4)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html><body><p>没有权限</p></body></html>", "file_not_a_table"),
        ("<html><table></table></html>", "file_not_a_table"),
        ("<?xml version='1.0'?><rss/>", "file_not_a_table"),
        ("<table><tr><td colspan=5000>1</table>", "file_too_large"),
        (XML.replace('ss:Index="2"', 'ss:Index="1048576"') % "utf-8", "file_too_large"),
        ((XML % "utf-8")[:900], "file_damaged"),
        ((XML % "utf-8").replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "b">]><Workbook', 1), "file_damaged"),
    ],
)
def test_markup_that_is_no_table_or_too_large_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        read_workbook(page(tmp_path, text))
