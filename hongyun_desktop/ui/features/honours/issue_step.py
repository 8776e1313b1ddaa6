# SPDX-License-Identifier: GPL-3.0-or-later
"""Step 5: the numbers that are about to be given, and giving them. This can't be taken back, so it is asked first."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.activities import listing
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.honours import rounds
from hongyun_desktop.core.honours.candidates import Candidate
from hongyun_desktop.core.honours.progress import RoundState, Step
from hongyun_desktop.core.honours.rules import CertificateSheet
from hongyun_desktop.core.honours.wording import chinese_date
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.candidates_step import honorific_text
from hongyun_desktop.ui.features.honours.print_paper import show_upcoming
from hongyun_desktop.ui.features.honours.step_panel import StepPanel, keep_low
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import Card, allow, button, label, row_of, set_role
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column
from hongyun_desktop.ui.kit.theme import em

Line = tuple[int, str, Candidate]


def columns() -> list[Column[Line]]:
    """Of the numbers with who gets them, each with its place in the round."""
    return [
        Column("编号", lambda line: line[1], width=13),
        Column("姓名", lambda line: line[2].name, width=6, private=True),
        Column("称呼", lambda line: honorific_text(line[2].honorific), width=4),
        Column("住址", lambda line: line[2].dwelling or "—", private=True),
    ]


class IssueStep(StepPanel):
    """What is going to stand on every certificate, and the button that issues them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Step.ISSUE, _("签发后编号和字都定下来，不能撤销；要改只能勘误换发或撤回。"))
        self.status = label("", "notice", wrap=True)
        self.facts: dict[str, QLabel] = {key: label("", wrap=True) for key in ("numbers", "issuer")}
        self.facts["count"] = label("", "num")
        self.issued_on = DateField(name="on", label=_("证书日期"), hint="").editor(desk, self)
        self.committee = button(_("改落款…"), "pencil", link=True)
        self.written = label("", "hint")
        self.table: TableView[Line] = TableView(columns(), desk.privacy)
        self.table.setAccessibleName(_("编号"))
        keep_low(self.table)
        self.sheets: list[CertificateSheet] = []
        self._shown: int | None = None
        self._lay_out()
        self.preview = self.beside(_("看看印出来的样子"), "eye", self.open_preview)
        self.committee.clicked.connect(lambda: desk.committee_asked.emit("issuer"))
        self.issued_on.changed.connect(self._on_date)
        desk.guard(self.primary, right=None)
        desk.guard(self.committee, right=Right.SETTINGS)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(5)
        self.issued_on.setFixedWidth(em(self, 9))
        numbered = row_of(self.facts["count"], 10)
        numbered.addWidget(self.facts["numbers"], 1)
        form.addRow(label(_("证书"), "key"), numbered)
        form.addRow(label(_("落款"), "key"), row_of(self.facts["issuer"], self.committee, None))
        caption = label(_("证书日期"), "key")
        caption.setBuddy(self.issued_on.input)
        form.addRow(caption, row_of(self.issued_on, self.written, None))
        self.body.addWidget(self.status)
        inside = QWidget()
        inside.setLayout(form)
        form.setContentsMargins(4, 0, 4, 0)
        self.body.addWidget(inside)
        self.framed = Card()
        self.framed.column.addWidget(self.table)
        self.body.addWidget(self.framed, 1)
        self.body.addStretch(0)
        self.follow(self.committee, self.issued_on.input, self.table)

    def refresh(self) -> None:
        state = self.state
        assert state is not None
        self.issued_on.setEnabled(state.round_id is None)
        for each in (self.preview, self.committee):
            each.setVisible(state.round_id is None)
        if state.round_id is not None:
            self._show_issued(state)
            return
        if self._shown != state.draft_id:
            self._shown = state.draft_id
            with QSignalBlocker(self.issued_on):
                self.issued_on.set_value(today(self.desk.store.clock))
        self._show_upcoming(state)

    def _on_date(self) -> None:
        if self.state is not None and self.state.round_id is None:
            self._show_upcoming(self.state)

    def _show_issued(self, state: RoundState) -> None:
        self._say("good", _("已签发 {count} 张。").format(count=len(state.certificates)))
        people = {each.resident_id: each for each in state.people}
        rows = [row for row in state.certificates if row.resident_id in people]
        if rows:
            self.issued_on.set_value(rows[0].issued_on)
            self._fill([row.number for row in rows], [people[row.resident_id or 0] for row in rows], rows[0].issued_on)
        self.lead_to(Step.PRINT)

    def _show_upcoming(self, state: RoundState) -> None:
        missing = self._missing()
        if missing:
            self._show_trouble(state, missing)
            return
        try:
            day = self.issued_on.value() or today(self.desk.store.clock)
            self.sheets = rounds.upcoming_sheets(self.desk.store, state.draft_id or 0, day, state.people)
        except AppError as error:
            self._show_trouble(state, self.desk.sentence(error))
            return
        self._fill([sheet.number for sheet in self.sheets], state.honoured, day)
        allow(self.preview, "" if self.sheets else _("名单里没有人。"))
        self._offer(state)

    def _show_trouble(self, state: RoundState, why_not: str) -> None:
        self._fill([], state.honoured, None)
        self._say("bad", why_not)
        allow(self.preview, why_not)
        self.lead_on(_("签发"), self.issue, why_not=why_not)

    def _offer(self, state: RoundState) -> None:
        text = _("签发 {count} 张证书").format(count=len(self.sheets))
        if state.proof.signed_on is None:
            why = _("名单还没有核对签字，不能签发。请先办好“校名单”。")
            self._say("warning", why)
        elif not self.sheets:
            why = _("名单里没有人。")
            self._say("warning", why)
        else:
            why = ""
            self._say_what_is_settled(state)
        self.lead_on(text, self.issue, "award", why)

    def _say_what_is_settled(self, state: RoundState) -> None:
        """The places are frozen with the certificates: what is not credited by then comes too late for them."""
        told = _("请看一眼编号、落款和日期，都对就签发；这一季的名次同时定下来。")
        waiting = listing.count_to_confirm(self.desk.store, state.quarter)
        if waiting:
            told += _("这个季度还有 {count} 场活动没有确认记分，签发以后再记的不算进这次名次。").format(count=waiting)
        self._say("warning" if waiting else "notice", told)

    def _missing(self) -> str:
        facts = settings.committee(self.desk.store)
        absent = [
            name for name, value in ((_("证书落款"), facts.issuer), (_("编号前缀"), facts.number_prefix)) if not value
        ]
        if not absent:
            return ""
        sentence = _("没有填{what}，不能签发。请点下面的“改落款…”，在自管委资料里填好。")
        return sentence.format(what="、".join(absent))

    def _fill(self, numbers: list[str], people: Sequence[Candidate], day: date | None) -> None:
        self.facts["count"].setText(_("{count} 张").format(count=len(people)))
        self.facts["numbers"].setText(self._range(numbers))
        self.facts["issuer"].setText(settings.committee(self.desk.store).issuer or "—")
        self._list(numbers, people)
        self.written.setText(_("印作：{day}").format(day=chinese_date(day)) if day else "")

    def _range(self, numbers: Sequence[str]) -> str:
        if len(numbers) < 2:
            return numbers[0] if numbers else "—"
        # They differ in the count only, and the line is not to break.
        last = "第" + numbers[-1].rpartition("第")[2]
        return _("{first} 到 {last}").format(first=numbers[0], last=last)

    def _list(self, numbers: Sequence[str], people: Sequence[Candidate]) -> None:
        lines = [(place, *line) for place, line in enumerate(zip(numbers, people, strict=bool(numbers)), 1)]
        self.table.show_window(Window.of(lines, lambda line: line[0]))
        self.framed.setVisible(bool(lines))

    def _say(self, role: str, text: str) -> None:
        set_role(self.status, role)
        self.status.setText(text)

    def open_preview(self) -> None:
        """Show every certificate as it would be printed, marked as not issued."""
        show_upcoming(self.desk, self, self.sheets)

    def issue(self) -> None:
        """Ask once more, then issue all certificates of the round."""
        state = self.state
        assert state is not None
        if not self.desk.speaker.ask(
            _("签发 {count} 张证书？\n编号：{numbers}\n签发后编号、字和名次都不能撤销。").format(
                count=len(state.honoured), numbers=self.facts["numbers"].text()
            ),
            _("签发"),
        ):
            return
        store, draft_id, day = self.desk.store, state.draft_id or 0, self.issued_on.value()

        def work(_progress: Progress) -> Changed:
            from hongyun_desktop.documents.certificate import preflight

            return rounds.issue_draft(store, draft_id, preflight, day)

        self.desk.jobs.start(_("正在签发证书"), work, self._on_issued, writes=True)

    def _on_issued(self, changed: Changed) -> None:
        sentence = _("已签发 {count} 张证书，可以打印了。").format(count=changed.params["count"])
        self.desk.did(changed, sentence, undo=False)
        self.go.emit(Step.PRINT)
