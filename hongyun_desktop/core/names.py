# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of people: clean spelling. Standard library only."""

import re
from functools import lru_cache

from hongyun_desktop.core.errors import Invalid

# Python's gb18030 codec maps eight byte pairs to the private-use area; GB 18030-2022 gives them these places.
_GB18030_2022 = str.maketrans(
    dict(
        zip(
            "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
            "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb",
            strict=True,
        )
    )
)
# Patterns stay text: `re` keeps what it compiled, and a start that writes no name compiles none.
_INVISIBLE = r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f\x7f]"
_PRIVATE_USE = "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
_FULL_WIDTH_BUT_BRACKETS = {code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1) if chr(code) not in "（）"}


def mend_gb18030(text: str) -> str:
    """Text with the eight private-use characters of the older GB 18030 as GB 18030-2022 has them."""
    return text.translate(_GB18030_2022)


# The same people stand in every list.
@lru_cache(maxsize=8192)
def clean_name(text: str) -> str:
    """A name as it is stored and printed.

    Blanks between Han characters go ("罗　喆" is 罗喆), those between Latin words stay as one; the dot in
    买买提·艾力 is always U+00B7; full-width Latin becomes ASCII. Empty text stays empty.
    Raises: Invalid("private_use_character", character, code_point) where no font could know the character.
    """
    text = re.sub(_INVISIBLE, "", mend_gb18030(text))
    text = re.sub(r"[•‧∙・･⋅．]|(?<=[^\x00-\x7f])\.(?=[^\x00-\x7f])", "·", text)
    text = text.translate(_FULL_WIDTH_BUT_BRACKETS)
    _refuse_private_use(text)
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)


def clean_text(text: str) -> str:
    """Free text of one line: no invisible characters, blanks as single ones and none at the ends.

    Raises: Invalid("private_use_character", character, code_point).
    """
    text = re.sub(_INVISIBLE, "", mend_gb18030(text))
    _refuse_private_use(text)
    return re.sub(r"\s+", " ", text).strip()


def is_common(character: str) -> bool:
    """Whether GB 2312 has the character: its 6763 Han are what everybody reads and every machine writes."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _refuse_private_use(text: str) -> None:
    if match := re.search(_PRIVATE_USE, text):
        character = match.group()
        raise Invalid("private_use_character", character=character, code_point=f"U+{ord(character):04X}")
