# SPDX-License-Identifier: GPL-3.0-or-later
"""The progress of a job over the window in front, with a button that stops it. Imports Qt and kit parts only."""

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.overlay import Overlay
from hongyun_desktop.ui.kit.parts import Card, button, label, row_of
from hongyun_desktop.ui.kit.theme import em


class JobPanel(Overlay):
    """The progress of one job over the window in front."""

    def __init__(self, host: QWidget, title: str, cancel: Callable[[], None]) -> None:
        super().__init__(host)
        card = Card(margins_px=16)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(em(self, 16))
        self.stop = button(_("取消"), "x")
        self.stop.clicked.connect(self._on_stop)
        self._cancel = cancel
        self._title = label(title)
        card.column.addLayout(row_of(self._title, 8, self.bar, 8, self.stop))
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self._title.setText(_("正在停下……"))
        self._cancel()
