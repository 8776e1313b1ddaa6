# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding a rare character by its parts or its sound (难字): 龙+天 → 䶮. Standard library only.

The table is resources/characters.txt.gz, loaded when first needed; resources/make_characters.py makes it.
"""

import heapq
import re
from collections import Counter
from functools import cache

from hongyun_desktop.core import character_table
from hongyun_desktop.core.names import is_common
from hongyun_desktop.core.pinyin import TONELESS
from hongyun_desktop.frozen_class import frozen

_MOST = 120
_ALIKE = (
    "水氵氺", "人亻", "心忄㣺", "金钅釒", "草艹艸", "丝纟糹糸", "言讠訁", "王玉𤣩", "手扌", "犬犭", "示礻", "衣衤", "食饣飠",
    "刀刂", "火灬", "竹⺮𥫗", "走辶⻌", "龙龍", "车車", "马馬", "鸟鳥", "鱼魚", "贝貝", "页頁", "门門", "见見", "风風", "长長",
    "齐齊", "齿齒", "麦麥", "黾黽", "韦韋", "肉⺼", "病疒", "爪爫", "网罒", "牛牜", "足𧾷", "老耂", "攴攵⺙", "羊⺶⺷", "单單",
)  # fmt: skip
_NAMED = {
    "三点水": "氵", "单人旁": "亻", "双人旁": "彳", "竖心旁": "忄", "金字旁": "钅", "草字头": "艹", "绞丝旁": "纟", "言字旁": "讠",
    "王字旁": "王", "提手旁": "扌", "反犬旁": "犭", "示字旁": "礻", "衣字旁": "衤", "食字旁": "饣", "立刀旁": "刂", "四点底": "灬",
    "竹字头": "⺮", "走之底": "辶", "宝盖头": "宀", "秃宝盖": "冖", "雨字头": "雨", "病字头": "疒", "广字头": "广", "门字框": "门",
    "方框": "囗", "左耳旁": "阝", "右耳旁": "阝", "女字旁": "女", "木字旁": "木", "火字旁": "火", "石字旁": "石", "日字旁": "日",
    "月字旁": "月", "口字旁": "口", "土字旁": "土", "山字旁": "山", "马字旁": "马", "车字旁": "车", "鱼字旁": "鱼", "鸟字旁": "鸟",
    "虫字旁": "虫", "足字旁": "𧾷", "目字旁": "目", "禾字旁": "禾", "米字旁": "米", "反文旁": "攵", "页字旁": "页",
}  # fmt: skip
_SOUND = re.compile(r"[a-z]+")


@frozen
class FoundCharacter:
    """One character that fits: its parts as the table names them, its readings with tones, the usual first.

    listed: whether it is on the national list of 8105 (通用规范汉字表).
    """

    character: str
    parts: str
    readings: tuple[str, ...]
    listed: bool


class _Table:
    """rank: the order of characters that fit a question equally well."""

    def __init__(self) -> None:
        self.rows: dict[str, FoundCharacter] = {}
        self.sounds: dict[str, list[str]] = {}
        self.with_part: dict[str, set[str]] = {}
        for line in character_table.text().splitlines():
            character, parts, sounds, listed = line.split("\t")
            readings = tuple(filter(None, sounds.split(",")))
            self.sounds[character] = sounds.translate(TONELESS).split(",")
            self.rows[character] = FoundCharacter(character, parts, readings, bool(listed))
            for part in parts:
                self.with_part.setdefault(part, set()).add(character)
        order = sorted(self.rows.values(), key=lambda row: (not row.listed, is_common(row.character), row.character))
        self.rank = {row.character: place for place, row in enumerate(order)}

    def containing(self, alike: str) -> set[str]:
        """All characters with one of these shapes anywhere inside, themselves included."""
        found, edge = set(alike), set(alike)
        while edge:
            edge = {each for part in edge for each in self.with_part.get(part, ())} - found
            found |= edge
        return found

    def times(self, character: str, alike: str) -> int:
        """How often one of these shapes stands inside a character."""
        if character in alike:
            return 1
        row = self.rows.get(character)
        return sum(self.times(part, alike) for part in row.parts) if row else 0


@cache
def _table() -> _Table:
    return _Table()


@cache
def _alike(part: str) -> str:
    return next((group for group in _ALIKE if part in group), part)


def find_characters(words: str, limit: int = _MOST) -> tuple[FoundCharacter, ...]:
    """Characters that have all the parts, and the sound where one is given: "龙天", "金+宏", "三点水 yan", "yan".

    Order: those made of just these parts, then those of the national list that are not in every keyboard's first
    choice, then the others. Empty where nothing fits or nothing is asked.
    """
    parts, sounds = _asked(words)
    if not parts and not sounds:
        return ()
    table = _table()
    fitting: set[str] = set(table.rows)
    for alike, count in parts.items():
        fitting &= table.containing(alike)
        if count > 1:
            fitting = {each for each in fitting if table.times(each, alike) >= count}
    for sound in sounds:
        fitting = {each for each in fitting if any(known.startswith(sound) for known in table.sounds[each])}
    shapes = "".join(parts)
    near = fitting & {*shapes, *(each for shape in shapes for each in table.with_part.get(shape, ()))}
    first = sorted(near, key=lambda each: (not _is_just(table.rows[each], parts), table.rank[each]))
    others = heapq.nsmallest(limit - len(first), fitting - near, key=table.rank.__getitem__)
    return tuple(table.rows[each] for each in (*first, *others)[:limit])


def _asked(words: str) -> tuple[Counter[str], list[str]]:
    text = words.lower()
    for name, part in _NAMED.items():
        text = text.replace(name, part)
    parts = Counter(_alike(each) for each in text if ord(each) >= 0x2E80 and each.isprintable() and not each.isspace())
    return parts, _SOUND.findall(text)


def _is_just(found: FoundCharacter, parts: Counter[str]) -> bool:
    if any(found.character in shapes for shapes in parts):
        return True
    return len(found.parts) == parts.total() and Counter(map(_alike, found.parts)) == parts
