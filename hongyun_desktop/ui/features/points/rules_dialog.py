# SPDX-License-Identifier: GPL-3.0-or-later
"""积分规则: which rule holds from when to when, and starting a later one."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.points import point_rules
from hongyun_desktop.core.points.rules import DEFAULT_RULE, RuleRow
from hongyun_desktop.core.points.words import rule_words
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import NumberField, TextField
from hongyun_desktop.ui.kit.form import RecordForm, Values
from hongyun_desktop.ui.kit.parts import Card, button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em


class RulesDialog(QDialog):
    """The rules, newest first within a kind; the built-in one last."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("积分规则"))
        self.table: TableView[RuleRow] = TableView(self._columns(), desk.privacy)
        self.table.setAccessibleName(_("积分规则"))
        self.add = button(_("加一条新规则…"), "plus", primary=True)
        self.add.clicked.connect(self.open_form)
        self.done_button = button(_("关闭"))
        self.done_button.clicked.connect(self.accept)
        card = Card()
        card.column.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("积分规则"), "h2"))
        note = _("时长按整半小时算。新规则只管它开始以后的服务，已经记过的积分不变。")
        column.addWidget(label(note, "hint", wrap=True))
        column.addWidget(card, 1)
        column.addLayout(row_of(None, self.done_button, self.add))
        fit_to_screen(self, em(self, 50), em(self, 26))
        desk.guard(self.add, right=Right.SETTINGS)
        desk.watch(self, (Topic.SETTINGS,), self.reload)
        self.reload()

    def _columns(self) -> tuple[Column[RuleRow], ...]:
        return (
            Column(_("种类"), lambda row: row.service_kind or _("所有服务"), width=7),
            Column(_("规则"), rule_words),
            Column(_("从"), lambda row: "—" if row.starts_on == date.min else row.starts_on, width=6),
            Column(_("到"), lambda row: row.ends_on or "—", width=6),
            Column(_("状态"), lambda row: self._state(row).text, width=4, chips=lambda row: (self._state(row),)),
        )

    def _state(self, row: RuleRow) -> Chip:
        day = today(self._desk.store.clock)
        if row.rule_id is None:
            return Chip(_("自带"), COLOURS.grey_ground, COLOURS.text_soft)
        if row.holds_on(day):
            return Chip(_("现行"), COLOURS.good_ground, COLOURS.good)
        if row.starts_on > day:
            return Chip(_("未开始"))
        return Chip(_("已结束"), COLOURS.grey_ground, COLOURS.text_soft)

    def reload(self) -> None:
        """Read the rules anew."""
        rows = [*point_rules.all_rules(self._desk.store), DEFAULT_RULE]
        self.table.show_window(Window.of(rows, lambda row: row.rule_id or 0))

    def open_form(self) -> RecordForm:
        """Ask for a later rule, beginning from the one that holds today."""
        day = today(self._desk.store.clock)
        now = point_rules.rule_book(self._desk.store).rule_for("", day)
        values = {
            "service_kind": "", "points_per_hour": now.points_per_hour, "points_per_event": now.points_per_event,
            "cap_per_event": now.cap_per_event, "cap_per_day": now.cap_per_day, "starts_on": day,
        }  # fmt: skip
        form = RecordForm(
            self._desk, _("新的积分规则"), _fields(), values, lambda typed: _save(self._desk, typed),
            _("新规则已加上，以前记的积分不变。"), self,
        )  # fmt: skip
        form.open()
        return form


def _fields() -> tuple[TextField | NumberField | DateField, ...]:
    highest = point_rules.HIGHEST_POINTS
    return (
        TextField(
            name="service_kind", label=_("种类"), placeholder=_("空着就是所有服务"),
            suggestions=lambda desk: point_rules.known_kinds(desk.store),
        ),
        NumberField(name="points_per_hour", label=_("每小时"), high=highest, unit=_("分")),
        NumberField(name="points_per_event", label=_("每次另加"), high=highest, unit=_("分")),
        NumberField(name="cap_per_event", label=_("每次最多"), high=highest, unit=_("分，空着不限")),
        NumberField(name="cap_per_day", label=_("每天最多"), high=highest, unit=_("分，空着不限")),
        DateField(name="starts_on", label=_("从哪天起"), required=True, hint=_("要在已经记过分的日子以后。")),
    )  # fmt: skip


def _save(desk: Desk, values: Values) -> Changed:
    return point_rules.save_rule(
        desk.store, values["service_kind"], values["points_per_hour"] or 0, starts_on=values["starts_on"],
        points_per_event=values["points_per_event"] or 0, cap_per_event=values["cap_per_event"],
        cap_per_day=values["cap_per_day"],
    )  # fmt: skip


def open_rules(desk: Desk, parent: QWidget) -> RulesDialog:
    """Show the rules."""
    made = RulesDialog(desk, parent)
    made.open()
    return made
