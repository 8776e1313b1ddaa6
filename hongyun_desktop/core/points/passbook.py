# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's 积分存折: every line of the account with its reason, ready for paper. Reads only."""

from hongyun_desktop.core import settings
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.points import listing, statement
from hongyun_desktop.core.points.explaining import reason_code
from hongyun_desktop.core.points.rules import DEFAULT_RULE, Passbook, PassbookLine, RuleRow, points_for
from hongyun_desktop.core.points.statement import StatementRow
from hongyun_desktop.core.points.words import COUNTER_WORDS, REASON_WORDS, rule_words
from hongyun_desktop.core.store.store import Store


def passbook(store: Store, resident_id: int) -> Passbook:
    """All that a person's passbook shows, in the order it was recorded; merged accounts in one.

    Raises: Refused("resident_unknown", resident_id), Refused("resident_erased", resident_id).
    """
    person = listing.holder(store, resident_id)
    if person.erased:
        raise Refused("resident_erased", resident_id=resident_id)
    entries, head = store.ledger_head
    return Passbook(
        compound=settings.committee(store).compound,
        name=person.name,
        dwelling=person.dwelling,
        stars=person.stars,
        minutes=person.minutes,
        balance=person.points,
        lines=tuple(_line(row) for row in statement.statement(store, resident_id)),
        chain=f"{entries}-{head[:16]}",
        made_on=today(store.clock),
        sample=store.is_demo,
    )


def what(row: StatementRow) -> str:
    """What a line was for in a few words: the activity, 以前的积分, 更正：… of what was taken back."""
    name = row.activity or COUNTER_WORDS[row.counter]
    return f"更正：{name}" if row.reverses is not None else name


def why(row: StatementRow) -> str:
    """Why a line has so many points, in a few words; empty where there is nothing to add."""
    if row.reverses is not None:
        return REASON_WORDS[reason_code(row.memo)]
    if row.counter == "opening":
        return row.source
    if row.counter == "issue" and row.minutes is not None:
        return _reckoning(row.rule or DEFAULT_RULE, row.minutes, row.amount)
    return ""


def _reckoning(rule: RuleRow, minutes: int, points: int) -> str:
    bare = points_for(RuleRow(rule.rule_id, rule.service_kind, rule.points_per_hour, rule.points_per_event), minutes)
    cut = "（已到上限）" if points < bare.points else ""
    return f"{bare.half_hours / 2:g}小时，{rule_words(rule)}{cut}"


def _line(row: StatementRow) -> PassbookLine:
    # Hours without points are taken back without an entry: the line says so, and its hours no longer count.
    gone = row.reversed and row.entry_id is None
    return PassbookLine(
        day=row.service_date,
        what=f"{what(row)}（已更正）" if row.reversed else what(row),
        why=why(row),
        minutes=None if gone else row.minutes,
        points=row.amount,
        balance=row.balance,
    )
