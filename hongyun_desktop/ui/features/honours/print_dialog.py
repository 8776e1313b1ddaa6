# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog of one print run: paper first, preview, and afterwards what came out, so that a jam costs no certificate.

Saving the sheets as a PDF is no print: the dialog waits to hear that they were printed elsewhere. Draws nothing itself.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.honours import print_history, printing
from hongyun_desktop.core.honours.printing import RunRow
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.print_paper import PDF_PATTERN, name_of, record_saved, save_paper, show_paper
from hongyun_desktop.ui.features.honours.print_question import PrintQuestion
from hongyun_desktop.ui.features.honours.print_sentences import offer_text, outcome_text, paper_text, title_text
from hongyun_desktop.ui.features.honours.print_sheets import Sheet, next_page, outcome, sheets_of
from hongyun_desktop.ui.features.honours.spoilt_blanks import SpoiltCard, open_spoilt_form
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.parts import Card, allow, button, fit_to_screen, label, row_of, set_role
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.places import saved_as
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import COLOURS

_WIDTH_PX, _HEIGHT_PX, _HIGHEST_PX = 720, 560, 660
_DONE = Chip(_("印好了"), COLOURS.good_ground, COLOURS.good)
_WAITING = Chip(_("还没印"), COLOURS.grey_ground, COLOURS.text_soft)
_IN_FILE = Chip(_("在 PDF 里"), COLOURS.warning_ground, COLOURS.warning)
_SENT = Chip(_("已送去打印"), COLOURS.warning_ground, COLOURS.warning)


