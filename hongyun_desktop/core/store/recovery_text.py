# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery key as people print, read and type it: Crockford's base32 with a check group. Standard library only."""

import hashlib
import unicodedata

SECRET_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP = 4
_DIGITS = SECRET_BYTES * 8 // 5
_CHECK_DIGITS = 4
# Letters that look like digits are read as those, in print and in handwriting.
_READ_AS = str.maketrans("OIL", "011")


def write(secret: bytes) -> str:
    """Eight groups of four and a check group, joined by hyphens. secret: 20 bytes."""
    digits = _encode(secret) + _check_of(secret)
    return "-".join(digits[place : place + _GROUP] for place in range(0, len(digits), _GROUP))


def looks_like(typed: str) -> bool:
    """Whether what was typed has the length and the letters of a recovery key, right or wrong."""
    digits = _clean(typed)
    return len(digits) == _DIGITS + _CHECK_DIGITS and set(digits) <= set(_ALPHABET)


def read(typed: str) -> bytes | None:
    """The secret that was typed, in whatever case, width and grouping; None where its check group does not fit."""
    if not looks_like(typed):
        return None
    digits = _clean(typed)
    number = 0
    for digit in digits[:_DIGITS]:
        number = number * 32 + _ALPHABET.index(digit)
    secret = number.to_bytes(SECRET_BYTES)
    return secret if digits[_DIGITS:] == _check_of(secret) else None


def _clean(typed: str) -> str:
    # An input method left on types full-width letters, and paper has hyphens of every length.
    letters = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in letters if letter.isalnum()).translate(_READ_AS)


def _encode(data: bytes) -> str:
    number, digits = int.from_bytes(data), ""
    for _ in range(len(data) * 8 // 5):
        number, digit = divmod(number, 32)
        digits = _ALPHABET[digit] + digits
    return digits


def _check_of(secret: bytes) -> str:
    return _encode(hashlib.sha256(secret).digest()[:5])[:_CHECK_DIGITS]
