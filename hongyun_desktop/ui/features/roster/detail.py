# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel at the right: a person or a dwelling, with what may be done there."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.roster.listing import ResidentListRow
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.roster import asking
from hongyun_desktop.ui.features.roster.words import age_text, member_text, occupancy_chip, tag_chip
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.facts import KEY_EM, add_fact, add_title
from hongyun_desktop.ui.kit.icons import icon
from hongyun_desktop.ui.kit.parts import Card, Scrolled, button, clear_layout, label, row_of
from hongyun_desktop.ui.kit.pills import Chip, Pill
from hongyun_desktop.ui.kit.privacy import HIDDEN
from hongyun_desktop.ui.kit.theme import COLOURS, em, scaled

if TYPE_CHECKING:
    # The panel stands empty at first: what reads a card is imported with the first one.
    from hongyun_desktop.core.roster import story
    from hongyun_desktop.core.roster.cards import DwellingCard, Member, ResidentCard

_PRIVATE_FIELDS = frozenset({"name", "phones", "tags", "nicknames", "id_number", "note", "political_status"})


class _Badge(QWidget):
    """The last character of a name in a circle."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setFixedSize(scaled(46), scaled(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(COLOURS.tint_strong))
        painter.drawEllipse(QRectF(self.rect()))
        font = QFont(self.font())
        font.setPixelSize(scaled(21))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(COLOURS.primary))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class DetailPanel(Card):
    """What is known of the person or the dwelling that is chosen.

    asked: somebody wants to see another record (kind, id). registering: somebody new is to be entered at a dwelling.
    """

    asked = Signal(str, int)
    registering = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins_px=16)
        self._desk = desk
        self.resident: ResidentCard | None = None
        self.dwelling: DwellingCard | None = None
        self.unmasked = False
        self.buttons: dict[str, QPushButton] = {}
        self._nothing = EmptyState(_("点一行或一格，\n这里就是那一户的资料。"), icon="user")
        self._foot = QVBoxLayout()
        self._foot.setSpacing(8)
        self.column.setSpacing(12)
        self.column.addWidget(self._nothing, 1)
        self.column.addLayout(self._foot)
        desk.privacy.changed.connect(self._on_privacy)
        desk.watch(self, (Topic.POINTS, Topic.CERTIFICATE, Topic.HONOURS), self._refresh)

    @cached_property
    def _scrolled(self) -> Scrolled:
        """What is told of somebody or something; made when there is somebody."""
        made = Scrolled(spacing_px=7)
        self.column.insertWidget(1, made, 1)
        return made

    @property
    def shown(self) -> tuple[str, int] | None:
        """The kind and the id of what is shown."""
        if self.resident is not None:
            return "resident", self.resident.resident.resident_id
        return ("dwelling", self.dwelling.dwelling.dwelling_id) if self.dwelling is not None else None

    def show_row(self, row: ResidentListRow | None) -> None:
        """Show the person of a row of the list."""
        self.show_record(("resident", row.resident_id) if row else None)

    def show_record(self, record: tuple[str, int] | None) -> None:
        """Show a person or a dwelling as it is now; whole numbers stay only with the same person."""
        is_same = record == self.shown
        self.unmasked = self.unmasked and is_same
        self.resident = self.dwelling = None
        if record is not None:
            self._read(*record)
        self._paint_anew()
        if not is_same and self.shown is not None:
            self._scrolled.verticalScrollBar().setValue(0)

    def _read(self, kind: str, record_id: int) -> None:
        from hongyun_desktop.core.roster import cards

        if kind == "resident":
            self.resident = cards.resident_card(self._desk.store, record_id)
        else:
            self.dwelling = cards.dwelling_card(self._desk.store, record_id)

    def _refresh(self) -> None:
        self.show_record(self.shown)

    def _on_privacy(self, _on: bool) -> None:
        self._paint_anew()

    def _paint_anew(self) -> None:
        if self.shown is None and not self._nothing.isHidden():
            return
        clear_layout(self._scrolled.column)
        clear_layout(self._foot)
        self.buttons = {}
        self._nothing.setVisible(self.shown is None)
        self._scrolled.setVisible(self.shown is not None)
        if self.resident is not None:
            self._show_resident(self.resident)
        elif self.dwelling is not None:
            self._show_dwelling(self.dwelling)
        self._scrolled.column.addStretch(1)

    # --- a person

    def _show_resident(self, card: "ResidentCard") -> None:
        # Points and honours are asked only for somebody: the page stands without them.
        from hongyun_desktop.ui.features.roster.holdings import Holdings

        row, hide, hidden = card.resident, self._desk.privacy.hide, self._desk.privacy.on
        place = row.address.full if row.address else _("没有住址")
        self._head(hide(row.name), " · ".join(filter(None, (place, row.relation))), "·" if hidden else row.name[-1:])
        self._fact(_("性别年龄"), " · ".join(filter(None, (row.sex, age_text(card.age)))))
        numbers = row.phones if self.unmasked else row.masked_phones
        self._fact(_("电话"), hide("\n".join(numbers)))
        self._fact(_("身份证号"), hide(row.id_number if self.unmasked else row.masked_id_number))
        if (row.phones or row.id_number) and not self.unmasked:
            self._link(_("显示号码"), "eye", lambda: self._ask_purpose(card))
            self._desk.guard(self.buttons[_("显示号码")], right=Right.UNMASK)
        if row.occupancy is not None:
            self._fact(_("居住情况"), chips=[occupancy_chip(row.occupancy)])
        self._scrolled.column.addWidget(Holdings(self._desk, row.resident_id, em(self, KEY_EM)))
        self._fact(_("原属村"), row.home_village)
        self._fact(_("政治面貌"), hide(row.political_status))
        self._fact(_("微信昵称"), hide("、".join(row.nicknames)))
        self._fact(_("标签"), chips=[Chip(HIDDEN)] if row.tags and hidden else [tag_chip(tag) for tag in row.tags])
        self._fact(_("备注"), hide(row.note))
        if row.dwelling_id is not None:
            self._members(_("同住的人（{count} 人）") if card.others else _("一个人住"), card.others)
            self._link(_("看这一户"), "house", lambda: self.asked.emit("dwelling", row.dwelling_id))
        self._history("resident", row.resident_id)
        change = self._button(_("修改"), "pencil", lambda: asking.change_resident(self._desk, self, card), primary=True)
        move = self._button(_("搬家"), "arrow-right-left", lambda: asking.move_resident(self._desk, self, card))
        self._foot.addLayout(row_of(change, move, self._more(card)))

    def _ask_purpose(self, card: "ResidentCard") -> None:
        form = asking.ask_purpose(self._desk, self, card)
        form.saved.connect(self._on_purpose)

    def _on_purpose(self, _changed: object) -> None:
        self.unmasked = True
        self._paint_anew()

    def _more(self, card: "ResidentCard") -> QPushButton:
        from hongyun_desktop.ui.features.roster import actions

        made = button(_("更多") + "   ")
        menu = QMenu(made)
        menu.setToolTipsVisible(True)
        for action in actions.more(self._desk, self, card):
            item = menu.addAction(icon(action.icon), action.text)
            item.triggered.connect(action.run)
            self._desk.guard(item, right=action.right)
        made.setMenu(menu)
        self.buttons[_("更多")] = made
        return made

    # --- a dwelling

    def _show_dwelling(self, card: "DwellingCard") -> None:
        row = card.dwelling
        count = _("{count} 人").format(count=len(card.members)) if card.members else _("没有登记住户")
        self._head(row.address.full, count, _("户"))
        self._fact(_("居住情况"), chips=[occupancy_chip(row.occupancy)])
        self._fact(_("备注"), self._desk.privacy.hide(row.note))
        if card.members:
            self._members(_("住户（{count} 人）"), card.members)
        self._history("dwelling", row.dwelling_id)
        add = self._button(_("登记住户到这户"), "plus", lambda: self.registering.emit(row), primary=True)
        change = self._button(_("改居住情况"), "pencil", lambda: asking.change_dwelling(self._desk, self, card))
        note = self._button(_("备注"), "sticky-note", lambda: asking.note_dwelling(self._desk, self, card))
        self._foot.addWidget(add)
        self._foot.addLayout(row_of(change, note))

    # --- pieces

    def _head(self, title: str, under: str, letter: str) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(title, "h2", wrap=True))
        texts.addWidget(label(under, "hint", wrap=True))
        line = row_of(_Badge(letter), spacing_px=12)
        line.addLayout(texts, 1)
        self._scrolled.column.addLayout(line)
        self._scrolled.column.addSpacing(4)

    def _fact(self, key: str, value: str = "", chips: Sequence[Chip] = ()) -> None:
        add_fact(self._scrolled.column, self, key, self._chips(chips) if chips else value)

    def _chips(self, chips: Sequence[Chip]) -> QVBoxLayout:
        """Chips in as many lines as they need, about eight characters a line."""
        column = QVBoxLayout()
        column.setSpacing(4)
        line, used = row_of(None, spacing_px=4), 0
        column.addLayout(line)
        for chip in chips:
            if used and used + len(chip.text) > 8:
                line, used = row_of(None, spacing_px=4), 0
                column.addLayout(line)
            line.insertWidget(line.count() - 1, Pill(chip))
            used += len(chip.text) + 1
        return column

    def _members(self, title: str, members: "Sequence[Member]") -> None:
        add_title(self._scrolled.column, title.format(count=len(members)))
        for each in members:
            name = button(self._desk.privacy.hide(each.name), link=True)
            name.clicked.connect(lambda _checked=False, each=each: self.asked.emit("resident", each.resident_id))
            self._scrolled.column.addLayout(row_of(name, None, label(member_text(each), "hint")))

    def _history(self, kind: str, record_id: int) -> None:
        from hongyun_desktop.core.roster import story

        steps = story.history_of(self._desk.store, kind, record_id)
        if not steps:
            return
        add_title(self._scrolled.column, _("改动记录"))
        for step in steps:
            when = f"{step.entry.at:%Y-%m-%d %H:%M} {step.entry.operator}"
            self._scrolled.column.addWidget(label(when, "hint", wrap=True))
            self._scrolled.column.addWidget(label(self._sentence(step), wrap=True))

    def _sentence(self, step: "story.Step") -> str:
        """What was changed; for what an import did, that it was one instead of how many it brought."""
        from hongyun_desktop.messages.journal import unit_sentence

        told = [self._told(change) for change in step.changes]
        imported = step.entry.code == "roster_imported"
        if not told:
            return _("从花名册导入") if imported else unit_sentence(step.entry.code, step.entry.params)
        return "\n".join([_("导入花名册时改的")] * imported + told)

    def _told(self, change: "story.FieldChange") -> str:
        from hongyun_desktop.messages.journal import change_sentence

        hide = self._desk.privacy.hide if change.field in _PRIVATE_FIELDS else str
        return change_sentence(change.field, hide(change.before), hide(change.after))

    def _link(self, text: str, icon_name: str, run: object) -> None:
        made = button(text, icon_name, link=True)
        made.clicked.connect(run)
        self.buttons[text] = made
        self._scrolled.column.addLayout(row_of(made, None))

    def _button(self, text: str, icon_name: str, run: object, *, primary: bool = False) -> QPushButton:
        made = button(text, icon_name if primary else "", primary=primary)
        made.clicked.connect(run)
        self._desk.guard(made)
        self.buttons[text] = made
        return made
