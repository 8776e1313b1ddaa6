# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog that takes in a sign-in sheet. Who a doubtful row means is chosen in `sign_in_people`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.points import sign_in
from hongyun_desktop.core.points.sign_in_memory import RowKey
from hongyun_desktop.core.points.sign_in_plan import AcceptedRow, SignInPlan
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.teams import register
from hongyun_desktop.messages.words import some_names
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.sign_in_people import PersonChoice
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.import_offer import Offer
from hongyun_desktop.ui.kit.import_panes import ListPane, ProblemPane, ProblemRow
from hongyun_desktop.ui.kit.import_parts import ImportDialog, open_import
from hongyun_desktop.ui.kit.import_reading import OpenedFile
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.table_rows import Align, Column

FIELD_WORDS: Mapping[str, str] = {
    "": _("不导入"), "name": _("姓名"), "held_on": _("活动日期"), "activity": _("活动名称"), "team": _("组织队伍"),
    "hours": _("服务时长（小时）"), "minutes": _("服务时长（分钟）"), "starts_at": _("开始时间"),
    "ends_at": _("结束时间"), "phone": _("电话"), "address": _("住址（写在一栏里）"), "building": _("栋"),
    "unit": _("单元"), "room": _("房号"),
}  # fmt: skip
_HOURS = frozenset({"hours", "minutes", "starts_at"})


def open_sign_in_import(desk: Desk, parent: QWidget, file: Path | None = None) -> QDialog | None:
    """Open the dialog, on a file where one is given; None while another job writes, which is said."""
    return open_import(SignInImport, desk, parent, file)


