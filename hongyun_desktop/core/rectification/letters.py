# SPDX-License-Identifier: GPL-3.0-or-later
"""The letters of the chase: which there are, and their numbers. Pure: standard library only."""

from collections.abc import Mapping
from enum import StrEnum


class LetterKind(StrEnum):
    """整改提醒函 to whoever is responsible; 情况反映（转办）单 to the street office."""

    REMINDER = "reminder"
    REFERRAL = "referral"


LETTER_WORDS: Mapping[LetterKind, str] = {LetterKind.REMINDER: "整改提醒函", LetterKind.REFERRAL: "情况反映（转办）单"}
_LETTER_NAMES: Mapping[LetterKind, str] = {LetterKind.REMINDER: "整改提醒", LetterKind.REFERRAL: "情况反映"}


def letter_number(prefix: str, kind: str, year: int, serial: int) -> str:
    """A letter's number as it is printed: 鸿运整改提醒〔2026〕第003号."""
    return f"{prefix}{_LETTER_NAMES[LetterKind(kind)]}〔{year}〕第{serial:03d}号"
