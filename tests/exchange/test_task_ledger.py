# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger that leaves the program says what it holds, and can come back."""

from datetime import date
from pathlib import Path

from hongyun_desktop.core.rectification.places import Place
from hongyun_desktop.core.rectification.quantities import Quantity
from hongyun_desktop.core.rectification.rules import Priority, Source, State, TaskRow
from hongyun_desktop.exchange import task_ledger, task_sheet
from hongyun_desktop.exchange.reading import read_workbook


def task(number: int, state: State, done: int, **more: object) -> TaskRow:
    facts: dict[str, object] = {
        "task_id": number, "number": f"2026-{number:03d}", "title": f"=清运第{number}段", "category": "垃圾杂草",
        "place": Place("鸿运大道", "100"), "state": state, "source": Source.PATROL, "priority": Priority.NORMAL,
        "party": "街道城管", "raised_on": date(2026, 9, 1), "due_on": date(2026, 9, 30), "done_on": None,
        "days_overdue": 0, "reopened": 0, "recurrence": 1, "quantities": (Quantity("吨", 50_000, done, 0),),
        "photos_before": 0, "photos_after": 0,
    }  # fmt: skip
    return TaskRow(**(facts | more))  # pyright: ignore[reportArgumentType]


ROWS = (
    task(1, State.CLOSED, 50_000, done_on=date(2026, 9, 20)),
    task(2, State.IN_PROGRESS, 12_500, days_overdue=8),
    task(3, State.REGISTERED, 0, quantities=()),
)


def test_the_workbook_holds_text_as_text_and_days_as_days(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    task_ledger.write(ROWS, (), path)
    sheets = {sheet.name: sheet.rows for sheet in read_workbook(path)}
    heading, first, second, third = sheets["任务"]
    told = dict(zip(heading, second, strict=True))
    assert (first[1], told["数量"], told["完成数量"], told["单位"]) == ("=清运第1段", 50, 12.5, "吨")
    assert (told["发现日期"], told["状态"]) == (date(2026, 9, 1), "整治中")
    assert third[heading.index("单位")] == ""


def test_the_workbook_can_be_imported_as_a_ledger_again(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    task_ledger.write(ROWS, (), path)
    lines = task_sheet.read_tasks(path, date(2026, 10, 8)).lines
    assert [(line.title, line.unit, line.planned_milli, line.done_milli) for line in lines[:2]] == [
        ("=清运第1段", "吨", 50_000, 50_000), ("=清运第2段", "吨", 50_000, 12_500),
    ]  # fmt: skip
