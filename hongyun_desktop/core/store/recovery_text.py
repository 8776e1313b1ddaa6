# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery key as people print, read and type it: base 32 with a check group. Pure: imports no feature."""

import hashlib
import unicodedata

from hongyun_desktop.core import base32

SECRET_BYTES = 20
_GROUP = 4
_DIGITS = SECRET_BYTES * 8 // 5
_CHECK_DIGITS = 4


def write(secret: bytes) -> str:
    """Eight groups of four and a check group, joined by hyphens. secret: 20 bytes."""
    digits = base32.write(secret) + _check_of(secret)
    return "-".join(digits[place : place + _GROUP] for place in range(0, len(digits), _GROUP))


def looks_like(typed: str) -> bool:
    """Whether what was typed has the length and the letters of a recovery key, right or wrong."""
    digits = _clean(typed)
    return len(digits) == _DIGITS + _CHECK_DIGITS and set(digits) <= set(base32.DIGITS)


def read(typed: str) -> bytes | None:
    """The secret that was typed, in whatever case, width and grouping; None where its check group does not fit."""
    if not looks_like(typed):
        return None
    digits = _clean(typed)
    secret = base32.read(digits[:_DIGITS])
    return secret if digits[_DIGITS:] == _check_of(secret) else None


def _clean(typed: str) -> str:
    # An input method left on types full-width letters, and paper has hyphens of every length.
    return base32.digits_in(unicodedata.normalize("NFKC", typed))


def _check_of(secret: bytes) -> str:
    return base32.write(hashlib.sha256(secret).digest()[:5])[:_CHECK_DIGITS]
