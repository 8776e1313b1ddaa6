# SPDX-License-Identifier: GPL-3.0-or-later
"""单张证书: one certificate of any kind for a resident, a team or a guest, with its wording as it is typed.

The number is taken when it is issued, not before. Imports core, kit and documents only; fonts are looked at on issue.
"""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError, Invalid, Refused
from hongyun_desktop.core.honours import issuing
from hongyun_desktop.core.honours.issuing import Draft
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateSheet
from hongyun_desktop.core.honours.wording import HEADINGS, name_of, plain_text
from hongyun_desktop.core.roster.residents import get_resident
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.correction_form import HONORIFIC_CHOICES
from hongyun_desktop.ui.features.honours.print_paper import show_upcoming
from hongyun_desktop.ui.features.honours.print_run import print_certificates
from hongyun_desktop.ui.features.honours.single_draft import FIELDS, draft_of, sheet_of
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField, Editor, Field, NameField
from hongyun_desktop.ui.kit.parts import Card, Scrolled, Segmented, button, fit_to_screen, label, row_of, rule, set_role
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.record_field import RecordField
from hongyun_desktop.ui.kit.search_box import DEBOUNCE_MS

_WIDTH_PX, _HEIGHT_PX, _WIDEST_PX, _HIGHEST_PX = 940, 600, 1060, 660


def open_single_form(desk: Desk, parent: QWidget) -> "SingleForm":
    """Open the form; what it issues is offered to be printed at once."""
    form = SingleForm(desk, parent)
    form.open()
    return form


def _no_preflight(_sheet: CertificateSheet) -> None:
    """While somebody types, fonts are not looked at."""


def _name_of(desk: Desk, resident_id: int) -> str:
    return get_resident(desk.store, resident_id).name


