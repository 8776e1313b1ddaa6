# SPDX-License-Identifier: GPL-3.0-or-later
"""勘误换发: another name, honorific or body under the same number; the new name is looked at as before an issue."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFormLayout, QWidget
from shiboken6 import isValid

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.honours import aftercare, register, register_listing
from hongyun_desktop.core.honours.correcting import corrected, honorific_of
from hongyun_desktop.core.honours.name_checks import NameFinding
from hongyun_desktop.core.honours.register_listing import RegisterLine
from hongyun_desktop.core.honours.rules import Wording
from hongyun_desktop.core.honours.wording import name_of
from hongyun_desktop.core.pinyin import toned
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.findings import advice, sentence
from hongyun_desktop.ui.features.honours.name_look import look_at_wording
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField, Field, NameField, NoteField, TextField
from hongyun_desktop.ui.kit.form import RecordForm, Values
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import label, set_role
from hongyun_desktop.ui.kit.search_box import DEBOUNCE_MS

HONORIFIC_CHOICES = (("同志", _("同志")), ("女士", _("女士")), ("先生", _("先生")), ("", _("不加（队伍、单位）")))
_BODY_LINES = 5
_ROW_UNDER_NAME = 1
Looked = tuple[str, list[NameFinding]]


def open_correction(desk: Desk, row: RegisterLine, parent: QWidget) -> "CorrectionForm | None":
    """Open the form; None where the person was erased."""
    old = register.wordings(desk.store, row.certificate_id)[-1].wording
    if old is None:
        return None
    form = CorrectionForm(desk, row, old, parent)
    form.open()
    return form


def _fields() -> tuple[Field, ...]:
    return (
        NameField(name="name", label=_("姓名"), required=True),
        ChoiceField(name="honorific", label=_("称呼"), choices=HONORIFIC_CHOICES),
        NoteField(
            name="paragraphs",
            label=_("正文"),
            required=True,
            lines=_BODY_LINES,
            hint=_("一行一段；行首空两格由程序排。"),
        ),
        TextField(name="reason", label=_("为什么换"), required=True, placeholder=_("如 姓名写错一个字"), longest=100),
    )


class CorrectionForm(RecordForm):
    """The form; under the name stands how it is read and what is the matter with it on paper."""

    def __init__(self, desk: Desk, row: RegisterLine, old: Wording, parent: QWidget | None = None) -> None:
        self._row, self._old = row, old
        values = {"name": name_of(old), "honorific": honorific_of(old), "paragraphs": "\n".join(old.paragraphs)}
        super().__init__(
            desk, _("勘误换发"), _fields(), values, self._correct, self._told, parent,
            note=_("{number}：编号不变，新旧两种内容都留在登记里。印好新的，把旧的那张收回来。").format(number=row.number),
            ok_text=_("换发"),
        )  # fmt: skip
        self.looked = label("", "notice", wrap=True)
        self._seen: Looked | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self._look)
        rows = self._inside.findChild(QFormLayout)
        assert isinstance(rows, QFormLayout)
        self.rows = rows
        rows.insertRow(_ROW_UNDER_NAME, label(_("读音"), "key"), self.looked)
        for name in ("name", "honorific", "paragraphs"):
            self.editors[name].changed.connect(self._pause.start)
        desk.privacy.changed.connect(self._show_looked)
        self._look()
        self._grow()

    def _wording(self, typed: Values) -> Wording:
        return corrected(self._old, typed["name"], typed["honorific"], typed["paragraphs"].splitlines())

    def _correct(self, typed: Values) -> Changed:
        from hongyun_desktop.documents.certificate import preflight

        store = self._desk.store
        return aftercare.correct(store, self._row.certificate_id, self._wording(typed), typed["reason"], preflight)

    def _told(self, _changed: Changed) -> str:
        told = _("{number} 已勘误换发，请打印新的一张。").format(number=self._row.number)
        (row,) = register_listing.lines_of(self._desk.store, [self._row.certificate_id])
        old = register_listing.roster_name(self._desk.store, row)
        if not old:
            return told
        return told + _("花名册里还是“{name}”，请点右边的“去花名册改”。").format(name=self._desk.privacy.hide(old))

    def _look(self) -> None:
        """Have the new wording looked at beside the window, as every name is before its certificate is issued."""
        store, row = self._desk.store, self._row
        try:
            typed = {name: self.editors[name].value() for name in ("name", "honorific", "paragraphs")}
            wording = self._wording(typed)
        except Invalid:
            self._seen = None
            self._show_looked()
            return

        def work(_progress: Progress) -> Looked:
            return toned(name_of(wording)), look_at_wording(store, row, wording)

        self._desk.jobs.start(_("正在看名字"), work, self._on_looked, shown=False)

    def _on_looked(self, seen: Looked) -> None:
        if isValid(self):
            self._seen = seen
            self._show_looked()
            # The layout hears of the new text later than this, and would still tell the old height.
            self.rows.invalidate()
            self._grow()

    def _show_looked(self, _on: bool = False) -> None:
        if self._seen is None:
            self.looked.setText("")
            return
        hide = self._desk.privacy.hide
        reading, found = self._seen
        told = [sentence(each, hide) + ("" if each.serious else f"：{advice(each, hide)}") for each in found]
        self.looked.setText("\n".join([hide(reading), *(f"{each}。" for each in told)]))
        serious = any(each.serious for each in found)
        set_role(self.looked, "bad" if serious else "warning" if found else "notice")
