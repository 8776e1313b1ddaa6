# SPDX-License-Identifier: GPL-3.0-or-later
"""How hours, points, stars and states read on the points pages. Imports kit's chips and rules only."""

from hongyun_desktop.core.points.rules import STAR_HOURS
from hongyun_desktop.core.points.statement import StatementRow
from hongyun_desktop.core.points.words import hours_text
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.theme import COLOURS

STAR_WORDS = ("", _("一星"), _("二星"), _("三星"), _("四星"), _("五星"))
STAR_TIP = _("按累计服务小时：{steps}；不满 {first} 小时空着").format(
    steps="、".join(f"{hours} 小时{word}" for hours, word in zip(STAR_HOURS, STAR_WORDS[1:], strict=True)),
    first=STAR_HOURS[0],
)


def signed(points: int) -> str:
    """Points with their sign: +25, −25; 0 as it is."""
    return f"{points:+d}".replace("-", "−") if points else "0"


def star_chips(stars: int) -> tuple[Chip, ...]:
    """★ 三星, or nothing before the first star."""
    return (Chip(f"★ {STAR_WORDS[stars]}", COLOURS.warning_ground, COLOURS.warning),) if stars else ()


def next_star(minutes: int) -> str:
    """How far the next star is, in words; empty with five stars."""
    for stars, hours in enumerate(STAR_HOURS, 1):
        if minutes < hours * 60:
            missing = hours_text(hours * 60 - minutes)
            return _("再服务 {hours} 小时到{star}").format(hours=missing, star=STAR_WORDS[stars])
    return ""


def state_chips(row: StatementRow) -> tuple[Chip, ...]:
    """What became of a line, where anything did."""
    if row.reverses is not None:
        return (Chip(_("更正"), COLOURS.bad_ground, COLOURS.bad),)
    if row.reversed:
        return (Chip(_("已更正"), COLOURS.grey_ground, COLOURS.text_soft),)
    if row.entry_id is None and not row.amount and row.counter == "issue":
        return (Chip(_("未得分"), COLOURS.warning_ground, COLOURS.warning),)
    return ()
