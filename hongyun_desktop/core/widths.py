# SPDX-License-Identifier: GPL-3.0-or-later
"""Digits, letters and signs typed at full width, as Chinese input methods do. Standard library only."""

FULL_WIDTH = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "})
"""For `str.translate`: ＡＢ１２：（ become AB12:( and the wide space a plain one."""
