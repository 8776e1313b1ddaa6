# SPDX-License-Identifier: GPL-3.0-or-later
"""encrypt and --password-stdin: secrets come by standard input or an unseen prompt, never as arguments."""

import io
import json
import sys
from pathlib import Path

import pytest

from hongyun_desktop import cli
from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.store import journal, keys
from hongyun_desktop.core.store.database import is_plain
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.rights import Role as OperatorRole

PASSPHRASE, OTHER = "鸿运小区 1号门 Spring", "另一句记得住的话 9"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
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


def clerk_at_the_desk(path: Path, key: bytes | None = None) -> None:
    with open_store(path, key) as store:
        signing_in.sit_down(store, "陈晓梅")
        operators.add(store, "李经办", OperatorRole.CLERK)
        signing_in.sign_in(store, "李经办")


def codes_of(path: Path, key: bytes | None = None) -> list[str]:
    with open_store(path, key) as store:
        return [entry.code for entry in journal.entries(store)]


def test_each_step_is_a_line_of_the_audit_trail(desk: Desk) -> None:
    recovery = json.loads(desk.run("--json", "encrypt", "on", typed=(PASSPHRASE,))[1])["recovery_key"]
    desk.run("encrypt", "confirm", typed=(recovery,))
    desk.run("encrypt", "passphrase", typed=(PASSPHRASE, OTHER))
    desk.run("encrypt", "recovery", typed=(OTHER,))
    desk.run("encrypt", "off", typed=(OTHER,))
    assert codes_of(desk.path)[:5] == [
        "encryption_off", "recovery_renewed", "passphrase_changed", "recovery_confirmed", "encryption_on",
    ]  # fmt: skip


def test_a_clerk_does_nothing_about_the_lock(desk: Desk) -> None:
    clerk_at_the_desk(desk.path)
    code, _, err = desk.run("encrypt", "on", typed=(PASSPHRASE,))
    assert (code, is_plain(desk.path)) == (1, True)
    assert "管理员" in err


@pytest.mark.parametrize(
    ("work", "typed"), [("off", (PASSPHRASE,)), ("passphrase", (PASSPHRASE, OTHER)), ("recovery", (PASSPHRASE,))]
)
def test_a_clerk_who_knows_the_passphrase_changes_nothing(desk: Desk, work: str, typed: tuple[str, ...]) -> None:
    desk.run("encrypt", "on", typed=(PASSPHRASE,))
    clerk_at_the_desk(desk.path, keys.unlock(desk.path, PASSPHRASE))
    before = keys.file_of(desk.path).read_bytes()
    assert desk.run("encrypt", work, typed=typed)[0] == 1
    assert (is_plain(desk.path), keys.file_of(desk.path).read_bytes()) == (False, before)


def test_a_clerk_does_not_go_back_to_a_backup(desk: Desk, tmp_path: Path) -> None:
    backup = json.loads(desk.run("--json", "backup", str(tmp_path / "U盘"))[1])["file"]
    clerk_at_the_desk(desk.path)
    before = codes_of(desk.path)
    assert desk.run("restore", backup)[0] == 1
    assert codes_of(desk.path) == before
    desk.path.write_bytes(b"no database any more")
    assert desk.run("restore", backup)[0] == 0


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
