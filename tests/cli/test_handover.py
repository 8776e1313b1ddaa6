# SPDX-License-Identifier: GPL-3.0-or-later
"""handover and notice: passwords and passphrases are read, never arguments, and nothing is lost by a bad path."""

import io
import json
from pathlib import Path

import pypdfium2
import pytest

from hongyun_desktop import cli
from hongyun_desktop.cli import handover
from hongyun_desktop.core import settings
from hongyun_desktop.core.access import operators, passwords, signing_in
from hongyun_desktop.core.errors import Refused, StorageProblem
from hongyun_desktop.core.store import encrypting, key_wrap, keys
from hongyun_desktop.core.store.opening import open_store

PIN, NEXT_PIN, OLD, NEW = "2468", "9753", "三号楼下的桂花树", "花园里的石榴树红了"


def _cheaply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(passwords, "MEMORY_KIB", 64)
    monkeypatch.setattr(key_wrap, "COST", key_wrap.Cost(64, 1, 1))


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _cheaply(tmp_path, monkeypatch)


@pytest.fixture
def office(store_path: Path) -> Path:
    with open_store(store_path) as store:
        settings.save(store, {"compound": "桂花苑"})
        signing_in.sit_down(store, "陈晓梅")
        operators.set_password(store, store.operator_id, PIN)
    return store_path


def run(monkeypatch: pytest.MonkeyPatch, path: Path, *words: str, typed: tuple[str, ...] = ()) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
    return cli.main([*words, "--data", str(path), "--password-stdin"])


def text_of(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as paper:
        return "".join(page.get_textpage().get_text_range() for page in paper)


def names(path: Path, key: bytes | None = None) -> dict[str, bool]:
    with open_store(path, key) as store:
        return {row.name: not row.ended for row in operators.list_operators(store)}


def test_the_list_alone_hands_nothing_over(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "清单.pdf"
    assert run(monkeypatch, office, "handover", "--out", str(out), "--json", typed=(PIN,)) == 0
    assert json.loads(capsys.readouterr().out)["receiver"] is None
    assert "还没有移交" in text_of(out)
    assert names(office)["陈晓梅"]


def test_the_receiver_alone_may_sign_in_afterwards(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "清单.pdf"
    words = ("handover", "--to", "林新", "--out", str(out))
    assert run(monkeypatch, office, *words, typed=(PIN, NEXT_PIN)) == 0
    assert "已移交给林新" in capsys.readouterr().out
    assert "林新" in text_of(out)
    assert [name for name, may in names(office).items() if may] == ["林新"]
    assert run(monkeypatch, office, "settings", typed=(PIN,)) == 1
    assert run(monkeypatch, office, "settings", typed=(NEXT_PIN,)) == 0


def test_with_a_lock_both_keys_are_new(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    encrypting.encrypt(office, OLD)
    words = (
        "handover",
        "--to",
        "林新",
        "--out",
        str(tmp_path / "a.pdf"),
        "--recovery",
        str(tmp_path / "b.pdf"),
        "--json",
    )
    assert run(monkeypatch, office, *words, typed=("wrong", PIN)) == 1
    assert run(monkeypatch, office, *words, typed=(OLD, PIN, NEXT_PIN, "短")) == 1
    capsys.readouterr()
    assert run(monkeypatch, office, *words, typed=(OLD, PIN, NEXT_PIN, NEW)) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["receiver"], told["keys_renewed"]) == ("林新", True)
    assert keys.unlock(office, NEW) == keys.unlock(office, told["recovery_key"])
    with pytest.raises(Refused, match="passphrase_wrong"):
        keys.unlock(office, OLD)
    assert told["recovery_key"][:4] in text_of(tmp_path / "b.pdf")


def test_a_place_that_takes_no_list_hands_nothing_over(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "没有这个文件夹" / "清单.pdf"
    assert run(monkeypatch, office, "handover", "--to", "林新", "--out", str(out), typed=(PIN, NEXT_PIN)) == 1
    assert names(office)["陈晓梅"]


def test_a_list_that_cannot_be_written_at_the_end_keeps_no_key_back(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    encrypting.encrypt(office, OLD)
    write, calls = handover.write_handover_list, list[int]()

    def once(*words: object) -> None:
        calls.append(1)
        if len(calls) > 1:
            raise StorageProblem("disk_full", file="清单.pdf")
        write(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(handover, "write_handover_list", once)
    words = ("handover", "--to", "林新", "--out", str(tmp_path / "清单.pdf"))
    assert run(monkeypatch, office, *words, typed=(OLD, PIN, NEXT_PIN, NEW)) == 0
    said = capsys.readouterr().out
    assert "已移交给林新" in said
    assert "请打印" not in said
    assert "恢复钥匙（只显示这一次" in said
    assert "磁盘" in said
    # One that says that nothing was handed over must not be signed.
    assert not (tmp_path / "清单.pdf").exists()
    assert "handover --out" in said
    monkeypatch.undo()
    _cheaply(tmp_path, monkeypatch)
    again = tmp_path / "再存.pdf"
    assert run(monkeypatch, office, "handover", "--out", str(again), typed=(NEW, NEXT_PIN)) == 0
    assert "移交给林新的清单" in capsys.readouterr().out
    assert "管理员只有林新一人" in text_of(again).replace("\n", "").replace("\r", "")
    assert "已换成新的" in text_of(again)


@pytest.mark.parametrize("words", [(), ("--short",)])
def test_the_notice_says_who_asks(
    office: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    out = tmp_path / "告知书.pdf"
    assert run(monkeypatch, office, "notice", "--out", str(out), *words, typed=(PIN,)) == 0
    assert "还没有写联系方式" in capsys.readouterr().out
    assert "桂花苑" in text_of(out)
    assert run(monkeypatch, office, "settings", "contact=8301 5566", typed=(PIN,)) == 0
    assert run(monkeypatch, office, "notice", "--out", str(out), *words, "--json", typed=(PIN,)) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {"pages": 1, "contact": "8301 5566"}
