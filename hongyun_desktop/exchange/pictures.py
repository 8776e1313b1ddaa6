# SPDX-License-Identifier: GPL-3.0-or-later
"""Picture files as the program takes them in: what they are, when they were taken, and smaller ones made of them.

What a file is, is told by its content, never by its name. Imports neither peewee nor PySide6; Pillow and libheif are
loaded when the first picture is looked at.
"""

import io
import struct
import warnings
import zlib
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.exchange import heic
from hongyun_desktop.frozen_class import frozen

if TYPE_CHECKING:
    from collections.abc import Generator

    from PIL.Image import Image

PATTERNS = ("*.jpg", "*.jpeg", "*.png", "*.heic", "*.heif", "*.webp", "*.bmp", "*.gif", "*.tif", "*.tiff")
"""Names that picture files usually have."""
_MOST_BYTES = 60_000_000
_MOST_PIXELS = 120_000_000
_EARLIEST = datetime(1990, 1, 1)
_HEAD_BYTES = 32
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"heif", b"hevc", b"hevx")
_KINDS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "HEIF": "heic", "WEBP": "webp", "GIF": "gif", "BMP": "bmp",
          "TIFF": "tiff"}  # fmt: skip
_SUFFIXES = {"jpeg": ".jpg", "png": ".png", "heic": ".heic", "webp": ".webp", "gif": ".gif", "bmp": ".bmp",
             "tiff": ".tif"}  # fmt: skip
_BITMAP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})
_EXIF, _GPS, _ORIENTATION = 0x8769, 0x8825, 0x0112
_TAKEN_AT, _DIGITISED_AT = 36867, 36868
_LATITUDE, _LONGITUDE = 2, 4
# XMP tells it in words.
_PLACE_WORDS = (b"GPSLatitude", b"GPSLongitude")
_TURNED = frozenset({5, 6, 7, 8})
# What has other modes is shrunk only once it is RGB: a palette's numbers have no mean.
_SHRINKABLE = frozenset({"L", "RGB", "RGBA", "CMYK"})
_FINER_THAN_NEEDED = 2.0
_ONE_PICTURE = frozenset({"MPO", "HEIF"})
_DRAFTED = frozenset({"JPEG", "MPO"})
_READERS = ("JPEG", "PNG", "HEIF", "WEBP", "GIF", "BMP", "TIFF")
# Loaded by name: asked for a kind that it has not, Pillow loads all that there are.
_READER_MODULES = ("Jpeg", "Mpo", "Png", "WebP", "Gif", "Bmp", "Tiff")
# What decoders raise at bytes that are not what their header says.
_DECODERS_SAY = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, RuntimeError, AssertionError,
    AttributeError, MemoryError, struct.error, zlib.error,
)  # fmt: skip
_QUALITY, _PAPER_QUALITY = 82, 88
_WHITE = (255, 255, 255)


@frozen
class PictureFacts:
    """What a picture file is; suffix: the usual one of its kind. Width and height are as it is seen, upright.

    taken_at: when the camera says, None where it does not or says what can't be. has_location: whether it tells where
    (Exif or XMP).
    """

    kind: str
    suffix: str
    width_px: int
    height_px: int
    taken_at: datetime | None
    has_location: bool


def inspect(path: Path, now: datetime) -> PictureFacts:
    """Look at a picture file and decode it whole; now: a later day in it is a wrong clock's.

    Of a file that holds several pictures of one moment the first counts.
    Raises: Invalid with one of the codes picture_unreadable, picture_not_a_picture, picture_broken, picture_too_large,
    picture_animated, each with file.
    """
    try:
        size_bytes = path.stat().st_size
        content = path.read_bytes() if size_bytes <= _MOST_BYTES else b""
    except OSError as error:
        raise Invalid("picture_unreadable", file=path.name) from error
    if size_bytes > _MOST_BYTES:
        raise Invalid("picture_too_large", file=path.name)
    if not _is_picture(content[:_HEAD_BYTES]):
        raise Invalid("picture_not_a_picture", file=path.name)
    with _opened(content, path.name) as picture:
        facts = _facts(picture, now, any(word in content for word in _PLACE_WORDS))
        picture.load()
    return facts


def thumbnail(content: bytes, side_px: int) -> bytes:
    """A small upright JPEG that fits a square of so many pixels, white where it is clear, without any metadata.

    Raises: Invalid("picture_broken", file), and the others of `inspect` where the content was never inspected.
    """
    return _smaller(content, side_px, _QUALITY)


def for_paper(content: bytes, longest_px: int) -> bytes:
    """An upright JPEG whose longer side has at most so many pixels, else as `thumbnail`. Raises: as `thumbnail`."""
    return _smaller(content, longest_px, _PAPER_QUALITY)


def upright(content: bytes) -> "Image":
    """A picture's pixels as they are seen, in RGB on white. Raises: as `thumbnail`."""
    with _opened(content, "") as picture:
        return _seen(picture, _orientation_of(picture))


