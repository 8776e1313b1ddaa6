# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees to it that every name in the data can be shown, with a font of ours where the computer has none for it."""

from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.names_in_use import characters_of_names
from hongyun_desktop.ui.kit import rare_characters
from hongyun_desktop.ui.kit.desk import Desk

_LOOK_AGAIN_MS = 100


class RareNames(QObject):
    """Looks when it is made and whenever names are written, until the fonts are there; goes with its window.

    The unpacking runs beside the window on a thread of its own: a job would be kept waiting or keep others waiting.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._unpacking: Future[bytes] | None = None
        self._waiting = QTimer(self)
        self._waiting.setInterval(_LOOK_AGAIN_MS)
        self._waiting.timeout.connect(self._bring_in)
        desk.watch(window, {Topic.RESIDENT, Topic.TEAM}, self.look)
        self.look()

    def look(self) -> None:
        """Begin to unpack where a name has a character that can't be shown."""
        if self._unpacking is not None or rare_characters.stand_by():
            return
        if rare_characters.lacking(characters_of_names(self._desk.store)):
            pool = ThreadPoolExecutor(1, thread_name_prefix="font")
            self._unpacking = pool.submit(rare_characters.unpacked)
            pool.shutdown(wait=False)
            self._waiting.start()

    def _bring_in(self) -> None:
        assert self._unpacking is not None
        if self._unpacking.done():
            self._waiting.stop()
            rare_characters.bring_in(self._unpacking.result())
            self._unpacking = None
