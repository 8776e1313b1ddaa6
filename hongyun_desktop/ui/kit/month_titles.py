# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a day's titles goes into its place in a month. Imports Qt only, knows no feature."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from hongyun_desktop.frozen_class import frozen


@frozen
class DayTitle:
    """One thing of a day; hour: when it begins, painted only where there is room for it behind the whole name."""

    name: str
    hour: str = ""

    @property
    def whole(self) -> str:
        """Name and hour."""
        return f"{self.name} {self.hour}".strip()


def title_lines(titles: Sequence[DayTitle], font: QFont, width_px: float, most: int) -> list[list[str]]:
    """As much of some titles as goes into some lines: each has one, and the first ones what is left of them."""
    made: list[list[str]] = []
    shown = titles[: max(most, 0)]
    left = most
    for place, title in enumerate(shown):
        waiting = len(shown) - place - 1
        made.append(_wrapped(title, font, width_px, left - waiting))
        left -= len(made[-1])
    return made


def _wrapped(title: DayTitle, font: QFont, width_px: float, most: int) -> list[str]:
    """A title in at most so many lines; the last one ends in dots where the name has more."""
    # A piece of an hour tells nothing: better the name alone.
    if title.hour and (whole := _broken(title.whole, font, width_px)) and len(whole) <= most:
        return [line.strip() for line in whole]
    lines = _broken(title.name, font, width_px)
    if len(lines) > most:
        rest = "".join(lines[most - 1 :]).strip()
        lines[most - 1 :] = [QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width_px)]
    return [line.strip() for line in lines]


def _broken(text: str, font: QFont, width_px: float) -> list[str]:
    """A text in as many lines as it needs."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    made: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width_px)
        made.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return made
