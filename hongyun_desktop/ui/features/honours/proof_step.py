# SPDX-License-Identifier: GPL-3.0-or-later
"""Step 4: print the names large, have them read, and note who signed. Other names, and the signature lapses."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError, Invalid
from hongyun_desktop.core.honours import proof, saved_papers
from hongyun_desktop.core.honours.candidates import Candidate
from hongyun_desktop.core.honours.progress import RoundState, Step
from hongyun_desktop.core.listing import Window
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.candidates_step import honorific_text
from hongyun_desktop.ui.features.honours.findings import remarks
from hongyun_desktop.ui.features.honours.name_look import look_at_draft
from hongyun_desktop.ui.features.honours.step_panel import StepPanel, keep_low
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import NameField
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import Card, label, set_role
from hongyun_desktop.ui.kit.places import saved_as
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import em


def columns() -> list[Column[tuple[int, Candidate]]]:
    """Of the names as they are going to be printed, each with its number."""
    return [
        Column("序号", lambda row: row[0], align=Align.RIGHT, width=2.5),
        Column("姓名", lambda row: row[1].name, width=6, private=True),
        Column("称呼", lambda row: honorific_text(row[1].honorific), width=4, priority=2),
        Column("住址", lambda row: row[1].dwelling or "—", private=True, priority=1),
    ]


class ProofStep(StepPanel):
    """The names at the left; at the right what to do with the paper."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Step.PROOF, _("打印大字带拼音的名单，逐字核对、签字后来登记；没签字不能签发。"))
        self.status = label("", "notice", wrap=True)
        self.table: TableView[tuple[int, Candidate]] = TableView(columns(), desk.privacy)
        self.table.setAccessibleName(_("名单"))
        keep_low(self.table)
        self.signed_by = NameField(name="signed_by", label=_("签字人")).editor(desk, self)
        self.signed_on = DateField(name="on", label=_("签字日期")).editor(desk, self)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.signing = QWidget()
        self.reprint = self.beside(_("再打印校名单…"), "printer", self.open_preview)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.signing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for text, editor in ((_("签字人"), self.signed_by), (_("签字日期"), self.signed_on)):
            caption = label(text, "key")
            caption.setBuddy(editor.input)
            column.addWidget(caption)
            column.addWidget(editor)
            column.addSpacing(6)
            editor.changed.connect(self.problem.hide)
        column.addWidget(self.problem)
        right = QVBoxLayout()
        right.addWidget(self.status)
        right.addSpacing(8)
        right.addWidget(self.signing)
        right.addStretch(1)
        side = QWidget()
        side.setLayout(right)
        side.setFixedWidth(em(self, 15))
        right.setContentsMargins(0, 0, 0, 0)
        framed = Card()
        framed.column.addWidget(self.table)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(framed, 1)
        line.addWidget(side)
        self.body.addLayout(line, 1)
        self.follow(self.table, self.signed_by.input, self.signed_on.input)

    def refresh(self) -> None:
        state = self.state
        assert state is not None
        self.table.show_window(Window.of(list(enumerate(state.honoured, 1)), lambda row: row[1].resident_id))
        role, text = self._status(state)
        set_role(self.status, role)
        self.status.setText(text)
        issued, proved = state.round_id is not None, state.proof
        waiting = not issued and proved.printed_at is not None and proved.signed_on is None
        self.signing.setVisible(waiting)
        saved = not issued and proved.printed_at is None and proved.saved_at is not None
        self.reprint.setVisible(saved or (not issued and proved.printed_at is not None))
        self.reprint.setText(_("打印校名单…") if saved else _("再打印校名单…"))
        if waiting and not self.signed_on.input.text():  # pyright: ignore[reportAttributeAccessIssue]
            self.signed_on.set_value(today(self.desk.store.clock))
        if issued:
            self.lead_to(Step.PRINT)
        elif proved.signed_on is not None:
            self.lead_to(Step.ISSUE)
        elif waiting:
            self.lead_on(_("登记签字"), self.sign, "check")
        elif saved:
            self.lead_on(_("PDF 已经印好了"), self._on_printed, "check")
        else:
            nobody = "" if state.honoured else _("名单里没有人。")
            self.lead_on(_("打印校名单…"), self.open_preview, "printer", nobody)

    def _status(self, state: RoundState) -> tuple[str, str]:
        proved = state.proof
        if proved.signed_on is not None:
            who = self.desk.privacy.hide(proved.signed_by)
            return "good", _("{who}已于 {day} 核对签字（校验码 {code}）。").format(
                who=who, day=proved.signed_on.isoformat(), code=proved.code
            )
        if state.round_id is not None:
            return "notice", _("这一轮是用命令发的证，没有登记过校名单。")
        if proved.saved_at is not None and proved.printed_at is None:
            return "notice", _(
                "校名单已存成 PDF（{at}，校验码 {code}）。存成 PDF 不算打印：拿去印好以后，按“PDF 已经印好了”。"
            ).format(at=proved.saved_at.strftime("%Y-%m-%d %H:%M"), code=proved.code)
        if proved.lapsed_on is not None:
            who = self.desk.privacy.hide(proved.lapsed_by)
            return "bad", _("{who}于 {day} 签过字，但名单后来有改动，那次签字作废了。请重新打印、核对、签字。").format(
                who=who, day=proved.lapsed_on.isoformat()
            )
        if proved.printed_at is not None:
            return "notice", _("校名单已打印（校验码 {code}）。核对无误、在纸上签字后，在这里登记。").format(
                code=proved.code
            )
        return "notice", _("校名单还没有打印。")

    def open_preview(self) -> None:
        """Show the list on paper; once printed, that is noted; a PDF is noted as one."""
        state = self.state
        assert state is not None
        store, draft_id, honoured = self.desk.store, state.draft_id or 0, state.honoured

        def write(path: Path, progress: Progress) -> object:
            from hongyun_desktop.documents.proof_list import write_proof_list

            found = look_at_draft(store, draft_id, honoured, progress)
            return write_proof_list(proof.sheet(store, draft_id, remarks(found)), path)

        from hongyun_desktop.ui.kit.preview import show_pdf

        show_pdf(
            self.desk, self, _("校名单"), write,
            file_name(self.desk, _("校名单"), state.quarter.title, state.title),
            on_printed=self._on_printed, on_saved=self._on_saved,
        )  # fmt: skip

    def _on_saved(self, path: Path) -> None:
        state = self.state
        if state is not None:
            paper = saved_papers.proof_paper(state.proof.code)
            sentence = _("校名单已存成 PDF：{file}。存成 PDF 不算打印。").format(file=saved_as(path))
            self.desk.act(lambda: saved_papers.record(self.desk.store, _("校名单"), paper), sentence, undo=False)

    def _on_printed(self, *_told: object) -> None:
        state = self.state
        if state is not None and state.draft_id is not None and state.round_id is None:
            store, draft_id = self.desk.store, state.draft_id
            self.desk.jobs.start(
                _("正在登记"), lambda _progress: proof.record(store, draft_id), self._on_recorded, writes=True
            )

    def _on_recorded(self, changed: Changed) -> None:
        self.desk.did(changed, _("校名单已打印，请核对签字。"), undo=False)
        self.signed_by.input.setFocus()

    def sign(self) -> None:
        """Note who signed the printed list."""
        state = self.state
        assert state is not None
        store, draft_id = self.desk.store, state.draft_id or 0
        try:
            who, day = self.signed_by.value(), self.signed_on.value()
            if not who:
                raise Invalid("name_empty", "signed_by")
        except Invalid as error:
            self._tell(error)
            return
        self.desk.jobs.start(
            _("正在登记"), lambda _progress: proof.sign(store, draft_id, who, day), self._on_signed,
            writes=True, failed=self._tell,
        )  # fmt: skip

    def _on_signed(self, changed: Changed) -> None:
        self.signed_by.set_value("")
        self.desk.did(changed, _("签字已登记，可以签发了。"))

    def _tell(self, error: AppError) -> None:
        self.problem.setText(window_sentence(error))
        self.problem.show()
