# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of layouts may ask for: workbooks parsed here, without a process for each."""

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from hongyun_desktop.exchange import child, reading


@pytest.fixture
def parsed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a layout means does not hang on who parses it; `test_reading` and `test_mangled_files` start the child."""

    def run_here(path: Path, *_limits: object) -> bytes:
        with redirect_stdout(StringIO()) as printed:
            assert child.main([str(path)]) == 0
        return printed.getvalue().encode()

    monkeypatch.setattr(child, "_limit_memory", lambda: None)
    monkeypatch.setattr(reading, "_run_child", run_here)
