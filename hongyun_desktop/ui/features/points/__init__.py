# SPDX-License-Identifier: GPL-3.0-or-later
"""志愿积分: what the main window knows of it."""

from PySide6.QtWidgets import QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Feature


def build(desk: Desk, parent: QWidget | None = None) -> QWidget:
    """The page."""
    from hongyun_desktop.ui.features.points.page import PointsPage

    return PointsPage(desk, parent)


def read_help() -> str:
    """The page's help."""
    from hongyun_desktop.ui.features.points.help import HELP

    return HELP


FEATURE = Feature(
    key="points",
    title=_("志愿积分"),
    icon="hand-heart",
    build=build,
    help=read_help,
    subtitle=_("服务与积分"),
    shows=("activity", "entry", "points_of"),
)
