# SPDX-License-Identifier: GPL-3.0-or-later
"""A form: declared fields, one core call to save them, each problem under its field. Knows no feature."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import AppError, Invalid, Refused
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.content_height import height_for_content
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import CheckField, Editor, Field
from hongyun_desktop.ui.kit.parts import Scrolled, button, fit_to_screen, label, mark_problem, row_of
from hongyun_desktop.ui.kit.theme import GAP_PX, em

Values = dict[str, Any]


@frozen
class Question:
    """What somebody is asked before a form is saved, and the words of the two answers."""

    text: str
    yes: str
    no: str


class RecordForm(QDialog):
    """Asks for values and saves them; stays open with what was typed until the core has taken it.

    save: one core call with the values by field name. sentence: what to say once it is done. `saved` tells the
    `Changed`. title, and note, a sentence above the fields: words, or what makes them, asked again when F9 is pressed.
    note_role: of `parts.label`. asks: what somebody has to be asked before these values are saved, or None; after a no
    the form stays as it is.
    """

    saved = Signal(object)

    def __init__(
        self,
        desk: Desk,
        title: str | Callable[[], str],
        fields: Sequence[Field],
        values: Mapping[str, Any],
        save: Callable[[Values], Changed],
        sentence: str | Callable[[Changed], str],
        parent: QWidget | None = None,
        *,
        note: str | Callable[[], str] = "",
        note_role: str = "hint",
        ok_text: str = _("保存"),
        asks: Callable[[Values], Question | None] = lambda _values: None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._save, self._sentence, self._asks = desk, save, sentence, asks
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.editors: dict[str, Editor] = {}
        self.problems: dict[str, QLabel] = {}
        self._hints: dict[str, QLabel] = {}
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        self._titled, self._noted = title, note
        self.title = label("", "h2")
        self.note = label("", note_role, wrap=True)
        self._errors: Sequence[AppError] = ()
        self._say_head()
        self.ok = button(ok_text, primary=True)
        self.ok.clicked.connect(self.submit)
        self.cancel = button(_("取消"))
        self.cancel.clicked.connect(self.reject)
        self._lay_out(fields, values)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit)
        desk.privacy.listen(self)
        desk.privacy.changed.connect(self._on_privacy)
        desk.guard(self.ok, right=None)
        next(iter(self.editors.values())).input.setFocus()
        self._began = self._typed()

    def _on_privacy(self, _hidden: bool) -> None:
        self._say_head()
        for error in self._errors:
            problem = self.problems.get(self._field_of(error), self.trouble)
            if not problem.isHidden():
                problem.setText(self._desk.sentence(error))

    def _say_head(self) -> None:
        title = self._titled if isinstance(self._titled, str) else self._titled()
        self.setWindowTitle(title)
        self.title.setText(title)
        self.note.setText(self._noted if isinstance(self._noted, str) else self._noted())
        self.note.setVisible(bool(self.note.text()))

    def _lay_out(self, fields: Sequence[Field], values: Mapping[str, Any]) -> None:
        rows = QFormLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(6)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for field in fields:
            self._add(rows, field, values)
        self._scrolled = Scrolled(margins_px=2)
        # The first field is to have the keys, not what scrolls it.
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scrolled.column.addLayout(rows)
        self._scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(self.title)
        column.addWidget(self.note)
        column.addWidget(self._scrolled, 1)
        # Below the fields: above them it would push them away under the hand that goes to one.
        column.addWidget(self.trouble)
        column.addLayout(row_of(None, self.cancel, self.ok))
        self._inside = self._scrolled.widget()
        self.resize(max(em(self, 34), self._inside.sizeHint().width() + 80), 0)
        self._grow()

    def _grow(self) -> None:
        """Be as high as the fields want, so that neither note nor problem pushes one of them out of sight."""
        wanted = max(self.height(), height_for_content(self, self._scrolled, self.width()))
        if self.isVisible():
            # It grows downwards, and its buttons must not leave the screen.
            wanted = max(self.height(), min(wanted, self.screen().availableGeometry().bottom() - self.geometry().top()))
        fit_to_screen(self, self.width(), wanted)
        # Qt first gives a line that is just shown the height that it has in a narrow place.
        QTimer.singleShot(0, self._inside, self._lay_out_again)

    def _lay_out_again(self) -> None:
        inside = self._inside.layout()
        assert inside is not None
        inside.invalidate()
        inside.activate()

    def _add(self, rows: QFormLayout, field: Field, values: Mapping[str, Any]) -> None:
        editor = field.editor(self._desk, self)
        if field.name in values:
            editor.set_value(values[field.name])
        editor.changed.connect(lambda: self._clear(field.name))
        under = label(field.hint, "hint", wrap=True)
        under.setVisible(bool(field.hint))
        problem = label("", "problem", wrap=True)
        problem.hide()
        place = QVBoxLayout()
        place.setSpacing(0)
        place.addWidget(editor)
        for told in (under, problem):
            told.setContentsMargins(0, 2, 0, 0)
            place.addWidget(told)
        caption = label("" if isinstance(field, CheckField) else field.label + ("*" if field.required else ""), "key")
        caption.setBuddy(editor.input)
        rows.addRow(caption, place)
        self.editors[field.name], self.problems[field.name], self._hints[field.name] = editor, problem, under

    def submit(self) -> None:
        """Read the fields and save; what does not fit is said where it stands."""
        self.trouble.hide()
        for name in self.editors:
            self._clear(name)
        values, wrong = self._read()
        if wrong:
            self._show(wrong)
            return
        try:
            if self._desk.jobs.writing:
                raise Refused("job_is_writing")
            question = self._asks(values)
            if question is not None and not self._desk.speaker.ask(question.text, question.yes, question.no):
                return
            changed = self._save(values)
        except AppError as error:
            self._show([error])
            return
        self.accept()
        self._desk.did(changed, self._sentence if isinstance(self._sentence, str) else self._sentence(changed))
        self.saved.emit(changed)

    def _typed(self) -> tuple[Values, list[tuple[str, Mapping[str, object]]]]:
        """What stands in the fields, read or not, to be compared."""
        values, wrong = self._read()
        return values, [(each.code, each.params) for each in wrong]

    def reject(self) -> None:
        """Close; what was typed and not saved is asked about first."""
        if self._typed() == self._began or self._desk.speaker.ask(
            _("填的内容还没有保存。真的不要了吗？"), _("不要了"), _("回去接着填")
        ):
            super().reject()

    def _read(self) -> tuple[Values, list[AppError]]:
        """What was typed, and what of it can't be read."""
        values: Values = {}
        wrong: list[AppError] = []
        for name, editor in self.editors.items():
            try:
                values[name] = editor.value()
            except Invalid as error:
                wrong.append(Invalid(error.code, name, **error.params))
        return values, wrong

    def _show(self, errors: Sequence[AppError]) -> None:
        """Each under its field, and with it whatever else was left empty; begin with the first of them."""
        self._errors = errors
        found = {self._field_of(each): self._desk.sentence(each) for each in errors}
        empty = {name: self._left_empty(each) for name, each in self.editors.items() if self._is_left_empty(name)}
        sentences = empty | found
        for name in self.editors:
            if name in sentences:
                self._say(name, sentences[name])
        others = [sentence for name, sentence in found.items() if name not in self.editors]
        self.trouble.setText("\n".join(others))
        self.trouble.setVisible(bool(others))
        self._grow()
        first = next((name for name in self.editors if name in sentences), None)
        if first is not None:
            self.editors[first].input.setFocus()
            self._scrolled.ensureWidgetVisible(self.problems[first])

    def _field_of(self, error: AppError) -> str:
        """Which field an error is about; empty where that is not known."""
        if not isinstance(error, Invalid):
            return ""
        # Whoever looks at characters does not know in which field they stand.
        character = str(error.params.get("character", ""))
        holding = (name for name, each in self.editors.items() if character and character in str(each.value()))
        return error.field or next(holding, "")

    def _is_left_empty(self, name: str) -> bool:
        editor = self.editors[name]
        if not editor.field.required or editor.isHidden() or not editor.isEnabled():
            return False
        try:
            return editor.value() in (None, "", ())
        except Invalid:
            return False

    def _left_empty(self, editor: Editor) -> str:
        return self._desk.sentence(Invalid("setting_empty", editor.field.name, key=editor.field.label))

    def _say(self, name: str, sentence: str) -> None:
        # One takes the other's place, so that the fields below stay where they are.
        self._hints[name].hide()
        self.problems[name].setText(sentence)
        self.problems[name].show()
        mark_problem(self.editors[name].input, problem=True)

    def _clear(self, name: str) -> None:
        problem, hint = self.problems[name], self._hints[name]
        if problem.isHidden():
            return
        if hint.text():
            hint.show()
        else:
            # The fields below stay where they are, for a hand may be on its way to one.
            kept = problem.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            problem.setSizePolicy(kept)
        problem.hide()
        mark_problem(self.editors[name].input, problem=False)


def opened(form: RecordForm) -> RecordForm:
    """The form, open over the window it belongs to."""
    form.open()
    return form
