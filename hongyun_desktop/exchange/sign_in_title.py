# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lines above a sign-in sheet's heading, and its sheet's name, say of all rows below.

Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Sequence
from datetime import date

from hongyun_desktop.exchange.bare_days import DAY_IN_TEXT, day_of, month_in, texts_with_days, year_in
from hongyun_desktop.exchange.cells import text_of
from hongyun_desktop.exchange.columns import Layout
from hongyun_desktop.exchange.durations import minutes_of, span_in
from hongyun_desktop.exchange.reading import Cell, Sheet
from hongyun_desktop.frozen_class import frozen

_ACTIVITY = re.compile(
    r"(?:活动名称|活动主题|活动|项目|服务项目)\s*[:：]\s*(.+?)(?=\s{2,}|\s*(?:活动)?(?:日期|时间|地点|队伍|组织)|$)"
)
_TEAM = re.compile(r"(?:组织队伍|组织单位|队伍|团队)\s*[:：]\s*(\S+)")
_LENGTH = re.compile(r"(?:时长|每[人次](?!服务|时长))\s*(?:计|各|均)?\s*[:：]?\s*([^\s，,。；;()（）]{1,8})")
_LENGTH_IN_BRACKETS = re.compile(r"[(（]((?:[\d.]+|[一两二三四五六七八九十半]+)个?半?(?:小时|[hH]))[)）]")
_NAME_IN_TITLE = re.compile(r"(.+?)(?:志愿服务|志愿者?|活动|人员)*(?:签到表|签到册|签到)")
_PERIOD = re.compile(r"^\s*(?:20\d\d\s*年)?度?(?:\d{1,2}\s*月份?|第?[一二三四1-4]季度|[上下]半年)?")
_NO_ACTIVITY = re.compile(
    r"(?:sheet|工作表|表|页)?\s*\d*|签到[表册]?|汇总|总表|明细|问题行|.*(?:季度|月份?|年度?|小区|社区|自管委|志愿服务)|.*[:：].*",
    re.IGNORECASE,
)
_PAPER = "(?:制表|填表|填报|打印|导出|统计|上报|报送|更新|截至|截止|审核|编制|生成|公示|报名)"
_OF_THE_PAPER = re.compile(rf"{_PAPER}[^:：\d]{{0,4}}[:：]?\s*$")
_TO = "[-—–~～至到、和及]"
_TO_A_DAY = re.compile(rf"\s*(?:\d{{1,2}}[:：]\d{{2}}\s*)?{_TO}+\s*(?:\d{{1,2}}\s*[日号]|{DAY_IN_TEXT.pattern})")
_FROM_A_DAY = re.compile(rf"(?:[日号]|[月./\-]\s*\d{{1,2}})\s*(?:\d{{1,2}}[:：]\d{{2}}\s*)?{_TO}+\s*$")
_IN_MINUTES = re.compile(r"单位\s*[:：]\s*分")
_LABEL = re.compile(
    rf"{_PAPER}(?:日期|时间|人)\s*[:：]?|"
    r"(?:活动|服务|志愿)*(?:名称|主题|项目名称|服务项目|项目|内容|日期|时间|时长)\s*[:：]?|(?:活动|组织队伍|组织单位|队伍|团队)\s*[:：]?"
)
_AROUND = " \t-_—.·,，、()（）【】[]"
_SHORTEST_ACTIVITY, _SHORTEST_BESIDE_A_DAY, _LONGEST_ACTIVITY = 3, 2, 24


@frozen
class Title:
    """What holds for every row that says nothing else; year, month: of days that are written without them.

    in_minutes: whether bare numbers of lengths are minutes.
    """

    held_on: date | None
    activity: str
    team: str
    minutes: int | None
    year: int | None
    month: int | None
    in_minutes: bool = False


def title_of(sheet: Sheet, layout: Layout) -> Title:
    """What stands above a table: its day, activity, team, how long it took, and the year of its days."""
    texts = [text for row in sheet.rows[: max(layout.first_row - 1, 0)] for text in _labelled(row)]
    year = year_in([*texts, sheet.name]) or year_in(texts_with_days(_cells_of_days(sheet, layout)))
    days = [day for text in (*texts, sheet.name) if (day := _day_in(text, year))]
    activities = [match[1] for text in texts if (match := _ACTIVITY.search(text))]
    teams = [match[1] for text in texts if (match := _TEAM.search(text))]
    months = [month for text in (*texts, sheet.name) if (month := month_in(text))]
    lengths = [minutes for text in texts if (minutes := _minutes_in(text))]
    return Title(
        next(iter(days), None), next(iter([*activities, *_names(texts, sheet.name)]), ""), next(iter(teams), ""),
        next(iter(lengths), None), year, next(iter(months), None), any(map(_IN_MINUTES.search, texts)),
    )  # fmt: skip


def _labelled(row: Sequence[Cell]) -> list[str]:
    """The texts of a row, a label joined with the cell behind it: 活动名称 | 清洁家园."""
    texts: list[str] = []
    for text in (text for cell in row if (text := text_of(cell))):
        before = texts[-1] if texts else ""
        if _LABEL.fullmatch(before) and not _LABEL.fullmatch(text):
            texts[-1] = f"{before.rstrip(':： ')}：{text}"
        else:
            texts.append(text)
    return texts


def _cells_of_days(sheet: Sheet, layout: Layout) -> list[Cell]:
    column = layout.first_columns.get("held_on")
    return [row[column] for row in sheet.rows[layout.first_row :] if column is not None and column < len(row)]


def _day_in(text: str, year: int | None) -> date | None:
    """The day of what a text tells of: not when the paper was made, and neither end of a time from day to day."""
    for match in DAY_IN_TEXT.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        if not (_OF_THE_PAPER.search(before) or _FROM_A_DAY.search(before) or _TO_A_DAY.match(behind)):
            return day_of(re.sub(r"\s+", "", match.group()), year)
    return None


def _minutes_in(text: str) -> int | None:
    lengths = (*_LENGTH.finditer(text), *_LENGTH_IN_BRACKETS.finditer(text))
    told = (minutes_of(match[1], 60) for match in lengths)
    return next(filter(None, told), None) or span_in(text)


def _closed(name: str) -> str:
    """A name with the bracket that stripping took; a team in it is no part of the name."""
    before, bracket, inside = name.rpartition("（")
    if not bracket or "）" in inside:
        return name
    return before if inside.endswith("队") else f"{name}）"


def _names(texts: Sequence[str], sheet_name: str) -> list[str]:
    """Activities that are named without saying so, before 签到表 or beside a day; upper lines first."""
    found: list[str] = []
    for text in (*texts, sheet_name):
        told = _LENGTH.sub(lambda match: "" if minutes_of(match[1], 60) else match.group(), text)
        told = _LENGTH_IN_BRACKETS.sub("", told)
        bare = _PERIOD.sub("", DAY_IN_TEXT.sub("", told))
        match = _NAME_IN_TITLE.match(bare)
        shortest = _SHORTEST_ACTIVITY if bare == text and not match else _SHORTEST_BESIDE_A_DAY
        name = _closed((match[1] if match else bare if bare != text or text is sheet_name else "").strip(_AROUND))
        if shortest <= len(name) <= _LONGEST_ACTIVITY and not _NO_ACTIVITY.fullmatch(name):
            found.append(name)
    return found
