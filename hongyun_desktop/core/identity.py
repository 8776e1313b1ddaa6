# SPDX-License-Identifier: GPL-3.0-or-later
"""ID numbers and phone numbers: reading, checking and masking. Standard library only.

Source: GB 11643-1999 (17 digits and an ISO 7064 MOD 11-2 check character) and domain.md, Numbers: check the
check digit and the date, never the region.
"""

import re
from datetime import date
from operator import mul

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.frozen_class import frozen

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ZERO_TOTAL = ord("0") * sum(_WEIGHTS)
_CHECK_CHARACTERS = "10X98765432"
_ID_NUMBER = "[1-9][0-9]{16}[0-9X]"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘx＋－", "0123456789XXX+-")
_SEPARATORS = r"[\s'’‘\-‐–—－\u200b\ufeff]"
_EARLIEST_BIRTH = date(1880, 1, 1)
_PHONE = r"\+?[0-9]{7,15}"


@frozen
class IdFacts:
    """What a valid ID number says of its holder; sex is 男 or 女."""

    born_on: date
    sex: str


def tidy_id_number(text: str) -> str:
    """The text with ASCII digits, X in upper case, and no blanks, quotes or dashes."""
    if text.isascii() and text.isalnum():
        # As nearly all of a roster's are.
        return text.replace("x", "X")
    return re.sub(_SEPARATORS, "", text.translate(_FULL_WIDTH))


def read_id_number(text: str, today: date) -> IdFacts:
    """The facts that a tidied ID number carries.

    Raises: Invalid("id_format") for anything but 17 digits and a check character or a date that can't be,
    Invalid("id_check_digit") where the check character is wrong.
    """
    if not re.fullmatch(_ID_NUMBER, text):
        raise Invalid("id_format", "id_number")
    if text != with_check_character(text[:17]):
        raise Invalid("id_check_digit", "id_number")
    try:
        born_on = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        raise Invalid("id_format", "id_number") from None
    if not _EARLIEST_BIRTH <= born_on <= today:
        raise Invalid("id_format", "id_number")
    return IdFacts(born_on, "男" if int(text[16]) % 2 else "女")


def with_check_character(digits: str) -> str:
    """The ID number whose first 17 digits are given, by ISO 7064 MOD 11-2."""
    # A roster has thousands of them: bytes and one pass instead of seventeen conversions.
    total = sum(map(mul, digits.encode("ascii"), _WEIGHTS)) - _ZERO_TOTAL
    return digits + _CHECK_CHARACTERS[total % 11]


def mask_id_number(number: str) -> str:
    """510***********1234: three digits, eleven stars, four characters; empty stays empty."""
    return f"{number[:3]}{'*' * 11}{number[-4:]}" if number else ""


def mask_name(name: str) -> str:
    """张*芳: the first character and the last of three or more, stars between; 张* for two; empty stays empty."""
    if len(name) < 3:
        return name[:1] + "*" * max(len(name) - 1, 0)
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"


def tidy_phone(text: str) -> str:
    """The digits of a phone number, without blanks, dashes, brackets or the prefix 86."""
    digits = re.sub(r"[\s\-‐–—－()（）.·]", "", text.translate(_FULL_WIDTH))
    return re.sub(r"^(?:\+|00)?86(?=1\d{10}$)", "", digits)


def is_phone(text: str) -> bool:
    """Whether a tidied text has the form of a phone number."""
    return bool(re.fullmatch(_PHONE, text))


def mask_phone(number: str) -> str:
    """138****5678; a shorter number keeps its last four digits only."""
    if len(number) >= 11:
        return f"{number[:3]}****{number[-4:]}"
    return f"{'*' * max(len(number) - 4, 0)}{number[-4:]}"
