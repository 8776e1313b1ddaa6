# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the bytes, reading ends with lines or with a sentence: never a crash, never a hang."""

import time
from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.core.errors import AppError
from hongyun_desktop.exchange import reading
from hongyun_desktop.exchange.roster_sheet import read_roster
from hongyun_desktop.messages.errors import error_sentence
from tests.exchange.mangling import mangled

_LONGEST_S = 20.0


def check(seed: int, folder: Path) -> str:
    name, content = mangled(seed)
    path = folder / f"{seed}-{name}"
    path.write_bytes(content)
    start = time.monotonic()
    try:
        read_roster(path, date(2026, 10, 8))
        outcome = "lines"
    except AppError as error:
        outcome = error.code if error_sentence(error).endswith("。") else "no sentence"
    assert time.monotonic() - start < _LONGEST_S
    path.unlink()
    return outcome


def test_54_mangled_files_end_with_lines_or_a_sentence(tmp_path: Path) -> None:
    assert {check(seed, tmp_path) for seed in range(54)} >= {"file_damaged", "file_empty", "file_not_a_table"}


@pytest.mark.slow
def test_1000_mangled_files_end_with_lines_or_a_sentence(tmp_path: Path) -> None:
    outcomes = [check(seed, tmp_path) for seed in range(1000, 2000)]
    assert len(outcomes) == 1000
    assert "no sentence" not in outcomes


def test_a_parser_that_hangs_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    path.write_bytes((Path(__file__).parents[1] / "data" / "roster-office.xlsx").read_bytes())
    with pytest.raises(AppError, match="file_takes_too_long"):
        reading.read_workbook(path, time_limit_s=0.001)
