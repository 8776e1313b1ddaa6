# SPDX-License-Identifier: GPL-3.0-or-later
"""The photos of one thing, in groups by stage or all together, with the way to add more. Knows no feature."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import STAGE_WORDS, PhotoRow, Stage, Subject
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.photos.grid import PhotoGrid, files_in, take_a_copy

_STAGED = (Stage.BEFORE, Stage.DURING, Stage.AFTER, Stage.OTHER)


class PhotoStrip(QWidget):
    """The photos of a subject; nothing while there is none. title: how a strip without stages is headed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, title: str = _("照片")) -> None:
        super().__init__(parent)
        self._desk, self._subject, self._staged = desk, None, False
        self._title = title
        self.rows: tuple[PhotoRow, ...] = ()
        self.add = button(_("加照片…"), "image")
        self.compare = button(_("前后对比"), "columns-3")
        self.add.clicked.connect(lambda: self.choose_files())
        self.compare.clicked.connect(self._on_compare)
        self.heading = label(title, "h3")
        self.empty = label("", "hint", wrap=True)
        self.grids: dict[Stage, PhotoGrid] = {}
        self.titles: dict[Stage, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row_of(self.heading, None, self.add))
        column.addWidget(self.empty)
        for stage in _STAGED:
            self._add_group(column, stage)
        # Below: beside the other button it would be wider than a panel at the right of a list.
        column.addLayout(row_of(self.compare, None))
        # An empty strip has no group yet that would take them.
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        desk.guard(self.add)
        desk.watch(self, (Topic.PHOTO,), self.reload)

    def _add_group(self, column: QVBoxLayout, stage: Stage) -> None:
        grid = PhotoGrid(self._desk, STAGE_WORDS[stage])
        grid.opened.connect(lambda place: self._open(stage, place))
        grid.removed.connect(lambda place: self._remove(stage, place))
        grid.dropped.connect(lambda files: self.take(files, stage))
        grid.pasted.connect(lambda: self.paste(stage))
        self.titles[stage] = label(STAGE_WORDS[stage], "key")
        self.grids[stage] = grid
        column.addWidget(self.titles[stage])
        column.addWidget(grid)

    def show_subject(self, subject: Subject | None, *, stages: bool) -> None:
        """Show the photos of a thing; stages: whether before and after are told apart."""
        self._subject, self._staged = subject, stages
        self.reload()

    def reload(self) -> None:
        """Read the photos anew."""
        subject = self._subject
        self.setVisible(subject is not None)
        if subject is None:
            self.rows = ()
            return
        self.rows = keeping.list_photos(self._desk.store, subject)
        may_write = self._desk.store.may(Right.WRITE)
        how = _("把照片拖到这里，或点“加照片”，可以一次选很多张。") if may_write else ""
        self.empty.setText(_("还没有照片。") + how)
        self.empty.setVisible(not self.rows)
        stages = {row.stage for row in self.rows}
        self.compare.setVisible({Stage.BEFORE, Stage.AFTER} <= stages)
        for stage, grid in self.grids.items():
            mine = self.photos_of(stage)
            grid.may_take = may_write
            grid.show_photos(mine)
            grid.setVisible(bool(mine))
            self.titles[stage].setVisible(self._staged and bool(mine))

    def photos_of(self, stage: Stage) -> list[PhotoRow]:
        """The photos that stand in a group; without stages all stand in the last one."""
        if not self._staged:
            return list(self.rows) if stage is Stage.OTHER else []
        return [row for row in self.rows if row.stage is stage]

    def choose_files(self) -> None:
        """加照片: choose picture files and take them in."""
        from hongyun_desktop.exchange.pictures import PATTERNS

        patterns = " ".join((*PATTERNS, *(each.upper() for each in PATTERNS)))
        title = _("选照片（可以一次选很多张）")
        files = self._desk.speaker.open_files(title, _("照片") + f" ({patterns})", _where_photos_are())
        if files:
            self.take(files, None)

    def paste(self, stage: Stage | None) -> None:
        """Ctrl+V: take the picture files in that were copied elsewhere."""
        files = files_in(QApplication.clipboard().mimeData())
        if files:
            self.take(files, stage)
        else:
            self._desk.speaker.toast(_("没有复制照片文件。先在文件夹里选中照片按 Ctrl+C，再到这里按 Ctrl+V。"))

    def take(self, files: Sequence[Path], stage: Stage | None) -> None:
        """Take picture files in; stage: where they were dropped, None where that is to be asked."""
        from hongyun_desktop.ui.kit.photos.adding import begin_adding

        if self._subject is not None and self._desk.allowed(Right.WRITE):
            proposed = Stage.AFTER if self.photos_of(Stage.BEFORE) else Stage.BEFORE
            begin_adding(self._desk, self, self._subject, files, stage, staged=self._staged, proposed=proposed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(None if self._staged else Stage.OTHER)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()) and self._desk.store.may(Right.WRITE):
            take_a_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        take_a_copy(event)
        self.take(files_in(event.mimeData()), None)

    def _open(self, stage: Stage, place: int) -> None:
        from hongyun_desktop.ui.kit.photos.viewer import open_viewer

        ordered = [row for each in _STAGED for row in self.photos_of(each)]
        open_viewer(self._desk, self, ordered, ordered.index(self.photos_of(stage)[place]), staged=self._staged)

    def _remove(self, stage: Stage, place: int) -> None:
        row = self.photos_of(stage)[place]
        self._desk.act(lambda: keeping.remove_photo(self._desk.store, row.photo_id), _("照片删掉了。"))

    def _on_compare(self) -> None:
        from hongyun_desktop.ui.kit.photos.before_after import open_before_after

        open_before_after(self._desk, self, self.rows)


def _where_photos_are() -> Path:
    """The stick that is plugged in, where there is just one, else the folder of pictures."""
    from hongyun_desktop.core.backups.drives import drives

    sticks = drives()
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return sticks[0].folder if len(sticks) == 1 else Path(pictures)
