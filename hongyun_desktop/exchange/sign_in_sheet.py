# SPDX-License-Identifier: GPL-3.0-or-later
"""A sign-in sheet as lines: who served at what, when and how long; matched with nobody yet.

Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.import_problem import IgnoredRow
from hongyun_desktop.core.many_rows import no_search_for_rubbish
from hongyun_desktop.core.names import clean_name, clean_text
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.exchange.across import by_day
from hongyun_desktop.exchange.bare_days import DAY_IN_TEXT, day_of, names_day
from hongyun_desktop.exchange.cells import phones_of, says_nothing, text_of
from hongyun_desktop.exchange.columns import SIGN_IN, TIMES, Layout, tells_service
from hongyun_desktop.exchange.durations import DAY_MINUTES, between, is_clock, minutes_of, span_in
from hongyun_desktop.exchange.fingerprint import standing_code
from hongyun_desktop.exchange.heading_text import plain
from hongyun_desktop.exchange.people_cell import people_in, people_of
from hongyun_desktop.exchange.places import Addresses, Source, SourceReader
from hongyun_desktop.exchange.presence import Presence
from hongyun_desktop.exchange.reading import Cell, Sheet, in_sight, read_workbook
from hongyun_desktop.exchange.sections import tables_of
from hongyun_desktop.exchange.sign_in_title import Title, title_of
from hongyun_desktop.exchange.table import ADDRESS_FIELDS, TableRow, pass_over, table_rows
from hongyun_desktop.frozen_class import frozen

_EARLIEST = date(2000, 1, 1)
_FILLED = ("name", "held_on", "activity", "team", "hours", "minutes", "starts_at", "ends_at", *ADDRESS_FIELDS)
# What a title may say for all rows below it, and the headings of a row that says it itself.
_OF_TITLE = {"held_on": "活动日期", "activity": "活动名称", "team": "组织队伍"}
_TOLD_BY_ROWS = frozenset({"hours", "minutes", "ends_at"})
_LENGTHS = re.compile("小时|分钟|[Hh]")
_IN_DAYS = re.compile(r"[(（/／](?:单位[:：])?[天日][)）]?$|天数")
_GROUP = re.compile(r"第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:小?组)?")
# 总时长 beside the times of one day is of many days.
_SUM = re.compile("总|合计")
_DUTY = re.compile("岗位|工作内容")
_ONLY_A_DAY = re.compile(rf"\s*(?:{DAY_IN_TEXT.pattern})\s*")
_TITLE = re.compile(r"(?:活动|项目|日期|时间)[^:：]{0,4}[:：]")


@frozen
class SignInFile:
    """A sign-in sheet as it was read; fields as in `roster_sheet.RosterFile`."""

    lines: tuple[SignInLine, ...]
    ignored: tuple[IgnoredRow, ...]
    recognised: Mapping[str, Mapping[str, str]]
    unrecognised: tuple[str, ...]
    sources: Mapping[tuple[str, int], Source] = field(repr=False)


def read_sign_in(path: Path, today: date, assigned: Mapping[str, str] | None = None) -> SignInFile:
    """Read a sign-in sheet from .xlsx, .xls, .ods or delimited text.

    today: no service lies after it. Raises: Invalid("no_hours_heading") and those of `read_workbook`.
    """
    return read_sign_in_sheets(read_workbook(path), path.name, today, assigned)


@no_search_for_rubbish()
def read_sign_in_sheets(
    sheets: Sequence[Sheet], file_name: str, today: date, assigned: Mapping[str, str] | None = None
) -> SignInFile:
    """The same for sheets that are at hand, as when somebody assigns the columns otherwise."""
    lines: list[SignInLine] = []
    sheets, ignored = in_sight(sheets)
    sources: dict[tuple[str, int], Source] = {}
    recognised: dict[str, dict[str, str]] = {}
    unrecognised: dict[str, None] = {}
    for sheet, layout, title in _tables(sheets, assigned or {}, ignored):
        recognised.setdefault(sheet.label, {}).update(
            (layout.headings[column], name) for column, name in layout.fields.items()
        )
        unrecognised.update(dict.fromkeys(layout.unrecognised.values()))
        for line, source in _read_table(sheet, layout, title, today, ignored):
            lines.append(line)
            sources[line.sheet, line.row] = source
    if not recognised:
        raise Invalid("no_hours_heading", file=file_name)
    return SignInFile(tuple(lines), tuple(ignored), recognised, tuple(unrecognised), sources)


def _tables(
    sheets: Sequence[Sheet], assigned: Mapping[str, str], ignored: list[IgnoredRow]
) -> Iterator[tuple[Sheet, Layout, Title]]:
    """Every table that says when or how long somebody served, one day's columns each of their own."""
    for each in sheets:
        for table, layout in tables_of(each, SIGN_IN, assigned, ignored, _begins_part):
            title = title_of(table, layout)
            layout = _without_duties(layout, title, assigned)
            for sheet, own in by_day(table, layout, title):
                if tells_service(own) or (title.held_on and title.minutes):
                    yield sheet, own, title


