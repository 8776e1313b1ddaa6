# SPDX-License-Identifier: GPL-3.0-or-later
"""Who stands behind an account, and in which order lists of points show them."""

from hongyun_desktop.core.points.rules import ERASED_NAME

# A query that has an account as `a` joins these and may then use the columns and the order below.
JOINS = (
    "JOIN resident r ON r.id = a.resident_id LEFT JOIN dwelling d ON d.id = r.dwelling_id"
    " LEFT JOIN building_unit u ON u.id = d.building_unit_id LEFT JOIN building b ON b.id = u.building_id"
)
NAME = f"CASE WHEN r.erased_at IS NULL THEN r.name ELSE '{ERASED_NAME}' END"
SHORT_ADDRESS = "CASE WHEN d.id IS NULL THEN '' ELSE b.code || '-' || u.code || '-' || d.room END"


def _as_number(code: str) -> str:
    # "A2" counts as 2, as in `roster.address.sort_key`.
    return f"CAST(ltrim({code}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS INTEGER), {code}"


ORDER = f"d.id IS NULL, {_as_number('b.code')}, {_as_number('u.code')}, {_as_number('d.room')}, r.name, r.id"
