# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person may ask about their own data: a print-out of all of it, and its erasure. Imports core and the kit."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.personal import erasing, held
from hongyun_desktop.core.personal.rules import (
    REASON_WORDS,
    ErasurePlan,
    ErasureReason,
    HeldData,
    backup_lines,
    going,
    headless_sentence,
    staying,
)
from hongyun_desktop.core.roster.cards import ResidentCard
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.content_height import fit_to_content
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import TextField
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.noted_paper import show_noted
from hongyun_desktop.ui.kit.parts import Scrolled, button, label, row_of
from hongyun_desktop.ui.kit.theme import GAP_PX, em

_PURPOSES = (_("本人来要"), _("监护人代本人来要"), _("近亲属来要（本人已去世）"))
_WIDTH_EM = 50


def print_held(desk: Desk, parent: QWidget | None, card: ResidentCard) -> RecordForm:
    """Ask what for, then show all that is held with whole numbers; the audit trail keeps it before it is shown."""
    made: list[HeldData] = []
    field = TextField(
        name="purpose",
        label=_("用途"),
        required=True,
        placeholder=_("如 本人来要"),
        suggestions=lambda _desk: _PURPOSES,
    )

    def tell(values: dict[str, str]) -> Changed:
        data, changed = held.tell(desk.store, card.resident.resident_id, values["purpose"])
        made[:] = [data]
        return changed

    form = RecordForm(
        desk, _("打印本人资料"), (field,), {}, tell, _("本人资料已备好，请看过再打印。"), parent,
        note=_("打印件上是完整的号码，只交给本人或能代表本人的人。谁、什么时候、为什么打印，会登记下来。"),
        ok_text=_("看打印件"),
    )  # fmt: skip
    form.saved.connect(lambda _changed: _show_held(desk, parent, made[0]))
    form.open()
    return form


def _show_held(desk: Desk, parent: QWidget | None, data: HeldData) -> QWidget:
    from hongyun_desktop.documents.held_data import write_held_data

    def write(path: Path, progress: Progress) -> object:
        return write_held_data(data, path, progress)

    return show_noted(desk, parent, _("本人资料"), write)


def erase(desk: Desk, parent: QWidget | None, card: ResidentCard) -> "EraseDialog | None":
    """Show what an erasure does and ask why; the dialog is open when this returns."""
    try:
        plan = erasing.what_erasure_does(desk.store, card.resident.resident_id)
    except AppError as error:
        desk.refused(error)
        return None
    dialog = EraseDialog(desk, plan, parent)
    dialog.open()
    return dialog


class EraseDialog(QDialog):
    """What goes, what stays and until when, and the reason asked for; `erased` tells the plan that was carried out."""

    erased = Signal(object)

    def __init__(self, desk: Desk, plan: ErasurePlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._plan = desk, plan
        self.setWindowTitle(_("删除个人资料"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.reason = QComboBox()
        self.reason.setAccessibleName(_("原因"))
        self.reason.addItem(_("请选原因"), "")
        for each, words in REASON_WORDS.items():
            self.reason.addItem(words, each.value)
        self.reason.currentIndexChanged.connect(self._forget_problem)
        self.next_head = QComboBox()
        self.next_head.setAccessibleName(_("以后的户主"))
        self.next_head.addItem(_("这户暂时没有户主"), None)
        for member in plan.left_behind:
            self.next_head.addItem("", member.resident_id)
        self.title = label("", "h2")
        self.headless = label("", "notice", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.stay = button(_("不删"))
        self.stay.clicked.connect(self.reject)
        self.go_on = button(_("删除，不能撤销"), "trash-2")
        self.go_on.setAutoDefault(False)
        self.go_on.clicked.connect(self.submit)
        desk.guard(self.go_on, right=Right.ERASE)
        self._name_people()
        self._lay_out()
        desk.privacy.listen(self)
        desk.privacy.changed.connect(self._name_people)

    def _name_people(self, _hidden: bool = False) -> None:
        """Wherever somebody is named; said anew when F9 is pressed."""
        hide, plan = self._desk.privacy.hide, self._plan
        self.title.setText(_("删除 {name} 的个人资料").format(name=hide(plan.name)))
        self.headless.setText(f"{hide(plan.name)}{headless_sentence(plan)}")
        for place, member in enumerate(plan.left_behind, 1):
            relation = _("（{relation}）").format(relation=member.relation) if member.relation else ""
            self.next_head.setItemText(place, f"{hide(member.name)}{relation}")

    def _lay_out(self) -> None:
        plan, scrolled = self._plan, Scrolled(margins_px=2, spacing_px=4)
        for title, lines in (
            (_("会删掉"), going(plan)),
            (_("备份里的，到什么时候"), backup_lines(plan)),
            (_("会留下，以及为什么"), staying(plan)),
        ):
            scrolled.column.addWidget(label(title, "h2"))
            for what, how in lines:
                scrolled.column.addWidget(label(f"{what}：{how}", wrap=True))
            scrolled.column.addSpacing(8)
        scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(self.title)
        column.addWidget(scrolled, 1)
        if headless_sentence(plan):
            column.addWidget(self.headless)
            column.addLayout(row_of(label(_("以后的户主"), "key"), self.next_head, None))
        column.addLayout(row_of(label(_("原因"), "key"), self.reason, None))
        column.addWidget(self.problem)
        column.addLayout(row_of(None, self.stay, self.go_on))
        fit_to_content(self, scrolled, em(self, _WIDTH_EM))
        self.stay.setFocus()

    def _forget_problem(self, _place: int) -> None:
        self.problem.hide()

    def submit(self) -> None:
        """Erase, and offer the sheet that confirms it."""
        reason = self.reason.currentData()
        try:
            changed = erasing.erase(
                self._desk.store, self._plan.resident_id, reason, next_head=self.next_head.currentData()
            )
        except AppError as error:
            self.problem.setText(window_sentence(error))
            self.problem.show()
            self.reason.setFocus()
            return
        desk, plan, parent = self._desk, self._plan, self.parentWidget()
        self.accept()
        desk.did(changed, _("已删除个人资料。请打印确认单，交给本人。"), undo=False)
        show_sheet(desk, parent, plan, ErasureReason(reason))
        self.erased.emit(plan)


def show_sheet(desk: Desk, parent: QWidget | None, plan: ErasurePlan, reason: ErasureReason) -> QWidget:
    """Show the sheet that says what was erased, what stays and until when."""
    from hongyun_desktop.documents.erasure_sheet import write_erasure_sheet
    from hongyun_desktop.ui.kit.preview import show_pdf

    def write(path: Path, _progress: Progress) -> object:
        return write_erasure_sheet(plan, reason, path)

    number = _("编号{number}").format(number=plan.resident_id)
    return show_pdf(desk, parent, _("删除确认单"), write, file_name(desk, _("删除确认单"), number))
