# SPDX-License-Identifier: GPL-3.0-or-later
"""The papers of rectification: the article's figures, and contents that stretch them."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from PIL import Image, ImageDraw

from hongyun_desktop.core.photos.rules import PhotoRow, Stage, Subject
from hongyun_desktop.core.rectification.letter_content import LetterContent, LetterRow
from hongyun_desktop.core.rectification.letters import LetterKind, letter_number
from hongyun_desktop.core.rectification.places import place_of
from hongyun_desktop.core.rectification.quantities import MILLI, Quantity, Total
from hongyun_desktop.core.rectification.report_content import PartyShare, ReportContent, ReportTask
from hongyun_desktop.core.rectification.rules import (
    ChaseRow,
    ChaseWay,
    FundingKind,
    FundingRow,
    Period,
    Priority,
    Source,
    State,
    StepRow,
    TaskCard,
    TaskRow,
)
from hongyun_desktop.core.rectification.summaries import RecurrenceRow
from hongyun_desktop.documents import comparison_sheet, rectification_report, task_letter, task_sheet

DAY = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Committee:
    """The committee of the samples."""

    compound: str = "鸿运小区"
    community: str = "新东社区"
    street: str = "桂湖街道"
    issuer: str = "鸿运小区自管委"
    contact: str = "028-83000000"


COMMITTEE = Committee()
ARTICLE = (
    ("鸿运大道", "沿线乱堆乱放、乱搭乱建拆除", "乱堆乱放乱搭乱建", "处", 10),
    ("鸿运大道", "沿线垃圾杂草清理", "垃圾杂草", "吨", 200),
    ("鸿运大道", "补植树木草皮", "绿化补植", "平方米", 350),
    ("鸿运大道", "商铺店招更换", "店招更换", "个", 21),
    ("川陕路", "流动摊贩占道经营治理", "占道经营", "家", 200),
    ("川陕路", "排污沟淤泥清理", "排污沟", "吨", 300),
    ("川陕路", "黑臭水体裸露治理", "黑臭水体", "平方米", 200),
)
"""Road, title, category, unit and amount of what the article counts."""
_PARTIES = ("新东社区", "环境美育队", "街道城管", "鸿运小区物业")


def _row(number: int, **more: object) -> TaskRow:
    road, title, category, unit, amount = ARTICLE[(number - 1) % len(ARTICLE)]
    raised_on = date(2026, 1, 12) + timedelta(days=13 * number)
    whole = amount * MILLI
    row = TaskRow(
        number, f"2026-{number:03d}", f"{road}{title}", category, place_of(f"{road}{number * 20}号附近"), State.CLOSED,
        Source.PATROL, Priority.NORMAL, _PARTIES[number % 4], raised_on, raised_on + timedelta(days=30),
        raised_on + timedelta(days=18), 0, 0, 1, (Quantity(unit, whole, whole, whole),), 1, 1,
    )  # fmt: skip
    return replace(row, **more)


ROWS = [_row(number) for number in range(1, 8)]
HALF = _row(
    8, title="夜间烧烤摊占道反弹", category="占道经营", place=place_of("川陕路260号门前"), state=State.IN_PROGRESS,
    source=Source.MATTER, priority=Priority.HIGH, done_on=None, days_overdue=35, reopened=1, recurrence=3,
    quantities=(Quantity("家", 12 * MILLI, 7 * MILLI, 0, "流动摊位"), Quantity("米", 45_500, 20_000, 0, "油污路面")),
    photos_after=0, party="街道城管",
)  # fmt: skip
FRESH = _row(
    9, title="窨井盖松动", category="设施损坏", place=place_of("鸿运大道260号门前"), state=State.REGISTERED,
    source=Source.STREET, party="", done_on=None, due_on=date(2026, 12, 1), quantities=(Quantity("处", MILLI),),
    photos_before=0, photos_after=0,
)  # fmt: skip
_SKETCHES = {
    "before": ("#cfc8b8", "#6d5c45", "#8a7a5b"),
    "after": ("#cfe3ea", "#7f9c58", "#3d6b3a"),
}


def picture(stage: str, width: int = 1200, height: int = 900) -> bytes:
    """A drawn photo of a roadside, cluttered or tidy, as JPEG."""
    sky, ground, things = _SKETCHES[stage]
    image = Image.new("RGB", (width, height), sky)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, height * 0.55, width, height), fill=ground)
    for number in range(7):
        left, base = width * (number + 0.4) / 7.5, height * (0.55 + 0.05 * (number % 3))
        if stage == "before":
            pen.rectangle((left, base, left + width / 9, base + height / 7), fill=things)
        else:
            pen.ellipse((left, base - height / 5, left + width / 10, base), fill=things)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


CONTENTS: Mapping[str, bytes] = {
    "before": picture("before"), "after": picture("after"), "tall": picture("before", 900, 1200),
    "wide": picture("after", 1600, 700),
}  # fmt: skip


def photo(number: int, sha256: str, stage: Stage, day: date | None, caption: str = "") -> PhotoRow:
    """A photo of a task."""
    return PhotoRow(number, sha256, ".jpg", Subject("task", 1), stage, day, 1200, 900, caption, 90_000)


PHOTOS = {
    1: (photo(1, "before", Stage.BEFORE, date(2026, 1, 25)), photo(2, "after", Stage.AFTER, date(2026, 2, 12), "西侧")),
    8: (photo(3, "tall", Stage.BEFORE, date(2026, 4, 26)),),
}


def card(row: TaskRow, steps: int = 6) -> TaskCard:
    """All of a task with so many steps."""
    reasons = ("", "", "", "现场已清", "居民反映摊位又摆出来了", "")
    way: list[State] = [State.REGISTERED, State.ASSIGNED]
    while len(way) < steps:
        way.append(State.AWAITING_ACCEPTANCE if way[-1] is State.IN_PROGRESS else State.IN_PROGRESS)
    if row.state is State.CLOSED:
        way[-1] = State.CLOSED
    told = [
        StepRow(
            number, way[number - 1] if number else None, way[number],
            row.raised_on + timedelta(days=3 * number), datetime(2026, 5, 1, 9, 0), "曹大山", reasons[number % 6],
            row.party if number == 1 else "",
        )
        for number in range(steps)
    ]  # fmt: skip
    funding = (
        FundingRow(1, FundingKind.ASKED, 4_000_000, "桂湖街道", row.raised_on, ""),
        FundingRow(2, FundingKind.SPENT, 2_861_050, "新东社区", row.raised_on + timedelta(days=12), "清运费、劳务费"),
    )
    chases = (
        ChaseRow(1, row.raised_on + timedelta(days=50), ChaseWay.PHONE, "值班室", "已排入夜间巡查", None, ""),
        ChaseRow(2, DAY, ChaseWay.LETTER, "街道城管", "", date(2026, 12, 1), "鸿运整改提醒〔2026〕第003号"),
    )
    is_open = row.state is State.IN_PROGRESS
    note = "夜间八点后摆出，油烟和占道影响过往行人。" if is_open else ""
    return TaskCard(row, False, 2_861_050, note, None, "", "", tuple(told), funding, chases if is_open else ())


def content(rows: Sequence[TaskRow] = (*ROWS, HALF, FRESH)) -> ReportContent:
    """The report of a year with these tasks."""
    totals = _totals(rows)
    states = tuple((state, sum(row.state is state for row in rows)) for state in State)
    parties = tuple(
        PartyShare(party, len(own), sum(row.state is State.CLOSED for row in own), sum(row.days_overdue > 0 for row in own))
        for party in _PARTIES if (own := [row for row in rows if row.party == party])
    )  # fmt: skip
    again = (RecurrenceRow("占道经营", "川陕路260号", 3, date(2026, 4, 26), (8, 5, 3)),) if HALF in rows else ()
    funding = ((FundingKind.ASKED, 16_000_000), (FundingKind.GRANTED, 12_000_000), (FundingKind.SPENT, 11_540_000))
    return ReportContent(
        "鸿运小区2026年环境整治报告", Period(date(2026, 1, 1), date(2026, 12, 31)), "鸿运小区", "新东社区", "桂湖街道",
        "鸿运小区自管委", DAY, states, totals, tuple(map(_report_task, rows)), funding if rows else (), parties, again,
    )  # fmt: skip


def _totals(rows: Sequence[TaskRow]) -> tuple[Total, ...]:
    sums: dict[tuple[str, str], Total] = {}
    for row in rows:
        for line in row.quantities:
            key = (row.category, line.unit)
            old = sums.get(key, Total(*key, 0, 0, 0, 0))
            sums[key] = Total(
                *key, old.tasks + 1, old.planned_milli + line.planned_milli, old.done_milli + line.done_milli,
                old.accepted_milli + line.accepted_milli,
            )  # fmt: skip
    return tuple(sums.values())


def _report_task(row: TaskRow) -> ReportTask:
    before = ("tall",) if row is HALF else ("before",) * bool(row.photos_before)
    reason = "居民反映摊位又摆出来了" if row is HALF else ""
    return ReportTask(row, before, ("wide" if row.task_id == 3 else "after",) * bool(row.photos_after), reason)


def letter(kind: LetterKind = LetterKind.REMINDER, tasks: Sequence[TaskRow] = (HALF, FRESH)) -> LetterRow:
    """A letter about tasks."""
    to = "桂湖街道综合行政执法队" if kind is LetterKind.REMINDER else "桂湖街道办事处"
    wording = {"deadline": "收到本函后7日内", "request": "雨天油污流到人行道，老人小孩容易滑倒，请先清洗路面。"}
    ids = tuple(row.task_id for row in tasks)
    return LetterRow(1, kind, letter_number("鸿运", kind.value, 2026, 3), DAY, to, ids, wording)


def letter_content(*rows: TaskRow) -> LetterContent:
    """What a letter about some tasks says."""
    told = COMMITTEE
    return LetterContent(
        "鸿运整改提醒〔2026〕第003号", told.compound, told.community, told.street, told.issuer, told.contact,
        tuple(_report_task(row) for row in rows),
    )  # fmt: skip


def write_sheets(path: Path) -> int:
    """Two task sheets: one closed, one half done with all there is."""
    return task_sheet.write([card(ROWS[0], 5), card(HALF, 9)], PHOTOS, CONTENTS, COMMITTEE, path)


PAPERS: dict[str, Callable[[Path], object]] = {
    "task-sheet": write_sheets,
    "task-sheet-long": lambda path: task_sheet.write([card(HALF, 40)], PHOTOS, CONTENTS, COMMITTEE, path),
    "task-sheet-bare": lambda path: task_sheet.write([card(FRESH, 1)], {}, {}, COMMITTEE, path),
    "comparison-two": lambda path: comparison_sheet.write(content(), CONTENTS, 2, path),
    "comparison-four": lambda path: comparison_sheet.write(content(), CONTENTS, 4, path),
    "comparison-none": lambda path: comparison_sheet.write(content(()), {}, 4, path),
    "rectification-report": lambda path: rectification_report.write(content(), CONTENTS, path),
    "rectification-report-empty": lambda path: rectification_report.write(content(()), {}, path),
    "reminder-letter": lambda path: task_letter.write(letter(), letter_content(HALF, FRESH), path),
    "reminder-letter-photos": lambda path: task_letter.write(letter(), letter_content(HALF, ROWS[0]), path, CONTENTS),
    "referral-letter": lambda path: task_letter.write(letter(LetterKind.REFERRAL), letter_content(HALF, FRESH), path),
}
