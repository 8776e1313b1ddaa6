# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies over an input while F9 hides personal data; the input below keeps what it has. Imports kit only."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.privacy import HIDDEN, KEY, Privacy
from hongyun_desktop.ui.kit.theme import COLOURS

_FRAME_PX = 2


class Veil(QLabel):
    """Lies over its parent from the moment it is made; clicks do not come through."""

    def __init__(self, privacy: Privacy, covered: QWidget) -> None:
        super().__init__(_("{dots}　按 {key} 显示").format(dots=HIDDEN, key=KEY), covered)
        self._covered = covered
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setStyleSheet(f"background: {COLOURS.surface}; color: {COLOURS.text_faint}; padding-left: 8px;")
        covered.installEventFilter(self)
        privacy.changed.connect(self._lie)
        self._lie(privacy.on)

    def _lie(self, on: bool) -> None:
        self.setGeometry(self._covered.rect().adjusted(_FRAME_PX, _FRAME_PX, -_FRAME_PX, -_FRAME_PX))
        self.setVisible(on)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._lie(not self.isHidden())
        return False
