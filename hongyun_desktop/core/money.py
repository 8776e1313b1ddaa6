# SPDX-License-Identifier: GPL-3.0-or-later
"""Money as whole fen, as people write it and as it is printed. Standard library only."""

import re
from decimal import Decimal, InvalidOperation

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.widths import FULL_WIDTH

_FEN = 100
_MOST_FEN = 10**13


def fen_of(text: str) -> int:
    """Yuan as people write them ("1,200.50", "3万元") in fen.

    Raises: Invalid("money_not_understood", "money", text) for what is no amount, finer than a fen or below zero.
    """
    plain = re.sub(r"[,¥￥元\s]", "", text.translate(FULL_WIDTH))
    factor = 10_000 if plain.endswith("万") else 1
    try:
        value = Decimal(plain.removesuffix("万")) * _FEN * factor
        whole = int(value)
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise Invalid("money_not_understood", "money", text=text[:20]) from error
    if value != whole or not 0 <= value <= _MOST_FEN:
        raise Invalid("money_not_understood", "money", text=text[:20])
    return whole


def yuan_text(fen: int) -> str:
    """Fen as yuan with two decimals and thousands apart: 12,000.00."""
    return f"{fen // _FEN:,}.{fen % _FEN:02d}"
