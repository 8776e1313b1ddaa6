# SPDX-License-Identifier: GPL-3.0-or-later
"""One photo after another, large, with what is known of it and what may be done with it. Knows no feature."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hongyun_desktop.core.audit import noting
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import STAGE_WORDS, PhotoRow, Stage
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField, Field, TextField
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.parts import button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.photos.picture import LargePicture, bind
from hongyun_desktop.ui.kit.theme import GAP_PX, em

_AS_THEY_ARE = {".png": ".png", ".webp": ".webp"}
"""The kinds that are saved as what they are; all others are JPEG then."""


def open_viewer(desk: Desk, parent: QWidget, rows: Sequence[PhotoRow], place: int, *, staged: bool) -> "PhotoViewer":
    """Show some photos large, beginning with one; staged: whether before and after are told apart."""
    viewer = PhotoViewer(desk, parent, rows, place, staged=staged)
    viewer.open()
    return viewer


class PhotoViewer(QDialog):
    """Arrows turn the photos, + and - zoom, Del takes one away, Esc closes."""

    def __init__(self, desk: Desk, parent: QWidget, rows: Sequence[PhotoRow], place: int, *, staged: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("照片"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._rows, self._place, self._staged = desk, list(rows), place, staged
        self.picture = LargePicture(desk)
        self.words = label("", wrap=True)
        self.before = button(_("上一张"), "chevron-left")
        self.after = button(_("下一张"), "chevron-right")
        self.change = button(_("改说明…"), "pencil")
        self.save = button(_("另存…"), "download")
        self.remove = button(_("删除"), "trash-2")
        self.shut = button(_("关闭"))
        for made, run in (
            (self.before, lambda: self._turn(-1)), (self.after, lambda: self._turn(1)), (self.change, self.open_change),
            (self.save, self.export), (self.remove, self.take_away), (self.shut, self.reject),
        ):  # fmt: skip
            made.clicked.connect(run)
            made.setAutoDefault(False)
        for key, step in (("Left", -1), ("PgUp", -1), ("Right", 1), ("PgDown", 1)):
            bind(self, key, partial(self._turn, step))
        bind(self, "Del", self.remove.click)
        self.picture.bind_keys(self)
        desk.guard(self.change, self.remove)
        desk.guard(self.save, right=Right.EXPORT)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(GAP_PX)
        column.addWidget(self.picture, 1)
        column.addWidget(self.words)
        column.addLayout(row_of(
            self.before, self.after, None, self.change, self.save, self.remove, self.shut
        ))  # fmt: skip
        fit_to_screen(self, em(self, 58), em(self, 42))
        desk.privacy.listen(self)
        desk.privacy.changed.connect(self._say)
        self._show()

    @property
    def row(self) -> PhotoRow:
        """The photo in front."""
        return self._rows[self._place]

    def _show(self) -> None:
        self.picture.show_photo(self.row)
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < len(self._rows) - 1)
        self._say()

    def _say(self, _hidden: bool = False) -> None:
        row = self.row
        parts = (
            _("第 {place} 张，共 {count} 张").format(place=self._place + 1, count=len(self._rows)),
            STAGE_WORDS[row.stage] if self._staged else "",
            _("{day} 拍").format(day=row.taken_on.isoformat()) if row.taken_on else _("拍摄日期不详"),
            self._desk.privacy.hide(row.caption),
        )
        self.words.setText(" · ".join(filter(None, parts)))

    def _turn(self, step: int) -> None:
        if 0 <= self._place + step < len(self._rows):
            self._place += step
            self._show()

    def open_change(self) -> RecordForm:
        """改说明: the stage, the day and a line of words."""
        stages = [(each, STAGE_WORDS[each]) for each in Stage]
        fields: list[Field] = [ChoiceField(name="stage", label=_("阶段"), choices=stages)] if self._staged else []
        fields += [
            DateField(name="taken_on", label=_("拍摄日期")),
            TextField(name="caption", label=_("说明"), longest=60),
        ]  # fmt: skip
        values = {"stage": self.row.stage, "taken_on": self.row.taken_on, "caption": self.row.caption}
        form = RecordForm(
            self._desk, _("照片说明"), fields, values, self._keep, _("照片说明改好了。"), self
        )  # fmt: skip
        form.saved.connect(self._reread)
        form.open()
        return form

    def _keep(self, typed: Mapping[str, Any]) -> Changed:
        return keeping.change_photo(
            self._desk.store, self.row.photo_id, stage=typed.get("stage", self.row.stage), taken_on=typed["taken_on"],
            caption=typed["caption"],
        )  # fmt: skip

    def _reread(self, _changed: Changed) -> None:
        self._rows[self._place] = keeping.get_photo(self._desk.store, self.row.photo_id)
        self._say()

    def take_away(self) -> None:
        """删除: take the photo in front away; 撤销 brings it back."""
        photo_id = self.row.photo_id
        if self._desk.act(lambda: keeping.remove_photo(self._desk.store, photo_id), _("照片删掉了。")) is None:
            return
        del self._rows[self._place]
        if not self._rows:
            self.accept()
            return
        self._place = min(self._place, len(self._rows) - 1)
        self._show()

    def export(self) -> None:
        """另存: a copy without the place where it was taken; the journal keeps that it went out."""
        row = self.row
        suffix = _AS_THEY_ARE.get(row.suffix, ".jpg")
        name = (STAGE_WORDS[row.stage] if self._staged else _("照片")) + f"-{row.photo_id}{suffix}"
        file = self._desk.speaker.save_file(_("另存照片"), name, _("照片") + f" (*{suffix})")
        if file is None:
            return
        noted = self._desk.act(
            lambda: noting.note(self._desk.store, "exported", what=_("一张照片"), masked=False, purpose=""),
            _("正在另存，操作记录里记了一笔。"), undo=False,
        )  # fmt: skip
        if noted is not None:
            told = _("照片另存好了，里面没有拍摄地点。")
            self._desk.jobs.start(
                _("另存照片"), lambda _progress: self._write(row, file), lambda _done: self._desk.speaker.toast(told)
            )

    def _write(self, row: PhotoRow, file: Path) -> None:
        from hongyun_desktop.exchange.picture_export import without_location

        bare = without_location(keeping.content(self._desk.store, row))
        write_whole(_named(file, bare.suffix), bare.content)


def _named(file: Path, suffix: str) -> Path:
    """The name that was chosen, with what the content is behind it where the name says otherwise."""
    usual = (".jpg", ".jpeg") if suffix == ".jpg" else (suffix,)
    return file if file.suffix.lower() in usual else file.with_name(file.name + suffix)
