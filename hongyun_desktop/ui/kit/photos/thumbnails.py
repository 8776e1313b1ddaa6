# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures of photos, made beside the window and kept while they are in use. Knows no feature and no table.

The worker reads files only, never the database: it needs the path and the key, nothing that belongs to a thread.
"""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Self

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store import photos, thumbnails
from hongyun_desktop.ui.kit.desk import Desk

SIDE_PX = 280
"""The longer side of a kept thumbnail: enough for a screen at 150 %."""
_KEPT = 400
_Made = tuple[str, Callable[[QImage | None], object] | None, QImage | None]


class _Pool:
    """One thread for pictures, begun with the first of them."""

    def __init__(self) -> None:
        self._executor: ThreadPoolExecutor | None = None
        self._ended = False

    def submit(self, work: Callable[[], object]) -> None:
        """Do something after what was asked before; nothing once it was ended."""
        if self._ended:
            return
        if self._executor is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="photos")
        self._executor.submit(work)

    def end(self) -> None:
        """Wait for what runs, forget what waits, and take no more."""
        self._ended = True
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)


class Thumbnails(QObject):
    """The pictures of one desk; `ready` tells that one asked for before can be had now, or that it can't be shown."""

    ready = Signal(str)
    _made = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._path, self._key = desk.store.path, desk.store.database.key
        self._pixmaps: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self._pool = _Pool()
        self._made.connect(self._take)
        # Before the store is let go of: whatever encrypts or replaces it must find no thumbnail in the making.
        desk.jobs.end_with(self._pool.end)

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
            self._start(sha256, None, lambda: self._small(sha256, suffix))
        return found

    def large(self, sha256: str, suffix: str, longest_px: int, then: Callable[[QImage | None], object]) -> None:
        """Make a picture of at most so many pixels and hand it over here; None where the file can't be shown."""
        self._start(sha256, then, lambda: self._read(sha256, suffix, longest_px))

    def close(self) -> None:
        """Wait for what runs, and take no more work."""
        self._pool.end()

    def _start(
        self, sha256: str, then: Callable[[QImage | None], object] | None, make: Callable[[], QImage | None]
    ) -> None:
        def run() -> None:
            image = make()
            # The window may have gone meanwhile.
            with suppress(RuntimeError):
                self._made.emit((sha256, then, image))

        self._pool.submit(run)

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

    def _take(self, made: Any) -> None:
        sha256, then, image = made
        if then is not None:
            then(image)
            return
        self._asked.discard(sha256)
        self._pixmaps[sha256] = QPixmap.fromImage(image) if image is not None else QPixmap()
        if len(self._pixmaps) > _KEPT:
            self._pixmaps.popitem(last=False)
        self.ready.emit(sha256)
