# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a HEIC file may be given to the decoder. Standard library only.

pi-heif 1.4 takes the type of each item for UTF-8 and ends the process where it is not, which one wrong bit on a stick
can bring about.
"""

from collections.abc import Iterator

_HEADER_BYTES, _LONG_HEADER_BYTES = 8, 16
# From the name of an item's entry to its type: name, version and flags, number (of two or four bytes), protection.
_TO_TYPE = {2: 12, 3: 14}


def may_be_decoded(content: bytes) -> bool:
    """Whether the boxes of the file follow one another, and every entry of its list of items is text."""
    for kind, box in _boxes(content):
        if kind == b"meta":
            return all(_is_text(entry) for entry in _entries(box))
    return False


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and bytes of the boxes at the top, as far as they can be told."""
    place = 0
    while place + _HEADER_BYTES <= len(content):
        size = int.from_bytes(content[place : place + 4])
        if size == 1:
            size = int.from_bytes(content[place + _HEADER_BYTES : place + _LONG_HEADER_BYTES])
        elif size == 0:
            size = len(content) - place
        if size < _HEADER_BYTES:
            return
        yield content[place + 4 : place + 8], content[place : place + size]
        place += size


def _entries(meta: bytes) -> Iterator[bytes]:
    """What follows the head of each item's entry: its type, its name and what it holds."""
    place = meta.find(b"infe")
    while place >= 0:
        size = int.from_bytes(meta[place - 4 : place])
        start = place + _TO_TYPE.get(meta[place + 4] if place + 4 < len(meta) else 0, _TO_TYPE[2])
        yield meta[start : place - 4 + size]
        place = meta.find(b"infe", place + 4)


def _is_text(entry: bytes) -> bool:
    try:
        entry.decode()
    except UnicodeDecodeError:
        return False
    return True
