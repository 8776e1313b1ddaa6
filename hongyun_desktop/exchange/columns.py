# SPDX-License-Identifier: GPL-3.0-or-later
"""Which heading means what: a sheet's columns are found by what the headings say, not by where they stand.

Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from hongyun_desktop.exchange.bare_days import names_day
from hongyun_desktop.exchange.column_contents import by_days, counts
from hongyun_desktop.exchange.heading_text import plain
from hongyun_desktop.exchange.headings import MARKS, ROSTER, SIGN_IN, TASKS, Synonyms, loose_field, loose_task_field
from hongyun_desktop.exchange.reading import Cell, Sheet
from hongyun_desktop.frozen_class import frozen

__all__ = [
    "ROSTER", "SIGN_IN", "SKIPPED", "TASKS", "Layout", "Synonyms", "fields_of", "find_layout", "heading_texts",
    "layout_at", "tells_hours", "tells_service",
]  # fmt: skip

_LOOKED_AT = 30
_FEWEST_COLUMNS = 2
_CELLS_OF_A_LABEL = 2
_LONGEST_HEADING = 60
_ASSIGNED_RANK, _LOOSE_RANK = -1, 1000
_PEOPLE = frozenset({"name", "head"})
_PERSONAL = frozenset({"id_number", "phone", "born_on", "sex", "political_status"})
# A ledger tells of something wrong, and of one thing more that no roster has.
_PROBLEMS = frozenset({"title", "category"})
# What a person assigns to a column whose content is to be left out; any number of columns may have it.
SKIPPED = "skipped"
_SAYS_LITTLE = frozenset({"sequence", "note", "tags", SKIPPED})
_LONE_ROOM = frozenset({"号", "户", "门牌", "户室", "房"})
TIMES = frozenset({"活动时间", "服务时间", "时间"})
_HOURS_FIELDS = frozenset({"hours", "minutes", "starts_at"})
_SERVICE_FIELDS = _HOURS_FIELDS | {"held_on"}
_GROUPS = frozenset({"address", "phone", "quantity", "state"})
_ANY_MONTH = 1
_OF_LENGTH = re.compile("时长|时间|工时|用时|计时")
_IN_MINUTES, _IN_HOURS = (
    re.compile(r"分钟|[(（/／](?:单位[:：])?(?:min|分)[)）]?$"),
    re.compile(r"[(（/／]\D{0,3}(?:小时|[Hh时])[)）]?$"),
)
_ASKED = re.compile("^(?:请?(?:填写|输入|选择))?[您你](?:的|所在的?|所住的?|居住的?|家的?|参加的?)?")
_DAYS = re.compile("时间|日期|期限|时限")
_REPEATED = frozenset({"phone", SKIPPED})
_REPEATED_OF_TASKS = frozenset({"quantity", "done", SKIPPED})


@frozen
class Layout:
    """Where a sheet's table starts and what its columns hold.

    first_row: zero-based index of the first row below the heading. fields: column → field, in order of columns.
    headings: column → heading as it stands. Several columns may hold phones. heading_row: the heading's first row.
    """

    first_row: int
    fields: Mapping[int, str]
    headings: Mapping[int, str]
    heading_row: int = 0

    @cached_property
    def unrecognised(self) -> dict[int, str]:
        """Columns with a heading that means nothing to us."""
        return {column: text for column, text in self.headings.items() if column not in self.fields}

    @cached_property
    def first_columns(self) -> dict[str, int]:
        """Field → its leftmost column."""
        return {field: column for column, field in reversed(list(self.fields.items()))}

    @cached_property
    def _columns(self) -> dict[str, list[int]]:
        columns: dict[str, list[int]] = {}
        for column, field in self.fields.items():
            columns.setdefault(field, []).append(column)
        return columns

    def columns_of(self, field: str) -> list[int]:
        """The columns of a field, from the left; empty where the sheet has none."""
        return self._columns.get(field, [])


def find_layout(sheet: Sheet, synonyms: Synonyms, assigned: Mapping[str, str]) -> Layout | None:
    """The layout of a sheet, or None where no row reads like a heading.

    assigned: heading as it stands → field (empty: none), where a person said so.
    """
    best: Layout | None = None
    for number in range(min(_LOOKED_AT, len(sheet.rows))):
        layout = layout_at(sheet, number, synonyms, assigned)
        if layout and (best is None or len(layout.fields) > len(best.fields)):
            best = layout
    return None if best and _lies_across(sheet, best, synonyms) else best


def _lies_across(sheet: Sheet, best: Layout, synonyms: Synonyms) -> bool:
    """Whether the first column holds the headings, and each person is a column."""
    found = len(best.fields)
    # A label and what it says, 活动名称 | 清洁家园, are the title of the heading below.
    firsts = {
        number: row[0] for number, row in enumerate(sheet.rows[:_LOOKED_AT])
        if row and (number >= best.heading_row or len(row) - row.count("") > _CELLS_OF_A_LABEL)
    }  # fmt: skip
    headings = {number: cell for number, cell in firsts.items() if isinstance(cell, str) and cell}
    return len(fields_of(headings, synonyms, {})) > max(found, _FEWEST_COLUMNS)


def tells_service(layout: Layout) -> bool:
    """Whether a sheet says when or how long somebody served: without it, it is no sign-in sheet."""
    return not _SERVICE_FIELDS.isdisjoint(layout.fields.values())


def tells_hours(layout: Layout) -> bool:
    """Whether a sheet says how long somebody served at what: a roster does not."""
    fields = set(layout.fields.values())
    return bool(fields & _HOURS_FIELDS and fields & {"held_on", "activity"})


def layout_at(
    sheet: Sheet, number: int, synonyms: Synonyms, assigned: Mapping[str, str], fewest: int = _FEWEST_COLUMNS
) -> Layout | None:
    """The layout whose heading begins in a row, zero-based, or None where that row reads like none.

    fewest: how many columns must tell something.
    """
    headings = heading_texts(sheet.rows[number])
    fields, first_row = fields_of(headings, synonyms, assigned), number + 1
    if first_row < len(sheet.rows):
        alone = heading_texts(sheet.rows[first_row])
        lower = _of_groups(sheet, number, headings, alone)
        both = {column: lower.get(column) or headings[column] for column in sorted({*headings, *lower})}
        joined = fields_of(both, synonyms, assigned)
        if len(joined) > len(fields) and _goes_on_below(sheet, number, fields, fields_of(lower, synonyms, assigned)):
            if fields_of(alone, synonyms, assigned) == joined:
                # The line above is a title and says nothing of the columns.
                both, number = alone, number + 1
            headings, fields, first_row = both, joined, first_row + 1
    telling = [field for field in fields.values() if field not in _SAYS_LITTLE]
    if synonyms is SIGN_IN:
        # 姓名 | 9月5日 | 9月12日: a column for each day.
        telling += ["hours" for cell in sheet.rows[number] if names_day(cell, _ANY_MONTH)]
        # 序号 | 姓名 | 签字, or 姓名 again and again: the title says the rest.
        telling += ["signed" for text in headings.values() if plain(text) in MARKS]
        telling += [field for text in headings.values() if (field := _claim(text, "sign_in")[1]) == "name"][1:]
    if synonyms is TASKS:
        fields = by_days(sheet, first_row, fields, assigned, headings)
    elif counted := {each for each, field in fields.items() if field == "name" and counts(sheet, first_row, each)}:
        others = {each: text for each, text in headings.items() if each not in counted or text in assigned}
        fields = fields_of(others, synonyms, assigned)
    needed = _PROBLEMS if synonyms is TASKS else _PEOPLE
    if len(telling) < fewest or needed.isdisjoint(telling):
        return None
    return Layout(first_row, fields, headings, number)


def _of_groups(sheet: Sheet, row: int, upper: Mapping[int, str], lower: Mapping[int, str]) -> dict[int, str]:
    """The lower headings, with the word for days where only the group above says it: 整治时间 above 开始, 完成."""
    days = {
        column for merge in sheet.merges if merge.first_row == row and _DAYS.search(upper.get(merge.first_column, ""))
        for column in range(merge.first_column, merge.last_column + 1)
    }  # fmt: skip
    return {
        column: f"{text}时间" if column in days and not _DAYS.search(text) else text for column, text in lower.items()
    }


def _goes_on_below(sheet: Sheet, row: int, upper: Mapping[int, str], lower: Mapping[int, str]) -> bool:
    """Whether the row below is the heading's second half ("住址" above "栋", "单元", "房号"), not the first person."""
    grouped = {
        column for merge in sheet.merges if merge.first_row == row and merge.last_column > merge.first_column
        for column in range(merge.first_column, merge.last_column + 1)
    }  # fmt: skip
    if any(upper.get(column, "address") not in _GROUPS for column in lower if column not in grouped):
        return False
    merged = any(m.first_row == row and (m.last_column > m.first_column or m.last_row > row) for m in sheet.merges)
    return len(lower) >= (1 if merged else _FEWEST_COLUMNS)


