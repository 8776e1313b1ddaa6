# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of commands is what the modules register, and only what is asked for is loaded."""

import subprocess
import sys
from importlib import import_module

import pytest

from hongyun_desktop import cli
from hongyun_desktop.cli import arguments

# pyright: reportPrivateUsage=false


@pytest.mark.parametrize("module", cli.COMMANDS)
def test_each_module_registers_the_commands_under_its_name(module: str) -> None:
    parser = arguments.build((import_module(f"hongyun_desktop.cli.{module}").add,))
    (commands,) = (each for each in parser._actions if each.dest == "command")
    assert tuple(commands.choices or ()) == cli.COMMANDS[module]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert all(f"\n    {name} " in told for names in cli.COMMANDS.values() for name in names)


def test_a_word_that_is_no_command_is_told_with_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["imprt", "--data", "x.db"])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "没有“imprt”" in told
    assert "'import'" in told
    assert "'notice'" in told


@pytest.mark.parametrize(("words", "loaded"), [
    (["--version"], set[str]()),
    (["--data", "x.db", "rank", "--help"], {"points"}),
])  # fmt: skip
def test_only_the_module_of_the_command_is_loaded(words: list[str], loaded: set[str]) -> None:
    program = """
import sys
from hongyun_desktop import cli
try:
    cli.main(sys.argv[1:])
except SystemExit:
    print(*(name for name in cli.COMMANDS if f"hongyun_desktop.cli.{name}" in sys.modules), sep="\\n", file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    assert set(done.stderr.split()) == loaded
