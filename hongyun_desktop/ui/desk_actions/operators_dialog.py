# SPDX-License-Identifier: GPL-3.0-or-later
"""经办人管理: who may come in, as what, with which password. Imports core and the kit only."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import operators
from hongyun_desktop.core.access.operators import OperatorRow
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.store.rights import Right, Role
from hongyun_desktop.core.store.store import FIRST_OPERATOR
from hongyun_desktop.messages.words import role_word
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions import password_form
from hongyun_desktop.ui.desk_actions.role_words import NO_PASSWORD, TELLS, choices
from hongyun_desktop.ui.kit.content_height import height_beside
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField, NameField
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.parts import Card, allow, button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column
from hongyun_desktop.ui.kit.theme import GAP_PX, em, row_height_px

_LONGEST = 20
_LEAST_ROWS, _MOST_ROWS = 6, 14  # with the heading
_COLUMNS: tuple[Column[OperatorRow], ...] = (
    Column(_("姓名"), lambda row: row.name, width=10),
    Column(_("身份"), lambda row: role_word(row.role), width=6),
    Column(_("密码"), lambda row: "" if row.ended else _("有") if row.has_password else _("没有"), width=5),
    Column(_("能不能登录"), lambda row: _("已停用") if row.ended else _("能登录")),
)


def show_operators(desk: Desk, parent: QWidget | None = None) -> "OperatorsDialog":
    """Everybody who has or had access; the dialog is open when this returns."""
    dialog = OperatorsDialog(desk, parent)
    dialog.open()
    return dialog


class OperatorsDialog(QDialog):
    """The list, and what may be done with whoever is selected."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("经办人管理"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.table: TableView[OperatorRow] = TableView(_COLUMNS, desk.privacy)
        self.table.setAccessibleName(_("经办人"))
        self.told = label("", "key", wrap=True)
        self.warning = label("", "warning", wrap=True)
        self.add = button(_("添加…"), "user-plus", primary=True)
        self.name = button(_("改姓名…"), "pencil")
        self.role = button(_("改身份…"), "user")
        self.password = button(_("设密码…"), "lock")
        self.end = button(_("停用"), "x")
        self.minutes = self._lock_choice()
        self.ok = button(_("关闭"))
        self._lay_out()
        self._connect()
        self.reload()
        self._fit()

    def _lock_choice(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("没人动多久就锁定"))
        for minutes in settings.LOCK_CHOICES:
            box.addItem(_("{minutes} 分钟").format(minutes=minutes) if minutes else _("不自动锁定"), minutes)
        box.setCurrentIndex(max(box.findData(settings.lock_after_minutes(self._desk.store)), 0))
        return box

    def _lay_out(self) -> None:
        card = Card()
        card.column.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("经办人管理"), "h2"))
        column.addLayout(row_of(self.add, self.name, self.role, self.password, self.end, None))
        column.addWidget(card, 1)
        column.addWidget(self.told)
        column.addWidget(self.warning)
        when = label(_("没人动键盘和鼠标，多久自动锁定："), "key")
        column.addLayout(row_of(when, self.minutes, None, self.ok))

    def _fit(self) -> None:
        """Open with a row for everybody and one to spare; where that is too high for the screen the table scrolls."""
        rows = min(max(self.table.rows.rowCount() + 2, _LEAST_ROWS), _MOST_ROWS)
        width = em(self, 46)
        fit_to_screen(self, width, height_beside(self, self.table, width) + rows * row_height_px())

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.activated_row.connect(self._on_activated)
        self.add.clicked.connect(self._on_add)
        self.name.clicked.connect(self._on_name)
        self.role.clicked.connect(self._on_role)
        self.password.clicked.connect(self._on_password)
        self.end.clicked.connect(self._on_end)
        self.minutes.activated.connect(self._on_minutes)
        self.ok.clicked.connect(self.accept)
        for control in (self.add, self.name, self.role, self.password, self.end):
            self._desk.guard(control, right=Right.OPERATORS)
        self._desk.guard(self.minutes, right=Right.SETTINGS)
        self._desk.watch(self, {Topic.OPERATOR}, self.reload)

    def reload(self) -> None:
        """Read everybody anew, those who may sign in first."""
        everybody = operators.list_operators(self._desk.store)
        # The placeholder of a new database is nobody.
        people = [row for row in everybody if not (row.ended and row.name == FIRST_OPERATOR)]
        rows = sorted(people, key=lambda row: (row.ended, row.operator_id))
        if self.table.selected_row() is None and rows:
            self.table.show_window(Window.of(rows, lambda row: row.operator_id))
            self.table.select_id(rows[0].operator_id)
        else:
            self.table.show_window(Window.of(rows, lambda row: row.operator_id))
        without = [row.name for row in rows if not row.ended and not row.has_password]
        self.warning.setText(_("{names}没有密码。{told}").format(names=_("、").join(without), told=NO_PASSWORD))
        self.warning.setVisible(bool(without))
        self._on_chosen(self.table.selected_row())

    def _on_chosen(self, row: OperatorRow | None) -> None:
        self.told.setText(
            _("{role}：{told}").format(role=role_word(row.role), told=TELLS[row.role]) if row is not None else ""
        )
        nobody = _("先在表里点一个人。") if row is None else ""
        ended = _("{name}已停用。要恢复，点“添加”，写同样的名字。").format(name=row.name) if row and row.ended else ""
        allow(self.name, nobody or ended)
        allow(self.role, nobody or ended or self._why_not_last(row))
        allow(self.password, nobody or ended)
        allow(self.end, nobody or ended or self._why_not_last(row))

    def _why_not_last(self, row: OperatorRow | None) -> str:
        admins = [
            each.operator_id
            for each in operators.list_operators(self._desk.store)
            if each.role is Role.ADMIN and not each.ended
        ]
        if row is not None and admins == [row.operator_id]:
            return _("这是最后一位管理员。请先让另一位当管理员。")
        return ""

    # what the buttons do

    def _on_activated(self, _row: OperatorRow) -> None:
        self.role.click()

    def _on_add(self) -> None:
        ask_new(self._desk, self)

    def _on_name(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            ask_name(self._desk, row, self)

    def _on_role(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            ask_role(self._desk, row, self)

    def _on_password(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            password_form.ask_for(self._desk, row, self)

    def _on_end(self) -> None:
        row = self.table.selected_row()
        if row is None:
            return
        question = _("停用{name}？以后不能用这个名字登录；以前的记录不变。").format(name=row.name)
        if self._desk.speaker.ask(question, _("停用"), _("先不了")):
            self._desk.act(
                lambda: operators.end_access(self._desk.store, row.operator_id),
                _("{name}已停用。").format(name=row.name),
                undo=False,
            )

    def _on_minutes(self, _place: int) -> None:
        minutes = self.minutes.currentData()
        said = _("没人动 {minutes} 分钟就锁定。").format(minutes=minutes) if minutes else _("不再自动锁定。")
        self._desk.act(lambda: settings.save(self._desk.store, {settings.LOCK_AFTER: str(minutes)}), said)


def ask_new(desk: Desk, parent: QWidget | None = None) -> RecordForm:
    """Give somebody access; `saved` tells operator_id. The form is open when this returns."""

    def save(values: dict[str, Any]) -> Changed:
        password = password_form.typed_twice(values)
        return operators.add(desk.store, values["name"], values["role"], password)

    first = operators.is_unclaimed(desk.store)
    roles = [each for each in choices() if each[0] is Role.ADMIN] if first else choices()
    hint = "\n".join(f"{role_word(role)}：{TELLS[role]}" for role, _word in roles)
    form = RecordForm(
        desk,
        _("添加经办人"),
        [
            NameField(name="name", label=_("姓名"), required=True, longest=_LONGEST),
            ChoiceField(name="role", label=_("身份"), choices=roles, hint=hint),
            *password_form.PAIR,
        ],
        {"role": Role.ADMIN if first else Role.CLERK},
        save,
        _("添加好了。"),
        parent,
        ok_text=_("添加"),
    )
    form.open()
    return form


def ask_name(desk: Desk, row: OperatorRow, parent: QWidget | None = None) -> RecordForm:
    """Correct somebody's name; the form is open when this returns."""
    form = RecordForm(
        desk,
        _("改姓名"),
        [NameField(name="name", label=_("姓名"), required=True, longest=_LONGEST)],
        {"name": row.name},
        lambda values: operators.rename(desk.store, row.operator_id, values["name"]),
        _("姓名改好了。"),
        parent,
        note=_("只改名字的写法；换了人请点“添加”，以前的记录才不会记到别人名下。"),
    )
    form.open()
    return form


def ask_role(desk: Desk, row: OperatorRow, parent: QWidget | None = None) -> RecordForm:
    """Give somebody another role; the form is open when this returns."""
    form = RecordForm(
        desk,
        _("{name}的身份").format(name=row.name),
        [
            ChoiceField(
                name="role",
                label=_("身份"),
                choices=choices(),
                hint="\n".join(f"{word}：{TELLS[role]}" for role, word in choices()),
            )
        ],
        {"role": row.role},
        lambda values: operators.change_role(desk.store, row.operator_id, values["role"]),
        _("{name}的身份改好了。").format(name=row.name),
        parent,
    )
    form.open()
    return form