def _without_duties(layout: Layout, title: Title, assigned: Mapping[str, str]) -> Layout:
    """The layout with what each one did (岗位, 工作内容) left aside where the title names the activity of all."""
    aside = {
        column for column in layout.columns_of("activity")
        if title.activity and layout.headings[column] not in assigned and _DUTY.search(layout.headings[column])
    }  # fmt: skip
    return replace(layout, fields={column: name for column, name in layout.fields.items() if column not in aside})


def _begins_part(text: str, field: str) -> bool:
    """Whether a line between the rows names the day or the activity of those below it."""
    if field in ("held_on", "activity") and (_ONLY_A_DAY.fullmatch(text) or not DAY_IN_TEXT.search(text)):
        return False
    return DAY_IN_TEXT.search(text) is not None or _TITLE.match(text) is not None


def _read_table(
    sheet: Sheet, layout: Layout, title: Title, today: date, ignored: list[IgnoredRow]
) -> Iterator[tuple[SignInLine, Source]]:
    places, sources = Addresses(sheet, layout, fills_down=False), SourceReader(layout)
    presence, headings = Presence(sheet, layout), _headings_of_title(layout)
    above: dict[str, Cell] = {}
    for row in table_rows(sheet, layout, _FILLED, ignored):
        if says_nothing(row.text("name")):
            pass_over(sheet, row.number - 1, ignored)
            continue
        day, activity, team = (_given(row, name, above) for name in _OF_TITLE)
        place = places.read(row)
        held_on = _held_on(day or _day_of_coming(row), title)
        minutes, hours_text = _minutes(row, title)
        absence, absence_text = presence.absence(row)
        line = SignInLine(
            sheet=sheet.label,
            row=row.number,
            held_on=held_on if held_on and _EARLIEST <= held_on <= today else None,
            activity=_clean(text_of(activity) or title.activity),
            name=_clean_name(row.text("name")),
            minutes=minutes if minutes and 0 < minutes <= DAY_MINUTES else None,
            team=_clean(_team(team) or title.team),
            address=place.address,
            address_text=place.text,
            building=place.building,
            phone=next(iter(phones_of(row.cell("phone"))[0]), ""),
            date_text=text_of(day),
            hours_text=hours_text,
            absence=absence,
            absence_text=absence_text,
        )
        source = _with_title(sources.read(row, place), line, headings)
        if code := standing_code(source):
            line = _still_refused(line, code)
        for each, cell in people_in(line, row.text("name")):
            yield each, source if cell is None else _with_name(source, layout, cell)


def _still_refused(line: SignInLine, code: str) -> SignInLine:
    """A row of a problems workbook that nobody corrected, with what only the rows around it had told."""
    if code == "not_signed" and not line.absence:
        # The empty cell no longer stands beside filled ones.
        return replace(line, absence=code)
    # Each alone of those whose hours stood together: nobody has said yet how many are whose.
    return replace(line, minutes=None) if code == "bad_hours" else line


def _day_of_coming(row: TableRow) -> Cell:
    """The day in a column of times (2026-09-26 09:00), where the sheet has none of days."""
    came = row.cell("starts_at")
    is_day = isinstance(came, (date, datetime)) or (isinstance(came, str) and names_day(came))
    return came if is_day and not row.layout.columns_of("held_on") else ""


