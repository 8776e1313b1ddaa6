# SPDX-License-Identifier: GPL-3.0-or-later
"""import chain: a WeChat chain (接龙) into sign-ups of an activity; never into points."""

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import opened
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.picking import picking
from hongyun_desktop.core.picking.picking import Picked, PickResult
from hongyun_desktop.core.points import attendance
from hongyun_desktop.core.points.rules import MINUTES_A_DAY
from hongyun_desktop.exchange.cells import date_in
from hongyun_desktop.exchange.chain_list import read_chain
from hongyun_desktop.text import _

_SHOWN = 20


def add(kinds: "Commands[Parser]") -> None:
    """Register the command among the kinds of import."""
    parser = kinds.add_parser("chain", parents=[common()], help=_("微信接龙（存成文本），只记报名，不记积分"))
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--activity", required=True, metavar="NAME", help=_("活动名称"))
    parser.add_argument("--date", required=True, type=_day, metavar="D", help=_("活动日期，如 2026-10-01"))
    parser.add_argument("--hours", required=True, type=_minutes, metavar="H", help=_("每人计几小时，如 2 或 1.5"))
    parser.add_argument("--team", default="", metavar="T", help=_("组织队伍"))
    parser.add_argument("--preview", action="store_true", help=_("只看结果，不写进资料"))
    parser.set_defaults(run=import_chain)


def _day(text: str) -> date:
    day = date_in(text)
    if day is None:
        raise argparse.ArgumentTypeError(_("要写成 2026-10-01 这样，“{text}”不行").format(text=text))
    return day


def _minutes(text: str) -> int:
    try:
        minutes = Decimal(text.strip().removesuffix("小时")) * 60
    except InvalidOperation:
        minutes = Decimal(0)
    if not minutes.is_finite() or not 0 < minutes <= MINUTES_A_DAY or minutes % 1:
        raise argparse.ArgumentTypeError(_("要大于 0、不超过 24，如 2 或 1.5，“{text}”不行").format(text=text))
    return int(minutes)


def import_chain(options: Options) -> Outcome:
    """Find out whom the chain means, and put those who are clear on the activity's list."""
    text = read_chain(options.file)
    with opened(options) as store:
        found = picking.matches(store, text, typed=False)
        added = 0
        if found.matched and not options.preview:
            people = [each.person.resident_id for each in found.matched]
            values = ActivityValues(options.activity, options.date, options.team)
            added = attendance.sign_up_to(store, values, people, options.hours).params["count"]
    data = {
        "matched": [{"line": e.line, "name": e.person.name, "dwelling": e.person.dwelling} for e in _matched(found)],
        "ambiguous": [
            {"line": e.line, "name": e.name, "candidates": [f"{c.name} {c.dwelling}".strip() for c in e.candidates]}
            for e in found.ambiguous
        ],
        "unknown": [{"line": each.line, "text": each.text} for each in found.unknown],
    }
    return Outcome(data, _lines(found, added, preview=options.preview))


def _matched(found: PickResult) -> list[Picked]:
    """Every line that means one person, also where they stand in several lines; once a line."""
    lines = {(each.line, each.person.resident_id): each for each in (*found.repeated, *found.matched)}
    return sorted(lines.values(), key=lambda each: each.line)


def _lines(found: PickResult, added: int, *, preview: bool) -> list[str]:
    lines = [_("认出 {count} 人。").format(count=len(found.matched))]
    if found.ambiguous:
        lines.append(_("有 {count} 处不能确定，请到“登记服务 ▸ 粘贴名单”里选：").format(count=len(found.ambiguous)))
        lines += [
            _("  第 {line} 行 {text}：{people}").format(
                line=each.line, text=each.text,
                people="；".join(f"{person.name} {person.dwelling}".strip() for person in each.candidates),
            )
            for each in found.ambiguous[:_SHOWN]
        ]  # fmt: skip
    if found.unknown:
        lines.append(_("有 {count} 处花名册里没有：").format(count=len(found.unknown)))
        lines += [_("  第 {line} 行 {text}").format(line=each.line, text=each.text) for each in found.unknown[:_SHOWN]]
    brought = [each.text for each in found.skipped if each.why == "more"]
    if brought:
        lines.append(_("还写了“+1”，要是带了人，请问清楚再补：{texts}").format(texts="、".join(brought[:_SHOWN])))
    if preview:
        return [*lines, _("这是预览，资料没有改动。")]
    return [*lines, _("报名名单里新加了 {count} 人；积分等人到了再记。").format(count=added)]
