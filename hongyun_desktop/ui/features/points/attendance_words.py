# SPDX-License-Identifier: GPL-3.0-or-later
"""How attendance reads on the screen: states as words and chips, hours. Imports no widget."""

from hongyun_desktop.core.activities.listing import ListState
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.theme import COLOURS

STATE_WORDS = {Attending.SIGNED_UP: _("报名"), Attending.CAME: _("到场"), Attending.ABSENT: _("没来")}
_STATE_CHIPS = {
    Attending.SIGNED_UP: Chip(STATE_WORDS[Attending.SIGNED_UP], COLOURS.grey_ground, COLOURS.text_soft),
    Attending.CAME: Chip(STATE_WORDS[Attending.CAME], COLOURS.good_ground, COLOURS.good),
    Attending.ABSENT: Chip(STATE_WORDS[Attending.ABSENT], COLOURS.bad_ground, COLOURS.bad),
}
CREDITED_CHIP = Chip(_("已记分"), COLOURS.tint, COLOURS.primary)
LIST_CHIPS = {
    ListState.EMPTY: Chip(_("还没有名单"), COLOURS.grey_ground, COLOURS.text_soft),
    ListState.TO_CONFIRM: Chip(_("待确认"), COLOURS.warning_ground, COLOURS.warning),
    ListState.CREDITED: CREDITED_CHIP,
    ListState.NO_POINTS: Chip(_("不记分"), COLOURS.grey_ground, COLOURS.text_soft),
}


def state_chip(state: Attending, *, credited: bool) -> Chip:
    """The chip of one person on a list."""
    return CREDITED_CHIP if credited else _STATE_CHIPS[state]


def hours_text(minutes: int | None) -> str:
    """ "2.5" for 150 minutes; a dash where nobody said how long."""
    return "—" if minutes is None else f"{round(minutes / 60, 2):g}"


def kind_text(service_kind: str) -> str:
    """A kind of service as it reads; the empty one has words too."""
    return service_kind or _("不分种类")
