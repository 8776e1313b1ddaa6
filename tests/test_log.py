# SPDX-License-Identifier: GPL-3.0-or-later
"""The log says what kind of thing went wrong and where in the code, and nothing about people."""

from pathlib import Path

import pytest

from hongyun_desktop import cli, log
from hongyun_desktop.cli import desk


def test_a_crash_leaves_no_name_no_number_and_no_message(tmp_path: Path) -> None:
    file = log.start(tmp_path)
    try:
        raise ValueError("罗喆 510199196805030119 13800000001")
    except ValueError as error:
        log.crash(error)
    finally:
        log.stop()
    text = file.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_log.py" in text
    for secret in ("罗喆", "5101", "1380"):
        assert secret not in text


def test_a_command_that_breaks_ends_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError("罗喆")

    monkeypatch.setattr(cli.paths, "state_folder", lambda: tmp_path / "state")
    monkeypatch.setattr(desk, "search", breaks)
    assert cli.main(["--data", str(tmp_path / "a.db"), "search", "罗"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "出错记录" in err
    assert "罗喆" not in err + (tmp_path / "state" / log.FILE_NAME).read_text(encoding="utf-8")
