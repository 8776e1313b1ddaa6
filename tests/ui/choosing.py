# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing in a box as a hand does: setting its index alone is not what a page listens to."""

from PySide6.QtWidgets import QComboBox


def choose(box: QComboBox, value: object) -> None:
    """Take the entry that stands for a value; it has to be there."""
    place = [box.itemData(each) for each in range(box.count())].index(value)
    box.setCurrentIndex(place)
    box.activated.emit(place)
