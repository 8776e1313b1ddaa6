# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog that takes in a ledger of rectification (整治台账): what it would add and change, and its sums."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from unicodedata import east_asian_width

from PySide6.QtWidgets import QDialog, QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.rectification import importing
from hongyun_desktop.core.rectification.importing import TaskChange, TaskDifference, TaskPlan
from hongyun_desktop.core.rectification.ledger_lines import TaskLine
from hongyun_desktop.core.rectification.quantities import quantity_text
from hongyun_desktop.core.rectification.rules import STATE_WORDS
from hongyun_desktop.messages.problems import task_problem_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification.total_columns import TOTALS
from hongyun_desktop.ui.features.rectification.words import line_words
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.import_panes import ListPane, ProblemPane, ProblemRow
from hongyun_desktop.ui.kit.import_parts import ImportDialog, open_import
from hongyun_desktop.ui.kit.import_reading import OpenedFile
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.table_rows import Align, Column

_MEASURED = 300  # rows that say how wide a column has to be
FIELD_WORDS: Mapping[str, str] = {
    "": _("不导入"), "title": _("问题描述"), "category": _("类别"), "road": _("路段"), "building": _("楼栋"),
    "place": _("地点"), "quantity": _("计划数量"), "unit": _("单位"), "done": _("完成数量"),
    "raised_on": _("发现日期"), "party": _("责任单位"), "due_on": _("期限"), "done_on": _("完成日期"),
    "state": _("状态"), "cost": _("费用"), "note": _("备注"),
}  # fmt: skip
FIELDS_OF_DIFFERENCES: Mapping[str, str] = {
    "party": _("责任单位"), "due_on": _("期限"), "done_on": _("完成日期"), "planned": _("计划数量"),
    "done": _("完成数量"), "cost_fen": _("费用"), "note": _("备注"), "state": _("状态"),
}  # fmt: skip


def open_task_import(desk: Desk, parent: QWidget, file: Path | None = None) -> QDialog | None:
    """Open the dialog, on a file where one is given; None while another job writes, which is said."""
    return open_import(TaskImport, desk, parent, file)


class TaskImport(ImportDialog[TaskPlan]):
    """What a ledger would change, and the import."""

    kind = "tasks"
    title = _("导入整治台账")
    invitation = _("选择整治台账，或把文件拖到这里。\n.xlsx、.xls、.csv 都行；先看结果，确认了才写进资料。")
    repeatable = frozenset({"quantity", "done", "skipped", ""})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._taken: set[tuple[str, int]] = set()
        super().__init__(desk, FIELD_WORDS, parent)

    def make_tabs(self) -> dict[str, tuple[str, QWidget]]:
        privacy = self.desk.privacy
        self.new = ListPane(_new_columns(), privacy, _("没有新的任务。"), name=_("新增的"))
        self.changed = ListPane(_change_columns(), privacy, _("没有要改的任务。"), name=_("要改的"))
        self.totals = ListPane(
            TOTALS, privacy, _("没有数量。"), hint=_("按类别和单位分开合计，不同单位不加在一起。"), name=_("合计")
        )
        self.differences = ListPane(
            _difference_columns(), privacy, _("没有不一致的。"),
            hint=_("这些是在这里改过的，表里写的不一样：保留这里改过的，不用表里的。"), name=_("不一致的"),
        )  # fmt: skip
        self.problem_list = ProblemPane(privacy, named=_("任务"))
        return {
            "new": (_("新增"), self.new), "changed": (_("变更"), self.changed), "totals": (_("合计"), self.totals),
            "differences": (_("不一致"), self.differences), "problems": (_("问题行"), self.problem_list),
        }  # fmt: skip

    def plan_for(self, opened: OpenedFile, progress: Progress) -> TaskPlan:
        progress(0, 0)
        return importing.plan_tasks(self.desk.store, opened.file.lines)

    def show_plan(self, opened: OpenedFile, plan: TaskPlan) -> Mapping[str, int]:
        lines = [line for _key, line in plan.new]
        self.new.table.fit_to(_new_columns(lines))
        self.new.show_rows(lines)
        self.changed.show_rows(plan.changed)
        self.totals.show_rows(plan.totals)
        self.differences.show_rows(plan.differences)
        self._show_problems(opened, plan)
        return {
            "new": plan.added, "changed": plan.updated, "totals": len(plan.totals),
            "differences": len(plan.differences), "problems": len(plan.problems),
        }  # fmt: skip

    def _show_problems(self, opened: OpenedFile, plan: TaskPlan) -> None:
        self._taken = {(line.sheet, line.row) for line in opened.file.lines if line.taken}
        kept = _("日期留空")
        rows = [ProblemRow(each, told=task_problem_sentence(each)) for each in plan.problems]
        self.problem_list.show_problems(
            opened, [replace(row, kept=kept if row.key in self._taken else "") for row in rows]
        )
        self.problem_list.hint.setText(self.problems_sentence(plan))

    def problem_words(self, problem: ImportProblem) -> str:
        return task_problem_sentence(problem)

    def problems_sentence(self, plan: TaskPlan) -> str:
        taken = sum((each.sheet, each.row) in self._taken for each in plan.problems)
        left = len(plan.problems) - taken
        parts = [_("{count} 条照样导入，只是日期留空").format(count=taken)] if taken else []
        parts += [_("{count} 行不导入").format(count=left)] if left else []
        told = _("{count} 行有问题：{parts}。")
        return told.format(count=len(plan.problems), parts="；".join(parts)) if parts else ""

    def first_tab(self, counts: Mapping[str, int]) -> str:
        return next((key for key in ("new", "changed", "problems") if counts.get(key)), "totals")

    def summary(self, plan: TaskPlan) -> str:
        return _("{tasks} 条任务，{totals} 项合计").format(tasks=plan.tasks, totals=len(plan.totals))

    def missing(self, opened: OpenedFile) -> str:
        if not opened.fields & {"title", "category"}:
            return _("没有认出“问题描述”或“类别”这一栏。请在“栏目”里指出哪一栏写的是什么问题。")
        return ""

    def action_text(self, plan: TaskPlan) -> str:
        return _("导入：{what}").format(what=_what(plan)) if plan.added or plan.updated else ""

    def nothing_sentence(self, plan: TaskPlan) -> str:
        if plan.unchanged:
            return _("表里的 {count} 条和资料里一样，没有要导入的。").format(count=plan.unchanged)
        return _("没有一行可以导入。请看“问题行”里的说明。")

    def problems(self, plan: TaskPlan) -> Sequence[ImportProblem]:
        return plan.problems

    def write(self, opened: OpenedFile, plan: TaskPlan, progress: Progress) -> Changed:
        return importing.apply_tasks(self.desk.store, plan, opened.meanings, progress)

    def done_sentence(self, plan: TaskPlan) -> str:
        return _("导入了整治台账：{what}。").format(what=_what(plan))


