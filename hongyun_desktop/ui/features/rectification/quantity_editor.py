# SPDX-License-Identifier: GPL-3.0-or-later
"""The measured lines of a task in a form: what is counted, planned, done, and in which unit. Imports Qt and kit."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.rectification import quantities
from hongyun_desktop.core.rectification.quantities import Quantity, quantity_text
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import Editor, Field
from hongyun_desktop.ui.kit.parts import button, label, row_of, tab_through
from hongyun_desktop.ui.kit.theme import em

_NUMBER_EM, _UNIT_EM = 4.6, 6.6
_GAP_PX = 6


def milli_in(line: QLineEdit, field: str) -> int:
    """The quantity that stands in a line, 0 for nothing. Raises: those of `quantities.milli_of`, for this field."""
    text = line.text().strip()
    try:
        return quantities.milli_of(text) if text else 0
    except Invalid as error:
        line.setFocus()
        raise Invalid(error.code, field, **error.params) from error


def number_line(name: str, milli: int | None = None) -> QLineEdit:
    """A short line for a quantity."""
    made = QLineEdit("" if milli is None else quantity_text(milli))
    made.setAccessibleName(name)
    made.setPlaceholderText(name)
    made.setMaxLength(18)
    made.setFixedWidth(em(made, _NUMBER_EM))
    return made


class QuantityLine(QWidget):
    """One line: item, planned, done, unit, and the button that takes it away."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, quantity: Quantity | None = None) -> None:
        super().__init__()
        self._accepted = quantity.accepted_milli if quantity else 0
        self.item = QLineEdit(quantity.item if quantity else "")
        self.item.setPlaceholderText(_("数什么（可不写）"))
        self.item.setAccessibleName(_("数什么"))
        self.item.setMaxLength(40)
        self.planned = number_line(_("计划"), quantity.planned_milli if quantity else None)
        self.done = number_line(_("完成"), quantity.done_milli if quantity and quantity.done_milli else None)
        self.unit = QComboBox()
        self.unit.setEditable(True)
        self.unit.setAccessibleName(_("单位"))
        self.unit.addItems(quantities.UNITS)
        self.unit.setEditText(quantity.unit if quantity else "")
        self.unit.setFixedWidth(em(self.unit, _UNIT_EM))
        if (typed := self.unit.lineEdit()) is not None:
            typed.setPlaceholderText(_("单位"))
        self.remove = button("", "trash-2")
        self.remove.setToolTip(_("去掉这一行（Alt+-）"))
        self.remove.setAccessibleName(_("去掉这一行"))
        line = row_of(spacing_px=_GAP_PX)
        line.addWidget(self.item, 1)
        for each in (self.planned, self.done, self.unit, self.remove):
            line.addWidget(each)
        self.setLayout(line)
        self._connect()

    def _connect(self) -> None:
        for each in (self.item, self.planned, self.done):
            each.textChanged.connect(self._on_edited)
        self.unit.editTextChanged.connect(self._on_edited)
        self.remove.clicked.connect(self._on_remove)
        shortcut = QShortcut(QKeySequence("Alt+-"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_remove)

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()

    def _on_remove(self) -> None:
        self.removed.emit(self)

    def is_blank(self) -> bool:
        """Whether nothing was written in the line."""
        return not any(each.text().strip() for each in (self.item, self.planned, self.done))

    def quantity(self, field: str) -> Quantity:
        """What the line says. Raises: Invalid("quantity_unit_missing", field), and those of `quantities.milli_of`."""
        planned, done = milli_in(self.planned, field), milli_in(self.done, field)
        unit = quantities.unit_of(self.unit.currentText())
        if not unit:
            self.unit.setFocus()
            raise Invalid("quantity_unit_missing", field)
        return Quantity(unit, planned, done, min(self._accepted, done), self.item.text().strip())


@frozen(kw_only=True)
class QuantitiesField(Field):
    """The measured lines of a task; the value is a tuple of `Quantity`."""

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return QuantityEditor(self, parent)


class QuantityEditor(Editor):
    """As many lines as are needed; 加一行 (Alt+=) adds one, Alt+- takes the line in hand away."""

    def __init__(self, field: QuantitiesField, parent: QWidget) -> None:
        shown = QWidget(parent)
        super().__init__(field, shown, parent)
        self.lines: list[QuantityLine] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(6)
        self.add = button(_("加一行"), "plus", link=True)
        self.add.setToolTip(_("再加一样要数的（Alt+=）"))
        self.add.clicked.connect(self._on_add)
        QShortcut(QKeySequence("Alt+="), self, self._on_add)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._heads = row_of(spacing_px=_GAP_PX)
        column.addLayout(self._heads)
        column.addLayout(self._box)
        column.addLayout(row_of(self.add, None))
        self._put(None)
        self._name_columns(self.lines[0])

    def _name_columns(self, line: QuantityLine) -> None:
        """What stands in each box, over the first line: what was typed hides the words inside."""
        self._heads.addWidget(label(_("数什么"), "hint"), 1)
        for each in (line.planned, line.done, line.unit):
            head = label(each.accessibleName(), "hint")
            head.setFixedWidth(each.minimumWidth())
            self._heads.addWidget(head)
        self._heads.addSpacing(line.remove.sizeHint().width() + _GAP_PX)

    def _put(self, quantity: Quantity | None) -> QuantityLine:
        made = QuantityLine(quantity)
        made.edited.connect(self.changed)
        made.removed.connect(self._on_removed)
        self.lines.append(made)
        self._box.addWidget(made)
        self.input.setFocusProxy(self.lines[0].item)
        # Made after what follows them in the form, the line would come last; Tab follows the eye.
        above = (self.lines[-2].remove,) if len(self.lines) > 1 else ()
        tab_through(*above, made.item, made.planned, made.done, made.unit, made.remove, self.add)
        return made

    def _on_add(self) -> None:
        self._put(None).item.setFocus()
        self.changed.emit()

    def _on_removed(self, line: QuantityLine) -> None:
        self._take(line)
        if not self.lines:
            self._put(None)
        self.lines[-1].item.setFocus()
        self.changed.emit()

    def _take(self, line: QuantityLine) -> None:
        self.lines.remove(line)
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()

    def value(self) -> Any:
        return tuple(line.quantity(self.field.name) for line in self.lines if not line.is_blank())

    def set_value(self, value: Any) -> None:
        quantities: Sequence[Quantity] = value or ()
        for line in list(self.lines):
            self._take(line)
        for each in quantities or (None,):
            self._put(each)


@frozen(kw_only=True)
class FiguresField(Field):
    """The lines of a task with one number each to be written: done, or accepted. The value is a tuple of `Quantity`."""

    quantities: Sequence[Quantity]
    accepted: bool = False

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return FiguresEditor(self, parent)


class FiguresEditor(Editor):
    """A line for each quantity: what was planned (and done), and the number asked for."""

    def __init__(self, field: FiguresField, parent: QWidget) -> None:
        shown = QWidget(parent)
        super().__init__(field, shown, parent)
        self._quantities, self._accepted = field.quantities, field.accepted
        self.numbers: list[QLineEdit] = []
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for quantity in self._quantities:
            number = number_line(field.label, self._first(quantity))
            number.textChanged.connect(self._on_edited)
            self.numbers.append(number)
            column.addLayout(row_of(label(self._known(quantity)), None, number, label(quantity.unit, "key")))
        if self.numbers:
            shown.setFocusProxy(self.numbers[0])

    def _first(self, quantity: Quantity) -> int:
        return (quantity.accepted_milli or quantity.done_milli) if self._accepted else quantity.done_milli

    def _known(self, quantity: Quantity) -> str:
        planned = _("计划 {planned}").format(planned=quantity_text(quantity.planned_milli))
        done = _("，完成 {done}").format(done=quantity_text(quantity.done_milli)) if self._accepted else ""
        return f"{quantity.item}　{planned}{done}" if quantity.item else f"{planned}{done}"

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()

    def value(self) -> Any:
        return tuple(
            self._with(quantity, milli_in(number, self.field.name))
            for quantity, number in zip(self._quantities, self.numbers, strict=True)
        )

    def _with(self, quantity: Quantity, milli: int) -> Quantity:
        done = quantity.done_milli if self._accepted else milli
        accepted = milli if self._accepted else quantity.accepted_milli
        return Quantity(quantity.unit, quantity.planned_milli, done, accepted, quantity.item)

    def set_value(self, value: Any) -> None:
        for quantity, number in zip(value, self.numbers, strict=True):
            number.setText(quantity_text(self._first(quantity)))
