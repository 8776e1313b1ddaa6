# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger workbook as lines: what is wrong where, how much of it, and how far it is; compared with nothing yet.

Imports neither peewee nor PySide6.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.import_problem import IgnoredRow
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.rectification.ledger_lines import TaskLine
from hongyun_desktop.core.rectification.places import Place, place_of
from hongyun_desktop.exchange import places
from hongyun_desktop.exchange.bare_days import texts_with_days, year_in
from hongyun_desktop.exchange.cells import says_nothing, text_of
from hongyun_desktop.exchange.columns import TASKS, Layout
from hongyun_desktop.exchange.fingerprint import standing_code
from hongyun_desktop.exchange.measures import money_of, says_ten_thousands
from hongyun_desktop.exchange.places import Source, SourceReader
from hongyun_desktop.exchange.reading import Cell, Sheet, in_sight, read_workbook
from hongyun_desktop.exchange.sections import Table, tables_of
from hongyun_desktop.exchange.table import TableRow, pass_over, table_rows
from hongyun_desktop.exchange.task_cells import (
    Days,
    ToldState,
    days_of,
    measured,
    sheet_unit,
    state_for_amount,
    state_of,
    told_state,
)
from hongyun_desktop.frozen_class import frozen

_FILLED = (
    "title", "category", "road", "building", "place", "raised_on", "party", "due_on", "done_on", "unit", "state",
)  # fmt: skip
_PLACES = ("road", "building", "place")
_SAYS_NOTHING_OF_A_TASK = frozenset({"sequence", "unit", "category", "road", "party", "state"})
_TOTAL = re.compile(r"(?:.{0,8})?(?:合计|小计|总计|共计|累计)[:：]?")
_SHEET_OF_PLACE = re.compile(
    r"(?P<place>[^\d\s()（）]{1,10}?(?:大道|路|街|巷)|\d{1,3}(?:号楼|栋|幢))(?:段|片区|沿线|台账|整治.*)?"
)
_SUMMARY = re.compile("汇总|统计|合计|总表")
_WHERE_OR_WHEN = frozenset({"road", "building", "place", "raised_on"})
_FORM = re.compile(r"(?:(?:整治|整改|治理|清理|问题)?(?:台账|清单|明细表?|登记表|统计表|表)|(?:整治|整改|治理|问题)?)$")
_KIND = re.compile("[\u4e00-\u9fff、]{2,12}")
_NO_KIND = re.compile("小区|社区|街道|自管委|季度|月|年|期|汇总|合计|总|任务|工作|已|未")
_SECTION = re.compile(r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．])")
_NO_CATEGORY, _NO_TITLE = "未分类", "未写明"
_OWN_COLUMNS = frozenset({*_PLACES, "problem", "from_sheet", "from_row", "fingerprint", "sequence"})
_NOT_COMPARED = _OWN_COLUMNS - {"sequence"}
_KEY_DIGITS = 32


@frozen
class TaskFile:
    """A ledger as it was read; fields as in `roster_sheet.RosterFile`."""

    lines: tuple[TaskLine, ...]
    ignored: tuple[IgnoredRow, ...]
    recognised: Mapping[str, Mapping[str, str]]
    unrecognised: tuple[str, ...]
    sources: Mapping[tuple[str, int], Source] = field(repr=False)


def read_tasks(path: Path, today: date, assigned: Mapping[str, str] | None = None) -> TaskFile:
    """Read a ledger from .xlsx, .xls, .ods or delimited text.

    today: nothing was found or finished after it. Raises: Invalid("no_task_heading") and those of `read_workbook`.
    """
    return read_task_sheets(read_workbook(path), path.name, today, assigned)


def read_task_sheets(
    sheets: Sequence[Sheet], file_name: str, today: date, assigned: Mapping[str, str] | None = None
) -> TaskFile:
    """The same for sheets that are at hand, as when somebody assigns the columns otherwise."""
    lines: list[TaskLine] = []
    sheets, ignored = in_sight(sheets)
    sources: dict[tuple[str, int], Source] = {}
    recognised: dict[str, dict[str, str]] = {}
    unrecognised: dict[str, None] = {}
    seen: set[tuple[str, ...]] = set()
    tables = [table for sheet in sheets for table in tables_of(sheet, TASKS, assigned or {}, ignored)]
    for sheet, layout in tables:
        recognised.setdefault(sheet.label, {}).update(
            (layout.headings[column], name) for column, name in layout.fields.items()
        )
        if _is_summary(sheet, layout, tables):
            rows = table_rows(sheet, layout, (), ignored)
            ignored += [IgnoredRow(sheet.label, row.number, "total_row") for row in rows]
            continue
        unrecognised.update(dict.fromkeys(layout.unrecognised.values()))
        category = _category_of_sheet(sheet.name) if len(tables) > 1 and not layout.columns_of("category") else ""
        reader = _SheetReader(sheet, layout, today, seen, category)
        for row in table_rows(sheet, layout, _FILLED, ignored):
            if _is_total(row):
                ignored.append(IgnoredRow(sheet.label, row.number, "total_row"))
            elif heading := _section(row, sheet):
                reader.begin_section(heading)
            elif _tells_a_task(row):
                lines.append(reader.line(row))
                sources[sheet.label, row.number] = reader.source
            else:
                pass_over(sheet, row.number - 1, ignored)
    if not recognised:
        raise Invalid("no_task_heading", file=file_name)
    order = [*(sheet.label for sheet, _layout in tables), *(each.sheet for each in ignored)]
    ignored.sort(key=lambda each: (order.index(each.sheet), each.row))
    return TaskFile(tuple(lines), tuple(ignored), recognised, tuple(unrecognised), sources)


