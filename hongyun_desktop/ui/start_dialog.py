# SPDX-License-Identifier: GPL-3.0-or-later
"""The first start, with no data yet: three large choices. It decides nothing about the window.

Imports core and the kit only; what makes the demo comes from the caller.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop import paths
from hongyun_desktop.core.clock import SystemClock, today
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions import restoring
from hongyun_desktop.ui.kit.content_height import height_for_content
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em, scaled
from hongyun_desktop.ui.kit.waiting import Waiting
from hongyun_desktop.ui.start_form import NewForm

_ICON_PX = 34


class StartKind(StrEnum):
    """新建, 从备份找回, 看演示."""

    NEW = "new"
    RESTORE = "restore"
    DEMO = "demo"


@frozen
class Start:
    """What was chosen. path: the database to be opened (for the demo its own, which is there by now).

    facts, operator and passphrase (empty: no lock): for 新建, clean. backup: for 从备份找回, looked into and confirmed.
    """

    kind: StartKind
    path: Path
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    operator: str = ""
    backup: restoring.Chosen | None = None
    passphrase: str = field(default="", repr=False)


MakeDemo = Callable[[Path, date, Callable[[int, int], None]], Path]
"""Sees to it that the demo is at a path, as of a day, telling its progress; gives the path back."""


def prepare_demo(
    make: MakeDemo,
    file: Path,
    parent: QWidget | None,
    done: Callable[[Path], object],
    failed: Callable[[AppError], object],
    stopped: Callable[[], object] = lambda: None,
) -> Waiting:
    """Make the demo where it is not there, with progress; one of the three is called when that is over."""

    def work(progress: Progress) -> Path:
        return make(file, today(SystemClock()), progress)

    waiting = Waiting(_("正在准备演示资料……"), parent, stoppable=True)
    waiting.run(work, done, failed, stopped)
    return waiting


class Choice(QPushButton):
    """A large button: icon, title, one sentence, and the digit that presses it too."""

    def __init__(self, digit: int, icon: str, title: str, sentence: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        # Here Enter is meant for the card that has the focus.
        self.setAutoDefault(True)
        picture = QLabel()
        picture.setPixmap(pixmap(icon, COLOURS.primary, scaled(_ICON_PX)))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, "h2"))
        words.addWidget(label(sentence, "key", wrap=True))
        line = row_of(picture, 12)
        line.addLayout(words, 1)
        line.addWidget(label(str(digit), "hint"))
        line.setContentsMargins(20, 14, 20, 14)
        self.setLayout(line)
        for each in self.findChildren(QLabel):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        hint = layout.sizeHint() if layout else super().sizeHint()
        return QSize(hint.width(), max(hint.height(), scaled(86)))


class StartDialog(QDialog):
    """Three choices, by mouse, arrows or digits; `chosen` tells a `Start`, after which the dialog is closed.

    path: where the own database will be. only_new: nothing but the page of 新建, for one that is missing.
    """

    chosen = Signal(object)

    def __init__(
        self,
        path: Path,
        speaker: Speaker,
        parent: QWidget | None = None,
        *,
        make_demo: MakeDemo,
        demo: Path | None = None,
        only_new: bool = False,
    ) -> None:
        super().__init__(parent)
        self._path, self._speaker, self._only_new = path, speaker, only_new
        self._make_demo = make_demo
        self._demo = demo or paths.demo_database()
        self.setWindowTitle(_("鸿运桌面"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.new = Choice(1, "file-plus-2", _("新建我们小区的资料"), _("从头开始：写上小区和落款，然后导入花名册。"))
        moved = _("换了电脑或重装了系统：选 U 盘里的备份，接着用。")
        self.restore = Choice(2, "archive-restore", _("从备份找回"), moved)
        self.demo = Choice(3, "play", _("看演示"), _("一套虚构的资料，可以随便点、随便试，不会碰到真的。"))
        self.new.clicked.connect(self._show_form)
        self.restore.clicked.connect(self._on_restore)
        self.demo.clicked.connect(self._on_demo)
        self.form = NewForm()
        self.form.taken.connect(self._on_new)
        self.form.back.connect(self._on_back)
        self.form.grown.connect(self._grow)
        self.quit = button(_("退出"))
        self.quit.clicked.connect(self.reject)
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        self._pages = QStackedWidget()
        self._lay_out()
        if only_new:
            self._show_form()
        else:
            self.new.setFocus()

    def _lay_out(self) -> None:
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("欢迎使用鸿运桌面"), "h1"))
        column.addWidget(label(_("这台电脑上还没有资料。先选一样，也可以按数字键 1、2、3："), "key", wrap=True))
        column.addWidget(self.trouble)
        for choice in (self.new, self.restore, self.demo):
            column.addWidget(choice)
        column.addStretch(1)
        where = label(_("资料放在：{folder}").format(folder="\u200b".join(str(self._path.parent))), "hint", wrap=True)
        line = row_of()
        line.addWidget(where, 1)
        line.addWidget(self.quit)
        column.addLayout(line)
        self._pages.addWidget(choices)
        self._pages.addWidget(self.form)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(28, 22, 28, 20)
        outside.addWidget(self._pages)
        fit_to_screen(self, em(self, 42), min(max(self.sizeHint().height(), em(self, 38)), 720))

    def _grow(self) -> None:
        """Take what room the screen has for a page that has become higher."""
        wanted = height_for_content(self, self.form.scrolled, self.width())
        fit_to_screen(self, self.width(), max(self.height(), wanted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digits = {"1": self.new, "2": self.restore, "3": self.demo}
        if event.text() in digits and self._pages.currentIndex() == 0:
            digits[event.text()].click()
        else:
            super().keyPressEvent(event)

    def _show_form(self) -> None:
        self._pages.setCurrentWidget(self.form)
        self._grow()
        self.form.lines["compound"].setFocus()

    def _on_back(self) -> None:
        if self._only_new:
            self.reject()
            return
        self._pages.setCurrentIndex(0)
        self.new.setFocus()

    def reject(self) -> None:
        """Esc on the page of 新建 goes back to the choices."""
        if self._pages.currentWidget() is self.form and not self._only_new:
            self._on_back()
        else:
            super().reject()

    def _on_new(self, facts: dict[str, str], operator: str, passphrase: str) -> None:
        self._take(Start(StartKind.NEW, self._path, facts, operator, passphrase=passphrase))

    def _on_restore(self) -> None:
        def take(chosen: restoring.Chosen) -> None:
            self._take(Start(StartKind.RESTORE, self._path, backup=chosen))

        restoring.choose(self._path, self._speaker, self, take, self._refused)

    def _on_demo(self) -> None:
        prepare_demo(self._make_demo, self._demo, self, self._on_demo_ready, self._refused)

    def _on_demo_ready(self, file: Path) -> None:
        self._take(Start(StartKind.DEMO, file))

    def _refused(self, error: AppError) -> None:
        self.trouble.setText(window_sentence(error))
        self.trouble.show()

    def _take(self, start: Start) -> None:
        self.chosen.emit(start)
        self.accept()
