# SPDX-License-Identifier: GPL-3.0-or-later
"""核对: whether a certificate that somebody holds is ours, by its scanned QR text or by number and check code.

A scanner types like a keyboard and ends with Enter. What was checked is kept on the screen only, never stored.
"""

from datetime import datetime

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hongyun_desktop.core.honours.verification import verify
from hongyun_desktop.core.listing import Window
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.verify_result import Told, VerifyResult, told_of
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.line_icons import offer_clearing
from hongyun_desktop.ui.kit.parts import Card, button, label, row_of
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Column

_LARGER = 1.3
_KEPT = 200
_LEAST_PX, _LOG_FROM_PX, _LONG_LOG_FROM_PX = 240, 430, 480
_LEAST_LOG_ROWS, _LOG_ROWS = 2.0, 4.4


@frozen
class Check:
    """One line of the log: when, what was typed, and what came of it."""

    check_id: int
    at: datetime
    typed: str
    told: Told


COLUMNS: tuple[Column[Check], ...] = (
    Column(_("时间"), lambda check: check.at.strftime("%H:%M:%S"), width=4.6),
    Column(_("结果"), lambda check: check.told.word, width=7.6, chips=lambda check: (check.told.chip,)),
    Column(_("编号"), lambda check: check.told.number, width=13.2),
    Column(_("发给"), lambda check: check.told.name, width=5, private=True),
    Column(_("输入的文字"), lambda check: check.typed, private=True, priority=1),
)


class VerifyPane(QWidget):
    """The view 核对 of the honours page."""

    framed_tools = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checks: list[Check] = []
        self.field = QLineEdit()
        self.check = button(_("核对"), "scan-line", primary=True)
        self.result = VerifyResult(desk)
        self.log: TableView[Check] = TableView(COLUMNS, desk.privacy)
        self.log.setAccessibleName(_("这次核对过的"))
        self.log_card = Card()
        self._lay_out()
        self.field.returnPressed.connect(self.check_now)
        self.check.clicked.connect(self.check_now)
        self.log.chosen.connect(self._show_again)
        desk.privacy.changed.connect(self._on_privacy)

    def _lay_out(self) -> None:
        self.field.setPlaceholderText(_("扫二维码得到的文字，或照证书输入编号和校验码"))
        self.field.setAccessibleName(_("要核对的文字"))
        offer_clearing(self.field)
        self.field.setMaxLength(400)
        font = self.field.font()
        font.setPixelSize(round(theme.base_px() * _LARGER))
        self.field.setFont(font)
        for widget in (self.field, self.check):
            widget.setMinimumHeight(theme.scaled(46))
        line = row_of(spacing_px=10)
        line.addWidget(self.field, 1)
        line.addWidget(self.check)
        heading = row_of(label(_("这次核对过的（关掉程序就清空，不存进资料）"), "key"))
        heading.setContentsMargins(14, 5, 14, 5)
        self.log_card.column.addLayout(heading)
        self.log_card.column.addWidget(self.log)
        self.log_card.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_PX)
        column.addLayout(line)
        column.addWidget(self.result, 1)
        column.addWidget(self.log_card)
        # The log must not keep a low window from fitting: there it goes.
        self.setMinimumHeight(theme.scaled(_LEAST_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_log()

    def _on_privacy(self, on: bool) -> None:
        """What a scanner typed holds a name."""
        self.field.setEchoMode(QLineEdit.EchoMode.Password if on else QLineEdit.EchoMode.Normal)

    def _show_log(self) -> None:
        """As much of the log as leaves room for the verdict, which matters more."""
        height = self.height() * theme.SMALLEST_PX / theme.base_px()
        rows = _LOG_ROWS if height >= _LONG_LOG_FROM_PX else _LEAST_LOG_ROWS
        self.log.setFixedHeight(round(theme.row_height_px() * rows))
        self.log_card.setVisible(bool(self._checks) and height >= _LOG_FROM_PX)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()

    def check_now(self) -> None:
        """Check what stands in the field; the next scan takes its place."""
        typed = self.field.text().strip()
        self.field.setFocus()
        self.field.selectAll()
        if not typed:
            return
        told = told_of(self._desk.store, typed, verify(self._desk.store, typed))
        number = self._checks[0].check_id + 1 if self._checks else 1
        self._checks = [Check(number, self._desk.store.clock.now(), typed, told), *self._checks][:_KEPT]
        self.result.show_told(told)
        self._show_log()
        self.log.clearSelection()
        self.log.show_window(Window.of(self._checks, lambda check: check.check_id))

    def _show_again(self, check: Check | None) -> None:
        if check is not None:
            self.result.show_told(check.told)
