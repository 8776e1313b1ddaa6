# SPDX-License-Identifier: GPL-3.0-or-later
"""The headings of a file with what they were taken for, for a person who looks them over and assigns others.

Imports neither peewee nor PySide6.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field as member

from hongyun_desktop.exchange.cells import text_of
from hongyun_desktop.exchange.columns import SYNONYMS_OF, Layout, fields_of, find_layout, heading_texts
from hongyun_desktop.exchange.headings import Synonyms
from hongyun_desktop.exchange.reading import Sheet, in_sight
from hongyun_desktop.exchange.split_days import with_whole_days
from hongyun_desktop.frozen_class import frozen

_LOOKED_AT = 30
_SAMPLES = 3
_SAMPLED_ROWS = 60
_FEWEST_HEADINGS = 2


@frozen
class SeenColumn:
    """One heading of a file; headings of equal text on several sheets are one.

    field: of the importer, empty where the heading means nothing to it. samples: the first cells below that say
    something, personal data as it stands.
    """

    heading: str
    field: str
    samples: tuple[str, ...] = member(default=(), repr=False)


def seen_columns(sheets: Sequence[Sheet], kind: str, assigned: Mapping[str, str]) -> tuple[SeenColumn, ...]:
    """The headings of every sheet that has some, in the order of the file; kind: roster, sign_in or tasks.

    Where no row of the whole file reads like a heading, the fullest row of words near the top of each sheet.
    """
    synonyms, sheets = SYNONYMS_OF[kind], [with_whole_days(sheet) for sheet in in_sight(sheets)[0]]
    found = [(sheet, layout) for sheet in sheets if (layout := find_layout(sheet, synonyms, assigned))]
    if not found:
        found = [(sheet, layout) for sheet in sheets if (layout := _likely(sheet, synonyms, assigned))]
    columns: dict[str, SeenColumn] = {}
    for sheet, layout in found:
        for column, heading in layout.headings.items():
            known = columns.get(heading)
            if known is None or not (known.field and known.samples):
                columns[heading] = _seen(sheet, layout, column, known)
    return tuple(columns.values())


def headings_of(columns: Iterable[SeenColumn]) -> tuple[str, ...]:
    """The headings alone, by which a layout is known again."""
    return tuple(column.heading for column in columns)


def _seen(sheet: Sheet, layout: Layout, column: int, known: SeenColumn | None) -> SeenColumn:
    found = known.field if known and known.field else layout.fields.get(column, "")
    samples = known.samples if known and known.samples else _samples(sheet, layout.first_row, column)
    return SeenColumn(layout.headings[column], found, samples)


def _samples(sheet: Sheet, first_row: int, column: int) -> tuple[str, ...]:
    rows = sheet.rows[first_row : first_row + _SAMPLED_ROWS]
    texts = [text_of(row[column]) for row in rows if column < len(row)]
    return tuple(dict.fromkeys(text for text in texts if text))[:_SAMPLES]


def _likely(sheet: Sheet, synonyms: Synonyms, assigned: Mapping[str, str]) -> Layout | None:
    """The row near the top with the most different words, the upper of two alike; None for a sheet of numbers."""
    best: tuple[int, dict[int, str]] = (0, {})
    for number, row in enumerate(sheet.rows[:_LOOKED_AT]):
        texts = {column: text for column, text in heading_texts(row).items() if not text[0].isdigit()}
        if len(set(texts.values())) > len(set(best[1].values())):
            best = number, texts
    number, texts = best
    if len(texts) < _FEWEST_HEADINGS:
        return None
    return Layout(number + 1, fields_of(texts, synonyms, assigned), texts)
