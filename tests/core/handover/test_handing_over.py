# SPDX-License-Identifier: GPL-3.0-or-later
"""移交: the old ones can't come in any more, the new one can, and nothing in between leaves nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.audit import noting, verification
from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import Invalid, Refused, StorageProblem
from hongyun_desktop.core.handover import service
from hongyun_desktop.core.handover.rules import KeysTyped, Receiver
from hongyun_desktop.core.store import backup, encrypting, keys
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit

OLD, NEW = "鸿运小区 1号门 Spring", "换届以后的一句话 26"
RECEIVER = Receiver("林新", "2468")


@pytest.fixture
def office(store: Store) -> Store:
    """A desk with two operators, the first of them an administrator with a password and signed in."""
    operators.add(store, "曹大山", password="1357")
    signing_in.sign_in(store, "曹大山", "1357")
    operators.add(store, "李女", Role.CLERK)
    return store


@pytest.fixture
def vault(store_path: Path, clock: Clock) -> Iterator[Store]:
    """The same, encrypted."""
    store, _recovery = encrypting.create(store_path, OLD, clock=clock)
    with store:
        operators.add(store, "曹大山", password="1357")
        signing_in.sign_in(store, "曹大山", "1357")
        yield store


def test_after_it_only_the_receiver_can_sign_in(office: Store) -> None:
    done = service.hand_over(office, RECEIVER)
    assert operators.at_desk(office) == "林新"
    assert operators.known(office) == ["林新"]
    for name, password in (("曹大山", "1357"), ("李女", "")):
        with pytest.raises(Refused, match="operator_ended"):
            signing_in.sign_in(office, name, password)
    signing_in.lock(office)
    with pytest.raises(Refused, match="password_wrong"):
        signing_in.sign_in(office, "林新", "1357")
    signing_in.sign_in(office, "林新", "2468")
    assert office.session
    assert office.session.role is Role.ADMIN
    assert done.facts.receiver == "林新"
    assert done.facts.operators == ("林新",)
    assert done.recovery_text == ""
    assert list(verification.findings(office)) == []


def test_somebody_who_was_there_before_may_take_over(office: Store) -> None:
    service.hand_over(office, Receiver("李女", "8642"))
    assert operators.known(office) == ["李女"]
    assert operators.get_operator(office, "李女").role is Role.ADMIN


def test_a_verified_backup_comes_first_and_is_named_on_the_list(office: Store) -> None:
    facts = service.hand_over(office, RECEIVER).facts
    assert facts.backup is not None
    file = backup.folder_of(office.path) / facts.backup.file
    assert "移交" in file.name
    backup.verify(file, None)


def test_the_new_passphrase_and_the_new_recovery_key_open_and_the_old_ones_do_not(vault: Store) -> None:
    old_key = vault.database.key
    done = service.hand_over(vault, RECEIVER, KeysTyped(OLD, NEW))
    assert keys.unlock(vault.path, NEW) == keys.unlock(vault.path, done.recovery_text) == old_key
    with pytest.raises(Refused, match="passphrase_wrong"):
        keys.unlock(vault.path, OLD)
    assert done.facts.keys_renewed
    assert done.carried == 1
    made = backup.folder_of(vault.path) / (done.facts.backup.file if done.facts.backup else "")
    assert keys.unlock(made, NEW) == old_key
    with pytest.raises(Refused, match="passphrase_wrong"):
        keys.unlock(made, OLD)


def test_it_opens_again_by_what_the_receiver_knows(vault: Store, clock: Clock) -> None:
    path = vault.path
    service.hand_over(vault, RECEIVER, KeysTyped(OLD, NEW))
    vault.close()
    with open_store(path, keys.unlock(path, NEW), clock=clock) as again:
        assert again.session is None
        signing_in.sign_in(again, "林新", "2468")


@pytest.mark.parametrize(
    ("receiver", "typed", "code"),
    [
        (RECEIVER, None, "handover_keys_missing"),
        (RECEIVER, KeysTyped("不是这一句话 77", NEW), "passphrase_wrong"),
        (RECEIVER, KeysTyped(OLD, "短"), "passphrase_too_short"),
        (Receiver("", "2468"), KeysTyped(OLD, NEW), "operator_name_empty"),
        (Receiver("林新", ""), KeysTyped(OLD, NEW), "password_too_short"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_done(
    vault: Store, receiver: Receiver, typed: KeysTyped | None, code: str
) -> None:
    events, content = vault.value("SELECT events FROM audit_head"), keys.file_of(vault.path).read_bytes()
    with pytest.raises((Refused, Invalid), match=code):
        service.hand_over(vault, receiver, typed)
    assert vault.value("SELECT events FROM audit_head") == events
    assert keys.file_of(vault.path).read_bytes() == content
    assert not backup.folder_of(vault.path).exists()


def test_a_key_file_that_can_not_be_written_leaves_everybody_as_they_were(
    vault: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> str:
        raise StorageProblem("disk_full", file="key")

    monkeypatch.setattr(keys, "renew_both", full)
    with pytest.raises(StorageProblem, match="disk_full"):
        service.hand_over(vault, RECEIVER, KeysTyped(OLD, NEW))
    assert operators.known(vault) == ["曹大山"]
    keys.unlock(vault.path, OLD)
    signing_in.sign_in(vault, "曹大山", "1357")


def test_a_commit_that_is_refused_puts_the_old_keys_back(vault: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_unit: Unit) -> None:
        raise StorageProblem("disk_full", file="db")

    before = Unit._write_journal
    renew = keys.renew_both

    def renew_then_fail(*args: object) -> str:
        monkeypatch.setattr(Unit, "_write_journal", full)
        return renew(*args)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(keys, "renew_both", renew_then_fail)
    with pytest.raises(StorageProblem, match="disk_full"):
        service.hand_over(vault, RECEIVER, KeysTyped(OLD, NEW))
    monkeypatch.setattr(Unit, "_write_journal", before)
    keys.unlock(vault.path, OLD)
    assert operators.known(vault) == ["曹大山"]


def test_whatever_the_disk_refuses_after_the_commit_the_new_key_is_told_and_the_receiver_sits_down(
    vault: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it is done, nobody may read that everything is as it was, and the key can't be shown a second time."""

    def full(*_args: object, **_params: object) -> None:
        raise StorageProblem("disk_full", file="db")

    done_with = vault.unit

    def last_unit(code: str, **params: object) -> Unit:
        if code == "handed_over":
            monkeypatch.setattr(vault, "unit", full)
            monkeypatch.setattr(vault, "unit_of", full)
            monkeypatch.setattr(keys, "carry_over", full)
        return done_with(code, **params)

    monkeypatch.setattr(vault, "unit", last_unit)
    done = service.hand_over(vault, RECEIVER, KeysTyped(OLD, NEW))
    assert keys.unlock(vault.path, done.recovery_text) == keys.unlock(vault.path, NEW)
    assert vault.session
    assert (vault.session.name, vault.session.role) == ("林新", Role.ADMIN)
    assert vault.last_at_desk == vault.session.operator_id
    assert done.facts.receiver == "林新"
    assert done.not_carried == (str(backup.folder_of(vault.path)),)
    monkeypatch.undo()
    assert verification.findings(vault) == []


