# SPDX-License-Identifier: GPL-3.0-or-later
"""Search as somebody types, among 100 000 residents: milliseconds of a fixed mix (bar: p95 16)."""

import tempfile
import time
from datetime import datetime
from pathlib import Path
from random import Random
from statistics import quantiles

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.pinyin import search_words
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.importing import apply_import, plan_import
from hongyun_desktop.core.roster.rules import Occupancy, RosterLine
from hongyun_desktop.core.search import search
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.demo import story

RESIDENTS, PEOPLE_A_DWELLING, QUERIES, BAR_MS = 100_000, 3, 100, 16.0


def lines(chance: Random) -> list[RosterLine]:
    given = (*story.ELDER_NAMES, *story.ADULT_NAMES, *story.YOUNG_NAMES)
    made: list[RosterLine] = []
    for number in range(RESIDENTS):
        dwelling = number // PEOPLE_A_DWELLING
        place = dwelling % 136
        address = Address(
            str(dwelling // 272 + 1), str(dwelling // 136 % 2 + 1), f"{place // 4 + 1}{place % 4 + 1:02d}"
        )
        name = chance.choice((*story.SURNAMES, *story.RARE_SURNAMES)) + chance.choice(given)
        phone = f"13{chance.randint(0, 999_999_999):09d}"
        made.append(RosterLine("", number + 1, address, name, relation=f"{number % 3}", phones=(phone,),
                               occupancy=Occupancy.OWNER_OCCUPIED))  # fmt: skip
    return made


def mix(chance: Random, made: list[RosterLine]) -> list[str]:
    """What is typed: one to three Han, initials from one letter on, whole pinyin, rooms, phone tails."""
    typed: list[str] = []
    for line in chance.sample(made, QUERIES):
        spelled, *_, initials = search_words(line.name)
        assert line.address is not None
        typed += [line.name[:1], line.name[:2], line.name, initials[:1], initials[:2], initials, spelled, line.address.room,
                  line.address.room[:1], line.address.short, line.address.full, line.phones[0][-4:],
                  f"{line.name[:1]} {line.address.building}"]  # fmt: skip
    return typed


def main() -> None:
    chance = Random(7)
    made = lines(chance)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / "search.db", clock=FixedClock(datetime(2026, 10, 8, 9))) as store,
    ):
        apply_import(store, plan_import(store, made))
        times: list[tuple[float, str]] = []
        for words in mix(chance, made):
            start = time.perf_counter()
            found = search(store, words)
            times.append(((time.perf_counter() - start) * 1000, words))
            if not found:
                raise SystemExit("a query of the mix finds nobody")
    cuts = quantiles([ms for ms, _ in times], n=100)
    p50, p95 = cuts[49], cuts[94]
    slowest = max(times)
    print(f"search, {RESIDENTS} residents, {len(times)} queries: p50 {p50:.2f} ms, p95 {p95:.2f} ms"
          f" (bar {BAR_MS:.0f}, ratio {p95 / BAR_MS:.2f}), slowest {slowest[0]:.1f} ms for {slowest[1]}")  # fmt: skip


if __name__ == "__main__":
    main()
