# SPDX-License-Identifier: GPL-3.0-or-later
"""What is loaded when the window is first painted, in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import sys
from pathlib import Path
from hongyun_desktop.app import make_application
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.main_window import MainWindow
app = make_application()
theme.apply(app)
with open_store(Path(sys.argv[1])) as store:
    desk = Desk(store, Speaker())
    window = MainWindow(desk, WindowState(Path(sys.argv[2])))
    window.show()
    window.grab()
    print("loaded:", *sorted(sys.modules))
    desk.jobs.close()
"""


_HEAVY = {
    "reportlab",
    "pypinyin",
    "xlsxwriter",
    "python_calamine",
    "pypdfium2",
    "PIL",
    "segno",
    "asyncio",
    "cryptography",
}
_LATER = {
    f"hongyun_desktop.{name}"
    for name in (
        "core.access.data_keys", "core.backups.making", "core.checking", "core.exporting", "core.honours.register",
        "core.points.rules", "documents", "exchange",
        "ui.desk_actions.about", "ui.desk_actions.backups", "ui.desk_actions.checking", "ui.desk_actions.closing",
        "ui.desk_actions.committee_form", "ui.desk_actions.exporting", "ui.desk_actions.operator_form",
        "ui.desk_actions.restoring",
        "ui.features.honours.page", "ui.features.points.page", "ui.features.roster.forms", "ui.guide",
        "ui.help_pages", "ui.kit.fields", "ui.kit.form", "ui.kit.help", "ui.kit.large_icons",
        "ui.kit.preview", "ui.kit.printing", "ui.start_dialog",
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def loaded(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules of a process whose window on the demo has just been painted."""
    folder = tmp_path_factory.mktemp("first_paint")
    copy = folder / "demo.db"
    copy.write_bytes(demo_file.read_bytes())
    command = [sys.executable, "-c", _PROGRAM, str(copy), str(folder / "window.ini")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    first, *modules = done.stdout.split()
    assert first == "loaded:"
    return set(modules)


def test_no_heavy_library_is_loaded_at_first_paint(loaded: set[str]) -> None:
    assert not _HEAVY & loaded


def test_what_only_a_menu_or_another_page_needs_is_not_loaded_at_first_paint(loaded: set[str]) -> None:
    assert "hongyun_desktop.ui.features.roster.page" in loaded
    assert not _LATER & loaded
