# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of residents and the building picture with 10 000 people: milliseconds a question (bar: 50 each)."""

import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from statistics import median

from bench_search import lines

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.roster import cards, listing, picture, story
from hongyun_desktop.core.roster.importing import apply_import, plan_import
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store

RESIDENTS, ROUNDS, BAR_MS = 10_000, 9, 50.0


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """What the page asks of the core, by name."""
    everybody = listing.residents_window(store, Query())
    asked = {
        "all": Query(), "by name": Query(sort="name"), "by age": Query(sort="age"),
        "one building": Query(filters={"building": "3"}), "old": Query(filters={"age": "old"}), "one letter": Query("z"),
        "a room": Query("3-2-1102"),
    }  # fmt: skip
    found: dict[str, Callable[[], object]] = {
        name: lambda query=query: listing.residents_window(store, query) for name, query in asked.items()
    }
    found |= {
        "a page": lambda: everybody.fetch(everybody.ids[4000:4200]),
        "totals": lambda: listing.totals(store, Query()),
        "choices": lambda: (listing.tags_in_use(store), listing.words_in_use(store, "home_village")),
        "picture": lambda: picture.building_picture(store, "3"),
        "card": lambda: (cards.resident_card(store, 5000), story.history_of(store, "resident", 5000)),
    }
    return found


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / "list.db", clock=FixedClock(datetime(2026, 10, 8, 9))) as store,
    ):
        apply_import(store, plan_import(store, lines(Random(7))[:RESIDENTS]))
        for name, ask in questions(store).items():
            times: list[float] = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                ask()
                times.append((time.perf_counter() - start) * 1000)
            ms = median(times)
            print(f"{name:14} {ms:6.1f} ms (bar {BAR_MS:.0f}, ratio {ms / BAR_MS:.2f})")


if __name__ == "__main__":
    main()
