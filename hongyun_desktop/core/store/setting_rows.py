# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts of the committee and of the desk as rows: the one way to write them. Imports no feature."""

from hongyun_desktop.core.store.tables import Setting
from hongyun_desktop.core.store.unit import Unit


def put(unit: Unit, key: str, value: str) -> None:
    """Within a unit: let a fact have a value, whether or not it had one."""
    row_id = unit.store.value("SELECT id FROM setting WHERE key = ?", (key,))
    if row_id is None:
        unit.insert(Setting, key=key, value=value)
    else:
        unit.update(Setting, row_id, value=value)
