# SPDX-License-Identifier: GPL-3.0-or-later
"""On closing: a verified backup, and one line of what was done today. Imports core and the kit only."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QVBoxLayout, QWidget

from hongyun_desktop.core.backups import making
from hongyun_desktop.core.backups.remembering import LastBackup
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.aside import SHOWN_LOCKED
from hongyun_desktop.ui.kit.content_height import grow_to_words
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import button, label, row_of
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em, scaled

SHOWN_MS = 5_000


def close(desk: Desk, window: QWidget, done: Callable[[], None]) -> "ClosingPanel | None":
    """Back up, say what was done today for five seconds or until a key, then call `done`; Esc and 不退出 stay. The
    demo, and what could be read of a damaged database, close at once.

    `done` is not called where somebody chose to stay. The panel is open when this returns (None: there is none).
    """
    if desk.jobs.busy and not desk.speaker.ask(
        _("还有一件事正在做。等它做完，备份好了再退出，好吗？"), _("做完就退出"), _("先不退出")
    ):
        return None
    if (desk.store.is_demo or desk.store.rescued) and not desk.jobs.busy:
        done()
        return None
    for panel in window.findChildren(ClosingPanel):
        if panel.isVisible():
            return panel
    panel = ClosingPanel(desk, window, done)
    panel.open()
    panel.start()
    return panel


def line_of_today(store: Store, backup: LastBackup | None) -> str:
    """今天记了 37 人、74 小时，签发 12 张证书，已备份。"""
    from hongyun_desktop.core.honours.today import issued_today
    from hongyun_desktop.core.points.today import recorded_today

    today, issued = recorded_today(store), issued_today(store)
    parts = [_("记了 {people} 人、{hours:g} 小时").format(people=today.people, hours=today.minutes / 60)] * bool(
        today.people
    )
    parts += [_("签发 {count} 张证书").format(count=issued)] * bool(issued)
    what = _("今天{what}").format(what="，".join(parts)) if parts else _("今天没有记服务")
    return _("{what}，已备份。").format(what=what) if backup else _("{what}。").format(what=what)


class ClosingPanel(QDialog):
    """Shows that the backup is made, then the line of today; Esc and 不退出 go back to the window as it was."""

    def __init__(self, desk: Desk, window: QWidget | None, done: Callable[[], None]) -> None:
        super().__init__(window)
        self.setWindowTitle(_("退出"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty(SHOWN_LOCKED, True)
        self._desk, self._done = desk, done
        self._over = False
        self.mark = QLabel()
        self.mark.setPixmap(pixmap("save", COLOURS.primary, scaled(30)))
        self.line = label(_("正在备份并核对……"), "h2", wrap=True)
        self.hint = label(_("备份好了会自己退出。"), "hint", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.leave = button(_("直接退出"))
        self.leave.clicked.connect(self._finish)
        self.stay = button(_("不退出"))
        self.stay.clicked.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.line)
        words.addWidget(self.hint)
        line = row_of(self.mark, 8)
        line.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(GAP_PX)
        column.addLayout(line)
        column.addWidget(self.bar)
        column.addLayout(row_of(None, self.stay, self.leave))
        self.setFixedWidth(em(self, 30))

    def start(self) -> None:
        """Make the backup beside the panel."""
        if self._desk.jobs.busy:
            self.line.setText(_("正在等前面的事做完……"))
        self._desk.jobs.start(_("备份"), self._work, self._show_today, failed=self._on_failed, shown=False)

    def _work(self, _progress: Progress) -> LastBackup | None:
        # Whoever left meanwhile is not kept waiting for a copy.
        if self._over or self._desk.store.is_demo or self._desk.store.rescued:
            return None
        return making.back_up_by_itself(self._desk.store)

    def _show_today(self, backup: LastBackup | None) -> None:
        if self._over:
            return
        if self._desk.store.is_demo or self._desk.store.rescued:
            self._finish()
            return
        where = _("备份在：{folder}").format(folder=backup.file.parent) if backup else ""
        if backup and not backup.is_sound:
            where += "\n" + _("资料里有对不上的地方，旧的备份都留着。下次打开请点“检查资料”。")
        self.show_done(line_of_today(self._desk.store, backup), where)
        QTimer.singleShot(SHOWN_MS, self, self._finish)

    def show_done(self, line: str, where: str) -> None:
        """Say what was done today, and where the backup is."""
        self.mark.setPixmap(pixmap("circle-check", COLOURS.good, scaled(30)))
        self.line.setText(line)
        self.hint.setText(where)
        self.bar.hide()
        self.leave.setText(_("退出"))
        self.leave.setFocus()
        grow_to_words(self)

    def _on_failed(self, error: AppError) -> None:
        if self._over:
            return
        question = _("没有备份成。{why}\n\n记下的都已保存在本机，只是没有多留一份。还要退出吗？").format(
            why=window_sentence(error)
        )
        if self._desk.speaker.ask(question, _("不备份，退出"), _("回去看看")):
            self._finish()
        else:
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.bar.isHidden() and event.key() != Qt.Key.Key_Escape:
            self._finish()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Back to the window, whether the backup is made by now or not."""
        self._over = True
        super().reject()

    def _finish(self) -> None:
        if self._over:
            return
        self._over = True
        self.accept()
        self._done()
