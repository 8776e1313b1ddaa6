# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the program's own database lies when nobody names one."""

import sys
from pathlib import Path

import platformdirs
import pytest

from hongyun_desktop import paths


def test_on_windows_the_database_is_shared_by_the_accounts_of_the_computer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMDATA", str(tmp_path))
    assert paths.default_database() == tmp_path / "Hongyun" / "鸿运.db"


@pytest.mark.skipif(sys.platform == "win32", reason="/var/lib exists on Linux")
def test_on_linux_the_shared_folder_serves_where_an_administrator_made_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "SHARED_FOLDER_ON_LINUX", tmp_path)
    assert paths.default_database() == tmp_path / "鸿运.db"


@pytest.mark.skipif(sys.platform == "win32", reason="/var/lib exists on Linux")
def test_without_a_shared_folder_the_account_has_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "SHARED_FOLDER_ON_LINUX", tmp_path / "nobody made it")
    own = Path(platformdirs.user_data_dir("hongyun-desktop", appauthor=False))
    assert paths.default_database() == own / "鸿运.db"
    assert not paths.SHARED_FOLDER_ON_LINUX.exists()
