# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file is called until somebody says otherwise. Knows no feature."""

import re

from hongyun_desktop.core import settings
from hongyun_desktop.core.clock import today
from hongyun_desktop.ui.kit.desk import Desk

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_MOST = 40


def file_name(desk: Desk, what: str, *about: str, ending: str = "pdf") -> str:
    """校名单_鸿运小区_2026年第三季度_季度志愿之星.pdf: what it is, of which compound, of which quarter or whom.

    Where nothing says of when it is, today stands there.
    """
    parts = (what, settings.committee(desk.store).compound, *(about or (today(desk.store.clock).isoformat(),)))
    return "_".join(filter(None, map(_clean, parts))) + f".{ending}"


def _clean(part: str) -> str:
    """A part of a name as every system takes it."""
    return _NOT_IN_NAMES.sub("-", part).strip(" .")[:_MOST]
