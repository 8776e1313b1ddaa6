# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours of paper: reds, golds and ink that stay apart on a black-and-white laser too. Imports reportlab only."""

from reportlab.lib.colors import HexColor

RED = HexColor("#A61C1C")
DEEP_RED = HexColor("#7E1214")
TITLE_RED = HexColor("#B5161B")
GOLD = HexColor("#C49A3C")
DEEP_GOLD = HexColor("#8E6820")
LIGHT_GOLD = HexColor("#EAD6A2")
PALE_GOLD = HexColor("#F3E6C6")
IVORY = HexColor("#FFFCF4")
INK = HexColor("#221A17")
SAMPLE_GREY = HexColor("#EBDCD2")
