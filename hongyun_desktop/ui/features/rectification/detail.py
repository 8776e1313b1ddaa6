# SPDX-License-Identifier: GPL-3.0-or-later
"""All of one task, with what may be done next: the panel beside the list, and the same in a dialog."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.rectification import tasks
from hongyun_desktop.core.rectification.rules import OPEN, SOURCE_WORDS, State, TaskCard, TaskRow, next_states
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification import detail_parts, papers, recurrence
from hongyun_desktop.ui.features.rectification.removing import remove_funding, remove_task
from hongyun_desktop.ui.features.rectification.small_forms import (
    open_chase_form,
    open_funding_form,
    open_progress_form,
    task_words,
)
from hongyun_desktop.ui.features.rectification.step_form import asks, open_step_form, step_words, take_step
from hongyun_desktop.ui.features.rectification.task_form import open_task_form
from hongyun_desktop.ui.features.rectification.words import STATE_CHIPS, due_words, priority_chips, recurrence_words
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.facts import add_fact
from hongyun_desktop.ui.kit.icons import icon
from hongyun_desktop.ui.kit.parts import Card, Scrolled, button, clear_layout, fit_to_screen, label, row_of, rule
from hongyun_desktop.ui.kit.pills import Chip, Pill
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em, scaled

if TYPE_CHECKING:
    # Made for the first task that is shown: a list stands without it.
    from hongyun_desktop.ui.kit.photos import PhotoStrip

_DIALOG_EM, _DIALOG_PX = 34, 660
TOPICS = (Topic.TASK, Topic.PHOTO, Topic.FACILITY)


class TaskPanel(Card):
    """One task; `asked` tells another task that somebody wants to see."""

    asked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins_px=16)
        self._desk = desk
        self.card: TaskCard | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._nothing = EmptyState(_("点一条任务，\n这里看它办到哪一步。"), icon="clipboard-check")
        self._scrolled = Scrolled(spacing_px=6)
        self._top, self._under = QVBoxLayout(), QVBoxLayout()
        self._photos: PhotoStrip | None = None
        self._foot = QVBoxLayout()
        self._foot.setSpacing(8)
        self._lay_out()
        desk.watch(self, TOPICS, self._refresh)
        desk.privacy.changed.connect(self._on_privacy)
        self._paint_anew()

    def _lay_out(self) -> None:
        for each in (self._top, self._under):
            each.setSpacing(6)
            self._scrolled.column.addLayout(each)
        self._scrolled.column.addStretch(1)
        self.column.setSpacing(12)
        self.column.addWidget(self._nothing, 1)
        self.column.addWidget(self._scrolled, 1)
        self.edge = rule()
        self.column.addWidget(self.edge)
        self.column.addLayout(self._foot)

    def show_row(self, row: TaskRow | None) -> None:
        """Show the task of a row of the list, or nothing."""
        self.show_task(row.task_id if row is not None else None)

    def show_task(self, task_id: int | None) -> None:
        """Show a task as it is now; nothing where it is gone."""
        before = self.card.row.task_id if self.card else None
        self.card = self._read(task_id)
        self._paint_anew()
        if before != task_id:
            self._scrolled.verticalScrollBar().setValue(0)

    def _read(self, task_id: int | None) -> TaskCard | None:
        if task_id is None:
            return None
        try:
            return tasks.get_task(self._desk.store, task_id)
        except AppError:
            return None  # taken away meanwhile: the panel says that nothing is chosen

    def _refresh(self) -> None:
        self.show_task(self.card.row.task_id if self.card else None)

    def _on_privacy(self, _on: bool) -> None:
        self._paint_anew()

    def _paint_anew(self) -> None:
        for each in (self._top, self._under, self._foot):
            clear_layout(each)
        self.buttons = {}
        self._nothing.setVisible(self.card is None)
        for each in (self._scrolled, self.edge):
            each.setVisible(self.card is not None)
        if self.card is not None:
            self._show_head(self.card)
            self._show_facts(self.card)
            self._show_story(self.card)
            self._show_buttons(self.card.row)
        self._show_photos()

    # what is known

    def _show_head(self, card: TaskCard) -> None:
        row = card.row
        self._top.addWidget(label(row.title, "h2", wrap=True))
        self._top.addWidget(label(f"{row.number} · {row.category}", "hint", wrap=True))
        chips = [STATE_CHIPS[row.state], *priority_chips(row)]
        if row.days_overdue:
            chips.append(Chip(due_words(row, today(self._desk.store.clock)), COLOURS.bad_ground, COLOURS.bad))
        if row.reopened:
            chips.append(Chip(_("重开{count}次").format(count=row.reopened), COLOURS.warning_ground, COLOURS.warning))
        self._top.addLayout(row_of(*(Pill(chip) for chip in chips), None, spacing_px=6))
        if row.recurrence > 1:
            self._show_recurrence(row)

    def _show_recurrence(self, row: TaskRow) -> None:
        self._top.addWidget(label(recurrence_words(row.recurrence), "warning", wrap=True))
        for other in recurrence.others_like(self._desk.store, row):
            text = _("{number}　{day}").format(number=other.number, day=other.raised_on.isoformat())
            made = button(text, link=True)
            made.clicked.connect(lambda _checked=False, other=other: self.asked.emit(other.task_id))
            self.buttons[other.number] = made
            self._top.addLayout(row_of(made, None))

    def _show_facts(self, card: TaskCard) -> None:
        row, column = card.row, self._top
        facts = (
            (_("地点"), row.place.text),
            (_("责任单位"), row.party),
            (_("期限"), iso_text(row.due_on)),
            (_("发现日期"), f"{row.raised_on.isoformat()} · {SOURCE_WORDS[row.source]}"),
            (_("完成日期"), iso_text(row.done_on)),
            (_("设施"), card.facility),
            (_("重复于"), card.duplicate_of),
            (_("物业"), _("不让物业看到") if card.about_property else ""),
            (_("备注"), card.note),
        )
        for key, value in facts:
            add_fact(column, self, key, value)
        if card.facility_id is not None:
            made = button(_("看这处设施"), "building-2", link=True)
            made.clicked.connect(lambda: self._desk.go("facility", card.facility_id or 0))
            self.buttons[made.text()] = made
            column.addLayout(row_of(made, None))
        detail_parts.add_quantities(column, row)

    def _show_story(self, card: TaskCard) -> None:
        detail_parts.add_steps(self._under, card.steps)
        for funding, made in detail_parts.add_funding(self._under, card.funding, card.cost_fen):
            made.clicked.connect(lambda _checked=False, funding=funding: remove_funding(self._desk, funding))
            self._desk.guard(made)
            self.buttons[f"{_('删去')} {funding.funding_id}"] = made
        detail_parts.add_chases(self._under, card.chases, self._desk.privacy.hide)

    def _show_photos(self) -> None:
        from hongyun_desktop.core.photos.rules import Subject

        if self._photos is None:
            if self.card is None:
                return
            from hongyun_desktop.ui.kit.photos import PhotoStrip

            self._photos = PhotoStrip(self._desk)
            self._scrolled.column.insertWidget(1, self._photos)
        self._photos.setVisible(self.card is not None)
        subject = Subject("task", self.card.row.task_id) if self.card else None
        self._photos.show_subject(subject, stages=True)

    # what may be done

    def _show_buttons(self, row: TaskRow) -> None:
        steps = list(next_states(row.state))
        main = detail_parts.main_step(row.state)
        first = self._main_button(row, main)
        back = [self._step_button(row, State.IN_PROGRESS)] if row.state is State.AWAITING_ACCEPTANCE else []
        rest = [each for each in steps if each is not main and not (back and each is State.IN_PROGRESS)]
        for left, right in ((first, self._more(row, rest)), *((each, None) for each in back), *self._on_the_way(row)):
            line = row_of(spacing_px=8)
            for each in filter(None, (left, right)):
                line.addWidget(each, 1)
            self._foot.addLayout(line)

    def _on_the_way(self, row: TaskRow) -> list[tuple[QPushButton, QPushButton]]:
        """What is done while a task is open; nobody is chased for one that has ended."""
        if row.state not in OPEN:
            return []
        progress = self._button(_("记进度…"), lambda: open_progress_form(self._desk, self, row))
        chase = self._button(_("催办…"), lambda: open_chase_form(self._desk, self, [row.task_id], task_words(row)))
        return [(progress, chase)]

    def _main_button(self, row: TaskRow, main: State | None) -> QPushButton:
        """The next step; of a task that has ended its paper, since to open it again is no everyday step."""
        if main is not None:
            return self._button(self._step_text(row, main), lambda: self._step(row, main), primary=True)
        return self._button(_("打印任务单"), lambda: self._print(row), primary=True, right=Right.PRINT)

    def _print(self, row: TaskRow) -> None:
        papers.show_task_sheets(self._desk, self, [row.task_id])

    def _step_text(self, row: TaskRow, to: State) -> str:
        words = step_words(row.state, to)
        return words + "…" if asks(row, to) or to is not State.IN_PROGRESS else words

    def _step_button(self, row: TaskRow, to: State) -> QPushButton:
        return self._button(self._step_text(row, to), lambda: self._step(row, to))

    def _step(self, row: TaskRow, to: State) -> None:
        if asks(row, to) or to is not State.IN_PROGRESS:
            open_step_form(self._desk, self, row, to)
        else:
            take_step(self._desk, row, to)

    def _button(
        self, text: str, run: Callable[[], object], *, primary: bool = False, right: Right = Right.WRITE
    ) -> QPushButton:
        made = button(text, primary=primary)
        made.clicked.connect(lambda: run())
        self._desk.guard(made, right=right, writes=right is Right.WRITE)
        self.buttons[text] = made
        return made

    def _more(self, row: TaskRow, rest: list[State]) -> QPushButton:
        made = button(_("更多") + "   ")
        menu = QMenu(made)
        menu.setToolTipsVisible(True)
        entries: list[tuple[str, str, Callable[[], object], Right]] = [
            (_("修改…"), "pencil", lambda: open_task_form(self._desk, self, row.task_id), Right.WRITE),
            (_("记经费…"), "coins", lambda: open_funding_form(self._desk, self, row), Right.WRITE),
        ]
        if detail_parts.main_step(row.state) is not None:
            entries.append((_("打印任务单"), "printer", lambda: self._print(row), Right.PRINT))
        entries += [
            (self._step_text(row, to), "arrow-right-left", lambda to=to: self._step(row, to), Right.WRITE)
            for to in rest
        ]
        entries.append((_("删除这条登记…"), "trash-2", lambda: remove_task(self._desk, row), Right.WRITE))
        for text, icon_name, run, right in entries:
            item = menu.addAction(icon(icon_name), text)
            item.triggered.connect(lambda _checked=False, run=run: run())
            self._desk.guard(item, right=right, writes=right is Right.WRITE)
        made.setMenu(menu)
        self.buttons[_("更多")] = made
        return made


class TaskDialog(QDialog):
    """The panel of one task over whatever view asked for it."""

    def __init__(self, desk: Desk, task_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("整治任务"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = TaskPanel(desk)
        self.panel.asked.connect(self.panel.show_task)
        self.panel.show_task(task_id)
        self.shut = button(_("关闭"))
        self.shut.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(GAP_PX)
        column.addWidget(self.panel, 1)
        column.addLayout(row_of(None, self.shut))
        fit_to_screen(self, em(self, _DIALOG_EM), min(scaled(_DIALOG_PX), 700))


def open_task(desk: Desk, parent: QWidget, task_id: int) -> TaskDialog:
    """Show a task over a view."""
    dialog = TaskDialog(desk, task_id, parent)
    dialog.open()
    return dialog
