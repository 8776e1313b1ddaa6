# SPDX-License-Identifier: GPL-3.0-or-later
"""Before and after side by side, pair by pair. Knows no feature."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hongyun_desktop.core.photos.rules import STAGE_WORDS, PhotoRow, Stage
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.photos.picture import ZOOMS, LargePicture, bind
from hongyun_desktop.ui.kit.theme import GAP_PX, em

_SIDES = (Stage.BEFORE, Stage.AFTER)


def open_before_after(desk: Desk, parent: QWidget, photos: Sequence[PhotoRow]) -> "BeforeAfter":
    """Show the photos of one thing by pairs: the first before beside the first after, and so on."""
    dialog = BeforeAfter(desk, parent, photos)
    dialog.open()
    return dialog


class BeforeAfter(QDialog):
    """Arrows turn the pairs; a pair that lacks one side shows the last that there is. Both sides zoom in step."""

    def __init__(self, desk: Desk, parent: QWidget, photos: Sequence[PhotoRow]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("前后对比"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sides = {side: [row for row in photos if row.stage is side] for side in _SIDES}
        self._pair = 0
        self.pictures = {side: LargePicture(desk) for side in _SIDES}
        self.words = {side: label("", "key") for side in _SIDES}
        self.before, self.after = button(_("上一对"), "chevron-left"), button(_("下一对"), "chevron-right")
        self.closer, self.further = button(_("放大"), "zoom-in"), button(_("缩小"), "zoom-out")
        self.shut = button(_("关闭"))
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.closer.clicked.connect(lambda: self.pictures[Stage.BEFORE].zoom_by(1))
        self.further.clicked.connect(lambda: self.pictures[Stage.BEFORE].zoom_by(-1))
        self.shut.clicked.connect(self.reject)
        for side, other in (_SIDES, _SIDES[::-1]):
            self.pictures[side].viewed.connect(self.pictures[other].view)
            self.pictures[side].viewed.connect(self._on_viewed)
        for key, step in (("Left", -1), ("PgUp", -1), ("Right", 1), ("PgDown", 1)):
            bind(self, key, partial(self.turn, step))
        self.pictures[Stage.BEFORE].bind_keys(self)
        self.count = label("", "hint")
        self._lay_out()
        desk.privacy.listen(self)
        self.turn(0)

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(GAP_PX)
        for side in _SIDES:
            column = QVBoxLayout()
            column.addWidget(self.words[side])
            column.addWidget(self.pictures[side], 1)
            sides.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 16)
        whole.setSpacing(GAP_PX)
        whole.addLayout(sides, 1)
        whole.addLayout(row_of(
            self.before, self.after, self.count, None, self.closer, self.further, self.shut
        ))  # fmt: skip
        fit_to_screen(self, em(self, 70), em(self, 36))

    def _on_viewed(self, zoom: int, _place: object = None) -> None:
        self.closer.setEnabled(zoom < len(ZOOMS) - 1)
        self.further.setEnabled(zoom > 0)

    @property
    def pairs(self) -> int:
        """How many pairs there are to turn through."""
        return max((len(rows) for rows in self._sides.values()), default=0)

    def turn(self, step: int) -> None:
        """Go on by some pairs, staying within them."""
        self._pair = min(max(self._pair + step, 0), max(self.pairs - 1, 0))
        for side, rows in self._sides.items():
            row = rows[min(self._pair, len(rows) - 1)] if rows else None
            self.pictures[side].show_photo(row)
            day = f" · {row.taken_on.isoformat()}" if row is not None and row.taken_on else ""
            self.words[side].setText(STAGE_WORDS[side] + day)
        self._on_viewed(0)
        self.before.setEnabled(self._pair > 0)
        self.after.setEnabled(self._pair < self.pairs - 1)
        self.count.setText(_("第 {place} 对，共 {count} 对").format(place=self._pair + 1, count=self.pairs))
