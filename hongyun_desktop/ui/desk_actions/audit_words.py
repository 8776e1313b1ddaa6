# SPDX-License-Identifier: GPL-3.0-or-later
"""What the audit trail's lines and filters read like. Imports core only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hongyun_desktop.core.access import operators
from hongyun_desktop.core.audit import extracting
from hongyun_desktop.core.audit.listing import WRITES, AuditRow
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages.journal import unit_sentence
from hongyun_desktop.text import _

KINDS: Mapping[str, str] = {
    "access": _("登录和经办人"),
    "seen": _("看完整号码"),
    "left": _("导出和打印"),
    "safety": _("备份、口令和删除"),
    WRITES: _("改动资料"),
}


def sentence(store: Store, row: AuditRow) -> str:
    """What one event was."""
    return unit_sentence(row.code, extracting.named(store, row.params))


def people(store: Store) -> list[tuple[int, str]]:
    """Everybody whose name may stand in the trail."""
    return [(row.operator_id, row.name) for row in operators.list_operators(store)]


def asked(store: Store, filters: Mapping[str, Any]) -> tuple[str, ...]:
    """The filters other than the days, in words."""
    names = dict(people(store))
    said = [names.get(filters.get("operator", 0), ""), KINDS.get(filters.get("kind", ""), "")]
    return tuple(filter(None, said))


def days_of_file(from_day: date | None, to_day: date | None, today: date) -> str:
    """The days that an extract is of, as the name of its file has them."""
    return _("至").join(day.isoformat() for day in (from_day, to_day) if day) or today.isoformat()
