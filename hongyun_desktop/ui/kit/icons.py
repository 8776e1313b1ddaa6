# SPDX-License-Identifier: GPL-3.0-or-later
"""Icons: Lucide's outlines from resources/icons, in our colours. Imports Qt and the theme only."""

from functools import cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from hongyun_desktop import paths
from hongyun_desktop.ui.kit.theme import COLOURS


@cache
def pixmap(name: str, colour: str, px: int, room_px: int = 0) -> QPixmap:
    """The icon at a size in logical pixels, with so much free room at its right."""
    picture = _outline(name, px, room_px).copy()
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.setPen(Qt.PenStyle.NoPen)
    # Not fillRect: it has Python know Qt's gradients.
    painter.setBrush(QColor(colour))
    painter.drawRect(picture.rect())
    painter.end()
    picture.setDevicePixelRatio(_sharpness())
    return picture


@cache
def _outline(name: str, px: int, room_px: int = 0) -> QPixmap:
    """The icon as it is drawn: once for all the colours that it is shown in."""
    side = QSize(px, px)
    drawn = QIcon(_file(name)).pixmap(side, _sharpness())
    if not room_px:
        return drawn
    picture = QPixmap(QSize(px + room_px, px) * _sharpness())
    picture.setDevicePixelRatio(_sharpness())
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return picture


@cache
def _sharpness() -> float:
    """How many pixels of the densest screen there is at the start stand for a logical one."""
    return max(screen.devicePixelRatio() for screen in QGuiApplication.screens())


def icon(name: str, colour: str | None = None, on: str | None = None, px: int = 22, room_px: int = 0) -> QIcon:
    """The icon for a button: greyed when the button is off; `on` is its colour while the button is checked."""
    made = QIcon(pixmap(name, colour or COLOURS.text_soft, px, room_px))
    made.addPixmap(pixmap(name, COLOURS.disabled, px, room_px), QIcon.Mode.Disabled)
    if on:
        made.addPixmap(pixmap(name, on, px, room_px), QIcon.Mode.Normal, QIcon.State.On)
        made.addPixmap(pixmap(name, on, px, room_px), QIcon.Mode.Selected)
    return made


def program_icon() -> QIcon:
    """The program's own icon, drawn in the sizes that a task bar or a window asks for."""
    return QIcon(_file("program"))


def _file(name: str) -> str:
    return str(paths.resources() / "icons" / f"{name}.svg")
