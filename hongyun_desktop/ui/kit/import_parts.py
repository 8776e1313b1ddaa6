# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog that both importers share: a file comes in, its headings are looked over, then what it would change.

The rosters' and the sign-in sheets' dialogs say what the rows are and how they are written. Knows no feature; the
libraries that read files are imported by the work that needs them.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core import import_layout
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import AppError, Refused
from hongyun_desktop.core.import_problem import hidden_sheets, passed_over
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.messages.problems import hidden_sheets_sentence, passed_over_sentence, sheet_parts_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.import_offer import Offer
from hongyun_desktop.ui.kit.import_reading import OpenedFile, assign, open_file, read_again
from hongyun_desktop.ui.kit.import_result import ImportResult, Plan
from hongyun_desktop.ui.kit.import_window import COLUMNS_TAB, INVITATION, PREVIEW, RESULT
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import set_role
from hongyun_desktop.ui.kit.turns import later

Dialog = TypeVar("Dialog", bound="ImportDialog[Any]")
PATTERNS = _("表格 (*.xlsx *.xls *.csv)")


class ImportDialog(ImportResult[Plan]):
    """Choose a file, look it over, import it.

    A subclass says: `kind` of `core.import_layout`; `words` of the fields; `make_tabs`; `plan_for` and `write`, both
    on the worker; `show_plan`; `action_text`, `summary`, `missing`, `done_sentence`.
    """

    kind = ""
    repeatable = frozenset({"phone", "skipped", ""})

    def __init__(self, desk: Desk, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(desk, words, parent)
        self.columns.assigned.connect(self._on_assigned)
        self.columns.forgotten.connect(self._on_forgotten)
        self.other_file.clicked.connect(self.choose_file)
        self.ok.clicked.connect(self._on_import)
        desk.guard(self.ok, right=Right.IMPORT)
        desk.jobs.state_changed.connect(self._on_jobs)
        self.refresh_buttons()

    # what a subclass says

    def plan_for(self, opened: OpenedFile, progress: Progress) -> Plan:
        """What the file would change; on the worker thread."""
        raise NotImplementedError

    def show_plan(self, opened: OpenedFile, plan: Plan) -> Mapping[str, int]:
        """Fill the tabs; how many rows each has."""
        raise NotImplementedError

    def first_tab(self, counts: Mapping[str, int]) -> str:
        """The tab to be seen first."""
        raise NotImplementedError

    def summary(self, plan: Plan) -> str:
        """What the file holds, in a line."""
        raise NotImplementedError

    def missing(self, opened: OpenedFile) -> str:
        """One sentence where a column is missing without which the file says nothing; else empty."""
        raise NotImplementedError

    def action_text(self, plan: Plan) -> str:
        """What the button will do; empty where there is nothing to do."""
        raise NotImplementedError

    def nothing_sentence(self, plan: Plan) -> str:
        """What to say where there is nothing to do."""
        raise NotImplementedError

    def remarks(self, plan: Plan) -> str:
        """What else is to be looked at, though it keeps no row out; empty for nothing."""
        del plan
        return ""

    def write(self, opened: OpenedFile, plan: Plan, progress: Progress) -> Changed:
        """Import, in one unit; on the worker thread."""
        raise NotImplementedError

    def done_sentence(self, plan: Plan) -> str:
        """What was done."""
        raise NotImplementedError

    def offer(self, plan: Plan) -> Offer | None:
        """What is offered once the file is in; None for nothing."""
        del plan
        return None

    def settled_by_hand(self) -> bool:
        return self.opened is not None and self.opened.meanings is not None

    def refresh_buttons(self) -> None:
        page = self.pages.currentIndex()
        text = (self.action_text(self.plan) or self._word_kept()) if self.plan is not None and page == PREVIEW else ""
        self.ok.setVisible(page != RESULT)
        self.ok.setText(text or _("导入"))
        self.ok.setEnabled(bool(text) and not self.waiting)
        self.cancel.setText(_("关闭") if page == RESULT else _("取消"))
        troubled = self.plan is not None and bool(self.problems(self.plan))
        self.save_problems.setVisible(page != INVITATION and troubled)

    def _word_kept(self) -> str:
        """What the button does where the rows change nothing and only what was said of the headings is new."""
        opened = self.opened
        return _("记住这些栏目") if opened and opened.meanings and not self.missing(opened) else ""

    # a file comes in

    def choose_file(self) -> None:
        """Let somebody choose a file and read it."""
        if self.waiting:
            return
        path = self.desk.speaker.open_file(self.title, PATTERNS)
        if path and self.may_lose_choices():
            self.load(path)

    def load(self, path: Path) -> None:
        """Read a file and show what it would change."""
        self.opened = self.plan = None
        self.pages.setCurrentIndex(INVITATION)
        store, kind = self.desk.store, self.kind
        self._read(_("正在读 {file}").format(file=path.name), lambda tell: open_file(store, kind, path, tell))

    def _on_assigned(self, heading: str, meaning: str) -> None:
        opened = self.opened
        if opened is not None:
            self._read_again(opened, assign(opened.assigned, heading, meaning, self.repeatable))

    def _on_forgotten(self) -> None:
        if self.opened is not None:
            self._read_again(self.opened, {})

    def _read_again(self, opened: OpenedFile, assigned: Mapping[str, str]) -> None:
        self._read(_("正在按新的栏目读"), lambda _tell: read_again(self.desk.store, opened, assigned))

    def plan_again(self) -> None:
        """Make the plan anew with what was chosen meanwhile."""
        opened = self.opened
        if opened is not None:
            self._read(_("正在核对"), lambda _tell: opened)

    def _read(self, title: str, open_it: Any) -> None:
        def work(progress: Progress) -> tuple[OpenedFile, Plan | None]:
            opened = open_it(progress)
            return opened, self.plan_for(opened, progress) if opened.file is not None else None

        self._wait(True)
        self.desk.jobs.start(title, work, self._on_read, failed=self._on_failed)

    def _on_read(self, told: tuple[OpenedFile, Plan | None]) -> None:
        fresh = self.opened is None
        self.lay_out_tabs()
        self.opened, self.plan = told
        self._wait(False)
        self.pages.setCurrentIndex(PREVIEW)
        self.file_name.setText(self.opened.path.name)
        self.columns.show_columns(self.opened)
        counts: Mapping[str, int] = {}
        if self.plan is not None:
            counts = self.show_plan(self.opened, self.plan)
        self.show_counts(counts, planned=self.plan is not None)
        self._say()
        if self.plan is None or self.missing(self.opened):
            self.show_tab(COLUMNS_TAB)
        elif fresh:
            self.show_tab(self.first_tab(counts))
        if fresh:
            (self.ok if self.ok.isEnabled() else self.other_file).setFocus()

    def _say(self) -> None:
        """The sentence above the tabs: what is wrong, what was remembered, or that there is nothing to do."""
        opened, plan = self.opened, self.plan
        if opened is None:
            return
        text, role = "", "notice"
        trouble = window_sentence(opened.trouble) if opened.trouble else self.missing(opened)
        if trouble:
            text, role = trouble, "bad"
        else:
            parts = [_("这些栏目以前指定过，已照着认。")] if opened.remembered else []
            parts.append(hidden_sheets_sentence(hidden_sheets(opened.ignored)))
            parts.append(passed_over_sentence(passed_over(opened.ignored)))
            if plan is not None:
                parts += [self.remarks(plan), sheet_parts_sentence(each.sheet for each in self.problems(plan))]
            if plan is not None and not self.action_text(plan):
                parts.append(self.nothing_sentence(plan))
            text = "".join(parts)
        self.notice.setText(text)
        self.notice.setVisible(bool(text))
        set_role(self.notice, role)
        self.facts.setText(self.summary(plan) if plan is not None else "")
        self.refresh_buttons()

    def choices_changed(self) -> None:
        """Say anew what the button will do."""
        self._say()

    def _on_failed(self, error: AppError) -> None:
        self._wait(False)
        if self.opened is None:
            self.fault.setText(window_sentence(error))
            self.fault.show()
        else:
            self.desk.refused(error)

    def _wait(self, on: bool) -> None:
        self.waiting = on
        self.pages.setEnabled(not on)
        if on:
            self.fault.hide()
        self.refresh_buttons()

    def _on_jobs(self) -> None:
        # A job that was cancelled says nothing else.
        if self.waiting and not self.desk.jobs.busy:
            self._wait(False)

    # and goes in

    def _on_import(self) -> None:
        opened, plan = self.opened, self.plan
        if opened is None or plan is None or self.waiting:
            return
        if not self.action_text(plan):
            self._keep_word(opened)
            return
        self._wait(True)
        self.desk.jobs.start(
            _("正在导入"), lambda progress: self.write(opened, plan, progress), self._on_written,
            writes=True, failed=self._on_failed,
        )  # fmt: skip

    def _keep_word(self, opened: OpenedFile) -> None:
        meanings = opened.meanings
        if meanings is not None and self.desk.act(
            lambda: import_layout.remember(self.desk.store, meanings), _("记住了，下次遇到这些栏目会照着认。")
        ):
            self.accept()

    def _on_written(self, changed: Changed) -> None:
        plan = self.plan
        assert plan is not None
        sentence = self.done_sentence(plan)
        self._wait(False)
        offer = self.offer(plan)
        if self.problems(plan) or offer is not None:
            self.show_result(sentence, changed, offer)
        else:
            self.accept()
        # The pages behind read everything anew: that has a turn of its own.
        later(self.desk, lambda: _tell(self.desk, changed, sentence))


def _tell(desk: Desk, changed: Changed, sentence: str) -> None:
    if not desk.jobs.is_closed:
        desk.did(changed, sentence)


def open_import(
    make: Callable[[Desk, QWidget], Dialog], desk: Desk, parent: QWidget, file: Path | None
) -> Dialog | None:
    """Open an import's dialog, on a file where one is given; None while another job writes, which is said."""
    if desk.jobs.writing:
        desk.refused(Refused("job_is_writing"))
        return None
    dialog = make(desk, parent)
    dialog.open()
    if file is not None:
        dialog.load(file)
    return dialog
