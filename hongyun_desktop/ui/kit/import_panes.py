# SPDX-License-Identifier: GPL-3.0-or-later
"""The tabs of an import's preview: a table of rows, and a strip below for the row in hand. Knows no feature."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.listing import Window
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.import_reading import OpenedFile, masked, masked_sentence, row_as_it_stood
from hongyun_desktop.ui.kit.parts import label
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import row_height_px
from hongyun_desktop.ui.kit.ticks import Tick, TickTable

Row = TypeVar("Row")
_TELLS_OF_PEOPLE = frozenset({"person_unknown", "person_ambiguous", "id_check_digit", "id_precision_lost", "id_format"})


class ListPane(QWidget, Generic[Row]):
    """Rows in a table, or a sentence where there are none. hint: what can be done here, above the table."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        privacy: Privacy,
        empty: str,
        *,
        hint: str = "",
        tick: Tick[Row] | None = None,
        name: str = "",
    ) -> None:
        super().__init__()
        self.table: TableView[Row] = TableView(columns, privacy) if tick is None else TickTable(columns, tick, privacy)
        self.table.setAccessibleName(name or empty)
        self.hint = label(hint, "hint", wrap=True)
        # Never shown here: a widget that has no place yet would become a window of its own for a moment.
        if not hint:
            self.hint.hide()
        self.hint.setContentsMargins(14, 10, 14, 8)
        self.strip = QVBoxLayout()
        self.views = QStackedWidget()
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self.views)
        filled = QWidget()
        self.views.addWidget(filled)
        inside = QVBoxLayout(filled)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.hint)
        inside.addWidget(self.table, 1)
        inside.addLayout(self.strip)
        self.views.addWidget(EmptyState(empty, icon="circle-check"))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in this order."""
        self.show_made(len(rows), rows.__getitem__)

    def show_made(self, count: int, row_at: Callable[[int], Row]) -> None:
        """Show rows that are made as they come into view."""
        self.table.show_window(Window(range(count), lambda places: [row_at(place) for place in places]))
        self.views.setCurrentIndex(0 if count else 1)


@frozen
class ProblemRow:
    """A row of the file that a person must look at, or has looked at: then `settled` says what was decided, of whom
    (person). kept: what becomes of a row that is taken in all the same, told: the reason; empty where the problem's
    code says it."""

    problem: ImportProblem
    settled: str = ""
    person: str = ""
    kept: str = ""
    told: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """Where it stands in the file."""
        return self.problem.sheet, self.problem.row

    @property
    def fate(self) -> str:
        """Whether the row is taken in."""
        if self.settled:
            return ""
        if self.kept:
            return self.kept
        return _("号码留空") if self.problem.is_taken else _("不导入")

    def text(self, privacy: Privacy) -> str:
        """What was decided, else the reason: numbers masked, and while F9 hides people without whom it speaks of."""
        if self.settled:
            return self.settled.format(person=privacy.hide(self.person))
        if self.told:
            return masked(self.told)
        names = self.problem.code in _TELLS_OF_PEOPLE
        return masked_sentence(replace(self.problem, text=privacy.hide(self.problem.text)) if names else self.problem)


def problem_columns(privacy: Privacy, named: str = _("姓名")) -> list[Column[ProblemRow]]:
    """Where the row stands, whom or what it names, and the reason."""
    return [
        Column(_("工作表"), lambda row: row.problem.sheet, width=6, priority=1),
        Column(_("行"), lambda row: row.problem.row, align=Align.RIGHT, width=3),
        Column(named, lambda row: row.problem.name, width=5, private=True),
        Column(_("问题"), lambda row: row.text(privacy)),
        Column(_("怎么办"), lambda row: row.fate, width=5, priority=2),
    ]


def problem_counts(problems: Sequence[ImportProblem]) -> str:
    """How many rows have problems: of how many the person is taken in, and how many are left out."""
    taken = sum(each.is_taken for each in problems)
    left = len(problems) - taken
    parts = [_("{count} 人照样导入，只是身份证号留空").format(count=taken)] if taken else []
    parts += [_("{count} 行不导入").format(count=left)] if left else []
    return _("{count} 行有问题：{parts}。").format(count=len(problems), parts="；".join(parts)) if problems else ""


class ProblemPane(ListPane[ProblemRow]):
    """Rows with problems; below the table the whole reason and the row as it stood, and what a dialog adds."""

    def __init__(
        self, privacy: Privacy, *, tick: Tick[ProblemRow] | None = None, hint: str = "",
        shown: Callable[[ProblemRow | None], object] | None = None, named: str = _("姓名"),
    ) -> None:  # fmt: skip
        """named: what the column is called that says whom or what a row is about."""
        columns = problem_columns(privacy, named)
        super().__init__(columns, privacy, _("没有问题行。"), hint=hint, tick=tick, name=_("问题行"))
        self._privacy, self._shown = privacy, shown
        self._opened: OpenedFile | None = None
        self.reason = label("", wrap=True)
        self.as_it_stood = label("", "hint", wrap=True)
        # Qt would ask for the height of a narrow column: too high for a low screen.
        for told in (self.reason, self.as_it_stood):
            told.setMinimumHeight(1)
        self.table.setMinimumHeight(2 * row_height_px())
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QWidget()
        self.box = QVBoxLayout(box)
        self.box.setContentsMargins(14, 8, 14, 12)
        self.box.setSpacing(4)
        self.box.addWidget(self.reason)
        self.box.addWidget(self.as_it_stood)
        self.strip.addWidget(box)
        self.table.chosen.connect(self._on_chosen)
        privacy.changed.connect(self._on_privacy)

    def _on_privacy(self, _on: bool) -> None:
        self._on_chosen(self.table.selected_row())

    def show_problems(self, opened: OpenedFile, rows: Sequence[ProblemRow]) -> None:
        """Show the rows in the order of the file, but first those that are left out; whoever was in hand stays it."""
        self._opened = opened
        found = {opened.places[row.key]: row for row in rows}
        ids = sorted(found, key=lambda place: (found[place].problem.is_taken, place))
        self.table.show_window(Window(ids, lambda places: [found[place] for place in places]))
        self.views.setCurrentIndex(0 if rows else 1)
        self.hint.setText(problem_counts([row.problem for row in rows if not row.settled]))
        self.hint.setVisible(bool(self.hint.text()))
        if rows and not self.table.selected_ids():
            self.table.selectRow(0)
        self._on_chosen(self.table.selected_row())

    def _on_chosen(self, row: ProblemRow | None) -> None:
        self.reason.setText(row.text(self._privacy) if row else "")
        told = row_as_it_stood(self._opened, *row.key) if row and self._opened else ""
        self.as_it_stood.setText(_("表格里写的：{row}").format(row=self._privacy.hide(told)) if told else "")
        if self._shown is not None:
            self._shown(row)
