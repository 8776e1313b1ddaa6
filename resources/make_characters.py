# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes characters.txt.gz: a line for each Han character that our fonts print, with its parts and its readings.

Run by hand with the path of the CJK Decomposition Data (cjk-decomp.txt) when the table should change. Characters of
the list of 8105 that the data lacks are in `LATER`.
"""

import gzip
import re
import sys
from pathlib import Path

from pypinyin import Style, pinyin

from hongyun_desktop.core.pinyin import TONELESS
from hongyun_desktop.documents.fonts import Face, Role, has_glyph

RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2EBE0))
# Shape, kind of composition, parts; a kind that begins with r repeats its part, twice where it names no number.
_LINE = re.compile(r"(.+):(r?)(\d?)[^(]*\((.*)\)")
# Characters of the national list of 8105 that were encoded after the data was made.
LATER = """
鿍土夅 鿎石达 鿏钅麦 𫢸亻单 𫫇口恶 𫭟土区 𫭢土仑 𫭼土劳 𫮃土单 𫰛女𢀖 𫵷山历 𫶇山带 𫷷广钦 𫸩弓区 𬀩日韦 𬀪日见 𬂩木夹 𬃊木质 𬇕氵万 𬇙氵贝
𬇹氵国 𬉼火区 𬊈火寻 𬊤火单 𬌗牙合 𬍛王乐 𬍡汤玉 𬍤王寻 𬒈冖石 𬒔石肯 𬒗石览 𬕂竹贡 𬘓纟川 𬘘纟冘 𬘡纟因 𬘩纟廷 𬘫纟完 𬘬纟青 𬘭纟林 𬘯纟享
𬙂纟寅 𬙊纟墨 𬙋纟襄 𬜬艹问 𬜯艹两 𬞟艹频 𬟁艹鹝 𬟽虫东 𬣙讠于 𬣞讠㝉 𬣡讠戋 𬣳讠艮 𬤇讠垔 𬤊讠是 𬤝讠惠 𬨂车氏 𬨎车酋 𬩽寻阝 𬪩酉农 𬬩钅弋
𬬭钅仑 𬬮钅长 𬬱钅斤 𬬸钅术 𬬹钅申 𬬻钅卢 𬬿钅召 𬭁钅母 𬭊钅杜 𬭎钅宏 𬭚钅享 𬭛钅波 𬭤钅侯 𬭩钅翁 𬭬钅彗 𬭯钅敝 𬭳钅喜 𬭶钅黑 𬭸钅粦 𬭼钅遂
𬮱门垔 𬮿阝岂 𬯀阝齐 𬯎阝贵 𬱖由页 𬱟危页 𬳵马丕 𬳶马冋 𬳽马先 𬳿马余 𬴂马非 𬴃马砉 𬴊马粦 𬶋鱼句 𬶍鱼它 𬶏鱼危 𬶐鱼兆 𬶟鱼剌 𬶠鱼柬 𬶨既鱼
𬶭鱼祭 𬶮鱼喜 𬷕甫鸟 𬸘匽鸟 𬸚狱鸟 𬸣宀鸟 𬸦族鸟 𬸪番鸟 𬹼齿介 𬺈齿奇 𬺓齿楚
"""


def read_parts(data: Path) -> dict[str, tuple[str, ...]]:
    """What each character is put together from; numbered shapes that are no characters are taken apart further."""
    entries: dict[str, tuple[str, ...]] = {}
    for line in data.read_text(encoding="utf-8").splitlines():
        match = _LINE.fullmatch(line)
        if match:
            name, repeated, times, parts = match.groups()
            entries[name] = tuple(filter(None, parts.split(","))) * (int(times or 2) if repeated else 1)
    entries.update({word[0]: tuple(word[1:]) for word in LATER.split()})

    def resolved(name: str, above: frozenset[str]) -> tuple[str, ...]:
        if len(name) == 1 or name in above:
            return (name,) if len(name) == 1 else ()
        return tuple(part for each in entries.get(name, ()) for part in resolved(each, above | {name}))

    return {
        name: tuple(part for each in parts for part in resolved(each, frozenset()) if part != name)
        for name, parts in entries.items()
        if len(name) == 1
    }


def readings(character: str) -> str:
    """All readings with their tones, the usual first, joined by a comma."""
    found = pinyin(character, style=Style.TONE, heteronym=True, errors="ignore")
    return ",".join(each for each in (found[0] if found else ()) if each.translate(TONELESS).isascii())


def main() -> None:
    """Write characters.txt.gz beside this file."""
    parts = read_parts(Path(sys.argv[1]))
    lines: list[str] = []
    for first, last in RANGES:
        for character in map(chr, range(first, last + 1)):
            if any(has_glyph(face, character) for face in Role.BODY.value):
                known = "".join(part for part in parts.get(character, ()) if not "\u31c0" <= part <= "\u31ef")
                sounds = readings(character)
                listed = "8" if has_glyph(Face.SONG, character) else ""
                if known or sounds:
                    lines.append(f"{character}\t{known}\t{sounds}\t{listed}\n")
    packed = gzip.compress("".join(lines).encode(), mtime=0)
    Path(__file__).with_name("characters.txt.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
