# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cells of one ledger row say together: its days, how much was planned and done, how far it is.

Imports neither peewee nor PySide6.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hongyun_desktop.core.rectification.quantities import Quantity
from hongyun_desktop.core.rectification.rules import State
from hongyun_desktop.exchange.bare_days import day_of
from hongyun_desktop.exchange.cells import date_in, date_of, says_nothing, text_of
from hongyun_desktop.exchange.columns import Layout
from hongyun_desktop.exchange.measures import (
    Amount,
    amount_of,
    amounts_of,
    is_unit,
    share_of,
    unit_in_heading,
    unit_of_sheet,
)
from hongyun_desktop.exchange.reading import Cell
from hongyun_desktop.exchange.table import TableRow
from hongyun_desktop.frozen_class import frozen

_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_BEFORE = re.compile(r"(?:之前|以前|前|止)$")
_END_OF_MONTH = re.compile(r"(?:(?P<year>\d{4})[年./\-])?(?P<month>\d{1,2})(?:月(?:底|末)?|(?:底|末))")
_MONTH = re.compile(r"(?P<year>\d{4})[./\-](?P<month>\d{1,2})")
_OWN_YEAR = re.compile(r"\d{2,4}[年./\-]\d{1,2}[月./\-]\d")
_NOT_FINISHED = re.compile(
    r"未|没|否|不|正在|中$|待|×|✗|进行|部分|基本|大部|少部"
    # 计划9月底完成 is still to come, 完成2处，剩余1处 in part, and what came back (反弹) is nobody's to call over.
    r"|(?<![按照])计划|预计|预期|[拟将]于|争取|力争|准备|(?:^|[,，;；、。])[^已,，;；、。]*(?<!提)前(?:完成|整改|落实|办结|销号)"
    r"|剩|[还尚][有余需差]|其余|(?<!无)(?:反弹|回潮)"
)
# 已派单 or 已上报 is a step on the way, every other 已… is done.
_FINISHED = re.compile(
    r"完成|完毕|销号|办结|整改到位|落实|是|√|✓|✔|合格|结案|完结|闭环|[改治理]完$|^全部$|^(?:[Yy](?:es)?|1)$"
    r"|已(?!派|登|上报|报|移|转|受理|通知|告知|列|安排|联系|启动|开始|部署|约谈|下发|督促|交)"
)
_AWAITING = re.compile(r"待(?:验收|复核|复查|销号|核验)|报验|申请验收")
_UNDER_WAY = re.compile(r"(?:整改|整治|进行|施工|推进|处理|办理|实施)中|正在|部分|基本完成|大部|持续推进")
_NOT_BEGUN = re.compile(
    r"未.*|没.*|否|×|✗|✘|[Nn]o?|0|待(?:整改|整治|处理|办理|完成)|已?(?:登记|派单|受理|立案)|新增|无", re.DOTALL
)
_QUARTER = re.compile(r"(?:(?P<year>\d{4})年?)?第?(?P<quarter>[一二三四1-4])季度末?")
_MEASURE = re.compile("面积|长度|重量|体积")
_MEASURE_IN_STATE = re.compile(
    r"(?:已?完成|已(?:整[治改]|清[理运除]|拆除|处[理置]|补[栽种]|[种栽]植|修[复缮]|更换|疏通|规范|劝离|取缔|粉刷|维修|安装|转运|铲除))(\d[\d,.]*[^\d,;、。]{0,5}?)(?:[,;、。(]?(?:还|尚|剩|其余|未|待).*)?$"
)


@frozen
class Days:
    """A row's days; fault_raised, fault: what stood where no day can be read, of the finding or of another day."""

    raised_on: date | None
    due_on: date | None
    done_on: date | None
    fault_raised: str = ""
    fault: str = ""


