# SPDX-License-Identifier: GPL-3.0-or-later
"""A sign-in sheet as lines: who served at what, when and how long; matched with nobody yet.

Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.import_problem import IgnoredRow
from hongyun_desktop.core.names import clean_name, clean_text
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.widths import FULL_WIDTH
from hongyun_desktop.exchange.cells import date_in, date_of, phones_of, says_nothing, text_of
from hongyun_desktop.exchange.columns import SIGN_IN, Layout, find_layout, tells_service
from hongyun_desktop.exchange.places import Addresses, Source, SourceReader
from hongyun_desktop.exchange.reading import Cell, Sheet, read_workbook
from hongyun_desktop.exchange.table import ADDRESS_FIELDS, TableRow, table_rows

_DAY_MINUTES = 24 * 60
_EARLIEST = date(2000, 1, 1)
_SHORTEST_ACTIVITY = 3
_HAN_NUMBERS = {
    "半": 0.5,
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_FILLED = ("held_on", "activity", "team", *ADDRESS_FIELDS)
_TITLE_DATE = re.compile(r"\d{4}\s*[年./\-]\s*\d{1,2}\s*[月./\-]\s*\d{1,2}\s*日?")
_TITLE_ACTIVITY = re.compile(
    r"(?:活动名称|活动主题|活动|项目|服务项目)\s*[:：]\s*(.+?)(?=\s{2,}|\s*(?:活动)?(?:日期|时间|地点|队伍|组织)|$)"
)
_TITLE_TEAM = re.compile(r"(?:组织队伍|组织单位|队伍|团队)\s*[:：]\s*(\S+)")
_TIME = r"(?:上午|下午|中午|晚上?)?\d{1,2}[:：时点](?:\d{2}分?|半)?"
_SPAN = re.compile(rf"({_TIME})\s*(?:[-—–~～至到]+)\s*({_TIME})")
_NO_ACTIVITY = re.compile(
    r"(?:sheet|工作表|表|页)?\s*\d*|签到[表册]?|汇总|总表|明细|.*(?:季度|月份?|年度?)", re.IGNORECASE
)
_TITLE_NAME = re.compile(r"(.+?)(?:志愿者?|活动|人员)*(?:签到表|签到册|签到)")


@dataclass(frozen=True, slots=True)
class SignInFile:
    """A sign-in sheet as it was read; fields as in `roster_sheet.RosterFile`."""

    lines: tuple[SignInLine, ...]
    ignored: tuple[IgnoredRow, ...]
    recognised: Mapping[str, Mapping[str, str]]
    unrecognised: tuple[str, ...]
    sources: Mapping[tuple[str, int], Source] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Title:
    """What the rows above the heading and the sheet's name say of all rows below."""

    held_on: date | None
    activity: str
    team: str


def read_sign_in(path: Path, today: date, assigned: Mapping[str, str] | None = None) -> SignInFile:
    """Read a sign-in sheet from .xlsx, .xls, .ods or delimited text.

    today: no service lies after it. Raises: Invalid("no_hours_heading") and those of `read_workbook`.
    """
    return read_sign_in_sheets(read_workbook(path), path.name, today, assigned)


def read_sign_in_sheets(
    sheets: Sequence[Sheet], file_name: str, today: date, assigned: Mapping[str, str] | None = None
) -> SignInFile:
    """The same for sheets that are at hand, as when somebody assigns the columns otherwise."""
    lines: list[SignInLine] = []
    ignored: list[IgnoredRow] = []
    sources: dict[tuple[str, int], Source] = {}
    recognised: dict[str, Mapping[str, str]] = {}
    unrecognised: dict[str, None] = {}
    for sheet in sheets:
        layout = find_layout(sheet, SIGN_IN, assigned or {})
        if layout is None or not tells_service(layout):
            continue
        recognised[sheet.name] = {layout.headings[column]: name for column, name in layout.fields.items()}
        unrecognised.update(dict.fromkeys(layout.unrecognised.values()))
        for row, line, source in _read_sheet(sheet, layout, today, ignored):
            lines.append(line)
            sources[sheet.name, row.number] = source
    if not recognised:
        raise Invalid("no_hours_heading", file=file_name)
    return SignInFile(tuple(lines), tuple(ignored), recognised, tuple(unrecognised), sources)


def _read_sheet(
    sheet: Sheet, layout: Layout, today: date, ignored: list[IgnoredRow]
) -> list[tuple[TableRow, SignInLine, Source]]:
    title = _title(sheet, layout)
    places, sources = Addresses(sheet, layout, fills_down=False), SourceReader(layout)
    above: dict[str, Cell] = {}
    found: list[tuple[TableRow, SignInLine, Source]] = []
    for row in table_rows(sheet, layout, _FILLED, ignored):
        if says_nothing(row.text("name")):
            continue
        given = {name: _given(row, name, above) for name in ("held_on", "activity", "team")}
        place = places.read(row)
        held_on = _held_on(given["held_on"], title)
        minutes, hours_text = _minutes(row)
        line = SignInLine(
            sheet=sheet.name,
            row=row.number,
            held_on=held_on if held_on and _EARLIEST <= held_on <= today else None,
            activity=_clean(text_of(given["activity"]) or title.activity),
            name=_clean_name(row.text("name")),
            minutes=minutes if minutes and 0 < minutes <= _DAY_MINUTES else None,
            team=_clean(text_of(given["team"]) or title.team),
            address=place.address,
            address_text=place.text,
            building=place.building,
            phone=next(iter(phones_of(row.cell("phone"))[0]), ""),
            date_text=text_of(given["held_on"]),
            hours_text=hours_text,
        )
        found.append((row, line, _with_title(sources.read(row, place), line, layout)))
    return found


