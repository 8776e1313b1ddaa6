# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands below every page: the last backup, who is at the desk, whose data this is. Imports core only."""

from dataclasses import dataclass
from datetime import datetime

from hongyun_desktop.core import last_backup, operators
from hongyun_desktop.core.last_backup import LastBackup, Place
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _

_REMIND_AFTER_DAYS = 3
_PLACES = {
    Place.STICK: _("U盘"),
    Place.SHARE: _("共享文件夹"),
    Place.CLOUD: _("网盘"),
    Place.COMPUTER: _("本机"),
}


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """The sentences of the status bar; reminds: the one about the backup wants to be heeded."""

    last_backup: str
    reminds: bool
    operator: str
    database: str


def status_facts(store: Store) -> StatusFacts:
    """What to say now; reads one small file and three rows."""
    operator = _("经办：{name}").format(name=operators.at_desk(store))
    if store.is_demo:
        return StatusFacts(_("演示资料不用备份"), False, operator, _("演示资料"))
    backup, now = last_backup.last(store), store.clock.now()
    reminds = backup is not None and _days(backup, now) >= _REMIND_AFTER_DAYS
    where = _("本机资料：{file}").format(file=store.path.name)
    return StatusFacts(_said(backup, now), reminds, operator, where)


def _days(backup: LastBackup, now: datetime) -> int:
    return (now.date() - backup.at.date()).days


def _said(backup: LastBackup | None, now: datetime) -> str:
    if backup is None:
        return _("还没有备份过")
    return _("上次备份：{when}").format(when=when_and_where(backup, now))


def when_and_where(backup: LastBackup, now: datetime) -> str:
    """今天 16:20（U盘）, and a reminder once it is some days old."""
    days = _days(backup, now)
    if days >= _REMIND_AFTER_DAYS:
        return _("{days} 天前，请备份").format(days=days)
    words = {0: _("今天"), 1: _("昨天"), 2: _("前天")}
    day = words.get(days, backup.at.strftime("%Y-%m-%d"))
    return _("{day} {time}（{place}）").format(day=day, time=f"{backup.at:%H:%M}", place=_PLACES[backup.place])
