# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers in Han digits: 十一, 二十三, 二〇二六. Pure: standard library only."""

from collections.abc import Mapping

HAN_DIGITS: Mapping[str, int] = {
    **dict.fromkeys("〇○零", 0), "两": 2, **{digit: number for number, digit in enumerate("一二三四五六七八九", 1)},
}  # fmt: skip
HAN_NUMBER = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[〇○零一二两三四五六七八九]+)"
"""A pattern of what `han_number` reads."""


def han_number(han: str) -> int:
    """The number below a hundred (二十三), or digit by digit where there is no 十 (二〇二六)."""
    tens, found, ones = han.partition("十")
    if not found:
        return int("".join(str(HAN_DIGITS[digit]) for digit in han))
    return (HAN_DIGITS[tens] if tens else 1) * 10 + (HAN_DIGITS[ones] if ones else 0)
