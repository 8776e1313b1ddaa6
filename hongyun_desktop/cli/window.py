# SPDX-License-Identifier: GPL-3.0-or-later
"""No command: the window, where there is a screen for it. Imports Qt only then, and the demo when it is asked for."""

import gc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

from hongyun_desktop import paths
from hongyun_desktop.cli.arguments import Options
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.text import _
from hongyun_desktop.ui import display


def show(options: Options) -> int:
    """Open the window on the database named, and wait until it is closed; the exit code.

    Raises: AppError("no_display"), AppError("display_library_missing").
    """
    demo = options.demo and options.data is None
    path = options.data or paths.default_database()
    # What a start makes stays: looking through it for rubbish takes a tenth of the start. The window begins that again.
    gc.disable()
    try:
        return _module("app").run(path, _ready_demo, demo=demo, create=options.new)
    finally:
        gc.enable()


def _ready_demo(file: Path, today: date, tell: Callable[[int, int], None]) -> Path:
    from hongyun_desktop.demo import keeping

    return keeping.ready(file, today, tell)


def check(_options: Options) -> Outcome:
    """Whether this copy of the program can do its job here.

    Raises: AppError("no_display"), ("display_library_missing"), ("self_check_failed", step).
    """
    findings = _module("self_check").run()
    if findings.trouble:
        raise AppError("self_check_failed", step=findings.trouble)
    lines = [_("  好　{step}").format(step=step) for step in findings.done]
    return Outcome({"done": list(findings.done)}, [*lines, _("自检通过。")])


def _module(name: str) -> ModuleType:
    from importlib import import_module

    display.require()
    try:
        return import_module(f"hongyun_desktop.{name}")
    except ImportError as error:
        raise AppError("display_library_missing", library=str(error).split(":", 1)[0]) from error
