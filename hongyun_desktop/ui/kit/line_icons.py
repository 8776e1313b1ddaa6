# SPDX-License-Identifier: GPL-3.0-or-later
"""Icons inside line edits that grow with the type: Qt has one measure for them all. Imports Qt and the theme only."""

from functools import cache

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QProxyStyle, QStyle, QStyleOption, QWidget

from hongyun_desktop.ui.kit.theme import scaled

_ICON_PX = 16
Position = QLineEdit.ActionPosition


class _LargeIcons(QProxyStyle):
    """Fusion, but for one measure. Given to line edits with icons only: every measure asked for comes by here."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric is QStyle.PixelMetric.PM_LineEditIconSize:
            return scaled(_ICON_PX)
        return super().pixelMetric(metric, option, widget)


@cache
def _large_icons() -> QStyle:
    made = _LargeIcons("Fusion")
    made.setParent(QApplication.instance())
    return made


def put_icon(line: QLineEdit, action: QAction, position: QLineEdit.ActionPosition) -> None:
    """Show an action's icon inside a line edit, at the type size in force."""
    line.setStyle(_large_icons())
    line.addAction(action, position)
