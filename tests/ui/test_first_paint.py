# SPDX-License-Identifier: GPL-3.0-or-later
"""What is loaded when the window is first painted, in a process of its own."""

import subprocess
import sys
from pathlib import Path

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
    heavy = {"reportlab", "pypinyin", "xlsxwriter", "python_calamine", "pypdfium2", "PIL", "segno"}
    print("loaded:", *sorted(heavy & sys.modules.keys()))
    desk.jobs.close()
"""


def test_no_heavy_library_is_loaded_at_first_paint(demo_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "demo.db"
    copy.write_bytes(demo_file.read_bytes())
    command = [sys.executable, "-c", _PROGRAM, str(copy), str(tmp_path / "window.ini")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "loaded:"
