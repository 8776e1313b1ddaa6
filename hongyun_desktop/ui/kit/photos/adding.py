# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking picture files in: look at each, say which can't be taken, ask once for what is not known, then keep them.

Looking and copying run beside the window and can be cancelled. Knows no feature.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError, Invalid
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import STAGE_WORDS, IncomingPhoto, Stage, Subject
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.content_height import GrowsWithWords
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.theme import GAP_PX, em

_STAGES = (Stage.BEFORE, Stage.AFTER, Stage.DURING, Stage.OTHER)
# How wide it is, and how much of that is beside the list of files: margins, frame, scroll bar.
_WIDTH_EM, _BESIDE_EM = 30, 6


@frozen
class Looked:
    """What looking at files gave: those that may be taken, and a sentence for each of the others."""

    taken: tuple[IncomingPhoto, ...]
    refused: tuple[str, ...]

    @property
    def undated(self) -> int:
        """How many of those to be taken do not say when they were taken."""
        return sum(each.taken_on is None for each in self.taken)


def begin_adding(
    desk: Desk,
    parent: QWidget,
    subject: Subject,
    files: Sequence[Path],
    stage: Stage | None,
    *,
    staged: bool,
    proposed: Stage = Stage.BEFORE,
) -> None:
    """Take files in for a thing. stage: None to ask, where before and after are told apart (`staged`).

    proposed: what is chosen when it is asked.
    """

    def done(looked: Looked) -> None:
        asks_stage = staged and stage is None
        if looked.refused or looked.undated or asks_stage:
            # What asked for them may have been closed while they were looked at.
            over = parent if isValid(parent) else desk.speaker.front()
            dialog = AddingDialog(desk, over, subject, looked, None if asks_stage else stage or Stage.OTHER)
            dialog.stage.set_value(proposed)
            dialog.open()
        else:
            keep(desk, subject, looked.taken, stage or Stage.OTHER)

    desk.jobs.start(_("看照片"), lambda progress: look(desk, files, progress), done)


def look(desk: Desk, files: Sequence[Path], progress: Callable[[int, int], object]) -> Looked:
    """Look at each file in turn, and at those that lie in folders."""
    from hongyun_desktop.exchange import pictures

    now, taken, refused = desk.store.clock.now(), [], []
    files = [each for file in files for each in _pictures_in(file)]
    for number, file in enumerate(files, 1):
        if file.is_dir():
            refused.append(_("{file}里没有照片。").format(file=file.name))
            continue
        try:
            facts = pictures.inspect(file, now)
        except Invalid as error:
            refused.append(window_sentence(error))
        else:
            day = facts.taken_at.date() if facts.taken_at else None
            taken.append(IncomingPhoto(file, facts.suffix, facts.width_px, facts.height_px, day))
        progress(number, len(files))
    return Looked(tuple(taken), tuple(refused))


def _pictures_in(file: Path) -> list[Path]:
    """The pictures in a folder and below, by name; a file is itself, as is a folder without any."""
    from hongyun_desktop.exchange.pictures import PATTERNS

    suffixes = {pattern.removeprefix("*") for pattern in PATTERNS}
    below = sorted(each for each in file.rglob("*") if each.suffix.lower() in suffixes) if file.is_dir() else []
    return below or [file]


def keep(desk: Desk, subject: Subject, incoming: Sequence[IncomingPhoto], stage: Stage) -> None:
    """Copy the files in and write their rows, beside the window."""

    def work(progress: Progress) -> Changed:
        return keeping.add_photos(desk.store, subject, incoming, stage, progress)

    desk.jobs.start(_("存照片"), work, lambda changed: desk.did(changed, _kept_sentence(changed)), writes=True)


def _kept_sentence(changed: Changed) -> str:
    count, known = changed.params["count"], changed.params["known"]
    if not count:
        return _("这些照片原来就有，没有再加。")
    again = _("（另有 {known} 张原来就有）").format(known=known) if known else ""
    return _("加了 {count} 张照片{again}。").format(count=count, again=again)


class AddingDialog(QDialog):
    """Says what can't be taken and why, and asks once for the stage and for the day of those that don't tell it."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, subject: Subject, looked: Looked, stage: Stage | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("加照片"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._subject, self._looked, self._stage = desk, subject, looked, stage
        self.stage = ChoiceField(
            name="stage", label=_("什么时候拍的"), choices=[(each, STAGE_WORDS[each]) for each in _STAGES]
        ).editor(desk, self)
        self.day = DateField(name="taken_on", label=_("拍摄日期")).editor(desk, self)
        self.day.set_value(today(desk.store.clock))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.ok = button(_("加 {count} 张").format(count=len(looked.taken)), primary=True)
        self.ok.clicked.connect(self.submit)
        self.cancel = button(_("取消") if looked.taken else _("知道了"))
        self.cancel.clicked.connect(self.reject)
        self._lay_out()
        desk.privacy.listen(self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("加照片"), "h2"))
        looked = self._looked
        if looked.refused:
            column.addWidget(label(_("有 {count} 个文件加不了：").format(count=len(looked.refused))))
            column.addWidget(self._list_of(looked.refused))
        rows = QFormLayout()
        rows.setVerticalSpacing(8)
        if self._stage is None and looked.taken:
            rows.addRow(label(_("阶段"), "key"), self.stage)
        if looked.undated:
            rows.addRow(label(_("拍摄日期"), "key"), self.day)
            hint = _("有 {count} 张没有记拍摄日期，就用这一天；不知道就清空。").format(count=looked.undated)
            rows.addRow("", label(hint, "hint"))
        self.stage.setVisible(self._stage is None and bool(looked.taken))
        self.day.setVisible(bool(looked.undated))
        column.addLayout(rows)
        column.addWidget(self.problem)
        column.addLayout(row_of(None, self.cancel, self.ok))
        self.ok.setVisible(bool(looked.taken))
        self.setMinimumWidth(em(self, _WIDTH_EM))
        GrowsWithWords(self)

    def _list_of(self, sentences: Sequence[str]) -> QWidget:
        shown = QPlainTextEdit("\n".join(sentences))
        shown.setReadOnly(True)
        shown.setAccessibleName(_("加不了的文件"))
        # Measured in the type it will have, not in the one it was made with.
        shown.ensurePolished()
        metrics, room_px = shown.fontMetrics(), em(self, _WIDTH_EM) - em(self, _BESIDE_EM)
        lines = sum(metrics.horizontalAdvance(sentence) // room_px + 1 for sentence in sentences)
        shown.setFixedHeight(metrics.lineSpacing() * min(lines, 7) + em(shown, 2))
        return shown

    def submit(self) -> None:
        """Take in what can be taken."""
        try:
            day: date | None = self.day.value() if self._looked.undated else None
            if day is not None and day > today(self._desk.store.clock):
                raise Invalid("day_in_future", "taken_on")
        except AppError as error:
            self.problem.setText(window_sentence(error))
            self.problem.show()
            return
        incoming = [replace(each, taken_on=each.taken_on or day) for each in self._looked.taken]
        stage = self.stage.value() if self._stage is None else self._stage
        self.accept()
        keep(self._desk, self._subject, incoming, stage)
