# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of an incoming roster, ID numbers of nobody, and an import in one step."""

from collections.abc import Sequence
from typing import Any

from hongyun_desktop.core.identity import with_check_character
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.importing import ImportPlan, apply_import, plan_import
from hongyun_desktop.core.roster.rules import RosterLine
from hongyun_desktop.core.store.store import Store

SHEET = "花名册"
HOME = Address("3", "2", "1102")
NEXT_DOOR = Address("3", "2", "1103")


def id_number(born: str = "19600102", sequence: int = 1) -> str:
    """A valid number of nobody."""
    return with_check_character(f"510199{born}{sequence:03d}")


def line(row: int, name: str = "", address: Address | None = HOME, **values: Any) -> RosterLine:
    """One row of the sheet."""
    return RosterLine(SHEET, row, address, name, **values)


def import_lines(store: Store, lines: Sequence[RosterLine], *moved: int) -> ImportPlan:
    """Plan and apply; moved: rows of those who moved house."""
    plan = plan_import(store, lines, frozenset((SHEET, row) for row in moved))
    apply_import(store, plan)
    return plan
