# SPDX-License-Identifier: GPL-3.0-or-later
"""The field that asks where something is: a road with a number, or a building of the roster. Imports core and kit."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.core.rectification.places import Place
from hongyun_desktop.core.roster import dwellings, listing
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import Editor, Field, suggest
from hongyun_desktop.ui.kit.parts import Segmented, label, row_of
from hongyun_desktop.ui.kit.theme import em

ON_ROAD, IN_BUILDING = "road", "building"


@frozen(kw_only=True)
class PlaceField(Field):
    """A road with a number, or a building (and unit) of the roster, and what is near; the value is a `Place`."""

    roads: Callable[[Desk], Sequence[str]]

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return PlaceEditor(self, desk, parent)


class PlaceEditor(Editor):
    """Two ways to say where, and a line for what is near."""

    def __init__(self, field: PlaceField, desk: Desk, parent: QWidget) -> None:
        shown = QWidget(parent)
        super().__init__(field, shown, parent)
        self._desk = desk
        self.way = Segmented(((ON_ROAD, _("路段"), ""), (IN_BUILDING, _("楼栋"), "")))
        self.road, self.number, self.spot = QLineEdit(), QLineEdit(), QLineEdit()
        self.building, self.unit = QComboBox(), QComboBox()
        self.pages = QStackedWidget()
        self._roads = field.roads
        self._name_all()
        self._lay_out(shown)
        self._connect()
        shown.setFocusProxy(self.road)

    def _name_all(self) -> None:
        for widget, name in (
            (self.road, _("路名")), (self.number, _("门牌号")), (self.spot, _("位置")),
            (self.building, _("楼栋")), (self.unit, _("单元")),
        ):  # fmt: skip
            widget.setAccessibleName(name)
        self.road.setPlaceholderText(_("如 鸿运大道"))
        self.number.setPlaceholderText(_("门牌"))
        self.spot.setPlaceholderText(_("具体位置，如 楼道、路口北侧"))
        for line, longest in ((self.road, 30), (self.number, 10), (self.spot, 60)):
            line.setMaxLength(longest)
        self.building.addItem(_("选楼栋"), "")
        for code in listing.building_codes(self._desk.store):
            self.building.addItem(_("{code}栋").format(code=code), code)
        self._offer_units()

    def _lay_out(self, shown: QWidget) -> None:
        self.number.setMaximumWidth(em(self.number, 5))
        on_road, in_building = QWidget(), QWidget()
        on_road.setLayout(row_of(self.road, self.number, label(_("号"), "key"), spacing_px=6))
        in_building.setLayout(row_of(self.building, self.unit, None, spacing_px=6))
        self.pages.addWidget(on_road)
        self.pages.addWidget(in_building)
        above = row_of(self.way, spacing_px=8)
        above.addWidget(self.pages, 1)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(above)
        column.addWidget(self.spot)

    def _connect(self) -> None:
        self.way.chosen.connect(self._on_way)
        self.building.currentIndexChanged.connect(self._on_building)
        self.unit.currentIndexChanged.connect(self._on_edited)
        for line in (self.road, self.number, self.spot):
            line.textChanged.connect(self._on_edited)
        self.road.textEdited.connect(self._suggest_roads)

    def _on_edited(self, *_told: object) -> None:
        self.changed.emit()

    def _suggest_roads(self, _text: str) -> None:
        if self.road.completer() is None:
            suggest(self.road, self._roads(self._desk))

    def _on_way(self, way: object) -> None:
        self.pages.setCurrentIndex(0 if way == ON_ROAD else 1)
        self.input.setFocusProxy(self.road if way == ON_ROAD else self.building)
        self.changed.emit()

    def _on_building(self, _place: int) -> None:
        self._offer_units()
        self.changed.emit()

    def _offer_units(self) -> None:
        """The units of the building that is chosen, in the roster's order."""
        building = self.building.currentData()
        self.unit.clear()
        self.unit.addItem(_("整栋"), "")
        rows = dwellings.list_dwellings(self._desk.store, building) if building else []
        for code in dict.fromkeys(row.address.unit for row in rows):
            if code:
                self.unit.addItem(_("{code}单元").format(code=code), code)
        self.unit.setEnabled(self.unit.count() > 1)

    def value(self) -> Any:
        spot = self.spot.text().strip()
        if self.way.value() == IN_BUILDING:
            return Place(building=self.building.currentData(), unit=self.unit.currentData() or "", spot=spot)
        number = self.number.text().strip().removesuffix(_("号"))
        return Place(self.road.text().strip(), number, spot=spot)

    def set_value(self, value: Any) -> None:
        place: Place = value
        self.way.set_value(IN_BUILDING if place.building else ON_ROAD)
        self.road.setText(place.road)
        self.number.setText(place.road_number)
        self.spot.setText(place.spot)
        _choose(self.building, place.building, _("{code}栋"))
        _choose(self.unit, place.unit, _("{code}单元"))


def _choose(box: QComboBox, code: str, words: str) -> None:
    """Choose what is known; what the roster no longer has is kept as it was."""
    if box.findData(code) < 0:
        box.addItem(words.format(code=code), code)
        box.setEnabled(True)
    box.setCurrentIndex(box.findData(code))