@frozen
class ToldState:
    """What a column of states says: finished or not, or a share or an amount that is done.

    state: how far it is where it is not finished. strange: words of which nothing is understood.
    """

    finished: bool = False
    share: Decimal | None = None
    amount_milli: int | None = None
    amount_unit: str = ""
    state: State | None = None
    strange: str = ""


@frozen
class Measured:
    """How much was planned and done in which unit; code: what is the matter with it, empty where nothing is."""

    unit: str = ""
    planned_milli: int | None = None
    done_milli: int | None = None
    code: str = ""
    text: str = ""
    more: tuple[Quantity, ...] = ()


def days_of(row: TableRow, today: date, year: int | None = None) -> Days:
    """The days of a row: found and finished not after today, finished not before it was found.

    year: of days that stand without one (3月15日), where the sheet or its title names it.
    """
    raised_on, fault_raised = _day(_with_year(row.cell("raised_on"), year), today)
    # 3月17日 behind a day with its year is of that year, or of the next.
    year = year or (raised_on.year if raised_on else None)
    due_on, fault_due = _due_day(_with_year(row.cell("due_on"), year, raised_on), year)
    done_on, fault_done = None, ""
    # A state may stand where the day should: 已完成, 进行中.
    if told_state(row.cell("done_on")).strange or date_of(row.cell("done_on")):
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
    if not isinstance(cell, str):
        return cell
    text = _BEFORE.sub("", re.sub(r"\s", "", cell))
    day = day_of(text, year) if date_in(text) is None else None
    if day is None:
        return cell
    if not_before is not None and not _OWN_YEAR.match(text) and day < not_before:
        return f"{not_before.year + 1}-{day.month}-{day.day}"
    return day


def _due_day(cell: Cell, year: int | None) -> tuple[date | None, str]:
    """The same for a deadline: 2024年3月 and 3月底前 end with the month."""
    if isinstance(cell, str):
        text = _BEFORE.sub("", re.sub(r"\s", "", unicodedata.normalize("NFKC", cell)))
        match = _END_OF_MONTH.fullmatch(text) or _MONTH.fullmatch(text)
        in_year = int(match["year"]) if match and match["year"] else year
        if match and in_year and 1 <= int(match["month"]) <= 12:
            month = int(match["month"])
            return date(in_year, month, monthrange(in_year, month)[1]), ""
        if quarter := _quarter_in(text, year):
            return quarter, ""
        day, _fault = _day(text, _LATEST)
        return (day, "") if day else _day(cell, _LATEST)
    return _day(cell, _LATEST)


def _quarter_in(text: str, year: int | None) -> date | None:
    """The last day of 2026年第二季度, in the year given where it says none."""
    match = _QUARTER.fullmatch(text)
    in_year = int(match["year"]) if match and match["year"] else year
    if not match or not in_year:
        return None
    month = 3 * (" 一二三四".find(match["quarter"]) if match["quarter"] in "一二三四" else int(match["quarter"]))
    return date(in_year, month, monthrange(in_year, month)[1])


def state_of(row: TableRow) -> ToldState:
    """What a row's column of states says; 80 below 进度(%) is a share."""
    cell, columns = row.cell("state"), row.layout.columns_of("state")
    in_hundreds = isinstance(cell, float) and 1 < cell <= 100 and re.search("[%％]", row.layout.headings[columns[0]])
    return told_state(f"{cell:g}%" if in_hundreds else cell)


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
            return ToldState(amount_milli=amount.milli, amount_unit=amount.unit)
    if _FINISHED.search(text) and not _NOT_FINISHED.search(text):
        return ToldState(finished=True)
    if _AWAITING.search(text):
        return ToldState(state=State.AWAITING_ACCEPTANCE)
    if _UNDER_WAY.search(text) and not text.startswith("未"):
        return ToldState(state=State.IN_PROGRESS)
    return ToldState(strange="" if says_nothing(text) or _NOT_BEGUN.fullmatch(text) else text)


