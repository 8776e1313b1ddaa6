# SPDX-License-Identifier: GPL-3.0-or-later
"""The last page of an import: what was done, what is left, and the problem rows as a table. Knows no feature."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.store import journal
from hongyun_desktop.messages.problems import problem_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.import_offer import Action, Offer, Outcome
from hongyun_desktop.ui.kit.import_panes import problem_counts
from hongyun_desktop.ui.kit.import_reading import OpenedFile
from hongyun_desktop.ui.kit.import_window import RESULT, ImportWindow
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import button
from hongyun_desktop.ui.kit.places import saved_as

Plan = TypeVar("Plan")
_SAVE_PROBLEMS = _("问题行另存为表格…")


class ImportResult(ImportWindow, Generic[Plan]):
    """An import's window with its last page. A subclass says `problems` and `refresh_buttons`."""

    def __init__(self, desk: Desk, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(desk, words, parent)
        self.opened: OpenedFile | None = None
        self.plan: Plan | None = None
        self.finish = button(_("完成"), primary=True)
        self.finish.clicked.connect(self.accept)
        self.finish.hide()
        self.bottom.addWidget(self.finish)
        self.save_problems.clicked.connect(self._on_save_problems)

    def problems(self, plan: Plan) -> Sequence[ImportProblem]:
        """The rows that a person must look at."""
        raise NotImplementedError

    def problem_words(self, problem: ImportProblem) -> str:
        """What is the matter with one row."""
        return problem_sentence(problem)

    def problems_sentence(self, plan: Plan) -> str:
        """How many rows have problems, and what becomes of them."""
        return problem_counts(self.problems(plan))

    def refresh_buttons(self) -> None:
        """Show the buttons that the page in sight needs."""
        raise NotImplementedError

    def show_result(self, sentence: str, changed: Changed, offer: Offer | None) -> None:
        """Say what was done, what is left to be corrected, and what may be done next."""
        assert self.plan is not None
        told: list[str] = [sentence]
        asked: list[Action] = []
        if self.problems(self.plan):
            left = _("还有 {counts}另存成表格，照着问题说明改好，再导入那张表就行。")
            told.append(left.format(counts=self.problems_sentence(self.plan)))
            asked.append((_SAVE_PROBLEMS, self._on_save_problems))
        if offer is not None:
            told.append(offer.sentence)
            asked.append((offer.text, lambda: self._on_offer(offer)))
        can_undo = journal.can_be_undone(self.desk.store, changed.journal_id)
        also: list[Action] = [(_("撤销这次导入"), self._on_undo)] if can_undo else []
        self.result_state = Outcome(told, asked, also)
        self.result_state.settled.connect(self._on_settled)
        self.result_card.column.addWidget(self.result_state)
        self.pages.setCurrentIndex(RESULT)
        self.refresh_buttons()
        self.save_problems.hide()
        self.result_state.buttons[0].setFocus()

    def _on_offer(self, offer: Offer) -> None:
        if self.desk.act(offer.act, offer.done) is not None:
            self.result_state.settle(offer.text, offer.done, offer.sentence)

    def _on_settled(self) -> None:
        self.cancel.hide()
        self.finish.show()
        self.finish.setFocus()

    def _on_undo(self) -> None:
        self.accept()
        self.desk.undo()

    def _on_save_problems(self) -> None:
        """Write the problem rows as a table, which can be corrected and imported."""
        opened, plan = self.opened, self.plan
        if opened is None or plan is None:
            return
        name = _("{file}-问题行.xlsx").format(file=opened.path.stem)
        path = self.desk.speaker.save_file(_("问题行另存为表格"), name, _("表格 (*.xlsx)"))
        if path is None:
            return
        problems = list(self.problems(plan))

        def work(_progress: Progress) -> None:
            from hongyun_desktop.exchange.problems_workbook import write_problems

            write_problems(path, opened.file, problems, self.problem_words)

        sentence = _("{count} 行问题已另存成表格{file}。").format(count=len(problems), file=saved_as(path))
        self.desk.jobs.start(_("正在写表格"), work, lambda _done: self._on_problems_saved(sentence))

    def _on_problems_saved(self, sentence: str) -> None:
        self.desk.speaker.toast(sentence)
        if isValid(self) and self.pages.currentIndex() == RESULT:
            # It stays to be read: whoever goes to look for the table has to know where.
            self.result_state.settle(_SAVE_PROBLEMS, sentence)
