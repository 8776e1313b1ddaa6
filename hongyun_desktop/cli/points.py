# SPDX-License-Identifier: GPL-3.0-or-later
"""rank: the places of a quarter."""

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import opened
from hongyun_desktop.core.points import ranking
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.text import _


def add(commands: "Commands[Parser]") -> None:
    """Register the command."""
    parser = commands.add_parser("rank", parents=[common()], help=_("一个季度的积分排名"))
    parser.add_argument("--quarter", required=True, metavar="2026Q3", help=_("季度"))
    parser.add_argument("--top", type=int, metavar="N", help=_("只看前 N 名，并列的都算"))
    parser.set_defaults(run=rank)


def rank(options: Options) -> Outcome:
    """The quarter's places up to --top, ties included."""
    quarter = Quarter.parse(options.quarter)
    with opened(options) as store:
        rows = ranking.quarter_ranking(store, quarter, options.top)
    places = [
        {"place": r.place, "name": r.name, "dwelling": r.dwelling, "points": r.points, "hours": r.minutes / 60}
        for r in rows
    ]
    lines = [_("{quarter}积分排名").format(quarter=quarter.title)]
    lines += [
        _("第 {place} 名  {name}  {dwelling}  {points} 分  {hours:g} 小时").format(**each) for each in places
    ] or [_("这个季度还没有服务记录。先登记服务，或导入签到表。")]
    return Outcome({"quarter": quarter.code, "places": places}, lines)
