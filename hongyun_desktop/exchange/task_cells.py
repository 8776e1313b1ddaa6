# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cells of one ledger row say together: its days, how much was planned and done, how far it is.

Imports neither peewee nor PySide6.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hongyun_desktop.exchange.cells import date_of, says_nothing, text_of
from hongyun_desktop.exchange.columns import Layout
from hongyun_desktop.exchange.measures import Amount, amount_of, share_of, unit_in_heading, unit_of_sheet
from hongyun_desktop.exchange.reading import Cell
from hongyun_desktop.exchange.table import TableRow

_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_YEAR = re.compile(r"(20\d\d)年")
_NO_YEAR = re.compile(r"(\d{1,2})月(\d{1,2})日?(?:之前|以前|前)?")
_BEFORE = re.compile(r"(?:之前|以前|前|止)$")
_END_OF_MONTH = re.compile(r"(\d{4})[年./\-](\d{1,2})月?(?:底|末)?")
_NOT_FINISHED = re.compile(r"未|没|否|正在|中$|待|×|✗|进行|部分|×")
_FINISHED = re.compile(r"完成|销号|办结|整改到位|是|√|✓|✔|已整改|已整治|已解决|已处理|已清|合格|结案|^全部$")
_MEASURE_IN_STATE = re.compile(r"(?:已?完成|已整治|已整改)(\d[\d,.]*\D{0,5})$")


@dataclass(frozen=True, slots=True)
class Days:
    """A row's days; fault_raised, fault: what stood where no day can be read, of the finding or of another day."""

    raised_on: date | None
    due_on: date | None
    done_on: date | None
    fault_raised: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ToldState:
    """What a column of states says: finished or not, or a share or an amount that is done."""

    finished: bool = False
    share: Decimal | None = None
    amount_milli: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """How much was planned and done in which unit; code: what is the matter with it, empty where nothing is."""

    unit: str = ""
    planned_milli: int | None = None
    done_milli: int | None = None
    code: str = ""
    text: str = ""


def days_of(row: TableRow, today: date, year: int | None = None) -> Days:
    """The days of a row: found and finished not after today, finished not before it was found.

    year: of days that stand without one (3月15日), where the sheet or its title names it.
    """
    raised_on, fault_raised = _day(_with_year(row.cell("raised_on"), year), today)
    due_on, fault_due = _due_day(_with_year(row.cell("due_on"), year, raised_on))
    done_on, fault_done = None, ""
    # A state may stand where the day should: 已完成.
    if not told_state(row.cell("done_on")).finished or date_of(row.cell("done_on")):
        done_on, fault_done = _day(_with_year(row.cell("done_on"), year, raised_on), today)
    if raised_on and done_on and done_on < raised_on:
        done_on, fault_done = None, row.text("done_on")
    if raised_on and due_on and due_on < raised_on:
        due_on, fault_due = None, row.text("due_on")
    return Days(raised_on, due_on, done_on, fault_raised, fault_due or fault_done)


def _day(cell: Cell, latest: date) -> tuple[date | None, str]:
    """The day in a cell, and what stood there if it is none; both empty for an empty cell."""
    text = text_of(cell)
    if says_nothing(text):
        return None, ""
    day = date_of(cell)
    return (day, "") if day and _EARLIEST <= day <= latest else (None, text)


def _with_year(cell: Cell, year: int | None, not_before: date | None = None) -> Cell:
    """A day without a year in the year given, or in the next where it would else lie too early."""
    match = _NO_YEAR.fullmatch(re.sub(r"\s", "", cell)) if isinstance(cell, str) and year else None
    if match is None or year is None:
        return cell
    if not_before is not None and (int(match[1]), int(match[2])) < (not_before.month, not_before.day):
        year = not_before.year + 1
    return f"{year}年{match[1]}月{match[2]}日"


