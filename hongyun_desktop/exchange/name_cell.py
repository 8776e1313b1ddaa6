# SPDX-License-Identifier: GPL-3.0-or-later
"""A roster's cell of a name: the name alone, and what people write beside it in the same cell.

Imports neither peewee nor PySide6.
"""

import re
from functools import lru_cache

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import clean_name
from hongyun_desktop.core.picking.chain_words import COMPOUND_SURNAMES, are_names_apart
from hongyun_desktop.core.roster.rules import Occupancy
from hongyun_desktop.exchange.cells import phones_of, says_nothing
from hongyun_desktop.exchange.heading_text import plain
from hongyun_desktop.exchange.occupancy import VACANT_WORDS

_PLAIN_NAME = re.compile("[\u4e00-\u9fa5]{1,6}")
_BRACKETS = str.maketrans("([【〔", "（（（（")
_CLOSING = "）)]】〕 "
_NUMBER_BEFORE = re.compile(r"^\d{1,3}\s*[.、．)）]\s*(?=\D)")
_PHONE_BEHIND = re.compile(r"(?P<name>\D*[^\d\s:：、，,])[\s:：、，,]*(?P<phone>1[3-9]\d[\d\s-]{8,12})", re.ASCII)
_MARKS = "*＊★☆△▲◆●○√"
_BETWEEN_NAMES = re.compile(r"[、,，;；/／|&＆\n]+")
_ONE_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
# 张三等3人, 张三夫妇, 张三一家: the others have no names of their own.
_WITH_OTHERS = re.compile(
    r"[\u4e00-\u9fff]{2,4}\s*"
    r"(?:等\s*[\d一两二三四五六七八九十几]*\s*[人口]|夫[妻妇]|两口子|[一全]家.{0,3}|[+＋]\d)"
)
_SHORTEST_WITH_OTHERS = 4


@lru_cache(maxsize=4096)
def name_of(text: str) -> tuple[str, str, Occupancy | None]:
    """The name, what stood beside it, and the occupancy where 空置 stood for a name."""
    if plain(text) in VACANT_WORDS:
        return "", "", Occupancy.VACANT
    if says_nothing(text):
        return "", "", None
    if _PLAIN_NAME.fullmatch(text):
        return text, "", None
    text = _NUMBER_BEFORE.sub("", text)
    if phone := _phone_behind(text):
        text = phone["name"]
    head, bracket, tail = text.translate(_BRACKETS).partition("（")
    if bracket and head.strip():
        return head, tail.rstrip(_CLOSING), None
    bare = text.strip(_MARKS)
    if bare and bare != text:
        return bare.strip(), re.sub(re.escape(bare), "", text, count=1), None
    return text, "", None


def phones_beside(text: str) -> tuple[str, ...]:
    """The phone number that stands behind a name in its cell."""
    if _PLAIN_NAME.fullmatch(text):
        return ()
    phone = _phone_behind(_NUMBER_BEFORE.sub("", text))
    return phones_of(phone["phone"])[0] if phone else ()


def _phone_behind(text: str) -> re.Match[str] | None:
    match = _PHONE_BEHIND.fullmatch(text)
    return match if match and phones_of(match["phone"])[0] else None


def cleaned_name(name: str) -> tuple[str, str]:
    """The name as it is stored, or as it stands and the code of why it can't be."""
    if _PLAIN_NAME.fullmatch(name) and (len(name) < _SHORTEST_WITH_OTHERS or not _WITH_OTHERS.fullmatch(name)):
        return name, ""
    if _holds_several(name):
        return name, "several_people"
    try:
        return clean_name(name), ""
    except Invalid as error:
        return name, error.code


def _holds_several(name: str) -> bool:
    """Whether a cell names several people, whose numbers and relations nobody can tell apart."""
    if _WITH_OTHERS.fullmatch(name):
        return True
    names = [re.sub(r"\s", "", part) for part in _BETWEEN_NAMES.split(name)]
    if len(names) > 1:
        return names[0] not in COMPOUND_SURNAMES and all(map(_ONE_NAME.fullmatch, names))
    return are_names_apart(name)
