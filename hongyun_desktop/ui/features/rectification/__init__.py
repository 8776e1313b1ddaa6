# SPDX-License-Identifier: GPL-3.0-or-later
"""整治任务: what the main window knows of it."""

from PySide6.QtWidgets import QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Feature


def build(desk: Desk, parent: QWidget | None = None) -> QWidget:
    """The page."""
    from hongyun_desktop.ui.features.rectification.page import RectificationPage

    return RectificationPage(desk, parent)


def read_help() -> str:
    """The page's help."""
    from hongyun_desktop.ui.features.rectification.help import HELP

    return HELP


FEATURE = Feature(
    key="rectification",
    title=_("整治任务"),
    icon="clipboard-check",
    build=build,
    help=read_help,
    subtitle=_("环境整治与设施"),
    shows=("task", "facility"),
)
