# SPDX-License-Identifier: GPL-3.0-or-later
"""What opens an encrypted database, and that nothing else does."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import Invalid, Refused, StorageProblem
from hongyun_desktop.core.store import key_sealing, key_wrap, keys, recovery_text
from hongyun_desktop.messages.errors import error_sentence

PASSPHRASE, OTHER = "鸿运小区 1号门 Spring", "另一句记得住的话 9"
CLOCK = FixedClock(datetime(2026, 10, 8, 9, 0))


@pytest.fixture
def made(store_path: Path) -> key_sealing.NewKeys:
    new = key_sealing.make_keys("0123", PASSPHRASE, CLOCK)
    keys.write_file(store_path, new.file_content)
    return new


def content(path: Path) -> bytes:
    return keys.file_of(path).read_bytes()


def test_passphrase_and_recovery_key_open_the_same_data_key(store_path: Path, made: key_sealing.NewKeys) -> None:
    assert len(made.data_key) == 32
    assert keys.unlock(store_path, PASSPHRASE) == made.data_key
    assert keys.unlock(store_path, made.recovery_text) == made.data_key
    assert made.data_key.hex().encode() not in content(store_path)


def test_two_databases_share_neither_key_nor_salt() -> None:
    one, other = (json.loads(key_sealing.make_keys("0123", PASSPHRASE, CLOCK).file_content) for _ in range(2))
    assert one["key_id"] != other["key_id"]
    assert one["wraps"]["passphrase"]["salt"] != one["wraps"]["recovery"]["salt"]
    assert one["wraps"]["passphrase"]["salt"] != other["wraps"]["passphrase"]["salt"]


@pytest.mark.parametrize(
    "typed",
    [PASSPHRASE.lower(), PASSPHRASE + "x", "", OTHER, "0123", "AAAA-" * 8 + "AAAA"],
)
@pytest.mark.usefixtures("made")
def test_anything_else_opens_nothing_and_changes_nothing(store_path: Path, typed: str) -> None:
    before = content(store_path)
    for attempt in (
        lambda: keys.unlock(store_path, typed),
        lambda: keys.change_passphrase(store_path, typed, OTHER),
        lambda: keys.renew_recovery(store_path, typed, CLOCK),
        lambda: keys.renew_both(store_path, typed, OTHER, CLOCK),
    ):
        with pytest.raises(Refused, match=r"passphrase_wrong|recovery_mistyped"):
            attempt()
    assert content(store_path) == before
    assert sorted(file.name for file in store_path.parent.iterdir()) == ["鸿运.db.key"]


def test_full_width_letters_and_blanks_around_are_no_other_passphrase(
    store_path: Path, made: key_sealing.NewKeys
) -> None:
    assert keys.unlock(store_path, " 鸿运小区　１号门　Ｓｐｒｉｎｇ ") == made.data_key


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda text: text.replace("-", " "),
        lambda text: text.replace("-", ""),
        lambda text: text.replace("0", "O").replace("1", "l"),
        lambda text: text.replace("0", "o").replace("1", "I").replace("-", "—"),
        lambda text: "".join(chr(ord(letter) + 0xFEE0) for letter in text),
        lambda text: f"  {text}\n",
    ],
)
def test_a_recovery_key_is_taken_however_it_is_typed(
    store_path: Path, made: key_sealing.NewKeys, change: Callable[[str], str]
) -> None:
    assert keys.unlock(store_path, change(made.recovery_text)) == made.data_key


@given(st.binary(min_size=20, max_size=20), st.integers(0, 35), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_letter_copied_wrong_is_told_from_a_wrong_key(secret: bytes, place: int, letter: str) -> None:
    text = recovery_text.write(secret)
    assert recovery_text.read(text) == secret
    assert [len(group) for group in text.split("-")] == [4] * 9
    letters = text.replace("-", "")
    wrong = letters[:place] + letter + letters[place + 1 :]
    # One in a million passes the check of twenty bits; it still opens nothing.
    assert recovery_text.read(wrong) in (None, secret) or letters != wrong
    if wrong != letters:
        assert recovery_text.read(wrong) != secret


def test_a_recovery_key_copied_wrong_says_so(store_path: Path, made: key_sealing.NewKeys) -> None:
    first = "2" if made.recovery_text[0] != "2" else "3"
    for attempt in (keys.unlock, keys.confirm_recovery):
        with pytest.raises(Refused, match="recovery_mistyped"):
            attempt(store_path, first + made.recovery_text[1:])


def test_a_new_passphrase_takes_the_place_of_the_old_one_alone(store_path: Path, made: key_sealing.NewKeys) -> None:
    keys.change_passphrase(store_path, PASSPHRASE, OTHER)
    assert keys.unlock(store_path, OTHER) == keys.unlock(store_path, made.recovery_text) == made.data_key
    with pytest.raises(Refused, match="passphrase_wrong"):
        keys.unlock(store_path, PASSPHRASE)
    keys.change_passphrase(store_path, made.recovery_text, PASSPHRASE)
    assert keys.unlock(store_path, PASSPHRASE) == made.data_key


def test_a_new_recovery_key_ends_the_old_one_and_is_to_be_confirmed_again(
    store_path: Path, made: key_sealing.NewKeys
) -> None:
    keys.confirm_recovery(store_path, made.recovery_text, CLOCK)
    later = FixedClock(datetime(2026, 11, 1, 9, 0))
    renewed = keys.renew_recovery(store_path, PASSPHRASE, later)
    assert keys.unlock(store_path, renewed) == made.data_key
    with pytest.raises(Refused, match="passphrase_wrong"):
        keys.unlock(store_path, made.recovery_text)
    with pytest.raises(Refused, match="recovery_wrong"):
        keys.confirm_recovery(store_path, made.recovery_text)
    told = keys.read_file(store_path)
    assert (told.made_on, told.recovery_made_on) == (date(2026, 10, 8), date(2026, 11, 1))
    assert told.recovery_confirmed_on is None


def test_at_a_handover_both_change(store_path: Path, made: key_sealing.NewKeys) -> None:
    renewed = keys.renew_both(store_path, PASSPHRASE, OTHER, CLOCK)
    assert keys.unlock(store_path, OTHER) == keys.unlock(store_path, renewed) == made.data_key
    for old in (PASSPHRASE, made.recovery_text):
        with pytest.raises(Refused, match="passphrase_wrong"):
            keys.unlock(store_path, old)


def test_the_recovery_key_is_confirmed_by_typing_it_back(store_path: Path, made: key_sealing.NewKeys) -> None:
    told = keys.read_file(store_path)
    assert (told.confirm_by, told.recovery_confirmed_on) == (date(2026, 10, 15), None)
    keys.confirm_recovery(store_path, made.recovery_text.lower(), FixedClock(datetime(2026, 10, 16)))
    assert keys.read_file(store_path).recovery_confirmed_on == date(2026, 10, 16)


@pytest.mark.parametrize(
    ("passphrase", "code"), [("七个字还不够啊", "passphrase_too_short"), ("11112222333", "passphrase_too_simple")]
)
@pytest.mark.usefixtures("made")
def test_a_passphrase_that_is_no_help_is_refused(store_path: Path, passphrase: str, code: str) -> None:
    before = content(store_path)
    for attempt in (
        lambda: key_sealing.make_keys("0123", passphrase),
        lambda: keys.change_passphrase(store_path, PASSPHRASE, passphrase),
        lambda: keys.renew_both(store_path, PASSPHRASE, passphrase),
    ):
        with pytest.raises(Invalid, match=code):
            attempt()
    assert content(store_path) == before


def tampered(text: str) -> dict[str, str]:
    told = json.loads(text)
    wrap = told["wraps"]["passphrase"]
    return {
        "empty": "",
        "cut short": text[: len(text) // 2],
        "no object": "[1, 2]",
        "another version": json.dumps({**told, "version": 2}),
        "no wraps": json.dumps({**told, "wraps": {}}),
        "a number for a wrap": json.dumps({**told, "wraps": {"passphrase": 1, "recovery": 2}}),
        "a day that is none": json.dumps({**told, "made_on": "2026-13-01"}),
        "all the memory there is": json.dumps(
            {**told, "wraps": {**told["wraps"], "passphrase": {**wrap, "memory_kib": 2**31}}}
        ),
        "a sealed key too short": json.dumps(
            {**told, "wraps": {**told["wraps"], "passphrase": {**wrap, "sealed": "AAAA"}}}
        ),
        "not base64": json.dumps({**told, "wraps": {**told["wraps"], "passphrase": {**wrap, "salt": "!?"}}}),
    }


def test_a_key_file_that_was_tampered_with_gives_a_sentence_and_stays_as_it_is(
    store_path: Path, made: key_sealing.NewKeys
) -> None:
    for text in tampered(content(store_path).decode()).values():
        keys.file_of(store_path).write_text(text, encoding="ascii")
        for attempt in (keys.unlock, keys.confirm_recovery):
            with pytest.raises(StorageProblem, match="key_file_damaged") as caught:
                attempt(store_path, made.recovery_text)
            assert "钥匙文件 鸿运.db.key 已损坏" in error_sentence(caught.value)
        assert content(store_path).decode() == text


def test_a_flipped_bit_is_damage_and_no_wrong_passphrase_and_the_other_wrap_still_opens(
    store_path: Path, made: key_sealing.NewKeys
) -> None:
    told = json.loads(content(store_path))
    sealed = told["wraps"]["passphrase"]["sealed"]
    told["wraps"]["passphrase"]["sealed"] = ("B" if sealed[0] != "B" else "C") + sealed[1:]
    keys.file_of(store_path).write_text(json.dumps(told), encoding="ascii")
    with pytest.raises(StorageProblem, match="key_file_damaged"):
        keys.unlock(store_path, PASSPHRASE)
    assert keys.unlock(store_path, made.recovery_text) == made.data_key


def test_a_wrap_can_not_be_carried_to_another_database_or_another_place(
    store_path: Path, made: key_sealing.NewKeys
) -> None:
    told = json.loads(content(store_path))
    for altered in (
        {**told, "database_id": "4567"},
        {**told, "wraps": {"passphrase": told["wraps"]["recovery"], "recovery": told["wraps"]["passphrase"]}},
    ):
        altered = {name: value for name, value in altered.items() if name != "checksum"}
        checksum = hashlib.sha256(json.dumps(altered, sort_keys=True).encode()).hexdigest()
        keys.file_of(store_path).write_text(json.dumps({**altered, "checksum": checksum}), encoding="ascii")
        for typed in (PASSPHRASE, made.recovery_text):
            with pytest.raises(Refused, match="passphrase_wrong"):
                keys.unlock(store_path, typed)


def test_a_key_file_that_is_gone_gives_a_sentence(store_path: Path) -> None:
    with pytest.raises(StorageProblem, match="key_file_missing") as caught:
        keys.unlock(store_path, PASSPHRASE)
    assert "鸿运.db.key" in error_sentence(caught.value)


def test_backups_follow_to_the_new_passphrase_unless_they_have_another_key(
    store_path: Path, made: key_sealing.NewKeys, tmp_path: Path
) -> None:
    folder = tmp_path / "U盘"
    folder.mkdir()
    own, older, broken = (folder / name for name in ("own.db", "older.db", "broken.db"))
    keys.write_file(own, made.file_content)
    keys.write_file(older, key_sealing.make_keys("0123", PASSPHRASE, CLOCK).file_content)
    keys.file_of(broken).write_bytes(b"")
    keys.change_passphrase(store_path, PASSPHRASE, OTHER)
    assert keys.carry_over(store_path, folder) == 1
    assert keys.unlock(own, OTHER) == made.data_key
    assert keys.unlock(older, PASSPHRASE) != made.data_key
    assert content(broken) == b""


@pytest.mark.usefixtures("real_costs")
def test_one_guess_costs_what_rfc_9106_asks_of_small_machines() -> None:
    told = json.loads(key_sealing.make_keys("0123", PASSPHRASE).file_content)["wraps"]
    assert {(wrap["memory_kib"], wrap["passes"], wrap["lanes"]) for wrap in told.values()} == {(65536, 3, 4)}


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=20), st.binary(max_size=16))
def test_subkeys_are_those_of_rfc_5869(key: bytes, purpose: bytes, salt: bytes) -> None:
    assert key_wrap.subkey(key, purpose, salt) == HKDF(SHA256(), 32, salt or None, purpose).derive(key)
