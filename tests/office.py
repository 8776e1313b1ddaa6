# SPDX-License-Identifier: GPL-3.0-or-later
"""The office's roster, read once, for tests that begin where it was taken in."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hongyun_desktop.core.roster import importing
from hongyun_desktop.core.roster.rules import RosterLine
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.exchange.roster_sheet import read_roster
from tests.stores import OPENED

DATA = Path(__file__).parent / "data"
ROSTER, SHEET = DATA / "roster-office.xlsx", DATA / "signin-2026Q3.xlsx"


@cache
def _lines() -> Sequence[RosterLine]:
    return read_roster(ROSTER, OPENED.date()).lines


def take_in(store: Store) -> None:
    """Import the office's roster."""
    importing.apply_import(store, importing.plan_import(store, _lines()))