class SignInImport(ImportDialog[SignInPlan]):
    """What a sign-in sheet would record, whom its doubtful rows mean, and the import."""

    kind = "sign_in"
    title = _("导入签到表")
    invitation = _("选择活动的签到表，或把文件拖到这里。\n.xlsx、.xls、.csv 都行；先看结果，确认了才记积分。")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        # None: nobody said anything of this file yet, and what was said of the same rows before holds.
        self.chosen: dict[RowKey, int] | None = None
        self._known: dict[RowKey, int] = {}
        super().__init__(desk, FIELD_WORDS, parent)

    def make_tabs(self) -> dict[str, tuple[str, QWidget]]:
        privacy = self.desk.privacy
        self.to_record = ListPane(_columns(), privacy, _("没有要记的。"), name=_("要记的"))
        self.recorded = ListPane(_columns(), privacy, _("没有以前记过的。"), name=_("已记过"))
        self.problem_list = ProblemPane(privacy, shown=self._on_problem)
        self.who = PersonChoice(self.desk)
        self.who.chosen.connect(self._on_chosen)
        self.who.taken_back.connect(self._on_taken_back)
        self.problem_list.box.addWidget(self.who)
        return {
            "record": (_("要记的"), self.to_record), "recorded": (_("已记过"), self.recorded),
            "problems": (_("问题行"), self.problem_list),
        }  # fmt: skip

    def load(self, path: Path) -> None:
        self.chosen, self._known = None, {}
        super().load(path)

    def settled_by_hand(self) -> bool:
        return (self.chosen or {}) != self._known or super().settled_by_hand()

    def plan_for(self, opened: OpenedFile, progress: Progress) -> SignInPlan:
        progress(0, 0)
        return sign_in.plan_sign_in(self.desk.store, opened.file.lines, self.chosen)

    def show_plan(self, opened: OpenedFile, plan: SignInPlan) -> Mapping[str, int]:
        to_record = [row for row in plan.rows if not row.recorded]
        recorded = [row for row in plan.rows if row.recorded]
        chosen = {key: each.resident_id for key, each in plan.chosen.items()}
        if self.chosen is None:
            self._known = chosen
        self.chosen = chosen
        self.to_record.show_rows(to_record)
        self.recorded.show_rows(recorded)
        self.problem_list.show_problems(opened, self._problem_rows(plan))
        return {"record": len(to_record), "recorded": len(recorded), "problems": len(plan.problems)}

    def _problem_rows(self, plan: SignInPlan) -> list[ProblemRow]:
        """The problems, and the rows that somebody settled, now or when they came before."""
        rows = [ProblemRow(each) for each in plan.problems]
        open_keys = {row.key for row in rows}
        settled = [ProblemRow(each) for each in plan.settled if (each.sheet, each.row) not in open_keys]
        return [
            *rows,
            *(replace(row, settled=_("已认作：{person}"), person=plan.chosen[row.key].text) for row in settled),
        ]

    def first_tab(self, counts: Mapping[str, int]) -> str:
        return next((key for key in ("record", "problems") if counts.get(key)), "recorded")

    def summary(self, plan: SignInPlan) -> str:
        return _("{activities} 场，{people} 人，{entries} 条，{hours:g} 小时，{points} 分").format(
            activities=plan.activities, people=plan.people, entries=plan.entries, hours=plan.hours, points=plan.points
        )

    def missing(self, opened: OpenedFile) -> str:
        if "name" not in opened.fields:
            return _("没有认出“姓名”这一栏。请在“栏目”里指出哪一栏是姓名。")
        if not opened.fields & _HOURS:
            return _("没有认出服务时长。请在“栏目”里指出哪一栏是时长，或哪两栏是开始和结束时间。")
        return ""

    def action_text(self, plan: SignInPlan) -> str:
        if not plan.added:
            return ""
        _people, minutes, points = plan.to_record
        return _("导入：记 {count} 条、{hours:g} 小时、{points} 分").format(
            count=plan.added, hours=minutes / 60, points=points
        )

    def nothing_sentence(self, plan: SignInPlan) -> str:
        if plan.entries:
            return _("这张表里的 {count} 条以前都记过了，没有要记的。").format(count=plan.entries)
        return _("没有一行可以记。请看“问题行”里的说明。")

    def problems(self, plan: SignInPlan) -> Sequence[ImportProblem]:
        return plan.problems

    def write(self, opened: OpenedFile, plan: SignInPlan, progress: Progress) -> Changed:
        return sign_in.apply_sign_in(self.desk.store, plan, opened.meanings, progress)

    def done_sentence(self, plan: SignInPlan) -> str:
        people, minutes, points = plan.to_record
        return _("记了 {people} 人、{hours:g} 小时、{points} 分。记错了？到“记分记录”里把这一次整批更正。").format(
            people=people, hours=minutes / 60, points=points
        )

    def offer(self, plan: SignInPlan) -> Offer | None:
        names = register.unregistered(self.desk.store, (each.team for each in plan.services))
        if not names or not self.desk.store.may(Right.WRITE):
            return None
        return Offer(
            _("表里还写到 {count} 支队伍，没有登记过：{names}。登记了，“自组织”里才有它们。").format(
                count=len(names), names=some_names(names)
            ),
            _("一起登记这 {count} 支队伍").format(count=len(names)) if len(names) > 1 else _("登记这支队伍"),
            lambda: register.register_named(self.desk.store, names),
            _("登记了 {count} 支队伍，类别是看名称定的，请到“自组织”里看一看，再加队员。").format(count=len(names)),
        )

    def _on_problem(self, row: ProblemRow | None) -> None:
        plan = self.plan
        if row is None or plan is None or row.key not in plan.candidates:
            self.who.show_nobody()
        else:
            self.who.show_row(plan.candidates[row.key], plan.chosen.get(row.key))

    def _on_chosen(self, resident_id: int) -> None:
        row = self.problem_list.table.selected_row()
        if row is not None:
            self.chosen = {**(self.chosen or {}), row.key: resident_id}
            self.plan_again()

    def _on_taken_back(self) -> None:
        row = self.problem_list.table.selected_row()
        if row is not None and self.chosen and row.key in self.chosen:
            self.chosen = {key: person for key, person in self.chosen.items() if key != row.key}
            self.plan_again()


def _columns() -> list[Column[AcceptedRow]]:
    return [
        Column(_("姓名"), lambda row: row.name, width=5, private=True),
        Column(_("住址"), lambda row: row.dwelling, width=6, priority=3),
        Column(_("日期"), lambda row: row.held_on, width=6),
        Column(_("活动"), lambda row: row.activity),
        Column(_("小时"), lambda row: f"{row.minutes / 60:g}", align=Align.RIGHT, width=3),
        Column(_("积分"), lambda row: row.points, align=Align.RIGHT, width=3),
        Column(_("第几行"), lambda row: row.row, align=Align.RIGHT, width=4, priority=1),
    ]
