# SPDX-License-Identifier: GPL-3.0-or-later
"""The ground of a cell, painted as its table does, for delegates that write on it themselves. Imports Qt only."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem


class GroundDelegate(QStyledItemDelegate):
    """Leaves the text of a cell to a subclass, which paints the ground by `super().paint`."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = ""  # pyright: ignore[reportAttributeAccessIssue]
