# SPDX-License-Identifier: GPL-3.0-or-later
"""encrypt: turn encryption on or off, change the passphrase, make and confirm the recovery key."""

from pathlib import Path

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import ask, ask_new, database_path, opened
from hongyun_desktop.core import settings
from hongyun_desktop.core.access import data_keys
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store import key_sealing, keys
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.documents.recovery_sheet import RecoverySheet, write_recovery_sheet
from hongyun_desktop.messages.words import new_passphrase_sentence
from hongyun_desktop.text import _


def add(commands: "Commands[Parser]") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "encrypt",
        parents=[common()],
        help=_("给资料加密或解密，换口令，换恢复钥匙"),
        epilog=_("口令从不写在命令里：在终端里输入，或用 --password-stdin 一行一个地给。"),
    )
    works = parser.add_subparsers(dest="work", required=True, metavar="WORK", parser_class=Parser)
    on = works.add_parser("on", parents=[common()], help=_("加密；给出恢复钥匙"))
    on.add_argument("file", nargs="?", type=Path, metavar="FILE.pdf", help=_("恢复钥匙另存成一张纸"))
    on.set_defaults(run=turn_on)
    works.add_parser("off", parents=[common()], help=_("解密")).set_defaults(run=turn_off)
    works.add_parser("passphrase", parents=[common()], help=_("换口令；先给旧的，再给新的")).set_defaults(
        run=change_passphrase
    )
    recovery = works.add_parser("recovery", parents=[common()], help=_("换一把恢复钥匙，旧的作废"))
    recovery.add_argument("file", nargs="?", type=Path, metavar="FILE.pdf", help=_("恢复钥匙另存成一张纸"))
    recovery.set_defaults(run=renew_recovery)
    works.add_parser("confirm", parents=[common()], help=_("照着纸上的恢复钥匙输一遍，确认能用")).set_defaults(
        run=confirm_recovery
    )


def turn_on(options: Options) -> Outcome:
    """Encrypt the database; the recovery key is shown once."""
    path = database_path(options)
    with opened(options) as store:
        store.demand(Right.KEYS)
        session = store.session
    assert session is not None
    passphrase = ask_new(options, _("新口令（至少 {least} 个字）：").format(least=key_sealing.LEAST_LETTERS))
    done = data_keys.turn_on(path, passphrase, session)
    left = [str(file) for file in done.left]
    lines = [
        _("已加密并逐行核对：{file}。照片和旁边的备份也加密了。").format(file=path.name),
        *recovery_lines(done.recovery_text),
        *recovery_sheet(path, done.recovery_text, options.file),
        _("U 盘和别处以前的备份没有加密，请自己收好或删掉。"),
        *(_("  还没有加密：{file}").format(file=file) for file in left),
    ]
    return Outcome({"recovery_key": done.recovery_text, "plain_copies": left}, lines)


def turn_off(options: Options) -> Outcome:
    """Decrypt the database."""
    path = _encrypted(options)
    with opened(options) as store:
        store.demand(Right.KEYS)
        key, session = store.database.key, store.session
    assert key is not None
    assert session is not None
    data_keys.turn_off(path, key, session)
    return Outcome({"file": str(path)}, [_("已解密并逐行核对：{file}。以前的备份仍要口令。").format(file=path.name)])


def change_passphrase(options: Options) -> Outcome:
    """Let another passphrase open the database and the backups beside it; their pages stay as they are."""
    path = _encrypted(options)
    old = ask(options, _("现在的口令（或恢复钥匙）："))
    with opened(options, keys.unlock(path, old)) as store:
        store.demand(Right.KEYS)
        carried = data_keys.change_passphrase(store, old, ask_new(options, _("新口令："))).carried
    return Outcome({"file": str(path), "backups": carried}, [new_passphrase_sentence(carried)])


def renew_recovery(options: Options) -> Outcome:
    """A new recovery key."""
    path = _encrypted(options)
    typed = ask(options, _("口令（或现在的恢复钥匙）："))
    with opened(options, keys.unlock(path, typed)) as store:
        recovery_text = data_keys.renew_recovery(store, typed)[1]
    lines = [*recovery_lines(recovery_text), *recovery_sheet(path, recovery_text, options.file)]
    return Outcome({"recovery_key": recovery_text}, lines)


def confirm_recovery(options: Options) -> Outcome:
    """Note that the recovery key was typed back."""
    path = _encrypted(options)
    typed = ask(options, _("恢复钥匙："))
    with opened(options, keys.unlock(path, typed)) as store:
        data_keys.confirm_recovery(store, typed)
    return Outcome({"file": str(path)}, [_("恢复钥匙核对无误，请收好那张纸。")])


def _encrypted(options: Options) -> Path:
    path = database_path(options)
    if not keys.is_encrypted(path):
        raise Refused("not_encrypted", file=path.name)
    return path


def recovery_lines(recovery_text: str) -> list[str]:
    """A new recovery key, and what to do with it."""
    return [
        _("恢复钥匙（只显示这一次，请抄在纸上收好）："),
        f"  {recovery_text}",
        _("一周之内，请用 encrypt confirm 照着纸上输一遍。"),
    ]


def recovery_sheet(path: Path, recovery_text: str, file: Path | None) -> list[str]:
    """Write the sheet of a database, which must be closed, where one is wanted. Raises: as `write_recovery_sheet`."""
    if file is None:
        return []
    with open_store(path, keys.unlock(path, recovery_text), program=_("命令 encrypt")) as store:
        compound, made_on, is_demo = settings.committee(store).compound, today(store.clock), store.is_demo
    write_recovery_sheet(RecoverySheet(compound, path.name, recovery_text, made_on, is_demo), file)
    return [_("恢复钥匙已存成 {file}，打印后请把文件删掉。").format(file=file.name)]
