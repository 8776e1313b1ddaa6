# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's teams: the four founding ones and the squad, who belongs to them, and what they plan.

Everything goes through the committee's own doors. Who belongs is read from who came; the same date gives the same.
"""

from datetime import date, timedelta

from hongyun_desktop.core.activities import activities, recurring
from hongyun_desktop.core.activities.rules import ActivityKind, ActivityValues, Every
from hongyun_desktop.core.points import attendance
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams import membership, register
from hongyun_desktop.core.teams.rules import Post, TeamKind, TeamValues
from hongyun_desktop.demo import story
from hongyun_desktop.demo.story import FoundingStory

_AT_MOST_TEAMS = 2
_AFTER_FOUNDING = timedelta(days=75)
_AFTER_LAST = timedelta(days=30)
_LATELY = timedelta(days=90)
_WEDNESDAY, _THURSDAY, _FRIDAY, _SATURDAY, _SUNDAY = range(2, 7)
# Resident, first and last day of service.
_Keen = tuple[int, date, date]


def found(store: Store, founded_on: date) -> None:
    """Register the teams on the day they were founded."""
    for each in story.FOUNDED:
        register.save_team(store, TeamValues(each.name, TeamKind(each.kind), each.purpose, each.programme, founded_on))


def live(store: Store, today: date) -> None:
    """Let those who came belong, choose who leads, and plan the coming weeks; the clock stands at today."""
    taken: dict[int, int] = {}
    for each in story.FOUNDED:
        team_id = _team_id(store, each.name)
        keen = [one for one in _keen(store, team_id, today) if taken.get(one[0], 0) < _AT_MOST_TEAMS]
        belonging = keen[: each.members]
        gone = [one for one in keen[each.members :] if one[2] < today - 2 * _AFTER_LAST][: len(story.GONE)]
        for person, _first_on, _last_on in belonging:
            taken[person] = taken.get(person, 0) + 1
        _enrol(store, team_id, [*belonging, *gone])
        _let_go(store, team_id, gone)
        _lead(store, team_id, today)
    membership.join_guest(store, _team_id(store, "鸿运舞蹈队"), "贺老师", "13900000001", today - timedelta(days=200))
    _plan(store, today)
    _meet(store, today)
    _write_up(store)


def _team_id(store: Store, name: str) -> int:
    return activities.team_ids(store, [name])[name]


def _keen(store: Store, team_id: int, today: date) -> list[_Keen]:
    """Who served at a team's activities, or of the squad all party members who served; those of late weigh more."""
    squad = register.get_row(store, team_id).kind is TeamKind.VANGUARD
    whose = "r.political_status = '中共党员' AND ?" if squad else "x.team_id = ?"
    rows = store.sql(
        "SELECT a.resident_id, min(x.held_on), max(x.held_on) FROM activity x JOIN service s ON s.activity_id = x.id"
        f" JOIN account a ON a.id = s.account_id JOIN resident r ON r.id = a.resident_id WHERE {whose}"
        " AND s.reversed_at IS NULL GROUP BY a.resident_id ORDER BY count(*) + 3 * sum(x.held_on > ?) DESC, 1",
        (team_id, (today - _LATELY).isoformat()),
    )
    return [(person, date.fromisoformat(first), date.fromisoformat(last)) for person, first, last in rows]


def _enrol(store: Store, team_id: int, people: list[_Keen]) -> None:
    """Founders from the first day, the others from the day they first came."""
    founded_on = register.get_row(store, team_id).founded_on or date.min
    by_day: dict[date, list[int]] = {}
    for person, first_on, _last_on in people:
        day = founded_on if first_on - founded_on <= _AFTER_FOUNDING else first_on
        by_day.setdefault(day, []).append(person)
    for day, joining in sorted(by_day.items()):
        membership.join(store, team_id, joining, day)


def _let_go(store: Store, team_id: int, gone: list[_Keen]) -> None:
    rows = {row.resident_id: row for row in membership.members(store, team_id)}
    for (person, _first_on, last_on), reason in zip(gone, story.GONE, strict=False):
        membership.leave(store, rows[person].member_id, last_on + _AFTER_LAST, reason)


def _lead(store: Store, team_id: int, today: date) -> None:
    """A leader since the founding, in some teams one after another, and those who joined first in the other posts."""
    first = sorted(membership.members(store, team_id), key=lambda row: (row.joined_on, -row.times, row.member_id))
    leader, *others = first
    begun = leader.joined_on
    if team_id % 2:
        former = others.pop(0)
        membership.give_post(store, former.member_id, Post.LEADER, former.joined_on)
        begun = former.joined_on + (today - former.joined_on) / 2
    membership.give_post(store, leader.member_id, Post.LEADER, begun)
    posts = (Post.DEPUTY, Post.CONTACT, Post.SECRETARY, Post.SAFETY)
    for row, post in zip(others, posts, strict=False):
        membership.give_post(store, row.member_id, post, row.joined_on)


