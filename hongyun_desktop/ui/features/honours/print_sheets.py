# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheets of one print run: which number each has in it, what was sent, and what of that came out well.

Decisions only; shows nothing and writes nothing.
"""

from collections.abc import Sequence

from hongyun_desktop.core.honours.printing import RunRow
from hongyun_desktop.core.honours.rules import RegisterRow
from hongyun_desktop.frozen_class import frozen


@frozen
class Sheet:
    """One sheet of paper: page is its number in the document, from 1; place where it stands in the run, from 0."""

    page: int
    place: int
    row: RegisterRow
    done: bool


@frozen
class Outcome:
    """What came out well: the first `count` of the run, and certificates printed out of its order."""

    count: int
    apart: tuple[int, ...]


def sheets_of(ids: Sequence[int], rows: Sequence[RegisterRow], run: RunRow | None) -> list[Sheet]:
    """The sheets of certificates in their order; rows: those that may be printed, the others get no page."""
    by_id = {row.certificate_id: row for row in rows}
    places = [(place, by_id[each]) for place, each in enumerate(ids) if each in by_id]
    done = run.printed if run else 0
    return [Sheet(page, place, row, place < done) for page, (place, row) in enumerate(places, 1)]


def next_page(sheets: Sequence[Sheet]) -> int:
    """The first sheet that has not come out yet; one more than there are where all have."""
    return next((sheet.page for sheet in sheets if not sheet.done), len(sheets) + 1)


def outcome(sheets: Sequence[Sheet], good: Sequence[int], printed: int) -> Outcome:
    """What to record when some pages came out well.

    printed: how many of the run were recorded before. Pages that follow on from there count for the run; all others
    were printed out of its order.
    """
    following, apart, count = next_page(sheets), [], printed
    for page in sorted(good):
        sheet = sheets[page - 1]
        if page == following:
            following, count = page + 1, sheet.place + 1
        else:
            apart.append(sheet.row.certificate_id)
    return Outcome(count, tuple(apart))


def pages_text(pages: Sequence[int]) -> str:
    """Page numbers as people write them: 3, 1–4, or 1–2、5."""
    parts: list[list[int]] = []
    for page in sorted(set(pages)):
        if parts and page == parts[-1][-1] + 1:
            parts[-1].append(page)
        else:
            parts.append([page])
    return "、".join(str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts)
