# SPDX-License-Identifier: GPL-3.0-or-later
"""备份到 U 盘: one button. With one stick plugged in it begins at once; else it waits for one, or asks which.

Imports core and the kit only.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QVBoxLayout, QWidget

from hongyun_desktop.core.backups import drives, program_copy, stick, words
from hongyun_desktop.core.backups.drives import Drive
from hongyun_desktop.core.backups.letter import NAME
from hongyun_desktop.core.backups.stick import OnStick
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.content_height import grow_to_words
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.jobs import Cancelled, Progress
from hongyun_desktop.ui.kit.parts import button, clear_layout, label, row_of
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em, scaled

LOOK_EVERY_MS = 1_500
_ICON_PX = 34

FindSticks = Callable[[], Sequence[Drive]]


def ask_stick(desk: Desk, parent: QWidget | None = None) -> "StickDialog | None":
    """Open the dialog; the demo has nothing that would be worth a stick."""
    if desk.store.is_demo:
        desk.speaker.refuse(_("这是演示资料，不用备份。"))
        return None
    dialog = StickDialog(desk, parent)
    dialog.open()
    dialog.look()
    return dialog


class StickDialog(QDialog):
    """Waits for a stick, lets somebody choose one, shows the copying, and says when it may be pulled out.

    find: the sticks plugged in now.
    """

    _told = Signal(int, int)

    def __init__(self, desk: Desk, parent: QWidget | None = None, find: FindSticks = drives.drives) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("备份到 U 盘"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._find = desk, find
        self._seen: list[Drive] | None = None
        self._progress: Progress | None = None
        self.mark = QLabel()
        self.headline = label("", "h2", wrap=True)
        self.under = label("", "key", wrap=True)
        self.sticks = QVBoxLayout()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.folder = button(_("选文件夹…"), "folder-open")
        self.folder.clicked.connect(self._on_folder)
        self.leave = button(_("取消"))
        self.leave.clicked.connect(self.reject)
        self._told.connect(self.show_progress)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._lay_out()

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.headline)
        said.addWidget(self.under)
        line = row_of(self.mark, 10)
        line.addLayout(said, 1)
        self.sticks.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(GAP_PX)
        column.addLayout(line)
        column.addLayout(self.sticks)
        column.addWidget(self.bar)
        column.addLayout(row_of(self.folder, None, self.leave))
        self.setFixedWidth(em(self, 34))

    def look(self) -> None:
        """Look which sticks are there; one alone is taken at once, on the first look as on every other."""
        found = list(self._find())
        if [drive.folder for drive in found] == [drive.folder for drive in self._seen or []] and self._seen is not None:
            return
        self._seen = found
        if len(found) == 1:
            self.begin(found[0].folder)
            return
        self._timer.start(LOOK_EVERY_MS)
        self._show_waiting(found)

    def _show_waiting(self, found: Sequence[Drive]) -> None:
        self._say("save", COLOURS.primary, *_waiting_words(len(found)))
        self.bar.hide()
        self.folder.show()
        clear_layout(self.sticks)
        for drive in found:
            free = _("还空 {free:.1f} GB").format(free=drive.free_bytes / (1 << 30))
            choice = button(f"{drive.name}　{free}", "save")
            choice.clicked.connect(lambda _checked=False, folder=drive.folder: self.begin(folder))
            self.sticks.addWidget(choice)
            if drive is found[0]:
                choice.setFocus()

    def _say(self, icon: str, colour: str, headline: str, under: str) -> None:
        self.mark.setPixmap(pixmap(icon, colour, scaled(_ICON_PX)))
        self.headline.setText(headline)
        self.under.setText(under)
        self.under.setVisible(bool(under))
        QTimer.singleShot(0, self, lambda: grow_to_words(self))

    def _on_folder(self) -> None:
        folder = self._desk.speaker.folder(_("备份到哪个 U 盘或文件夹"))
        if folder is not None:
            self.begin(folder)

    def begin(self, folder: Path) -> None:
        """Copy everything onto a stick beside the dialog."""
        self._timer.stop()
        self.show_working(folder.name or str(folder))
        self._progress = progress = Progress(self._told.emit)
        store = self._desk.store

        def work(_own: Progress) -> OnStick | None:
            try:
                return stick.put_on(store, folder, program_copy.running(), progress)
            except Cancelled:
                return None

        self._desk.jobs.start(self.windowTitle(), work, self._show_done, failed=self.show_failed, shown=False)

    def show_working(self, name: str) -> None:
        """Say that it is being written."""
        clear_layout(self.sticks)
        self.folder.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.leave.setText(_("取消"))
        self._say("save", COLOURS.primary, _("正在备份到 {name}……").format(name=name), _("先不要拔 U 盘。"))

    def show_progress(self, done: int, total: int) -> None:
        """How much of the program is written, in bytes."""
        self.under.setText(_("备份写好了，正在放程序。先不要拔 U 盘。"))
        self.bar.setRange(0, max(total >> 10, 1))
        self.bar.setValue(done >> 10)

    def _show_done(self, done: OnStick | None) -> None:
        self._progress = None
        if done is None:
            self.accept()
            self._desk.speaker.toast(_("停下了。写好的备份还在 U 盘上，程序没有放完。"))
            return
        self.show_result(done)

    def show_result(self, done: OnStick) -> None:
        """Say what lies on the stick now, and that it may be pulled out."""
        self._timer.stop()
        clear_layout(self.sticks)
        self.folder.hide()
        self.bar.hide()
        lines = [
            _("备份：{folder}/{file}").format(folder=stick.FOLDER_NAME, file=_breakable(done.backup.file.name)),
            words.program_sentence(done.program),
            _("怎么用写在“{letter}”里。").format(letter=NAME),
        ]
        near = words.near_sentence(done.backup)
        if near:
            lines.insert(0, near)
        else:
            lines.append(_("拔以前请先“弹出”U 盘。"))
        if not done.backup.is_sound:
            lines.insert(1, _("备份和现在的资料一样，但里面有对不上的地方：请点“检查资料”看看。"))
        is_good = done.backup.is_sound and not near
        icon, colour = ("circle-check", COLOURS.good) if is_good else ("triangle-alert", COLOURS.warning)
        headline = _("备份好了，但还没有离开这台电脑") if near else _("备份好了，也核对过了")
        self._say(icon, colour, headline, "\n".join(lines))
        self._to_close()

    def show_failed(self, error: AppError) -> None:
        """Say why nothing came of it; another folder can be tried."""
        self._timer.stop()
        self._progress = None
        clear_layout(self.sticks)
        self.bar.hide()
        self._say("triangle-alert", COLOURS.warning, _("没有备份成"), window_sentence(error))
        self.folder.show()
        self._seen = None
        self._to_close()

    def _to_close(self) -> None:
        self.leave.setText(_("关闭"))
        self.leave.setEnabled(True)
        self.leave.setFocus()

    def reject(self) -> None:
        """Esc and 取消 stop the copying at its next word; otherwise they close."""
        if self._progress is None:
            super().reject()
            return
        self._progress.cancel()
        self.leave.setEnabled(False)
        self.under.setText(_("正在停下……"))


def _waiting_words(count: int) -> tuple[str, str]:
    if count:
        return _("备份到哪一个？"), _("插着 {count} 个 U 盘，点一个就开始。").format(count=count)
    return (
        _("请插上 U 盘"),
        _("插好就会自己开始。上面会放：备份、照片、程序和“{letter}”。").format(letter=NAME),
    )


def _breakable(name: str) -> str:
    return name.replace("-", "-\u200b")
