# SPDX-License-Identifier: GPL-3.0-or-later
"""微网实格: who lives where, as a list and as the picture of a building."""

from PySide6.QtWidgets import QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Feature


def build(desk: Desk, parent: QWidget | None = None) -> QWidget:
    """The page."""
    from hongyun_desktop.ui.features.roster.page import RosterPage

    return RosterPage(desk, parent)


def read_help() -> str:
    """The page's help."""
    from hongyun_desktop.ui.features.roster.help import HELP

    return HELP


FEATURE = Feature(
    "roster", _("微网实格"), "building-2", build, read_help, _("住户与网格"), shows=("resident", "dwelling")
)