def _smaller(content: bytes, longest_px: int, quality: int) -> bytes:
    with _opened(content, "") as picture:
        orientation = _orientation_of(picture)
        # A JPEG is decoded at an eighth, a quarter or half its size, whichever is enough: many times faster. Others
        # are copied, because a HEIC of several pictures is decoded again whenever it is asked for something.
        shown = picture if picture.format in _DRAFTED else picture.copy()
        if shown.mode in _SHRINKABLE:
            shown.thumbnail((longest_px, longest_px), reducing_gap=_FINER_THAN_NEEDED)
        seen = _seen(shown, orientation)
        seen.thumbnail((longest_px, longest_px))
        made = io.BytesIO()
        seen.save(made, "JPEG", quality=quality)
    return made.getvalue()


def _is_picture(head: bytes) -> bool:
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    bitmap = head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
    return webp or bitmap or _is_heic(head) or head.startswith(starts)


def _is_heic(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS


@cache
def _pillow() -> Any:
    """Pillow, able to read HEIC; its own limit of pixels gives way to ours, asked before anything is decoded."""
    import pi_heif  # pyright: ignore[reportMissingTypeStubs]
    from PIL import Image

    for reader in _READER_MODULES:
        import_module(f"PIL.{reader}ImagePlugin")
    Image.MAX_IMAGE_PIXELS = None
    cast(Any, pi_heif).register_heif_opener()
    return Image


@contextmanager
def _opened(content: bytes, name: str) -> "Generator[Image]":
    """The picture, its header read and its size allowed. Raises: as `inspect`, also for what happens inside."""
    image = _pillow()
    if _is_heic(content) and not heic.may_be_decoded(content):
        raise Invalid("picture_broken", file=name)
    # What is odd in a picture that can be read all the same is nobody's trouble.
    warnings.filterwarnings("ignore", module=r"(PIL|pi_heif)\.")
    try:
        with image.open(io.BytesIO(content), formats=_READERS) as picture:
            width, height = picture.size
            if width * height > _MOST_PIXELS:
                raise Invalid("picture_too_large", file=name)
            if picture.format not in _KINDS:
                raise Invalid("picture_not_a_picture", file=name)
            if picture.format not in _ONE_PICTURE and getattr(picture, "is_animated", False):
                raise Invalid("picture_animated", file=name)
            yield picture
    except _DECODERS_SAY as error:
        raise Invalid("picture_broken", file=name) from error


def _facts(picture: "Image", now: datetime, tells_place: bool) -> PictureFacts:
    width, height = picture.size
    if _orientation_of(picture) in _TURNED:
        width, height = height, width
    details, place = _exif_block(picture, _EXIF), _exif_block(picture, _GPS)
    taken_at = _moment(details.get(_TAKEN_AT), now) or _moment(details.get(_DIGITISED_AT), now)
    kind = _KINDS[str(picture.format)]
    has_location = tells_place or _LATITUDE in place or _LONGITUDE in place
    return PictureFacts(kind, _SUFFIXES[kind], width, height, taken_at, has_location)


def _orientation_of(picture: "Image") -> object:
    if picture.format == "TIFF":
        # Pillow turns these itself.
        return None
    try:
        return picture.getexif().get(_ORIENTATION)
    except _DECODERS_SAY:
        # A picture whose pixels are whole is taken, whatever is wrong with what stands beside them.
        return None


def _exif_block(picture: "Image", tag: int) -> dict[int, Any]:
    try:
        return picture.getexif().get_ifd(tag)
    except _DECODERS_SAY:
        return {}


def _moment(text: object, now: datetime) -> datetime | None:
    try:
        moment = datetime.strptime(str(text).strip("\0 "), "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
    return moment if _EARLIEST <= moment <= now else None


def _upper_byte(value: Any) -> Any:
    return value / 256


def _seen(shown: "Image", orientation: object) -> "Image":
    image = _pillow()
    is_clear_somewhere = "transparency" in shown.info
    if shown.mode.startswith("I"):
        # Sixteen bits of grey, of which a screen shows the upper eight.
        shown = cast(Any, shown.convert("I")).point(_upper_byte).convert("L")
    if is_clear_somewhere or shown.mode in ("RGBA", "LA", "PA", "RGBa", "La"):
        clear = shown.convert("RGBA")
        shown = image.new("RGB", clear.size, _WHITE)
        shown.paste(clear, mask=clear.getchannel("A"))
    shown = shown.convert("RGB")
    turn = _turns().get(orientation)
    return shown if turn is None else shown.transpose(turn)


@cache
def _turns() -> dict[object, Any]:
    """How a picture is set upright, by what Exif says of it."""
    turns = _pillow().Transpose
    return {
        2: turns.FLIP_LEFT_RIGHT, 3: turns.ROTATE_180, 4: turns.FLIP_TOP_BOTTOM, 5: turns.TRANSPOSE,
        6: turns.ROTATE_270, 7: turns.TRANSVERSE, 8: turns.ROTATE_90,
    }  # fmt: skip
