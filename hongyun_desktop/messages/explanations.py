# SPDX-License-Identifier: GPL-3.0-or-later
"""Why an entry has so many points, step by step."""

from collections.abc import Mapping
from datetime import datetime

from hongyun_desktop.messages.coded import Coded
from hongyun_desktop.text import _

EXPLANATIONS: Mapping[str, str] = {
    "served": _("{day} 参加“{activity}”。"),
    "dated": _("日期：{day}。"),
    "hours": _("服务 {hours} 小时。"),
    "half_hours": _("服务 {minutes} 分钟，按整半小时算 {hours} 小时。"),
    "by_rule": _("按当时的规则“{rule}”，{hours} 小时得 {points} 分。"),
    "capped_by_event": _("每次最多 {cap} 分，所以记 {points} 分。"),
    "capped_by_day": _("每天最多 {cap} 分，当天已用 {used} 分，所以记 {points} 分。"),
    "opening": _("用本程序以前的积分和时长，一次录入：{points} 分、{hours} 小时。出处：{source}。"),
    "takes_back": _("更正 {day}“{what}”那一笔 {points} 分，原因：{reason}。"),
    "other_counter": _("{counter}：{points} 分。"),
    "recorded": _("{at} 由{operator}记入。"),
    "recorded_in_batch": _("{at} 由{operator}在{batch}时记入（第 {batch_id} 次记分）。"),
    "original": _("原来那笔是 {at} 记入的。"),
    "taken_back": _("{at} 由{operator}更正，原因：{reason}。这一笔不再算数。"),
    "hours_taken_back": _("{at} 已更正，这些时长不再算数。"),
}  # fmt: skip


def explanation_sentence(reason: Coded) -> str:
    """One step of why an entry has so many points."""
    params = {name: _moment(value) for name, value in reason.params.items()}
    params["operator"] = params.get("operator") or _("经办人")
    return EXPLANATIONS[reason.code].format_map(params)


def _moment(value: object) -> object:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value
