# SPDX-License-Identifier: GPL-3.0-or-later
"""Step 6: look at the certificates, print them, go on after a jam. What was printed is read from the print runs."""

from pathlib import Path

from PySide6.QtWidgets import QProgressBar

from hongyun_desktop.core.honours.progress import RoundState, Step
from hongyun_desktop.core.honours.rules import CertificateState, RegisterRow
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.print_paper import PDF_PATTERN, record_saved, save_paper, show_paper
from hongyun_desktop.ui.features.honours.step_panel import StepPanel, keep_low
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.parts import Card, allow, button, label, row_of, set_role
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import COLOURS, em

Line = tuple[int, RegisterRow, bool]
_OUT = {CertificateState.WITHDRAWN: _("已撤回"), CertificateState.ERASED: _("已删除")}


def print_chip(line: Line) -> Chip:
    """Whether a certificate is on paper."""
    _number, row, printed = line
    if row.state in _OUT:
        return Chip(_OUT[row.state], COLOURS.grey_ground, COLOURS.text_soft)
    if printed:
        return Chip(_("印好了"), COLOURS.good_ground, COLOURS.good)
    return Chip(_("还没印"), COLOURS.warning_ground, COLOURS.warning)


def columns() -> list[Column[Line]]:
    """Of the certificates, each with its place in the round and whether it was printed."""
    return [
        Column("张", lambda line: line[0], align=Align.RIGHT, width=2),
        Column("编号", lambda line: line[1].number, width=13),
        Column("姓名", lambda line: line[1].name, private=True),
        Column("打印", lambda line: print_chip(line).text, chips=lambda line: (print_chip(line),), width=5),
    ]


class PrintStep(StepPanel):
    """The certificates with what has come out of the printer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Step.PRINT, _("先预览，再打印。卡纸、印坏了，从哪张接着打都行，编号不变。"))
        self.status = label("", "notice", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(em(self, 16))
        self.preview = button(_("预览"), "eye")
        self.save = button(_("保存 PDF…"), "save")
        self.selected = button(_("打印选中的…"), "printer")
        self.table: TableView[Line] = TableView(columns(), desk.privacy, multi=True)
        self.table.setAccessibleName(_("证书"))
        keep_low(self.table)
        self.onward = self.beside(_("先不打印，去签收表"), "", self._to_sign_off)
        self.body.addLayout(row_of(self.preview, self.save, self.selected, None))
        self.body.addLayout(row_of(self.status, self.bar, None))
        framed = Card()
        framed.column.addWidget(self.table)
        self.body.addWidget(framed, 1)
        self.preview.clicked.connect(self.open_preview)
        self.save.clicked.connect(self.save_pdf)
        self.selected.clicked.connect(self.print_selected)
        self.table.chosen.connect(lambda _row: self._enable())
        desk.guard(self.save, self.selected, right=Right.ISSUE, writes=False)
        self.follow(self.preview, self.save, self.selected, self.table)

    def refresh(self) -> None:
        state = self.state
        assert state is not None
        lines = [(number, row, row.certificate_id in state.printed) for number, row in enumerate(state.certificates, 1)]
        self.table.show_window(Window.of(lines, lambda line: line[1].certificate_id))
        total, waiting = len(state.on_paper), state.to_print
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(total - len(waiting))
        self.bar.setVisible(0 < len(waiting) < total)
        self._say(state, total, lines)
        for each in (self.preview, self.save):
            allow(each, "" if total else _("这一轮没有可以印的证书了。"))
        self.onward.setVisible(bool(waiting))
        if waiting:
            self.lead_on(_("打印 {count} 张…").format(count=len(waiting)), self.print_waiting, "printer")
        else:
            self.lead_to(Step.SIGN_OFF)
        self._enable()

    def _say(self, state: RoundState, total: int, lines: list[Line]) -> None:
        waiting = {row.certificate_id for row in state.to_print}
        first = next((number for number, row, _printed in lines if row.certificate_id in waiting), 0)
        done = total - len(waiting)
        role, text = "good", _("{total} 张都已打印。").format(total=total)
        if waiting:
            role = "notice"
            text = _("还没有打印，共 {total} 张。").format(total=total)
        if waiting and done:
            text = _("已打印 {done} / {total} 张，从第 {first} 张继续。").format(done=done, total=total, first=first)
        if waiting and state.saved_at is not None:
            text += _("存过 PDF（{at}）：在别处印好了，点下面的“打印”，再点“在别处印好了”登记。").format(
                at=state.saved_at.strftime("%Y-%m-%d %H:%M")
            )
        set_role(self.status, role)
        self.status.setText(text)

    def _enable(self) -> None:
        some = any(row.state not in _OUT for _number, row, _printed in self.table.selected_rows())
        allow(self.selected, "" if some else _("先在表里选要打印的证书。"))

    def _to_sign_off(self) -> None:
        self.go.emit(Step.SIGN_OFF)

    def _ids(self) -> list[int]:
        assert self.state is not None
        return [row.certificate_id for row in self.state.on_paper]

    def open_preview(self) -> None:
        """Show the certificates as they are going to be printed."""
        show_paper(self.desk, self, self._ids(), self._on_printed, self._on_saved)

    def _on_printed(self, pages: list[int]) -> None:
        """Printed from the preview: the dialog asks how the sheets came out."""
        from hongyun_desktop.ui.features.honours.print_run import print_certificates

        dialog = print_certificates(self.desk, self, self._ids())
        if dialog is not None:
            dialog.on_printed(pages)

    def _on_saved(self, path: Path) -> None:
        record_saved(self.desk, path, self._ids())

    def save_pdf(self) -> None:
        """Write all certificates of the round to a file."""
        assert self.state is not None
        name = file_name(self.desk, _("荣誉证书"), self.state.quarter.title, self.state.title)
        path = self.desk.speaker.save_file(_("保存 PDF"), name, PDF_PATTERN)
        if path is not None:
            save_paper(self.desk, self._ids(), path, self._on_saved)

    def print_waiting(self) -> None:
        """Print those that have not come out of the printer yet."""
        assert self.state is not None
        self._print([row.certificate_id for row in self.state.to_print])

    def print_selected(self) -> None:
        """Print the selected ones, once more where they were printed before."""
        rows = [row for _number, row, _printed in self.table.selected_rows()]
        self._print([row.certificate_id for row in rows if row.state not in _OUT])

    def _print(self, certificate_ids: list[int]) -> None:
        from hongyun_desktop.ui.features.honours.print_run import print_certificates

        print_certificates(self.desk, self, certificate_ids)
