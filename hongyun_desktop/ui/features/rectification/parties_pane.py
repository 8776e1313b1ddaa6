# SPDX-License-Identifier: GPL-3.0-or-later
"""责任单位: who has how much to do, and beside it the tasks of one, its chase log and the letters that went out."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.rectification import chasing, listing
from hongyun_desktop.core.rectification.letter_content import LetterRow
from hongyun_desktop.core.rectification.letters import LetterKind
from hongyun_desktop.core.rectification.rules import CHASE_WORDS, ChaseRow, TaskRow
from hongyun_desktop.core.rectification.summaries import PartyRow
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification import letters
from hongyun_desktop.ui.features.rectification.detail import open_task
from hongyun_desktop.ui.features.rectification.detail_parts import chase_sentence
from hongyun_desktop.ui.features.rectification.differences_view import DifferencesView
from hongyun_desktop.ui.features.rectification.list_pane import DUE_ON, PLACE, STATE, TITLE, paint_tasks
from hongyun_desktop.ui.features.rectification.small_forms import open_chase_form, task_words
from hongyun_desktop.ui.features.rectification.words import short_day_words
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.parts import Card, Scrolled, Segmented, allow, button, label, row_of
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.table import TableView, WholeRows
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import COLOURS, row_height_px

TASKS, CHASES, LETTERS = "tasks", "chases", "letters"
ChaseLine = tuple[TaskRow, ChaseRow]


def _overdue(row: PartyRow) -> tuple[Chip, ...]:
    if not row.overdue:
        return ()
    return (Chip(_("超期 {count}").format(count=row.overdue), COLOURS.bad_ground, COLOURS.bad),)


def _party_columns(now: date) -> tuple[Column[PartyRow], ...]:
    def short(day: date | None) -> str:
        return short_day_words(day, now)

    return (
        Column(_("责任单位"), lambda row: row.party),
        Column(_("未办结"), lambda row: row.open, align=Align.RIGHT, width=2.6),
        Column(_("超期"), lambda row: row.overdue, width=3.6, chips=_overdue),
        Column(_("最早期限"), lambda row: row.oldest_due_on, short, width=4.4, priority=1),
        Column(_("上次催办"), lambda row: row.last_chased_on, short, width=4.4, priority=3),
        Column(_("答应哪天"), lambda row: row.promised_on, short, width=4.4, priority=2),
    )


_TASKS: tuple[Column[TaskRow], ...] = (TITLE, PLACE, DUE_ON, STATE)


def _chase_columns(now: date) -> tuple[Column[ChaseLine], ...]:
    def told(line: ChaseLine) -> str:
        return "：".join(filter(None, (CHASE_WORDS[line[1].way], chase_sentence(line[1], now))))

    return (
        Column(_("日期"), lambda line: short_day_words(line[1].chased_on, now), width=4.4),
        Column(_("任务"), lambda line: line[0].title, width=8),
        Column(_("催办和答复"), told, width=9.5, private=True),
    )


def _letter_columns(now: date) -> tuple[Column[LetterRow], ...]:
    return (
        Column(_("编号"), lambda row: row.number, width=14.6),
        Column(_("日期"), lambda row: short_day_words(row.made_on, now), width=4.4),
        Column(_("发给"), lambda row: row.addressee),
        Column(_("任务"), lambda row: len(row.task_ids), _("{} 条").format, Align.RIGHT, 2.6, priority=1),
    )


class PartiesPane(QWidget):
    """The table of parties and what belongs to the one that is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.parties: TableView[PartyRow] = TableView(_party_columns(today(desk.store.clock)), desk.privacy)
        self.parties.setAccessibleName(_("责任单位"))
        self.nobody = EmptyState(_("还没有给任务写责任单位。先在列表里派单，这里就按单位列出来。"), icon="users")
        self.name = label("", "h2", wrap=True)
        self.tabs = Segmented(((TASKS, _("任务"), ""), (CHASES, _("催办记录"), ""), (LETTERS, _("函件"), "")))
        self.tasks: TableView[TaskRow] = TableView(_TASKS, desk.privacy)
        self.chases: TableView[ChaseLine] = TableView(
            _chase_columns(today(desk.store.clock)), desk.privacy, lines=2, tight=True
        )
        self.letters: TableView[LetterRow] = TableView(
            _letter_columns(today(desk.store.clock)), desk.privacy, tight=True
        )
        self.show_letter = button(_("看这一封"), "printer")
        self.differences = DifferencesView(desk, _("发出时"))
        self.tables = QStackedWidget()
        self.chase = button(_("记催办…"), "bell")
        self.reminder = button(_("整改提醒函…"))
        self.referral = button(_("情况反映（转办）单…"))
        paint_tasks(self.tasks, desk)
        self._lay_out()
        self._connect()
        desk.guard(self.chase, self.reminder, self.referral, right=Right.WRITE)
        desk.guard(self.show_letter, right=Right.PRINT, writes=False)
        desk.watch(self, (Topic.TASK,), self.reload)
        self.reload()

    def _lay_out(self) -> None:
        left, self.right = Card(), Card(margins_px=14)
        left.column.addWidget(self.parties, 1)
        left.column.addWidget(self.nobody, 1)
        for each, name in (
            (self.tasks, _("这家的任务")), (self.chases, _("催办记录")), (self.letters, _("发出的函件")),
        ):  # fmt: skip
            each.setAccessibleName(name)
            self.tables.addWidget(WholeRows(each) if each is not self.letters else self._letters_page())
        self.right.column.setSpacing(10)
        head = row_of(spacing_px=8)
        head.addWidget(self.name, 1)
        head.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignTop)
        self.right.column.addLayout(head)
        self.right.column.addWidget(self.tables, 1)
        self.right.column.addLayout(row_of(self.chase, self.show_letter, self.reminder, self.referral, None))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(left, 1)
        line.addWidget(self.right, 1)

    def _letters_page(self) -> QWidget:
        """The letters, and below them what became otherwise since the one that is chosen went out."""
        # A low window scrolls it: it must not make the page higher than that.
        made = Scrolled(margins_px=0, spacing_px=8)
        made.column.addWidget(self.letters, 1)
        made.column.addWidget(self.differences, 1)
        # One letter and one difference at least, also in large type.
        for each, rows in ((self.letters, 1.7), (self.differences.table, 1.9)):
            each.setMinimumHeight(round(row_height_px() * rows))
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        return made

    def _connect(self) -> None:
        self.parties.chosen.connect(self._on_party)
        self.tabs.chosen.connect(self._on_tab)
        self.tasks.activated_row.connect(lambda row: open_task(self._desk, self, row.task_id))
        self.chases.activated_row.connect(lambda line: open_task(self._desk, self, line[0].task_id))
        self.letters.activated_row.connect(self._on_show_letter)
        self.letters.chosen.connect(self._on_letter_chosen)
        self.show_letter.clicked.connect(lambda: self._on_show_letter(self.letters.selected_row()))
        self.chase.clicked.connect(self._on_chase)
        self.reminder.clicked.connect(lambda: self._on_letter(LetterKind.REMINDER))
        self.referral.clicked.connect(lambda: self._on_letter(LetterKind.REFERRAL))

    def reload(self) -> None:
        """Read the parties anew; whoever was chosen stays chosen."""
        kept = self.party()
        rows = listing.by_party(self._desk.store)
        numbers = {row.party: number for number, row in enumerate(rows)}
        self.parties.show_window(Window.of(rows, lambda row: numbers[row.party]))
        self.parties.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        self.right.setVisible(bool(rows))
        if rows:
            self.parties.select_id(numbers.get(kept, 0))
            self._on_party(self.parties.selected_row())

    def party(self) -> str:
        """The party that is chosen, empty for none."""
        row = self.parties.selected_row()
        return row.party if row is not None else ""

    def open_tasks(self, state: str = "open") -> Window[TaskRow]:
        """The open (or only the overdue) tasks of the party that is chosen."""
        return listing.window(self._desk.store, Query(filters={"party": self.party(), "state": state}))

    def _on_party(self, row: PartyRow | None) -> None:
        self.name.setText(row.party if row is not None else "")
        tasks = self.open_tasks()
        self.tasks.show_window(tasks)
        found = chasing.chases_of_party(self._desk.store, row.party) if row is not None else []
        self.chases.show_window(Window.of(found, lambda line: line[1].chase_id))
        self._show_letters({task.task_id for task, _chase in found})
        for each in (self.reminder, self.referral):
            each.setVisible(bool(tasks.ids))
        self._on_tab(self.tabs.value())

    def _show_letters(self, task_ids: set[int]) -> None:
        """The letters about this party's tasks, whoever they went to."""
        rows = [row for row in chasing.letters(self._desk.store) if task_ids & set(row.task_ids)]
        self.letters.show_window(Window.of(rows, lambda row: row.letter_id))
        if rows and not self.letters.selected_ids():
            self.letters.select_id(rows[0].letter_id)
        self._on_letter_chosen(self.letters.selected_row())

    def _on_letter_chosen(self, row: LetterRow | None) -> None:
        self.differences.setVisible(row is not None)
        allow(self.show_letter, _("先在上面选一封函。") if row is None else "")
        if row is None:
            return
        found = chasing.later_differences(self._desk.store, row)
        same = _("发出以后没有变过，和现在的资料一致。")
        old = _("这封函发得早，没有存下当时的内容；再印时照现在的资料。")
        self.differences.show_found(found, same if row.content is not None else old)

    def _on_show_letter(self, row: LetterRow | None) -> None:
        if row is not None:
            letters.show_letter(self._desk, self, row.letter_id)

    def _on_tab(self, key: object) -> None:
        self.tables.setCurrentIndex((TASKS, CHASES, LETTERS).index(str(key)))
        # One line for all: large type has room for three buttons.
        self.chase.setVisible(key != LETTERS and bool(self.open_tasks().ids))
        self.show_letter.setVisible(key == LETTERS)

    def _on_chase(self) -> None:
        chosen = self.tasks.selected_row() if self.tabs.value() == TASKS else None
        ids = [chosen.task_id] if chosen is not None else list(self.open_tasks().ids)
        if ids:
            every = _("{party}的 {count} 条任务，每条都记一次。").format(party=self.party(), count=len(ids))
            open_chase_form(self._desk, self, ids, task_words(chosen) if chosen is not None else every)

    def _on_letter(self, kind: LetterKind) -> None:
        rows = self.open_tasks()
        if rows.ids:
            overdue = self.open_tasks("overdue").ids
            letters.open_letter(self._desk, self, kind, self.party(), rows, frozenset(overdue or rows.ids))