class SingleForm(QDialog):
    """The form at the left, the wording as it will stand at the right; `issued` tells the certificate's id."""

    issued = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("单张证书"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.kinds = Segmented([(kind, HEADINGS[kind], "") for kind in CertificateKind])
        self.whose = Segmented([(True, _("花名册里的人"), "user"), (False, _("队伍、来宾"), "users")])
        self.editors: dict[str, Editor] = {}
        self.problems: dict[str, QLabel] = {}
        self._places: dict[str, int] = {}
        self.number = label("", "key", wrap=True)
        self.paper = label("", "", wrap=True)
        self.trouble = label("", "bad", wrap=True)
        self.preview = button(_("看看印出来的样子"), "eye")
        self.cancel = button(_("取消"))
        self.ok = button(_("签发…"), "award", primary=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._lay_out()
        self._connect()
        self._show_kind()
        self.editors["resident_id"].input.setFocus()

    @property
    def kind(self) -> CertificateKind:
        """The kind chosen."""
        return CertificateKind(str(self.kinds.value()))

    def _lay_out(self) -> None:
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(8)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for key, field in self._fields():
            self._add(key, field)
        left = Scrolled(margins_px=2)
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.column.addWidget(self.whose, alignment=Qt.AlignmentFlag.AlignLeft)
        left.column.addLayout(self.form)
        left.column.addStretch(1)
        paper = Card(margins_px=14)
        inside = Scrolled(spacing_px=8)
        for widget in (self.number, rule(), self.paper):
            inside.column.addWidget(widget)
        inside.column.addStretch(1)
        paper.column.addWidget(inside)
        halves = row_of(spacing_px=16)
        halves.addWidget(left, 11)
        halves.addWidget(paper, 9)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(theme.GAP_PX)
        column.addLayout(row_of(label(_("单张证书"), "h2"), 12, self.kinds, None))
        column.addLayout(halves, 1)
        column.addWidget(self.trouble)
        column.addLayout(row_of(self.preview, None, self.cancel, self.ok))
        self.trouble.hide()
        fit_to_screen(self, min(theme.scaled(_WIDTH_PX), _WIDEST_PX), min(theme.scaled(_HEIGHT_PX), _HIGHEST_PX))

    def _fields(self) -> list[tuple[str, Field]]:
        """Key and field of every row, those of all kinds: what was typed for one stays while another is looked at."""
        common: list[Field] = [
            RecordField(name="resident_id", label=_("发给"), required=True, text_of=_name_of),
            NameField(name="name", label=_("发给"), required=True, placeholder=_("如 环境美育队；来宾写姓名")),
            ChoiceField(name="honorific", label=_("称呼"), choices=HONORIFIC_CHOICES),
        ]
        own = [(f"{kind}.{field.name}", field) for kind in CertificateKind for field in FIELDS[kind]]
        last = DateField(name="issued_on", label=_("落款日期"), required=True)
        return [(field.name, field) for field in common] + own + [(last.name, last)]

    def _add(self, key: str, field: Field) -> None:
        editor = field.editor(self._desk, self)
        editor.changed.connect(self._on_edited)
        hint = label(field.hint, "hint", wrap=True)
        hint.setVisible(bool(field.hint))
        problem = label("", "problem", wrap=True)
        problem.hide()
        holder = QWidget()
        place = QVBoxLayout(holder)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(2)
        for widget in (editor, hint, problem):
            place.addWidget(widget)
        caption = label(field.label + ("*" if field.required else ""), "key")
        caption.setBuddy(editor.input)
        self.form.addRow(caption, holder)
        self._places[key] = self.form.rowCount() - 1
        self.editors[key], self.problems[key] = editor, problem

    def _connect(self) -> None:
        self.editors["issued_on"].set_value(today(self._desk.store.clock))
        self.kinds.chosen.connect(lambda _kind: self._show_kind())
        self.whose.chosen.connect(self._on_whose)
        self._pause.timeout.connect(self.show_wording)
        self.cancel.clicked.connect(self.reject)
        self.preview.clicked.connect(self.open_preview)
        self.ok.clicked.connect(self.submit)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.submit)
        self._desk.privacy.listen(self)
        self._desk.privacy.changed.connect(self.show_wording)
        self._desk.guard(self.ok, right=Right.ISSUE)

    def _on_whose(self, resident: object) -> None:
        self.editors["honorific"].set_value(HONORIFIC_CHOICES[0][0] if resident else "")
        self._show_kind()

    def _show_kind(self) -> None:
        """Only the rows that this kind asks for."""
        for key, place in self._places.items():
            self.form.setRowVisible(place, self._is_asked(key))
        self._clear()
        self.show_wording()

    def _is_asked(self, key: str) -> bool:
        if key in ("resident_id", "name"):
            return (key == "resident_id") == bool(self.whose.value())
        return "." not in key or key.startswith(f"{self.kind}.")

    def _on_edited(self) -> None:
        self._clear()
        self._pause.start()

    def _clear(self) -> None:
        self.trouble.hide()
        for problem in self.problems.values():
            problem.hide()

    def _typed(self) -> dict[str, Any]:
        """The values by name. Raises: Invalid where one can't be read."""
        return {key.rpartition(".")[2]: editor.value() for key, editor in self.editors.items() if self._is_asked(key)}

    def _draft(self) -> Draft:
        return draft_of(self._desk.store, self.kind, self._typed())

    def show_wording(self, _hidden: bool = False) -> None:
        """The wording of what was typed so far and the number that comes next; or what is still wanted."""
        self._pause.stop()
        try:
            sheet = sheet_of(self._desk.store, self._draft(), _no_preflight)
        except AppError as error:
            self.number.setText(_("还差一点"))
            self.paper.setText(self._desk.sentence(error))
            set_role(self.paper, "hint")
        else:
            self.number.setText(_("下一个编号：{number}").format(number=sheet.number))
            self.paper.setText(self._desk.privacy.hide(plain_text(sheet.wording)))
            set_role(self.paper, "")

    def _looked_at(self) -> tuple[Draft, CertificateSheet] | None:
        """What was typed, and as paper; None where it does not fit, which is said where it stands."""
        from hongyun_desktop.documents.certificate import preflight

        self._clear()
        self.show_wording()
        try:
            draft = self._draft()
            return draft, sheet_of(self._desk.store, draft, preflight)
        except AppError as error:
            self._show(error)
            return None

    def open_preview(self) -> None:
        """Show the certificate as it would be printed, marked as not issued."""
        looked_at = self._looked_at()
        if looked_at is not None:
            show_upcoming(self._desk, self, [looked_at[1]])

    def submit(self) -> None:
        """Look at it as paper, ask, and issue."""
        from hongyun_desktop.documents.certificate import preflight

        looked_at = self._looked_at()
        if looked_at is None:
            return
        draft, sheet = looked_at
        try:
            if not self._desk.speaker.ask(_question(sheet, self._desk.privacy), _("签发"), _("再看看")):
                return
            if self._desk.jobs.writing:
                raise Refused("job_is_writing")
            changed = issuing.issue(self._desk.store, draft, preflight)
        except AppError as error:
            self._show(error)
            return
        self.accept()
        self._desk.did(changed, _("{number} 已发，请打印。").format(number=sheet.number))
        certificate_id = int(changed.params["certificate_id"])
        self.issued.emit(certificate_id)
        parent = self.parentWidget()
        print_certificates(self._desk, parent if parent is not None else self, [certificate_id])

    def _show(self, error: AppError) -> None:
        key = self._key_of(error.field) if isinstance(error, Invalid) else ""
        if not key:
            self.trouble.setText(self._desk.sentence(error))
            self.trouble.show()
            return
        self.problems[key].setText(self._desk.sentence(error))
        self.problems[key].show()
        self.editors[key].input.setFocus()

    def _key_of(self, field: str) -> str:
        """The row that a problem belongs to; empty for none."""
        name = "deed" if field == "paragraphs" and self.kind is CertificateKind.HONOUR else field
        if name in ("recipient", "resident_id", "name"):
            return "resident_id" if self.whose.value() else "name"
        return next((key for key in (name, f"{self.kind}.{name}") if key in self.editors), "")


def _question(sheet: CertificateSheet, privacy: Privacy) -> str:
    wording = sheet.wording
    return _("发出{heading} {number}，给 {name}？\n编号用了就留在登记里，写错了只能勘误换发或撤回。").format(
        heading=wording.heading, number=sheet.number, name=privacy.hide(name_of(wording))
    )
