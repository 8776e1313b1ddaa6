# SPDX-License-Identifier: GPL-3.0-or-later
"""How lists that speak SQL join somebody to a dwelling and put dwellings in the order of their numbers. Text only."""

# A query that has a resident as `r` joins these and may then use d, u and b.
PLACE_OF_RESIDENT = (
    "LEFT JOIN dwelling d ON d.id = r.dwelling_id LEFT JOIN building_unit u ON u.id = d.building_unit_id"
    " LEFT JOIN building b ON b.id = u.building_id"
)


def _number(code: str) -> str:
    # "A2" counts as 2 and "12A" as 12, as in `address.sort_key`.
    return f"CAST(ltrim({code}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS INTEGER)"


_BY_UNIT = f"{_number('b.code')}, b.code, {_number('u.code')}, u.code"
BY_ADDRESS = f"{_BY_UNIT}, {_number('d.room')}, d.room"
# For a list of everybody that is in another order first: there are few units, and what is the same for all in one is
# made once. A query that joins `ranked_unit` by the unit's id orders by BY_UNIT_RANK; before_room is "3-2-".
RANKED_UNITS = (
    f"ranked_unit AS MATERIALIZED (SELECT u.id, row_number() OVER (ORDER BY {_BY_UNIT}) AS place,"
    " b.code || '-' || u.code || '-' AS before_room FROM building_unit u JOIN building b ON b.id = u.building_id)"
)
BY_UNIT_RANK = f"ranked_unit.place, {_number('d.room')}, d.room"
# For a list of everybody: numbering the units, and the dwellings within them, costs a third of sorting all by address.
# A query that joins `ranked` by the dwelling's id orders by BY_RANK.
_RANKED = (
    f"WITH {RANKED_UNITS},"
    f" ranked AS MATERIALIZED (SELECT d.id, u.place * 1000000 + {_number('d.room')} AS place, d.room FROM dwelling d"
    " JOIN ranked_unit u ON u.id = d.building_unit_id"
)
RANKED_DWELLINGS = f"{_RANKED})"
# The same for some units only: of the query's first two parameters, beyond the one and up to the other of their places.
RANKED_DWELLINGS_OF_SOME_UNITS = f"{_RANKED} AND u.place > ? AND u.place <= ?)"
BY_RANK = "ranked.place{direction}, ranked.room{direction}"
