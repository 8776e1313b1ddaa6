# SPDX-License-Identifier: GPL-3.0-or-later
"""The people on a list while it is being written: a model that can be edited and says what each would earn.

Holds what was typed until it is saved; reads the database only for points.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.picking.picking import Person
from hongyun_desktop.core.points.attendance import AttendanceRow, Attending, Mark
from hongyun_desktop.core.points.rules import MINUTES_A_DAY, Credit
from hongyun_desktop.core.widths import FULL_WIDTH
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.attendance_words import STATE_WORDS, hours_text, state_chip
from hongyun_desktop.ui.kit.pills import PillDelegate
from hongyun_desktop.ui.kit.privacy import Privacy

Index = QModelIndex | QPersistentModelIndex
NAME, DWELLING, HOURS, STATE, POINTS = range(5)
_HALF_HOUR = 30
_RIGHT = (HOURS, POINTS)
_CAPPED = {"event": _("超过了一场的上限，多出的不计分。"), "day": _("超过了一天的上限，多出的不计分。")}


@frozen
class Line:
    """One person while the list is open; minutes None: the common hours apply. credited: points, None before."""

    resident_id: int
    name: str
    dwelling: str
    state: Attending
    minutes: int | None
    credited: int | None = None

    @property
    def locked(self) -> bool:
        """Whether the person was credited: then only a reversal changes it."""
        return self.credited is not None


@frozen
class Totals:
    """What stands on the list; came, minutes and points without those credited before."""

    came: int
    minutes: int
    points: int
    signed_up: int
    absent: int
    credited: int


class AttendanceRows(QAbstractTableModel):
    """The lines in the order they were added. edited: something changed. problem: why a typed value was not taken.

    expected: what some people would earn for their minutes. common_minutes: for whoever has no hours of their own.
    """

    edited = Signal()
    problem = Signal(str)

    def __init__(
        self, privacy: Privacy, expected: Callable[[Mapping[int, int]], Mapping[int, Credit]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self._privacy, self._expected = privacy, expected
        self._credits: Mapping[int, Credit] = {}
        self._common_minutes = 0
        privacy.changed.connect(self._on_privacy)

    def load(self, rows: Iterable[AttendanceRow], keep: bool = False) -> None:
        """Show a saved list; keep: whoever was added meanwhile stays below it."""
        saved = [Line(row.resident_id, row.name, row.dwelling, row.state, row.minutes, row.points) for row in rows]
        known = {line.resident_id for line in saved}
        self.beginResetModel()
        self.lines = saved + [line for line in self.lines if keep and line.resident_id not in known]
        self.endResetModel()
        self._tell()

    def add(self, people: Sequence[Person], state: Attending) -> list[int]:
        """Put people at the end; the places of all of them, those listed already included."""
        known = {line.resident_id: place for place, line in enumerate(self.lines)}
        new = [each for each in people if each.resident_id not in known]
        if new:
            first = len(self.lines)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            for place, person in enumerate(new, first):
                known[person.resident_id] = place
                self.lines.append(Line(person.resident_id, person.name, person.dwelling, state, None))
            self.endInsertRows()
            self._tell()
        return [known[each.resident_id] for each in people]

    def remove(self, places: Iterable[int]) -> int:
        """Take lines off, except those credited; how many stay for that reason."""
        chosen = sorted(set(places), reverse=True)
        for place in chosen:
            if not self.lines[place].locked:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self.lines[place]
                self.endRemoveRows()
        self._tell()
        return sum(1 for place in chosen if place < len(self.lines) and self.lines[place].locked)

    def set_state(self, places: Iterable[int], state: Attending) -> None:
        """Say where people stand."""
        self._change(places, lambda line: replace(line, state=state))

    def add_minutes(self, places: Iterable[int], minutes: int) -> None:
        """More or fewer minutes for some, within half an hour and a day."""

        def changed(line: Line) -> Line:
            wanted = min(max(self.minutes_of(line) + minutes, _HALF_HOUR), MINUTES_A_DAY)
            return replace(line, minutes=wanted)

        self._change(places, changed)

    def set_common_minutes(self, minutes: int) -> None:
        """The time of everybody who has none of their own."""
        self._common_minutes = minutes
        self._tell()

    def minutes_of(self, line: Line) -> int:
        """How long somebody served, as far as it is known."""
        return line.minutes if line.minutes is not None else self._common_minutes

    def marks(self) -> dict[int, Mark]:
        """What is to be saved: everybody but those credited; hours only where somebody came or has their own."""
        return {
            line.resident_id: (line.state, (self.minutes_of(line) or None) if _counts(line) else line.minutes)
            for line in self.lines
            if not line.locked
        }

    def totals(self) -> Totals:
        """The figures below the list."""
        came = [line for line in self.lines if _counts(line)]
        return Totals(
            len(came),
            sum(self.minutes_of(line) for line in came),
            sum(credit.points for credit in self._credits.values()),
            sum(1 for line in self.lines if line.state is Attending.SIGNED_UP),
            sum(1 for line in self.lines if line.state is Attending.ABSENT),
            sum(1 for line in self.lines if line.locked),
        )

    def _change(self, places: Iterable[int], change: Callable[[Line], Line]) -> None:
        for place in places:
            if not self.lines[place].locked:
                self.lines[place] = change(self.lines[place])
        self._tell()

    def _tell(self) -> None:
        came = {line.resident_id: self.minutes_of(line) for line in self.lines if _counts(line)}
        self._credits = self._expected({person: minutes for person, minutes in came.items() if minutes > 0})
        self._repaint()
        self.edited.emit()

    def _repaint(self) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, POINTS))

    def _on_privacy(self, _on: bool) -> None:
        self._repaint()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else POINTS + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("姓名"), _("住址"), _("小时"), _("状态"), _("将得积分"))[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = super().flags(index)
        if index.isValid() and index.column() == HOURS and not self.lines[index.row()].locked:
            flag |= Qt.ItemFlag.ItemIsEditable
        return flag

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == PillDelegate.ROLE and index.column() == STATE:
            return (state_chip(line.state, credited=line.locked),)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(line, index.column())
        return None

    def _text(self, line: Line, column: int) -> str:
        if column in (NAME, DWELLING):
            return self._privacy.hide(line.name if column == NAME else line.dwelling)
        if column == HOURS:
            return hours_text(None if line.state is Attending.ABSENT else self.minutes_of(line) or None)
        if column == STATE:
            return STATE_WORDS[line.state]
        if line.credited is not None:
            return str(line.credited)
        credit = self._credits.get(line.resident_id)
        return str(credit.points) if credit else "—"

    def _tip(self, line: Line, column: int) -> str | None:
        if line.locked:
            return _("这场活动已经给他记过分，要改请用“更正”。")
        credit = self._credits.get(line.resident_id)
        if column == POINTS and credit and credit.capped_by:
            return _CAPPED[credit.capped_by]
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() != HOURS:
            return False
        if str(value).strip() == self._text(self.lines[index.row()], HOURS):
            return False
        try:
            minutes = minutes_in(str(value))
        except Invalid as error:
            self.problem.emit(window_sentence(error))
            return False
        self._change([index.row()], lambda line: replace(line, minutes=minutes))
        return True


def minutes_in(text: str) -> int | None:
    """The minutes of typed hours in halves; None for nothing typed.

    Raises: Invalid("number_not_readable"), Invalid("number_not_half").
    """
    text = text.translate(FULL_WIDTH).replace("。", ".").strip()
    if not text:
        return None
    try:
        halves = float(text) * 2
    except ValueError:
        raise Invalid("number_not_readable", "hours", text=text) from None
    if halves % 1 or not 0 < halves * _HALF_HOUR <= MINUTES_A_DAY:
        raise Invalid("number_not_half", "hours", low="0.5", high="24")
    return int(halves) * _HALF_HOUR


def _counts(line: Line) -> bool:
    return line.state is Attending.CAME and not line.locked


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
