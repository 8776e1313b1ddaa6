# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person may ask about their data, as frozen facts and pure words: a notice, a print-out, an erasure.

Standard library only, so that papers may use it. Source: domain.md, Personal data; PIPL arts. 17, 45, 47.
"""

from datetime import date
from enum import StrEnum

from hongyun_desktop.frozen_class import frozen


@frozen
class NoticeFacts:
    """Who collects and whom to ask; contact is empty where the committee has not written one yet."""

    compound: str
    community: str
    street: str
    issuer: str
    contact: str
    made_on: date
    is_encrypted: bool
    sample: bool = False

    @property
    def keeper(self) -> str:
        """Who answers for the data, with the place it belongs to."""
        place = f"{self.street}{self.community}"
        return f"{self.issuer}（{place}）" if place else self.issuer


@frozen
class HeldLine:
    """One thing that is held: when (empty for what has no date), what it is, and what it says."""

    when: str
    what: str
    says: str


@frozen
class HeldSection:
    """One kind of things held; without lines it says so."""

    title: str
    lines: tuple[HeldLine, ...]


@frozen
class HeldData:
    """All that is held about one person, for that person."""

    compound: str
    contact: str
    name: str
    dwelling: str
    masked: bool
    sections: tuple[HeldSection, ...]
    made_on: date
    sample: bool = False

    @property
    def count(self) -> int:
        """How many things are held."""
        return sum(len(section.lines) for section in self.sections)


class ErasureReason(StrEnum):
    """Why somebody is erased (PIPL art. 47)."""

    ASKED = "asked"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    PURPOSE_ENDED = "purpose_ended"
    TIME_OVER = "time_over"
    UNLAWFUL = "unlawful"


REASON_WORDS = {
    ErasureReason.ASKED: "本人要求删除",
    ErasureReason.CONSENT_WITHDRAWN: "本人撤回同意",
    ErasureReason.PURPOSE_ENDED: "已经搬走或去世，不再需要",
    ErasureReason.TIME_OVER: "说好的保存期到了",
    ErasureReason.UNLAWFUL: "本来就不该收集",
}


@frozen
class Mention:
    """How many texts of one kind contain the name; they are about something else and stay."""

    what: str
    count: int


@frozen
class HouseholdMember:
    """Somebody who lives with a head of the household, and could be the next one."""

    resident_id: int
    name: str
    relation: str


@frozen
class ErasurePlan:
    """What erasing one person does.

    rows: the person's rows, merged ones included. lapses_on: the day from which no backup that the program keeps by
    itself holds the person, if it makes at least one a month; None where it keeps none. own_backups: how many it
    keeps. kept_backups: how many that people asked for lie where the program sees them; those it never removes.
    memberships: stretches of belonging to a team. matches: rows of sign-in sheets that were said to mean the person.
    looks: events of the audit trail. left_behind: whoever lives with a head of the household, who needs another one;
    empty where the person is no head.
    """

    resident_id: int
    name: str
    dwelling: str
    rows: int
    changes: int
    attendance: int
    certificates: int
    reasons: int
    memberships: int
    matches: int
    entries: int
    services: int
    rounds: int
    looks: int
    mentions: tuple[Mention, ...]
    own_backups: int
    kept_backups: int
    lapses_on: date | None
    compound: str
    made_on: date
    sample: bool = False
    left_behind: tuple[HouseholdMember, ...] = ()


_MENTIONED = "{count} 处写着同样的名字，不一定是本人。程序不替您改，请自己看一看。"


def months_later(day: date, months: int) -> date:
    """The first day of the month that comes so many months after a day's own."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def going(plan: ErasurePlan) -> tuple[tuple[str, str], ...]:
    """What goes: (what, how)."""
    lines = [
        (
            "花名册里的本人",
            "姓名、住址、身份证号、电话、出生日期、性别、关系、原属村、政治面貌、标签、昵称、备注，全部清空。",
        ),
        ("搜索", "再也搜不到这个人。"),
    ]
    told = (
        (plan.rows > 1, "合并到本人名下的记录", f"{plan.rows - 1} 条，一起清空。"),
        (plan.changes, "改动记录里的内容", f"{plan.changes} 条改动的前后内容清空，只留“改过”这件事。"),
        (plan.attendance, "报名和到场名单", f"{plan.attendance} 行删掉。"),
        (plan.certificates, "证书的文字", f"{plan.certificates} 张的姓名、正文、签收人、撤回原因清空。"),
        (plan.reasons, "表彰时写的理由", f"{plan.reasons} 条清空。"),
        (plan.memberships, "队伍里的职务和退队原因", f"{plan.memberships} 段：在任的卸任，在队的退队，原因清空。"),
        (plan.matches, "导入签到表时认人的记忆", f"{plan.matches} 条删掉。"),
    )
    return (*lines, *((what, how) for there, what, how in told if there))


def headless_sentence(plan: ErasurePlan) -> str:
    """That a household loses its head, for whoever decides; empty where it does not."""
    if not plan.left_behind:
        return ""
    return f"是这户的户主，同住的还有 {len(plan.left_behind)} 人。可以另选一位户主；不选，这户就暂时没有户主。"


def staying(plan: ErasurePlan) -> tuple[tuple[str, str], ...]:
    """What stays and why: (what, how long and why)."""
    told: tuple[tuple[object, str, str], ...] = (
        (True, f"编号 {plan.resident_id} 和删除日期", "一直留着。用旧备份找回资料时，程序照这个编号再删一遍。"),
        (plan.entries, "积分流水", f"{plan.entries} 笔，只有编号和分数。一直留着，不然总账对不上。"),
        (plan.services, "服务时长", f"{plan.services} 条，只有编号、活动和时长。一直留着，是积分的依据。"),
        (plan.certificates, "证书编号", f"{plan.certificates} 个，一直留着，编号不断。查验时显示“已删除”。"),
        (plan.memberships, "队伍的人数", f"{plan.memberships} 段，只有编号和日期，显示“已删除”。"),
        (plan.rounds, "公布过的名次", f"{plan.rounds} 次，只有编号，显示“已删除”。"),
        (plan.looks, "操作记录", f"{plan.looks} 条：谁什么时候看过、打印过，写的用途；只有编号，不能改。"),
        *((each.count, each.what, _MENTIONED.format(count=each.count)) for each in plan.mentions),
        (True, "纸上和别处", "已经打印的名单、证书、导出的表格，程序管不到，请自己收回销毁。"),
    )
    return tuple((what, how) for there, what, how in told if there)


def backup_lines(plan: ErasurePlan) -> tuple[tuple[str, str], ...]:
    """Until when backups hold the person: (which, until when)."""
    lines: list[tuple[str, str]] = []
    if plan.lapses_on is not None:
        lines.append((
            f"程序自己做的备份（{plan.own_backups} 份）",
            f"最迟到 {plan.lapses_on:%Y-%m-%d} 全部换成删除以后的（每个月至少用一次程序；不用，旧的就不换）。",
        ))  # fmt: skip
    if plan.kept_backups:
        lines.append((
            f"看得到的另外 {plan.kept_backups} 份",
            "是有人自己做的，程序不会删。不再要，请自己删掉。",
        ))  # fmt: skip
    lines.append(("U 盘和拷到别处的备份", "程序管不到，请自己处理。用它们找回资料时，程序会再删一遍。"))
    return tuple(lines)
