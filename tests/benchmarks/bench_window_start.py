# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting the window against a bare window with an empty table: CPU time and memory of two processes.

On the demo, and with 10 000 residents and a million entries. Bytecode is written by the first run, as on a desk; both
windows are on the screen when the clock stops, ours before it looks through the file's pages (decision 15).

Half of what ours takes beyond the bare one is PySide's making of classes that any real window needs (Qt's own
enumerations alone a quarter of the whole bare window) and the libraries of the database; the rest is our own modules,
the page and its painting, with no part above a few hundredths of a second.

python tests/benchmarks/bench_window_start.py [entries]     bar: ratio 2 and 120 MiB at most, with a million
"""

import os
import subprocess
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

from bench_ranking import populate, serve

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.demo.build import build

RUNS, BAR_RATIO, BAR_MIB = 7, 2.0, 120
_TELL = """
import time
spent = time.process_time()
# Not ru_maxrss: that of the process which started this one would be in it.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(spent, int(peak.split()[1]) / 1024)
"""
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1366, 768)
window.show()
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
store = open_store(Path(sys.argv[1]), check_later=True)
window = MainWindow(Desk(store, Speaker()), WindowState(Path(sys.argv[1] + ".ini")))
window.show()
"""
# Until its first picture stands, as on a real screen.
_PAINT = """
while not window.windowHandle().isExposed():
    app.processEvents()
app.processEvents()
"""


def once(program: str, *words: str) -> tuple[float, float]:
    """CPU seconds and MiB of one run."""
    for file in words:
        # As the day before left it: looked through, and closed in order.
        open_store(Path(file)).close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", program + _PAINT + _TELL, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    seconds, mib = done.stdout.split()
    return float(seconds), float(mib)


def best(runs: list[tuple[float, float]]) -> tuple[float, float]:
    """Least CPU seconds and MiB of some runs."""
    return min(each[0] for each in runs), min(each[1] for each in runs)


def large(file: Path, entries: int) -> Path:
    """A database of the bar's size."""
    with open_store(file, clock=FixedClock(datetime(2026, 12, 31, 9))) as store:
        populate(store)
        serve(store, entries)
    return file


def main(entries: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        demo = build(Path(folder) / "demo.db", date(2026, 11, 24)).file
        databases = {"the demo": demo, f"{entries} entries": large(Path(folder) / "large.db", entries)}
        # In turn, so that whatever else the computer does falls on all of them.
        runs = [(once(_BARE), *(once(_OURS, str(file)) for file in databases.values())) for _ in range(RUNS)]
    bare, *ours = [best(list(each)) for each in zip(*runs, strict=True)]
    print(f"bare window: {bare[0]:.2f} s CPU, {bare[1]:.0f} MiB")
    for name, (seconds, mib) in zip(databases, ours, strict=True):
        print(f"window start, {name}: {seconds:.2f} s CPU, ratio {seconds / bare[0]:.2f} (bar {BAR_RATIO:.0f});"
              f" {mib:.0f} MiB (bar {BAR_MIB})")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
