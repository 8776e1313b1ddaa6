# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of characters as resources/make_characters.py made it, for finding and for reading aloud.

Standard library only.
"""

from functools import cache

from hongyun_desktop import paths


@cache
def text() -> str:
    """A line for each character: itself, its parts, its readings, and 8 where it is one of the 8105, apart by tabs."""
    import gzip

    return gzip.decompress((paths.resources() / "characters.txt.gz").read_bytes()).decode()


def line_of(character: str) -> str:
    """A character's own line; empty where the table has none."""
    table = text()
    start = table.find(f"\n{character}\t") + 1
    return table[start : table.find("\n", start)] if start or table.startswith(f"{character}\t") else ""
