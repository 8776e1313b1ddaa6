# SPDX-License-Identifier: GPL-3.0-or-later
"""How the window looks: colours, type sizes, the style sheet. The only place that names a colour or a margin.

Imports Qt and core rules only.
"""

from dataclasses import asdict
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from hongyun_desktop import paths
from hongyun_desktop.core.roster.rules import Occupancy
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import style_sheet


@frozen
class Colours:
    """Every colour of the window; text on its ground has a contrast of 4.5 or more."""

    background: str = "#F3F5F8"
    surface: str = "#FFFFFF"
    stripe: str = "#F8FAFC"
    border: str = "#D3DAE3"
    hairline: str = "#E6EAF0"
    text: str = "#1B2430"
    text_soft: str = "#4B5868"
    text_faint: str = "#5F6B7A"
    disabled: str = "#8793A0"
    primary: str = "#1D5FA8"
    primary_hover: str = "#174E8B"
    primary_pressed: str = "#123E70"
    tint: str = "#E7F0FA"
    tint_strong: str = "#D3E4F6"
    bar: str = "#16324F"
    bar_hover: str = "#1F4468"
    bar_selected: str = "#2A5A8A"
    bar_text: str = "#D7E3F0"
    bar_focus: str = "#8FBCE8"
    good: str = "#176B43"
    good_ground: str = "#E3F4EA"
    warning: str = "#7A4F00"
    warning_ground: str = "#FFF3D6"
    bad: str = "#A3231B"
    bad_ground: str = "#FCE8E6"
    grey_ground: str = "#EDF0F4"
    tip: str = "#22303F"


@frozen
class Shade:
    """Ground and ink of one state, with the letter that says the same without colour."""

    ground: str
    ink: str
    letter: str


COLOURS = Colours()
OCCUPANCY_COLOURS = {
    Occupancy.OWNER_OCCUPIED: Shade("#DDF1E4", "#176B43", _("住")),
    Occupancy.LET: Shade("#DCEAFB", "#17508F", _("租")),
    Occupancy.VACANT: Shade("#ECEFF3", "#55616F", _("空")),
    Occupancy.UNVERIFIED: Shade("#FBE3E1", "#A3231B", _("待")),
}
# For Qt at its beginning: a style given later would have Python know all of Qt's styles before the first paint.
BEGIN_WITH = ("-style", "Fusion")
SIZES_PX = {_("标准"): 15, _("大"): 17, _("特大"): 20}
SMALLEST_PX = 15
_COMPACT_BELOW_PX = 1200
PAGE_MARGINS_PX = (20, 16, 20, 16)
GAP_PX = 12
_FAMILIES = (
    "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC",
    "Noto Sans SC", "WenQuanYi Micro Hei", "HYQiHei", "Noto Sans CJK JP",
)  # fmt: skip


class _InForce:
    """What `apply` was told last."""

    base_px = SMALLEST_PX


def apply(app: QApplication, base_px: int = SMALLEST_PX) -> None:
    """Give the whole application our style at one of the type sizes; it was begun with `BEGIN_WITH`."""
    app.styleHints().setColorScheme(Qt.ColorScheme.Light)
    app.setPalette(_palette())
    app.setFont(font(base_px))
    _InForce.base_px = base_px
    app.setStyleSheet(style_sheet.sheet(asdict(COLOURS), base_px, (paths.resources() / "icons").as_posix()))


def base_px() -> int:
    """The type size in force."""
    return _InForce.base_px


def scaled(px: int) -> int:
    """A measure made for the standard size, at the size in force."""
    return round(px * base_px() / SMALLEST_PX)


def han_px(widget: QWidget) -> float:
    """How wide a Han character is in a widget's font."""
    return QFontMetricsF(widget.font()).horizontalAdvance("国")


def em(widget: QWidget, characters: float) -> int:
    """How many pixels so many Han characters take in a widget's font."""
    return round(han_px(widget) * characters)


def compact_below_px() -> int:
    """The width of a window below which the bar keeps its icons only: a little more for larger type."""
    return _COMPACT_BELOW_PX + (base_px() - SMALLEST_PX) * 20


def row_height_px(*, tight: bool = False) -> int:
    """The height of a table's row; tight: of one in a panel."""
    return round((2.1 if tight else 2.75) * base_px())


def font(px: int) -> QFont:
    """What the window is written in, at any size."""
    name, is_ours = _chinese()
    made = QFont(name)
    made.setPixelSize(px)
    if is_ours:
        # It has no hints: those that are guessed instead hardly show, and take as long as to paint all the rest.
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def family() -> str:
    """The first Chinese family that this computer has; our own Hei where it has none."""
    return _chinese()[0]


@cache
def _chinese() -> tuple[str, bool]:
    """The family, and whether it is our own."""
    have = set(QFontDatabase.families())
    for name in _FAMILIES:
        if name in have:
            return name, False
    number = QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / "HeiRegular.ttf"))
    return next(iter(QFontDatabase.applicationFontFamilies(number)), ""), True


def _palette() -> QPalette:
    palette, role, colours = QPalette(), QPalette.ColorRole, COLOURS
    for where, colour in (
        (role.Window, colours.background), (role.Base, colours.surface), (role.AlternateBase, colours.stripe),
        (role.Button, colours.surface), (role.Text, colours.text), (role.WindowText, colours.text),
        (role.ButtonText, colours.text), (role.Highlight, colours.primary), (role.Mid, colours.border),
        (role.Light, colours.surface), (role.PlaceholderText, colours.text_faint), (role.Link, colours.primary),
        (role.Accent, colours.primary), (role.HighlightedText, colours.surface), (role.ToolTipBase, colours.tip),
        (role.ToolTipText, colours.surface),
    ):  # fmt: skip
        palette.setColor(where, QColor(colour))
    for where in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.disabled))
    return palette