class PrintDialog(QDialog):
    """One print run from the paper to the last sheet."""

    def __init__(
        self,
        desk: Desk,
        certificate_ids: Sequence[int],
        open_run: RunRow | None,
        done: Callable[[], object] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._done = desk, done
        self._ids: tuple[int, ...] = tuple(certificate_ids)
        # Nothing came out of it yet, as after saving a PDF: to go on and to begin anew are the same.
        untouched = open_run is not None and not open_run.printed and open_run.certificate_ids == self._ids
        self._offered = None if untouched else open_run
        self.run = open_run if untouched else None
        self._preview: QDialog | None = None
        self._sent: tuple[int, ...] = ()
        self._by_file = False
        self.sheets: list[Sheet] = []
        self.setWindowTitle(_("打印证书"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_parts()
        self._lay_out()
        self._refresh()
        fit_to_screen(self, theme.scaled(_WIDTH_PX), min(theme.scaled(_HEIGHT_PX), _HIGHEST_PX))

    def _make_parts(self) -> None:
        self.title = label("", "h2")
        self.told = label("", "notice", wrap=True)
        self.resume = button(_("接着上次"), "redo-2", primary=True)
        self.afresh = button(_("从头再印"))
        self.offer = QWidget()
        self.offer.setLayout(row_of(self.resume, self.afresh, None))
        self.question = PrintQuestion(self._desk)
        self.table: TableView[Sheet] = TableView(self._columns(), self._desk.privacy)
        self.table.setAccessibleName(_("这次要印的证书"))
        self.table.setMinimumHeight(round(theme.row_height_px() * 2))
        self.spoilt = SpoiltCard(self._desk)
        self.close_button = button(_("关闭"))
        self.save = button(_("只存成 PDF"), "save")
        self.elsewhere = button(_("在别处印好了"), "check")
        self.go = button(_("预览并打印"), "printer", primary=True)
        self.note = button(_("记下来"), "check", primary=True)
        self.finish = button(_("完成"), "check", primary=True)
        for made, act in (
            (self.resume, self._resume), (self.afresh, self._start_afresh), (self.close_button, self.reject),
            (self.save, self._save), (self.elsewhere, self._on_elsewhere), (self.go, self._show_paper),
            (self.note, self._note_outcome),
            (self.finish, self.accept), (self.spoilt.add, self.open_spoilt),
        ):  # fmt: skip
            made.clicked.connect(act)
        self.question.changed.connect(self._name_note)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._lead_on)
        self._desk.privacy.listen(self)
        self.save.setShortcut(QKeySequence("Ctrl+S"))
        self._desk.guard(self.note, self.spoilt.add, right=Right.ISSUE)

    def _columns(self) -> tuple[Column[Sheet], ...]:
        return (
            Column(_("第几张"), lambda sheet: sheet.page, width=3.2, align=Align.RIGHT),
            Column(_("编号"), lambda sheet: sheet.row.number, width=13.2),
            Column(_("姓名"), lambda sheet: sheet.row.name, private=True),
            Column(
                _("情况"), lambda sheet: self._chip(sheet).text, width=5.6, chips=lambda sheet: (self._chip(sheet),)
            ),
        )

    def _chip(self, sheet: Sheet) -> Chip:
        if sheet.done or sheet.page not in self._sent:
            return _DONE if sheet.done else _WAITING
        return _IN_FILE if self._by_file else _SENT

    def _lay_out(self) -> None:
        card = Card()
        card.column.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 14)
        column.setSpacing(theme.GAP_PX)
        for widget in (self.title, self.told, self.offer, self.question):
            column.addWidget(widget)
        column.addWidget(card, 1)
        column.addWidget(self.spoilt)
        column.addLayout(row_of(self.save, self.elsewhere, None, self.close_button, self.go, self.note, self.finish))

    def _lead_on(self) -> None:
        """Press whichever button goes on now."""
        for each in (self.resume, self.go, self.note, self.finish):
            if each.isVisible():
                each.click()
                return

    # what is shown

    def _refresh(self, _changed: object = None) -> None:
        """Read the run anew and show the step that is due."""
        store = self._desk.store
        if self.run is not None:
            self.run = printing.run_of(store, self.run.run_id)
        shown = self.run or self._offered
        ids = shown.certificate_ids if shown else self._ids
        self.sheets = sheets_of(ids, printing.printable(store, ids), shown)
        self.table.show_window(Window.of(self.sheets, lambda sheet: sheet.page))
        self.title.setText(title_text(len(self.sheets), len(self._waiting_ids())))
        asking, finished = bool(self._sent), next_page(self.sheets) > len(self.sheets)
        offering = self._offered is not None
        self.spoilt.show_run(shown.run_id if shown and not asking else None)
        self.offer.setVisible(offering)
        self.question.setVisible(asking)
        self.told.setVisible(not asking)
        self.note.setVisible(asking)
        self.finish.setVisible(finished)
        self.close_button.setVisible(not finished)
        for widget in (self.save, self.elsewhere, self.go):
            widget.setVisible(not (asking or finished or offering))
        self._tell(finished=finished)
        self._name_note()

    def _tell(self, *, finished: bool) -> None:
        start, count = next_page(self.sheets), len(self.sheets)
        self.go.setText(_("预览并打印") if start == 1 else _("从第 {page} 张继续打印").format(page=start))
        set_role(self.told, "good" if finished else "warning" if self._offered else "notice")
        if finished:
            self.told.setText(_("{count} 张都印好了，已经登记。").format(count=count))
        elif self._offered is not None:
            self.told.setText(offer_text(self._offered, count, start - 1))
        else:
            waiting = self._waiting_ids()
            again = print_history.printed_as_worded(self._desk.store, waiting)
            before = print_history.printed_before(self._desk.store, waiting)
            self.told.setText(paper_text(len(waiting), len(again), len(before - again)))
        if start <= count:
            self.table.select_id(start)

    def _name_note(self) -> None:
        page = self.question.go_on_from() if self.question.sent else 0
        self.note.setText(_("记下来，从第 {page} 张继续").format(page=page) if page else _("登记已印好"))
        if not self._desk.jobs.writing:
            allow(self.note, "" if self.question.answered else _("先在上面选一样：都印好了，还是有印坏的。"))

    # what is done

    def _resume(self) -> None:
        self.run, self._offered = self._offered, None
        self._refresh()
        self.go.setFocus()

    def _start_afresh(self) -> None:
        self._offered = None
        self._refresh()
        self.go.setFocus()

    def _waiting(self) -> list[Sheet]:
        """What has not come out yet: nothing else goes to a printer or into a file, where each is an original."""
        return [sheet for sheet in self.sheets if not sheet.done]

    def _waiting_ids(self) -> list[int]:
        return [sheet.row.certificate_id for sheet in self._waiting()]

    def _show_paper(self) -> None:
        before = next_page(self.sheets) - 1
        self._preview = show_paper(
            self._desk, self, self._waiting_ids(),
            lambda pages: self.on_printed([before + page for page in pages]), self._on_saved,
        )  # fmt: skip

    def on_printed(self, pages: Sequence[int]) -> None:
        """Some pages of the run went to the printer: it begins, and the dialog asks how they came out."""
        if self._preview is not None:
            self._preview.reject()
            self._preview = None
        self._by_file = False
        self._ask(tuple(sorted(set(pages))), _("已送去打印，印完请回来登记。"))

    def _save(self) -> None:
        name = name_of(self._desk, [sheet.row for sheet in self._waiting()])
        path = self._desk.speaker.save_file(_("只存成 PDF"), name, PDF_PATTERN)
        if path is not None:
            save_paper(self._desk, self._waiting_ids(), path, self._on_saved)

    def _on_saved(self, path: Path) -> None:
        record_saved(self._desk, path, self._waiting_ids())
        self.ask_of_file(path)

    def ask_of_file(self, path: Path) -> None:
        """The sheets are in a PDF: the run begins, and the dialog waits to hear that they were printed elsewhere."""
        self._ask_of_elsewhere(_("证书已存成 PDF：{file}。存成 PDF 不算打印。").format(file=saved_as(path)))
        self.question.told.setText(
            _("PDF 存好了：{file}。拿去印好以后，在这里说一声；现在还不算印过，关掉也行，下次接着。").format(
                file=saved_as(path)
            )
        )

    def _on_elsewhere(self) -> None:
        self._ask_of_elsewhere(_("请登记在别处印好的证书。"))
        self.question.told.setText(_("在别处印的证书，一张张看过：印好了的，在这里登记。"))

    def _ask_of_elsewhere(self, sentence: str) -> None:
        """Ask how those came out that were printed from a PDF."""
        self._by_file = True
        self._ask(tuple(sheet.page for sheet in self._waiting()), sentence)

    def _ask(self, pages: tuple[int, ...], sentence: str) -> None:
        self._offered = None
        if self.run is None:
            changed = self._desk.act(lambda: printing.start_run(self._desk.store, self._ids), sentence, undo=False)
            if changed is None:
                return
            self.run = printing.run_of(self._desk.store, int(changed.params["run_id"]))
        self._sent = pages
        self._refresh()
        self.question.ask([sheet for sheet in self.sheets if sheet.page in pages])
        self.question.all_good.setFocus()

    def _note_outcome(self) -> None:
        run, spoilt = self.run, self.question.spoilt()
        if run is None or spoilt is None or not self.question.answered:
            return
        well = outcome(self.sheets, self.question.good(), run.printed)
        store, at = self._desk.store, self.question.spoilt_at()

        def call() -> Changed:
            if self.question.stopped.isChecked():
                return printing.stopped(store, run.run_id, well.count, at, *spoilt, well.apart)
            return printing.printed(store, run.run_id, well.count, well.apart)

        if self._desk.act(call, outcome_text(spoilt[0]), undo=False) is not None:
            self._sent = ()
            self._refresh()
            self._go_on()

    def _go_on(self) -> None:
        if self.finish.isVisibleTo(self):
            self.finish.setFocus()
            if self._done is not None:
                self._done()
                self._done = None
        else:
            self.go.setFocus()

    def open_spoilt(self) -> RecordForm | None:
        """The form that notes more spoilt blanks; None while there is no run."""
        run = self.run or self._offered
        if run is None:
            return None
        form = open_spoilt_form(self._desk, run.run_id, self.sheets, self)
        form.saved.connect(self._refresh)
        return form
