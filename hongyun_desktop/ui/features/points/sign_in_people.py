# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is meant by a row that fits nobody or several: one of those it may be, or anybody found by typing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from hongyun_desktop.core.points.sign_in_plan import Candidate
from hongyun_desktop.core.search import Hit
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.search_box import SearchBox
from hongyun_desktop.ui.kit.theme import em


class PersonChoice(QWidget):
    """A line with the candidates and a search; `chosen` tells a resident's id."""

    chosen = Signal(int)
    taken_back = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._privacy = desk.privacy
        self._people: Sequence[Candidate] = ()
        self.box = QComboBox()
        self.box.setAccessibleName(_("可能是"))
        self.box.setMinimumWidth(em(self.box, 20))
        self.box.view().setTextElideMode(Qt.TextElideMode.ElideNone)
        self.box.activated.connect(self._on_box)
        self.search = SearchBox(desk.store, desk.privacy, ("resident",))
        self.search.setAccessibleName(_("找人"))
        self.search.setPlaceholderText(_("姓名、拼音首字母、房号或电话后四位"))
        self.search.picked.connect(self._on_hit)
        self.back = button(_("重新选"), "undo-2")
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

    def show_row(self, candidates: Sequence[Candidate], chosen: Candidate | None) -> None:
        """Ask about a row; chosen: who was said already."""
        self._people = candidates
        self.box.clear()
        self.box.addItem(_("请选一位"), 0)
        for each in candidates:
            self.box.addItem(self._privacy.hide(each.text), each.resident_id)
        # The list may be wider than the box: none of its lines is cut.
        widest = max(self.box.fontMetrics().horizontalAdvance(self.box.itemText(n)) for n in range(self.box.count()))
        self.box.view().setMinimumWidth(widest + em(self.box, 3))
        if chosen is not None:
            self.box.setCurrentIndex(max(self.box.findData(chosen.resident_id), 0))
        self.box.setVisible(bool(candidates))
        self.or_label.setVisible(bool(candidates))
        self.back.setVisible(chosen is not None)
        self.show()

    def _on_box(self, place: int) -> None:
        if place == 0:
            self.taken_back.emit()
        else:
            self.chosen.emit(self._people[place - 1].resident_id)

    def _on_hit(self, hit: Hit) -> None:
        self.chosen.emit(hit.id)
