# SPDX-License-Identifier: GPL-3.0-or-later
"""How a row of a problems workbook is known to be uncorrected: a digest of its cells beside its code.

Imports neither peewee nor PySide6.
"""

import hashlib

from hongyun_desktop.exchange.cells import text_of
from hongyun_desktop.exchange.places import Source

_DIGITS = 16


def fingerprint(code: str, source: Source) -> str:
    """The code and a digest of what the row says; sheet programs may change cell types, not what is read."""
    text = "\x1f".join([code, source.address, *(text_of(cell) for cell in source.cells)])
    return f"{code}:{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"


def standing_code(source: Source) -> str:
    """The code a row was refused with, if it comes from a problems workbook and nobody corrected it; else empty."""
    if not source.fingerprint:
        return ""
    code, colon, _digest = source.fingerprint.partition(":")
    return code if colon and source.fingerprint == fingerprint(code, source) else ""
