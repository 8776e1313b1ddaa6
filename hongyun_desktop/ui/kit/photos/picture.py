# SPDX-License-Identifier: GPL-3.0-or-later
"""One photo as large as there is room, made beside the window; hidden by F9. Knows no feature."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from hongyun_desktop.core.photos.rules import PhotoRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos.thumbnails import Thumbnails
from hongyun_desktop.ui.kit.theme import COLOURS, em

_LONGEST_PX = 1800


class LargePicture(QWidget):
    """Shows a photo whole, never larger than it is; a word where it is not there yet, damaged or hidden."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._thumbnails = desk, Thumbnails.of(desk)
        self._row: PhotoRow | None = None
        self._pixmap: QPixmap | None = None
        self._failed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(em(self, 14), em(self, 10))
        desk.privacy.changed.connect(lambda _on: self.update())

    def show_photo(self, row: PhotoRow | None) -> None:
        """Show a photo, or nothing."""
        self._row, self._pixmap, self._failed = row, None, False
        if row is not None:
            self._thumbnails.large(row.sha256, row.suffix, _LONGEST_PX, lambda image: self._take(row, image))
        self.update()

    @property
    def is_shown(self) -> bool:
        """Whether the picture itself is there to be seen."""
        return self._pixmap is not None and not self._desk.privacy.on

    def _take(self, row: PhotoRow, image: QImage | None) -> None:
        if row is not self._row:
            return
        self._failed = image is None
        self._pixmap = QPixmap.fromImage(image) if image is not None else None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(COLOURS.grey_ground))
        if self._pixmap is not None and self.is_shown:
            size = self._pixmap.size()
            if size.width() > self.width() or size.height() > self.height():
                size.scale(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(self.rect().center())
            painter.drawPixmap(place, self._pixmap)
        else:
            painter.setPen(QColor(COLOURS.text_soft))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._word())
        painter.end()

    def _word(self) -> str:
        if self._row is None:
            return _("没有照片")
        if self._desk.privacy.on:
            return _("已隐藏（F9）")
        return _("照片不见了或坏了。请用“资料 ▸ 检查资料”看看能不能找回。") if self._failed else _("正在打开……")
