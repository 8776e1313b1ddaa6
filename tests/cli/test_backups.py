# SPDX-License-Identifier: GPL-3.0-or-later
"""A stick by one command, and what a backup holds before anybody goes back to it."""

import json
from pathlib import Path
from typing import Any

import pytest

from hongyun_desktop.cli import main


class Computer:
    """A PC with one database."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        folder.mkdir()
        self.database, self.capsys = folder / "鸿运.db", capsys

    def run(self, *words: str | Path) -> dict[str, Any]:
        code = main(["--data", str(self.database), *map(str, words), "--json"])
        out, err = self.capsys.readouterr()
        assert code == 0, err
        return json.loads(out)

    def say(self, *words: str | Path) -> list[str]:
        assert main(["--data", str(self.database), *map(str, words)]) == 0
        return self.capsys.readouterr().out.splitlines()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "KINGSTON"
    made.mkdir()
    return made


def test_the_stick_is_enough_on_another_computer(
    tmp_path: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = Computer(tmp_path / "here", capsys)
    here.run("settings", "compound=桂花苑")
    made = here.run("backup", stick, "--stick")
    assert {"file", "head", "program"} <= set(made)
    assert made["program"] == "not_packaged"
    assert sorted(file.name for file in stick.iterdir()) == ["请先看我.txt", "鸿运备份"]
    there = Computer(tmp_path / "there", capsys)
    assert there.say("restore", made["file"], "--preview")[1] == "这台电脑上现在没有资料，没有可比的。"
    assert not there.database.exists()
    there.run("restore", made["file"])
    assert there.run("backup", stick)["head"] == made["head"]


def test_a_preview_says_what_would_be_lost_and_changes_nothing(
    tmp_path: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = Computer(tmp_path / "here", capsys)
    here.run("settings", "compound=桂花苑")
    made = here.run("backup", stick)
    here.run("settings", "compound=改坏的名字")
    before = here.database.read_bytes()
    told = here.run("restore", made["file"], "--preview")
    assert (told["state"], told["relation"], told["lost"]["writes"]) == ("there", "older", 1)
    assert here.database.read_bytes() == before
