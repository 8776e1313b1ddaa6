# SPDX-License-Identifier: GPL-3.0-or-later
"""排名: the places of a quarter, any quarter; whoever is selected is told of at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.points import listing
from hongyun_desktop.core.points.words import hours_text
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points import actions, standings
from hongyun_desktop.ui.features.points.beside import Beside
from hongyun_desktop.ui.features.points.figures import STAR_TIP, STAR_WORDS, star_chips
from hongyun_desktop.ui.features.points.ranking_detail import RankingDetail
from hongyun_desktop.ui.features.points.standings import Board, BoardLine
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.parts import Card, allow, button, label, row_of, set_icon
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.table import TablePlace, TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em, scaled


def _notes(line: BoardLine) -> tuple[Chip, ...]:
    """What came after publication, beside what was published."""
    each = line.standing
    if each.place is None:
        return (Chip(_("后来补记 {points} 分").format(points=each.points_now)),)
    if each.points_now is not None:
        text = _("更正后 {points} 分").format(points=each.points_now)
        return (Chip(text, COLOURS.warning_ground, COLOURS.warning),)
    return ()


def _stars(line: BoardLine) -> tuple[Chip, ...]:
    return star_chips(line.stars)


def _note_text(line: BoardLine) -> str:
    return "、".join(chip.text for chip in _notes(line))


_NOTES = _("备注")
COLUMNS: tuple[Column[BoardLine], ...] = (
    Column(_("名次"), lambda line: line.standing.place or "—", align=Align.CENTRE, width=2.6),
    Column(_("姓名"), lambda line: line.standing.name, width=4.5, private=True),
    Column(_("住址"), lambda line: line.dwelling, width=6, private=True),
    Column(_("积分"), lambda line: line.standing.points, align=Align.RIGHT, width=3.2),
    Column(_("小时"), lambda line: line.standing.minutes, hours_text, Align.RIGHT, 3.2, priority=2),
    Column(_("星级"), lambda line: STAR_WORDS[line.stars], width=4.4, chips=_stars, priority=1, tip=STAR_TIP),
    Column(_NOTES, _note_text, width=8, chips=_notes, priority=3),
)


TOPICS = (Topic.POINTS, Topic.ACTIVITY, Topic.RESIDENT, Topic.DWELLING, Topic.HONOURS)


class RankingPane(QWidget):
    """Shows nothing before its first `reload`; whoever owns it says when to reload (`TOPICS`).

    `tools` goes above the pages; `counted` tells the quarter's figures, `asked` whose points are wanted.
    """

    counted = Signal(str)
    asked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.board: Board | None = None
        self.quarters = QComboBox()
        self.quarters.setAccessibleName(_("季度"))
        self.quarters.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.quarters.activated.connect(lambda _place: self._choose())
        # Until somebody chooses, the newest quarter that has anything is shown, also after an import of older days.
        self._chosen = False
        self._place: TablePlace | None = None
        self.older = self._step_button("chevron-left", _("上一个季度"), "Alt+Left", 1)
        self.newer = self._step_button("chevron-right", _("下一个季度"), "Alt+Right", -1)
        self.table: TableView[BoardLine] = TableView(COLUMNS, desk.privacy)
        self.table.setAccessibleName(_("积分排名"))
        self.notice = label("", "notice", wrap=True)
        self.detail = RankingDetail(desk)
        self.empty = EmptyState(
            _("这个季度还没有服务记录。先登记服务，或导入签到表。"),
            [(_("登记服务"), self._record_service), (_("导入签到表"), self._import_sign_in)], "hand-heart",
        )  # fmt: skip
        self._listed = QWidget()
        self.beside = Beside(self._listed, self.detail)
        self.tools = QWidget()
        self.tools.setLayout(row_of(self.older, self.quarters, self.newer, 8, self.beside.fold))
        self._lay_out()
        self._connect()

    def _step_button(self, icon_name: str, tip: str, keys: str, by: int) -> QPushButton:
        made = button("")
        set_icon(made, icon_name, COLOURS.text_soft)
        made.setAccessibleName(tip)
        made.setFixedWidth(scaled(40))
        made.clicked.connect(lambda: self.step(by))
        QShortcut(QKeySequence(keys), self).activated.connect(made.click)
        return made

    def _lay_out(self) -> None:
        # From the outside in: whatever is moved takes up its style anew, with all that it holds.
        self.views = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.views)
        empty_card = Card()
        self.views.addWidget(self.beside)
        self.views.addWidget(empty_card)
        empty_card.column.addWidget(self.empty)
        listed = QVBoxLayout(self._listed)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(GAP_PX)
        card = Card()
        listed.addWidget(self.notice)
        listed.addWidget(card, 1)
        card.column.addWidget(self.table)

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.activated_row.connect(lambda line: self.asked.emit(line.standing.resident_id))
        self.detail.asked.connect(self.asked)

    def quarter(self) -> Quarter:
        """The quarter that is shown."""
        return self.quarters.currentData() or Quarter.of(today(self._desk.store.clock))

    def standing(self) -> tuple[Quarter | None, TablePlace]:
        """The quarter that somebody chose, and the place in the table."""
        return self.quarter() if self._chosen else None, self.table.place()

    def take_up(self, standing: tuple[Quarter | None, TablePlace]) -> None:
        """Stand as another such pane did."""
        quarter, self._place = standing
        self._load_quarters(quarter)
        self._chosen = quarter is not None
        self._load()

    def _choose(self) -> None:
        self._chosen = True
        self._load()

    def step(self, by: int) -> None:
        """Go to an older (1) or newer (-1) quarter."""
        place = self.quarters.currentIndex() + by
        if 0 <= place < self.quarters.count():
            self.quarters.setCurrentIndex(place)
            self._choose()

    def reload(self) -> None:
        """Read everything anew; the quarter and the selection stay."""
        self._load_quarters(self.quarter() if self._chosen else None)
        self._load()

    def _load_quarters(self, chosen: Quarter | None) -> None:
        """chosen: None for the newest that has anything."""
        kept = chosen or listing.latest_quarter(self._desk.store)
        self.quarters.clear()
        for each in listing.quarters(self._desk.store):
            self.quarters.addItem(each.title, each)
        widest = max(self.quarters.fontMetrics().horizontalAdvance(self.quarters.itemText(n)) for n in
                     range(self.quarters.count()))  # fmt: skip
        self.quarters.setMinimumWidth(widest + em(self.quarters, 3.5))
        places = [self.quarters.itemData(place) for place in range(self.quarters.count())]
        self.quarters.setCurrentIndex(places.index(kept) if kept in places else 0)

    def _load(self) -> None:
        store, quarter = self._desk.store, self.quarter()
        has_older = self.quarters.currentIndex() + 1 < self.quarters.count()
        allow(self.older, "" if has_older else _("更早的季度没有记录。"), _("上一个季度（Alt+Left）"))
        has_newer = self.quarters.currentIndex() > 0
        allow(self.newer, "" if has_newer else _("这是最近的一个季度。"), _("下一个季度（Alt+Right）"))
        if listing.is_long(store, quarter):
            self._desk.jobs.start(_("正在排名"), lambda _progress: standings.board(store, quarter), self._show)
        else:
            self._show(standings.board(store, quarter))

    def _show(self, found: Board) -> None:
        if not isValid(self) or found.quarter != self.quarter():
            return
        self.board = found
        self.table.leave_out(*(() if found.corrected else (_NOTES,)))
        self.table.show_window(standings.window(self._desk.store, found))
        if self._place is not None:
            self.table.take_place(self._place)
            self._place = None
        self.views.setCurrentIndex(0 if found.standings else 1)
        self.notice.setText(_published_sentence(found))
        self.notice.setVisible(found.published is not None)
        self.counted.emit(_totals_sentence(found))
        self.detail.quarter = found.quarter
        self._on_chosen(self.table.selected_row())

    def _on_chosen(self, line: BoardLine | None) -> None:
        self.detail.show_row(line)

    def _record_service(self) -> None:
        actions.record_service(self._desk, self)

    def _import_sign_in(self) -> None:
        actions.import_sign_in(self._desk, self)


def _published_sentence(found: Board) -> str:
    if found.published is None:
        return ""
    head = _("本季排名已随“{title}”公布（{day}），名次不再变。").format(
        title=found.published.title, day=found.published.held_on
    )
    corrected = found.corrected
    return head + (_("后来 {count} 人的积分有更正，见备注。").format(count=corrected) if corrected else "")


def _totals_sentence(found: Board) -> str:
    return _("{quarter} · {people} 人 · {hours} 小时 · {points} 分").format(
        quarter=found.quarter.title, people=found.people, hours=hours_text(found.minutes), points=found.points
    )