def _held_on(cell: Cell, title: _Title) -> date | None:
    """The row's day, else the title's where the cell is empty or only says from when to when."""
    day = date_of(cell)
    return title.held_on if day is None and (cell == "" or _span_in(text_of(cell)) is not None) else day


def _given(row: TableRow, name: str, above: dict[str, Cell]) -> Cell:
    """The row's own cell, else what stood above: people leave repeated days and activities blank."""
    cell = row.cell(name)
    if text_of(cell):
        above[name] = cell
    return above.get(name, "")


def _with_title(source: Source, line: SignInLine, layout: Layout) -> Source:
    """The row with day and activity of its own, so that it can stand alone in a problems workbook."""
    told = dict(zip(source.headings, source.cells, strict=True))
    for name, heading, value in (
        ("held_on", "活动日期", line.held_on or line.date_text),
        ("activity", "活动名称", line.activity),
        ("team", "组织队伍", line.team),
    ):
        columns = layout.columns_of(name)
        own = layout.headings[columns[0]] if columns else heading
        if value and not text_of(told.get(own, "")):
            told[own] = value
    return Source(tuple(told), tuple(told.values()), source.address, source.fingerprint)


def _title(sheet: Sheet, layout: Layout) -> _Title:
    texts = [text_of(cell) for row in sheet.rows[: layout.first_row - 1] for cell in row if isinstance(cell, str)]
    texts = [text for text in texts if text]
    dates = [match.group() for text in [*texts, sheet.name] if (match := _TITLE_DATE.search(text))]
    activities = [match[1] for text in texts if (match := _TITLE_ACTIVITY.search(text))]
    names = [match[1] for text in [*texts, sheet.name] if (match := _TITLE_NAME.match(_TITLE_DATE.sub("", text)))]
    teams = [match[1] for text in texts if (match := _TITLE_TEAM.search(text))]
    own_name = _TITLE_DATE.sub("", sheet.name).strip(" -_—.()（）")
    if len(own_name) >= _SHORTEST_ACTIVITY and not _NO_ACTIVITY.fullmatch(own_name):
        names.append(re.sub("签到[表册]?$", "", own_name))
    return _Title(date_in(dates[0]) if dates else None, next(iter([*activities, *names]), ""), next(iter(teams), ""))


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


def _minutes(row: TableRow) -> tuple[int | None, str]:
    """The minutes served and what stood there."""
    text = row.text("hours")
    if text:
        heading = row.layout.headings[row.layout.columns_of("hours")[0]]
        return _duration(row.cell("hours"), 1 if "分钟" in heading else 60), text
    text = row.text("minutes")
    if text:
        return _duration(row.cell("minutes"), 1), text
    span = _span_in(row.text("held_on"))
    if span is not None and not row.text("starts_at"):
        return span, row.text("held_on")
    start, end = _moment(row.cell("starts_at")), _moment(row.cell("ends_at"))
    text = "—".join(filter(None, (row.text("starts_at"), row.text("ends_at"))))
    return (end - start if start is not None and end is not None else None), text


def _duration(cell: Cell, unit_minutes: int) -> int | None:
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, (datetime, date, bool)):
        return None
    if isinstance(cell, str):
        return _duration_in(text_of(cell), unit_minutes)
    return round(cell * unit_minutes) if abs(cell) < _DAY_MINUTES * 60 else None


@lru_cache(maxsize=1024)
def _duration_in(text: str, unit_minutes: int) -> int | None:
    """Minutes in "2", "2.5h", "2小时30分", "90分钟", "半小时", "1个半小时", "2:30"; else None."""
    text = re.sub(r"[\s个]", "", text.translate(FULL_WIDTH).lower())
    if re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return round(float(text) * unit_minutes)
    if match := re.fullmatch(r"(\d{1,2}):(\d{2})", text):
        return int(match[1]) * 60 + int(match[2])
    span = _span_in(text)
    if span is not None:
        return span
    match = re.fullmatch(
        r"(?:([\d.]+|[半一两二三四五六七八九十])(半)?(?:小时|时|h|hours?|钟头)(半)?)?(?:([\d.]+)(?:分钟?|min|m))?", text
    )
    if not match or not text:
        return None
    try:
        hours = _HAN_NUMBERS.get(match[1]) or float(match[1]) if match[1] else 0.0
        return round(hours * 60 + (30 if match[2] or match[3] else 0) + float(match[4] or 0))
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _span_in(text: str) -> int | None:
    """Minutes from the first to the second time in "9:00-11:30" or "2026-09-26 上午9点至11点半"; else None."""
    match = _SPAN.search(text)
    if not match:
        return None
    start, end = (_moment(part) for part in match.groups())
    return end - start if start is not None and end is not None else None


def _moment(cell: Cell) -> int | None:
    """Minutes since midnight of a time cell, a fraction of a day, or text like 8:30."""
    if isinstance(cell, (time, datetime)):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return round(cell % 1 * _DAY_MINUTES) if cell >= 0 else None
    match = re.search(r"(下午|晚上?)?(\d{1,2})[:：时点](\d{2}|半)?", text_of(cell))
    if not match:
        return None
    hour, minute = int(match[2]), 30 if match[3] == "半" else int(match[3] or 0)
    return (hour + (12 if match[1] and hour < 12 else 0)) * 60 + minute
