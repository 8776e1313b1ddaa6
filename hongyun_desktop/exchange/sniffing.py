# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file really is, by its bytes and not its name, and whether its zip is safe to unpack.

Imports neither peewee nor PySide6. Bounds found by trial: one cell at XFD1048576 makes the parser abort.
"""

import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from hongyun_desktop.core.errors import Invalid

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LARGEST_FILE_BYTES = 100 << 20
_LARGEST_UNPACKED_BYTES = 300 << 20
_LARGEST_RATIO = 200
_RATIO_MATTERS_FROM_BYTES = 1 << 20
_MOST_COLUMNS = 256
_MOST_ROWS = 200_000
_BLOCK_BYTES = 1 << 20
# Without \b, which would keep the engine from leaping from one r to the next: what is found is looked at again.
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{3}\d|[J-Zj-z][A-Za-z]\d|[Ii][W-Zw-z]\d|[A-Za-z]{1,2}\d{6})""")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,9})["'][^>]*?(/?)>""")
_WIDE = re.compile(rb'number-columns-repeated="(\d{3,})"[^>]*?(/?)>')
_TALL = re.compile(rb'number-rows-repeated="(\d{6,})"[^>]*>(.{0,4096}?)</table:table-row>', re.DOTALL)
_OVERLAP_BYTES = 8192


class Kind(StrEnum):
    """Kinds of table that can be read."""

    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old_workbook"
    OPEN_DOCUMENT = "open_document"
    TEXT = "text"
    MARKUP = "markup"


_NOT_A_TABLE = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"SQLite format 3", "database"),
    (b"MIME-Version", "web page"),
)


def kind_of(path: Path) -> Kind:
    """What sort of table a file is.

    Raises: Invalid("file_empty"), ("file_too_large"), ("file_not_a_table", kind), ("file_has_password"),
    ("file_damaged"); OSError where the file can't be read.
    """
    size_bytes = path.stat().st_size
    if size_bytes == 0:
        raise Invalid("file_empty", file=path.name)
    if size_bytes > _LARGEST_FILE_BYTES:
        raise Invalid("file_too_large", file=path.name)
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_OLE2):
        return _old_workbook(path)
    if head.startswith(b"PK"):
        return _zipped(path)
    for magic, kind in _NOT_A_TABLE:
        if head.startswith(magic):
            raise Invalid("file_not_a_table", file=path.name, kind=kind)
    return Kind.MARKUP if _is_markup(head) else Kind.TEXT


def _is_markup(head: bytes) -> bool:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return start.startswith(
        (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"<head", b"<style", b"<body", b"<div", b"<workbook")
    )


def _old_workbook(path: Path) -> Kind:
    if _ENCRYPTED in path.read_bytes():
        raise Invalid("file_has_password", file=path.name)
    return Kind.OLD_WORKBOOK


def _zipped(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            return _checked_zip(path, archive)
    # A mangled zip raises whatever its reader stumbles over.
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError) as error:
        raise Invalid("file_damaged", file=path.name) from error


def _checked_zip(path: Path, archive: zipfile.ZipFile) -> Kind:
    members = archive.infolist()
    names = [member.filename.replace("\\", "/") for member in members]
    kind = _kind_of_zip(path, names)
    if sum(member.file_size for member in members) > _LARGEST_UNPACKED_BYTES:
        raise Invalid("file_too_large", file=path.name)
    for member in members:
        if member.flag_bits & 1:
            raise Invalid("file_has_password", file=path.name)
        dense = member.file_size > _LARGEST_RATIO * max(member.compress_size, 1)
        if dense and member.file_size > _RATIO_MATTERS_FROM_BYTES:
            raise Invalid("file_too_large", file=path.name)
    left = _LARGEST_UNPACKED_BYTES
    for member, name in zip(members, names, strict=True):
        if name.startswith("xl/worksheets/") or name == "content.xml":
            left -= _check_bounds(path, archive, member, left)
    return kind


def _kind_of_zip(path: Path, names: list[str]) -> Kind:
    if "xl/workbook.bin" in names:
        raise Invalid("file_not_a_table", file=path.name, kind="binary workbook")
    if any(name.startswith("xl/") for name in names):
        return Kind.WORKBOOK
    if "content.xml" in names:
        return Kind.OPEN_DOCUMENT
    raise Invalid("file_not_a_table", file=path.name, kind="document" if "word/document.xml" in names else "archive")


def _check_bounds(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit_bytes: int) -> int:
    """Refuse cells far out before the parser makes room for them; the bytes unpacked."""
    unpacked, tail = 0, b""
    with archive.open(member) as stream:
        while block := stream.read(_BLOCK_BYTES):
            unpacked += len(block)
            if unpacked > limit_bytes:
                raise Invalid("file_too_large", file=path.name)
            text = tail + block
            if _reaches_too_far(text):
                raise Invalid("file_too_large", file=path.name)
            tail = text[-_OVERLAP_BYTES:]
    return unpacked


def _reaches_too_far(text: bytes) -> bool:
    """Whether a cell that holds something lies out of bounds; whole columns formatted but empty do no harm."""
    # Every cell carries its reference; only far ones are looked at one by one.
    for match in _FAR.finditer(text):
        cell = _REFERENCE.match(text, match.start())
        if cell and not cell[3] and (_column(cell[1].upper()) > _MOST_COLUMNS or int(cell[2]) > _MOST_ROWS):
            return True
    if b"-repeated=" not in text:
        return False
    if any(int(match[1]) > _MOST_COLUMNS and not match[2] for match in _WIDE.finditer(text)):
        return True
    return any(int(match[1]) > _MOST_ROWS and b"office:value-type" in match[2] for match in _TALL.finditer(text))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
