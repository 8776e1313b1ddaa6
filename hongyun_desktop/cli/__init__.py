# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands. Each opens the store, asks core, exchange or documents, and says in Chinese what came of it.

Exit 0 done, 1 refused with a sentence on standard error, 2 usage.
"""

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module

from hongyun_desktop import exchange, log, paths
from hongyun_desktop.cli import arguments, window
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.core.errors import AppError

# By module, in the order of the help. Only what is asked for is loaded: all of it takes longer than showing the window.
COMMANDS = {
    "demo_tour": ("demo",),
    "importing": ("import",),
    "points": ("rank",),
    "honours": ("honours", "certificate"),
    "report": ("report",),
    "access": ("operator",),
    "desk": ("settings", "search"),
    "data": ("backup", "restore", "check", "export"),
    "encryption": ("encrypt",),
    "handover": ("handover",),
    "notice": ("notice",),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == [exchange.CHILD_FLAG]:
        from hongyun_desktop.exchange import child

        return child.main(words[1:])
    _speak_utf8()
    options = _options(words)
    if options.self_check:
        return _run(window.check, options)
    if options.command is None:
        return _without_command(options)
    return _run(options.run, options)


def _options(words: Sequence[str]) -> arguments.Options:
    named = [module for module, names in COMMANDS.items() if not set(words).isdisjoint(names)]
    if not named and {"-h", "--help"}.isdisjoint(words):
        options, strange = arguments.build(()).parse_known_args(words)
        if not strange:
            return options
    return arguments.build(_loaded(named or COMMANDS)).parse_args(words)


def _loaded(modules: Iterable[str]) -> Iterator[arguments.AddPart]:
    return (import_module(f"{__name__}.{module}").add for module in modules)


def _without_command(options: arguments.Options) -> int:
    """The window; the demo is shown on paper where there is no screen for it."""
    try:
        return window.show(options)
    except AppError as error:
        if options.demo:
            _refuse(error)
            return _run(_show_demo_on_paper, options)
        _refuse(error)
        return 1


def _show_demo_on_paper(options: arguments.Options) -> Outcome:
    from hongyun_desktop.cli import demo_tour

    return demo_tour.run(options)


def _run(command: arguments.Command, options: arguments.Options) -> int:
    log.start(paths.state_folder())
    try:
        outcome = command(options)
    except AppError as error:
        log.event(error.code)
        _refuse(error)
        return 1
    except Exception as error:  # the last stop of a command: whatever happened, a sentence and a log without values
        log.crash(error)
        _refuse(AppError("unexpected", log=str(paths.state_folder() / log.FILE_NAME)))
        return 1
    finally:
        log.stop()
    _print(json.dumps(outcome.data, ensure_ascii=False) if options.json else "\n".join(outcome.lines))
    return 0


def _refuse(error: AppError) -> None:
    from hongyun_desktop.messages.errors import error_sentence

    print(error_sentence(error), file=sys.stderr)


def _print(text: str) -> None:
    """Print, also into a pipe whose reader has seen enough: the work is done all the same."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # What Python would still write when it ends must not complain a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """A pipe on Windows is GBK unless told otherwise; JSON is UTF-8 everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
