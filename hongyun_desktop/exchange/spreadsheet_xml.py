# SPDX-License-Identifier: GPL-3.0-or-later
"""XML Spreadsheet 2003 as sheets. Runs in the child process: standard library only."""

from datetime import datetime
from xml.parsers import expat

from hongyun_desktop.exchange.markup_table import Cell, NotATable, Table

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_EXCEL = "urn:schemas-microsoft-com:office:excel"
_DIGITS_OF_A_FLOAT = 15
_FIRST_YEAR = 1900


def sheets_of_xml(text: str) -> list[Table]:
    """The sheets. Raises: NotATable, TooLarge; ValueError where the file is damaged."""
    reader = _XmlReader()
    parser = expat.ParserCreate("utf-8", " ")
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler = reader.told
    # Nothing of this kind has one, and entities that swell need it.
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.buffer_text = True
    try:
        # A character that was cut in two can't be encoded.
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise ValueError from error
    if not reader.sheets:
        raise NotATable
    return reader.sheets


class _XmlReader:
    """Takes sheets, rows and cells of XML Spreadsheet 2003 as they come."""

    def __init__(self) -> None:
        self.sheets: list[Table] = []
        self._row = self._column = -1
        self._across = 0
        self._type = ""
        self._data: list[str] | None = None
        self._in_comment = False

    def refuse(self, *_told: object) -> None:
        """A document type is no part of such a file."""
        raise ValueError("document type")

    def begin(self, name: str, told: dict[str, str]) -> None:
        """An element begins."""
        space, _blank, tag = name.rpartition(" ")
        if space == _EXCEL and tag == "Visible":
            self._data = []
        if space != NAMESPACE:
            return
        if tag == "Worksheet":
            self.sheets.append(Table(told.get(f"{NAMESPACE} Name", "")))
            self._row = self._column = -1
        elif tag == "Row" and self.sheets:
            self._row = _placed(told, self._row)
            self._column = -1
        elif tag == "Cell" and self.sheets:
            self._column = _placed(told, self._column)
            self._across = _count(told, "MergeAcross")
            self.sheets[-1].merge(max(self._row, 0), self._column, _count(told, "MergeDown") + 1, self._across + 1)
        elif tag == "Comment":
            self._in_comment = True
        elif tag == "Data" and not self._in_comment:
            self._type, self._data = told.get(f"{NAMESPACE} Type", "String"), []

    def told(self, text: str) -> None:
        """Text, of a cell if one is open."""
        if self._data is not None:
            self._data.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        space, _blank, tag = name.rpartition(" ")
        if space == _EXCEL and tag == "Visible" and self.sheets:
            self.sheets[-1].hidden = "".join(self._data or ()).strip() in ("SheetHidden", "SheetVeryHidden")
            self._data = None
        if space != NAMESPACE:
            return
        if tag == "Comment":
            self._in_comment = False
        elif tag == "Data" and self._data is not None and self.sheets:
            self._put("".join(self._data))
            self._data = None
        elif tag == "Cell":
            self._column += self._across
            self._across = 0

    def _put(self, text: str) -> None:
        sheet, row, column = self.sheets[-1], max(self._row, 0), max(self._column, 0)
        if self._type == "Number":
            sheet.put(row, column, _number(text))
        elif self._type == "Boolean":
            sheet.put(row, column, text.strip() == "1")
        elif self._type == "DateTime":
            sheet.put(row, column, "")
            sheet.days.append((row, column, *_moment(text)))
        elif text.strip():
            sheet.put(row, column, text)


def _placed(told: dict[str, str], before: int) -> int:
    index = told.get(f"{NAMESPACE} Index", "")
    return int(index) - 1 if index.isdigit() and int(index) else before + 1


def _count(told: dict[str, str], name: str) -> int:
    text = told.get(f"{NAMESPACE} {name}", "")
    return int(text) if text.isdigit() else 0


def _number(text: str) -> Cell:
    """A number; one with all the digits of an ID number has lost none and stays as it is written."""
    bare = text.strip()
    if bare.isdigit() and len(bare) > _DIGITS_OF_A_FLOAT:
        return bare
    try:
        return float(bare)
    except ValueError:
        return bare


def _moment(text: str) -> tuple[str, str]:
    """The kind and ISO text of a moment; a day before 1900 stands for a time of day alone."""
    moment = datetime.fromisoformat(text.strip().removesuffix("Z"))
    if moment.year < _FIRST_YEAR:
        return "time", moment.time().isoformat()
    return "datetime", moment.isoformat()
