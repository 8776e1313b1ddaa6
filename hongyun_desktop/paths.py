# SPDX-License-Identifier: GPL-3.0-or-later
"""Where things lie: resources in a source tree, a wheel or a frozen build. Imports nothing of the project."""

import os
import sys
from functools import cache
from pathlib import Path

import platformdirs

DATABASE_NAME = "鸿运.db"
SHARED_FOLDER_ON_LINUX = Path("/var/lib/hongyun")


@cache
def resources() -> Path:
    """The folder of fonts, icons and tables, wherever this copy of the program runs from."""
    if getattr(sys, "frozen", False):
        return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent)) / "resources"
    package = Path(__file__).resolve().parent
    inside_wheel = package / "resources"
    return inside_wheel if inside_wheel.is_dir() else package.parent / "resources"


def state_folder() -> Path:
    """Where this account keeps the log; never personal data."""
    return Path(platformdirs.user_state_dir("hongyun-desktop", appauthor=False))


def default_database() -> Path:
    """The database that the accounts of this computer share; this account's own where there is no shared folder."""
    return _data_folder() / DATABASE_NAME


def demo_database() -> Path:
    """This account's own demo, so that two accounts may look at it at once."""
    return Path(platformdirs.user_data_dir("hongyun-desktop", appauthor=False)) / "demo" / "演示.db"


def _data_folder() -> Path:
    program_data = os.environ.get("PROGRAMDATA", "")
    if sys.platform == "win32" and program_data:
        return Path(program_data) / "Hongyun"
    # Only an administrator can make the shared folder, so it is used where one did.
    if os.access(SHARED_FOLDER_ON_LINUX, os.W_OK | os.X_OK):
        return SHARED_FOLDER_ON_LINUX
    return Path(platformdirs.user_data_dir("hongyun-desktop", appauthor=False))
