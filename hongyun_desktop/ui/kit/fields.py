# SPDX-License-Identifier: GPL-3.0-or-later
"""What a form asks for, as declarations; each makes the editor that a person types into. Knows no feature."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.search import Hit
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.icons import icon
from hongyun_desktop.ui.kit.parts import label
from hongyun_desktop.ui.kit.search_box import SearchBox
from hongyun_desktop.ui.kit.theme import em

_APART = re.compile(r"[、,，;；\s]+")
Suggestions = Callable[[Desk], Sequence[str]]


class Editor(QWidget):
    """One input of a form: `input` is the widget that takes the keys, `changed` tells that it was edited."""

    changed = Signal()

    def __init__(self, field: "Field", shown: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.input = shown
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.addWidget(shown, 1)
        self.setFocusProxy(shown)
        shown.setAccessibleName(field.label)

    def value(self) -> Any:
        """What stands in the field. Raises: Invalid where it can't be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Put a value into the field."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a form; name is its key among the values. required: marked with a star, the core decides."""

    name: str
    label: str
    hint: str = ""
    required: bool = False

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        """The input for it."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class TextField(Field):
    """A line of text. suggestions: what was written there before."""

    placeholder: str = ""
    suggestions: Suggestions | None = None
    longest: int = 400

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _LineEditor(self, desk, parent)


class _LineEditor(Editor):
    def __init__(self, field: TextField, desk: Desk, parent: QWidget) -> None:
        self.text = QLineEdit(parent)
        super().__init__(field, self.text, parent)
        self.text.setPlaceholderText(field.placeholder)
        self.text.setMaxLength(field.longest)
        self.text.textChanged.connect(lambda _text: self.changed.emit())
        if field.suggestions is not None:
            suggest(self.text, field.suggestions(desk))
        desk.privacy.changed.connect(self._on_privacy)
        self._on_privacy(desk.privacy.on)

    def _on_privacy(self, on: bool) -> None:
        """A line may hold a name or a number: while those are hidden it shows dots, and keeps what it has."""
        self.text.setEchoMode(QLineEdit.EchoMode.Password if on else QLineEdit.EchoMode.Normal)

    def value(self) -> Any:
        return self.text.text().strip()

    def set_value(self, value: Any) -> None:
        self.text.setText(str(value or ""))


def suggest(line: QLineEdit, words: Sequence[str]) -> None:
    """Offer words below a line while somebody types part of them."""
    completer = QCompleter(list(words), line)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    line.setCompleter(completer)


@dataclass(frozen=True, kw_only=True)
class NameField(TextField):
    """A person's name, with the 难字 button."""

    longest: int = 40

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        from hongyun_desktop.ui.kit import character_picker

        made = _LineEditor(self, desk, parent)
        character_picker.attach(made.text, desk)
        return made


@dataclass(frozen=True, kw_only=True)
class ListField(TextField):
    """Several values in one line, apart by 、 or blanks; the value is a tuple."""

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _ListEditor(self, desk, parent)


class _ListEditor(_LineEditor):
    def value(self) -> Any:
        return tuple(filter(None, _APART.split(self.text.text())))

    def set_value(self, value: Any) -> None:
        self.text.setText("、".join(value or ()))


@dataclass(frozen=True, kw_only=True)
class NoteField(Field):
    """Several lines of free text."""

    lines: int = 3
    placeholder: str = ""

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _NoteEditor(self, parent)


class _NoteEditor(Editor):
    def __init__(self, field: NoteField, parent: QWidget) -> None:
        self.text = QPlainTextEdit(parent)
        super().__init__(field, self.text, parent)
        self.text.setPlaceholderText(field.placeholder)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * field.lines + 26)
        self.text.textChanged.connect(self.changed)

    def value(self) -> Any:
        return self.text.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self.text.setPlainText(str(value or ""))


@dataclass(frozen=True, kw_only=True)
class DateField(Field):
    """A day, typed in any common way or picked from a calendar; the value is a date or None."""

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _DateEditor(self, desk, parent)


class _DateEditor(Editor):
    def __init__(self, field: DateField, desk: Desk, parent: QWidget) -> None:
        self.text = QLineEdit(parent)
        super().__init__(field, self.text, parent)
        self._desk = desk
        self.text.setPlaceholderText(_("如 2026-9-26、20260926 或 今天"))
        self.text.textChanged.connect(lambda _text: self.changed.emit())
        action = QAction(icon("calendar"), _("从日历里选"), self.text)
        action.triggered.connect(self._open_calendar)
        self.text.addAction(action, QLineEdit.ActionPosition.TrailingPosition)

    def value(self) -> Any:
        text = self.text.text().strip()
        if not text:
            return None
        if text == _("今天"):
            return today(self._desk.store.clock)
        from hongyun_desktop.exchange.cells import date_in

        day = date_in(text)
        if day is None:
            raise Invalid("date_not_readable", self.field.name, text=text)
        return day

    def set_value(self, value: Any) -> None:
        self.text.setText(value.isoformat() if value else "")

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        try:
            day = self.value() or today(self._desk.store.clock)
        except Invalid:
            day = today(self._desk.store.clock)
        calendar.setSelectedDate(day)  # pyright: ignore[reportArgumentType]
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)

        def take(picked: Any) -> None:
            self.set_value(date(picked.year(), picked.month(), picked.day()))
            menu.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        menu.popup(self.text.mapToGlobal(self.text.rect().bottomLeft()))


