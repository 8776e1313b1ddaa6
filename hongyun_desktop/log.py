# SPDX-License-Identifier: GPL-3.0-or-later
"""A rotating log that never holds a name, a number or an address.

An exception leaves its type and where in the code it happened; its message and the values are dropped, because
they may be about people. Imports nothing of the project.
"""

import logging
import traceback
from pathlib import Path
from types import TracebackType

FILE_NAME = "hongyun.log"
_MAX_BYTES = 512 * 1024
_KEPT = 3
_LOG = logging.getLogger("hongyun_desktop")


class _WhereOnly(logging.Formatter):
    def formatException(  # noqa: N802
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        return "\n".join(where(ei[1])) if ei[1] else ""


class _Rotating(logging.Handler):
    """The file, opened by the first line: most days have none, and what rotates it takes longer to load than a page."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._handler: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._handler = self._handler or self._opened()
        except OSError:
            self.handleError(record)
        else:
            self._handler.emit(record)

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        handler = RotatingFileHandler(self._file, maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8")
        handler.setFormatter(_WhereOnly("%(asctime)s %(levelname)s %(message)s"))
        return handler

    def close(self) -> None:
        if self._handler is not None:
            self._handler.close()
        super().close()


def where(error: BaseException) -> list[str]:
    """Where in the code an error happened and of which type it is, a line each; neither message nor values."""
    frames = traceback.extract_tb(error.__traceback__)
    return [*(f"  {Path(f.filename).name}:{f.lineno} in {f.name}" for f in frames), f"  {type(error).__name__}"]


def start(folder: Path) -> Path:
    """Write the log to a folder; the file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE_NAME
    stop()
    _LOG.addHandler(_Rotating(file))
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
    return file


def stop() -> None:
    """Let go of the file."""
    for handler in tuple(_LOG.handlers):
        handler.close()
        _LOG.removeHandler(handler)


def event(code: str) -> None:
    """Note that something happened, by its code."""
    _LOG.info(code)


def crash(error: BaseException) -> None:
    """Note an error nobody expected."""
    _LOG.error("unexpected error", exc_info=(type(error), error, error.__traceback__))
