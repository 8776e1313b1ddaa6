# SPDX-License-Identifier: GPL-3.0-or-later
"""登记服务: an activity, who signed up and who came, and their points, for one person or many.

Everything typed stays in the form until the core has taken it. Imports kit, core and this feature only.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError, Invalid, Refused
from hongyun_desktop.core.picking import picking
from hongyun_desktop.core.picking.chain_heading import ChainHeading
from hongyun_desktop.core.picking.picking import Person
from hongyun_desktop.core.points import attendance, crediting
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.points.rules import Credit
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.search import Hit
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.attendance_list import AttendanceList
from hongyun_desktop.ui.features.points.attendance_rows import AttendanceRows, minutes_in
from hongyun_desktop.ui.features.points.attendance_words import hours_text
from hongyun_desktop.ui.features.points.paste_names import PasteNames
from hongyun_desktop.ui.features.points.service_heading import ServiceHeading
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.parts import Card, allow, button, fit_to_screen, label, row_of, set_role, tab_through
from hongyun_desktop.ui.kit.search_box import SearchBox
from hongyun_desktop.ui.kit.theme import GAP_PX, scaled

_WIDTH_PX, _HEIGHT_PX = 900, 620
_WIDEST_PX, _HIGHEST_PX = 1160, 690
_KEYS = _("1 报名　2 到场　3 没来　空格 换下一个　回车 改小时　+ − 加减半小时　Delete 去掉")

_ALREADY_THERE = _("已有这场活动，接着它的名单记。")


def open_service_form(desk: Desk, parent: QWidget, activity_id: int | None = None) -> "ServiceForm":
    """Open the form for something new, or on the list of an activity."""
    form = ServiceForm(desk, parent, activity_id)
    form.open()
    return form


class ServiceForm(QDialog):
    """The list of one activity, to be kept or to be confirmed and credited; `saved` tells the `Changed`."""

    saved = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None, activity_id: int | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("名单与记分") if activity_id else _("登记服务"))
        self.trouble = label("", "bad", wrap=True)
        self.heading = ServiceHeading(desk)
        self.search = SearchBox(desk.store, desk.privacy, ("resident", "dwelling"), self, rooms_first=True)
        self.paste = button(_("粘贴名单…"), "clipboard-check")
        self.all_came = button(_("全部到场"), "check")
        self.rows = AttendanceRows(desk.privacy, self._expected, self)
        self.table = AttendanceList(self.rows)
        self.totals = label("", "h2")
        self.rest = label("", "hint")
        self.keep = button(_("只存名单"), "save")
        self.confirm = button(_("确认到场并记分"), "circle-check", primary=True)
        self.cancel = button(_("取消"))
        self._lay_out()
        self._connect()
        self.rows.set_common_minutes(self._common_minutes())
        if activity_id is not None:
            self._show_activity(activity_id)
            self.heading.fix()
        self._show_totals()
        self._saved = self._state()
        (self.search if activity_id else self.heading.name).setFocus()

    def _lay_out(self) -> None:
        self.trouble.hide()
        self.search.setPlaceholderText(_("加人：姓名、拼音首字母、房号（整户）或电话后四位，回车加入"))
        self.listed = QStackedWidget()
        self.listed.addWidget(self.table)
        self.listed.addWidget(EmptyState(_("名单还空着。在上面打名字或房号，回车加入；也可以粘贴名单。"), icon="users"))
        self.listed.setMinimumHeight(self.table.minimumHeight())
        card = Card()
        card.column.addWidget(self.listed)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(GAP_PX - 2)
        column.addLayout(row_of(label(self.windowTitle(), "h2"), None, self.heading.way))
        column.addWidget(self.heading)
        people = row_of(self.search, self.paste, self.all_came)
        people.setStretch(0, 1)
        column.addLayout(people)
        column.addWidget(card, 1)
        column.addWidget(label(_KEYS, "hint"))
        # Below, where only the list gives way: a field must not move away from under the mouse.
        column.addWidget(self.trouble)
        figures = QVBoxLayout()
        figures.setSpacing(0)
        figures.addWidget(self.totals)
        figures.addWidget(self.rest)
        bottom = row_of(None, self.cancel, self.keep, self.confirm)
        bottom.insertLayout(0, figures)
        column.addLayout(bottom)
        tab_through(
            *self.heading.inputs(), self.search, self.paste, self.all_came, self.table,
            self.cancel, self.keep, self.confirm,
        )  # fmt: skip
        fit_to_screen(self, min(scaled(_WIDTH_PX), _WIDEST_PX), min(scaled(_HEIGHT_PX), _HIGHEST_PX))

    def _connect(self) -> None:
        self.heading.edited.connect(self._on_heading)
        self.heading.chosen.connect(self._on_activity)
        self.search.picked.connect(self._on_picked)
        self.search.textChanged.connect(self.trouble.hide)
        self.paste.clicked.connect(self.open_paste)
        self.all_came.clicked.connect(self._mark_all)
        self.rows.edited.connect(self._show_totals)
        self.rows.problem.connect(self._say)
        self.table.kept_credited.connect(self._say_credited)
        self.keep.clicked.connect(self.save_list)
        self.confirm.clicked.connect(self.save_and_confirm)
        self.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_list)
        self._desk.privacy.listen(self)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save_and_confirm)
        self._desk.guard(self.keep, self.confirm)

    def _expected(self, minutes_of: Mapping[int, int]) -> Mapping[int, Credit]:
        day = self.heading.held_on() or today(self._desk.store.clock)
        return crediting.expected(self._desk.store, self.heading.kind.currentData() or "", day, minutes_of)

    def _common_minutes(self) -> int:
        try:
            return minutes_in(self.heading.hours.text()) or 0
        except AppError:
            return 0

    def _on_heading(self) -> None:
        self.trouble.hide()
        self.rows.set_common_minutes(self._common_minutes())

    def _on_activity(self, activity_id: int) -> None:
        if activity_id != self.heading.activity_id:
            self._show_activity(activity_id)
            self._say(_ALREADY_THERE, "notice")

    def _show_activity(self, activity_id: int) -> None:
        store = self._desk.store
        rows = attendance.list_of(store, activity_id)
        self.heading.show_activity(
            activities.get_activity(store, activity_id), has_services=any(row.credited for row in rows)
        )
        self.rows.load(rows, keep=True)

    def _on_picked(self, hit: Hit) -> None:
        store = self._desk.store
        is_dwelling = hit.kind == "dwelling"
        ids = [row.resident_id for row in residents.household(store, hit.id)] if is_dwelling else [hit.id]
        people = picking.people_of(store, ids)
        self.add([people[each] for each in ids if each in people])

    def add(self, people: Sequence[Person], state: Attending | None = None) -> None:
        """Put people on the list and select them; state: 到场, or 报名 where the activity is still to come."""
        self.trouble.hide()
        known = {line.resident_id for line in self.rows.lines}
        again = [each.name for each in people if each.resident_id in known]
        if not people:
            self._say(_("这一户还没有登记住户。"), "notice")
        elif again:
            self._say(_("{names} 已经在名单里。").format(names=self._desk.privacy.hide("、".join(again))), "notice")
        self.table.choose(self.rows.add(people, state or self._usual_state()))

    def _usual_state(self) -> Attending:
        day = self.heading.held_on()
        return Attending.SIGNED_UP if day and day > today(self._desk.store.clock) else Attending.CAME

    def open_paste(self) -> PasteNames:
        """The box for pasted names."""
        made = PasteNames(self._desk, self)
        made.accepted_people.connect(lambda people, state: self._on_pasted(made.heading, people, state))
        made.open()
        return made

    def _on_pasted(self, told: ChainHeading, people: Sequence[Person], state: Attending) -> None:
        filled_in = self.heading.propose(told)
        self.add(people, state)
        if filled_in and self.trouble.isHidden():
            new = _("活动和日期是照接龙开头填的，请看看对不对。")
            self._say(_ALREADY_THERE if self.heading.activity_id else new, "notice")

    def _mark_all(self) -> None:
        waiting = [place for place, line in enumerate(self.rows.lines) if line.state is Attending.SIGNED_UP]
        self.rows.set_state(waiting, Attending.CAME)

    def save_list(self) -> None:
        """Keep the list without points."""
        self._save(attendance.save_list, lambda _made: _("名单存好了，还没有记分。"))

    def save_and_confirm(self) -> None:
        """Keep the list and credit everybody who came."""
        self._save(attendance.save_and_confirm, _credited_sentence)

    def _save(self, call: Callable[..., Changed], sentence: Callable[[Changed], str]) -> None:
        self.trouble.hide()
        if typed := self.search.text().strip():
            self._say(_("“{typed}”还没有加入名单：按回车加入，或把那一栏清空，再存。").format(typed=typed))
            self.search.setFocus()
            return
        try:
            if self._desk.jobs.writing:
                raise Refused("job_is_writing")
            if not self.rows.lines:
                raise Invalid("nobody_chosen", "residents")
            minutes_in(self.heading.hours.text())
            changed = call(self._desk.store, self.heading.values(), self.rows.marks(), self.heading.activity_id)
        except AppError as error:
            self._say(self._desk.sentence(error))
            if isinstance(error, Invalid):
                self.heading.point_at(error.field)
            return
        self.accept()
        self._desk.did(changed, sentence(changed))
        self.saved.emit(changed)

    def _say(self, sentence: str, role: str = "bad") -> None:
        set_role(self.trouble, role)
        self.trouble.setText(sentence)
        self.trouble.show()

    def _say_credited(self, count: int) -> None:
        self._say(_("其中 {count} 人已经记过分，没有去掉；要改请用“更正”。").format(count=count))

    def _show_totals(self) -> None:
        found = self.rows.totals()
        self.totals.setText(
            _("{people} 人 · {hours} 小时 · {points} 分").format(
                people=found.came, hours=hours_text(found.minutes), points=found.points
            )
        )
        rest = (
            (_("报名 {n} 人"), found.signed_up), (_("没来 {n} 人"), found.absent), (_("已记分 {n} 人"), found.credited),
        )  # fmt: skip
        text = "　".join(words.format(n=count) for words, count in rest if count)
        self.rest.setText(text or (_("这次要记的") if found.came else _("还没有人")))
        allow(self.all_came, "" if found.signed_up else _("名单里没有等着确认的人。"))
        self.listed.setCurrentIndex(0 if self.rows.lines else 1)

    def _state(self) -> tuple[Any, ...]:
        heading = self.heading
        return (
            heading.name.text(), heading.team.text(), heading.day.input.text(), heading.kind.currentData(),  # pyright: ignore[reportAttributeAccessIssue]
            tuple((line.resident_id, line.state, line.minutes) for line in self.rows.lines),
        )  # fmt: skip

    def reject(self) -> None:
        """Close; what was typed and not saved is asked about first."""
        if self._state() == self._saved or self._desk.speaker.ask(
            _("名单改过，还没有存。真的不要了吗？"), _("不要了"), _("回去接着填")
        ):
            super().reject()


def _credited_sentence(made: Changed) -> str:
    return _("记了 {people} 人、{hours} 小时、{points} 分。记错了？到“记分记录”里把这一次整批更正。").format(
        people=made.params["count"], hours=hours_text(int(made.params["minutes"])), points=made.params["points"]
    )
