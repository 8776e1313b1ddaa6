# SPDX-License-Identifier: GPL-3.0-or-later
"""整治前后对比: all pictures before and after, two large pairs or four compact ones a page.

Imports neither peewee nor PySide6.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from pathlib import Path

from reportlab.lib.units import mm

from hongyun_desktop.core.rectification.paper_words import (
    NO_PARTY,
    day_text,
    measured_text,
    period_text,
    planned_text,
    state_text,
)
from hongyun_desktop.core.rectification.report_content import ReportContent, ReportTask
from hongyun_desktop.core.rectification.rules import TaskRow
from hongyun_desktop.documents.before_after import CAPTION_PT, NO_AFTER, NO_BEFORE, Side, pair
from hongyun_desktop.documents.fonts import Role
from hongyun_desktop.documents.form_page import SPAN_PT, FormPaper, Strip, room_pt, write_form
from hongyun_desktop.documents.form_strips import Pair, facts, facts_across, gap, heading
from hongyun_desktop.documents.list_cells import TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.palette import TITLE_RED
from hongyun_desktop.documents.pen import Pen
from hongyun_desktop.documents.quantity_table import quantity_table
from hongyun_desktop.documents.upright_page import LEFT_PT, SOFT_INK
from hongyun_desktop.frozen_class import frozen

PER_PAGE = (2, 4)
_TITLE = "整治前后对比"
_NONE = "本期登记的任务还没有照片。"
_ALONE = "没有成对的照片"
_GAP_PT = 2 * mm
_TITLE_PT, _FACTS_PT = 12.0, 9.5
_LEAST_PICTURE_PT = 30 * mm
_MOST_CHARACTERS, _FIRST = 240, 2


@frozen
class Compared:
    """One pair of a task's pictures: the number-th of so many. note: what else stands under the title."""

    task: ReportTask
    number: int = 1
    count: int = 1
    note: str = ""


def write(
    content: ReportContent, contents: Mapping[str, bytes], per_page: int, path: Path,
    taken_on: Mapping[str, date] | None = None,
) -> int:  # fmt: skip
    """Write all pairs of all tasks of a report that have a photo; returns the number of pages.

    The first pair of a task is its oldest picture before and its newest after.

    contents: JPEG bytes by sha256. per_page: 2 or 4. taken_on: the days of photos by sha256; a photo without one
    bears the day on which its task was raised or done, and says so. Raises: as `write_form`.
    """
    if per_page not in PER_PAGE:
        raise ValueError(f"{per_page} pairs do not go on a page")
    head = Head(_TITLE, f"{content.issuer} · {period_text(content.period)}")
    return write_form(
        FormPaper(
            head=head,
            strips=list(_strips(content, contents, per_page, taken_on or {}, room_pt(head))),
            footer=f"{content.compound} · {_TITLE} · {content.made_on:%Y-%m-%d}",
            author=content.issuer,
            made_on=content.made_on,
        ),
        path,
    )


def _strips(
    content: ReportContent, contents: Mapping[str, bytes], per_page: int, taken_on: Mapping[str, date], whole_pt: float
) -> Iterator[Strip]:
    tasks = [task for task in content.tasks if has_photo(task, contents)]
    if not tasks:
        yield from facts_across(_NONE)
    share_pt = whole_pt / per_page
    on_page = 0
    for compared in _all_pairs(tasks, contents):
        full = on_page == per_page
        strips = list(pair_of(compared, contents, taken_on, share_pt - _GAP_PT, large=per_page == PER_PAGE[0],
                              breaks=full))  # fmt: skip
        yield from strips
        on_page = 1 if full else on_page + 1
        task = compared.task
        if _has_many(task.row) and compared.number == compared.count:
            # A page or more of measured lines: the next pair begins a page of its own.
            yield heading("数量", task.row.number)
            yield from quantity_table(task.row.quantities)
            on_page = per_page
        elif on_page < per_page:
            yield gap((share_pt - sum(strip.height_pt for strip in strips)) / mm)


