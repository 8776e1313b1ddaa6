# SPDX-License-Identifier: GPL-3.0-or-later
"""The database a command works on: the one named, the demo's, or this computer's own; and what opens it."""

import sys
from getpass import getpass
from pathlib import Path

from hongyun_desktop import paths
from hongyun_desktop.cli.arguments import Options
from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store import keys
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.demo.tour import demo_database
from hongyun_desktop.text import _


def database_path(options: Options) -> Path:
    """Where the command's database is."""
    if options.data is not None:
        return options.data
    return demo_database() if options.demo else paths.default_database()


def opened(options: Options, key: bytes | None = None) -> Store:
    """The command's store with somebody at the desk, to be closed by the caller. key: where it is known already.

    Whoever was there last is asked for their password, if they have one. Raises: those of `opened_locked`, `ask` and
    `signing_in.sign_in`.
    """
    store = opened_locked(options, key)
    try:
        if store.session is None:
            last = operators.get_operator(store, store.last_at_desk)
            signing_in.sign_in(store, last.operator_id, ask_password(options, last.name))
    except BaseException:
        store.close()
        raise
    return store


def ask_password(options: Options, name: str) -> str:
    """An operator's password or PIN. Raises: those of `ask`."""
    return ask(options, _("{name} 的密码：").format(name=name))


def opened_locked(options: Options, key: bytes | None = None) -> Store:
    """The command's store, with nobody at the desk where a password is due. key: where it is known already.

    Raises: those of `open_store`, `key_of` and `ask`.
    """
    path = database_path(options)
    program = _("命令 {name}").format(name=options.command)
    return open_store(path, key or key_of(options, path), create=options.new, program=program)


def key_of(options: Options, path: Path) -> bytes | None:
    """What opens a database or a backup, asked for where it is encrypted; None for a plain one.

    Raises: those of `keys.unlock` and `ask`.
    """
    if not keys.is_encrypted(path):
        return None
    return keys.unlock(path, ask(options, _("{file} 的口令（或恢复钥匙）：").format(file=path.name)))


def ask(options: Options, prompt: str) -> str:
    """One secret: the next line of standard input with --password-stdin, else typed unseen; never an argument.

    Raises: Refused("secret_not_given") where there is neither a line nor a terminal.
    """
    if options.password_stdin:
        line = sys.stdin.readline()
        if not line:
            raise Refused("secret_not_given")
        return line.rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Refused("secret_not_given")
    return getpass(prompt)


def ask_new(options: Options, prompt: str) -> str:
    """A new secret, typed twice at a terminal. Raises: Refused("secrets_differ"), those of `ask`."""
    secret = ask(options, prompt)
    if not options.password_stdin and ask(options, _("再输一遍：")) != secret:
        raise Refused("secrets_differ")
    return secret
