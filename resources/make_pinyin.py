# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes pinyin.txt from pypinyin: one line per toneless syllable and the characters whose first reading it is.

Run by hand when the table should change; the program reads the table only, since importing pypinyin costs
250 ms and 56 MB.
"""

import unicodedata
from pathlib import Path

from pypinyin import Style, pinyin

RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2EBE0))


def main() -> None:
    """Write pinyin.txt beside this file."""
    by_syllable: dict[str, list[str]] = {}
    for first, last in RANGES:
        for character in map(chr, range(first, last + 1)):
            syllable = pinyin(character, style=Style.NORMAL, v_to_u=False, errors="ignore")
            if syllable and syllable[0][0].isascii() and unicodedata.category(character) == "Lo":
                by_syllable.setdefault(syllable[0][0], []).append(character)
    lines = (f"{syllable} {''.join(characters)}\n" for syllable, characters in sorted(by_syllable.items()))
    Path(__file__).with_name("pinyin.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
