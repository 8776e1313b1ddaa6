# SPDX-License-Identifier: GPL-3.0-or-later
"""Which far cells are refused and which only look far."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.exchange.reading import read_workbook
from tests.exchange.sheets import write_xlsx

ROOT = Path(__file__).parents[2]
SHEET = "xl/worksheets/sheet1.xml"


def with_row(path: Path, row: str) -> Path:
    """The workbook with one more row at the end of its first sheet."""
    with zipfile.ZipFile(write_xlsx(path, {"Sheet1": [["姓名", "住址"], ["罗喆", "3-2-1102"]]})) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[SHEET] = members[SHEET].replace(b"</sheetData>", row.encode() + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_column_formatted_to_the_last_row_is_no_reason_to_refuse(tmp_path: Path) -> None:
    path = with_row(tmp_path / "名册.xlsx", '<row r="1048576"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"/></row>')
    assert len(read_workbook(path)[0].rows) == 2


@pytest.mark.parametrize(
    "cell", ['<c r="XFD3"><v>1</v></c>', "<c s='0' r='A200001'><v>1</v></c>", '<c r = "IW3" ><v>1</v></c>']
)
def test_a_value_far_out_is_refused_however_it_is_written(tmp_path: Path, cell: str) -> None:
    with pytest.raises(Invalid, match="file_too_large"):
        read_workbook(with_row(tmp_path / "名册.xlsx", f"<row>{cell}</row>"))


MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def ods(path: Path, rows: str) -> Path:
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="3号楼">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    return path


VALUE = '<table:table-cell office:value-type="string"{repeated}><text:p>姓名</text:p></table:table-cell>'
WIDE = ' table:number-columns-repeated="16384"'
NAMES = f"<table:table-row>{VALUE.format(repeated='')}</table:table-row>"


def test_the_empty_rest_of_an_open_document_sheet_is_no_reason_to_refuse(tmp_path: Path) -> None:
    rest = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert read_workbook(ods(tmp_path / "名册.ods", NAMES + rest))[0].rows == [["姓名"]]


@pytest.mark.parametrize(
    "rows",
    [
        f"<table:table-row>{VALUE.format(repeated=WIDE)}</table:table-row>",
        NAMES.replace("<table:table-row", '<table:table-row table:number-rows-repeated="1048576"', 1),
    ],
    ids=["columns", "rows"],
)
def test_a_value_repeated_without_end_is_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(Invalid, match="file_too_large"):
        read_workbook(ods(tmp_path / "名册.ods", rows))


def test_a_workbook_is_read_from_any_folder(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "名册.xlsx", {"3号楼": [["姓名"]]})
    code = "from pathlib import Path; from hongyun_desktop.exchange.reading import read_workbook as r; print(r(Path('名册.xlsx'))[0].name)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=tmp_path, env=environment, check=True
    )
    assert done.stdout.strip() == "3号楼"
