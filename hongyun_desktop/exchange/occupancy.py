# SPDX-License-Identifier: GPL-3.0-or-later
"""What a roster's words and ticks say of how a dwelling is used. Imports neither peewee nor PySide6."""

import re
from collections.abc import Mapping
from functools import lru_cache

from hongyun_desktop.core.roster.rules import Occupancy
from hongyun_desktop.exchange.heading_text import plain
from hongyun_desktop.exchange.presence import is_tick
from hongyun_desktop.exchange.table import TableRow

VACANT_WORDS = (
    "空置", "空房", "空", "未入住", "无人居住", "无人", "空户", "闲置", "未住人", "空关", "毛坯", "未售",
    "未出售", "待售", "未交房", "空置房", "空屋", "无人住", "暂无人居住", "样板房",
)  # fmt: skip
_OCCUPANCY: Mapping[str, Occupancy] = {
    **dict.fromkeys(
        ("自住", "自用", "业主自住", "自有", "自住户", "常住", "已入住", "入住", "业主"), Occupancy.OWNER_OCCUPIED
    ),
    **dict.fromkeys(("出租", "租住", "租赁", "租用", "已出租", "出租房", "租户", "承租", "租"), Occupancy.LET),
    **dict.fromkeys(VACANT_WORDS, Occupancy.VACANT),
    **dict.fromkeys(("待核实", "不详", "未知", "待查", "待定"), Occupancy.UNVERIFIED),
}  # fmt: skip
_OCCUPANCY_PARTS = (
    (re.compile("^(?:未|没|不)(?!入住|住人)"), None),
    (re.compile("空置|空房|空户|未入住|无人|闲置|未住人"), Occupancy.VACANT),
    (re.compile("租"), Occupancy.LET),
    (re.compile("自住|自用|常住|业主|本人"), Occupancy.OWNER_OCCUPIED),
    (re.compile("核实|不详|未知"), Occupancy.UNVERIFIED),
)

# A tenant may live there for years, an owner elsewhere.
_OF_A_PERSON = frozenset({"是否常住", "是否业主"})


@lru_cache(maxsize=1024)
def occupancy_in(text: str) -> Occupancy | None:
    """What a word says of a dwelling, or None; "未出租" says nothing, "长期空置" does."""
    word = plain(text)
    if not word:
        return None
    for pattern, occupancy in _OCCUPANCY_PARTS:
        if word not in _OCCUPANCY and pattern.search(word):
            return occupancy
    return _OCCUPANCY.get(word)


def ticked_occupancy(row: TableRow) -> Occupancy | None:
    """What a tick in a column of its own says: 自住, 出租 or 空置."""
    for column, heading in row.layout.unrecognised.items():
        # 是否空置 with 是 says the same as a tick below 空置.
        occupancy = _OCCUPANCY.get(plain(heading).removeprefix("是否"))
        if plain(heading) not in _OF_A_PERSON and occupancy and column < len(row.texts) and is_tick(row.texts[column]):
            return occupancy
    return None
