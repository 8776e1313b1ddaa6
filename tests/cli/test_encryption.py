# SPDX-License-Identifier: GPL-3.0-or-later
"""encrypt and --password-stdin: secrets come by standard input or an unseen prompt, never as arguments."""

import io
import json
import sys
from pathlib import Path

import pytest

from hongyun_desktop import cli
from hongyun_desktop.core.store import key_wrap, keys
from hongyun_desktop.core.store.database import is_plain

PASSPHRASE, OTHER = "鸿运小区 1号门 Spring", "另一句记得住的话 9"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(key_wrap, "COST", key_wrap.Cost(64, 1, 1))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


class Desk:
    """Commands on one database, with what is typed."""

    def __init__(self, path: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.path, self._patch, self._capture = path, patch, capture

    def run(self, *words: str, typed: tuple[str, ...] = ()) -> tuple[int, str, str]:
        self._patch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        flag = ["--password-stdin"] if typed else []
        code = cli.main(["--data", str(self.path), *flag, *words])
        out, err = self._capture.readouterr()
        return code, out, err


@pytest.fixture
def desk(store_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(store_path, monkeypatch, capsys)
    assert made.run("settings", "compound=鸿运小区")[0] == 0
    return made


def test_a_life_with_a_key(desk: Desk, tmp_path: Path) -> None:
    code, out, _ = desk.run("--json", "encrypt", "on", str(tmp_path / "钥匙.pdf"), typed=(PASSPHRASE,))
    recovery = json.loads(out)["recovery_key"]
    assert (code, is_plain(desk.path)) == (0, False)
    assert (tmp_path / "钥匙.pdf").read_bytes().startswith(b"%PDF")
    assert desk.run("check", typed=(PASSPHRASE,))[0] == 0
    assert desk.run("encrypt", "confirm", typed=(recovery.lower(),))[0] == 0
    assert desk.run("encrypt", "passphrase", typed=(PASSPHRASE, OTHER))[0] == 0
    assert "口令不对" in desk.run("check", typed=(PASSPHRASE,))[2]
    renewed = json.loads(desk.run("--json", "encrypt", "recovery", typed=(OTHER,))[1])["recovery_key"]
    assert renewed != recovery
    code, out, _ = desk.run("--json", "backup", str(tmp_path / "U盘"), typed=(renewed,))
    backup = json.loads(out)["file"]
    assert desk.run("restore", backup, typed=(OTHER,))[0] == 0
    assert desk.run("encrypt", "off", typed=(OTHER,))[0] == 0
    assert is_plain(desk.path)
    assert not keys.file_of(desk.path).exists()
    assert "没有加密" in desk.run("encrypt", "off", typed=(OTHER,))[2]


def test_without_a_terminal_a_secret_is_asked_for_and_nothing_waits(desk: Desk) -> None:
    desk.run("encrypt", "on", typed=(PASSPHRASE,))
    before = desk.path.read_bytes()
    code, out, err = desk.run("check")
    assert (code, out) == (1, "")
    assert "--password-stdin" in err
    assert desk.path.read_bytes() == before


def test_at_a_terminal_a_new_passphrase_is_typed_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PASSPHRASE, OTHER])
    monkeypatch.setattr("hongyun_desktop.cli.session.getpass", lambda _prompt: next(answers))
    monkeypatch.setattr(Desk, "run", _at_a_terminal)
    code, _, err = desk.run("encrypt", "on")
    assert (code, is_plain(desk.path)) == (1, True)
    assert "两次输入的不一样" in err


def _at_a_terminal(desk: Desk, *words: str) -> tuple[int, str, str]:
    desk._patch.setattr(sys, "stdin", _Terminal())
    code = cli.main(["--data", str(desk.path), *words])
    out, err = desk._capture.readouterr()
    return code, out, err
