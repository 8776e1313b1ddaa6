# SPDX-License-Identifier: GPL-3.0-or-later
"""What the full-text table is asked: typed words as its tokens, and the numbers of its rows as records.

FTS5 makes a run of Han characters one token, so a blank stands between them here and in what `search_index` writes.
Standard library only.
"""

import re
from functools import lru_cache

KINDS = ("resident", "dwelling", "activity", "certificate", "team", "task", "facility")
_KIND_SLOTS = 16  # a search row's number is the record's id times this, plus its kind's place
_TOKENS = r"[a-z]+|\d+|[^\x00-\x7f]"
_ADDRESS_WORDS = r"(?<=\d)(?:号楼|栋|幢|座|单元|单|号|室)"


@lru_cache(maxsize=4096)
def spaced(text: str) -> str:
    """Text as tokens: each Han character, each run of letters and each run of digits apart."""
    return " ".join(re.findall(_TOKENS, text.lower()))


def match_expression(words: str) -> str:
    """The FTS5 query for what somebody typed: every word as a phrase whose last token may go on; empty for none.

    "3栋2单元1102", however far it is typed, is looked for as 3-2-1102.
    """
    phrases: list[str] = []
    for word in re.sub(_ADDRESS_WORDS, "-", words.lower()).split():
        for part in re.findall(r"[a-z]+|[\d\-]+|[^\x00-\x7f]+", word):
            tokens = re.findall(_TOKENS, part)
            if tokens:
                phrases.append('"' + " ".join(tokens) + '"*')
    return " AND ".join(phrases)


def row_number(kind: str, record_id: int) -> int:
    """The search row of a record."""
    return record_id * _KIND_SLOTS + KINDS.index(kind)


def kind_and_id(number: int) -> tuple[str, int]:
    """The record of a search row."""
    return KINDS[number % _KIND_SLOTS], number // _KIND_SLOTS


def is_number(number: int) -> bool:
    """Whether a search row's number is that of some record."""
    return number > 0 and number % _KIND_SLOTS < len(KINDS)


def found_ids(kind: str) -> str:
    """The query for the ids of one kind's records that fit a `match_expression`, its only parameter."""
    place = KINDS.index(kind)
    return f"SELECT rowid / {_KIND_SLOTS} FROM search WHERE search MATCH ? AND rowid % {_KIND_SLOTS} = {place}"
