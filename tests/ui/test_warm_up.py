# SPDX-License-Identifier: GPL-3.0-or-later
"""What pages and dialogs are made of is loaded after the first picture, without a heavy library among it."""

import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtCore import QEventLoop, QTimer
from hongyun_desktop.app import make_application
from hongyun_desktop.ui.warm_up import WarmUp
app = make_application()
before = set(sys.modules)
warming = WarmUp(app)
loop, watch = QEventLoop(), QTimer()
watch.timeout.connect(lambda: warming.is_over and loop.quit())
watch.start(5)
loop.exec()
print(*sorted(set(sys.modules)))
"""
PAGES = {"points.page", "points.activities_pane", "points.service_form", "honours.page", "honours.register_pane",
         "roster.importing", "points.sign_in_import"}  # fmt: skip
HEAVY = {
    "reportlab",
    "pypinyin",
    "xlsxwriter",
    "python_calamine",
    "pypdfium2",
    "PIL",
    "segno",
    "PySide6.QtPrintSupport",
}


def test_the_pages_are_loaded_and_no_heavy_library_is() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        env={"QT_QPA_PLATFORM": "offscreen"},
    )
    loaded = set(done.stdout.split())
    assert {f"hongyun_desktop.ui.features.{page}" for page in PAGES} <= loaded
    assert not HEAVY & loaded
