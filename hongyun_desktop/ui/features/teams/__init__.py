# SPDX-License-Identifier: GPL-3.0-or-later
"""自组织队伍: what the main window knows of it."""

from PySide6.QtWidgets import QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Feature


def build(desk: Desk, parent: QWidget | None = None) -> QWidget:
    """The page."""
    from hongyun_desktop.ui.features.teams.page import TeamsPage

    return TeamsPage(desk, parent)


def read_help() -> str:
    """The page's help."""
    from hongyun_desktop.ui.features.teams.help import HELP

    return HELP


FEATURE = Feature(
    key="teams",
    title=_("自组织"),
    icon="users",
    build=build,
    help=read_help,
    subtitle=_("队伍与活动"),
    shows=("team",),
)
