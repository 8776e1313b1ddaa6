# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos on the screen, each in a state worth a picture, on the demo's drawings."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import IncomingPhoto, PhotoRow, Subject
from hongyun_desktop.core.rectification import listing
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos.adding import AddingDialog, Looked
from hongyun_desktop.ui.kit.photos.before_after import BeforeAfter
from hongyun_desktop.ui.kit.photos.viewer import PhotoViewer


def _photos(desk: Desk) -> tuple[PhotoRow, ...]:
    """Those of a task that has them before and after."""
    rows = listing.rows(desk.store, listing.window(desk.store, Query()).ids)
    task = next(row for row in rows if row.photos_before and row.photos_after)
    return keeping.list_photos(desk.store, Subject("task", task.task_id))


# What dialogs stand over lives as long as the run.
_PAGES: list[QWidget] = []


def _over(desk: Desk, make: Callable[[QWidget], QWidget]) -> QWidget:
    page = QWidget()
    made = make(page)
    _PAGES.append(page)
    return made


def viewer(desk: Desk) -> QWidget:
    return _over(desk, lambda page: PhotoViewer(desk, page, _photos(desk), 0, staged=True))


def before_after(desk: Desk) -> QWidget:
    return _over(desk, lambda page: BeforeAfter(desk, page, _photos(desk)))


def adding(desk: Desk) -> QWidget:
    taken = tuple(IncomingPhoto(Path(f"IMG_{number}.jpg"), ".jpg", 4000, 3000, None) for number in range(12))
    looked = Looked(
        taken, ("名单.jpg不是照片。请选 JPG、PNG 或 HEIC 照片。", "坏的.jpg是坏的，打不开。请从手机再拷一次。")
    )
    subject = _photos(desk)[0].subject
    return _over(desk, lambda page: AddingDialog(desk, page, subject, looked, None))


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "photo-viewer": viewer,
    "photo-before-after": before_after,
    "photo-adding": adding,
}
