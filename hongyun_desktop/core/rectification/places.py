# SPDX-License-Identifier: GPL-3.0-or-later
"""Where something is wrong, and what a text says of it. Pure: standard library only."""

import re

from hongyun_desktop.frozen_class import frozen


@frozen
class Place:
    """Where something is wrong: a road with a number, or a building (and unit) by their codes; spot: what is near."""

    road: str = ""
    road_number: str = ""
    building: str = ""
    unit: str = ""
    spot: str = ""

    @property
    def text(self) -> str:
        """As it is read aloud: 鸿运大道100号附近, 3栋2单元楼道; empty where nothing is known."""
        number = f"{self.road_number}号" if self.road_number else ""
        building = f"{self.building}栋" if self.building else ""
        unit = f"{self.unit}单元" if self.unit else ""
        return f"{self.road}{number}{building}{unit}{self.spot}"

    @property
    def key(self) -> str:
        """By which two tasks are at the same place; empty where nothing is known.

        What is near (spot) tells places apart only where there is neither a number nor a building.
        """
        if self.building:
            return f"b:{self.building}/{self.unit}"
        if self.road and self.road_number:
            return f"r:{self.road}/{self.road_number}"
        return f"s:{self.road}{self.spot}" if self.road or self.spot else ""


NOWHERE = Place()
_BUILDING_AT = re.compile(
    r"^(?P<building>[A-Za-z]?\d{1,3}[A-Za-z]?)(?:号楼|栋|幢|座)(?:(?P<unit>\d{1,2})单元)?(?P<spot>.*)$"
)
_ROAD_AT = re.compile(
    r"^(?P<road>[^\d\s]{1,20}?(?:大道|路|街|巷|道|里|弄))(?:(?P<number>\d{1,5}(?:-\d{1,3})?)号)?(?P<spot>.*)$"
)
_WIDTH = str.maketrans("０１２３４５６７８９－（）", "0123456789-()")


def place_of(text: str) -> Place:
    """The place that a text names; what is not understood stays whole as the spot."""
    text = re.sub(r"\s+", "", text.translate(_WIDTH))
    if match := _BUILDING_AT.match(text):
        return Place(building=match["building"].upper(), unit=match["unit"] or "", spot=match["spot"])
    if match := _ROAD_AT.match(text):
        return Place(match["road"], match["number"] or "", spot=match["spot"])
    return Place(spot=text)