def _plan(store: Store, today: date) -> None:
    """Services of the coming weeks, two of them recurring and one called off."""
    green, dance, care, _heralds, squad = story.FOUNDED
    weekly = _serve(store, dance, "广场舞排练", _next(today, _WEDNESDAY), "19:00 热身\n19:15 分组练习\n20:15 合练")
    recurring.repeat(store, weekly, Every.WEEK, today + timedelta(weeks=9))
    _sign_up(store, weekly, dance.name, 14)
    monthly = _serve(store, green, "楼道清洁日", _next(today, _SATURDAY), "08:30 集合分片\n08:40 清扫\n10:20 检查收工")
    recurring.repeat(store, monthly, Every.MONTH_BY_WEEKDAY, today + timedelta(days=130))
    _sign_up(store, monthly, green.name, 17)
    visit = _serve(store, care, "独居老人探望", _next(today, _THURSDAY), "分三组上门\n量血压、聊家常，看看水电气")
    _sign_up(store, visit, care.name, 8)
    haircut = _serve(store, care, "爱心理发日", _next(today, _SUNDAY), "理发师傅两位")
    activities.cancel(store, haircut, "师傅有事，改到下个月")
    patrol = _serve(store, squad, "党员先锋岗巡楼", _next(today, _FRIDAY), "两人一组，查消防通道和充电")
    _sign_up(store, patrol, squad.name, 9)


def _meet(store: Store, today: date) -> None:
    """What is no service: heart-to-heart meetings, the festival and the signing."""
    saturday, hall = _next(today, _SATURDAY), "邻里活动中心二楼"
    held = _hold(store, "通心会", saturday - timedelta(weeks=4), ("14:30", "16:00"), hall, story.HEART_PLAN)
    activities.write_record(store, held, story.HEART_RECORD)
    came = {*_some(store, "关爱互助队", 12), *_some(store, "文明宣导队", 12)}
    attendance.mark(store, held, dict.fromkeys(sorted(came), (Attending.CAME, None)))
    coming = _hold(store, "通心会", saturday + timedelta(days=1), ("14:30", "16:00"), hall, story.HEART_PLAN)
    _sign_up(store, coming, "文明宣导队", 10)
    for months_back in range(4, 0, -1):
        day = saturday - timedelta(weeks=4 * months_back + 1)
        party_day = _hold(store, "主题党日", day, ("09:00", "11:00"), hall, story.PARTY_PLAN, story.SQUAD)
        came = set(_some(store, story.SQUAD, 17 - months_back))
        attendance.mark(store, party_day, dict.fromkeys(sorted(came), (Attending.CAME, None)))
    day = saturday + timedelta(weeks=3)
    _hold(store, "“Hi社区”文化节", day, ("09:00", "11:30"), "中庭广场", story.FESTIVAL_PLAN, "鸿运舞蹈队")
    _hold(store, "社区合伙人签约仪式", day, ("14:00", "15:30"), "邻里活动中心", story.SIGNING_PLAN)


def _write_up(store: Store) -> None:
    """The last service of each team has its time, place and record, for the filing box."""
    for each in story.FOUNDED:
        latest = register.get_team(store, _team_id(store, each.name)).latest
        for row in [row for row in latest if row.kind is ActivityKind.SERVICE][:1]:
            values = ActivityValues(
                row.name, row.held_on, row.team, row.service_kind, starts_at=each.starts_at, ends_at=each.ends_at,
                place=each.place, programme=each.programme, record=story.SERVICE_RECORD.format(name=row.name),
            )  # fmt: skip
            activities.save_activity(store, values, row.activity_id)


def _serve(store: Store, team: FoundingStory, name: str, day: date, plan: str) -> int:
    values = ActivityValues(
        name, day, team.name, kind=ActivityKind.SERVICE, starts_at=team.starts_at, ends_at=team.ends_at,
        place=team.place, programme=team.programme, plan=plan,
    )  # fmt: skip
    return activities.save_activity(store, values).params["activity_id"]


def _hold(store: Store, name: str, day: date, times: tuple[str, str], place: str, plan: str, team: str = "") -> int:
    values = ActivityValues(
        name, day, team, kind=ActivityKind.EVENT, starts_at=times[0], ends_at=times[1], place=place,
        programme=story.CALL, plan=plan,
    )  # fmt: skip
    return activities.save_activity(store, values).params["activity_id"]


def _sign_up(store: Store, activity_id: int, team: str, count: int) -> None:
    attendance.sign_up(store, activity_id, _some(store, team, count))


def _some(store: Store, team: str, count: int) -> list[int]:
    """The residents among a team's members who came most of late."""
    rows = sorted(membership.members(store, _team_id(store, team)), key=lambda row: (-row.times, row.member_id))
    return [row.resident_id for row in rows if row.resident_id is not None][:count]


def _next(today: date, weekday: int) -> date:
    """The next such weekday after today; 0: Monday."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
