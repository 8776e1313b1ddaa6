# SPDX-License-Identifier: GPL-3.0-or-later
"""Step 7: the list that people sign when they receive their certificates, and noting who has signed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from hongyun_desktop.core import settings
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.honours import aftercare, progress
from hongyun_desktop.core.honours.progress import RoundState, Step
from hongyun_desktop.core.honours.rules import SignOffLine, SignOffSheet
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.step_panel import StepPanel, keep_low
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import NameField
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.form import RecordForm, Values
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.noted_paper import show_noted
from hongyun_desktop.ui.kit.parts import Card, allow, button, label, row_of, set_role
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column
from hongyun_desktop.ui.kit.theme import COLOURS

Line = tuple[int, SignOffLine]


def _chip(line: Line) -> Chip:
    """The day of the signature, or that there is none."""
    if line[1].signed_on:
        return Chip(line[1].signed_on.isoformat(), COLOURS.good_ground, COLOURS.good)
    return Chip(_("还没签收"), COLOURS.warning_ground, COLOURS.warning)


def _serial(number: str) -> str:
    """第0048号: the rest is the same for all of a round, and takes the room of a column."""
    return number.rpartition("〕")[2]


def columns() -> list[Column[Line]]:
    """Of the certificates that stand, each with its id."""
    return [
        Column("编号", lambda line: _serial(line[1].number), width=5),
        Column("姓名", lambda line: line[1].name, width=4.6, private=True),
        Column("住址", lambda line: line[1].dwelling or "—", width=5, private=True, priority=1),
        Column("签收", lambda line: _chip(line).text, chips=lambda line: (_chip(line),), width=6.4),
        Column("签收人", lambda line: line[1].signed_by or "—", private=True),
    ]


class SignOffStep(StepPanel):
    """`register_asked` tells the round that the register shall show."""

    register_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Step.SIGN_OFF, _("打印签收表，请本人签字，收齐后登记。签收后不能再勘误换发。"))
        self.status = label("", "notice", wrap=True)
        self.paper = button(_("打印签收表…"), "printer")
        self.sign_selected = button(_("登记选中的…"), "check")
        self.in_register = button(_("在证书登记里看"), "book-open", link=True)
        self.table: TableView[Line] = TableView(columns(), desk.privacy, multi=True)
        self.table.setAccessibleName(_("签收"))
        keep_low(self.table)
        self.form: RecordForm | None = None
        self.body.addWidget(self.status)
        self.body.addLayout(row_of(self.paper, self.sign_selected, None, self.in_register))
        framed = Card()
        framed.column.addWidget(self.table)
        self.body.addWidget(framed, 1)
        self.paper.clicked.connect(self.open_preview)
        self.sign_selected.clicked.connect(self.open_sign_selected)
        self.in_register.clicked.connect(self._on_register)
        self.table.activated_row.connect(lambda _row: self.open_sign_selected())
        self.table.chosen.connect(lambda _row: self._enable())
        desk.guard(self.sign_selected, right=Right.ISSUE)
        self.follow(self.paper, self.sign_selected, self.in_register, self.table)

    def refresh(self) -> None:
        state = self.state
        assert state is not None
        lines = progress.sign_off_lines(state)
        ids = [row.certificate_id for row in state.on_paper]
        self.table.show_window(Window.of(list(zip(ids, lines, strict=True)), lambda line: line[0]))
        waiting = len(state.to_sign)
        if waiting:
            set_role(self.status, "notice")
            self.status.setText(_("已签收 {done} / {total} 张。").format(done=len(lines) - waiting, total=len(lines)))
            self.lead_on(_("全部登记签收（{count} 张）…").format(count=waiting), self.open_sign_all, "check")
        else:
            set_role(self.status, "good")
            self.status.setText(_("这一轮办完了：{total} 张证书都已签收。").format(total=len(lines)))
            self.lead_on(_("回到开头"), self._to_start, right=None)
        self._enable()

    def _to_start(self) -> None:
        self.go.emit(Step.CHOOSE)

    def _enable(self) -> None:
        allow(self.sign_selected, "" if self._selected_unsigned() else _("先在表里选还没签收的证书。"))

    def _selected_unsigned(self) -> list[Line]:
        return [line for line in self.table.selected_rows() if line[1].signed_on is None]

    def open_sign_selected(self) -> None:
        """Ask who received the selected certificates, and when."""
        lines = self._selected_unsigned()
        if lines:
            self._open_form([line[0] for line in lines])

    def open_sign_all(self) -> None:
        """Ask the same for all that nobody has signed for."""
        assert self.state is not None
        self._open_form([row.certificate_id for row in self.state.to_sign])

    def _open_form(self, certificate_ids: Sequence[int]) -> None:
        assert self.state is not None
        store = self.desk.store
        unprinted = {row.certificate_id for row in self.state.to_print} & set(certificate_ids)
        note = _("登记后不能撤销，证书也不能再勘误换发。")
        if unprinted:
            note = _("其中 {count} 张还没有登记打印，请看清是不是真发到手里了。").format(count=len(unprinted)) + note

        def save(values: Values) -> Changed:
            return aftercare.sign_for_many(store, certificate_ids, values["signed_by"], values["on"])

        self.form = RecordForm(
            self.desk,
            _("登记签收（{count} 张）").format(count=len(certificate_ids)),
            [
                NameField(name="signed_by", label=_("签收人"), hint=_("本人领取的不用填；代领的写代领人的姓名。")),
                DateField(name="on", label=_("签收日期"), required=True),
            ],
            {"on": today(store.clock)},
            save,
            _("已登记签收 {count} 张。").format(count=len(certificate_ids)),
            self,
            note=note,
            ok_text=_("登记签收"),
        )
        self.form.open()

    def open_preview(self) -> None:
        """Show the sign-off list on paper."""
        state = self.state
        assert state is not None
        sheet = self._sheet(state)

        def write(path: Path, _progress: Progress) -> object:
            from hongyun_desktop.documents.sign_off_list import write_sign_off_list

            return write_sign_off_list(sheet, path)

        name = file_name(self.desk, _("签收表"), state.quarter.title, state.title)
        show_noted(self.desk, self, _("签收表"), write, name)

    def _sheet(self, state: RoundState) -> SignOffSheet:
        store = self.desk.store
        heading = next((row.heading for row in state.certificates), _("荣誉证书"))
        title = _("{quarter}“{title}”").format(quarter=state.quarter.title, title=state.title)
        return SignOffSheet(
            settings.committee(store).compound, heading, title, progress.sign_off_lines(state),
            today(store.clock), store.is_demo,
        )  # fmt: skip

    def _on_register(self) -> None:
        if self.state is not None and self.state.round_id is not None:
            self.register_asked.emit(self.state.round_id)
