# SPDX-License-Identifier: GPL-3.0-or-later
"""A database that can't be opened: one sentence, the way that is advised, and the others with what each is for.

Imports core and the kit only.
"""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from hongyun_desktop.core.errors import AppError
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.parts import button, label, row_of, rule
from hongyun_desktop.ui.kit.theme import COLOURS, GAP_PX, em, scaled


class Way(StrEnum):
    """What can be done about it."""

    RETRY = "retry"
    RESTORE = "restore"
    LOOK = "look"
    OTHER_FILE = "other_file"
    OWN = "own"
    NEW = "new"
    QUIT = "quit"


_TEXTS = {
    Way.RETRY: _("重试"),
    Way.RESTORE: _("从备份找回…"),
    Way.LOOK: _("只看看（不能改）"),
    Way.OTHER_FILE: _("换一份资料…"),
    Way.OWN: _("打开本机资料"),
    Way.NEW: _("从头新建…"),
    Way.QUIT: _("退出"),
}
_WHAT_FOR = {
    Way.RETRY: _("照上面说的办好了，再试一次。"),
    Way.RESTORE: _("选一份备份接着用，原来的文件留着不动。"),
    Way.LOOK: _("先看看还读得出什么，原来的文件不动。"),
    Way.OTHER_FILE: _("资料挪到了别的文件夹，就去找到它。"),
    Way.OWN: _("打开这台电脑上平常用的那份。"),
    Way.NEW: _("资料和备份都没有了，才从空白开始。"),
}
_LOST = (Way.RESTORE, Way.OTHER_FILE)
_DAMAGED = (Way.RESTORE, Way.LOOK, Way.OTHER_FILE)
_AGAIN = (Way.RETRY, Way.OTHER_FILE)
WAYS: Mapping[str, tuple[Way, ...]] = {
    "database_in_use": (Way.RETRY,),
    "database_busy": (Way.RETRY,),
    "database_missing": (*_LOST, Way.NEW),
    "database_empty_file": _LOST,
    "database_damaged": _DAMAGED,
    "triggers_missing": _DAMAGED,
    "rescue_impossible": _LOST,
    "database_not_ours": (Way.OTHER_FILE,),
    "database_key_needed": (Way.RETRY, *_LOST),
    "database_key_wrong": (Way.RETRY, *_LOST),
    "database_key_file_missing": (Way.RETRY, *_LOST),
    "database_newer": (Way.OTHER_FILE,),
    "database_read_only": _AGAIN,
    "database_not_readable": (Way.RETRY, Way.RESTORE, Way.OTHER_FILE),
    "disk_error": (Way.RETRY, Way.RESTORE, Way.LOOK),
    "disk_full": (Way.RETRY,),
    "folder_not_writable": _AGAIN,
    "folder_shared": (Way.OTHER_FILE,),
    "folder_synchronised": (Way.OTHER_FILE,),
    "folder_removable": (Way.OTHER_FILE,),
    "migration_lost_rows": (Way.RETRY,),
    "backup_not_verified": (Way.RETRY, Way.RESTORE),
}
"""The ways on for each code of `open_store`, the likeliest first; 退出 is always one."""


def ways_for(code: str, *, is_own: bool) -> tuple[Way, ...]:
    """The ways on for a code; is_own: whether it is this computer's own database that can't be opened."""
    own = () if is_own else (Way.OWN,)
    return *WAYS.get(code, (Way.RETRY,)), *own, Way.QUIT


class TroubleDialog(QDialog):
    """One sentence and the ways on; `taken` tells a `Way` and the dialog stays until somebody closes it.

    Esc is 退出. The advised way has the focus, and Enter takes it.
    """

    taken = Signal(object)

    def __init__(self, error: AppError, parent: QWidget | None = None, *, is_own: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("打不开资料"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sentence = label(window_sentence(error), wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.again = label("", "hint", wrap=True)
        self.again.hide()
        self.buttons: dict[Way, QPushButton] = {}
        for number, way in enumerate(ways_for(error.code, is_own=is_own)):
            made = button(_TEXTS[way], primary=number == 0)
            made.setAutoDefault(True)
            made.clicked.connect(lambda _checked=False, way=way: self.taken.emit(way))
            self.buttons[way] = made
        self._lay_out()
        next(iter(self.buttons.values())).setFocus()

    def _lay_out(self) -> None:
        mark = QLabel()
        mark.setPixmap(pixmap("triangle-alert", COLOURS.warning, scaled(36)))
        words = QVBoxLayout()
        words.addWidget(label(_("打不开资料"), "h2"))
        words.addWidget(self.sentence)
        words.addWidget(self.again)
        words.addStretch(1)
        line = row_of(mark, 12)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(GAP_PX * 2)
        column.addLayout(line)
        advised, *others, leave = self.buttons.values()
        if others:
            ways = self._ways()
            # Under the words, not under the mark beside them.
            ways.setContentsMargins(mark.sizeHint().width() + 12 + line.spacing(), 0, 0, 0)
            column.addLayout(ways)
            column.addWidget(rule())
            column.addLayout(row_of(None, leave))
        else:
            column.addLayout(row_of(None, leave, advised))
        self.setMinimumWidth(em(self, 40 if others else 36))

    def _ways(self) -> QGridLayout:
        """A line for each way but 退出: its button, and what it is for."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(14))
        grid.setVerticalSpacing(GAP_PX)
        grid.setColumnStretch(1, 1)
        row = 0
        for number, (way, made) in enumerate(self.buttons.items()):
            if way is Way.QUIT:
                continue
            if number == 1:
                grid.addWidget(label(_("这样不行，再看下面的："), "hint"), row, 0, 1, 2)
                row += 1
            grid.addWidget(made, row, 0)
            grid.addWidget(label(_WHAT_FOR[way], "" if number == 0 else "key", wrap=True), row, 1)
            made.setAccessibleDescription(_WHAT_FOR[way])
            row += 1
        return grid

    def say(self, sentence: str) -> None:
        """Say below why a way led nowhere."""
        self.again.setText(sentence)
        self.again.setVisible(bool(sentence))

    def reject(self) -> None:
        self.taken.emit(Way.QUIT)
