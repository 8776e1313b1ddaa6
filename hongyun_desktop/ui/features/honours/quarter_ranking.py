# SPDX-License-Identifier: GPL-3.0-or-later
"""The ranking of the quarter that a round is about, made beside the window. Imports core and the desk only."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from hongyun_desktop.core.points import ranking
from hongyun_desktop.core.points.rules import RankRow
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk


class QuarterRanking(QObject):
    """Keeps one quarter's ranking: of a large ledger it takes longer than a moment. `made` tells that it is there."""

    made = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: tuple[Quarter, Sequence[RankRow]] | None = None
        self._making: Quarter | None = None

    @property
    def is_being_made(self) -> bool:
        """Whether `made` is still to come."""
        return self._making is not None

    def of(self, quarter: Quarter) -> Sequence[RankRow] | None:
        """The ranking of a quarter; None while it is being made, which begins now where it has not."""
        if self._kept is not None and self._kept[0] == quarter:
            return self._kept[1]
        if self._making != quarter:
            self._making = quarter
            store = self._desk.store
            self._desk.jobs.start(
                _("正在排名次"),
                lambda _progress: ranking.quarter_ranking(store, quarter),
                lambda rows: self._keep(quarter, rows),
            )
        return None

    def forget(self) -> None:
        """Points, names or addresses are others: what is kept or on its way is old."""
        self._kept = self._making = None

    def _keep(self, quarter: Quarter, rows: Sequence[RankRow]) -> None:
        if isValid(self) and self._making == quarter:
            self._making, self._kept = None, (quarter, rows)
            self.made.emit()
