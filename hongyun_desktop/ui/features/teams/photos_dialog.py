# SPDX-License-Identifier: GPL-3.0-or-later
"""The photos of one activity in a dialog of their own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hongyun_desktop.core.activities.rules import ActivityRow
from hongyun_desktop.core.photos.rules import Subject
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Scrolled, button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.photos import PhotoStrip
from hongyun_desktop.ui.kit.theme import GAP_PX, em


class PhotosDialog(QDialog):
    """Files may be dropped here; the first four photos go on the activity's record."""

    def __init__(self, desk: Desk, parent: QWidget, activity: ActivityRow) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("活动照片"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.photos = PhotoStrip(desk)
        self.photos.show_subject(Subject("activity", activity.activity_id), stages=False)
        self.shut = button(_("关闭"))
        self.shut.clicked.connect(self.reject)
        scrolled = Scrolled(margins_px=0)
        scrolled.column.addWidget(self.photos)
        scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(GAP_PX)
        column.addWidget(label(f"{activity.held_on} {activity.name}", "h2", wrap=True))
        column.addWidget(label(_("前四张会印在活动记录上。"), "hint"))
        column.addWidget(scrolled, 1)
        column.addLayout(row_of(None, self.shut))
        fit_to_screen(self, em(self, 44), em(self, 32))
        desk.privacy.listen(self)