@dataclass(frozen=True, kw_only=True)
class ChoiceField(Field):
    """One of a few values: (value, text) each; suggestions that may also be typed belong in `TextField`."""

    choices: Sequence[tuple[Any, str]] = ()

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _ChoiceEditor(self, parent)


class _ChoiceEditor(Editor):
    def __init__(self, field: ChoiceField, parent: QWidget) -> None:
        self.box = QComboBox(parent)
        super().__init__(field, self.box, parent)
        self._values = [value for value, _text in field.choices]
        self.box.addItems([text for _value, text in field.choices])
        self.box.currentIndexChanged.connect(lambda _place: self.changed.emit())

    def value(self) -> Any:
        return self._values[self.box.currentIndex()]

    def set_value(self, value: Any) -> None:
        if value in self._values:
            self.box.setCurrentIndex(self._values.index(value))


@dataclass(frozen=True, kw_only=True)
class NumberField(Field):
    """A number between two bounds; whole unless `half`, which takes halves too. The value is int, float or None."""

    low: float = 0
    high: float = 1_000_000
    unit: str = ""
    half: bool = False

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _NumberEditor(self, parent)


class _NumberEditor(Editor):
    def __init__(self, field: NumberField, parent: QWidget) -> None:
        # A plain line: arrows that change a number under the mouse wheel have cost people their figures.
        self.text = QLineEdit(parent)
        super().__init__(field, self.text, parent)
        self._rule = field
        self.text.setMaximumWidth(em(self.text, 8))
        self.text.textChanged.connect(lambda _text: self.changed.emit())
        self.line.addWidget(label(field.unit, "key"))
        self.line.addStretch(1)

    def value(self) -> Any:
        text = self.text.text().strip().translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            raise Invalid("number_not_readable", self.field.name, text=text) from None
        step = 0.5 if self._rule.half else 1
        if number % step or not self._rule.low <= number <= self._rule.high:
            code = "number_not_half" if self._rule.half else "number_not_whole"
            raise Invalid(code, self.field.name, low=f"{self._rule.low:g}", high=f"{self._rule.high:g}")
        return number if self._rule.half else int(number)

    def set_value(self, value: Any) -> None:
        self.text.setText("" if value is None else f"{value:g}")


@dataclass(frozen=True, kw_only=True)
class CheckField(Field):
    """Yes or no; its label stands beside the box."""

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _CheckEditor(self, parent)


class _CheckEditor(Editor):
    def __init__(self, field: CheckField, parent: QWidget) -> None:
        self.box = QCheckBox(field.label, parent)
        super().__init__(field, self.box, parent)
        self.box.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> Any:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


@dataclass(frozen=True, kw_only=True)
class RecordField(Field):
    """One person or dwelling found by typing; the value is its id or None. kind: of `core.search`."""

    kind: str = "resident"
    text_of: Callable[[Desk, int], str] = lambda _desk, record_id: str(record_id)

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _RecordEditor(self, desk, parent)


class _RecordEditor(Editor):
    def __init__(self, field: RecordField, desk: Desk, parent: QWidget) -> None:
        self.box = SearchBox(desk.store, desk.privacy, (field.kind,), parent, keep=True)
        super().__init__(field, self.box, parent)
        self._desk, self._rule = desk, field
        self._id: int | None = None
        hints = {"resident": _("姓名、拼音首字母、房号或电话后四位"), "dwelling": _("如 3-2-1102")}
        self.box.setPlaceholderText(hints.get(field.kind, ""))
        self.box.picked.connect(self._on_picked)
        self.box.textEdited.connect(self._on_typed)

    def _on_picked(self, hit: Hit) -> None:
        self._id = hit.id
        self.changed.emit()

    def _on_typed(self, _text: str) -> None:
        self._id = None
        self.changed.emit()

    def value(self) -> Any:
        if self._id is None and self.box.text().strip():
            raise Invalid("record_not_chosen", self.field.name)
        return self._id

    def set_value(self, value: Any) -> None:
        self._id = value
        self.box.setText(self._rule.text_of(self._desk, value) if value is not None else "")
