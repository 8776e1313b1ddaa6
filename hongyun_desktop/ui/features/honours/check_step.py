# SPDX-License-Identifier: GPL-3.0-or-later
"""Step 3: what is the matter with the names before anything is printed: characters, sizes, namesakes, honorifics."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from hongyun_desktop.core.honours.name_checks import NameFinding
from hongyun_desktop.core.honours.progress import RoundState, Step
from hongyun_desktop.core.listing import Window
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.findings import advice, sentence
from hongyun_desktop.ui.features.honours.name_look import look_at_draft
from hongyun_desktop.ui.features.honours.step_panel import StepPanel, keep_low
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import Card, button, label, row_of, set_role
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column
from hongyun_desktop.ui.kit.theme import COLOURS, scaled


def _chip(row: NameFinding) -> Chip:
    if row.serious:
        return Chip(_("严重"), COLOURS.bad_ground, COLOURS.bad)
    return Chip(_("提醒"), COLOURS.warning_ground, COLOURS.warning)


def columns(privacy: Privacy) -> list[Column[tuple[int, NameFinding]]]:
    """Of the findings, each with its place in the list."""
    return [
        Column("程度", lambda row: _chip(row[1]).text, chips=lambda row: (_chip(row[1]),), width=4),
        Column("姓名", lambda row: row[1].name, width=4.5, private=True),
        Column("住址", lambda row: row[1].dwelling or "—", width=5.5, private=True, priority=1),
        Column("发现", lambda row: sentence(row[1], privacy.hide), width=14),
        Column("怎么办", lambda row: advice(row[1], privacy.hide), priority=2),
    ]


class CheckStep(StepPanel):
    """The findings, made by a job each time the names have changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Step.CHECK, _("先排一遍版，看有没有印不出的字、缩小的字、全小区同名的人。"))
        self.summary = label("", "notice", wrap=True)
        self.table: TableView[tuple[int, NameFinding]] = TableView(columns(desk.privacy), desk.privacy)
        self.table.setAccessibleName(_("检查结果"))
        keep_low(self.table)
        self.open_person = button(_("去改这个人的资料"), "user")
        self.again = button(_("再查一遍"), "refresh-cw")
        self.good = QLabel()
        self.good.setPixmap(pixmap("circle-check", COLOURS.good, scaled(72)))
        self.good.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.framed = Card()
        self.framed.column.addWidget(self.table)
        self.advice = label("", "hint", wrap=True)
        self.tools = row_of(self.open_person)
        self.tools.addWidget(self.advice, 1)
        self.tools.addWidget(self.again)
        self.findings: list[NameFinding] | None = None
        self._looked_at: object = None
        self.body.addWidget(self.summary)
        self.body.addLayout(self.tools)
        self.body.addWidget(self.framed, 1)
        self.body.addWidget(self.good, 1)
        self.open_person.clicked.connect(self._on_open_person)
        self.again.clicked.connect(self._look_again)
        self.table.activated_row.connect(lambda _row: self._on_open_person())
        self.table.chosen.connect(lambda _row: self._advise())
        self.follow(self.open_person, self.again, self.table)

    def refresh(self) -> None:
        state = self.state
        assert state is not None
        names = state.draft_id, state.proof.code, tuple(each.dwelling for each in state.honoured)
        if names != self._looked_at:
            self._looked_at = names
            self._look(state)
        self._show()

    def _look_again(self) -> None:
        assert self.state is not None
        self._look(self.state)

    def _look(self, state: RoundState) -> None:
        self.findings = None
        store, honoured, draft_id = self.desk.store, state.honoured, state.draft_id or 0

        def work(progress: Progress) -> list[NameFinding]:
            return look_at_draft(store, draft_id, honoured, progress)

        self.desk.jobs.start(_("正在检查名单"), work, self._on_looked)

    def _on_looked(self, findings: list[NameFinding]) -> None:
        self.findings = findings
        self._show()

    def _show(self) -> None:
        found = self.findings
        serious = sum(each.serious for each in found or ())
        self.table.show_window(Window.of(list(enumerate(found or ())), lambda row: row[0]))
        self.framed.setVisible(bool(found))
        self.open_person.setVisible(bool(found))
        if found and self.table.selected_row() is None:
            self.table.select_id(0)
        self._advise()
        self.good.setVisible(found == [])
        if found is None:
            set_role(self.summary, "notice")
            self.summary.setText(_("正在检查……"))
        elif not found:
            set_role(self.summary, "good")
            self.summary.setText(_("没有问题：名字都印得出来，全小区没有同名的人，称呼齐全。"))
        elif serious:
            set_role(self.summary, "bad")
            self.summary.setText(
                _("有 {serious} 处严重问题，不改好发不了证；另有 {rest} 处提醒。").format(
                    serious=serious, rest=len(found) - serious
                )
            )
        else:
            set_role(self.summary, "warning")
            self.summary.setText(_("有 {count} 处提醒，看过没有问题就可以往下办。").format(count=len(found)))
        why_not = _("请先等检查完。") if found is None else _("请先改好严重的问题。") if serious else ""
        self.lead_to(Step.PROOF, why_not)

    def _advise(self) -> None:
        """The advice for the selected line in full, also where the column has no room."""
        row = self.table.selected_row()
        self.open_person.setEnabled(row is not None)
        self.advice.setText(f"{advice(row[1], self.desk.privacy.hide)}。" if row else "")

    def _on_open_person(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self.desk.go("resident", row[1].resident_id)
