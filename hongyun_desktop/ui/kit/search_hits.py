# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of what was found, below the field in which somebody types. Imports Qt, core's search and kit only."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hongyun_desktop.core.identity import mask_name
from hongyun_desktop.core.search import Hit
from hongyun_desktop.messages.words import kind_word
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.theme import COLOURS, em, row_height_px

Index = QModelIndex | QPersistentModelIndex
_SHOWN_ROWS = 9
_FRAME_PX = 6
_LEAST_EM = 16  # a name, a room and a phone number
_SIDE_PX = 12
_UNBOUNDED_PX = 10_000


class Hits(QAbstractListModel):
    """The hits; above namesakes and rooms of one number, or where there is nothing, a sentence; it can't be chosen."""

    def __init__(self, privacy: Privacy, parent: QWidget, *, of_one_kind: bool) -> None:
        super().__init__(parent)
        self._lines: Sequence[Hit | str] = ()
        self._privacy = privacy
        self._of_one_kind = of_one_kind
        privacy.changed.connect(self._on_privacy)
        self.show(())

    def show(self, hits: tuple[Hit, ...]) -> None:
        self.beginResetModel()
        same = len(hits[0].namesakes(hits)) + 1 if hits else 1
        if not hits:
            self._lines = (_("没有找到。试试姓名、拼音首字母、房号或电话后四位。"),)
        elif same > 1:
            self._lines = (_several(hits[0], same), *hits)
        else:
            self._lines = hits
        self.endResetModel()

    @property
    def first(self) -> int:
        """The place of the first hit; beyond the last line where there are none."""
        return int(isinstance(self._lines[0], str))

    def hit_at(self, place: int) -> Hit | None:
        """The hit of a line; None for a sentence and for no line."""
        line = self._lines[place] if 0 <= place < len(self._lines) else ""
        return line if isinstance(line, Hit) else None

    def _on_privacy(self, _on: bool) -> None:
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        line = self._lines[index.row()]
        if isinstance(line, str):
            return self._veiled(line) if self._privacy.on else line
        if self._privacy.on and line.veiled:
            return line.veiled
        return f"{line.text} · {line.phone}" if line.phone else line.text

    def _veiled(self, sentence: str) -> str:
        named = self.hit_at(1)
        return sentence.replace(named.name, mask_name(named.name)) if named and named.veiled else sentence

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_sentence = index.isValid() and self.hit_at(index.row()) is None
        return Qt.ItemFlag.ItemIsEnabled if is_sentence else super().flags(index)

    def kind(self, place: int) -> str:
        """The Chinese word for what a hit is; none where only one kind is offered."""
        hit = self.hit_at(place)
        return kind_word(hit.kind) if hit and not self._of_one_kind else ""


def _several(first: Hit, count: int) -> str:
    """That what was typed may mean several, of whom this is the first."""
    rooms = _("房号是 {name} 的有 {count} 户：按 ↓ 选是哪一户，再回车。")
    people = _("叫{name}的有 {count} 位：按 ↓ 选是哪一位，再回车。")
    return (rooms if first.kind == "dwelling" else people).format(name=first.name, count=count)


