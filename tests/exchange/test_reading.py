# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file is, by its bytes; encodings; and what the layer may import."""

import pkgutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
import xlsxwriter

import hongyun_desktop.exchange
from hongyun_desktop.core.errors import AppError, Invalid, StorageProblem
from hongyun_desktop.exchange.reading import read_workbook
from hongyun_desktop.exchange.roster_sheet import read_roster
from tests.exchange.mangling import far_cell
from tests.exchange.sheets import TODAY, told

DATA = Path(__file__).parents[1] / "data"
CSV = "住址,姓名,手机\n3-2-1102,罗喆,13800000001\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_is_read_in_any_encoding_and_with_any_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes(CSV.replace(",", separator).encode(encoding))
    assert told(read_roster(path, TODAY)) == [("3-2-1102", "罗喆")]


def test_the_eight_characters_that_gb18030_moved_are_mended(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes("住址,姓名\n3-2-1102,罗".encode("gb18030") + b"\xfe\x59\n")
    assert told(read_roster(path, TODAY)) == [("3-2-1102", "罗\u9fb4")]


def test_charts_and_hidden_sheets_hold_nobody_but_are_told(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "名册.xlsx"))
    pages = [book.add_worksheet(name) for name in ("花名册", "旧名单")]
    for page, name in zip(pages, ("罗喆", "吕静"), strict=True):
        page.write_row(0, 0, ("房号", "姓名"))
        page.write_row(1, 0, ("3-2-1102", name))
    pages[1].hide()
    chart = book.add_chart({"type": "column"})
    assert chart is not None
    chart.add_series({"values": "=花名册!$A$2:$A$2"})
    book.add_chartsheet("图表").set_chart(chart)
    book.close()
    file = read_roster(tmp_path / "名册.xlsx", TODAY)
    assert told(file) == [("3-2-1102", "罗喆")]
    assert [(each.sheet, each.code) for each in file.ignored] == [("旧名单", "hidden_sheet")]


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    file = read_roster(DATA / "roster-old.xls", TODAY)
    assert told(file) == [("3-2-1102", "罗喆"), ("3-2-1102", "吕静"), ("3-2-1103", "")]
    assert file.lines[1].phones == ("13800000001",)
    assert file.lines[0].id_problem == "id_precision_lost"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.7 ...", "file_not_a_table"),
        (b"\x89PNG\r\n\x1a\n....", "file_not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file_has_password"),
        (b"PK\x03\x04 and no more", "file_damaged"),
        (b"\xff\xff\xff\xff\x00\x00", "file_encoding_unknown"),
    ],
)
def test_a_file_that_is_no_table_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "名册.xls"
    path.write_bytes(content)
    with pytest.raises(AppError, match=code):
        read_workbook(path)


def test_a_missing_file_is_a_storage_problem(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="file_not_readable"):
        read_workbook(tmp_path / "没有.xlsx")


def test_a_cell_far_out_is_refused_before_the_parser_makes_room_for_it(tmp_path: Path) -> None:

    path = tmp_path / "远.xlsx"
    path.write_bytes(far_cell(Random(1)))
    with pytest.raises(Invalid, match="file_too_large"):
        read_workbook(path)


def test_the_layer_imports_no_database_no_screen_and_nothing_heavy() -> None:
    modules = [m.name for m in pkgutil.iter_modules(hongyun_desktop.exchange.__path__, "hongyun_desktop.exchange.")]
    code = f"import sys, {', '.join(modules)}; print([m for m in ('peewee', 'sqlcipher3', 'PySide6', 'reportlab', 'python_calamine', 'xlsxwriter') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
