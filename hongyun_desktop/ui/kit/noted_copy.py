# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows that are copied out of a table, journaled as an export before they go. Knows no feature."""

from hongyun_desktop.core.audit import noting
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk


def may_copy(desk: Desk, title: str, count: int) -> bool:
    """Keep in the audit trail how many rows of what leave the program, and say so; whether they may go."""
    params = {"what": _("{title}：复制 {count} 行").format(title=title, count=count), "masked": True, "purpose": ""}
    told = _("已复制 {count} 行，操作记录里记了一笔。").format(count=count)
    return desk.act(lambda: noting.note(desk.store, "exported", **params), told, undo=False) is not None
