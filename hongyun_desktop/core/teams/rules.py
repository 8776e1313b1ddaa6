# SPDX-License-Identifier: GPL-3.0-or-later
"""Residents' own teams: their words and what is said of a team. `checks` says what may be. Pure: standard library only.

Source: domain.md, Glossary (自组织队伍, 党员先锋队, programme). Which posts there are and when a team counts as leaning
on one person are the committee's own rules.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from hongyun_desktop.core.activities.rules import ActivityRow
from hongyun_desktop.core.identity import mask_phone
from hongyun_desktop.frozen_class import frozen


class TeamKind(StrEnum):
    """What holds a team together: 地缘, 趣缘, or 党员先锋队, which is neither."""

    PLACE = "place"
    INTEREST = "interest"
    VANGUARD = "vanguard"


class Post(StrEnum):
    """A post within a team; only one leader at a time."""

    LEADER = "leader"
    DEPUTY = "deputy"
    CONTACT = "contact"
    SECRETARY = "secretary"
    TREASURER = "treasurer"
    SAFETY = "safety"


class WholeNumbers(StrEnum):
    """Whose phones a filing sheet writes whole, the others with stars."""

    NOBODY = "nobody"
    LEADER = "leader"
    ALL = "all"


TEAM_KIND_WORDS: Mapping[TeamKind, str] = {
    TeamKind.PLACE: "地缘",
    TeamKind.INTEREST: "趣缘",
    TeamKind.VANGUARD: "党员先锋队",
}
_PASTIMES = (
    "舞", "歌", "唱", "乐", "戏", "琴", "鼓", "书画", "书法", "摄影", "太极", "拳", "棋", "球", "模特", "手工", "编织",
    "读书",
)  # fmt: skip
POST_WORDS: Mapping[Post, str] = {
    Post.LEADER: "队长",
    Post.DEPUTY: "副队长",
    Post.CONTACT: "联络员",
    Post.SECRETARY: "记录员",
    Post.TREASURER: "财务员",
    Post.SAFETY: "安全员",
}


def likely_kind(name: str) -> TeamKind:
    """What a team probably is, as far as its name tells; the squad's members are to be hidden from the start."""
    if "党" in name:
        return TeamKind.VANGUARD
    return TeamKind.INTEREST if any(each in name for each in _PASTIMES) else TeamKind.PLACE


@frozen
class TeamValues:
    """What the committee writes down of a team; founded_on None: nobody knows."""

    name: str
    kind: TeamKind = TeamKind.PLACE
    purpose: str = ""
    programme: str = ""
    founded_on: date | None = None
    note: str = ""


@frozen
class TeamRow:
    """A team as lists show it.

    leader: the name, empty for none. members: who belongs today. last_held_on, next_held_on: of its activities that
    were not called off, before and from today on. disbanded_on: None while it lives. active: of the members who came
    within the last 90 days, None where nobody counted them (`health.window` does).
    """

    team_id: int
    name: str
    kind: TeamKind
    purpose: str
    programme: str
    founded_on: date | None
    disbanded_on: date | None
    note: str
    leader: str
    members: int
    last_held_on: date | None
    next_held_on: date | None
    active: int | None = None

    @property
    def active_percent(self) -> int:
        """Active members as a share of all, 0 without any; halves are rounded up."""
        return percent(self.active or 0, self.members)


@frozen
class PostRow:
    """One stretch of holding a post; ends_on None while it lasts. resident_id None: a guest."""

    post_id: int
    member_id: int
    resident_id: int | None
    name: str
    post: Post
    starts_on: date
    ends_on: date | None


@frozen
class MemberRow:
    """One stretch of belonging to a team.

    resident_id: None for a guest. name: 已删除 for an erased person. dwelling: the short form 3-2-1102, empty for
    none. phones: whole only for those who may see numbers. posts: those held now. times, minutes: at the team's
    activities within the last 90 days, minutes of credited service only.
    """

    member_id: int
    team_id: int
    resident_id: int | None
    name: str
    dwelling: str
    phones: tuple[str, ...] = field(repr=False)
    joined_on: date
    left_on: date | None
    left_reason: str
    posts: tuple[PostRow, ...]
    times: int
    minutes: int

    @property
    def is_guest(self) -> bool:
        """Whether the member is known by name only."""
        return self.resident_id is None

    @property
    def active(self) -> bool:
        """Whether the member came to something within the last 90 days."""
        return self.times > 0

    @property
    def masked_phones(self) -> tuple[str, ...]:
        """138****5678 each."""
        return tuple(map(mask_phone, self.phones))


@frozen
class TeamCard:
    """All that one page says of a team.

    posts: held now, the leader first. former_posts: ended ones, newest first. former: stretches of belonging that
    ended. guests: of the members. upcoming: the next activities, soonest first. latest: those held last, newest
    first. hidden: whether names of members are kept from whoever is at the desk.
    """

    row: TeamRow
    posts: tuple[PostRow, ...]
    former_posts: tuple[PostRow, ...]
    former: int
    guests: int
    upcoming: tuple[ActivityRow, ...]
    latest: tuple[ActivityRow, ...]
    activities: int
    photos: int
    hidden: bool = False


@frozen
class Membership:
    """One stretch of belonging, from the resident's side; posts: all held in it, oldest first."""

    member_id: int
    team_id: int
    team: str
    kind: TeamKind
    joined_on: date
    left_on: date | None
    left_reason: str
    posts: tuple[PostRow, ...]


def shows_whole(row: MemberRow, numbers: WholeNumbers) -> bool:
    """Whether a filing sheet writes the phones of a member whole."""
    is_leader = any(post.post is Post.LEADER for post in row.posts)
    return numbers is WholeNumbers.ALL or (numbers is WholeNumbers.LEADER and is_leader)


def percent(part: int, whole: int) -> int:
    """The share in whole percent, 0 of nothing; halves are rounded up."""
    return (part * 200 + whole) // (whole * 2) if whole else 0
