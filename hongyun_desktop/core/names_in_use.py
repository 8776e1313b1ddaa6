# SPDX-License-Identifier: GPL-3.0-or-later
"""Which characters the names in the data are written with, so that somebody can see to it that they can be shown."""

from hongyun_desktop.core.store.store import Store


def characters_of_names(store: Store) -> frozenset[str]:
    """Every character of the names of residents and teams, and of what they call themselves in chats."""
    names = (
        "SELECT name FROM resident UNION ALL SELECT nicknames FROM resident WHERE nicknames <> '[]'"
        " UNION ALL SELECT name FROM team"
    )
    return frozenset(store.value(f"SELECT group_concat(name, '') FROM ({names})") or "")