def year_in(texts: Sequence[str]) -> int | None:
    """The only year that the texts around a table name; None where they name none or several."""
    years = {match[1] for text in texts for match in _YEAR.finditer(text)}
    return int(years.pop()) if len(years) == 1 else None


def _due_day(cell: Cell) -> tuple[date | None, str]:
    """The same for a deadline: 2024年3月 and 2024年3月底前 end with the month."""
    if isinstance(cell, str):
        text = _BEFORE.sub("", re.sub(r"\s", "", unicodedata.normalize("NFKC", cell)))
        match = _END_OF_MONTH.fullmatch(text)
        if match and 1 <= int(match[2]) <= 12:
            year, month = int(match[1]), int(match[2])
            return date(year, month, monthrange(year, month)[1]), ""
        day, _fault = _day(text, _LATEST)
        return (day, "") if day else _day(cell, _LATEST)
    return _day(cell, _LATEST)


def told_state(cell: Cell) -> ToldState:
    """What a cell of states says ("已完成", "整治中", "完成60%", "已完成30吨", √)."""
    if isinstance(cell, bool):
        return ToldState(finished=cell)
    share = share_of(cell)
    if share is not None:
        return ToldState(finished=share == 1, share=share)
    text = re.sub(r"\s", "", text_of(cell))
    if match := _MEASURE_IN_STATE.search(unicodedata.normalize("NFKC", text)):
        amount = amount_of(match[1])
        if amount.milli is not None:
            return ToldState(amount_milli=amount.milli)
    return ToldState(finished=bool(_FINISHED.search(text)) and not _NOT_FINISHED.search(text))


def sheet_unit(layout: Layout, above: Sequence[str]) -> str:
    """The unit that the lines above a table give all its amounts, where it has no column of units; else empty."""
    if layout.columns_of("unit"):
        return ""
    return next((unit for text in above if (unit := unit_of_sheet(text))), "")


def measured(row: TableRow, sheet_wide_unit: str, state: ToldState, *, finished: bool) -> Measured:
    """The amounts of a row. What is finished and says no more is done as planned."""
    planned, planned_unit, planned_text = _amount(row, "quantity")
    done, done_unit, done_text = _amount(row, "done")
    if done.fault and told_state(done_text).finished | bool(share_of(done_text)) | (done_text in ("否", "未完成")):
        state, done = told_state(done_text), Amount()
        finished = finished or state.finished
    if planned.fault or done.fault:
        return Measured(code="bad_quantity", text=planned_text if planned.fault else done_text)
    if not row.layout.columns_of("quantity"):
        planned = done
    if planned.milli is None and done.milli is None:
        return Measured()
    own = row.text("unit")
    unit = planned_unit or done_unit or ("" if says_nothing(own) else amount_unit(own)) or sheet_wide_unit
    if planned.unit and done.unit and planned.unit != done.unit:
        return Measured(code="bad_quantity", text=done_text)
    if not unit:
        return Measured(code="unit_missing", text=planned_text or done_text)
    return Measured(unit, planned.milli or 0, _done(planned, done, state, finished=finished))


def amount_unit(text: str) -> str:
    """A unit as a column of units has it, by its usual name."""
    return amount_of(f"1{text}").unit or text


def _done(planned: Amount, done: Amount, state: ToldState, *, finished: bool) -> int:
    whole = planned.milli or 0
    if done.milli is not None:
        return done.milli
    if state.amount_milli is not None:
        return state.amount_milli
    if finished:
        return whole
    return int((whole * state.share).quantize(Decimal(1), ROUND_HALF_UP)) if state.share is not None else 0


def _amount(row: TableRow, name: str) -> tuple[Amount, str, str]:
    """The first amount that the columns of a field hold, its unit by the cell or its heading, and what stood there."""
    for column in row.layout.columns_of(name):
        text = row.texts[column] if column < len(row.texts) else ""
        if not says_nothing(text):
            amount = amount_of(row.cells[column])
            return amount, amount.unit or unit_in_heading(row.layout.headings[column]), text
    return Amount(), "", ""
