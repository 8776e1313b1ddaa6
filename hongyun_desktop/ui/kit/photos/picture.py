# SPDX-License-Identifier: GPL-3.0-or-later
"""One photo as large as there is room, or larger, made beside the window; hidden by F9. Knows no feature."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from hongyun_desktop.core.photos.rules import PhotoRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos.thumbnails import Thumbnails
from hongyun_desktop.ui.kit.theme import COLOURS, em

_LONGEST_PX = 1800
ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.0)
"""How many times larger than whole a photo can be looked at."""
_MIDDLE = QPointF(0.5, 0.5)
_MOVES = {"Shift+Left": (-1, 0), "Shift+Right": (1, 0), "Shift+Up": (0, -1), "Shift+Down": (0, 1)}
_MOVE = 0.1


class LargePicture(QWidget):
    """Shows a photo whole, never larger than it is, until somebody looks closer; a word where it can't be seen.

    viewed: which zoom of `ZOOMS` and which place (0 to 1 from the left and from above) somebody turned to.
    """

    viewed = Signal(int, QPointF)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._thumbnails = desk, Thumbnails.of(desk)
        self._row: PhotoRow | None = None
        self._pixmap: QPixmap | None = None
        self._ticket, self._failed = 0, False
        self._zoom, self._place = 0, _MIDDLE
        self._held: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(em(self, 14), em(self, 10))
        self.setToolTip(_("滚轮或 +、- 放大缩小，0 看全图；放大后按住拖动，或按 Shift 加方向键"))
        # Bound: thumbnails and F9 outlive the picture.
        self._thumbnails.enlarged.connect(self._take)
        self._thumbnails.ready.connect(self._paint_anew)
        desk.privacy.changed.connect(self._paint_anew)

    def _paint_anew(self, _told: object) -> None:
        self.update()

    def show_photo(self, row: PhotoRow | None) -> None:
        """Show a photo whole, or nothing."""
        self._thumbnails.forget(self._ticket)
        self._row, self._pixmap, self._ticket, self._failed = row, None, 0, False
        self.view(0, _MIDDLE)
        if row is not None:
            self._ticket = self._thumbnails.enlarge(row.sha256, row.suffix, _LONGEST_PX)
        self.update()

    @property
    def is_shown(self) -> bool:
        """Whether the picture itself is there to be seen."""
        return self._pixmap is not None and not self._desk.privacy.on

    @property
    def zoom(self) -> int:
        """Which of `ZOOMS` it is looked at with."""
        return self._zoom

    @property
    def place(self) -> QRectF:
        """Where the whole photo lies, in pixels of this widget."""
        whole = self._whole_size()
        left = _begin(self.width(), whole.width(), self._place.x())
        return QRectF(QPointF(left, _begin(self.height(), whole.height(), self._place.y())), whole)

    def view(self, zoom: int, place: QPointF) -> None:
        """Look at a place with one of `ZOOMS`, as somebody did elsewhere."""
        self._zoom = min(max(zoom, 0), len(ZOOMS) - 1)
        whole = self._whole_size()
        self._place = QPointF(
            _within(self.width(), whole.width(), place.x()), _within(self.height(), whole.height(), place.y())
        )
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._zoom else Qt.CursorShape.ArrowCursor)
        self.update()

    def zoom_by(self, steps: int) -> None:
        """Look closer, or from further away."""
        self._turn_to(self._zoom + steps, self._place)

    def bind_keys(self, dialog: QWidget) -> None:
        """Let keys look closer or elsewhere: shortcuts of the dialog, whose buttons would keep arrows to themselves."""
        for key, steps in (("+", 1), ("=", 1), ("-", -1)):
            bind(dialog, key, partial(self.zoom_by, steps))
        bind(dialog, "0", partial(self._turn_to, 0, _MIDDLE))
        for key, (right, down) in _MOVES.items():
            bind(dialog, key, partial(self._move, QPointF(right * _MOVE, down * _MOVE)))

    def _move(self, by: QPointF) -> None:
        self._turn_to(self._zoom, self._place + by)

    def _turn_to(self, zoom: int, place: QPointF) -> None:
        self.view(zoom, place)
        self.viewed.emit(self._zoom, self._place)

    def _take(self, ticket: int, image: QImage | None) -> None:
        if ticket != self._ticket:
            return
        self._failed = image is None
        self._pixmap = QPixmap.fromImage(image) if image is not None else None
        self.update()

    # what is seen

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(COLOURS.grey_ground))
        picture = self._picture()
        if picture is not None:
            painter.drawPixmap(self.place, picture, QRectF(picture.rect()))
        else:
            painter.setPen(QColor(COLOURS.text_soft))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._word())
        painter.end()

    def _picture(self) -> QPixmap | None:
        """What is painted: the large one, or the small one until it is there."""
        if self._row is None or self._failed or self._desk.privacy.on:
            return None
        small = self._pixmap or self._thumbnails.pixmap(self._row.sha256, self._row.suffix)
        return None if small is None or small.isNull() else small

    def _whole_size(self) -> QSizeF:
        """The size of the whole photo on the screen."""
        row = self._row
        size = QSize(row.width_px, row.height_px) if row is not None else QSize()
        if self._pixmap is not None:
            size = self._pixmap.size()
        if size.width() > self.width() or size.height() > self.height():
            size.scale(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QSizeF(size) * ZOOMS[self._zoom]

    def _word(self) -> str:
        if self._row is None:
            return _("没有照片")
        if self._desk.privacy.on:
            return _("已隐藏（F9）")
        return _("照片不见了或坏了。请用“资料 ▸ 检查资料”看看能不能找回。") if self._failed else _("正在打开……")

    # the mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None or not self._zoom:
            return
        whole, by = self._whole_size(), self._held - event.position()
        self._held = event.position()
        self._turn_to(self._zoom, self._place + QPointF(by.x() / whole.width(), by.y() / whole.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._turn_to(0 if self._zoom else 2, _MIDDLE)


def bind(dialog: QWidget, key: str, run: Callable[[], object]) -> None:
    """Do something at a key, whatever in the dialog has the focus."""
    QShortcut(QKeySequence(key), dialog).activated.connect(run)


def _within(room: int, length: float, place: float) -> float:
    """A place along one side that can be in the middle with no room left beside the picture."""
    half = room / length / 2 if length > room else 0.5
    return min(max(place, half), 1 - half)


def _begin(room: int, length: float, place: float) -> float:
    """Where a picture begins along one side, so that its place is in the middle and no room is left beside it."""
    if length <= room:
        return (room - length) / 2
    return min(max(room / 2 - place * length, room - length), 0.0)
