# SPDX-License-Identifier: GPL-3.0-or-later
"""All that is held about one person, put into words for that person (PIPL art. 45). What others are held with is not
in it: of the household only how many live there.
"""

import json
from collections.abc import Iterable

from hongyun_desktop.core import settings
from hongyun_desktop.core.audit import noting
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.honours import register_listing
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.personal.rules import HeldData, HeldLine, HeldSection
from hongyun_desktop.core.points import passbook, statement
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import erasure, residents, story
from hongyun_desktop.core.roster.rules import OCCUPANCY_WORDS, ResidentRow
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import membership
from hongyun_desktop.core.teams.rules import POST_WORDS
from hongyun_desktop.messages.journal import change_sentence, unit_sentence

_LOOKS = ("numbers_shown", "team_numbers_shown", "personal_data_told")
_LOOK_WORDS = {"numbers_shown": "看了号码", "team_numbers_shown": "备案表上写了完整电话"}
_EVERY_STEP = 100_000
_ATTENDING = {"signed_up": "报名", "came": "到场", "absent": "没来"}
_CHOICES = {"excluded": "没有列入", "added": "名次之外加上"}


def held(store: Store, resident_id: int, *, masked: bool = True) -> HeldData:
    """All that is held about a person with all rows merged into theirs; numbers masked unless asked. Writes nothing.

    Raises: Refused("resident_unknown").
    """
    row = residents.get_resident(store, resident_id)
    ids = erasure.rows_of_person(store, resident_id)
    told = settings.committee(store)
    sections = (
        HeldSection("花名册", tuple(_roster(row, masked=masked))),
        HeldSection("同住的人", tuple(_household(store, row))),
        HeldSection("积分和服务", tuple(_points(store, resident_id))),
        HeldSection("报名和到场", (*_attendance(store, ids), *_matches(store, ids))),
        HeldSection("队伍", tuple(_teams(store, resident_id))),
        HeldSection("表彰", tuple(_rounds(store, ids))),
        HeldSection("证书", tuple(_certificates(store, ids))),
        HeldSection("改动记录", tuple(_history(store, ids))),
        HeldSection("谁看过号码", tuple(_looks(store, ids))),
    )
    dwelling = row.address.full if row.address else ""
    return HeldData(
        told.compound, told.contact, row.name, dwelling, masked, sections, today(store.clock), store.is_demo
    )


def tell(store: Store, resident_id: int, purpose: str) -> tuple[HeldData, Changed]:
    """The same with whole numbers, for the person; the audit trail keeps who printed it and what for.

    Raises: Invalid("purpose_empty", "purpose"), Refused("resident_unknown"), ("not_allowed"), ("locked").
    """
    store.demand(Right.UNMASK)
    purpose = clean_text(purpose)
    if not purpose:
        raise Invalid("purpose_empty", "purpose")
    residents.get_resident(store, resident_id)
    changed = noting.note(store, "personal_data_told", resident=resident_id, purpose=purpose)
    return held(store, resident_id, masked=False), changed


def _roster(row: ResidentRow, *, masked: bool) -> Iterable[HeldLine]:
    facts = (
        ("姓名", row.name),
        ("住址", row.address.full if row.address else ""),
        ("居住情况", OCCUPANCY_WORDS[row.occupancy] if row.occupancy else ""),
        ("与户主关系", row.relation),
        ("性别", row.sex),
        ("出生日期", row.born_on.isoformat() if row.born_on and not masked else ""),
        ("身份证号", row.masked_id_number if masked else row.id_number),
        ("电话", "、".join(row.masked_phones if masked else row.phones)),
        ("原属村", row.home_village),
        ("政治面貌", row.political_status),
        ("标签", "、".join(row.tags)),
        ("微信昵称", "、".join(row.nicknames)),
        ("备注", row.note),
    )
    return (HeldLine("", what, says) for what, says in facts if says)


def _household(store: Store, row: ResidentRow) -> Iterable[HeldLine]:
    if row.dwelling_id is not None:
        others = len(residents.household(store, row.dwelling_id)) - 1
        says = f"登记在同一户的另有 {others} 人。他们的资料不在这张纸上，由他们自己来要。" if others else "一个人住。"
        yield HeldLine("", "同一户", says)


def _points(store: Store, resident_id: int) -> Iterable[HeldLine]:
    for line in statement.statement(store, resident_id):
        why = passbook.why(line) or (f"{line.minutes / 60:g}小时" if line.minutes else "")
        taken_back = "（已更正）" if line.reversed else ""
        says = f"{line.amount:+d} 分{taken_back}，余 {line.balance} 分{'。' + why if why else ''}"
        yield HeldLine(line.service_date.isoformat(), passbook.what(line), says)


def _attendance(store: Store, ids: list[int]) -> Iterable[HeldLine]:
    """Every list that the person stands on; what was credited has left the lists and stands under the account."""
    rows = store.sql(
        "SELECT x.held_on, x.name, x.starts_at, x.ends_at, x.place, x.cancelled_reason <> '', w.state, w.minutes"
        f" FROM (SELECT activity_id, state, minutes FROM attendance WHERE resident_id {AMONG} UNION ALL"
        " SELECT s.activity_id, 'came', s.minutes FROM service s JOIN account a ON a.id = s.account_id"
        f" WHERE s.reversed_at IS NULL AND a.resident_id {AMONG}) w JOIN activity x ON x.id = w.activity_id"
        " ORDER BY x.held_on, x.id",
        (json.dumps(ids), json.dumps(ids)),
    )
    for day, name, starts_at, ends_at, place, is_cancelled, state, minutes in rows:
        told = (
            _ATTENDING[state],
            "–".join(filter(None, (starts_at, ends_at))),
            f"{minutes / 60:g} 小时" if minutes else "没有记时长" if state == "came" else "",
            f"在{place}" if place else "",
            "活动取消了" if is_cancelled else "",
        )
        yield HeldLine(day, name, "，".join(filter(None, told)))


