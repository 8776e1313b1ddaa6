# SPDX-License-Identifier: GPL-3.0-or-later
"""What `speak` shows of a success: a sentence that goes by itself. Imports Qt and kit parts only."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.overlay import Overlay
from hongyun_desktop.ui.kit.parts import label, row_of
from hongyun_desktop.ui.kit.theme import em, scaled

_TOAST_MS = 5_000
_UNDO_MS = 10_000
_SIDES_PX, _FROM_EDGE_PX = 40, 5


class Toast(Overlay):
    """One sentence of success that goes by itself, with 撤销 where the step can be taken back.

    It stands over the status line and the margin above it, so that no row and no button is under it; in a dialog,
    which ends with its buttons, over the title. home: the window that takes it over when the dialog goes.
    """

    def __init__(
        self, host: QWidget, sentence: str, undo: Callable[[], None] | None, home: QWidget | None = None
    ) -> None:
        super().__init__(host)
        self._home = home
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sentence = label(sentence)
        line = row_of(self.sentence)
        line.setContentsMargins(16, 6, 16, 6)
        self.undo: QPushButton | None = None
        if undo is not None:
            taking_back = QPushButton(_("撤销"))
            taking_back.setAutoDefault(False)
            taking_back.clicked.connect(lambda: (self.close(), undo()))
            line.addWidget(taking_back)
            self.undo = taking_back
        # The style gives the label its colour when it first measures itself: it has to be in its place by then.
        self.setLayout(line)
        room = host.width() - _SIDES_PX - (self.sizeHint().width() - self.sentence.sizeHint().width())
        if self.sentence.sizeHint().width() > room:
            self.sentence.setWordWrap(True)
            self.sentence.setFixedWidth(max(room, em(self, 6)))
        QTimer.singleShot(_UNDO_MS if undo else _TOAST_MS, self, self.close)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and watched is self._host and self._home is not None:
            self.move_to(self._home)
            self._home = None
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        host = self._host
        edge = scaled(_FROM_EDGE_PX)
        top = edge if isinstance(host, QDialog) else max(0, host.height() - self.height() - edge)
        self.move((host.width() - self.width()) // 2, top)
