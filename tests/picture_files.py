# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures for tests, each another than the next; made fast, by the thousand where that is wanted."""

import io
from pathlib import Path

from PIL import Image


def jpeg(number: int, size: tuple[int, int] = (64, 48), taken: str = "2026:09:26 08:30:00") -> bytes:
    """A picture of one colour that no other number has; taken: what the camera says, empty for nothing."""
    picture = Image.new("RGB", size, (number * 37 % 256, number // 7 % 256, number // 1792 % 256))
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[36867] = taken
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=60, exif=exif, comment=b"%d" % number)
    return made.getvalue()


def files(folder: Path, count: int, first: int = 0, taken: str = "2026:09:26 08:30:00") -> list[Path]:
    """So many picture files in a folder."""
    made = [folder / f"IMG_{number:04d}.jpg" for number in range(first, first + count)]
    for number, path in enumerate(made, first):
        path.write_bytes(jpeg(number, taken=taken))
    return made
