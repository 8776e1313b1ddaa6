# SPDX-License-Identifier: GPL-3.0-or-later
"""Who of a sign-in sheet's rows was there: ticks, signatures and remarks. Imports neither peewee nor PySide6."""

import re

from hongyun_desktop.exchange.cells import says_nothing, text_of
from hongyun_desktop.exchange.columns import Layout
from hongyun_desktop.exchange.durations import moment_of
from hongyun_desktop.exchange.heading_text import plain
from hongyun_desktop.exchange.headings import MARKS
from hongyun_desktop.exchange.reading import Sheet
from hongyun_desktop.exchange.table import TableRow

TICK = re.compile(r"[√✓✔☑●○◯vV✅Yy是到1]|已?到场?|已?签到?|出勤|参加|实到")
_AWAY = re.compile(r"未到|没到|缺席|缺勤|请假|旷工|没来|不来了?$|未参加|没参加|未签到|取消")
_HOW_LONG = frozenset({"hours", "minutes", "ends_at"})
_NO = re.compile(r"[否×✗✘xXnN0]|无|没有|-+")


class Presence:
    """Reads of each row whether somebody was there, where the sheet has a column for it."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        columns = [column for column, heading in layout.headings.items() if plain(heading) in MARKS]
        below = sheet.rows[layout.first_row :]
        told = {each: [row[each] for row in below if each < len(row) and text_of(row[each])] for each in columns}
        # One tick in cells that are merged is everybody's beside it.
        self._marks = {
            (row, merge.first_column): text_of(sheet.rows[merge.first_row][merge.first_column])
            for merge in sheet.merges
            if merge.first_column in columns and merge.first_row < len(sheet.rows)
            and merge.first_column < len(sheet.rows[merge.first_row])
            for row in range(merge.first_row, min(merge.last_row + 1, len(sheet.rows)))
        }  # fmt: skip
        # A column of times says how long; one that nobody wrote in says nothing.
        self._columns = [
            column for column, cells in told.items() if cells and all(moment_of(cell) is None for cell in cells)
        ]

        # 签到时间 alone: its empty cells are of those who did not come, where others wrote when they did.
        started, told_by_others = layout.first_columns.get("starts_at"), _HOW_LONG & set(layout.fields.values())
        filled = any(started is not None and started < len(row) and text_of(row[started]) for row in below)
        self._came = started if filled and not told_by_others else None

    def absence(self, row: TableRow) -> tuple[str, str]:
        """The code and words of a row that says that somebody was not there; both empty for somebody who was."""
        if self._came is not None and not row.text("starts_at"):
            return "not_signed", ""
        texts = [
            (row.texts[column] if column < len(row.texts) else "") or self._marks.get((row.number - 1, column), "")
            for column in self._columns
        ]
        for text in texts:
            if _AWAY.search(text) or _NO.fullmatch(text):
                return "not_present", text
        remark = row.text("note")
        if _AWAY.search(remark):
            return "not_present", remark
        return ("not_signed", "") if texts and not any(texts) else ("", "")


def is_tick(text: str) -> bool:
    """Whether a cell only says that somebody was there."""
    return TICK.fullmatch(text) is not None


def says_no(text: str) -> bool:
    """Whether a cell says that somebody was not there, in words or by being empty."""
    return says_nothing(text) or _NO.fullmatch(text) is not None or _AWAY.search(text) is not None
