# SPDX-License-Identifier: GPL-3.0-or-later
"""Comma- and tab-separated text as rows: the encoding and the separator are found, not asked.

Imports neither peewee nor PySide6.
"""

import codecs
import csv
import io
from pathlib import Path

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import mend_gb18030

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATORS = ",\t;，|"
_LONGEST_CELL = 100_000
_MOST_ROWS = 200_000
_MOST_COLUMNS = 256


def read_rows(path: Path) -> list[list[str]]:
    """The rows of a text file, blank ones included, so that row numbers are the spreadsheet program's.

    Encoding: by byte order mark, else strict UTF-8, else GB 18030 (short GBK files mislead guessers).
    Raises: Invalid("file_encoding_unknown"), ("file_damaged"), ("file_too_large"); OSError.
    """
    text = decode_text(path)
    # csv counts a quoted cell with line breaks as one row, as the spreadsheet program does.
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as error:
        raise Invalid("file_damaged", file=path.name) from error
    if len(rows) > _MOST_ROWS or any(len(row) > _MOST_COLUMNS for row in rows):
        raise Invalid("file_too_large", file=path.name)
    return rows


def decode_text(path: Path) -> str:
    """The text of a file: by byte order mark, else strict UTF-8, else GB 18030.

    Raises: Invalid("file_encoding_unknown", file); OSError.
    """
    raw = path.read_bytes()
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _strict(raw[len(mark) :], encoding, path)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = mend_gb18030(_strict(raw, "gb18030", path))
    if "\x00" in text:
        raise Invalid("file_encoding_unknown", file=path.name)
    return text


def _strict(raw: bytes, encoding: str, path: Path) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid("file_encoding_unknown", file=path.name) from error


def _separator(text: str) -> str:
    lines = text.splitlines()[:30]
    counts = {separator: sum(line.count(separator) for line in lines) for separator in _SEPARATORS}
    return max(_SEPARATORS, key=lambda separator: counts[separator])
