# SPDX-License-Identifier: GPL-3.0-or-later
"""What erasing a person does, told before it is done, and doing it. `core.roster.erasure` does the work.

The plan is read from what is in the database and from the backups that can be seen; it promises nothing else.
"""

import json

from hongyun_desktop.core import settings
from hongyun_desktop.core.backups import finding, thinning
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.personal.rules import ErasurePlan, ErasureReason, HouseholdMember, Mention, months_later
from hongyun_desktop.core.roster import erasure, residents
from hongyun_desktop.core.roster.rules import HEAD_OF_HOUSEHOLD, ResidentRow
from hongyun_desktop.core.store.backup import folder_of
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store

_OF = "IN (SELECT value FROM json_each(?1))"
_COUNTS = {
    "changes": f"SELECT count(*) FROM journal_row WHERE table_name = 'resident' AND row_id {_OF}",
    "attendance": f"SELECT count(*) FROM attendance WHERE resident_id {_OF}",
    "certificates": f"SELECT count(*) FROM certificate WHERE resident_id {_OF}",
    "reasons": f"SELECT (SELECT count(*) FROM exclusion WHERE resident_id {_OF} AND reason <> '')"
    f" + (SELECT count(*) FROM round_choice WHERE resident_id {_OF} AND reason <> '')",
    "memberships": f"SELECT count(*) FROM team_member WHERE resident_id {_OF}",
    "matches": f"SELECT count(*) FROM sign_in_choice WHERE resident_id {_OF}",
    "entries": f"SELECT count(*) FROM entry JOIN account a ON a.id = account_id WHERE a.resident_id {_OF}",
    "services": f"SELECT count(*) FROM service JOIN account a ON a.id = account_id WHERE a.resident_id {_OF}",
    "rounds": f"SELECT count(*) FROM published_place JOIN account a ON a.id = account_id WHERE a.resident_id {_OF}",
    "looks": "SELECT count(*) FROM journal WHERE code IN ('numbers_shown', 'team_numbers_shown', 'personal_data_told')"
    f" AND (params ->> 'resident' {_OF} OR EXISTS"
    f" (SELECT 1 FROM json_each(params -> 'residents') WHERE value {_OF}))",
}
# Texts about something else that may name the person, and stay; ?2 is the name.
_MENTIONS = {
    "房屋的备注": "SELECT count(*) FROM dwelling WHERE instr(note, ?2)",
    "别人的备注和昵称": "SELECT count(*) FROM resident"
    f" WHERE id NOT {_OF} AND (instr(note, ?2) OR instr(nicknames, ?2))",
    "别人证书的签收人": "SELECT count(*) FROM certificate"
    f" WHERE (resident_id IS NULL OR resident_id NOT {_OF}) AND instr(signed_by, ?2)",
    "没有对上居民的证书文字": "SELECT count(*) FROM certificate_wording w JOIN certificate c ON c.id = w.certificate_id"
    f" WHERE (c.resident_id IS NULL OR c.resident_id NOT {_OF}) AND instr(w.wording, ?2)",
    "活动的名称、计划和记录": "SELECT count(*) FROM activity WHERE instr(name, ?2) OR instr(team, ?2)"
    " OR instr(plan, ?2) OR instr(record, ?2) OR instr(cancelled_reason, ?2)",
    "队伍的宗旨和备注": "SELECT count(*) FROM team WHERE instr(purpose, ?2) OR instr(note, ?2)",
    "不在花名册里的队员": "SELECT count(*) FROM team_member WHERE instr(guest_name, ?2)",
    "别人退队的原因": "SELECT count(*) FROM team_member"
    f" WHERE (resident_id IS NULL OR resident_id NOT {_OF}) AND instr(left_reason, ?2)",
    "查看和导出时写的用途": "SELECT count(*) FROM journal WHERE instr(params ->> 'purpose', ?2)",
    "以前的积分的出处": "SELECT count(*) FROM service WHERE instr(source, ?2)",
    "校名单的签字人": "SELECT count(*) FROM proof WHERE instr(signed_by, ?2)",
    "经办人的名字": "SELECT count(*) FROM operator WHERE instr(name, ?2)",
}


def what_erasure_does(store: Store, resident_id: int) -> ErasurePlan:
    """What goes, what stays and until when, for one person with all rows merged into theirs. Writes nothing.

    Raises: Refused("resident_unknown") for nobody or an erased person.
    """
    row = residents.get_resident(store, resident_id)
    ids = erasure.rows_of_person(store, resident_id)
    own, kept = _backups(store)
    day = today(store.clock)
    newest = max((copy.at.date() for copy in own), default=None)
    told = settings.committee(store)
    return ErasurePlan(
        resident_id=resident_id,
        name=row.name,
        dwelling=row.address.full if row.address else "",
        rows=len(ids),
        **{what: store.value(query, (json.dumps(ids),)) for what, query in _COUNTS.items()},
        mentions=_mentions(store, row.name, ids),
        own_backups=len(own),
        kept_backups=kept,
        lapses_on=months_later(newest, thinning.MONTHS) if newest else None,
        compound=told.compound,
        made_on=day,
        sample=store.is_demo,
        left_behind=_left_behind(store, row),
    )


def _left_behind(store: Store, row: ResidentRow) -> tuple[HouseholdMember, ...]:
    if row.dwelling_id is None or row.relation != HEAD_OF_HOUSEHOLD:
        return ()
    others = (each for each in residents.household(store, row.dwelling_id) if each.resident_id != row.resident_id)
    return tuple(HouseholdMember(each.resident_id, each.name, each.relation) for each in others)


def erase(store: Store, resident_id: int, reason: str, *, next_head: int | None = None) -> Changed:
    """Erase one person for a reason that the audit trail keeps as a code; never undone.

    next_head: who of the household is its head from now on; None leaves it without one.
    Raises: Invalid("erasure_reason_missing", "reason"), Refused("resident_unknown"), ("not_allowed"), ("locked").
    """
    store.demand(Right.ERASE)
    if reason not in {each.value for each in ErasureReason}:
        raise Invalid("erasure_reason_missing", "reason")
    row = residents.get_resident(store, resident_id)
    if next_head is not None and next_head not in {each.resident_id for each in _left_behind(store, row)}:
        raise Refused("resident_unknown")
    return erasure.erase(store, resident_id, reason, next_head=next_head)


def _backups(store: Store) -> tuple[list[thinning.Copy], int]:
    """The copies that are thinned, beside the database or where they were chosen to go; and how many others."""
    found = finding.backups_for(store.path)
    read = [(each, thinning.read_name(each.file.name)) for each in found]
    own = [copy for each, copy in read if copy and (each.number or each.file.parent == folder_of(store.path))]
    return own, len(found) - len(own)


def _mentions(store: Store, name: str, ids: list[int]) -> tuple[Mention, ...]:
    params = (json.dumps(ids), name)
    return tuple(Mention(what, store.value(query, params)) for what, query in _MENTIONS.items()) if name else ()
