# SPDX-License-Identifier: GPL-3.0-or-later
"""--self-check goes through its steps and says so; a packaged copy is judged by it."""

import json
import os
import subprocess
import sys


def test_the_program_finds_itself_able_to_do_its_job() -> None:
    command = [sys.executable, "-m", "hongyun_desktop", "--self-check", "--json"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "打印 3 张" in json.loads(done.stdout)["done"]
