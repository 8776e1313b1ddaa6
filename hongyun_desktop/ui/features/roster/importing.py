# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog that takes in a roster of the property office. What the tabs show stands in `import_tabs`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.roster import importing
from hongyun_desktop.core.roster.import_plan import Choices, ImportPlan
from hongyun_desktop.messages.problems import several_heads_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.roster.import_tabs import FIELD_WORDS, RosterTabs
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.import_parts import ImportDialog, open_import
from hongyun_desktop.ui.kit.import_reading import OpenedFile
from hongyun_desktop.ui.kit.import_window import PREVIEW
from hongyun_desktop.ui.kit.jobs import Progress

_PLACES = frozenset({"address", "room"})


def open_roster_import(desk: Desk, parent: QWidget, file: Path | None = None) -> QDialog | None:
    """Open the dialog, on a file where one is given; None while another job writes, which is said."""
    return open_import(RosterImport, desk, parent, file)


class RosterImport(ImportDialog[ImportPlan]):
    """What a roster would change, what a person decides about it, and the import."""

    kind = "roster"
    title = _("导入花名册")
    invitation = _("选择物业的花名册，或把文件拖到这里。\n.xlsx、.xls、.csv 都行；先看结果，确认了才写进资料。")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.choices = Choices()
        self.moves: frozenset[tuple[str, int]] = frozenset()
        super().__init__(desk, FIELD_WORDS, parent)
        desk.privacy.changed.connect(self._on_privacy)

    def _on_privacy(self, _on: bool) -> None:
        if self.pages.currentIndex() == PREVIEW:
            self.choices_changed()

    def make_tabs(self) -> dict[str, tuple[str, QWidget]]:
        self.lists = RosterTabs(self.desk.privacy, lambda: self.choices, lambda: self.moves)
        self.lists.differences_ticked.connect(self._on_adopted)
        self.lists.absent_ticked.connect(self._on_moved_out)
        self.lists.moves_ticked.connect(self._on_moves)
        return self.lists.tabs()

    def load(self, path: Path) -> None:
        self.choices, self.moves = Choices(), frozenset()
        super().load(path)

    def settled_by_hand(self) -> bool:
        return bool(self.moves) or self.choices != Choices() or super().settled_by_hand()

    def plan_for(self, opened: OpenedFile, progress: Progress) -> ImportPlan:
        progress(0, 0)
        return importing.plan_import(self.desk.store, opened.file.lines, self.moves, complete=opened.file.is_whole)

    def show_plan(self, opened: OpenedFile, plan: ImportPlan) -> Mapping[str, int]:
        keys = plan.told.keys()
        absent = {each.resident_id for each in plan.absent}
        self.choices = Choices(self.choices.adopted & keys, self.choices.moved_out & absent)
        return self.lists.show_plan(opened, plan)

    def first_tab(self, counts: Mapping[str, int]) -> str:
        return next((key for key in ("new", "changes", "absent", "problems") if counts.get(key)), "same")

    def summary(self, plan: ImportPlan) -> str:
        return _("{dwellings} 户（空置 {vacant} 户），{residents} 人").format(
            dwellings=plan.dwellings, vacant=plan.vacant, residents=plan.residents
        )

    def missing(self, opened: OpenedFile) -> str:
        if not opened.fields & {"name", "head"}:
            return _("没有认出“姓名”这一栏。请在“栏目”里指出哪一栏是姓名。")
        if not opened.fields & _PLACES:
            return _("没有认出住址。请在“栏目”里指出哪一栏是住址，或哪几栏是栋、单元、房号。")
        return ""

    def action_text(self, plan: ImportPlan) -> str:
        if not plan.writes_with(self.choices):
            return ""
        return _("导入：{what}").format(what=self._what(plan))

    def _what(self, plan: ImportPlan) -> str:
        changes = plan.changes_with(self.choices)
        parts = [_("新增 {count} 人").format(count=plan.added)] if plan.added else []
        if plan.new_dwellings and not plan.added:
            parts.append(_("新增 {count} 户").format(count=plan.new_dwellings))
        if changes:
            parts.append(_("变更 {count} 处").format(count=changes))
        return "，".join(parts)

    def nothing_sentence(self, plan: ImportPlan) -> str:
        return _("表里的 {people} 人和资料里一样，没有要导入的。").format(people=plan.residents)

    def remarks(self, plan: ImportPlan) -> str:
        hide = self.desk.privacy.hide
        return several_heads_sentence([(each.dwelling, [*map(hide, each.names)]) for each in plan.several_heads])

    def problems(self, plan: ImportPlan) -> Sequence[ImportProblem]:
        return plan.problems

    def write(self, opened: OpenedFile, plan: ImportPlan, progress: Progress) -> Changed:
        return importing.apply_import(self.desk.store, plan, self.choices, opened.meanings, progress)

    def done_sentence(self, plan: ImportPlan) -> str:
        return _("导入了花名册：{what}。").format(what=self._what(plan))

    def _on_adopted(self, keys: frozenset[object], on: bool) -> None:
        adopted = self.choices.adopted | keys if on else self.choices.adopted - keys
        self.choices = replace(self.choices, adopted=adopted)
        self.choices_changed()

    def _on_moved_out(self, people: frozenset[int], on: bool) -> None:
        moved_out = self.choices.moved_out | people if on else self.choices.moved_out - people
        self.choices = replace(self.choices, moved_out=moved_out)
        self.choices_changed()

    def _on_moves(self, rows: frozenset[tuple[str, int]], on: bool) -> None:
        self.moves = self.moves | rows if on else self.moves - rows
        self.plan_again()
