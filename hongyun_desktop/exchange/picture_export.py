# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures as they leave the program: without the place, the camera and whatever else they carry beside the pixels.

Imports neither peewee nor PySide6.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Literal

from hongyun_desktop.exchange.pictures import upright
from hongyun_desktop.frozen_class import frozen

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_RESTARTS = range(0xD0, 0xD8)
_APP0, _APP1, _APP2, _APP14, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_APPS = range(0xE0, 0xF0)
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"}
)
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ICCP"})
# The bits of its header that promise Exif and XMP.
_WEBP_TELLS = 0x08 | 0x04
_ORIENTATIONS = range(2, 9)


@frozen
class ExportedPicture:
    """A picture's bytes and how its name ends."""

    content: bytes
    suffix: str


def without_location(content: bytes) -> ExportedPicture:
    """The same picture with nothing beside its pixels but their colours and how it is turned.

    JPEG, PNG and WebP keep their pixels byte for byte; HEIC and all others leave as a JPEG made anew, which every
    program reads. Whatever follows the picture in the file (a film, a second picture) stays behind.
    Raises: Invalid("picture_broken", file), and the others of `pictures.inspect` where it was never inspected.
    """
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return ExportedPicture(_bare_jpeg(content), ".jpg")
        if content.startswith(_PNG):
            return ExportedPicture(_bare_png(content), ".png")
        if content[8:12] == b"WEBP":
            return ExportedPicture(_bare_webp(content), ".webp")
    except _Odd:
        # Written by no rule, yet it can be shown: then it is shown and drawn again.
        pass
    made = io.BytesIO()
    upright(content).save(made, "JPEG", quality=92)
    return ExportedPicture(made.getvalue(), ".jpg")


class _Odd(Exception):
    """The file is not laid out as its kind should be, or can't be bared without changing what is seen."""


def _bare_jpeg(content: bytes) -> bytes:
    orientation = 1
    kept: list[bytes] = []
    for marker, segment in _segments(content):
        if marker == _APP1 and segment[4:10] == b"Exif\0\0":
            orientation = _orientation(segment[10:]) or orientation
        if _is_kept(marker, segment):
            kept.append(segment)
    turned = [_exif_segment(orientation)] if orientation in _ORIENTATIONS else []
    return b"".join([b"\xff\xd8", *turned, *kept, b"\xff\xd9"])


def _is_kept(marker: int, segment: bytes) -> bool:
    if marker == _APP2:
        return segment[4:16] == b"ICC_PROFILE\0"
    return marker in (_APP0, _APP14) or (marker not in _APPS and marker != _COMMENT)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment of the first picture; that of a scan holds its data too."""
    place = 2
    # Some cameras leave the end marker out.
    while place + 1 < len(content) and content[place + 1] != _EOI:
        if content[place] == 0xFF == content[place + 1]:
            place += 1
            continue
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        end = place + 2 + length
        if content[place] != 0xFF or marker in (0, _SOI) or length < 2 or end > len(content):
            raise _Odd
        if marker == _SOS:
            end = _end_of_scan(content, end)
        yield marker, content[place:end]
        place = end


def _end_of_scan(content: bytes, place: int) -> int:
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 == len(content):
            return len(content)
        following = content[place + 1]
        if following != 0 and following not in _RESTARTS:
            return place
        place += 2


def _orientation(tiff: bytes) -> int:
    """How an Exif block says that a picture is turned; 0 where it says nothing."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + number * 12)
            if tag == 0x0112:
                return value
    except struct.error:
        return 0
    return 0


def _tiff(orientation: int) -> bytes:
    """An Exif block that says how a picture is turned, and nothing else."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def _exif_segment(orientation: int) -> bytes:
    block = b"Exif\0\0" + _tiff(orientation)
    return b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block


def _bare_png(content: bytes) -> bytes:
    kept: list[bytes] = []
    orientation = 1
    for kind, chunk in _chunks(content, len(_PNG), "big", 4):
        if kind == b"eXIf":
            orientation = _orientation(chunk[8:-4])
        if kind in _PNG_KEPT:
            kept.append(chunk)
    if orientation in _ORIENTATIONS:
        block = b"eXIf" + _tiff(orientation)
        kept.insert(1, struct.pack(">I", len(block) - 4) + block + struct.pack(">I", zlib.crc32(block)))
    return b"".join([_PNG, *kept])


def _bare_webp(content: bytes) -> bytes:
    kept: list[bytes] = []
    for kind, chunk in _chunks(content, 12, "little", 0):
        if kind == b"EXIF" and _orientation(chunk[8:].removeprefix(b"Exif\0\0")) in _ORIENTATIONS:
            raise _Odd
        if kind == b"VP8X":
            kept.append(chunk[:8] + bytes([chunk[8] & ~_WEBP_TELLS]) + chunk[9:])
        elif kind in _WEBP_KEPT:
            kept.append(chunk)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(
    content: bytes, place: int, order: Literal["big", "little"], tail_bytes: int
) -> Iterator[tuple[bytes, bytes]]:
    """Kind and bytes of each chunk of a PNG (length, kind, data, sum) or a WebP (kind, length, data, evened)."""
    while place < len(content):
        first, second = content[place : place + 4], content[place + 4 : place + 8]
        length, kind = (first, second) if order == "big" else (second, first)
        size = int.from_bytes(length, order)
        end = place + 8 + size + (tail_bytes or size % 2)
        if len(second) < 4 or end > len(content) or (kind == b"VP8X" and size < 10):
            raise _Odd
        yield kind, content[place:end]
        if kind == b"IEND":
            return
        place = end
