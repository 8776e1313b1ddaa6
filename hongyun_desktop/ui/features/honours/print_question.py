# SPDX-License-Identifier: GPL-3.0-or-later
"""The question after sheets went to the printer: did all come out well, or from which sheet to go on."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QRadioButton, QSizePolicy, QWidget

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.honours.printing import MOST_SPOILT, SpoiltReason
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.print_sheets import Sheet, pages_text
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField, Editor, NumberField
from hongyun_desktop.ui.kit.parts import Card, label

REASONS = {
    SpoiltReason.JAM: _("卡纸"),
    SpoiltReason.MISFEED: _("走歪了、带了两张"),
    SpoiltReason.SMUDGED: _("印糊了、掉墨"),
    SpoiltReason.WRONG_SIDE: _("放反了、印在背面"),
    SpoiltReason.OTHER: _("其他"),
}


def sheet_text(sheet: Sheet) -> str:
    """A sheet as a choice, to be veiled by F9: 第 3 张 鸿运荣字〔2026〕第0044号 王建国."""
    return _("第 {page} 张  {number}  {name}").format(page=sheet.page, number=sheet.row.number, name=sheet.row.name)


class PrintQuestion(Card):
    """Asks how the pages sent came out; `changed` tells that the answer is another one."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins_px=14)
        self._desk = desk
        self.sent: list[Sheet] = []
        self.told = label("", "h2", wrap=True)
        # Qt would ask for the height of a narrow column: too high for a low screen.
        self.told.setMinimumHeight(1)
        self.all_good = QRadioButton(_("都印好了"))
        self.stopped = QRadioButton(_("卡纸了，或有印坏的"))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.more = QWidget()
        self.editors: dict[str, Editor] = {}
        self._form = QFormLayout(self.more)
        self._form.setContentsMargins(26, 0, 0, 0)
        self._form.setHorizontalSpacing(14)
        self.column.setSpacing(6)
        for choice in (self.all_good, self.stopped):
            choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for widget in (self.told, self.all_good, self.stopped, self.more, self.problem):
            self.column.addWidget(widget)
        self.more.hide()
        self.stopped.toggled.connect(self._on_toggled)
        self.all_good.toggled.connect(lambda _on: self.changed.emit())

    def _on_toggled(self, on: bool) -> None:
        self.more.setVisible(on)
        self.problem.hide()
        self.changed.emit()

    def ask(self, sent: Sequence[Sheet]) -> None:
        """Ask about these sheets; nothing is answered yet."""
        self.sent = list(sent)
        pages = pages_text([sheet.page for sheet in sent])
        self.told.setText(_("第 {pages} 张已送去打印。等纸出完，一张张看过：").format(pages=pages))
        for choice in (self.all_good, self.stopped):
            choice.setAutoExclusive(False)
            choice.setChecked(False)
            choice.setAutoExclusive(True)
        self._make_form()
        self.changed.emit()

    def _make_form(self) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        choices: list[tuple[Any, str]] = [(sheet.page, sheet_text(sheet)) for sheet in self.sent]
        choices.append((0, _("后来都印齐了，只是坏了几张纸")))
        fields = (
            ChoiceField(name="page", label=_("从哪一张接着印"), choices=choices, private=True),
            NumberField(name="sheets", label=_("坏了几张空白证书"), low=0, high=MOST_SPOILT, unit=_("张")),
            ChoiceField(name="reason", label=_("怎么坏的"), choices=tuple(REASONS.items())),
        )
        for field in fields:
            editor = field.editor(self._desk, self.more)
            editor.changed.connect(self._on_edited)
            self.editors[field.name] = editor
            self._form.addRow(label(field.label, "key"), editor)
        self.editors["sheets"].set_value(1)

    def _on_edited(self) -> None:
        self.problem.hide()
        self.changed.emit()

    @property
    def answered(self) -> bool:
        """Whether one of the two was taken."""
        return self.all_good.isChecked() or self.stopped.isChecked()

    def go_on_from(self) -> int:
        """The page to go on from; 0 where all came out."""
        return self.editors["page"].value() if self.stopped.isChecked() else 0

    def good(self) -> list[int]:
        """The pages that came out well."""
        page = self.go_on_from()
        return [sheet.page for sheet in self.sent if not page or sheet.page < page]

    def spoilt(self) -> tuple[int, SpoiltReason] | None:
        """How many blanks were spoilt and why; None where that can't be read, which is said here."""
        if not self.stopped.isChecked():
            return 0, SpoiltReason.OTHER
        try:
            return self.editors["sheets"].value() or 0, self.editors["reason"].value()
        except Invalid as error:
            self.problem.setText(window_sentence(error))
            self.problem.show()
            self.editors["sheets"].input.setFocus()
            return None

    def spoilt_at(self) -> int:
        """The certificate on whose way the blanks were spoilt."""
        page = self.go_on_from()
        return next((s.row.certificate_id for s in self.sent if s.page == page), self.sent[-1].row.certificate_id)