def heading_texts(row: Sequence[Cell]) -> dict[int, str]:
    """Column → text of the cells of a row that are short enough for headings."""
    texts = ((column, cell.strip()) for column, cell in enumerate(row) if isinstance(cell, str))
    return {column: text for column, text in texts if 0 < len(text) <= _LONGEST_HEADING}


def fields_of(headings: Mapping[int, str], synonyms: Synonyms, assigned: Mapping[str, str]) -> dict[int, str]:
    """Column → field, from the left; of two columns for one field the better known heading gets it."""
    claims: list[tuple[int, int, str]] = []
    for column, text in headings.items():
        rank, field = (_ASSIGNED_RANK, assigned[text]) if text in assigned else _claim(text, _table_of(synonyms))
        if field:
            claims.append((rank, column, field))
    repeated = _REPEATED_OF_TASKS if synonyms is TASKS else _REPEATED
    fields: dict[int, str] = {}
    for _rank, column, field in sorted(claims):
        if field in repeated or field not in fields.values():
            fields[column] = field
    if synonyms is ROSTER:
        _leave_to_the_head(fields, headings)
    if synonyms is not TASKS:
        _add_lone_room(fields, headings, assigned)
    _add_time_span(fields, headings, synonyms, assigned)
    return dict(sorted(fields.items()))


