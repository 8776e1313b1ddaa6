# SPDX-License-Identifier: GPL-3.0-or-later
"""Short words on a coloured ground: in table cells, and as labels. Imports Qt and kit only."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QLabel, QStyleOptionViewItem, QWidget

from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.ui.kit.ground import GroundDelegate
from hongyun_desktop.ui.kit.theme import COLOURS, scaled

_PAD_PX, _GAP_PX = 9, 6


@frozen
class Chip:
    """A word and its colours; the word alone must say it too."""

    text: str
    ground: str = COLOURS.tint
    ink: str = COLOURS.primary


class Pill(QLabel):
    """A chip as a label."""

    def __init__(self, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(chip.text, parent)
        self.show_chip(chip)

    def show_chip(self, chip: Chip) -> None:
        """Say something else."""
        self.setText(chip.text)
        self.setStyleSheet(
            f"background:{chip.ground};color:{chip.ink};border-radius:{scaled(11)}px;"
            f"padding:{scaled(3)}px {scaled(10)}px;font-weight:700"
        )


class PillDelegate(GroundDelegate):
    """Paints the chips that a model gives under `ROLE`; those that don't fit end in …"""

    ROLE = Qt.ItemDataRole.UserRole + 1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(option.font)  # pyright: ignore[reportAttributeAccessIssue]
        font.setPixelSize(round(font.pixelSize() * 0.9))
        painter.setFont(font)
        cell = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        # Not by option.state: to make Qt's styles known to Python takes longer than to paint all these rows.
        view: QAbstractItemView = option.widget  # pyright: ignore[reportAttributeAccessIssue]
        selected = view.selectionModel().isSelected(index)
        self._paint_chips(painter, cell, index.data(self.ROLE) or (), outlined=selected)
        painter.restore()

    def _paint_chips(self, painter: QPainter, cell: QRectF, chips: tuple[Chip, ...], *, outlined: bool) -> None:
        """outlined: an edge in the chip's ink, where the ground behind it is as pale as its own."""
        metrics = QFontMetricsF(painter.font())
        left, height = cell.left() + _PAD_PX, metrics.height() + 6
        for number, chip in enumerate(chips):
            width = metrics.horizontalAdvance(chip.text) + 2 * _PAD_PX
            rest = len(chips) - number - 1
            if left + width > cell.right() - (20 if rest else 4):
                painter.setPen(QColor(COLOURS.text_faint))
                painter.drawText(QRectF(left, cell.top(), 24, cell.height()), Qt.AlignmentFlag.AlignVCenter, "…")
                return
            # On half pixels, so that the edge is one sharp line.
            top = round(cell.center().y() - height / 2) + 0.5
            pill = QRectF(round(left) + 0.5, top, round(width), round(height))
            if outlined:
                painter.setPen(QColor(chip.ink))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chip.ground))
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
            painter.setPen(QColor(chip.ink))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, chip.text)
            left += width + _GAP_PX
