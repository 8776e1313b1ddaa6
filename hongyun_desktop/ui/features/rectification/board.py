# SPDX-License-Identifier: GPL-3.0-or-later
"""看板: a column for each state, cards that are dragged or moved by keys; a step asks what it asks elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.rectification import listing
from hongyun_desktop.core.rectification.rules import BOARD, STATE_WORDS, State, TaskRow, next_states
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification.card_list import CardList
from hongyun_desktop.ui.features.rectification.detail import TOPICS, open_task
from hongyun_desktop.ui.features.rectification.list_pane import FILTERS, FIND, FIND_TIP
from hongyun_desktop.ui.features.rectification.step_form import do_step, step_words
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.filter_box import FilterBox
from hongyun_desktop.ui.kit.parts import Card, label, row_of
from hongyun_desktop.ui.kit.search_line import SearchLine

_SEARCH_EM = 12


class BoardColumn(Card):
    """A state with its cards."""

    def __init__(self, desk: Desk, state: State) -> None:
        super().__init__(margins_px=6)
        self.state = state
        self.head = label(STATE_WORDS[state], "h2")
        self.count = label("", "hint")
        self.cards = CardList(desk, STATE_WORDS[state])
        self.nothing = label(_("没有"), "hint")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = row_of(self.head, self.count, None)
        head.setContentsMargins(8, 6, 8, 6)
        self.column.addLayout(head)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.cards, 1)

    def show_ids(self, desk: Desk, ids: Sequence[int]) -> None:
        """Show tasks, keeping the card in hand where it is still here."""
        kept, scrolled = self.cards.selected_id(), self.cards.verticalScrollBar().value()
        self.cards.cards.show(Window(ids, lambda some: listing.rows(desk.store, some)))
        self.nothing.setVisible(not ids)
        place = self.cards.cards.place_of(kept) if kept is not None else None
        if place is not None:
            self.cards.setCurrentIndex(self.cards.cards.index(place, 0))
        self.cards.verticalScrollBar().setValue(scrolled)
        self.count.setText(_("{count} 条").format(count=len(ids)))


class BoardPane(QWidget):
    """The columns of `rules.BOARD`; tools: filters, for the page to place. Tasks ended without work are in the list.

    asked_new: somebody wants to write down the first task.
    """

    asked_new = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.columns = {state: BoardColumn(desk, state) for state in BOARD}
        self.filters: dict[str, FilterBox] = {}
        self.search = SearchLine(FIND, FIND_TIP, _SEARCH_EM)
        self.tools = QWidget()
        self._make_tools()
        self.views = QStackedWidget()
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        for state, column in self.columns.items():
            line.addWidget(column, 1)
            self._listen(state, column.cards)
        self._lay_out(line)
        desk.watch(self, TOPICS, self.reload)
        self.reload()

    def _lay_out(self, line: QHBoxLayout) -> None:
        board, empty = QWidget(), Card()
        board.setLayout(line)
        sentence = _("还没有整治任务。新增一条，卡片就排在“登记”这一列。")
        nothing = EmptyState(sentence, [(_("新增"), self.asked_new.emit)], "columns-3")
        self._desk.guard(*nothing.buttons)
        empty.column.addWidget(nothing)
        self.views.addWidget(board)
        self.views.addWidget(empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)

    def _make_tools(self) -> None:
        line = row_of(spacing_px=8)
        for each in FILTERS:
            if each.key == "state":
                continue
            box = FilterBox(each.everything, lambda each=each: each.choices(self._desk.store))
            box.setMinimumWidth(theme.em(self, 4.4))
            box.setMaximumWidth(theme.em(self, 8))
            box.activated.connect(self._on_filter)
            self.filters[each.key] = box
            line.addWidget(box)
        self.search.settled.connect(self.reload)
        line.addWidget(self.search)
        self.tools.setLayout(line)

    def _on_filter(self, _place: int) -> None:
        self.reload()

    def _listen(self, state: State, cards: CardList) -> None:
        cards.dropped.connect(lambda task_id: self.move_task(task_id, state))
        cards.stepped.connect(lambda way: self._step(state, way))
        cards.sideways.connect(lambda way: self._go_sideways(state, way))
        cards.opened.connect(lambda task_id: open_task(self._desk, self, task_id))

    def query(self) -> Query:
        """What the filters ask for now."""
        chosen = {key: box.value for key, box in self.filters.items() if box.value is not None}
        return Query(self.search.text(), chosen)

    def reload(self) -> None:
        """Read anew which tasks stand where."""
        for box in self.filters.values():
            box.renew()
        query = self.query()
        by_state = listing.board(self._desk.store, query)
        narrowed = bool(query.text.strip() or query.filters)
        self.views.setCurrentIndex(0 if narrowed or any(by_state.values()) else 1)
        for state, column in self.columns.items():
            column.show_ids(self._desk, by_state.get(state, ()))

    def _go_sideways(self, state: State, way: int) -> None:
        place = self.columns[state].cards.currentIndex().row()
        order = list(self.columns)
        following = order.index(state) + way
        while 0 <= following < len(order):
            cards = self.columns[order[following]].cards
            if cards.cards.rowCount():
                cards.take(place)
                return
            following += way

    def _step(self, state: State, way: int) -> None:
        task_id = self.columns[state].cards.selected_id()
        order = list(self.columns)
        following = order.index(state) + way
        if task_id is not None and 0 <= following < len(order):
            self.move_task(task_id, order[following])

    def move_task(self, task_id: int, to: State) -> None:
        """Take a task to another column as a step: asks what has to be said, or says why it can't be."""
        row = next(iter(listing.rows(self._desk.store, [task_id])), None)
        if row is None or row.state is to or not self._desk.allowed(Right.WRITE):
            return
        if to not in next_states(row.state):
            self._desk.speaker.refuse(self._why_not(row, to))
            return
        form = do_step(self._desk, self, row, to)
        if form is None:
            self._follow(task_id, to)
        else:
            form.saved.connect(lambda _changed: self._follow(task_id, to))

    def _follow(self, task_id: int, to: State) -> None:
        """The card in hand stays in hand where it went."""
        cards = self.columns[to].cards
        place = cards.cards.place_of(task_id)
        if place is not None:
            cards.take(place)

    def _why_not(self, row: TaskRow, to: State) -> str:
        allowed = [each for each in next_states(row.state) if each in self.columns]
        steps = "、".join(f"“{STATE_WORDS[each]}”（{step_words(row.state, each)}）" for each in allowed)
        told = _("“{number} {title}”现在是“{state}”，不能直接到“{to}”。").format(
            number=row.number, title=row.title, state=STATE_WORDS[row.state], to=STATE_WORDS[to]
        )
        return told + (_("下一步可以到{steps}。").format(steps=steps) if steps else "")
