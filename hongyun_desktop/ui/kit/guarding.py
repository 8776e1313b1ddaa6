# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps a control switched off while there is a reason, with the reason as its tool tip. Imports Qt only."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget


class Guard(QObject):
    """Lives as long as its control; whoever else switches the control on is heard once the reason is gone.

    why_not: the reason now, empty for none; asked again at each of the signals.
    """

    def __init__(self, control: QWidget | QAction, why_not: Callable[[], str], *signals: SignalInstance) -> None:
        super().__init__(control)
        self._control, self._why_not = control, why_not
        self._reason = ""
        self._wanted, self._tip = True, ""
        for signal in signals:
            signal.connect(self.look)
        if isinstance(control, QAction):
            control.enabledChanged.connect(self._on_enabled)
        self.look()

    def look(self, *_told: object) -> None:
        """Hold the control, or let it go, by what holds now."""
        held, self._reason = self._reason, self._why_not()
        if self._reason and not held:
            self._wanted, self._tip = self._is_on(), self._control.toolTip()
            # Only while it is held: every event of every button would pass through here.
            self._control.installEventFilter(self)
        if self._reason:
            self._control.setEnabled(False)
            self._control.setToolTip(self._reason)
        elif held:
            self._control.removeEventFilter(self)
            self._control.setEnabled(self._wanted)
            self._control.setToolTip(self._tip)

    def _is_on(self) -> bool:
        """Whether the control itself is on, in a parent that may be off."""
        control = self._control
        if isinstance(control, QAction):
            return control.isEnabled()
        parent = control.parentWidget()
        return control.isEnabled() if parent is None else control.isEnabledTo(parent)

    def _on_enabled(self, on: bool) -> None:
        if self._reason and on:
            self._wanted = True
            self._control.setEnabled(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._control:
            return False
        if event.type() == QEvent.Type.EnabledChange:
            self._on_enabled(self._is_on())
        elif event.type() == QEvent.Type.ToolTipChange and self._control.toolTip() != self._reason:
            self._tip = self._control.toolTip()
            self._control.setToolTip(self._reason)
        return False
