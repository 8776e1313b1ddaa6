# SPDX-License-Identifier: GPL-3.0-or-later
"""operator NAME: who is at the desk for the commands, asked for a password only where there is one."""

import io
from pathlib import Path

import pytest

from hongyun_desktop import cli
from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.rights import Role

NAME, PIN = "陈晓梅", "2468"


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def guarded(store_path: Path) -> Path:
    with open_store(store_path) as store:
        signing_in.sit_down(store, NAME)
        operators.set_password(store, store.operator_id, PIN)
    return store_path


def run(monkeypatch: pytest.MonkeyPatch, path: Path, *words: str, typed: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return cli.main([*words, "--data", str(path), "--password-stdin"])


def test_the_first_name_is_the_administrator_and_the_next_a_clerk(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, store_path, "operator", NAME) == 0
    assert run(monkeypatch, store_path, "operator", "王建国") == 0
    assert run(monkeypatch, store_path, "operator", "周新") == 1
    with open_store(store_path) as store:
        assert [row.role for row in operators.list_operators(store)[1:]] == [Role.ADMIN, Role.CLERK]
        assert operators.at_desk(store) == "王建国"


def test_a_command_asks_whoever_has_a_password(
    guarded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, guarded, "settings", "community=鸿运社区", typed=f"{PIN}\n") == 0
    assert run(monkeypatch, guarded, "settings", typed="0000\n") == 1
    assert "密码不对" in capsys.readouterr().err
    assert run(monkeypatch, guarded, "settings") == 1
    assert run(monkeypatch, guarded, "operator", NAME, typed="1357\n") == 1
    assert run(monkeypatch, guarded, "operator", NAME, typed=f"{PIN}\n") == 0


def test_an_operator_is_added_with_a_role_and_a_password_without_leaving_the_desk(
    guarded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("operator", "李物业", "--role", "property", "--set-password")
    assert run(monkeypatch, guarded, *words, typed=f"{PIN}\n1357\n") == 0
    assert capsys.readouterr().out == "添加了 李物业，身份是物业。\n李物业 的密码改好了。\n"
    with open_store(guarded) as store:
        row = operators.get_operator(store, "李物业")
        assert (row.role, row.has_password) == (Role.PROPERTY, True)
        assert store.last_at_desk != row.operator_id
        signing_in.sign_in(store, "李物业", "1357")


def test_ones_own_password_asks_for_the_one_before(
    guarded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, guarded, "operator", NAME, "--set-password", typed=f"{PIN}\n0000\n9999\n") == 1
    assert "原来的密码不对" in capsys.readouterr().err
    assert run(monkeypatch, guarded, "operator", NAME, "--set-password", typed=f"{PIN}\n{PIN}\n\n") == 0
    assert capsys.readouterr().out == f"{NAME} 现在没有密码。\n"
    assert run(monkeypatch, guarded, "settings") == 0


def test_access_is_ended_and_given_again_but_never_the_last_administrators(
    guarded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, guarded, "operator", "王建国", "--role", "clerk", typed=f"{PIN}\n") == 0
    assert run(monkeypatch, guarded, "operator", "王建国", "--end", typed=f"{PIN}\n") == 0
    assert run(monkeypatch, guarded, "operator", "王建国") == 1
    assert run(monkeypatch, guarded, "operator", "王建国", "--role", "viewer", "--json", typed=f"{PIN}\n") == 0
    assert '"role": "viewer"' in capsys.readouterr().out
    assert run(monkeypatch, guarded, "operator", NAME, "--end", typed=f"{PIN}\n") == 1
    assert run(monkeypatch, guarded, "operator", NAME, "--role", "clerk", typed=f"{PIN}\n") == 1
    assert "最后一位管理员" in capsys.readouterr().err


def test_a_clerk_manages_nobody(
    guarded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, guarded, "operator", "王建国", "--role", "clerk", typed=f"{PIN}\n")
    run(monkeypatch, guarded, "operator", "王建国")
    assert run(monkeypatch, guarded, "operator", "周新", "--role", "admin") == 1
    assert "你的身份不能做这一步" in capsys.readouterr().err
