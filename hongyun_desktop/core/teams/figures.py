# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a team in figures: its health on a day, and its year. Pure: standard library only.

Which figures there are, and when a team counts as leaning on one person, are the committee's own rules.
"""

from datetime import date

from hongyun_desktop.core.activities.rules import ActivityKind, ActivityRow
from hongyun_desktop.core.teams.rules import TeamRow, percent
from hongyun_desktop.frozen_class import frozen

ACTIVE_DAYS = 90
"""Whoever came within so many days is active. Own."""
LEANS_SHARE_PERCENT = 50
"""A team whose busiest member gives more than this share of its hours leans on one person. Own."""
QUARTERS_OF_TREND = 4


@frozen
class AgeSpread:
    """How old members are, in full years; known: of how many a birth date is known. bands: (words, how many)."""

    known: int
    youngest: int
    median: int
    oldest: int
    bands: tuple[tuple[str, int], ...]


@frozen
class QuarterFigures:
    """A quarter of a team: activities held, different people who came, and minutes of credited service.

    title: 2026年第三季度; code: 2026Q3.
    """

    code: str
    title: str
    activities: int
    people: int
    minutes: int


@frozen
class HonourLine:
    """One certificate that stands; of_team: its recipient is the team itself, else a member."""

    certificate_id: int
    number: str
    issued_on: date
    recipient: str
    title: str
    of_team: bool


@frozen
class TeamHealth:
    """How a team is, on a day.

    members: who belongs. active: of these who came within the last 90 days. trend: the last four quarters, the
    present one last. minutes: of credited service at the team's activities in these quarters, whoever gave them;
    member_minutes: those of present members; busiest, busiest_minutes: who gave most, empty and 0 for none.
    honours: of the team and of present members, newest first. Source of what counts as active and as leaning on
    one person: own.
    """

    team_id: int
    as_of: date
    members: int
    active: int
    ages: AgeSpread | None
    minutes: int
    member_minutes: int
    busiest: str
    busiest_minutes: int
    trend: tuple[QuarterFigures, ...]
    honours: tuple[HonourLine, ...]

    @property
    def active_percent(self) -> int:
        """Active members as a share of all, 0 without any; halves are rounded up."""
        return percent(self.active, self.members)

    @property
    def busiest_percent(self) -> int:
        """The share of all hours that the busiest gave, 0 without any; halves are rounded up."""
        return percent(self.busiest_minutes, self.minutes)

    @property
    def leans(self) -> bool:
        """Whether more than half of the hours are one person's. Own."""
        return self.busiest_minutes * 100 > self.minutes * LEANS_SHARE_PERCENT

    @property
    def minutes_per_member(self) -> int:
        """Minutes of present members in the four quarters by their number, 0 without any; whole minutes."""
        return self.member_minutes // self.members if self.members else 0


@frozen
class YearActivity:
    """One activity of a yearly review; minutes of credited service."""

    activity: ActivityRow
    came: int
    minutes: int


@frozen
class YearBefore:
    """The same figures of the year before, to compare with."""

    activities: int
    people: int
    times: int
    minutes: int


@frozen
class ReviewFacts:
    """What happened in a team in one year, up to the day the facts were gathered.

    leader: at the end of it. members_before, members_after: at its beginning and end; joined, left: stretches that
    began and ended in it. activities: those held; cancelled: called off. people: different people who came, times:
    people and activities. minutes: credited. months_without: months (1 to 12) that passed without an activity.
    before: figures of the year before, None where there was nothing.
    """

    team: TeamRow
    year: int
    made_on: date
    leader: str
    members_before: int
    members_after: int
    joined: int
    left: int
    activities: tuple[YearActivity, ...]
    cancelled: int
    people: int
    times: int
    minutes: int
    months_without: tuple[int, ...]
    honours: tuple[HonourLine, ...]
    before: YearBefore | None = None

    @property
    def events(self) -> int:
        """How many of the activities were no service."""
        return sum(each.activity.kind is ActivityKind.EVENT for each in self.activities)


def health_sentences(health: TeamHealth) -> tuple[str, ...]:
    """What the figures say in words, the most pressing first; empty where nothing stands out. Rules: own."""
    told = (
        (not health.members, "还没有队员，请先登记入队。"),
        (
            health.leans and health.busiest,
            f"近四个季度的服务时长有 {health.busiest_percent}% 是 {health.busiest} 一个人的，"
            "队伍太靠一个人，建议培养副队长。",
        ),
        (
            health.members and health.active * 2 < health.members,
            f"近 {ACTIVE_DAYS} 天只有 {health.active} 人参加过活动，不到队员的一半。"
            if health.active
            else f"近 {ACTIVE_DAYS} 天没有队员参加过活动。",
        ),
        (_falling(health.trend), "连着两个季度参加的人在减少。"),
    )
    return tuple(sentence for there, sentence in told if there)


def _falling(trend: tuple[QuarterFigures, ...]) -> bool:
    """Whether fewer came in each of the last two full quarters than before; the present one is not over."""
    people = [each.people for each in trend[:-1]]
    return len(people) >= 3 and people[-1] < people[-2] < people[-3]
