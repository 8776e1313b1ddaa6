# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is meant by a row that fits nobody or several: one of those it may be, or anybody found by typing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from hongyun_desktop.core.points.sign_in import Candidate
from hongyun_desktop.core.search import Hit
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.search_box import SearchBox
from hongyun_desktop.ui.kit.theme import em


class PersonChoice(QWidget):
    """A line with the candidates and a search; `chosen` tells a resident's id and how they read."""

    chosen = Signal(int, str)
    taken_back = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._privacy = desk.privacy
        self._people: Sequence[Candidate] = ()
        self.box = QComboBox()
        self.box.setAccessibleName(_("可能是"))
        self.box.setMinimumWidth(em(self.box, 20))
        self.box.activated.connect(self._on_box)
        self.search = SearchBox(desk.store, desk.privacy, ("resident",))
        self.search.setAccessibleName(_("找人"))
        self.search.setPlaceholderText(_("姓名、拼音首字母、房号或电话后四位"))
        self.search.picked.connect(self._on_hit)
        self.back = button(_("不认了"), "undo-2")
        self.back.clicked.connect(self.taken_back)
        self.or_label = label(_("或"), "key")
        self.question = label(_("这是谁？"), "key")
        line = row_of(self.question, self.box, self.or_label)
        line.addWidget(self.search, 1)
        line.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(line)
        self.show_nobody()

    def show_nobody(self) -> None:
        """There is no doubt about the row in hand."""
        self.hide()

    def show_row(self, candidates: Sequence[Candidate], chosen: tuple[int, str] | None) -> None:
        """Ask about a row; chosen: who was said already."""
        self._people = candidates
        self.box.clear()
        self.box.addItem(_("请选一位……"), 0)
        for each in candidates:
            self.box.addItem(self._privacy.hide(each.text), each.resident_id)
        if chosen is not None:
            self.box.setCurrentIndex(max(self.box.findData(chosen[0]), 0))
        self.box.setVisible(bool(candidates))
        self.or_label.setVisible(bool(candidates))
        self.back.setVisible(chosen is not None)
        self.show()

    def _on_box(self, place: int) -> None:
        if place == 0:
            self.taken_back.emit()
        else:
            each = self._people[place - 1]
            self.chosen.emit(each.resident_id, each.text)

    def _on_hit(self, hit: Hit) -> None:
        self.chosen.emit(hit.id, hit.text)
