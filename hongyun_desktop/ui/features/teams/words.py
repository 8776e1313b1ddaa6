# SPDX-License-Identifier: GPL-3.0-or-later
"""The words and colours of 自组织 that several of its views show."""

from collections.abc import Callable

from hongyun_desktop.core.activities.rules import ACTIVITY_STATE_WORDS, ActivityState
from hongyun_desktop.core.points.words import hours_text
from hongyun_desktop.core.teams.figures import AgeSpread, TeamHealth
from hongyun_desktop.core.teams.rules import TEAM_KIND_WORDS, PostRow, TeamKind
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

STATE_SHAPES = {ActivityState.PLANNED: "○", ActivityState.HELD: "●", ActivityState.CANCELLED: "×"}


def signs() -> str:
    """What the signs of the states mean."""
    return "　".join(f"{sign} {ACTIVITY_STATE_WORDS[state]}" for state, sign in STATE_SHAPES.items())


def post_days(post: PostRow) -> str:
    """2025-03-01 起, or 2025-03-01～2026-01-31."""
    if post.ends_on is None:
        return _("{day} 起").format(day=post.starts_on.isoformat())
    return f"{post.starts_on.isoformat()}～{post.ends_on.isoformat()}"


def health_figures(health: TeamHealth, hide: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """The figures of a team's health by name, names of people hidden by `hide`; empty where there is none."""
    return (
        (_("近90天"), _active(health)),
        (_("年龄"), _ages(health.ages)),
        (_("服务时长"), _("四个季度 {hours} 小时\n每名队员 {each} 小时").format(
            hours=hours_text(health.minutes), each=hours_text(health.minutes_per_member)
        ) if health.minutes else ""),
        (_("出力最多"), _("{name}，占 {percent}%").format(name=hide(health.busiest), percent=health.busiest_percent)
         if health.busiest else ""),
    )  # fmt: skip


def _active(health: TeamHealth) -> str:
    if not health.members:
        return ""
    told = _("{members} 人里 {active} 人来过（{percent}%）")
    return told.format(members=health.members, active=health.active, percent=health.active_percent)


def _ages(ages: AgeSpread | None) -> str:
    if ages is None:
        return ""
    told = _("{youngest}–{oldest} 岁，居中 {median} 岁").format(
        youngest=ages.youngest, oldest=ages.oldest, median=ages.median
    )
    words, old = ages.bands[-1]
    return told + "\n" + _("{words} {count} 人").format(words=words, count=old) if old else told
