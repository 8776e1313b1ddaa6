# SPDX-License-Identifier: GPL-3.0-or-later
"""What a form asks for, as declarations; each makes the editor that a person types into. Knows no feature."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.widths import FULL_WIDTH
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import label
from hongyun_desktop.ui.kit.theme import em
from hongyun_desktop.ui.kit.veil import Veil
from hongyun_desktop.ui.kit.whole_line import WholeLine

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


@frozen(kw_only=True)
class Field:
    """One field of a form; name is its key among the values. required: marked with a star, the core decides.

    private: out of sight while F9 hides personal data; lines of text and notes always are.
    """

    name: str
    label: str
    hint: str = ""
    required: bool = False
    private: bool = False

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        """The input for it."""
        raise NotImplementedError


@frozen(kw_only=True)
class TextField(Field):
    """A line of text. suggestions: what was written there before. replaced: the first click takes hold of all of it."""

    placeholder: str = ""
    suggestions: Suggestions | None = None
    longest: int = 400
    replaced: bool = False

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _LineEditor(self, desk, parent)


class _LineEditor(Editor):
    def __init__(self, field: TextField, desk: Desk, parent: QWidget) -> None:
        self.text = QLineEdit(parent)
        super().__init__(field, self.text, parent)
        self.text.setPlaceholderText(field.placeholder)
        self.text.setMaxLength(field.longest)
        self.text.textChanged.connect(lambda _text: self.changed.emit())
        if field.replaced:
            WholeLine(self.text)
        self._desk, self._suggestions = desk, field.suggestions
        self.text.textEdited.connect(self._on_typed)
        desk.privacy.changed.connect(self._on_privacy)
        self._on_privacy(desk.privacy.on)

    def _on_typed(self, _text: str) -> None:
        """Look up what was written there before once somebody types: a form has many lines, and few are used."""
        if self._suggestions is not None:
            suggest(self.text, self._suggestions(self._desk))
            self._suggestions = None

    def _on_privacy(self, on: bool) -> None:
        """A line may hold a name or a number: while those are hidden it shows dots, and keeps what it has."""
        self.text.setEchoMode(QLineEdit.EchoMode.Password if on else QLineEdit.EchoMode.Normal)

    def value(self) -> Any:
        return self.text.text().strip()

    def set_value(self, value: Any) -> None:
        self.text.setText(str(value or ""))


def suggest(line: QLineEdit, words: Sequence[str]) -> QCompleter:
    """Offer words below a line while somebody types part of them; what offers them."""
    completer = QCompleter(list(words), line)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    line.setCompleter(completer)

    def put_away() -> None:
        if completer.completionCount() == 1 and completer.currentCompletion() == line.text():
            completer.popup().hide()

    # An open list takes the next click for itself, and one that says nothing new is only in the way.
    line.textEdited.connect(lambda _text: QTimer.singleShot(0, line, put_away))
    return completer


@frozen(kw_only=True)
class NameField(TextField):
    """A person's name, with the 难字 button."""

    longest: int = 40

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        from hongyun_desktop.ui.kit import character_picker

        made = _LineEditor(self, desk, parent)
        character_picker.attach(made.text, desk)
        return made


@frozen(kw_only=True)
class ListField(TextField):
    """Several values in one line, apart by 、 or blanks; the value is a tuple."""

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _ListEditor(self, desk, parent)


class _ListEditor(_LineEditor):
    def value(self) -> Any:
        return tuple(filter(None, _APART.split(self.text.text())))

    def set_value(self, value: Any) -> None:
        self.text.setText("、".join(value or ()))


@frozen(kw_only=True)
class NoteField(Field):
    """Several lines of free text."""

    lines: int = 3
    placeholder: str = ""

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _NoteEditor(self, desk, parent)


class _NoteEditor(Editor):
    def __init__(self, field: NoteField, desk: Desk, parent: QWidget) -> None:
        self.text = QPlainTextEdit(parent)
        super().__init__(field, self.text, parent)
        self.text.setPlaceholderText(field.placeholder)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * field.lines + 26)
        self.text.textChanged.connect(self.changed)
        Veil(desk.privacy, self.text)

    def value(self) -> Any:
        return self.text.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self.text.setPlainText(str(value or ""))


@frozen(kw_only=True)
class ChoiceField(Field):
    """One of a few values: (value, text) each; suggestions that may also be typed belong in `TextField`."""

    choices: Sequence[tuple[Any, str]] = ()

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _ChoiceEditor(self, desk, parent)


class _ChoiceEditor(Editor):
    def __init__(self, field: ChoiceField, desk: Desk, parent: QWidget) -> None:
        self.box = QComboBox(parent)
        super().__init__(field, self.box, parent)
        self._values = [value for value, _text in field.choices]
        self.box.addItems([text for _value, text in field.choices])
        self.box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        if field.private:
            Veil(desk.privacy, self.box)

    def value(self) -> Any:
        return self._values[self.box.currentIndex()]

    def set_value(self, value: Any) -> None:
        if value in self._values:
            self.box.setCurrentIndex(self._values.index(value))


@frozen(kw_only=True)
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
        text = self.text.text().translate(FULL_WIDTH).strip()
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


@frozen(kw_only=True)
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
