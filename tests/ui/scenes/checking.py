# SPDX-License-Identifier: GPL-3.0-or-later
"""检查资料 with what it found, and a damaged database that is only looked at. Each takes a desk on the demo."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.rescue import RescuedStore
from hongyun_desktop.core.store.salvage import Lost
from hongyun_desktop.ui.desk_actions.checking import CheckDialog
from hongyun_desktop.ui.desk_actions.rescue_banner import LostDialog, RescueBanner, under_banner
from hongyun_desktop.ui.features.roster.page import RosterPage
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.trouble import TroubleDialog

_HEAD = "3f9a51c07be2d84416aa90d1c25f7e08b3d46c1f90e7a25583cb1d6e4f0a9721"
_BACKUP = Path("备份/鸿运-20261123-171205-3f9a51c0.db")
LOST = (
    Lost("resident", 38), Lost("entry", 33), Lost("service", 145, is_exact=False), Lost("journal_row", 24),
    Lost("published_place", None),
)  # fmt: skip
_MENDABLE = [
    Finding("search_out_of_step", {"kind": "resident", "row": 212}, mendable=True),
    Finding("sequence_behind", {"table": "resident", "told": 2_790, "last": 2_802}, mendable=True),
    Finding("file_missing_or_altered", {"sha256": _HEAD[:16]}, mendable=True),
    Finding("file_without_row", {"file": "IMG_2031.jpg"}, mendable=True),
]
_OTHERS = [Finding("entry_altered", {"entry": 4_211}), Finding("audit_row_missing", {"table": "journal", "row": 88})]


def _check(*findings: Finding, newest: Path | None = None, mended: int = 0) -> Callable[[Desk], QWidget]:
    def made(desk: Desk) -> QWidget:
        found = (list(findings), 8_412, _HEAD)
        return CheckDialog(found, desk=desk, reopen=lambda _step: None, newest=newest, mended=mended)

    return made


class _Looked(RescuedStore):
    """The demo, as though it were what could be read of a damaged file."""

    def __init__(self, desk: Desk) -> None:
        vars(self).update(vars(desk.store))
        self.lost = LOST

    def close(self) -> None:
        return


def _banner(desk: Desk) -> QWidget:
    desk.store = _Looked(desk)
    banner = RescueBanner(desk, lambda _step: None)
    banner.newest.setText("核对过的最新备份：2026-11-23 17:12。")
    return under_banner(banner, RosterPage(desk))


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "check-mendable": _check(*_MENDABLE),
    "check-both": _check(*_OTHERS, *_MENDABLE, newest=_BACKUP),
    "check-no-backup": _check(*_OTHERS),
    "check-mended": _check(mended=4),
    "check-mended-in-part": _check(*_OTHERS, newest=_BACKUP, mended=4),
    "trouble-look": lambda _desk: TroubleDialog(StorageProblem("database_damaged", file="鸿运.db")),
    "rescue-banner": _banner,
    "rescue-lost": lambda _desk: LostDialog(LOST),
}