def _leave_to_the_head(fields: dict[int, str], headings: Mapping[int, str]) -> None:
    # 户主 | 户主身份证号 | 家庭成员: the number is not the member's, in whose row it stands.
    if set(fields.values()) >= _PEOPLE:
        for column in [each for each, name in fields.items() if name in _PERSONAL]:
            if plain(headings[column]).startswith("户主"):
                del fields[column]


def _add_lone_room(fields: dict[int, str], headings: Mapping[int, str], assigned: Mapping[str, str]) -> None:
    # 栋 | 单元 | 号: only beside the other two does 号 mean the room.
    known = set(fields.values())
    if not {"building", "unit"} <= known or known & {"room", "address"}:
        return
    for column, text in headings.items():
        if column not in fields and text not in assigned and plain(text) in _LONE_ROOM:
            fields[column] = "room"
            return


def _add_time_span(
    fields: dict[int, str], headings: Mapping[int, str], synonyms: Synonyms, assigned: Mapping[str, str]
) -> None:
    # 日期 | 服务时间: beside a column of days the time is how long, 9:00-11:30.
    # A column of ticks (签到) tells no end.
    if synonyms is not SIGN_IN or set(fields.values()) & {"hours", "minutes", "ends_at"}:
        return
    for column, text in headings.items():
        if column not in fields and text not in assigned and plain(text) in TIMES:
            fields[column] = "hours"
            return


# What a file may be, as the importers call it.
SYNONYMS_OF: Mapping[str, Synonyms] = {"roster": ROSTER, "sign_in": SIGN_IN, "tasks": TASKS}


def _table_of(synonyms: Synonyms) -> str:
    return next(name for name, table in SYNONYMS_OF.items() if table is synonyms)


@lru_cache(maxsize=4096)
def _claim(heading: str, table: str) -> tuple[int, str]:
    """How sure and which field a heading names; the field is empty for an unknown one."""
    # 工程量/吨, but not （年/月/日）.
    word = plain(re.sub(r"[/／][^/／()（）]{1,4}$", "", heading) if table == "tasks" else heading)
    if table == "sign_in" and _OF_LENGTH.search(word):
        # 服务时间（小时） is how long, 服务时间 when.
        if _IN_MINUTES.search(heading):
            return 0, "minutes"
        if _IN_HOURS.search(heading):
            return 0, "hours"
    index = _index(table)
    # "联系电话2", "姓名Name", "3、您的手机号": what stands around the Chinese word may go.
    bare = _ASKED.sub("", re.sub(r"^[\da-z]+|[\da-z]+$", "", word)) or word
    # 5日 is a day of the month, 日 a column of them.
    for spelling in (word, bare) if len(bare) > 1 else (word,):
        if spelling in index:
            return index[spelling]
    return _LOOSE_RANK, loose_task_field(bare) if table == "tasks" else loose_field(bare, SYNONYMS_OF[table])


@lru_cache(maxsize=len(SYNONYMS_OF))
def _index(table: str) -> dict[str, tuple[int, str]]:
    return {
        plain(word): (rank, field) for field, words in SYNONYMS_OF[table].items() for rank, word in enumerate(words)
    }
