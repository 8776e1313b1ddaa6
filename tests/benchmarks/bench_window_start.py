# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting the window on the demo, against a bare window with an empty table: CPU time and memory of two processes."""

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from hongyun_desktop.demo.build import build

RUNS, BAR_RATIO, BAR_MIB = 3, 2.0, 120
_TELL = """
import resource, time
print(time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1366, 768)
window.show()
window.grab()
"""
_OURS = """
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
store = open_store(Path(sys.argv[1]))
window = MainWindow(Desk(store, Speaker()), WindowState(Path(sys.argv[1] + ".ini")))
window.show()
window.grab()
"""


def best(program: str, *words: str) -> tuple[float, float]:
    """Least CPU seconds and MiB of some runs."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    found: list[tuple[float, float]] = []
    for _ in range(RUNS):
        done = subprocess.run(
            [sys.executable, "-c", program + _TELL, *words], capture_output=True, text=True, check=True, env=environment
        )
        seconds, mib = done.stdout.split()
        found.append((float(seconds), float(mib)))
    return min(each[0] for each in found), min(each[1] for each in found)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        demo = build(Path(folder) / "demo.db", date(2026, 11, 24)).file
        bare, ours = best(_BARE), best(_OURS, str(demo))
    print(f"window start: {ours[0]:.2f} s CPU, bare window {bare[0]:.2f} s, ratio {ours[0] / bare[0]:.2f} (bar {BAR_RATIO:.0f});"
          f" {ours[1]:.0f} MiB (bar {BAR_MIB}), bare {bare[1]:.0f} MiB")  # fmt: skip


if __name__ == "__main__":
    main()
