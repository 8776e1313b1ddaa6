# SPDX-License-Identifier: GPL-3.0-or-later
"""How the newest verified backup is named wherever one is offered. Imports core only."""

from pathlib import Path

from hongyun_desktop.core.backups import thinning
from hongyun_desktop.text import _


def newest_sentence(file: Path | None) -> str:
    """核对过的最新备份：2026-11-20 17:12。, or that there is none."""
    if file is None:
        return _("没有找到核对得上的备份。插上 U 盘再找，或选别的文件。")
    at = thinning.moment_of(file.name)
    return _("核对过的最新备份：{when}。").format(when=f"{at:%Y-%m-%d %H:%M}" if at else file.name)