def _is_summary(sheet: Sheet, layout: Layout, tables: Sequence[Table]) -> bool:
    """Whether a sheet only sums up others: it is called 汇总 and names neither a place nor a day, as another does."""

    def tells(of: Layout) -> bool:
        return not _WHERE_OR_WHEN.isdisjoint(of.fields.values())

    return _SUMMARY.search(sheet.name) is not None and not tells(layout) and any(tells(other) for _, other in tables)


def _is_total(row: TableRow) -> bool:
    told = [re.sub(r"\s", "", text) for text in row.texts if text]
    return any(_TOTAL.fullmatch(text) for text in told[:4])


def _section(row: TableRow, sheet: Sheet) -> str:
    """What a row heads that only names what follows (一、鸿运大道), or is one cell across the table; else empty."""
    told = [column for column, text in enumerate(row.texts) if text]
    if len(told) != 1:
        return ""
    text = row.texts[told[0]]
    across = any(
        m.first_row == row.number - 1 == m.last_row and m.first_column <= told[0] and m.last_column - m.first_column > 1
        for m in sheet.merges
    )
    numbered = _SECTION.match(re.sub(r"\s", "", text))
    in_front = row.layout.fields.get(told[0]) == "sequence" and not text.isdigit()
    return _SECTION.sub("", re.sub(r"\s", "", text)) if across or numbered or in_front else ""


def _tells_a_task(row: TableRow) -> bool:
    """Rows that are only numbered, or only have what merged cells fill down, wait to be written in."""
    own = {name for column, name in row.layout.fields.items() if column < len(row.texts) and row.texts[column]}
    return not own <= _SAYS_NOTHING_OF_A_TASK


