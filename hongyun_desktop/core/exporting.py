# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves the program as tables: roster, balances and the register of certificates, masked unless asked.

Every export is journaled with what and whether masked; the tables themselves are written by `exchange.workbook`.
"""

from collections.abc import Sequence

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.honours import register
from hongyun_desktop.core.honours.register_listing import state_word
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.points import listing
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.rules import OCCUPANCY_WORDS, ResidentRow
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

Cell = str | int | float
_ROSTER_HEADINGS = (
    "栋", "单元", "房号", "姓名", "与户主关系", "性别", "出生日期", "身份证号码", "联系电话",
    "原属村", "政治面貌", "居住情况", "备注",
)  # fmt: skip


@frozen
class ExportTable:
    """One sheet: its name, headings, and rows as wide as the headings."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def tables(store: Store, *, masked: bool = True) -> tuple[ExportTable, ...]:
    """花名册, 积分 and 证书登记, each in its natural order.

    Raises: Refused("not_allowed", right, role) without the right to export, or to unmask; Refused("locked").
    """
    store.demand(Right.EXPORT)
    if not masked:
        store.demand(Right.UNMASK)
    return _roster(store, masked=masked), _points(store), _certificates(store)


def record(store: Store, what: str, *, masked: bool = True, purpose: str = "") -> Changed:
    """Note in the journal that something was exported; the purpose of an unmasked one is kept."""
    with store.unit("exported", what=what, masked=masked, purpose=purpose) as unit:
        unit.irreversible()
        return unit.changed()


def roster_of(store: Store, resident_ids: Sequence[int]) -> ExportTable:
    """花名册 of some residents, in the order given and masked.

    Raises: Refused("not_allowed", right, role), Refused("locked").
    """
    store.demand(Right.EXPORT)
    rows = [_resident_cells(row, masked=True) for row in residents.residents_of(store, resident_ids)]
    return ExportTable("花名册", _ROSTER_HEADINGS, rows)


def _roster(store: Store, *, masked: bool) -> ExportTable:
    rows = [_resident_cells(row, masked=masked) for row in residents.list_residents(store)]
    return ExportTable("花名册", _ROSTER_HEADINGS, rows)


def _resident_cells(row: ResidentRow, *, masked: bool) -> Sequence[Cell]:
    address = row.address
    place = (address.building, address.unit, address.room) if address else ("", "", "")
    number, phones = (row.masked_id_number, row.masked_phones) if masked else (row.id_number, row.phones)
    return (
        *place,
        row.name,
        row.relation,
        row.sex,
        row.born_on.isoformat() if row.born_on and not masked else "",
        number,
        "、".join(phones),
        row.home_village,
        row.political_status,
        OCCUPANCY_WORDS[row.occupancy] if row.occupancy else "",
        row.note,
    )


def _points(store: Store) -> ExportTable:
    window = listing.holders(store, Query())
    rows = [(each.name, each.dwelling, each.points, each.minutes / 60) for each in window.fetch(window.ids)]
    return ExportTable("积分", ("姓名", "住址", "积分余额", "服务小时"), rows)


def _certificates(store: Store) -> ExportTable:
    rows = [(each.number, each.name, each.heading, each.issued_on.isoformat(), state_word(each.state))
            for each in register.register(store)]  # fmt: skip
    return ExportTable("证书登记", ("编号", "姓名", "种类", "日期", "状态"), rows)
