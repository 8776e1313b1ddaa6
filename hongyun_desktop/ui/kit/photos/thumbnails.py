# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures of photos, made beside the window and kept while they are in use. Knows no feature and no table.

The worker reads files only, never the database: it needs the path and the key, nothing that belongs to a thread.
"""

from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from itertools import count
from typing import Any, Self

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store import photos, thumbnails
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos.waiting_line import WaitingLine

SIDE_PX = 280
"""The longer side of a kept thumbnail: enough for a screen at 150 %."""
_KEPT = 500


class Thumbnails(QObject):
    """The pictures of one desk.

    `ready` tells that a small one can be had now, or that it can't be shown; `enlarged` hands a large one over to
    whoever holds its ticket, None where its file can't be shown.
    """

    ready = Signal(str)
    enlarged = Signal(int, object)
    _made = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._path, self._key = desk.store.path, desk.store.database.key
        self._pixmaps: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[Hashable] = set()
        self._tickets = count(1)
        self._line = WaitingLine(self._asked.discard)
        self._made.connect(self._take)
        desk.changed.connect(self._on_changed)
        # Before the store is let go of: whatever encrypts or replaces it must find no thumbnail in the making.
        desk.jobs.end_with(self._line.end)

    @classmethod
    def of(cls, desk: Desk) -> Self:
        """The one of a desk, made when first asked for."""
        return desk.findChild(cls) or cls(desk)

    def pixmap(self, sha256: str, suffix: str) -> QPixmap | None:
        """The small picture if it is at hand; else None, and `ready` follows. A null one: the file can't be shown."""
        found = self._pixmaps.get(sha256)
        if found is not None:
            self._pixmaps.move_to_end(sha256)
        elif sha256 not in self._asked:
            self._asked.add(sha256)
            self._line.submit(sha256, lambda: self._tell(self._made, sha256, self._small(sha256, suffix)))
        return found

    def enlarge(self, sha256: str, suffix: str, longest_px: int) -> int:
        """Make a picture of at most so many pixels; the ticket under which `enlarged` hands it over."""
        ticket = next(self._tickets)
        self._line.submit(
            ticket, lambda: self._tell(self.enlarged, ticket, self._read(sha256, suffix, longest_px)), urgent=True
        )
        return ticket

    def forget(self, ticket: int) -> None:
        """Nobody waits for a large picture any more."""
        self._line.forget(ticket)

    def _tell(self, signal: Any, *told: object) -> None:
        # The window may have gone meanwhile.
        with suppress(RuntimeError):
            signal.emit(*told)

    def _small(self, sha256: str, suffix: str) -> QImage | None:
        kept = thumbnails.read(self._path, self._key, sha256)
        if kept is not None:
            return QImage.fromData(kept)
        content = self._content(sha256, suffix)
        if content is None:
            return None
        from hongyun_desktop.exchange import pictures

        with suppress(AppError):
            small = pictures.thumbnail(content, SIDE_PX)
            thumbnails.keep(self._path, self._key, sha256, small)
            return QImage.fromData(small)
        return None

    def _read(self, sha256: str, suffix: str, longest_px: int) -> QImage | None:
        content = self._content(sha256, suffix)
        if content is None:
            return None
        from hongyun_desktop.exchange import pictures

        with suppress(AppError):
            return QImage.fromData(pictures.for_paper(content, longest_px))
        return None

    def _content(self, sha256: str, suffix: str) -> bytes | None:
        file = photos.folder_of(self._path) / photos.name_of(sha256, suffix, self._key)
        try:
            return b"".join(photos.read(file, self._key))
        except (OSError, AppError):
            return None

    def _take(self, sha256: str, image: QImage | None) -> None:
        self._asked.discard(sha256)
        self._pixmaps[sha256] = QPixmap.fromImage(image) if image is not None else QPixmap()
        if len(self._pixmaps) > _KEPT:
            self._pixmaps.popitem(last=False)
        self.ready.emit(sha256)

    def _on_changed(self, changed: Changed) -> None:
        # A file that was gone may have been brought back.
        if Topic.FILES in changed.topics:
            for sha256 in [each for each, pixmap in self._pixmaps.items() if pixmap.isNull()]:
                del self._pixmaps[sha256]
