# SPDX-License-Identifier: GPL-3.0-or-later
"""The building picture with what stands above it: which building, what the letters mean, how many of each."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.roster.listing import dwellings_fitting
from hongyun_desktop.core.roster.picture import building_picture
from hongyun_desktop.core.roster.rules import OCCUPANCY_WORDS
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.roster import words
from hongyun_desktop.ui.features.roster.grid import BuildingGrid
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Card, button, clear_layout, label, row_of
from hongyun_desktop.ui.kit.pills import Chip, Pill
from hongyun_desktop.ui.kit.theme import OCCUPANCY_COLOURS, em

_HINT = _("方向键可移动，右下角是人数")
_HINT_FROM_EM = 51


class BuildingView(Card):
    """One building at a time. building_chosen: somebody turned to another one (its code)."""

    building_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins_px=12)
        self._desk = desk
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(_("楼栋"))
        self.chooser.activated.connect(lambda _place: self.building_chosen.emit(self.building))
        self.back = button("", "chevron-left", link=True)
        self.back.setToolTip(_("上一栋"))
        self.back.setAccessibleName(_("上一栋"))
        self.back.clicked.connect(lambda: self._turn(-1))
        self.onward = button("", "chevron-right", link=True)
        self.onward.setToolTip(_("下一栋"))
        self.onward.setAccessibleName(_("下一栋"))
        self.onward.clicked.connect(lambda: self._turn(1))
        self._legend = row_of(spacing_px=6)
        self._hint = label("", "hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Asks for no room; `resizeEvent` empties it where there is none.
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.grid = BuildingGrid(desk.privacy)
        line = row_of(self.back, self.chooser, self.onward, 6, spacing_px=4)
        line.addLayout(self._legend)
        line.addWidget(self._hint, 1)
        self.column.setSpacing(10)
        self.column.addLayout(line)
        self.column.addWidget(self.grid, 1)

    @property
    def building(self) -> str:
        """The code of the building shown; empty where there is none."""
        return self.chooser.currentData() or ""

    def load_choices(self) -> None:
        """Read which buildings there are; the one shown stays."""
        kept = self.building
        self.chooser.clear()
        for code, text in words.buildings(self._desk.store):
            self.chooser.addItem(text, code)
        self.chooser.setCurrentIndex(max(self.chooser.findData(kept), 0))

    def show_building(self, code: str) -> None:
        """Say which building `show_query` is to read next; nothing for one that is not there."""
        place = self.chooser.findData(code)
        if place >= 0:
            self.chooser.setCurrentIndex(place)

    def show_query(self, query: Query) -> None:
        """Read the building anew; what does not fit the query is faint."""
        filters = {key: value for key, value in query.filters.items() if key != "building"}
        narrowed = Query(query.text, {**filters, "building": self.building})
        fitting = dwellings_fitting(self._desk.store, narrowed) if filters or query.text.strip() else None
        picture = building_picture(self._desk.store, self.building)
        self.grid.show_picture(picture, fitting)
        self.back.setEnabled(self.chooser.currentIndex() > 0)
        self.onward.setEnabled(self.chooser.currentIndex() < self.chooser.count() - 1)
        counts = Counter(room.occupancy for room in picture.rooms)
        clear_layout(self._legend)
        for each, shade in OCCUPANCY_COLOURS.items():
            text = f"{OCCUPANCY_WORDS[each]} {counts[each]}"
            self._legend.addWidget(Pill(Chip(text, shade.ground, shade.ink)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setText(_HINT if self.width() > em(self, _HINT_FROM_EM) else "")

    def _turn(self, by: int) -> None:
        self.chooser.setCurrentIndex(self.chooser.currentIndex() + by)
        self.building_chosen.emit(self.building)
