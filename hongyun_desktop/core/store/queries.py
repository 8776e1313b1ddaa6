# SPDX-License-Identifier: GPL-3.0-or-later
"""peewee's queries on a connection of ours: peewee says them in SQL and makes rows of what comes back.

Imported with the first such query, for peewee takes as long to load as a page to be made. Knows no table.
"""

from collections.abc import Iterable
from typing import Any

import peewee


class _View(peewee.SqliteDatabase):
    """peewee's view of one connection; it opens none of its own, and the engine's errors pass through as they are."""

    def __init__(self, connection: Any) -> None:
        super().__init__(None, autoconnect=False)
        self._connection = connection

    def execute_sql(self, sql: str, params: Iterable[object] | None = None) -> Any:
        """A cursor over the rows of a statement."""
        return self._connection.execute(sql, tuple(params or ()))


def fetch(connection: Any, query: peewee.Query) -> list[Any]:
    """All rows of a query, in its order and row type. Raises: engine errors."""
    return list(query.execute(_View(connection)))
