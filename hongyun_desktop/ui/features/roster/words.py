# SPDX-License-Identifier: GPL-3.0-or-later
"""How residents and dwellings read on this page: chips, ages, choices of the filters. Imports kit and core only."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hongyun_desktop.core.roster import listing
from hongyun_desktop.core.roster.rules import OCCUPANCY_WORDS, Occupancy, RosterTotals
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.theme import COLOURS, OCCUPANCY_COLOURS

if TYPE_CHECKING:
    from hongyun_desktop.core.roster.cards import Member

AGE_WORDS = {
    "child": _("14岁以下"),
    "minor": _("18岁以下"),
    "grown": _("18至59岁"),
    "old": _("60岁以上"),
    "very_old": _("80岁以上"),
}
RELATIONS = (_("户主"), _("配偶"), _("子女"), _("父母"), _("孙辈"), _("租客"))
_CARE_WORDS = ("独居", "残", "低保", "困难", "重病", "失能", "孤")


def occupancy_chip(occupancy: Occupancy) -> Chip:
    """自住 and so on; the word says what the colour says."""
    shade = OCCUPANCY_COLOURS[occupancy]
    return Chip(OCCUPANCY_WORDS[occupancy], shade.ground, shade.ink)


def tag_chip(tag: str) -> Chip:
    """A tag; those that ask for care stand out."""
    if any(word in tag for word in _CARE_WORDS):
        return Chip(tag, COLOURS.bad_ground, COLOURS.bad)
    return Chip(tag)


def age_text(age: int | None) -> str:
    """68岁, or empty."""
    return "" if age is None else _("{age}岁").format(age=age)


def member_text(member: "Member") -> str:
    """配偶 · 66岁."""
    return " · ".join(filter(None, (member.relation, age_text(member.age))))


def buildings(store: Store) -> Sequence[tuple[str, str]]:
    """Every building as a choice."""
    return [(code, building_text(code)) for code in listing.building_codes(store)]


def building_text(code: str) -> str:
    """3栋."""
    return _("{code}栋").format(code=code)


def occupancies(_store: Store) -> Sequence[tuple[str, str]]:
    """Ways to use a dwelling as choices, and those who have none."""
    return [*((each.value, word) for each, word in OCCUPANCY_WORDS.items()), (listing.NO_DWELLING, _("没有住址"))]


def tags(store: Store) -> Sequence[tuple[str, str]]:
    """Tags in use as choices."""
    return [(tag, tag) for tag in listing.tags_in_use(store)]


def villages(store: Store) -> Sequence[tuple[str, str]]:
    """Home villages in use as choices."""
    return [(village, village) for village in sorted(listing.words_in_use(store, "home_village"))]


def ages(_store: Store) -> Sequence[tuple[str, str]]:
    """Age bands as choices."""
    return list(AGE_WORDS.items())


def totals_text(counted: RosterTotals, *, narrowed: bool, brief: bool) -> str:
    """1 236 户 · 3 107 人 · 入住率 95.8%; narrowed: of what fits the filters; brief: without the rate."""
    if not (counted.dwellings or counted.residents or narrowed):
        return ""
    text = _("{dwellings} 户 · {people} 人").format(
        dwellings=_spaced(counted.dwellings), people=_spaced(counted.residents)
    )
    if narrowed:
        return text if brief else _("符合条件：{count}").format(count=text)
    return text if brief else _("{count} · 入住率 {rate:.1%}").format(count=text, rate=counted.occupancy_rate)


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\u2009")
