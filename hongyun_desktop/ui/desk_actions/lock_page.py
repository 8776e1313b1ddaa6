# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the window while nobody is signed in: no names but those who may come in.

Imports core and the kit only.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions.sign_in_form import SignInForm
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.parts import Card, button, label, row_of
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em, scaled


class LockPage(QWidget):
    """Covers everything; `signed_in` tells the `Changed`, `help_asked` and `close_asked` what else works here."""

    signed_in = Signal(object)
    help_asked = Signal()
    close_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self.compound = label("", "hint")
        self.compound.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.working = label(_("还有一件事在做，会接着做完。"), "notice", wrap=True)
        self.form = SignInForm(desk, _("登录"))
        self.form.signed_in.connect(self.signed_in)
        self.help = button(_("帮助（F1）"), link=True)
        self.help.clicked.connect(self.help_asked)
        self.leave = button(_("退出程序"), link=True)
        self.leave.clicked.connect(self.close_asked)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.help_asked)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self.close_asked)
        desk.jobs.state_changed.connect(self._say_working)
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card(margins_px=scaled(28))
        card.setFixedWidth(em(self, 27))
        card.column.setSpacing(GAP_PX)
        for part in (self._picture(), self._title(), self.compound, self.working, self.form):
            card.column.addWidget(part)
        self.form.go_on.setMinimumHeight(scaled(38))
        card.column.addWidget(self.form.go_on)
        card.column.addLayout(row_of(self.help, None, self.leave))
        column = QVBoxLayout(self)
        column.addStretch(2)
        # In a row of its own: an aligned card would not grow with a sentence of two lines.
        column.addLayout(row_of(None, card, None))
        column.addStretch(3)

    def _picture(self) -> QLabel:
        made = QLabel()
        made.setPixmap(pixmap("lock", COLOURS.primary, scaled(40)))
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made

    def _title(self) -> QLabel:
        made = label(_("请登录"), "h1")
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made

    def begin(self) -> None:
        """Ask anew, for whoever was there last first."""
        self.compound.setText(settings.committee(self._desk.store).compound)
        self._say_working()
        self.form.begin(self._desk.store.last_at_desk)

    def _say_working(self) -> None:
        self.working.setVisible(self._desk.jobs.busy)
