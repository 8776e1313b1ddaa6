# SPDX-License-Identifier: GPL-3.0-or-later
"""The words and colours of 自组织 that several of its views show."""

from datetime import date

from hongyun_desktop.core.points.activity_rules import ACTIVITY_STATE_WORDS, ActivityRow, ActivityState
from hongyun_desktop.core.teams.rules import TEAM_KIND_WORDS, PostRow, TeamHealth, TeamKind
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.theme import COLOURS

KIND_CHIPS = {
    TeamKind.PLACE: Chip(TEAM_KIND_WORDS[TeamKind.PLACE], COLOURS.good_ground, COLOURS.good),
    TeamKind.INTEREST: Chip(TEAM_KIND_WORDS[TeamKind.INTEREST]),
    TeamKind.VANGUARD: Chip(TEAM_KIND_WORDS[TeamKind.VANGUARD], COLOURS.bad_ground, COLOURS.bad),
}
STATE_CHIPS = {
    ActivityState.PLANNED: Chip(ACTIVITY_STATE_WORDS[ActivityState.PLANNED]),
    ActivityState.HELD: Chip(ACTIVITY_STATE_WORDS[ActivityState.HELD], COLOURS.good_ground, COLOURS.good),
    ActivityState.CANCELLED: Chip(
        ACTIVITY_STATE_WORDS[ActivityState.CANCELLED], COLOURS.grey_ground, COLOURS.text_soft
    ),
}


def day_text(day: date | None) -> str:
    """A day as it stands in tables; empty for none."""
    return day.isoformat() if day else ""


def hours_text(minutes: int) -> str:
    """Minutes as hours with at most one decimal: 1.5."""
    return f"{minutes / 60:.1f}".removesuffix(".0")


def post_text(post: PostRow, words: str) -> str:
    """队长 王秀英（2025-03-01 起）."""
    until = _("至 {day}").format(day=post.ends_on) if post.ends_on else _("起")
    return f"{words} {post.name}（{post.starts_on} {until}）"


def activity_text(activity: ActivityRow) -> str:
    """2026-10-01 09:00 国庆环境整治 · 大榕树."""
    head = " ".join(filter(None, (activity.held_on.isoformat(), activity.time_text, activity.name)))
    cancelled = _("已取消：{reason}").format(reason=activity.cancelled_reason) if activity.cancelled else ""
    return " · ".join(filter(None, (head, activity.place, cancelled)))


def health_lines(health: TeamHealth) -> tuple[str, ...]:
    """The figures of a team's health, one a line."""
    ages = health.ages
    return tuple(filter(None, (
        _("队员 {members} 人，近 90 天参加过活动的 {active} 人").format(members=health.members, active=health.active),
        _("年龄 {youngest}–{oldest} 岁，居中 {median} 岁").format(
            youngest=ages.youngest, oldest=ages.oldest, median=ages.median
        ) if ages else "",
        _("近四个季度服务 {hours} 小时，每名队员 {each} 小时").format(
            hours=hours_text(health.minutes),
            each=hours_text(health.member_minutes // health.members) if health.members else 0,
        ),
    )))  # fmt: skip
