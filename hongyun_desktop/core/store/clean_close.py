# SPDX-License-Identifier: GPL-3.0-or-later
"""The word left beside a database that was sound and closed in order: the next opening may check its pages later.

It is taken away as soon as the database is opened, so that a crash or a kill leaves none. Imports no feature.
"""

from contextlib import suppress
from pathlib import Path

from hongyun_desktop.core.store.claiming import share
from hongyun_desktop.core.store.database import LOG_SUFFIXES

_HEADER_BYTES = 100


def record_of(path: Path) -> Path:
    """The file that says what the database looked like when it was closed."""
    return path.with_name(path.name + ".closed")


def keep(path: Path) -> None:
    """Say that the database was closed in order; without a word where something is still in its log."""
    record = record_of(path)
    # Whoever finds none checks at once: nothing is lost but a second.
    with suppress(OSError):
        if not _has_log(path):
            record.write_text(_facts(path), encoding="ascii")
            share(record)


def stands(path: Path) -> bool:
    """Whether the database is as it was closed in order."""
    try:
        said = record_of(path).read_text(encoding="ascii")
        return said == _facts(path) and not _has_log(path)
    except (OSError, UnicodeDecodeError):
        return False


def forget(path: Path) -> None:
    """Take the word away, before anything is written. Raises: OSError."""
    record_of(path).unlink(missing_ok=True)


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + LOG_SUFFIXES[0])
    return log.exists() and log.stat().st_size > 0


def _facts(path: Path) -> str:
    """Size, time of the last write, and the header, in which every writer but one through a log counts."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    facts = path.stat()
    return f"{facts.st_size} {facts.st_mtime_ns} {header.hex()}"
