# SPDX-License-Identifier: GPL-3.0-or-later
"""活动记录: one activity on one page for the filing box, with up to four photos. Imports neither peewee nor PySide6."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from reportlab.lib.units import mm

from hongyun_desktop.core.activities.rules import ACTIVITY_KIND_WORDS, ActivityKind, ActivityRow
from hongyun_desktop.documents.form_page import FormPaper, Strip, room_pt, write_form
from hongyun_desktop.documents.form_strips import facts, gap, heading, paragraph, pictures, signatures
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.frozen_class import frozen

MOST_PHOTOS = 4
_LEAST_PICTURE_MM, _MOST_PICTURE_MM = 36.0, 62.0
_PICTURE_EXTRA_MM = 9.0
_WEEKDAYS = "一二三四五六日"
_NOT_WRITTEN = "（活动记录还没有写。）"


@frozen
class RecordFacts:
    """One activity and who came.

    minutes: of credited service. photos: JPEG bytes and captions, at most four are shown. names: who came, for the
    committee's own box; empty leaves them out. recorder: who wrote it down.
    """

    compound: str
    issuer: str
    activity: ActivityRow
    came: int
    minutes: int
    photos: Sequence[tuple[bytes, str]]
    recorder: str
    made_on: date
    names: tuple[str, ...] = ()
    sample: bool = False


def write_record(told: RecordFacts, path: Path) -> int:
    """Write the page; returns the number of pages: one, unless the record is long. Raises: as `write_form`."""
    activity = told.activity
    head = Head("活动记录", " · ".join(filter(None, (told.compound, activity.team))))
    return write_form(
        FormPaper(
            head=head,
            strips=list(_strips(told, room_pt(head))),
            footer=f"{told.compound} · 活动记录 · {activity.held_on:%Y-%m-%d} {activity.name}",
            author=told.issuer,
            made_on=told.made_on,
            sample=told.sample,
        ),
        path,
    )


def _strips(told: RecordFacts, whole_pt: float) -> Iterator[Strip]:
    above = [*facts(_facts(told)), heading("活动经过"), *paragraph(told.activity.record or _NOT_WRITTEN)]
    if told.names:
        above += [heading("到场的人", f"{len(told.names)} 人"), *paragraph("、".join(told.names))]
    below = [gap(2), signatures(("记录人：", "负责人：", "日期："))]
    shown = told.photos[:MOST_PHOTOS]
    yield from above
    if shown:
        yield heading("照片")
        used_pt = sum(strip.height_pt for strip in (*above, *below)) + 10 * mm
        yield from pictures(shown, _picture_mm(whole_pt - used_pt, (len(shown) + 1) // 2))
    yield from below


def _picture_mm(spare_pt: float, rows: int) -> float:
    """How high each row of pictures is, so that all stand on the page if they can."""
    each_mm = spare_pt / mm / rows - _PICTURE_EXTRA_MM
    return min(max(each_mm, _LEAST_PICTURE_MM), _MOST_PICTURE_MM)


def _facts(told: RecordFacts) -> Iterator[tuple[tuple[str, str], ...]]:
    activity = told.activity
    yield (("活动", activity.name),)
    yield ("时间", when(activity)), ("地点", activity.place)
    yield ("队伍", activity.team), ("所属计划", activity.programme)
    served = activity.kind is ActivityKind.SERVICE
    hours = f"合计 {told.minutes / 60:.10g} 小时" if told.minutes else "还没有记"
    yield ("到场", f"{told.came} 人"), ("服务时长", hours if served else "不计时长")
    kind = ("种类", activity.service_kind) if activity.service_kind else ("性质", ACTIVITY_KIND_WORDS[activity.kind])
    yield kind, ("记录人", told.recorder)


def when(activity: ActivityRow) -> str:
    """2026年10月8日（星期四）09:30–11:00."""
    return f"{which_day(activity)}{activity.time_text}"


def which_day(activity: ActivityRow) -> str:
    """2026年10月8日（星期四）."""
    day = activity.held_on
    return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）"
