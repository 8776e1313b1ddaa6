# SPDX-License-Identifier: GPL-3.0-or-later
"""What a roster would change, as the tabs of its import show it. Decides nothing; tells what was ticked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.identity import mask_phone
from hongyun_desktop.core.roster.import_plan import Absent, Choices, Difference, FieldChange, ImportPlan
from hongyun_desktop.core.roster.rules import RosterLine
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.import_columns import SKIPPED
from hongyun_desktop.ui.kit.import_panes import ListPane, ProblemPane, ProblemRow
from hongyun_desktop.ui.kit.import_reading import OpenedFile, masked
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import COLOURS
from hongyun_desktop.ui.kit.ticks import Tick, TickTable

FIELD_WORDS: Mapping[str, str] = {
    "": _("记入备注"), SKIPPED: _("不导入"), "name": _("姓名"), "head": _("户主姓名"), "relation": _("与户主关系"),
    "sex": _("性别"), "born_on": _("出生日期"), "id_number": _("身份证号"), "phone": _("电话"),
    "address": _("住址（写在一栏里）"), "building": _("栋"), "unit": _("单元"), "room": _("房号"),
    "occupancy": _("居住情况"), "home_village": _("原属村"), "political_status": _("政治面貌"), "tags": _("标签"),
    "note": _("备注"),
}  # fmt: skip
_VALUE_WORDS = {**FIELD_WORDS, "phones": _("电话"), "dwelling": _("住址")}
_BY_HAND = Chip(_("手工改过"), COLOURS.warning_ground, COLOURS.warning)


@frozen
class ChangeRow:
    """A value that changes, or (difference) one that a hand set and that stays unless it is ticked."""

    name: str
    dwelling: str
    field: str
    before: str
    after: str
    difference: Difference | None = None


class RosterTabs(QObject):
    """The five lists. The three signals tell what was ticked, and whether it is to be so."""

    differences_ticked = Signal(object, bool)
    absent_ticked = Signal(object, bool)
    moves_ticked = Signal(object, bool)

    def __init__(
        self,
        privacy: Privacy,
        choices: Callable[[], Choices],
        moves: Callable[[], frozenset[tuple[str, int]]],
    ) -> None:
        super().__init__()
        self._choices, self._moves = choices, moves
        self._shown_moves: dict[tuple[str, int], ProblemRow] = {}
        self.new = ListPane(_person_columns(), privacy, _("没有新增的人。"), name=_("新增"))
        self.same = ListPane(_person_columns(), privacy, _("没有不变的人。"), name=_("没有变化"))
        self.changes = ListPane(
            _change_columns(), privacy, _("没有变更。"), name=_("变更"), hint=_(
                "手工改过的内容不会被覆盖。表里的才对，就勾上“采用表里的”：点方框，或选中后按空格（Ctrl+A 全选）。"
            ), tick=Tick(_("手工改过的"), _("采用表里的"), self._is_adopted, 9),
        )  # fmt: skip
        self.absent = ListPane(
            _absent_columns(), privacy, _("这些楼栋里的人，表里都有。"), name=_("表里没有的"), hint=_(
                "这些人住在表里的楼栋，但表里没有了。不会删掉任何人；确实搬走的，勾上“已搬出”，人和积分都还在。"
            ), tick=Tick(_("去向"), _("已搬出"), self._is_moved_out),
        )  # fmt: skip
        self.problems = ProblemPane(privacy, tick=Tick(_("确实搬了家"), _("搬家"), self._is_move, 6))
        self._connect(self.changes, self._on_changes)
        self._connect(self.absent, self._on_absent)
        self._connect(self.problems, self._on_problems)

    def _connect(self, pane: ListPane[Any], slot: Callable[[list[Any], bool], None]) -> None:
        assert isinstance(pane.table, TickTable)
        pane.table.ticking.connect(slot)

    def tabs(self) -> dict[str, tuple[str, QWidget]]:
        """Key → word and widget, in order."""
        return {
            "new": (_("新增"), self.new), "changes": (_("变更"), self.changes),
            "absent": (_("表里没有的"), self.absent), "problems": (_("问题行"), self.problems),
            "same": (_("没有变化"), self.same),
        }  # fmt: skip

    def show_plan(self, opened: OpenedFile, plan: ImportPlan) -> dict[str, int]:
        """Fill the lists; how many rows each has."""
        differences, changes = plan.differences, plan.changes
        count = len(differences)
        problems = self._problem_rows(plan)
        self.new.show_rows(plan.new_people)
        self.changes.show_made(
            count + len(changes),
            lambda at: _difference_row(differences[at]) if at < count else _change_row(changes[at - count]),
        )
        self.changes.hint.setVisible(bool(differences))
        self.absent.show_rows(plan.absent)
        self.problems.show_problems(opened, problems)
        self.same.show_rows(plan.same_people)
        return {
            "new": len(plan.new_people), "changes": count + len(changes), "absent": len(plan.absent),
            "problems": len(plan.problems), "same": len(plan.same_people),
        }  # fmt: skip

    def _problem_rows(self, plan: ImportPlan) -> list[ProblemRow]:
        """The problems, and the rows that somebody settled as 搬家."""
        rows = [ProblemRow(each) for each in plan.problems]
        self._shown_moves.update({row.key: row for row in rows if _clashes(row)})
        open_keys = {row.key for row in rows}
        settled = [
            replace(known, settled=_("按搬家处理：住址改成这一行的。"))
            for key in self._moves() if key not in open_keys and (known := self._shown_moves.get(key))
        ]  # fmt: skip
        return [*rows, *settled]

    def _is_adopted(self, row: ChangeRow) -> bool | None:
        return row.difference.key in self._choices().adopted if row.difference else None

    def _is_moved_out(self, row: Absent) -> bool:
        return row.resident_id in self._choices().moved_out

    def _is_move(self, row: ProblemRow) -> bool | None:
        return row.key in self._moves() if _clashes(row) else None

    def _on_changes(self, rows: list[ChangeRow], on: bool) -> None:
        self.differences_ticked.emit(frozenset(row.difference.key for row in rows if row.difference), on)
        self.changes.table.viewport().update()

    def _on_absent(self, rows: list[Absent], on: bool) -> None:
        self.absent_ticked.emit(frozenset(row.resident_id for row in rows), on)
        self.absent.table.viewport().update()

    def _on_problems(self, rows: list[ProblemRow], on: bool) -> None:
        self.moves_ticked.emit(frozenset(row.key for row in rows), on)


def _clashes(row: ProblemRow) -> bool:
    return row.problem.code == "id_in_two_dwellings"


def _change_row(change: FieldChange) -> ChangeRow:
    return ChangeRow(change.name, change.dwelling, change.field, masked(change.before), masked(change.after))


def _difference_row(difference: Difference) -> ChangeRow:
    name = difference.name if difference.resident_id is not None else ""
    kept, in_file = masked(difference.kept), masked(difference.in_file)
    return ChangeRow(name, difference.dwelling, difference.field, kept, in_file, difference)


def _person_columns() -> list[Column[RosterLine]]:
    return [
        Column(_("姓名"), lambda line: line.name, width=6, private=True),
        Column(_("住址"), lambda line: line.address.short if line.address else "", width=7),
        Column(_("与户主关系"), lambda line: line.relation, width=6, priority=2),
        Column(_("性别"), lambda line: line.sex, width=3, priority=1),
        Column(_("出生日期"), lambda line: line.born_on, width=6, private=True, priority=3),
        Column(_("电话"), lambda line: "、".join(map(mask_phone, line.phones)), private=True),
        Column(_("第几行"), lambda line: line.row, align=Align.RIGHT, width=4, priority=1),
    ]


def _change_columns() -> list[Column[ChangeRow]]:
    return [
        Column(_("姓名"), lambda row: row.name or _("（房屋）"), width=5, private=True),
        Column(_("住址"), lambda row: row.dwelling, width=6),
        Column(_("哪一项"), lambda row: _VALUE_WORDS.get(row.field, row.field), width=6),
        Column(_("资料里"), lambda row: row.before or _("（空）"), width=8, private=True),
        Column(_("表里"), lambda row: row.after, private=True),
        Column("", lambda _row: "", width=5.5, priority=1, chips=lambda row: [_BY_HAND] if row.difference else []),
    ]


def _absent_columns() -> list[Column[Absent]]:
    return [
        Column(_("姓名"), lambda row: row.name, width=8, private=True),
        Column(_("住址"), lambda row: row.dwelling),
    ]
