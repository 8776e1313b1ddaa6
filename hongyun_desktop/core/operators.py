# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is at the desk: a name that every write carries."""

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import clean_name
from hongyun_desktop.core.store.opening import FIRST_OPERATOR
from hongyun_desktop.core.store.store import DESK_OPERATOR, Store
from hongyun_desktop.core.store.tables import Operator, Setting


def at_desk(store: Store) -> str:
    """The name of whoever is at the desk."""
    return store.value("SELECT name FROM operator WHERE id = ?", (store.operator_id,))


def known(store: Store) -> list[str]:
    """The names of all who ever sat at the desk, the newest first; the placeholder of a new database is no name."""
    rows = store.sql("SELECT name FROM operator WHERE name <> ? ORDER BY id DESC", (FIRST_OPERATOR,))
    return [name for (name,) in rows]


def sit_down(store: Store, name: str) -> Changed:
    """Put somebody at the desk, now and at later openings; a new name becomes a new operator.

    Raises: Invalid("operator_name_empty"), Invalid("private_use_character").
    """
    name = clean_name(name)
    if not name:
        raise Invalid("operator_name_empty", "name")
    with store.unit("operator_sat_down") as unit:
        known = store.find(Operator.select().where(Operator.name == name))
        operator_id = known.id if known else unit.insert(Operator, name=name)
        desk = store.find(Setting.select().where(Setting.key == DESK_OPERATOR))
        if desk:
            unit.update(Setting, desk.id, value=str(operator_id))
        else:
            unit.insert(Setting, key=DESK_OPERATOR, value=str(operator_id))
        # Undo must not put a write of today under the name of whoever sat here before.
        unit.irreversible()
        changed = unit.changed(Topic.OPERATOR, operator_id=operator_id)
    store.operator_id = operator_id
    return changed
