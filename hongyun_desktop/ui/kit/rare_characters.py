# SPDX-License-Identifier: GPL-3.0-or-later
"""Our own fonts behind the computer's, for characters that it would show as empty boxes. Imports Qt and theme only.

They are large, so they are there only once somebody needs them.
"""

import lzma
from collections.abc import Iterable

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from hongyun_desktop import paths
from hongyun_desktop.ui.kit import theme

# The packed one has what stands beyond the plane of everyday characters; what it leaves out is in the other.
_PACKED, _OTHER = "RareMincho.ttf.xz", "CertKai-Medium.ttf"
_FIRST_RARE = "\u3400"


def lacking(characters: Iterable[str]) -> frozenset[str]:
    """Those characters that no font in use can show."""
    metrics = QFontMetrics(QFont(theme.family()))
    return frozenset(each for each in characters if each >= _FIRST_RARE and not metrics.inFontUcs4(ord(each)))


def unpacked() -> bytes:
    """The packed font as it is (30 MB, a second of work on any thread)."""
    return lzma.decompress((paths.resources() / "fonts" / _PACKED).read_bytes())


def stand_by() -> bool:
    """Whether the fonts are there already."""
    return bool(QFont.substitutes(theme.family()))


def bring_in(font: bytes) -> None:
    """Have every text fall back on our fonts from now on, those included that are on the screen; font: `unpacked`."""
    if stand_by():
        return
    folder = paths.resources() / "fonts"
    numbers = (QFontDatabase.addApplicationFontFromData(font), QFontDatabase.addApplicationFont(str(folder / _OTHER)))
    QFont.insertSubstitutions(theme.family(), [name for n in numbers for name in _families(n)])
    for widget in QApplication.allWidgets():
        # By its class: tables and lists have an update of their own, for one cell.
        QWidget.update(widget)


def _families(number: int) -> list[str]:
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