def _all_pairs(tasks: Sequence[ReportTask], contents: Mapping[str, bytes]) -> Iterator[Compared]:
    for task in tasks:
        count = len(_pictures(task, contents))
        yield from (Compared(task, number, count) for number in range(1, count + 1))


def _pictures(task: ReportTask, contents: Mapping[str, bytes]) -> list[tuple[str | None, str | None]]:
    """Pairs by sha256: the oldest before with the newest after, and so on; None where one side has no more."""
    before = [sha256 for sha256 in task.photos_before if sha256 in contents]
    after = [sha256 for sha256 in task.photos_after[::-1] if sha256 in contents]
    return list(zip_longest(before, after))


def has_photo(task: ReportTask, contents: Mapping[str, bytes]) -> bool:
    """Whether there is a picture of the task, before or after."""
    return any(sha256 in contents for sha256 in (*task.photos_before, *task.photos_after))


def pair_of(
    compared: Compared, contents: Mapping[str, bytes], taken_on: Mapping[str, date], most_pt: float, *,
    large: bool = False, breaks: bool = False,
) -> Iterator[Strip]:  # fmt: skip
    """One task's heading and a pair of its pictures, which stay together and are no higher than told.

    large: whether who did it and how much of it is told below; many measured lines are told by number only.
    """
    task, is_first = compared.task, compared.number == 1
    row = task.row
    title = _heading(compared, breaks=breaks)
    old, new = _pictures(task, contents)[compared.number - 1]
    before = _side("整治前", NO_BEFORE if is_first else _ALONE, old, contents, taken_on, "发现", row.raised_on)
    after = _side("整治后", NO_AFTER if is_first else _ALONE, new, contents, taken_on, "完成", row.done_on)
    below = facts(_facts(task)) if large and is_first else []
    used_pt = title.height_pt + CAPTION_PT + sum(strip.height_pt for strip in below)
    yield title
    yield pair(before, after, max(most_pt - used_pt, _LEAST_PICTURE_PT), keeps=large)
    for place, strip in enumerate(below, 1):
        yield replace(strip, keeps=place < len(below))


def _facts(task: ReportTask) -> Iterator[tuple[Pair, ...]]:
    row = task.row
    yield ("责任单位", row.party or NO_PARTY), ("期限", day_text(row.due_on, "未定"))
    if row.quantities and not _has_many(row):
        yield (("数量", "；".join(map(measured_text, row.quantities))),)


def _has_many(row: TaskRow) -> bool:
    """Whether the measured lines are more than stand with the pictures."""
    return len("；".join(map(measured_text, row.quantities))) > _MOST_CHARACTERS


def _planned(row: TaskRow) -> str:
    if not _has_many(row):
        return planned_text(row.quantities)
    return f"{planned_text(row.quantities[:_FIRST])}等{len(row.quantities)}样"


def _heading(compared: Compared, *, breaks: bool) -> Strip:
    row = compared.task.row
    told = filter(None, (row.place.text, _planned(row), state_text(row), compared.note))
    of = f"（第{compared.number}组，共{compared.count}组）" if compared.count > 1 else ""
    cells = (TextCell(f"{row.number}　{row.title}{of}", _TITLE_PT, role=Role.HEADING, colour=TITLE_RED),
             TextCell("　·　".join(told), _FACTS_PT, colour=SOFT_INK))  # fmt: skip

    def draw(canvas: Pen, top_pt: float) -> None:
        for cell in cells:
            high_pt = cell.height_pt(SPAN_PT)
            cell.draw(canvas, LEFT_PT, top_pt, SPAN_PT, high_pt)
            top_pt -= high_pt

    return Strip(sum(cell.height_pt(SPAN_PT) for cell in cells) + 1 * mm, draw, keeps=True, breaks=breaks)


def _side(
    stage: str, missing: str, shown: str | None, contents: Mapping[str, bytes], taken_on: Mapping[str, date],
    word: str, day: date | None,
) -> Side:  # fmt: skip
    if shown is None:
        return Side(None, missing, stage)
    taken = taken_on.get(shown)
    told = f"{day_text(taken)}拍" if taken else (f"{day_text(day)}{word}" if day else "")
    return Side(contents[shown], missing, "　".join(filter(None, (stage, told))))
