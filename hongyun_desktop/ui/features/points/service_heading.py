# SPDX-License-Identifier: GPL-3.0-or-later
"""The upper part of 登记服务: which activity it is, its day, kind and team, and the hours that all share.

Reads activities and rules; writes nothing.
"""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QStackedWidget, QWidget

from hongyun_desktop.core.activities import activities, listing
from hongyun_desktop.core.activities.activities import ActivityRow, ActivityValues
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError, Invalid
from hongyun_desktop.core.picking.chain_heading import ChainHeading
from hongyun_desktop.core.points import point_rules
from hongyun_desktop.core.points.words import rule_words
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.attendance_words import hours_text, kind_text
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import suggest
from hongyun_desktop.ui.kit.parts import Card, Segmented, label, row_of
from hongyun_desktop.ui.kit.theme import em
from hongyun_desktop.ui.kit.turns import later

NEW, KNOWN = "new", "known"
_USUAL_HOURS = "2"


class ServiceHeading(Card):
    """The activity and the common hours; `way`, new or known, is for the title's line.

    edited: something else stands there. chosen: the id of another known activity.
    """

    edited = Signal()
    chosen = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins_px=14)
        self._desk = desk
        self.activity_id: int | None = None
        self.way = Segmented([(NEW, _("新的活动"), ""), (KNOWN, _("已有的活动"), "")])
        self.name = QLineEdit()
        self.known = QComboBox()
        self.name_or_known = QStackedWidget()
        self.day = DateField(name="held_on", label=_("日期")).editor(desk, self)
        self.kind = QComboBox()
        self.team = QLineEdit()
        self.hours = QLineEdit(_USUAL_HOURS)
        self.rule = label("", "hint")
        self._fill()
        self._lay_out()
        self._connect()
        self._show_rule()
        # Looked up among the newest activities, and of no use before the first key.
        later(self, self._suggest)

    def _fill(self) -> None:
        store = self._desk.store
        self.name.setPlaceholderText(_("如 清扫楼道"))
        self.name.setMaxLength(60)
        self.team.setPlaceholderText(_("可以不填"))
        self.team.setMaxLength(40)
        self.day.set_value(today(store.clock))
        self.hours.setMaximumWidth(em(self.hours, 5))
        for kind in ("", *point_rules.known_kinds(store)):
            self.kind.addItem(kind_text(kind), kind)
        self.known.setEditable(True)
        self.known.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

    def _suggest(self) -> None:
        """Offer what was written before."""
        store = self._desk.store
        suggest(self.name, listing.earlier_names(store))
        suggest(self.team, listing.earlier_teams(store))
        for each in listing.latest(store):
            self.known.addItem(f"{each.held_on.isoformat()}　{each.name}", each.activity_id)
        texts = [self.known.itemText(place) for place in range(self.known.count())]
        line = self.known.lineEdit()
        assert line is not None
        suggest(line, texts).activated.connect(self._on_completed)
        line.setPlaceholderText(_("打几个字找，或点右边的箭头"))
        self.known.setCurrentIndex(-1)

    def _lay_out(self) -> None:
        for each in (self.name, self.known):
            self.name_or_known.addWidget(each)
        self.name_or_known.setFixedHeight(max(self.name.sizeHint().height(), self.known.sizeHint().height()))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for text, row, column in ((_("活动"), 0, 0), (_("日期"), 0, 2), (_("队伍"), 1, 0), (_("每人"), 1, 2)):
            grid.addWidget(label(text, "key"), row, column)
        grid.addWidget(self.name_or_known, 0, 1)
        grid.addWidget(self.day, 0, 3)
        self.kind_label = label(_("种类"), "key")
        grid.addLayout(row_of(self.team, 4, self.kind_label, self.kind), 1, 1)
        grid.addLayout(row_of(self.hours, label(_("小时"), "key"), 8, self.rule, None), 1, 3)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(3, 4)
        self.column.addLayout(grid)
        for each, text in ((self.name, _("活动")), (self.known, _("已有的活动")), (self.kind, _("种类")),
                           (self.team, _("队伍")), (self.hours, _("每人几小时"))):  # fmt: skip
            each.setAccessibleName(text)
        has_kinds = self.kind.count() > 1
        self.kind.setVisible(has_kinds)
        self.kind_label.setVisible(has_kinds)

    def _connect(self) -> None:
        self.way.chosen.connect(self._on_way)
        self.name.textChanged.connect(lambda _text: self.edited.emit())
        self.team.textChanged.connect(lambda _text: self.edited.emit())
        self.hours.textChanged.connect(lambda _text: self.edited.emit())
        self.day.changed.connect(self._on_rule_asked)
        self.kind.currentIndexChanged.connect(lambda _place: self._on_rule_asked())
        self.name.editingFinished.connect(self._look_for_namesake)
        self.known.activated.connect(self._on_known)

    def values(self) -> ActivityValues:
        """The activity as it stands there. Raises: Invalid for a day that can't be read or is missing."""
        day = self.day.value()
        if day is None:
            raise Invalid("day_empty", "held_on")
        return ActivityValues(self.name.text(), day, self.team.text(), self.kind.currentData())

    def held_on(self) -> date | None:
        """The day, or None while it can't be read."""
        try:
            return self.day.value()
        except AppError:
            return None

    def show_activity(self, activity: ActivityRow, *, has_services: bool) -> None:
        """Show a known activity; day and kind can't be changed once service at it was credited."""
        self.activity_id = activity.activity_id
        self.name.setText(activity.name)
        self.day.set_value(activity.held_on)
        self.team.setText(activity.team)
        if self.kind.findData(activity.service_kind) < 0:
            self.kind.addItem(kind_text(activity.service_kind), activity.service_kind)
        self.kind.setCurrentIndex(self.kind.findData(activity.service_kind))
        self.name_or_known.setCurrentWidget(self.name)
        tip = _("这场活动已经记过分，日期和种类不能再改。") if has_services else ""
        for each in (self.day, self.kind):
            each.setEnabled(not has_services)
            each.setToolTip(tip)
        self._show_rule()

    def propose(self, told: ChainHeading) -> bool:
        """Fill in what a chain is for, where nobody has named an activity yet; whether that was so."""
        if self.activity_id is not None or self.name.text().strip() or not told.name:
            return False
        self.name.setText(told.name)
        if told.held_on is not None:
            self.day.set_value(told.held_on)
        if told.minutes:
            self.hours.setText(hours_text(told.minutes))
        self._look_for_namesake()
        return True

    def inputs(self) -> tuple[QWidget, ...]:
        """What can be typed or chosen, in the order in which it is read."""
        return (*self.way.buttons, self.name, self.known, self.day.input, self.team, self.kind, self.hours)

    def point_at(self, field: str) -> None:
        """Put the cursor where something is missing or wrong; a field of another part is left alone."""
        lines = {"name": self.name, "held_on": self.day.input, "team": self.team, "hours": self.hours}
        line = lines.get(field)
        if isinstance(line, QLineEdit):
            line.setFocus()
            line.selectAll()

    def fix(self) -> None:
        """Keep to the activity shown: nothing else can be chosen any more."""
        self.way.hide()

    def _on_way(self, way: object) -> None:
        self.name_or_known.setCurrentWidget(self.name if way == NEW else self.known)
        self.name_or_known.currentWidget().setFocus()

    def _on_known(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(self.known.itemData(place))

    def _on_completed(self, text: str) -> None:
        self._on_known(self.known.findText(text))

    def _look_for_namesake(self) -> None:
        """A day has one activity of a name: whoever types it again means that one."""
        day = self.held_on()
        if self.activity_id is None and day and self.name.text().strip():
            found = activities.find_activity(self._desk.store, day, self.name.text())
            if found is not None:
                self.chosen.emit(found.activity_id)

    def _on_rule_asked(self) -> None:
        self._show_rule()
        self.edited.emit()
        self._look_for_namesake()

    def _show_rule(self) -> None:
        day = self.held_on() or today(self._desk.store.clock)
        rule = point_rules.rule_book(self._desk.store).rule_for(self.kind.currentData() or "", day)
        self.rule.setText(rule_words(rule))
        self.rule.setToolTip(rule_words(rule))