def _with_name(source: Source, layout: Layout, name: str) -> Source:
    """The row as one of the several people in it would stand alone."""
    heading = layout.headings[layout.columns_of("name")[0]]
    cells = tuple(name if each == heading else cell for each, cell in zip(source.headings, source.cells, strict=True))
    return Source(source.headings, cells, source.address, source.fingerprint)


def _held_on(cell: Cell, title: Title) -> date | None:
    """The row's day, else the title's where the cell is empty or only says from when to when."""
    day = day_of(cell, title.year, title.month)
    return title.held_on if day is None and (cell == "" or span_in(text_of(cell)) is not None) else day


def _team(cell: Cell) -> str:
    """The team that a cell names; 3组 is one of many on the day."""
    text = text_of(cell)
    return "" if _GROUP.fullmatch(text) else text


def _given(row: TableRow, name: str, above: dict[str, Cell]) -> Cell:
    """The row's own cell, else what stood above: people leave repeated days and activities blank.

    A row of a problems workbook stands alone: what it lacks is what is the matter with it.
    """
    cell = row.cell(name)
    if row.text(name) or row.layout.columns_of("fingerprint"):
        above[name] = cell
    return above.get(name, "")


def _headings_of_title(layout: Layout) -> list[str]:
    """Under which headings a row has day, activity and team of its own."""
    return [
        layout.headings[layout.first_columns[name]] if name in layout.first_columns else heading
        for name, heading in _OF_TITLE.items()
    ]


def _with_title(source: Source, line: SignInLine, headings: Sequence[str]) -> Source:
    """The row with day and activity of its own, so that it can stand alone in a problems workbook."""
    told = dict(zip(source.headings, source.cells, strict=True))
    values = line.held_on or line.date_text, line.activity, line.team
    lacking = {
        heading: value
        for heading, value in zip(headings, values, strict=True) if value and not text_of(told.get(heading, ""))
    }  # fmt: skip
    if not lacking:
        return source
    told |= lacking
    return Source(tuple(told), tuple(told.values()), source.address, source.fingerprint)


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    try:
        return clean_text(text)
    except Invalid:
        return text


@lru_cache(maxsize=8192)
def _clean_name(text: str) -> str:
    # A character no roster can hold matches nobody, which is what the user is then told.
    try:
        return clean_name(re.sub(r"[(（][^)）]*[)）]$", "", text))
    except Invalid:
        return text


@lru_cache(maxsize=1024)
def _unit_minutes(heading: str, *, in_minutes: bool) -> int:
    """How long a bare number below a heading is; 0 for days, of which nobody can say how many hours they had."""
    if _IN_DAYS.search(heading):
        return 0
    return 1 if "分钟" in heading or (in_minutes and "小时" not in heading) else 60


def _minutes(row: TableRow, title: Title) -> tuple[int | None, str]:
    """The minutes served and what stood there; the title's where the sheet has nothing to write them in."""
    text = row.text("hours")
    if text:
        heading = row.layout.headings[row.layout.columns_of("hours")[0]]
        if _SUM.search(heading) and (came := between(row.cell("starts_at"), row.cell("ends_at"))) is not None:
            return came, text
        if _SUM.search(heading) and len(people_of(row.text("name"))) > 1:
            # What several people have together is nobody's own.
            return None, text
        told = minutes_of(row.cell("hours"), _unit_minutes(heading, in_minutes=title.in_minutes))
        if plain(heading) in TIMES and not _LENGTHS.search(heading) and (told is None or is_clock(row.cell("hours"))):
            # 时间: 9:00 or 上午 says when.
            told = title.minutes
        return told, text
    text = row.text("minutes")
    if text:
        return minutes_of(row.cell("minutes"), 1), text
    span = span_in(row.text("held_on"))
    if span is not None and not row.text("starts_at"):
        return span, row.text("held_on")
    if not _TOLD_BY_ROWS.isdisjoint(row.layout.fields.values()):
        text = "—".join(filter(None, (row.text("starts_at"), row.text("ends_at"))))
        return between(row.cell("starts_at"), row.cell("ends_at")), text
    return title.minutes, row.text("starts_at")