def _teams(store: Store, resident_id: int) -> Iterable[HeldLine]:
    for each in membership.teams_of(store, resident_id):
        left = f"，{each.left_on} 退队" if each.left_on else ""
        reason = f"，原因：{each.left_reason}" if each.left_reason else ""
        yield HeldLine(each.joined_on.isoformat(), each.team, f"入队{left}{reason}")
        for held_post in each.posts:
            ended = f"，{held_post.ends_on} 卸任" if held_post.ends_on else ""
            yield HeldLine(held_post.starts_on.isoformat(), each.team, f"任{POST_WORDS[held_post.post]}{ended}")


def _matches(store: Store, ids: list[int]) -> Iterable[HeldLine]:
    count = store.value(f"SELECT count(*) FROM sign_in_choice WHERE resident_id {AMONG}", (json.dumps(ids),))
    if count:
        yield HeldLine("", "导入签到表时认过", f"{count} 次（只记指纹，不记那一行的字）")


def _rounds(store: Store, ids: list[int]) -> Iterable[HeldLine]:
    group = (json.dumps(ids),)
    places = store.sql(
        "SELECT r.held_on, r.quarter, r.title, p.place, p.points FROM published_place p JOIN round r ON r.id ="
        f" p.round_id JOIN account a ON a.id = p.account_id WHERE a.resident_id {AMONG} ORDER BY r.held_on, r.id",
        group,
    )
    for day, quarter, title, place, points in places:
        yield HeldLine(day, _round(quarter, title), f"公布的第 {place} 名，{points} 分")
    excluded = store.sql(
        "SELECT r.held_on, r.quarter, r.title, e.reason FROM exclusion e JOIN round r ON r.id = e.round_id"
        f" WHERE e.resident_id {AMONG} ORDER BY r.id",
        group,
    )
    for day, quarter, title, reason in excluded:
        yield HeldLine(day, _round(quarter, title), f"没有列入，理由：{reason}")
    choices = store.sql(
        "SELECT d.started_on, d.quarter, d.title, c.choice, c.reason, c.honorific FROM round_choice c"
        f" JOIN round_draft d ON d.id = c.draft_id WHERE c.resident_id {AMONG} ORDER BY d.id",
        group,
    )
    for day, quarter, title, choice, reason, honorific in choices:
        told = f"{_CHOICES[choice]}，理由：{reason}" if choice else ""
        called = f"称呼：{honorific}" if honorific else ""
        yield HeldLine(day, f"准备{_round(quarter, title)}", "；".join(filter(None, (told, called))) or "按名次")


def _round(quarter: str, title: str) -> str:
    return f"{Quarter.parse(quarter).title}“{title}”"


def _certificates(store: Store, ids: list[int]) -> Iterable[HeldLine]:
    rows = store.sql(f"SELECT id FROM certificate WHERE resident_id {AMONG} ORDER BY id", (json.dumps(ids),))
    for line in register_listing.lines_of(store, [row[0] for row in rows]):
        signed = f"，{line.signed_on} 由 {line.signed_by} 签收" if line.signed_on else ""
        gone = f"，{line.withdrawn_on} 撤回：{line.withdrawn_reason}" if line.withdrawn_on else ""
        again = f"，换发 {line.versions - 1} 次" if line.versions > 1 else ""
        says = f"{line.heading}“{line.content}”{again}，印过 {line.printed} 次{signed}{gone}"
        yield HeldLine(line.issued_on.isoformat(), line.number, says)


def _history(store: Store, ids: list[int]) -> Iterable[HeldLine]:
    for resident_id in ids:
        for step in reversed(story.history_of(store, "resident", resident_id, _EVERY_STEP)):
            if step.entry.code in _LOOKS:
                continue
            imported = step.entry.code == "roster_imported"
            what = "从花名册导入" if imported else unit_sentence(step.entry.code, step.entry.params)
            changes = "；".join(change_sentence(each.field, each.before, each.after) for each in step.changes)
            says = f"{changes or what}（{step.entry.operator}）"
            yield HeldLine(f"{step.entry.at:%Y-%m-%d}", what if changes else "", says)


def _looks(store: Store, ids: list[int]) -> Iterable[HeldLine]:
    rows = store.sql(
        "SELECT j.at, o.name, j.code, j.params ->> 'purpose' FROM journal j JOIN operator o ON o.id = j.operator_id"
        f" WHERE j.code {AMONG} AND (j.params ->> 'resident' {AMONG}"
        f" OR EXISTS (SELECT 1 FROM json_each(j.params -> 'residents') WHERE value {AMONG})) ORDER BY j.id",
        (json.dumps(_LOOKS), json.dumps(ids), json.dumps(ids)),
    )
    for at, operator, code, purpose in rows:
        yield HeldLine(at[:10], _LOOK_WORDS.get(code, "打印了全部资料"), f"{operator}，用途：{purpose}")
