# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as it is started, up to the first picture of its window: what that took and what it loaded.

A process of its own (`once`), for the tests and the benchmark of the start.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FirstPicture:
    """modules: what the process had imported by then."""

    cpu_seconds: float
    peak_mib: float
    modules: frozenset[str]


def once(program: str, *words: str) -> FirstPicture:
    """Run one of the programs below with its words, with bytecode written and read as on a desk."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(Path(words[-1]).parent)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", program + _TELL, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    told = json.loads(done.stdout)
    return FirstPicture(told["cpu_seconds"], told["peak_mib"], frozenset(told["modules"]))


# With the database as its word.
OURS = """
import sys
from hongyun_desktop import app as program, cli

def make_application(make=program.make_application):
    application = make()
    application.exec = lambda: tell(application, "MainWindow")
    return application

program.make_application = make_application
begin = lambda: cli.main(["--data", sys.argv[1]])
"""
# With any word.
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

def begin():
    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(1366, 768)
    window.show()
    tell(application, "QMainWindow")
"""
_TELL = """
def tell(application, kind):
    windows = [each for each in application.topLevelWidgets() if type(each).__name__ == kind]
    while not windows[0].windowHandle().isExposed():
        application.processEvents()
    application.processEvents()
    import time
    cpu_seconds = time.process_time()
    import json, os, sys
    # Not ru_maxrss: that of the process which started this one would be in it.
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    told = {"cpu_seconds": cpu_seconds, "peak_mib": int(peak.split()[1]) / 1024, "modules": list(sys.modules)}
    print(json.dumps(told), flush=True)
    os._exit(0)

begin()
"""
