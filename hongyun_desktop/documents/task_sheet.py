# SPDX-License-Identifier: GPL-3.0-or-later
"""整治任务单: all of one task on a page of its own, to be signed; a long history goes on to the next page.

Imports neither peewee nor PySide6.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportlab.lib.units import mm

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.money import yuan_text
from hongyun_desktop.core.photos.rules import PhotoRow, Stage
from hongyun_desktop.core.rectification.paper_words import NO_CATEGORY, NO_PARTY, day_text, state_text
from hongyun_desktop.core.rectification.rules import (
    CHASE_WORDS,
    FUNDING_WORDS,
    PRIORITY_WORDS,
    SOURCE_WORDS,
    STATE_WORDS,
    ChaseRow,
    FundingRow,
    StepRow,
    TaskCard,
)
from hongyun_desktop.documents.before_after import CAPTION_PT, NO_AFTER, NO_BEFORE, Side, newest, oldest, pair
from hongyun_desktop.documents.committee_facts import CommitteeFacts
from hongyun_desktop.documents.form_page import FormPaper, Progress, Strip, room_pt, write_forms
from hongyun_desktop.documents.form_strips import Pair, facts, gap, heading, paragraph, signatures, table
from hongyun_desktop.documents.list_cells import Align, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column
from hongyun_desktop.documents.quantity_table import quantity_table

_TITLE = "整治任务单"
_SIGNERS = ("责任单位：", "验收人：", "自管委：")
_LEAST_PICTURE_PT, _MOST_PICTURE_PT = 30 * mm, 56 * mm
_SHORT_LABEL_MM = 21.0
_STEPS = (Column("日期", 25), Column("办理情况", 47), Column("原因或说明", 70), Column("经办人", 32))
_FUNDING = (Column("日期", 25), Column("经费", 20), Column("金额（元）", 35), Column("单位", 47), Column("说明", 47))
_CHASES = (Column("日期", 25), Column("催办方式", 47), Column("答复", 70), Column("承诺完成", 32))


def write(
    cards: Sequence[TaskCard],
    photos: Mapping[int, Sequence[PhotoRow]],
    contents: Mapping[str, bytes],
    committee: CommitteeFacts,
    path: Path,
    progress: Progress | None = None,
) -> int:
    """Write a sheet for each task; returns the number of pages.

    photos: by task. contents: JPEG bytes by sha256; a photo without its content counts as not taken. The file bears
    the day of the newest step, so that the same tasks give the same bytes.
    Raises: Refused("no_task_to_print") for no task, those of `write_forms`.
    """
    if not cards:
        raise Refused("no_task_to_print")
    return write_forms(
        [_paper(card, photos.get(card.row.task_id, ()), contents, committee) for card in cards], path, progress
    )


def _paper(
    card: TaskCard, photos: Sequence[PhotoRow], contents: Mapping[str, bytes], committee: CommitteeFacts
) -> FormPaper:
    head = Head(_TITLE, f"{committee.compound} · {committee.issuer} · 编号 {card.row.number}")
    return FormPaper(
        head=head,
        strips=_strips(card, _sides(photos, contents), room_pt(head)),
        footer=f"{committee.compound} · {_TITLE} · {card.row.number}",
        author=committee.issuer,
        made_on=max((step.stepped_on for step in card.steps), default=card.row.raised_on),
    )


def _strips(card: TaskCard, sides: tuple[Side, Side], whole_pt: float) -> list[Strip]:
    """Pictures are as high as lets all stand on one page; what is signed never stands on a page alone."""
    above, below = [*_what(card), heading("整治前后")], list(_history(card))
    below[-1] = replace(below[-1], keeps=True)
    below += [replace(gap(1), keeps=True), signatures(_SIGNERS)]
    spare_pt = whole_pt - CAPTION_PT - sum(strip.height_pt for strip in (*above, *below))
    fits = spare_pt >= _LEAST_PICTURE_PT
    return [*above, pair(*sides, min(spare_pt, _MOST_PICTURE_PT) if fits else _MOST_PICTURE_PT), *below]


def _what(card: TaskCard) -> Iterator[Strip]:
    yield from facts(_facts(card))
    yield from facts(_short_facts(card), label_mm=_SHORT_LABEL_MM)
    if card.note:
        yield from (heading("备注"), *paragraph(card.note, 10.5))
    if card.row.quantities:
        yield heading("数量", "计划、完成、验收分开记")
        yield from quantity_table(card.row.quantities)


def _history(card: TaskCard) -> Iterator[Strip]:
    yield heading("办理经过")
    yield from table(_STEPS, [_step_cells(step) for step in card.steps], 7.0, "还没有办理记录。")
    if card.funding:
        yield heading("经费")
        yield from table(_FUNDING, [_funding_cells(row) for row in card.funding], 7.0)
    if card.chases:
        yield heading("催办")
        yield from table(_CHASES, [_chase_cells(row) for row in card.chases], 7.0)


def _facts(card: TaskCard) -> Iterator[tuple[Pair, ...]]:
    row = card.row
    yield (("问题描述", row.title),)
    yield ("地点", row.place.text), ("类别", row.category or NO_CATEGORY)
    yield ("责任单位", row.party or NO_PARTY), ("状态", _state(card))
    if card.facility:
        yield (("设施", card.facility),)


def _short_facts(card: TaskCard) -> Iterator[tuple[Pair, ...]]:
    row = card.row
    cost = f"{yuan_text(card.cost_fen)} 元" if card.cost_fen is not None else ""
    yield ("来源", SOURCE_WORDS[row.source]), ("紧急程度", PRIORITY_WORDS[row.priority]), ("预计费用", cost)
    yield (
        ("发现日期", day_text(row.raised_on)), ("期限", day_text(row.due_on, "未定")),
        ("完成日期", day_text(row.done_on)),
    )  # fmt: skip


def _state(card: TaskCard) -> str:
    told = [state_text(card.row)]
    if card.duplicate_of:
        told.append(f"同 {card.duplicate_of}")
    if card.row.reopened:
        told.append(f"重开过{card.row.reopened}次")
    if card.row.recurrence > 1:
        told.append(f"同地点第{card.row.recurrence}次")
    return "，".join(told)


def _sides(photos: Sequence[PhotoRow], contents: Mapping[str, bytes]) -> tuple[Side, Side]:
    before, after = oldest(photos, Stage.BEFORE, contents), newest(photos, Stage.AFTER, contents)
    return _side("整治前", NO_BEFORE, before, contents), _side("整治后", NO_AFTER, after, contents)


def _side(stage: str, missing: str, row: PhotoRow | None, contents: Mapping[str, bytes]) -> Side:
    if row is None:
        return Side(None, missing, stage)
    return Side(contents[row.sha256], missing, "　".join(filter(None, (stage, day_text(row.taken_on), row.caption))))


def _step_cells(step: StepRow) -> tuple[TextCell, ...]:
    to = STATE_WORDS[step.to_state]
    went = to if step.from_state is None else f"{STATE_WORDS[step.from_state]} → {to}"
    why = "；".join(filter(None, (step.reason, f"责任单位：{step.party}" if step.party else "")))
    return _day_cell(step.stepped_on), TextCell(went), TextCell(why), TextCell(step.operator)


def _funding_cells(row: FundingRow) -> tuple[TextCell, ...]:
    return (
        _day_cell(row.booked_on), TextCell(FUNDING_WORDS[row.kind], align=Align.CENTRE),
        TextCell(yuan_text(row.amount_fen), align=Align.RIGHT), TextCell(row.body), TextCell(row.note),
    )  # fmt: skip


def _chase_cells(row: ChaseRow) -> tuple[TextCell, ...]:
    letter = f"（{row.letter_number}）" if row.letter_number else ""
    promised = f"{row.promised_on:%Y-%m-%d}" if row.promised_on else ""
    return (
        _day_cell(row.chased_on), TextCell(f"{CHASE_WORDS[row.way]}{letter}"), TextCell(row.answer),
        TextCell(promised, align=Align.CENTRE),
    )  # fmt: skip


def _day_cell(day: date) -> TextCell:
    return TextCell(f"{day:%Y-%m-%d}", align=Align.CENTRE)
