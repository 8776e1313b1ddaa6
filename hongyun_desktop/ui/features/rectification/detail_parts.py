# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces of a task's panel: measured lines with a bar, lines of history. Imports Qt, core rules and kit."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.money import yuan_text
from hongyun_desktop.core.rectification.quantities import Quantity, quantity_text
from hongyun_desktop.core.rectification.rules import (
    CHASE_WORDS,
    FUNDING_WORDS,
    OPEN,
    STATE_WORDS,
    ChaseRow,
    FundingKind,
    FundingRow,
    State,
    StepRow,
    TaskRow,
)
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification.cells import paint_bar
from hongyun_desktop.ui.features.rectification.step_form import step_words
from hongyun_desktop.ui.features.rectification.words import short_day_words
from hongyun_desktop.ui.kit.facts import add_title
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.theme import scaled


class TaskBar(QWidget):
    """The bar of one task's measured lines."""

    def __init__(self, row: TaskRow) -> None:
        super().__init__()
        self._row = row
        self.setFixedHeight(scaled(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_bar(painter, QRectF(self.rect()), self._row)


def add_quantities(column: QVBoxLayout, row: TaskRow) -> None:
    """Planned, done and accepted of each line, and the bar over all."""
    if not row.quantities:
        return
    for quantity in row.quantities:
        column.addWidget(label(quantity_sentence(quantity), wrap=True))
    column.addWidget(TaskBar(row))


def quantity_sentence(quantity: Quantity) -> str:
    """淤泥：计划 200 吨，完成 80 吨，验收 0 吨."""
    told = _("计划 {planned}，完成 {done}，验收 {accepted} {unit}").format(
        planned=quantity_text(quantity.planned_milli), done=quantity_text(quantity.done_milli),
        accepted=quantity_text(quantity.accepted_milli), unit=quantity.unit,
    )  # fmt: skip
    return f"{quantity.item}：{told}" if quantity.item else told


def add_steps(column: QVBoxLayout, steps: Sequence[StepRow]) -> None:
    """The history, the newest first: day and who, then what and why."""
    add_title(column, _("办理经过"))
    for step in reversed(steps):
        column.addWidget(label(f"{step.stepped_on.isoformat()}　{step.operator}", "hint", wrap=True))
        column.addWidget(label(step_sentence(step), wrap=True))


def step_sentence(step: StepRow) -> str:
    """派单给街道城管；退回重做：淤泥没清到底."""
    told = STATE_WORDS[step.to_state] if step.from_state is None else step_words(step.from_state, step.to_state)
    if step.party and step.to_state in (State.ASSIGNED, State.HANDED_ON):
        told = _("{step}给{party}").format(step=told, party=step.party)
    return f"{told}：{step.reason}" if step.reason else told


def add_funding(
    column: QVBoxLayout, funding: Sequence[FundingRow], cost_fen: int | None
) -> list[tuple[FundingRow, QPushButton]]:
    """What it is to cost, and money asked for, granted and spent, with the sums; the buttons take a line away."""
    buttons: list[tuple[FundingRow, QPushButton]] = []
    if not funding and cost_fen is None:
        return buttons
    add_title(column, _("经费"))
    if cost_fen is not None:
        column.addWidget(label(_("预计 {yuan} 元").format(yuan=yuan_text(cost_fen))))
    if funding:
        sums = {kind: sum(row.amount_fen for row in funding if row.kind is kind) for kind in FundingKind}
        told = "，".join(f"{FUNDING_WORDS[kind]} {yuan_text(fen)} 元" for kind, fen in sums.items() if fen)
        column.addWidget(label(told, wrap=True))
    for row in funding:
        line = f"{row.booked_on.isoformat()} {FUNDING_WORDS[row.kind]} {yuan_text(row.amount_fen)} 元"
        told = label(" · ".join(filter(None, (line, row.body, row.note))), "hint", wrap=True)
        taking = button(_("删去"), link=True)
        placed = row_of(spacing_px=4)
        placed.addWidget(told, 1)
        placed.addWidget(taking, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(placed)
        buttons.append((row, taking))
    return buttons


def add_chases(column: QVBoxLayout, chases: Sequence[ChaseRow], hide: Callable[[str], str]) -> None:
    """催办记录, the newest first; hide: what F9 makes of a name."""
    if not chases:
        return
    add_title(column, _("催办记录（{count} 次）").format(count=len(chases)))
    for chase in sorted(chases, key=lambda each: (each.chased_on, each.chase_id), reverse=True):
        head = " · ".join(filter(None, (chase.chased_on.isoformat(), CHASE_WORDS[chase.way], hide(chase.spoke_to))))
        column.addWidget(label(head, "hint", wrap=True))
        if told := chase_sentence(chase):
            column.addWidget(label(hide(told), wrap=True))


def chase_sentence(chase: ChaseRow, now: date | None = None) -> str:
    """What was answered and promised, or the number of the letter; now: for a short form, as seen from this day."""
    told = _("答应 {day}") if now else _("答应 {day} 前办好")
    day = short_day_words(chase.promised_on, now) if now else iso_text(chase.promised_on)
    promised = told.format(day=day) if day else ""
    return "；".join(filter(None, (chase.letter_number, chase.answer, promised)))


def main_step(state: State) -> State | None:
    """The step that usually comes next, None for a task that has ended."""
    order = (State.REGISTERED, State.ASSIGNED, State.IN_PROGRESS, State.AWAITING_ACCEPTANCE, State.CLOSED)
    return order[order.index(state) + 1] if state in OPEN else None