def _what(plan: TaskPlan) -> str:
    parts = [_("新增 {count} 条").format(count=plan.added)] if plan.added else []
    parts += [_("变更 {count} 条").format(count=plan.updated)] if plan.updated else []
    return "，".join(parts)


def _measured(line: TaskLine) -> str:
    return line_words(line.quantity) if line.quantity is not None else ""


def _new_columns(lines: Sequence[TaskLine] = ()) -> list[Column[TaskLine]]:
    """As wide as what is in them; words that are never cut alike leave the rest to the title."""
    seen = lines[:_MEASURED]

    def wide(value: Callable[[TaskLine], str], least: float, most: float) -> float:
        return min(max((_em_of(value(line)) for line in seen), default=least) + 0.4, most) if seen else least

    return [
        Column(_("问题描述"), lambda line: line.title, width=wide(lambda line: line.title, 11, 18)),
        Column(_("类别"), lambda line: line.category, width=max(wide(lambda line: line.category, 6, 9), 3)),
        Column(_("地点"), lambda line: line.place.text, width=max(wide(lambda line: line.place.text, 7, 11), 3)),
        Column(_("进度"), _measured, width=max(wide(_measured, 6, 9), 3)),
        Column(_("责任单位"), lambda line: line.party, width=max(wide(lambda line: line.party, 6, 8), 4.4), priority=4),
        Column(_("发现日期"), lambda line: line.raised_on, iso_text, width=5.4, priority=1),
        Column(_("期限"), lambda line: line.due_on, iso_text, width=5.4, priority=3),
        Column(_("状态"), lambda line: STATE_WORDS[line.state], width=3.6),
        Column(_("第几行"), lambda line: line.row, align=Align.RIGHT, width=3.2, priority=2),
    ]


def _em_of(text: str) -> float:
    """How wide a text is in Han characters."""
    return sum(1 if east_asian_width(each) in "WF" else 0.56 for each in text)


def _change_columns() -> list[Column[TaskChange]]:
    return [
        Column(_("编号"), lambda change: change.task.number, width=5),
        Column(_("问题描述"), lambda change: change.task.title),
        Column(_("现在"), lambda change: STATE_WORDS[change.task.state], width=4),
        Column(_("改成"), lambda change: STATE_WORDS[change.to] if change.to else "", width=4),
        Column(_("数量"), _changed_quantity, width=8),
        Column(_("第几行"), lambda change: change.line.row, align=Align.RIGHT, width=3, priority=1),
    ]


def _changed_quantity(change: TaskChange) -> str:
    if change.quantity is None:
        return ""
    before = quantity_text(change.task.quantity.done_milli) if change.task.quantity else "0"
    return _("完成 {before} → {after}").format(before=before, after=line_words(change.quantity))


def _difference_columns() -> list[Column[TaskDifference]]:
    return [
        Column(_("编号"), lambda each: each.number, width=5),
        Column(_("问题描述"), lambda each: each.title),
        Column(_("栏目"), lambda each: FIELDS_OF_DIFFERENCES.get(each.field, each.field), width=5),
        Column(_("这里写的（保留）"), lambda each: each.kept, width=8),
        Column(_("表里写的"), lambda each: each.in_file, width=8),
    ]
