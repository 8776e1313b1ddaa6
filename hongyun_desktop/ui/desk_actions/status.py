# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands below every page: when the last backup was made, and whose data this is. Imports core only."""

from dataclasses import dataclass
from datetime import datetime

from hongyun_desktop.core import last_backup
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
    """The two sentences of the status bar."""

    last_backup: str
    database: str


def status_facts(store: Store) -> StatusFacts:
    """What to say now; reads one small file and two rows."""
    if store.is_demo:
        return StatusFacts(_("演示资料不用备份"), _("演示资料"))
    where = _("本机资料：{file}").format(file=store.path.name)
    return StatusFacts(_said(last_backup.last(store), store.clock.now()), where)


def _said(backup: LastBackup | None, now: datetime) -> str:
    if backup is None:
        return _("还没有备份过")
    return _("上次备份：{when}").format(when=when_and_where(backup, now))


def when_and_where(backup: LastBackup, now: datetime) -> str:
    """今天 16:20（U盘）, and a reminder once it is some days old."""
    days = (now.date() - backup.at.date()).days
    if days >= _REMIND_AFTER_DAYS:
        return _("{days} 天前，请备份").format(days=days)
    words = {0: _("今天"), 1: _("昨天"), 2: _("前天")}
    day = words.get(days, backup.at.strftime("%Y-%m-%d"))
    return _("{day} {time}（{place}）").format(day=day, time=f"{backup.at:%H:%M}", place=_PLACES[backup.place])
