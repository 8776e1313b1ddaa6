# SPDX-License-Identifier: GPL-3.0-or-later
"""The words for codes of the ledger, as papers and pages say them. Pure: standard library and rules only."""

from hongyun_desktop.core.points.rules import RuleRow

COUNTER_WORDS = {
    "issue": "服务",
    "opening": "以前的积分",
    "redeem": "积分兑换",
    "expire": "积分清零",
    "adjust": "调整",
    "transfer": "合并账户",
    "donate": "捐赠",
}
REASON_WORDS = {
    "wrong_person": "记错人",
    "wrong_hours": "时长记错",
    "wrong_activity": "活动记错",
    "entered_twice": "重复记录",
    "not_present": "实际没到场",
    "batch_undone": "整批更正",
    "other": "其他原因",
}
BATCH_WORDS = {"sign_in": "导入签到表", "credit": "登记服务", "opening": "录入以前的积分"}


def hours_text(minutes: int) -> str:
    """Minutes as hours, to a tenth: 2.5, 97, −1."""
    return f"{minutes / 60:.1f}".removesuffix(".0").replace("-", "−")


def rule_words(rule: RuleRow) -> str:
    """A rule in words: "每小时10分，每次另加5分，每次最多20分，每天最多30分"."""
    parts = [
        f"每小时{rule.points_per_hour}分" if rule.points_per_hour else "",
        f"每次{'另加' if rule.points_per_hour else ''}{rule.points_per_event}分" if rule.points_per_event else "",
        f"每次最多{rule.cap_per_event}分" if rule.cap_per_event is not None else "",
        f"每天最多{rule.cap_per_day}分" if rule.cap_per_day is not None else "",
    ]
    return "，".join(filter(None, parts))
