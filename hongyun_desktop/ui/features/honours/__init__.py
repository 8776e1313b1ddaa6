# SPDX-License-Identifier: GPL-3.0-or-later
"""荣誉证书: a quarter's round from its candidates to the signed list, the register, and verification."""

from PySide6.QtWidgets import QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Feature


def build(desk: Desk, parent: QWidget | None = None) -> QWidget:
    """The page."""
    from hongyun_desktop.ui.features.honours.page import HonoursPage

    return HonoursPage(desk, parent)


def read_help() -> str:
    """The page's help."""
    from hongyun_desktop.ui.features.honours.help import HELP

    return HELP


FEATURE = Feature(
    "honours", _("荣誉证书"), "award", build, read_help, subtitle=_("表彰与证书登记"), shows=("certificate", "round")
)
