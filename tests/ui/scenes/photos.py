# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos on the screen, each in a state worth a picture, on the demo's drawings."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import IncomingPhoto, PhotoRow, Stage, Subject
from hongyun_desktop.core.rectification import listing
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos import PhotoStrip
from hongyun_desktop.ui.kit.photos.adding import AddingDialog, Looked
from hongyun_desktop.ui.kit.photos.before_after import BeforeAfter
from hongyun_desktop.ui.kit.photos.viewer import PhotoViewer
from hongyun_desktop.ui.kit.theme import em
from tests.ui.held import hold
from tests.ui.scenes import whole_window


def _photos(desk: Desk) -> tuple[PhotoRow, ...]:
    """Those of a task that has them before and after."""
    rows = listing.rows(desk.store, listing.window(desk.store, Query()).ids)
    task = next(row for row in rows if row.photos_before and row.photos_after)
    return keeping.list_photos(desk.store, Subject("task", task.task_id))


def viewer(desk: Desk) -> QWidget:
    return PhotoViewer(desk, hold(QWidget()), _photos(desk), 0, staged=True)


def before_after(desk: Desk) -> QWidget:
    return BeforeAfter(desk, hold(QWidget()), _photos(desk))


def adding(desk: Desk) -> QWidget:
    taken = tuple(IncomingPhoto(Path(f"IMG_{number}.jpg"), ".jpg", 4000, 3000, None) for number in range(12))
    looked = Looked(
        taken, ("名单.jpg不是照片。请选 JPG、PNG 或 HEIC 照片。", "坏的.jpg是坏的，打不开。请从手机再拷一次。")
    )
    subject = _photos(desk)[0].subject
    return AddingDialog(desk, hold(QWidget()), subject, looked, None)


def adding_none(desk: Desk) -> QWidget:
    looked = Looked((), ("名单.jpg不是照片。请选 JPG、PNG 或 HEIC 照片。",))
    subject = _photos(desk)[0].subject
    return AddingDialog(desk, hold(QWidget()), subject, looked, Stage.BEFORE)


def closer(desk: Desk) -> QWidget:
    """Both sides two steps closer; once they have their size."""
    made = BeforeAfter(desk, hold(QWidget()), _photos(desk))
    QTimer.singleShot(0, made, lambda: made.pictures[Stage.BEFORE].zoom_by(2))
    return made


def damaged(desk: Desk) -> QWidget:
    """A photo whose file is gone."""
    row = replace(_photos(desk)[0], sha256="0" * 64)
    return PhotoViewer(desk, hold(QWidget()), [row], 0, staged=True)


def strip(desk: Desk) -> QWidget:
    return _strip(desk, _photos(desk)[0].subject)


def strip_hidden(desk: Desk) -> QWidget:
    desk.privacy.toggle()
    return strip(desk)


def strip_empty(desk: Desk) -> QWidget:
    return _strip(desk, Subject("team", 1))


def _strip(desk: Desk, subject: Subject) -> QWidget:
    page = QWidget()
    made = PhotoStrip(desk)
    made.show_subject(subject, stages=True)
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addStretch(1)
    page.setAttribute(whole_window.RESIZED)
    page.resize(em(page, 30), em(page, 24))
    return page


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "photo-viewer": viewer,
    "photo-before-after": before_after,
    "photo-adding": adding,
    "photo-adding-none": adding_none,
    "photo-closer": closer,
    "photo-damaged": damaged,
    "photo-strip": strip,
    "photo-strip-hidden": strip_hidden,
    "photo-strip-empty": strip_empty,
}
