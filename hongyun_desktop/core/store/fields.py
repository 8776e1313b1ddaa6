# SPDX-License-Identifier: GPL-3.0-or-later
"""How values stand in the columns: days and lists as text. Imports peewee only."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import peewee

from hongyun_desktop.core.days import day_of

# Made once: json.dumps would build an encoder for each cell.
_encode = json.JSONEncoder(ensure_ascii=False).encode


class DayField(peewee.TextField):
    """A date as "2026-10-01"."""

    def db_value(self, value: date | str | None) -> str | None:
        """Text for the column."""
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: str | None) -> date | None:
        """The date, or None."""
        return day_of(value)


class ListField(peewee.TextField):
    """A tuple of texts as a JSON array: phones, tags, nicknames."""

    def db_value(self, value: Iterable[str] | str | None) -> str | None:
        """Text for the column; text is taken for JSON already made."""
        if value is None or isinstance(value, str):
            return value
        if value == ():
            # Most lists of a large roster are empty.
            return "[]"
        return _encode(list(value))

    def python_value(self, value: str | None) -> tuple[str, ...]:
        """The texts in their order; empty for none."""
        return tuple(json.loads(value)) if value else ()


class Row(peewee.Model):
    """Base of the tables: never bound to a database, so that each query names its store."""

    id: Any = peewee.AutoField()

    class Meta:
        legacy_table_names = False
