# SPDX-License-Identifier: GPL-3.0-or-later
"""Our own fonts behind the computer's, for characters that it would show as empty boxes. Imports Qt and theme only.

They are large, so they are there only once somebody needs them.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from hongyun_desktop import paths
from hongyun_desktop.ui.kit import theme

if TYPE_CHECKING:
    from concurrent.futures import Future

# The first has what stands beyond the plane of everyday characters; what it leaves out is in the other.
_RARE, _OTHER = "RareMincho.ttf.xz", "CertKai-Medium.ttf.gz"
_FIRST_RARE = "\u3400"
_LOOK_AGAIN_MS = 100


def lacking(characters: Iterable[str]) -> frozenset[str]:
    """Those characters that no font in use can show."""
    metrics = QFontMetrics(QFont(theme.family()))
    return frozenset(each for each in characters if each >= _FIRST_RARE and not metrics.inFontUcs4(ord(each)))


def unpacked() -> tuple[bytes, bytes]:
    """Both fonts as they are (48 MB, a second of work on any thread)."""
    import gzip
    import lzma

    folder = paths.resources() / "fonts"
    return lzma.decompress((folder / _RARE).read_bytes()), gzip.decompress((folder / _OTHER).read_bytes())


def stand_by() -> bool:
    """Whether the fonts are there already."""
    return bool(QFont.substitutes(theme.family()))


def bring_in(fonts: Iterable[bytes]) -> None:
    """Have every text fall back on our fonts from now on, those included that are on the screen; fonts: `unpacked`."""
    if stand_by():
        return
    numbers = [QFontDatabase.addApplicationFontFromData(font) for font in fonts]
    QFont.insertSubstitutions(theme.family(), [name for n in numbers for name in _families(n)])
    for widget in QApplication.allWidgets():
        # By its class: tables and lists have an update of their own, for one cell.
        QWidget.update(widget)


class RareFonts(QObject):
    """Brings the fonts in once somebody is about to see a character that needs them.

    The unpacking runs beside the window on a thread of its own: a job would be kept waiting or keep others waiting.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unpacking: Future[tuple[bytes, bytes]] | None = None
        self._waiting = QTimer(self)
        self._waiting.setInterval(_LOOK_AGAIN_MS)
        self._waiting.timeout.connect(self._bring_in)

    @property
    def are_coming(self) -> bool:
        """Whether they are being unpacked."""
        return self._unpacking is not None

    def see(self, characters: Iterable[str]) -> None:
        """Begin to unpack where one of these can't be shown."""
        if self.are_coming or stand_by() or not lacking(characters):
            return
        from concurrent.futures import ThreadPoolExecutor

        pool = ThreadPoolExecutor(1, thread_name_prefix="font")
        self._unpacking = pool.submit(unpacked)
        pool.shutdown(wait=False)
        self._waiting.start()

    def _bring_in(self) -> None:
        assert self._unpacking is not None
        if self._unpacking.done():
            self._waiting.stop()
            bring_in(self._unpacking.result())
            self._unpacking = None


def _families(number: int) -> list[str]:
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
