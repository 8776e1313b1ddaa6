# SPDX-License-Identifier: GPL-3.0-or-later
"""How a name sounds: readings for search, with the surnames that read otherwise. Standard library only.

The table is resources/pinyin.txt, loaded when first needed; resources/make_pinyin.py makes it.
"""

from functools import cache

from hongyun_desktop import paths
from hongyun_desktop.core import character_table

# Characters whose reading as a surname differs from the common one; both are indexed.
_SURNAMES = {
    "单": ("shan",), "仇": ("qiu",), "解": ("xie",), "曾": ("zeng",), "查": ("zha",), "区": ("ou",), "翟": ("zhai",),
    "缪": ("miao",), "朴": ("piao",), "覃": ("qin", "tan"), "盖": ("ge", "gai"), "乐": ("yue", "le"), "尉": ("wei", "yu"),
    "秘": ("bi",), "冼": ("xian",), "员": ("yun",), "洗": ("xian",), "幺": ("yao",), "逄": ("pang",), "折": ("she",),
    "黑": ("he",), "繁": ("po",), "种": ("chong",), "召": ("shao",), "任": ("ren",), "华": ("hua",), "纪": ("ji",),
    "葛": ("ge",), "宁": ("ning",), "燕": ("yan",), "晟": ("cheng", "sheng"), "车": ("che",), "都": ("du",),
    "柏": ("bai", "bo"), "令": ("ling",), "那": ("na",), "能": ("nai",), "娄": ("lou",), "俞": ("yu",), "卜": ("bu",),
    "盛": ("sheng", "cheng"), "贾": ("jia",), "石": ("shi",), "沈": ("shen",), "么": ("yao",), "祭": ("zhai",),
    "句": ("gou",), "阚": ("kan",), "过": ("guo",), "哈": ("ha",), "牟": ("mu", "mou"), "缴": ("jiao",), "郗": ("xi", "chi"),
    "隗": ("wei", "kui"), "厘": ("li",), "臧": ("zang",), "殷": ("yin",), "长": ("zhang",), "行": ("xing",), "重": ("chong",),
    "万": ("wan", "mo"), "谌": ("chen", "shen"), "撒": ("sa",), "訾": ("zi",), "褚": ("chu",), "藏": ("zang",),
}  # fmt: skip
_COMPOUND_SURNAMES = {
    "万俟": "mò qí", "尉迟": "yù chí", "令狐": "líng hú", "长孙": "zhǎng sūn", "澹台": "tán tái", "单于": "chán yú",
    "宰父": "zǎi fǔ", "皇甫": "huáng fǔ", "鲜于": "xiān yú", "夏侯": "xià hóu",
}  # fmt: skip
_MOST_SPELLINGS = 8
TONELESS = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüḿńňǹê", "aaaaeeeeiiiioooouuuuvvvvvmnnne")
"""Takes the tones off; ü becomes v."""


@cache
def _readings() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in (paths.resources() / "pinyin.txt").read_text(encoding="utf-8").splitlines():
        syllable, characters = line.split(" ", 1)
        table.update(dict.fromkeys(characters, syllable))
    return table


def reading(character: str) -> str:
    """The common reading without tone ("lv" for 吕); Latin letters and digits as they are, else empty."""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    return _readings().get(character, "")


def toned(name: str) -> str:
    """How a name is read, tones marked, a blank between characters; a surname by its reading as a surname.

    What has no reading stands as it is. Looks each character up in the whole table: for paper, not for search.
    """
    syllables = [(_toned(each) or (each,))[0] for each in name]
    compound = next((word for word in _COMPOUND_SURNAMES if name.startswith(word)), "")
    if compound:
        syllables[: len(compound)] = _COMPOUND_SURNAMES[compound].split()
    elif wanted := _SURNAMES.get(name[:1]):
        ways = _toned(name[0])
        syllables[0] = next((each for each in ways if each.translate(TONELESS) == wanted[0]), syllables[0])
    return " ".join(syllables)


def _toned(character: str) -> tuple[str, ...]:
    line = character_table.line_of(character)
    return tuple(filter(None, line.split("\t")[2].split(","))) if line else ()


@cache
def _syllables(character: str, *, first: bool) -> tuple[str, ...]:
    found = [reading(character)]
    if first:
        found.extend(_SURNAMES.get(character, ()))
    found.extend(syllable.replace("v", "u") for syllable in tuple(found) if syllable in {"lv", "nv", "lve", "nve"})
    return tuple(dict.fromkeys(syllable for syllable in found if syllable))


def spellings(name: str) -> tuple[tuple[str, ...], ...]:
    """Each way to say a name, as its syllables: 单妍 is (dan, yan) and (shan, yan); 吕静 is lv and lu.

    At most eight, the common reading first; empty for a name of which no character is known.
    """
    ways: list[tuple[str, ...]] = [()]
    for place, character in enumerate(name):
        choices = _syllables(character, first=place == 0)
        if choices:
            ways = [(*way, syllable) for way in ways for syllable in choices][:_MOST_SPELLINGS]
    return tuple(ways) if ways != [()] else ()


def search_words(name: str) -> tuple[str, ...]:
    """What may be typed for a name: each spelling in full and its initials, without repeats."""
    ways = spellings(name)
    return tuple(dict.fromkeys(["".join(way) for way in ways] + ["".join(s[0] for s in way) for way in ways]))
