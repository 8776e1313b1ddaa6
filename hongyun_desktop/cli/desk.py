# SPDX-License-Identifier: GPL-3.0-or-later
"""settings, search: the committee's facts, and finding things."""

from dataclasses import asdict

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import opened
from hongyun_desktop.core import settings
from hongyun_desktop.core.access import operators
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.points import point_rules
from hongyun_desktop.core.search import search
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages.words import kind_word, setting_label
from hongyun_desktop.text import _

_RULE = "point_rule"


def add(commands: "Commands[Parser]") -> None:
    """Register the commands."""
    parser = commands.add_parser(
        "settings",
        parents=[common()],
        help=_("自管委的资料：小区、社区、街道、落款、编号、积分规则"),
        epilog=_("例：compound=鸿运小区  first_number.honour.2026=36  point_rule=10  point_rule.文艺演出=8"),
    )
    parser.add_argument("pairs", nargs="*", metavar="KEY=VALUE", help=_("不写就显示现在的"))
    parser.set_defaults(run=show_or_set)
    parser = commands.add_parser("search", parents=[common()], help=_("找人、房号、活动、证书"))
    parser.add_argument("words", nargs="+", metavar="WORDS", help=_("姓名、拼音首字母、房号或电话后四位"))
    parser.set_defaults(run=find)


def show_or_set(options: Options) -> Outcome:
    """Set the pairs given, all or none, then show every fact."""
    with opened(options) as store:
        values, rules = _read_pairs(options.pairs)
        if values:
            settings.save(store, values)
        for kind, points_per_hour in rules.items():
            point_rules.save_rule(store, kind, points_per_hour, starts_on=today(store.clock))
        facts = _facts(store)
    return Outcome(facts, [f"{setting_label(key)}（{key}）：{value}" for key, value in facts.items()])


def _read_pairs(pairs: list[str]) -> tuple[dict[str, str], dict[str, int]]:
    values: dict[str, str] = {}
    rules: dict[str, int] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise Invalid("setting_without_value", key, key=key)
        if key.partition(".")[0] == _RULE:
            if not value.isdigit():
                raise Invalid("points_not_whole", key, value=value)
            rules[key.partition(".")[2]] = int(value)
        else:
            values[key] = value
    return values, rules


def _facts(store: Store) -> dict[str, object]:
    facts: dict[str, object] = {**asdict(settings.committee(store)), **settings.first_numbers(store)}
    for rule in point_rules.rules_on(store, today(store.clock)):
        facts[f"{_RULE}.{rule.service_kind}" if rule.service_kind else _RULE] = rule.points_per_hour
    facts[settings.LOCK_AFTER] = settings.lock_after_minutes(store)
    facts["operator"] = operators.at_desk(store)
    return facts


def find(options: Options) -> Outcome:
    """Everything that fits the words."""
    with opened(options) as store:
        hits = search(store, " ".join(options.words))
    data = {"hits": [{"kind": hit.kind, "id": hit.id, "text": hit.text} for hit in hits]}
    lines = [f"{kind_word(hit.kind)}  {hit.text}" for hit in hits]
    return Outcome(data, lines or [_("没有找到。可以试试姓名的一部分、拼音首字母、房号或电话后四位。")])