class _SheetReader:
    """Reads the rows of one sheet from the top; source: of the row read last."""

    def __init__(
        self, sheet: Sheet, layout: Layout, today: date, seen: set[tuple[str, ...]], category: str = ""
    ) -> None:
        self._sheet, self._layout, self._today, self._seen = sheet, layout, today, seen
        above = [text_of(cell) for row in sheet.rows[: max(layout.first_row - 1, 0)] for cell in row]
        self._unit = sheet_unit(layout, above)
        self._where = _place_of_sheet(sheet.name, above)
        self._year = year_in([sheet.name, *above]) or year_in(texts_with_days(_cells(sheet, layout, "raised_on")))
        self._in_ten_thousands = any(says_ten_thousands(text) for text in above)
        # 一、乱堆乱放整治台账: a numbered line above its own heading.
        numbered = [text for each in above if _SECTION.match(text := re.sub(r"\s", "", each))]
        self._category = next(filter(None, (_category_of_sheet(_SECTION.sub("", text)) for text in numbered)), category)
        self._sources = SourceReader(layout, _OWN_COLUMNS)
        self.source = Source((), (), "", "")

    def line(self, row: TableRow) -> TaskLine:
        """One row as a line, with its problem where it has one."""
        place = self._place(row)
        title, category = _told(row, "title"), _told(row, "category") or self._category
        days, state = days_of(row, self._today, self._year), state_of(row)
        self.source = self._source_of(row, place, days)
        done = ToldState() if row.text("state") else state_for_amount(row)
        by_words = state.finished or done.finished or told_state(row.cell("done_on")).finished
        finished = days.done_on is not None or by_words
        amounts = measured(row, self._unit, state, finished=finished)
        line = TaskLine(
            sheet=self._sheet.label, row=row.number, title=title or f"{place.text}{category}" or _NO_TITLE,
            category=category or _NO_CATEGORY, place=place, unit=amounts.unit, planned_milli=amounts.planned_milli,
            done_milli=amounts.done_milli, raised_on=days.raised_on, party=_told(row, "party"), due_on=days.due_on,
            done_on=days.done_on, note=self._note(row, state), cost_fen=self._cost(row),
            key=_key(title, category, place, days), finished=finished, told=state.state or done.state,
            more=amounts.more,
        )  # fmt: skip
        repeated = self._is_repeated(row, place) or standing_code(self.source) == "duplicate_row"
        if not title and not place.text:
            return replace(line, problem="task_unclear", taken=False)
        if days.fault_raised or amounts.code:
            code, text = ("bad_date", days.fault_raised) if days.fault_raised else (amounts.code, amounts.text)
            return replace(line, problem=code, problem_text=text, taken=False)
        if repeated:
            return replace(line, problem="duplicate_row", taken=False)
        return replace(line, problem="bad_date", problem_text=days.fault) if days.fault else line

    def begin_section(self, heading: str) -> None:
        """Take what a row between the tasks names as the road, or else the kind, of the rows below it."""
        if match := _SHEET_OF_PLACE.fullmatch(heading):
            self._where = match["place"]
        else:
            self._category = _clean(heading)

    def _place(self, row: TableRow) -> Place:
        road, building, spot = (_told(row, name) for name in _PLACES)
        if road and not place_of(road).road:
            # 路段 above cells that only say where along it.
            road, spot = "", road + spot
        if building and re.fullmatch(r"[A-Za-z]?\d{1,3}[A-Za-z]?", building):
            building = f"{building}栋"
        text = "".join(part for part in (building, spot) if part != road)
        place = place_of(text)
        above = road or self._where
        if above and not place.road and not place.building and not text.startswith(above):
            place = place_of(above + text)
        elif road and place.building:
            place = replace(place, road=road)
        return place

    def _source_of(self, row: TableRow, place: Place, days: Days) -> Source:
        """The row as it stood, with what other rows or the sheet say of it, so that it can stand alone elsewhere."""
        source = self._sources.read(row, places.Place(None, ""))
        told = dict(zip(source.headings, source.cells, strict=True))
        if self._unit and not self._layout.columns_of("unit"):
            told["单位"] = self._unit
        if self._category and not row.text("category"):
            told[self._heading("category", "类别")] = self._category
        if self._year:
            for name, day in (("raised_on", days.raised_on), ("due_on", days.due_on), ("done_on", days.done_on)):
                if day:
                    told[self._heading(name, "")] = day.isoformat()
        return Source(tuple(told), tuple(told.values()), place.text, source.fingerprint)

    def _heading(self, name: str, usual: str) -> str:
        columns = self._layout.columns_of(name)
        return self._layout.headings[columns[0]] if columns else usual

    def _note(self, row: TableRow, state: ToldState) -> str:
        """The remark, and whatever else stands there that is understood as nothing."""
        parts = [row.text("note")]
        if state.strange:
            parts.append(f"{self._heading('state', '')}：{state.strange}")
        if not says_nothing(row.text("cost")) and self._cost(row) is None:
            parts.append(f"{self._heading('cost', '')}：{row.text('cost')}")
        for column, heading in self._layout.unrecognised.items():
            text = row.texts[column] if column < len(row.texts) else ""
            if text:
                parts.append(f"{heading}：{text}")
        return _clean("；".join(part for part in parts if not says_nothing(part)))

    def _cost(self, row: TableRow) -> int | None:
        columns = self._layout.columns_of("cost")
        unit = "万元" if self._in_ten_thousands else ""
        return money_of(row.cell("cost"), self._layout.headings[columns[0]] + unit) if columns else None

    def _is_repeated(self, row: TableRow, place: Place) -> bool:
        """Whether an earlier row of the file has just the same cells, its number in front included."""
        columns = [column for column in self._layout.headings if self._layout.fields.get(column) not in _NOT_COMPARED]
        cells = (place.text, *(row.texts[column] for column in columns if column < len(row.texts)))
        repeated = cells in self._seen
        self._seen.add(cells)
        return repeated


def _cells(sheet: Sheet, layout: Layout, name: str) -> list[Cell]:
    """The cells of a field's first column."""
    column = layout.first_columns.get(name)
    return [row[column] for row in sheet.rows[layout.first_row :] if column is not None and column < len(row)]


def _key(title: str, category: str, place: Place, days: Days) -> str:
    """What makes a row the same row in a later file: neither its number, nor how far it is by now."""
    told = (title, category, place.text, iso_text(days.raised_on))
    text = "\x1f".join(re.sub(r"\s", "", unicodedata.normalize("NFKC", part)) for part in told)
    return hashlib.sha256(text.encode()).hexdigest()[:_KEY_DIGITS]


def _told(row: TableRow, name: str) -> str:
    text = row.text(name)
    return "" if says_nothing(text) else _clean(text)


def _place_of_sheet(name: str, above: Sequence[str]) -> str:
    """The road or building that a sheet is about, by its name or else the lines above its table; empty for none."""
    for text in (name, *above):
        if match := _SHEET_OF_PLACE.fullmatch(_SECTION.sub("", re.sub(r"\s", "", text))):
            return match["place"]
    return ""


def _category_of_sheet(name: str) -> str:
    """The kind of problem that a sheet among several is called after; empty for a place, a time or a form."""
    told = _FORM.sub("", re.sub(r"\s", "", name))
    is_kind = _KIND.fullmatch(told) and not _NO_KIND.search(told) and not _SHEET_OF_PLACE.fullmatch(told)
    return _clean(told) if is_kind else ""


def _clean(text: str) -> str:
    # What no font knows is left out rather than refused: a ledger is not a person's name.
    try:
        return clean_text(text)
    except Invalid:
        return clean_text("".join(each for each in text if unicodedata.category(each) != "Co"))
