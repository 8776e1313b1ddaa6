# SPDX-License-Identifier: GPL-3.0-or-later
"""A few buildings with people in them, entered by hand."""

from datetime import date
from typing import Any

from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.address import parse_address
from hongyun_desktop.core.roster.dwelling_book import save_dwelling
from hongyun_desktop.core.roster.rules import Occupancy, ResidentValues
from hongyun_desktop.core.store.store import Store


def dwelling(store: Store, address: str, occupancy: Occupancy = Occupancy.OWNER_OCCUPIED, note: str = "") -> int:
    """A dwelling's id, made at "3-2-1102"."""
    place = parse_address(address)
    assert place is not None
    made: Any = save_dwelling(store, place, occupancy, note).params["dwelling_id"]
    return made


def person(store: Store, name: str, dwelling_id: int | None = None, **values: Any) -> int:
    """A resident's id."""
    made: Any = residents.save_resident(store, ResidentValues(name, **values), dwelling_id=dwelling_id).params
    return made["resident_id"]


def neighbours(store: Store) -> dict[str, int]:
    """Ids by name: 罗喆 and 吕静 at 3-2-1102, 王建国 at 12-1-302 (let), 单妍 at A2-1-101, 无房 nowhere; 3-2-1103 vacant."""
    home = dwelling(store, "3-2-1102")
    let = dwelling(store, "12-1-302", Occupancy.LET)
    lettered = dwelling(store, "A2-1-101")
    dwelling(store, "3-2-1103", Occupancy.VACANT)
    return {
        "吕静": person(store, "吕静", home, relation="配偶", born_on=date(1962, 10, 9), home_village="团结村"),
        "罗喆": person(
            store, "罗喆", home, relation="户主", born_on=date(1946, 10, 8), phones=("13800001111", "02883960000"),
            tags=("志愿者", "党员"), home_village="青龙村",
        ),
        "王建国": person(store, "王建国", let, relation="租客", born_on=date(2012, 10, 9), tags=("志愿者",)),
        "单妍": person(store, "单妍", lettered, relation="户主", phones=("13912345678",), home_village="青龙村"),
        "无房": person(store, "无房", born_on=date(2008, 10, 8)),
    }  # fmt: skip
