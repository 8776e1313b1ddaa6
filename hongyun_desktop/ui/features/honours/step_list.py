# SPDX-License-Identifier: GPL-3.0-or-later
"""The numbered steps of a round at the left of its page: which are done, which one it is time for. Paints only."""

from collections.abc import Set

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from hongyun_desktop.core.honours.progress import Step
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.theme import COLOURS

TITLES = {
    Step.CHOOSE: _("选季度和称号"),
    Step.CANDIDATES: _("候选人"),
    Step.CHECK: _("检查"),
    Step.PROOF: _("校名单"),
    Step.ISSUE: _("签发"),
    Step.PRINT: _("预览与打印"),
    Step.SIGN_OFF: _("签收表"),
}
_STATES = {"done": _("已办好"), "now": _("该办这一步"), "later": _("还没到")}


class StepButton(QAbstractButton):
    """One step: a number in a circle (a tick once done), its name, and its state in words."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self.state = "later"
        self.setText(TITLES[step])
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)

    def show_state(self, state: str, *, current: bool, enabled: bool) -> None:
        """state: done, now or later; current: its panel is shown."""
        self.state = state
        self.setChecked(current)
        self.setEnabled(enabled)
        self.setToolTip(_("签发过了，这一步不用再办。") if state == "done" and not enabled else "")
        self.setAccessibleName(f"{self.step.value} {self.text()}，{_STATES[state]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.em(self, 10.5), theme.scaled(54))

    def minimumSizeHint(self) -> QSize:
        """Of one line: in a low window the state in words goes, circle and tick still tell it."""
        return QSize(theme.em(self, 10.5), theme.scaled(31))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """A click does not switch it; the page says which step is shown."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side = theme.scaled(28)
        circle = QRectF(theme.scaled(12), (self.height() - side) / 2, side, side)
        self._paint_circle(painter, circle)
        self._paint_words(painter, circle.right() + theme.scaled(10))
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        ground = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(COLOURS.tint if self.isChecked() else COLOURS.stripe))
            painter.drawRoundedRect(ground, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(QColor(COLOURS.primary), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, 8, 8)

    def _paint_circle(self, painter: QPainter, circle: QRectF) -> None:
        fills = {"done": COLOURS.good, "now": COLOURS.primary, "later": COLOURS.surface}
        painter.setBrush(QColor(fills[self.state]))
        painter.setPen(QPen(QColor(COLOURS.border if self.state == "later" else fills[self.state]), 1.5))
        painter.drawEllipse(circle)
        if self.state == "done":
            side = theme.scaled(18)
            corner = circle.center().x() - side / 2, circle.center().y() - side / 2
            painter.drawPixmap(QRectF(*corner, side, side).toRect(), pixmap("check", COLOURS.surface, side))
            return
        painter.setPen(QColor(COLOURS.surface if self.state == "now" else COLOURS.text_faint))
        painter.setFont(self._font(15, bold=True))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self.step.value))

    def _paint_words(self, painter: QPainter, left: float) -> None:
        width, middle = self.width() - left - 4, self.height() / 2
        ink = COLOURS.primary if self.isChecked() else COLOURS.text if self._counts() else COLOURS.text_faint
        painter.setPen(QColor(ink))
        painter.setFont(self._font(15, bold=self.isChecked() or self.state == "now"))
        line = theme.scaled(21)
        if self.height() < 2.3 * line:
            painter.drawText(
                QRectF(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                self.text(),
            )  # fmt: skip
            return
        place = QRectF(left, middle - line, width, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setPen(QColor(COLOURS.good if self.state == "done" else COLOURS.text_faint))
        painter.setFont(self._font(12))
        place = QRectF(left, middle + 1, width, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, _STATES[self.state])

    def _counts(self) -> bool:
        # What is done is not grey, though nobody goes back to it: that would read as never reached.
        return self.isEnabled() or self.state == "done"

    def _font(self, px: int, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.scaled(px))
        font.setBold(bold)
        return font


class StepList(QWidget):
    """All seven; `picked` tells the step that somebody pressed."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = {step: StepButton(step) for step in Step}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for button in self.steps.values():
            button.clicked.connect(self._on_clicked)
            column.addWidget(button)

    def _on_clicked(self) -> None:
        pressed = self.sender()
        assert isinstance(pressed, StepButton)
        self.picked.emit(pressed.step)

    def show_steps(self, done: Set[Step], now: Step, current: Step, open_steps: Set[Step]) -> None:
        """current: whose panel is shown; open_steps: those that may be gone to."""
        for step, button in self.steps.items():
            state = "done" if step in done else "now" if step is now else "later"
            button.show_state(state, current=step is current, enabled=step in open_steps)
