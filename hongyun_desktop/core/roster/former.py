# SPDX-License-Identifier: GPL-3.0-or-later
"""Under which names and at which dwellings people stood before, so that an old file does not make them twice."""

from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.matching import FormerPlace
from hongyun_desktop.core.store.store import Store

_BY_HAND = (
    "SELECT DISTINCT r.id, j.before ->> 'name', b.code, u.code, d.room, '' FROM resident r"
    " JOIN journal_row j ON j.table_name = 'resident' AND j.row_id = r.id AND j.before IS NOT NULL"
    " JOIN dwelling d ON d.id = j.before ->> 'dwelling_id' JOIN building_unit u ON u.id = d.building_unit_id"
    " JOIN building b ON b.id = u.building_id WHERE r.erased_at IS NULL AND r.merged_into IS NULL"
    """ AND (r.hand_edited LIKE '%"name"%' OR r.hand_edited LIKE '%"dwelling_id"%')"""
    " AND (j.before ->> 'name' <> r.name OR j.before ->> 'dwelling_id' IS NOT r.dwelling_id)"
)
_BY_MERGER = (
    "SELECT r.id, m.name, b.code, u.code, d.room, coalesce(m.id_number, '') FROM resident m"
    " JOIN resident r ON r.id = m.merged_into AND r.erased_at IS NULL AND r.merged_into IS NULL"
    " LEFT JOIN dwelling d ON d.id = m.dwelling_id LEFT JOIN building_unit u ON u.id = d.building_unit_id"
    " LEFT JOIN building b ON b.id = u.building_id WHERE m.erased_at IS NULL"
)


def former_places(store: Store) -> list[FormerPlace]:
    """Of people whose name or dwelling a hand changed, and of those merged into somebody who stays; oldest first."""
    return [
        FormerPlace(resident_id, name, Address(building, unit, room) if building else None, id_number)
        for resident_id, name, building, unit, room, id_number in store.sql(f"{_BY_HAND} UNION ALL {_BY_MERGER}")
    ]
