# SPDX-License-Identifier: GPL-3.0-or-later
"""志愿积分: what the main window knows of it."""

from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.help import HELP
from hongyun_desktop.ui.features.points.page import PointsPage
from hongyun_desktop.ui.kit.feature import Feature

FEATURE = Feature(
    key="points",
    title=_("志愿积分"),
    icon="hand-heart",
    build=PointsPage,
    help=HELP,
    subtitle=_("服务与积分"),
    shows=("activity", "entry", "points_of"),
)
