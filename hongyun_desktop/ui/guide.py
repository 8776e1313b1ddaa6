# SPDX-License-Identifier: GPL-3.0-or-later
"""帮助 ▸ 打印使用说明: two pages with pictures of the demo, shown to be printed.

Imports core, the kit and documents only.
"""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop import paths
from hongyun_desktop.core import settings
from hongyun_desktop.core.clock import today
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress

PICTURES = {
    "roster": _("微网实格：一栋楼的住户一眼看清"),
    "service": _("登记服务：添人、写时长、确认到场"),
    "honours": _("荣誉证书：照步骤一步一步做"),
    "printing": _("预览与打印：先看再印"),
}
"""Captions by the section of the guide; the pictures are resources/guide/SECTION.png, made from the demo."""


def show_guide(desk: Desk, parent: QWidget | None = None) -> None:
    """Make the guide for this committee and show it."""
    from hongyun_desktop.documents.guide import GuideFacts, GuidePicture, write_guide
    from hongyun_desktop.ui.kit.preview import show_pdf

    folder = paths.resources() / "guide"
    pictures = [
        GuidePicture(folder / f"{section}.png", caption, section)
        for section, caption in PICTURES.items()
        if (folder / f"{section}.png").exists()
    ]
    facts = GuideFacts(settings.committee(desk.store).compound, today(desk.store.clock))

    def write(path: Path, progress: Progress) -> object:
        return write_guide(pictures, facts, path, progress)

    show_pdf(desk, parent, _("使用说明"), write, file_name(desk, _("鸿运桌面使用说明")))
