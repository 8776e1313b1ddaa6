# SPDX-License-Identifier: GPL-3.0-or-later
"""The style of line edits with icons larger than Fusion has them; loaded for large type only. Qt and the theme."""

from functools import cache

from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from hongyun_desktop.ui.kit.theme import scaled

_FUSION_PX = 16


class _LargeIcons(QProxyStyle):
    """Fusion, but for one measure. Given to line edits with icons only: every measure asked for comes by here."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric is QStyle.PixelMetric.PM_LineEditIconSize:
            return scaled(_FUSION_PX)
        return super().pixelMetric(metric, option, widget)


@cache
def large_icons() -> QStyle:
    """The style, made once."""
    made = _LargeIcons("Fusion")
    made.setParent(QApplication.instance())
    return made
