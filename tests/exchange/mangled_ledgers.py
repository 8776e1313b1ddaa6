# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger of the article as other people would have laid it out, made by a seed; its totals stay the same."""

import csv
from collections.abc import Callable
from datetime import date
from itertools import groupby
from pathlib import Path
from random import Random

from hongyun_desktop.exchange.reading import read_workbook
from tests.exchange.sheets import Rows, write_xlsx

Row = list[object]
_FIELDS: tuple[str, ...] = (
    "number",
    "title",
    "category",
    "place",
    "quantity",
    "unit",
    "raised",
    "party",
    "due",
    "finished",
    "done",
)
_WORDS: dict[str, tuple[str, ...]] = {
    "number": ("序号", "编号"),
    "title": ("问题", "问题描述", "存在问题", "整治内容", "事项"),
    "category": ("类别", "问题类型", "类型"),
    "place": ("点位", "地点", "位置", "路段", "具体位置"),
    "quantity": ("数量", "工程量", "计划数量", "整治数量"),
    "unit": ("单位", "计量单位"),
    "raised": ("发现日期", "登记日期", "上报时间", "排查时间"),
    "party": ("责任单位", "责任人", "牵头单位", "整改单位"),
    "due": ("整改期限", "完成时限", "限期", "期限"),
    "finished": ("完成日期", "整改完成时间", "销号日期"),
    "done": ("完成数量", "已完成", "完成量", "整改数量"),
}
_DAYS = ("raised", "due", "finished")
_EXCEL_EPOCH = date(1899, 12, 30)
_DAY_FORMS: tuple[Callable[[date], object], ...] = (
    lambda day: day,
    lambda day: (day - _EXCEL_EPOCH).days,
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: day.isoformat(),
    lambda day: f" {day.year}/{day.month:02d}/{day.day:02d} ",
)


def mangled(good: Path, folder: Path, seed: int) -> Path:
    """A file in the folder that says what the good ledger says, in another way."""
    chance = Random(seed)
    rows: list[dict[str, object]] = [dict(zip(_FIELDS, row, strict=True)) for row in read_workbook(good)[0].rows[1:]]
    words = {field: chance.choice(spellings) for field, spellings in _WORDS.items()}
    _days(chance, rows)
    fields = list(_FIELDS)
    _numbers(chance, rows, fields)
    if chance.random() < 0.5:
        # What is finished on a day was done as planned.
        fields.remove("done")
    if chance.random() < 0.3:
        fields.remove("number")
    chance.shuffle(fields)
    if chance.random() < 0.2:
        return _as_text(chance, folder / f"台账{seed}.csv", _table(chance, rows, fields, words))
    if chance.random() < 0.3:
        return _sheet_per_road(chance, folder / f"台账{seed}.xlsx", rows, fields, words)
    table = _table(chance, rows, fields, words)
    merges = _merged_kinds(chance, table, fields, words)
    return write_xlsx(folder / f"台账{seed}.xlsx", {"整治": table, "说明": [["填表说明"]]}, merges)


def _days(chance: Random, rows: list[dict[str, object]]) -> None:
    form = chance.choice(_DAY_FORMS)
    for row in rows:
        for name in _DAYS:
            row[name] = form(date.fromisoformat(str(row[name])))


def _numbers(chance: Random, rows: list[dict[str, object]], fields: list[str]) -> None:
    """Amounts in one cell with their unit, in some hand's way; or as they were."""
    form = chance.choice(("{}{}", "约{}{}", "{} {}", "{}.0{}", ""))
    if not form:
        return
    fields.remove("unit")
    for row in rows:
        unit = {"平方米": chance.choice(("㎡", "平米", "平方米", "m²"))}.get(str(row["unit"]), row["unit"])
        for name in ("quantity", "done"):
            row[name] = form.format(f"{row[name]:g}", unit)


def _table(chance: Random, rows: list[dict[str, object]], fields: list[str], words: dict[str, str]) -> list[Row]:
    above: list[Row] = [["2024年微整治台账"], ["填报：新东社区", "", "审核："]]
    table = above[: chance.randrange(3)]
    if chance.random() < 0.3:
        table.append([])
    table.append([words[field] for field in fields])
    for row in rows:
        table.append([row[field] for field in fields])
        if chance.random() < 0.1:
            table.append([])
    if chance.random() < 0.6:
        table.append(["合计" if place == 0 else "" for place in range(len(fields))])
    return table


def _merged_kinds(
    chance: Random, table: list[Row], fields: list[str], words: dict[str, str]
) -> list[tuple[int, int, int, int]]:
    """Leave a kind that goes on over several rows in the first of them only, and merge the cells."""
    if chance.random() < 0.5:
        return []
    column = fields.index("category")
    heading = next(number for number, row in enumerate(table) if words["title"] in row)
    below = [(n, row[column]) for n, row in enumerate(table) if n > heading and len(row) > column and row[column]]
    merges: list[tuple[int, int, int, int]] = []
    for _kind, group in groupby(below, lambda pair: pair[1]):
        numbers = [number for number, _text in group]
        for number in numbers[1:]:
            table[number][column] = ""
        if numbers[-1] > numbers[0]:
            merges.append((numbers[0], column, numbers[-1], column))
    return merges


def _sheet_per_road(
    chance: Random, path: Path, rows: list[dict[str, object]], fields: list[str], words: dict[str, str]
) -> Path:
    sheets: dict[str, Rows] = {}
    for road, group in groupby(rows, lambda row: "川陕路" if "川陕路" in str(row["place"]) else "鸿运大道"):
        own = [row | {"place": str(row["place"]).removeprefix(road)} for row in group]
        sheets[road] = _table(chance, own, fields, words)
    return write_xlsx(path, sheets)


def _as_text(chance: Random, path: Path, table: list[Row]) -> Path:
    with path.open("w", encoding=chance.choice(("utf-8-sig", "gb18030")), newline="") as file:
        csv.writer(file, delimiter=chance.choice((",", "\t", ";"))).writerows(table)
    return path