class _HitDelegate(QStyledItemDelegate):
    """The hit's text, and at the right what it is; a sentence goes on in further lines where the list is narrow."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Not before the first paint: to make Qt's styles known to Python takes longer than any other class.
        from PySide6.QtWidgets import QStyle

        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(COLOURS.tint_strong))
        model = index.model()
        assert isinstance(model, Hits)
        inside, middle = rect.adjusted(_SIDE_PX, 0, -_SIDE_PX, 0), Qt.AlignmentFlag.AlignVCenter
        if model.hit_at(index.row()) is None:
            painter.setPen(QColor(COLOURS.text_soft))
            painter.drawText(inside, middle | Qt.TextFlag.TextWordWrap, str(index.data()))
        else:
            self._paint_hit(painter, inside, str(index.data()), model.kind(index.row()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row_px = round(row_height_px() * 0.9)
        model, view = index.model(), self.parent()
        assert isinstance(model, Hits)
        assert isinstance(view, QListView)
        if model.hit_at(index.row()) is not None:
            return QSize(0, row_px)
        room = QRect(0, 0, max(1, view.width() - _FRAME_PX - 2 * _SIDE_PX), _UNBOUNDED_PX)
        metrics = view.fontMetrics()
        lines = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data())).height() / metrics.lineSpacing()
        return QSize(0, row_px + (max(1, round(lines)) - 1) * metrics.lineSpacing())

    @staticmethod
    def _paint_hit(painter: QPainter, inside: QRect, text: str, kind: str) -> None:
        font, small = painter.font(), QFont(painter.font())
        small.setPixelSize(round(small.pixelSize() * 0.87))
        painter.setFont(small)
        painter.setPen(QColor(COLOURS.text_soft))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, kind)
        taken_px = painter.fontMetrics().horizontalAdvance(kind) + 16 if kind else 0
        painter.setFont(font)
        painter.setPen(QColor(COLOURS.text))
        room = inside.adjusted(0, 0, -taken_px, 0)
        # The name at the left and the room or number at the right are what tells one from another.
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class HitList(QListView):
    """The hits below their field, as wide as it; it goes with Esc and with the field's focus."""

    def __init__(self, field: QLineEdit, privacy: Privacy, *, of_one_kind: bool) -> None:
        super().__init__(field)
        self._field = field
        self._hits = Hits(privacy, self, of_one_kind=of_one_kind)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_HitDelegate(self))
        self.setModel(self._hits)
        self.hide()
        field.installEventFilter(self)

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show what was found, or that nothing was; the first is taken where nobody has to choose."""
        self._hits.show(hits)
        self._place()
        if self._hits.first == 0:
            self.setCurrentIndex(self._hits.index(0))

    def hit_at(self, place: int) -> Hit | None:
        """The hit of a line; None for a sentence and for no line."""
        return self._hits.hit_at(place)

    def has_hits(self) -> bool:
        """Whether there is something to be chosen."""
        return self._hits.hit_at(self._hits.first) is not None

    def move_by(self, lines: int) -> None:
        """Go down, or up, to another hit."""
        current, first = self.currentIndex(), self._hits.first
        place = current.row() + lines if current.isValid() else first
        self.setCurrentIndex(self._hits.index(min(max(place, first), self._hits.rowCount() - 1)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field or not self.isVisible():
            return False
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            # Esc closes the list first; a dialog around must not take it.
            event.accept()
            return True
        return False

    def _place(self) -> None:
        field = self._field
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = field.mapTo(window, QPoint(0, field.height() + 2))
        # As wide as the field, so that both read as one; only a very narrow field has a wider list.
        width = min(max(field.width(), em(field, _LEAST_EM)), window.width() - 16)
        left = min(corner.x(), max(0, window.width() - width - 8))
        self.resize(width, self.height())
        below_px, above_px = window.height() - corner.y() - 8, corner.y() - field.height() - 12
        below, above = self._height_px(below_px), self._height_px(above_px)
        is_above = below < self._height_px(_UNBOUNDED_PX) and above > below
        height = above if is_above else below
        top = corner.y() - field.height() - 4 - height if is_above else corner.y()
        self.setGeometry(left, top, width, height)
        # Else the first picture has the sentence in the many lines of the width before.
        self.doItemsLayout()
        self.show()
        self.raise_()

    def _height_px(self, room_px: int) -> int:
        """How high the list is in some room: whole lines, one at the least, and no more than are looked through."""
        height_px = _FRAME_PX
        for place in range(min(self._hits.rowCount(), _SHOWN_ROWS)):
            line_px = self.sizeHintForIndex(self._hits.index(place)).height()
            if place and height_px + line_px > room_px:
                break
            height_px += line_px
        return height_px