def test_a_database_that_can_not_be_read_after_the_commit_keeps_no_key_back(
    vault: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object) -> None:
        raise StorageProblem("disk_error", file="db")

    renew = keys.renew_both

    def renew_then_fail(*args: object) -> str:
        monkeypatch.setattr(service, "_holdings", gone)
        return renew(*args)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(keys, "renew_both", renew_then_fail)
    done = service.hand_over(vault, RECEIVER, KeysTyped(OLD, NEW))
    assert keys.unlock(vault.path, done.recovery_text)
    assert (done.facts.receiver, done.facts.operators, done.facts.keys_renewed) == ("林新", ("林新",), True)


def test_old_keys_are_put_back_where_there_is_no_room_beside_them(
    vault: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise StorageProblem("disk_full", file="db")

    renew = keys.renew_both

    def renew_then_fail(*args: object) -> str:
        told = renew(*args)  # pyright: ignore[reportArgumentType]
        monkeypatch.setattr(keys, "write_whole", full)
        monkeypatch.setattr(Unit, "_write_journal", full)
        return told

    monkeypatch.setattr(keys, "renew_both", renew_then_fail)
    with pytest.raises(StorageProblem, match="disk_full"):
        service.hand_over(vault, RECEIVER, KeysTyped(OLD, NEW))
    monkeypatch.undo()
    assert keys.unlock(vault.path, OLD) == vault.database.key
    assert operators.known(vault) == ["曹大山"]


def test_until_something_else_is_done_the_list_is_that_of_the_handover_made(vault: Store) -> None:
    assert service.plan(vault).receiver == ""
    done = service.hand_over(vault, RECEIVER, KeysTyped(OLD, NEW))
    noting.note(vault, "paper_saved", what="移交清单")
    signing_in.lock(vault)
    signing_in.sign_in(vault, "林新", "2468")
    again = service.plan(vault)
    assert (again.receiver, again.keys_renewed) == ("林新", True)
    assert (again.ledger, again.backup, again.operators) == (done.facts.ledger, done.facts.backup, ("林新",))
    operators.add(vault, "李女", Role.CLERK)
    assert (service.plan(vault).receiver, service.plan(vault).keys_renewed) == ("", False)


def test_a_kill_between_key_file_and_commit_leaves_the_old_operators_and_the_new_passphrase(
    vault: Store, clock: Clock, tmp_path: Path
) -> None:
    """What a copy taken at that moment holds, for a kill writes nothing more."""
    copied = tmp_path / "copy" / vault.path.name
    copied.parent.mkdir()
    renew = keys.renew_both

    def renew_and_copy(*args: object) -> str:
        told = renew(*args)  # pyright: ignore[reportArgumentType]
        for file in vault.path.parent.glob(f"{vault.path.name}*"):
            if not file.name.endswith((".lock", "-shm")):
                (copied.parent / file.name).write_bytes(file.read_bytes())
        return told

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "renew_both", renew_and_copy)
        service.hand_over(vault, RECEIVER, KeysTyped(OLD, NEW))
    with open_store(copied, keys.unlock(copied, NEW), clock=clock) as again:
        assert operators.known(again) == ["曹大山"]
        signing_in.sign_in(again, "曹大山", "1357")
        service.hand_over(again, RECEIVER, KeysTyped(NEW, "又换的一句话 2027"))


def test_only_an_administrator_hands_over(office: Store) -> None:
    signing_in.sign_in(office, "李女")
    for call in (lambda: service.plan(office), lambda: service.hand_over(office, RECEIVER)):
        with pytest.raises(Refused, match="not_allowed"):
            call()
