# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person of the roster holds: points, hours of this quarter, certificates, with the way to each.

The pages of points and of honours are reached through the desk only. Imports core and kit only.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.honours import register
from hongyun_desktop.core.points import balances
from hongyun_desktop.core.points.words import hours_text
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import button, label, row_of

_MOST_LINKS = 3


class Holdings(QWidget):
    """Three facts of one person; key_px: the width of the words before them."""

    def __init__(self, desk: Desk, resident_id: int, key_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._key_px = desk, key_px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        store = desk.store
        self.see_points = button(_("看积分"), link=True)
        self.see_points.clicked.connect(lambda: desk.go("points_of", resident_id))
        self._fact(_("积分"), _("{points} 分").format(points=balances.balance(store, resident_id)), self.see_points)
        minutes = balances.minutes_in(store, resident_id, Quarter.of(today(store.clock)))
        self._fact(_("本季服务"), _("{hours} 小时").format(hours=hours_text(minutes)))
        held = register.numbers_of(store, resident_id)
        self._fact(_("证书"), _("{count} 张").format(count=len(held)) if held else _("还没有"))
        self.certificates = [self._certificate(*each) for each in held[:_MOST_LINKS]]
        if len(held) > _MOST_LINKS:
            self._column.addWidget(label(_("更早的在“证书登记”里，按姓名找。"), "hint", wrap=True))

    def _fact(self, key: str, value: str, link: QWidget | None = None) -> None:
        name = label(key, "key")
        name.setFixedWidth(self._key_px)
        line = row_of(name, label(value), spacing_px=6)
        line.addStretch(1)
        if link is not None:
            line.addWidget(link, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(line)

    def _certificate(self, certificate_id: int, number: str) -> QPushButton:
        made = button(number, link=True)
        made.clicked.connect(lambda: self._desk.go("certificate", certificate_id))
        self._column.addLayout(row_of(made, None))
        return made
