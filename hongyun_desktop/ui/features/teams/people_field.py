# SPDX-License-Identifier: GPL-3.0-or-later
"""The field of a form that takes several residents, found one after another by typing. Imports core and kit."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.picking import picking
from hongyun_desktop.core.picking.picking import Person
from hongyun_desktop.core.search import Hit
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import Editor, Field
from hongyun_desktop.ui.kit.parts import label
from hongyun_desktop.ui.kit.search_box import SearchBox
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column
from hongyun_desktop.ui.kit.theme import row_height_px

_ROWS = 5
_COLUMNS: tuple[Column[Person], ...] = (
    Column(_("姓名"), lambda person: person.name, width=5, private=True),
    Column(_("住址"), lambda person: person.dwelling, private=True),
)


@frozen(kw_only=True)
class PeopleField(Field):
    """Some residents; the value is their ids in the order in which they were found."""

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return PeopleEditor(self, desk, parent)


class PeopleEditor(Editor):
    """A box to type in, and under it those who were found; Delete takes one off again."""

    def __init__(self, field: PeopleField, desk: Desk, parent: QWidget) -> None:
        shown = QWidget(parent)
        super().__init__(field, shown, parent)
        self._desk = desk
        self._people: dict[int, Person] = {}
        self.box = SearchBox(desk.store, desk.privacy, ("resident",), shown)
        self.box.setPlaceholderText(_("姓名、拼音首字母或房号，回车加入"))
        self.box.setAccessibleName(field.label)
        self.table: TableView[Person] = TableView(_COLUMNS, desk.privacy, shown)
        self.table.setAccessibleName(_("要加的队员"))
        self.table.copying = lambda _count: False
        self.table.setFixedHeight(row_height_px() * _ROWS)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for each in (self.box, self.table, label(_("可以加好几位；加错了，选中按 Delete 去掉。"), "hint", wrap=True)):
            column.addWidget(each)
        shown.setFocusProxy(self.box)
        self.box.picked.connect(self._on_picked)
        self.box.textEdited.connect(lambda _text: self.changed.emit())
        self.table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Not a shortcut: Delete in the box above is the box's own.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete:
            self.take_off()
            return True
        return super().eventFilter(watched, event)

    def _on_picked(self, hit: Hit) -> None:
        self._people |= picking.people_of(self._desk.store, [hit.id])
        self._show()
        self.table.select_id(hit.id)

    def take_off(self) -> None:
        """Take the selected person off the list."""
        person = self.table.selected_row()
        if person is not None:
            del self._people[person.resident_id]
            self._show()

    def _show(self) -> None:
        self.table.show_window(Window.of(tuple(self._people.values()), lambda person: person.resident_id))
        self.changed.emit()

    def value(self) -> Any:
        if self.box.text().strip():
            raise Invalid("record_not_chosen", self.field.name)
        return tuple(self._people)

    def set_value(self, value: Any) -> None:
        self._people = picking.people_of(self._desk.store, value or ())
        self._show()
