# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables that a property system calls .xls and writes as a web page or as XML (XML Spreadsheet 2003).

Runs in the child process, so it imports the standard library only. Rows are numbered as the spreadsheet program that
opens such a file shows them.
"""

import codecs
import re

from hongyun_desktop.exchange.markup_table import Table
from hongyun_desktop.exchange.spreadsheet_xml import NAMESPACE, sheets_of_xml
from hongyun_desktop.exchange.web_page import sheet_of_page

_HEAD_BYTES = 4096
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENCODING = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936", "x-gbk"})
_PAGE = re.compile(r"<html[\s>]", re.IGNORECASE)


def tables_of(raw: bytes) -> list[Table]:
    """The sheets of a file that begins like markup.

    Raises: NotATable, TooLarge; ValueError where the file is damaged.
    """
    text = _decoded(raw)
    head = text[:_HEAD_BYTES]
    if NAMESPACE in head and not _PAGE.search(head):
        return sheets_of_xml(text)
    return [sheet_of_page(text)]


def _decoded(raw: bytes) -> str:
    """By byte order mark, else as the file says and can be read, else UTF-8, else GB 18030."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding)
    told = _ENCODING.search(raw[:_HEAD_BYTES])
    name = told[1].decode().lower() if told else "utf-8"
    for encoding in ("gb18030" if name in _CHINESE else name, "utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return raw.decode("gb18030", "replace")
