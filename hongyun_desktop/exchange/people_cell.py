# SPDX-License-Identifier: GPL-3.0-or-later
"""A cell of names that says more than one name: where somebody lives, or several people.

Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from hongyun_desktop.core.picking import pasted_names
from hongyun_desktop.core.picking.chain_words import are_names_apart
from hongyun_desktop.core.picking.pasted_names import PastedName
from hongyun_desktop.core.points.rules import SignInLine

_MORE_THAN_A_NAME = re.compile(r"\d|[、,，;；/／|\n]|\S\s+\S+\s+\S")
_NAME = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]{2,6}(?:·[㐀-鿿\U00020000-\U0003ffff]{1,8})?")
# 王芳2 is how a committee tells namesakes apart: the number belongs to the name, in the roster too.
_NUMBERED = re.compile(rf"{_NAME.pattern}\d+")


@lru_cache(maxsize=4096)
def people_of(text: str) -> tuple[PastedName, ...]:
    """The people of a cell; empty where it is one plain name, or says what can't be taken for names alone."""
    if not (_MORE_THAN_A_NAME.search(text) or are_names_apart(text)) or _NUMBERED.fullmatch(text.strip()):
        return ()
    people, skipped = pasted_names.read(text.replace("\n", "、"))
    are_names = all(_NAME.fullmatch(each.name) and not each.phone for each in people)
    return tuple(people) if are_names and not any(each.why == "more" for each in skipped) else ()


def people_in(line: SignInLine, text: str) -> Iterator[tuple[SignInLine, str | None]]:
    """The line once for each person of its cell, told apart by the label, with the cell that each alone would have."""
    people = people_of(text)
    if not people:
        yield line, None
    for number, each in enumerate(people, 1):
        label = line.sheet if number == 1 else f"{line.sheet}（第{number}人）"
        own = replace(line, sheet=label, name=each.name)
        if each.place and not line.address_text:
            own = replace(own, address=each.place.address, address_text=each.text, building=each.place.building)
        yield own, None if len(people) == 1 else each.text
