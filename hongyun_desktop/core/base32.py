# SPDX-License-Identifier: GPL-3.0-or-later
"""Crockford's base 32, for what people read from paper and type: no I, L, O, U. Standard library only."""

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Letters that look like digits are read as those, in print and in handwriting.
_READ_AS = str.maketrans("OIL", "011")


def write(data: bytes) -> str:
    """Eight digits for every five bytes; what is over is left out."""
    number, digits = int.from_bytes(data), ""
    for _ in range(len(data) * 8 // 5):
        number, digit = divmod(number, 32)
        digits = DIGITS[digit] + digits
    return digits


def read(digits: str) -> bytes:
    """The bytes that were written. Raises: ValueError for a letter that is no digit here."""
    number = 0
    for digit in digits:
        number = number * 32 + DIGITS.index(digit)
    return number.to_bytes(len(digits) * 5 // 8)


def digits_in(typed: str) -> str:
    """The letters and digits that were typed, as they were meant; whether all of them are digits here is left open."""
    return "".join(filter(str.isalnum, typed)).upper().translate(_READ_AS)
