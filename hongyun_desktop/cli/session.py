# SPDX-License-Identifier: GPL-3.0-or-later
"""The database a command works on: the one named, the demo's, or this computer's own."""

from pathlib import Path

from hongyun_desktop import paths
from hongyun_desktop.cli.arguments import Options
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.demo.tour import demo_database
from hongyun_desktop.text import _


def database_path(options: Options) -> Path:
    """Where the command's database is."""
    if options.data is not None:
        return options.data
    return demo_database() if options.demo else paths.default_database()


def opened(options: Options) -> Store:
    """The command's store, to be closed by the caller. Raises: those of `open_store`."""
    return open_store(database_path(options), create=options.new, program=_("命令 {name}").format(name=options.command))
