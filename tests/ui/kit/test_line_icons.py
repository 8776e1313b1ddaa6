# SPDX-License-Identifier: GPL-3.0-or-later
"""Icons inside line edits grow with the type."""

from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle

from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.icons import icon
from hongyun_desktop.ui.kit.line_icons import Position, put_icon


@pytest.mark.parametrize(("base_px", "icon_px"), [(15, 16), (17, 18), (20, 21)])
def test_an_icon_in_a_line_is_as_large_as_its_type(qtbot: Any, qapp: QApplication, base_px: int, icon_px: int) -> None:
    theme.apply(qapp, base_px)
    try:
        line = QLineEdit()
        qtbot.addWidget(line)
        put_icon(line, QAction(icon("search"), "", line), Position.LeadingPosition)
        assert line.style().pixelMetric(QStyle.PixelMetric.PM_LineEditIconSize, None, line) == icon_px
    finally:
        theme.apply(qapp, theme.SMALLEST_PX)
