# SPDX-License-Identifier: GPL-3.0-or-later
"""How tasks read on the screen: states, days that are left, quantities. Imports kit's chips and rules only."""

from collections.abc import Mapping, Sequence
from datetime import date

from hongyun_desktop.core.rectification.quantities import Quantity, quantity_text
from hongyun_desktop.core.rectification.rules import OPEN, PRIORITY_WORDS, STATE_WORDS, Priority, State, TaskRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.theme import COLOURS

STATE_CHIPS: Mapping[State, Chip] = {
    State.REGISTERED: Chip(STATE_WORDS[State.REGISTERED], COLOURS.grey_ground, COLOURS.text_soft),
    State.ASSIGNED: Chip(STATE_WORDS[State.ASSIGNED]),
    State.IN_PROGRESS: Chip(STATE_WORDS[State.IN_PROGRESS], COLOURS.warning_ground, COLOURS.warning),
    State.AWAITING_ACCEPTANCE: Chip(STATE_WORDS[State.AWAITING_ACCEPTANCE], COLOURS.tint_strong, COLOURS.primary),
    State.CLOSED: Chip(STATE_WORDS[State.CLOSED], COLOURS.good_ground, COLOURS.good),
    State.REJECTED: Chip(STATE_WORDS[State.REJECTED], COLOURS.grey_ground, COLOURS.text_soft),
    State.DUPLICATE: Chip(STATE_WORDS[State.DUPLICATE], COLOURS.grey_ground, COLOURS.text_soft),
    State.HANDED_ON: Chip(STATE_WORDS[State.HANDED_ON], COLOURS.grey_ground, COLOURS.text_soft),
}
_SOON_DAYS = 3


def due_words(row: TaskRow, day: date) -> str:
    """When a task is due, as seen from a day: 超期12天, 今天到期, 10月20日, empty where nothing was said."""
    if row.days_overdue:
        return _("超期{days}天").format(days=row.days_overdue)
    if row.due_on is None:
        return ""
    if row.state in OPEN and 0 <= (left := (row.due_on - day).days) <= _SOON_DAYS:
        return _("今天到期") if not left else _("还有{days}天").format(days=left)
    return row.due_on.isoformat()


def when_words(row: TaskRow, day: date) -> str:
    """The same in few characters, for a card; of a closed task when it was finished."""
    if row.state is State.CLOSED and row.done_on is not None:
        return _("{month}月{day}日").format(month=row.done_on.month, day=row.done_on.day)
    if row.days_overdue or row.due_on is None or due_is_soon(row, day):
        return due_words(row, day)
    return _("{month}月{day}日").format(month=row.due_on.month, day=row.due_on.day)


def due_is_soon(row: TaskRow, day: date) -> bool:
    """Whether an open task is due within three days."""
    return row.state in OPEN and row.due_on is not None and 0 <= (row.due_on - day).days <= _SOON_DAYS


def line_words(quantity: Quantity) -> str:
    """One measured line: 80/200 吨."""
    done, planned = quantity_text(quantity.done_milli), quantity_text(quantity.planned_milli)
    return f"{done}/{planned} {quantity.unit}"


def progress_words(row: TaskRow) -> str:
    """The first measured line, and how many there are besides; empty without one."""
    if not row.quantities:
        return ""
    more = len(row.quantities) - 1
    return line_words(row.quantities[0]) + (_(" 等{count}项").format(count=more + 1) if more else "")


def done_share(quantities: Sequence[Quantity]) -> float:
    """How much of what was planned is done, 0 to 1: the mean of the lines, none of which counts for more than whole."""
    shares = [min(1.0, q.done_milli / q.planned_milli) if q.planned_milli else 1.0 for q in quantities]
    return sum(shares) / len(shares) if shares else 0.0


def photo_words(row: TaskRow) -> str:
    """前2 后1; empty where there is no picture."""
    parts = [
        _("前{count}").format(count=row.photos_before) if row.photos_before else "",
        _("后{count}").format(count=row.photos_after) if row.photos_after else "",
    ]
    return " ".join(part for part in parts if part)


def photo_marks(row: TaskRow) -> str:
    """前后, 前 or 后: of when there are pictures; empty for none."""
    return (_("前") if row.photos_before else "") + (_("后") if row.photos_after else "")


def priority_chips(row: TaskRow) -> tuple[Chip, ...]:
    """A chip for what is pressing; none for the usual."""
    if row.priority is Priority.URGENT:
        return (Chip(PRIORITY_WORDS[row.priority], COLOURS.bad_ground, COLOURS.bad),)
    if row.priority is Priority.HIGH:
        return (Chip(PRIORITY_WORDS[row.priority], COLOURS.warning_ground, COLOURS.warning),)
    return ()


def recurrence_words(times: int) -> str:
    """同一地点同类问题，第3次; empty the first time."""
    return _("同一地点同类问题，第{times}次").format(times=times) if times > 1 else ""


def short_day_words(day: date | None, now: date) -> str:
    """A day of this year as 11月22日, of another as 2025-11-22; empty for none."""
    if day is None:
        return ""
    return _("{month}月{day}日").format(month=day.month, day=day.day) if day.year == now.year else day.isoformat()
