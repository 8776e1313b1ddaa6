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
from hongyun_desktop import cli

def program(name, load=cli.window._module):
    loaded = load(name)
    make, run = loaded.make_application, loaded.Application
    begun = []
    def make_application():
        application = make()
        application.exec = lambda: tell(application, begun[0].window)
        return application
    def begin(*words, **options):
        begun.append(run(*words, **options))
        return begun[0]
    loaded.make_application, loaded.Application = make_application, begin
    return loaded

cli.window._module = program
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
    tell(application, window)
"""
# What the program needs of libraries and widgets, with nothing of its own; with any word.
STOCK = """
import datetime, gc, hashlib, json
gc.disable()
import platformdirs
from sqlcipher3 import dbapi2
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication, QComboBox, QHBoxLayout, QLineEdit, QMainWindow, QPushButton, QTableView, QTabWidget, QVBoxLayout,
    QWidget,
)

class Rows(QAbstractTableModel):
    def rowCount(self, parent=None):
        return 10_000
    def columnCount(self, parent=None):
        return 9
    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return f"{index.row()}号楼" if role == Qt.ItemDataRole.DisplayRole else None

def begin():
    application = QApplication(["stock", "-style", "Fusion"])
    application.setFont(QFont("Noto Sans CJK SC"))
    window, page, tabs, tools, table = QMainWindow(), QWidget(), QTabWidget(), QHBoxLayout(), QTableView()
    column = QVBoxLayout(page)
    column.addLayout(tools)
    for each in (*(QComboBox() for _ in range(5)), QLineEdit(), QPushButton("导入"), QPushButton("登记")):
        tools.addWidget(each)
    rows = Rows()
    table.setModel(rows)
    column.addWidget(table)
    tabs.addTab(page, "微网实格")
    window.setCentralWidget(tabs)
    for title in ("文件", "编辑", "查看", "资料", "帮助"):
        window.menuBar().addMenu(title).addAction(title)
    window.statusBar().showMessage("备份")
    window.resize(1366, 768)
    window.show()
    tell(application, window)
"""
_TELL = """
def tell(application, window):
    while not window.windowHandle().isExposed():
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