def state_for_amount(row: TableRow) -> ToldState:
    """What words say that stand where the amount done should: 已整改 with √ or 整改中 below it."""
    done = _amounts(row, "done")[0]
    return told_state(done.text) if done.amount.fault else ToldState()


def sheet_unit(layout: Layout, above: Sequence[str]) -> str:
    """The unit that the lines above a table give all its amounts, where it has no column of units; else empty."""
    if layout.columns_of("unit"):
        return ""
    return next((unit for text in above if (unit := unit_of_sheet(text))), "")


def measured(row: TableRow, sheet_wide_unit: str, state: ToldState, *, finished: bool) -> Measured:
    """The amounts of a row. What is finished and says no more is done as planned."""
    planned_all, done_all = _amounts(row, "quantity"), _amounts(row, "done")
    planned, done = planned_all[0], done_all[0]
    in_words = state_for_amount(row)
    if done.amount.fault and (in_words != ToldState(strange=in_words.strange) or _NOT_BEGUN.fullmatch(done.text)):
        state, done_all, done = in_words, [_NO_AMOUNT], _NO_AMOUNT
        finished = finished or state.finished
    own = row.text("unit")
    own_unit = "" if says_nothing(own) else amount_unit(own)
    other = {"", own_unit} if is_unit(own_unit) else None
    faults = [
        each.text for each in (*planned_all, *done_all)
        if each.amount.fault or (other is not None and each.amount.unit not in other)
    ]  # fmt: skip
    if faults:
        return Measured(code="bad_quantity", text=faults[0])
    if not row.layout.columns_of("quantity"):
        planned_all, planned = done_all, done
    if planned.amount.milli is None and done.amount.milli is None:
        return Measured()
    unit = planned.unit or done.unit or own_unit or sheet_wide_unit
    if state.amount_unit and unit and state.amount_unit != unit:
        return Measured(code="bad_quantity", text=row.text("state"))
    if planned.unit and done.amount.unit and planned.amount.unit and planned.unit != done.amount.unit:
        return Measured(code="bad_quantity", text=done.text)
    first = replace(planned, unit=unit, text=planned.text or done.text)
    missing = [each.text for each in (first, *planned_all[1:]) if not each.unit]
    if missing:
        return Measured(code="unit_missing", text=missing[0])
    more = tuple(_further(each, done_all[1:], state, finished=finished) for each in planned_all[1:])
    done_milli = _done(planned.amount, done.amount, state, finished=finished)
    return Measured(unit, planned.amount.milli or 0, done_milli, more=more)


def _further(planned: "_Told", done_all: Sequence["_Told"], state: ToldState, *, finished: bool) -> Quantity:
    """One of the amounts behind the first, with what was done of its unit."""
    done = next((each.amount for each in done_all if each.unit == planned.unit), Amount())
    done_milli = _done(planned.amount, done, replace(state, amount_milli=None), finished=finished)
    return Quantity(planned.unit, planned.amount.milli or 0, done_milli, item=planned.item)


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


@frozen
class _Told:
    """An amount with its unit, by the cell or its heading, what stood there and what is counted."""

    amount: Amount
    unit: str = ""
    text: str = ""
    item: str = ""


_NO_AMOUNT = _Told(Amount())


def _amounts(row: TableRow, name: str) -> list[_Told]:
    """The amounts that the columns of a field hold, an empty one for none.

    Of several columns the first counts that says something, and beside it those of another unit.
    """
    found: list[_Told] = []
    for column in row.layout.columns_of(name):
        text = row.texts[column] if column < len(row.texts) else ""
        if says_nothing(text):
            continue
        heading = row.layout.headings[column]
        own = unit_in_heading(heading)
        told = [_Told(amount, amount.unit or own, text, item) for item, amount in amounts_of(row.cells[column])]
        units = {each.unit for each in found}
        if not found or (not units & {each.unit for each in told} and (own or _MEASURE.search(heading))):
            found += told
    return found or [_NO_AMOUNT]
