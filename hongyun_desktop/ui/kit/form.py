# SPDX-License-Identifier: GPL-3.0-or-later
"""A form: declared fields, one core call to save them, each problem under its field. Knows no feature."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import AppError, Invalid, Refused
from hongyun_desktop.messages import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import CheckField, Editor, Field
from hongyun_desktop.ui.kit.parts import Scrolled, button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.theme import GAP_PX, em, scaled

Values = dict[str, Any]
_HIGHEST_PX = 660
_MARGINS_PX, _TITLE_AND_BUTTONS_PX = 56, 84


class RecordForm(QDialog):
    """Asks for values and saves them; stays open with what was typed until the core has taken it.

    save: one core call with the values by field name. sentence: what to say once it is done. `saved` tells the
    `Changed`. note: a sentence above the fields, or what makes it, asked again when F9 is pressed.
    """

    saved = Signal(object)

    def __init__(
        self,
        desk: Desk,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, Any],
        save: Callable[[Values], Changed],
        sentence: str | Callable[[Changed], str],
        parent: QWidget | None = None,
        *,
        note: str | Callable[[], str] = "",
        ok_text: str = _("保存"),
    ) -> None:
        super().__init__(parent)
        self._desk, self._save, self._sentence = desk, save, sentence
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.editors: dict[str, Editor] = {}
        self.problems: dict[str, QLabel] = {}
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        self._noted = note
        self.note = label("", "hint", wrap=True)
        self._say_note()
        self.ok = button(ok_text, primary=True)
        self.ok.clicked.connect(self.submit)
        self.cancel = button(_("取消"))
        self.cancel.clicked.connect(self.reject)
        self._lay_out(title, fields, values)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit)
        desk.privacy.listen(self)
        desk.privacy.changed.connect(self._say_note)
        desk.guard(self.ok, right=None)

    def _say_note(self, _hidden: bool = False) -> None:
        self.note.setText(self._noted if isinstance(self._noted, str) else self._noted())
        self.note.setVisible(bool(self.note.text()))

    def _lay_out(self, title: str, fields: Sequence[Field], values: Mapping[str, Any]) -> None:
        rows = QFormLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(6)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for field in fields:
            self._add(rows, field, values)
        scrolled = Scrolled(margins_px=2)
        scrolled.column.addLayout(rows)
        scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        for widget in (label(title, "h2"), self.note, self.trouble):
            column.addWidget(widget)
        column.addWidget(scrolled, 1)
        column.addLayout(row_of(None, self.cancel, self.ok))
        width = max(em(self, 34), scrolled.widget().sizeHint().width() + 80)
        self._inside = scrolled.widget()
        self.resize(width, 0)
        self._grow()

    def _grow(self) -> None:
        """Be as high as the fields want, so that neither note nor problem pushes one of them out of sight."""
        room = self.width() - 48
        above = [each.heightForWidth(room) for each in (self.note, self.trouble) if not each.isHidden()]
        around = _MARGINS_PX + scaled(_TITLE_AND_BUTTONS_PX) + GAP_PX * len(above)
        wanted = self._inside.sizeHint().height() + sum(above) + around
        fit_to_screen(self, self.width(), max(self.height(), min(wanted, _HIGHEST_PX)))

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
        place.setSpacing(2)
        for widget in (editor, under, problem):
            place.addWidget(widget)
        caption = label("" if isinstance(field, CheckField) else field.label + ("*" if field.required else ""), "key")
        caption.setBuddy(editor.input)
        rows.addRow(caption, place)
        self.editors[field.name], self.problems[field.name] = editor, problem

    def submit(self) -> None:
        """Read the fields and save; what does not fit is said where it stands."""
        self.trouble.hide()
        for name in self.editors:
            self._clear(name)
        try:
            if self._desk.jobs.writing:
                raise Refused("job_is_writing")
            changed = self._save({name: editor.value() for name, editor in self.editors.items()})
        except AppError as error:
            self._show(error)
            return
        self.accept()
        self._desk.did(changed, self._sentence if isinstance(self._sentence, str) else self._sentence(changed))
        self.saved.emit(changed)

    def _show(self, error: AppError) -> None:
        name = error.field if isinstance(error, Invalid) else ""
        if name not in self.problems:
            self.trouble.setText(window_sentence(error))
            self.trouble.show()
            self._grow()
            return
        self.problems[name].setText(window_sentence(error))
        self.problems[name].show()
        self._mark(name, problem=True)
        self._grow()
        self.editors[name].input.setFocus()

    def _clear(self, name: str) -> None:
        if self.problems[name].isHidden():
            return
        self.problems[name].hide()
        self._mark(name, problem=False)

    def _mark(self, name: str, *, problem: bool) -> None:
        shown = self.editors[name].input
        shown.setProperty("problem", "true" if problem else "false")
        shown.style().unpolish(shown)
        shown.style().polish(shown)


def opened(form: RecordForm) -> RecordForm:
    """The form, open over the window it belongs to."""
    form.open()
    return form
