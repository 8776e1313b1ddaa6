# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page, dialog and whole window on one screen: python -m tests.pictures.screens SCREEN DEMO OUT [NAME …]."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from hongyun_desktop.app import make_application
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.store import photos
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos import Thumbnails
from tests.shots import SCREENS, Screen
from tests.ui.fakes import FakeSpeaker, InlineJobs
from tests.ui.held import hold, let_go
from tests.ui.scenes import (
    access,
    attendance,
    backups,
    checking,
    desk,
    empty,
    handover,
    honours,
    importing,
    keys,
    personal,
    points,
    preview,
    rectification,
    register,
    roster,
    teams,
    whole_window,
)
from tests.ui.scenes import (
    photos as photo_scenes,
)

Scene = Callable[[Desk], QWidget]
SCENES: dict[str, Scene] = {
    name if name.startswith(module) else f"{module}-{name}": scene
    for module, scenes in (
        ("window", whole_window.SCENES), ("roster", roster.SCENES), ("import", importing.SCENES),
        ("points", points.SCENES), ("attendance", attendance.SCENES), ("honours", honours.SCENES),
        ("register", register.SCENES), ("preview", preview.SCENES), ("desk", desk.SCENES), ("empty", empty.SCENES),
        ("personal", personal.SCENES), ("handover", handover.SCENES), ("access", access.SCENES),
        ("rectification", rectification.SCENES), ("teams", teams.SCENES), ("photos", photo_scenes.SCENES),
        ("keys", keys.SCENES), ("backups", backups.SCENES), ("checking", checking.SCENES),
    )
    for name, scene in scenes.items()
}  # fmt: skip
NOW = datetime(2026, 11, 24, 10, 30)
_BARS_PX = 140  # menus, the bar above the pages, the status line
_SETTLES_MS, _PHOTOS_MS = 30, 600


@contextmanager
def desk_for(scene: Scene, demo: Path) -> Iterator[Desk]:
    """A desk on a copy of the demo, or on a new database where the scene is of an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        is_empty = scene in empty.SCENES.values()
        file = Path(folder) / ("鸿运.db" if is_empty else "demo.db")
        if not is_empty:
            shutil.copyfile(demo, file)
            shutil.copytree(photos.folder_of(demo), photos.folder_of(file), dirs_exist_ok=True)
        with open_store(file, clock=FixedClock(NOW), create=is_empty) as store:
            if is_empty:
                empty.begin(store)
            made = Desk(store, FakeSpeaker())
            made.jobs.close()
            made.jobs = InlineJobs(None, made.refused, made)
            yield made
            made.jobs.close()


def take(scene: Scene, demo: Path, screen: Screen, file: Path) -> None:
    """One picture: pages as large as in the window, dialogs at their own size, never larger than the screen."""
    with desk_for(scene, demo) as made:
        widget = hold(scene(made))
        if widget.objectName() == whole_window.NAME:
            widget.resize(screen.width_px, screen.height_px)
        elif isinstance(widget, QDialog):
            if not widget.testAttribute(whole_window.RESIZED):
                widget.adjustSize()
        elif not widget.testAttribute(whole_window.RESIZED):
            bar = 68 if screen.width_px < theme.compact_below_px() else theme.em(widget, 6) + theme.scaled(90)
            widget.resize(screen.width_px - bar, screen.height_px - theme.scaled(_BARS_PX))
        widget.show()
        _wait(_SETTLES_MS)
        # Photos are made beside the window.
        _wait(_PHOTOS_MS if made.findChildren(Thumbnails) else 0)
        picture = widget.grab()
        picture.save(str(file))
        size = picture.deviceIndependentSize()
        if size.width() > screen.width_px + 1 or size.height() > screen.height_px + 1:
            print(f"{file.name}: {size.width():.0f} x {size.height():.0f} does not fit {screen.name}")
        let_go()


def _wait(duration_ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(duration_ms, loop.quit)
    loop.exec()


def main(screen_name: str, demo: Path, out: Path, wanted: list[str]) -> None:
    """Every scene on the screen of a name."""
    screen = next(each for each in SCREENS if each.name == screen_name)
    app = make_application()
    theme.apply(app, screen.base_px)
    folder = out / screen.name
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        if not wanted or any(each in name for each in wanted):
            take(scene, demo, screen, folder / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
