# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a table goes on over the page: neither its first row nor its last stands alone."""

from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.documents.form_page import FormPaper, room_pt, write_form
from hongyun_desktop.documents.form_strips import gap, heading, table
from hongyun_desktop.documents.list_cells import TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column
from tests.documents.paper import pdfium_texts

HEAD = Head("表", "说明")
PT_IN_MM = 72 / 25.4


def written(path: Path, rows: int, room_mm: float) -> list[str]:
    """The texts of the pages of a table that has so much room left on its first page."""
    strips = [
        gap(room_pt(HEAD) / PT_IN_MM - room_mm),
        heading("一、名单"),
        *table([Column("名", 174)], [[TextCell(f"第{row}行。")] for row in range(1, rows + 1)]),
    ]
    write_form(FormPaper(HEAD, strips, "脚", "作者", date(2026, 11, 24)), path)
    return list(pdfium_texts(path))


@pytest.mark.parametrize(("room_mm", "on_first"), [(27, []), (35, [1, 2]), (43, [1, 2, 3]), (51, [1, 2, 3])])
def test_first_and_last_rows_have_company(tmp_path: Path, room_mm: float, on_first: list[int]) -> None:
    first, second = written(tmp_path / "table.pdf", 5, room_mm)
    assert [row for row in range(1, 6) if f"第{row}行" in first] == on_first
    assert [row for row in range(1, 6) if f"第{row}行" in second] == [row for row in range(1, 6) if row not in on_first]
    assert ("一、名单" in first) == bool(on_first)


def test_a_table_of_one_row_stands_where_it_has_room(tmp_path: Path) -> None:
    (only,) = written(tmp_path / "table.pdf", 1, 27)
    assert "第1行" in only


def test_what_only_keeps_others_apart_begins_no_page(tmp_path: Path) -> None:
    strips = [gap(room_pt(HEAD) / PT_IN_MM - 9), *table([Column("名", 174)], []), gap(3)]
    assert write_form(FormPaper(HEAD, strips, "脚", "作者", date(2026, 11, 24)), tmp_path / "table.pdf") == 1
