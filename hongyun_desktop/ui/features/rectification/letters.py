# SPDX-License-Identifier: GPL-3.0-or-later
"""整改提醒函 and 情况反映（转办）单: which tasks, to whom, by when; then numbered and shown for printing."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError, Invalid
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.rectification import chasing
from hongyun_desktop.core.rectification.letters import LETTER_WORDS, LetterKind
from hongyun_desktop.core.rectification.rules import TaskRow
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification.list_pane import DUE_ON, PLACE, TITLE, paint_tasks
from hongyun_desktop.ui.features.rectification.paper_photos import photos_of_report
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import suggest
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.noted_paper import show_noted
from hongyun_desktop.ui.kit.parts import button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.theme import GAP_PX, em, row_height_px, scaled
from hongyun_desktop.ui.kit.ticks import Tick, TickTable

if TYPE_CHECKING:
    from hongyun_desktop.ui.kit.preview import PdfPreview

_WIDTH_EM, _HEIGHT_PX = 46, 640
_NOTES = {
    LetterKind.REMINDER: _("发给负责的单位，提醒按期整改。自管委没有强制权力，只写事实和请求。"),
    LetterKind.REFERRAL: _("自己办不了的，反映给街道、社区，请他们转办。"),
}


class LetterDialog(QDialog):
    """What a letter needs; pressing 出函 numbers it, and it cannot be changed any more."""

    def __init__(
        self, desk: Desk, kind: LetterKind, party: str, rows: Window[TaskRow], ticked: frozenset[int],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """rows: the tasks that may stand in it; ticked: those that do unless somebody says otherwise."""
        super().__init__(parent)
        self._desk, self._kind = desk, kind
        self.ticked = ticked
        self._order = rows.ids
        self.setWindowTitle(LETTER_WORDS[kind])
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tick: Tick[TaskRow] = Tick(_("写进函里"), _("写"), lambda row: row.task_id in self.ticked, width=4)
        self.tasks: TickTable[TaskRow] = TickTable((TITLE, PLACE, DUE_ON), tick, desk.privacy)
        self.tasks.setAccessibleName(_("写进函里的任务"))
        self.tasks.show_window(rows)
        self.addressee = QLineEdit(party if kind is LetterKind.REMINDER else settings.committee(desk.store).street)
        self.deadline = QLineEdit(_("收到本函后7日内"))
        self.request = QPlainTextEdit()
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.ok = button(_("出函并预览"), primary=True)
        self.cancel = button(_("取消"))
        paint_tasks(self.tasks, desk)
        self._set_up_lines()
        self._lay_out()
        self._connect()
        desk.guard(self.ok)

    def _set_up_lines(self) -> None:
        for each, name in (
            (self.addressee, _("发给")), (self.deadline, _("答复期限")), (self.request, _("要说明的")),
        ):  # fmt: skip
            each.setAccessibleName(name)
        self.addressee.setMaxLength(60)
        self.deadline.setMaxLength(40)
        self.addressee.setPlaceholderText(_("收函的单位"))
        self.request.setPlaceholderText(_("可不写。如：雨天倒灌，居民出行不便，请先清淤再修沟盖。"))
        self.request.setTabChangesFocus(True)
        self.request.setFixedHeight(self.request.fontMetrics().lineSpacing() * 2 + 26)
        suggest(self.addressee, sorted({row.addressee for row in chasing.letters(self._desk.store)}))

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(8)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for name, widget in (
            (_("发给*"), self.addressee), (_("答复期限"), self.deadline), (_("要说明的"), self.request),
        ):  # fmt: skip
            rows.addRow(_caption(name, widget), widget)
        self.tasks.setMinimumHeight(row_height_px() * 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(LETTER_WORDS[self._kind], "h2"))
        column.addWidget(label(_NOTES[self._kind], "hint", wrap=True))
        column.addLayout(rows)
        column.addWidget(label(_("写进函里的任务：点右边的方框，或按空格"), "key"))
        column.addWidget(self.tasks, 1)
        column.addWidget(self.problem)
        column.addLayout(row_of(None, self.cancel, self.ok))
        fit_to_screen(self, em(self, _WIDTH_EM), min(scaled(_HEIGHT_PX), 690))

    def _connect(self) -> None:
        self.tasks.ticking.connect(self._on_ticking)
        self.cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self.submit)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit)
        self.addressee.textChanged.connect(self.problem.hide)

    def _on_ticking(self, rows: list[TaskRow], on: bool) -> None:
        ids = {row.task_id for row in rows}
        self.ticked = self.ticked | ids if on else self.ticked - ids
        self.problem.hide()
        self.tasks.repaint_ticks()

    def submit(self) -> None:
        """Number the letter, log it, and show it."""
        store, ids = self._desk.store, [each for each in self._order if each in self.ticked]
        wording = {"deadline": self.deadline.text().strip(), "request": self.request.toPlainText().strip()}
        try:
            changed = chasing.issue_letter(store, self._kind, ids, self.addressee.text(), today(store.clock), wording)
        except AppError as error:
            self._show(error)
            return
        desk, parent = self._desk, self.parentWidget()
        self.accept()
        desk.did(changed, _("{number} 已出函，催办记录里也记了一笔。").format(number=changed.params["number"]))
        show_letter(desk, parent, int(changed.params["letter_id"]))

    def _show(self, error: AppError) -> None:
        self.problem.setText(window_sentence(error))
        self.problem.show()
        field = error.field if isinstance(error, Invalid) else ""
        (self.tasks if field == "tasks" else self.addressee).setFocus()


def _caption(text: str, widget: QWidget) -> QLabel:
    made = label(text, "key")
    made.setBuddy(widget)
    return made


def open_letter(
    desk: Desk, parent: QWidget, kind: LetterKind, party: str, rows: Window[TaskRow], ticked: frozenset[int]
) -> LetterDialog:
    """Ask for what a letter needs."""
    dialog = LetterDialog(desk, kind, party, rows, ticked, parent)
    dialog.open()
    return dialog


def show_letter(desk: Desk, parent: QWidget | None, letter_id: int) -> "PdfPreview | None":
    """A letter as it went out, to be printed (again); one that kept nothing is made from what is known today."""
    from hongyun_desktop.documents import task_letter

    try:
        letter = chasing.get_letter(desk.store, letter_id)
    except AppError as error:
        desk.refused(error)
        return None
    what = LETTER_WORDS[letter.kind]
    content = letter.content or chasing.content_today(desk.store, letter)

    def write(path: Path, progress: Progress) -> object:
        shown = [replace(task, photos_after=()) for task in content.tasks]
        return task_letter.write(letter, content, path, photos_of_report(desk.store, shown, progress))

    return show_noted(desk, parent, what, write, file_name(desk, what, letter.number))
