# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands below every page: the last backup, who is at the desk, whose data this is. Imports core only."""

from datetime import datetime

from hongyun_desktop.core.backups import due, remembering
from hongyun_desktop.core.backups.remembering import LastBackup, Place
from hongyun_desktop.core.store.store import Session, Store
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.messages.words import role_word
from hongyun_desktop.text import _

_REMIND_AFTER_DAYS = 3
_PLACES = {
    Place.STICK: _("U盘"),
    Place.SHARE: _("共享文件夹"),
    Place.CLOUD: _("网盘"),
    Place.OTHER_DISK: _("另一块硬盘"),
    Place.COMPUTER: _("本机"),
}


@frozen
class StatusFacts:
    """The sentences of the status bar; reminds: the one about the backup wants to be heeded.

    recovery: that the recovery key was not typed back yet, else empty.
    """

    last_backup: str
    reminds: bool
    operator: str
    database: str
    recovery: str = ""


def status_facts(store: Store) -> StatusFacts:
    """What to say now; reads one small file and three rows."""
    operator = _("经办：{who}").format(who=_who(store.session))
    if store.is_demo:
        return StatusFacts(_("演示资料不用备份"), False, operator, _("演示资料"))
    if store.rescued:
        return StatusFacts(_("资料坏了，只能看"), True, operator, _("坏了的资料：{file}").format(file=store.path.name))
    backup, now = remembering.last(store), store.clock.now()
    reminds = backup is not None and _days(backup, now) >= _REMIND_AFTER_DAYS
    where = _("本机资料：{file}").format(file=store.path.name)
    said, away = _said(backup, now), due.away_overdue(store)
    if away is not None:
        said = _("{said}　{overdue}").format(said=said, overdue=_overdue(away))
    return StatusFacts(said, reminds or away is not None, operator, where, _of_recovery(store))


def _of_recovery(store: Store) -> str:
    if store.database.key is None:
        return ""
    from hongyun_desktop.core.access import data_keys

    told, days = data_keys.state(store), data_keys.days_to_remind(store)
    if told is None or days is None:
        return ""
    if days:
        return _("恢复钥匙过了 {days} 天还没核对").format(days=days)
    return _("恢复钥匙请在 {day} 以前照纸打一遍").format(day=f"{told.confirm_by:%m-%d}")


def _who(session: Session | None) -> str:
    return _("{name}（{role}）").format(name=session.name, role=role_word(session.role)) if session else ""


def _days(backup: LastBackup, now: datetime) -> int:
    return (now.date() - backup.at.date()).days


def _overdue(days: int) -> str:
    """That no backup has left the computer; 0: for how long the clock can't tell."""
    if days == 0:
        return _("请备份到 U 盘")
    return _("{days} 天没备份到 U 盘了").format(days=days)


def _said(backup: LastBackup | None, now: datetime) -> str:
    if backup is None:
        return _("这台电脑还没备份过")
    return _("上次备份：{when}").format(when=when_and_where(backup, now))


def when_and_where(backup: LastBackup, now: datetime) -> str:
    """今天 16:20（U盘）, and a reminder once it is some days old."""
    days = _days(backup, now)
    if days >= _REMIND_AFTER_DAYS:
        return _("{days} 天前，请备份").format(days=days)
    words = {0: _("今天"), 1: _("昨天"), 2: _("前天")}
    day = words.get(days, backup.at.strftime("%Y-%m-%d"))
    return _("{day} {time}（{place}）").format(day=day, time=f"{backup.at:%H:%M}", place=_PLACES[backup.place])
