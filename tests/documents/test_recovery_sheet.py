# SPDX-License-Identifier: GPL-3.0-or-later
"""恢复钥匙 on paper: every group in its order, readable by another program."""

from datetime import date
from pathlib import Path

from paper import pdfium_texts, poppler_text

from hongyun_desktop.core.store import recovery_text
from hongyun_desktop.documents.recovery_sheet import RecoverySheet, write_recovery_sheet

TEXT = recovery_text.write(bytes(range(20)))


def test_the_sheet_is_one_page_with_the_whole_key_in_order(tmp_path: Path) -> None:
    path = tmp_path / "恢复钥匙.pdf"
    assert write_recovery_sheet(RecoverySheet("鸿运小区", "鸿运.db", TEXT, date(2026, 10, 8)), path) == 1
    for text in (*pdfium_texts(path), poppler_text(path)):
        assert "鸿运小区" in text
        places = [text.find(f"{number}{group}") for number, group in enumerate(TEXT.split("-"), 1)]
        assert -1 not in places
        assert places == sorted(places)
        assert "〓" not in text
        assert "资料→资料的锁" in text.replace("\r", "").replace("\n", "")
