# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos as papers take them: small upright JPEGs by sha256. Imports neither peewee nor PySide6."""

from collections.abc import Callable, Collection

from hongyun_desktop.core.errors import AppError

_LONGEST_PX = 1200


def contents_for_paper(
    wanted: Collection[str],
    read: Callable[[str], bytes],
    progress: Callable[[int, int], object] = lambda _done, _all: None,
) -> dict[str, bytes]:
    """What the papers show of the photos; one whose file is damaged or missing is left out.

    read: gives a photo's own bytes, or raises an AppError. progress: told how many of how many are done.
    """
    from hongyun_desktop.exchange import pictures

    contents: dict[str, bytes] = {}
    for done, sha256 in enumerate(wanted):
        progress(done, len(wanted))
        try:
            contents[sha256] = pictures.for_paper(read(sha256), _LONGEST_PX)
        except AppError:
            continue  # 检查 tells of it; the paper goes out without it
    return contents
