# SPDX-License-Identifier: GPL-3.0-or-later
"""How the program speaks to people outside its pages and forms: a toast, a refusal, a question, a choice of file.

The only place that opens such dialogs, so that a test can put another in its place. Imports Qt and kit parts only.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from shiboken6 import isValid

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.icons import pixmap
from hongyun_desktop.ui.kit.privacy import KEY, Privacy
from hongyun_desktop.ui.kit.theme import COLOURS, scaled

if TYPE_CHECKING:
    # Nothing is said while the window opens: what says it is imported when there is something to be said.
    from PySide6.QtWidgets import QFileDialog, QMessageBox

    from hongyun_desktop.ui.kit.toast import Toast

_SHAPE_PX, _BOX_MARGINS_PX = 34, (20, 16, 20, 16)


class Speaker(QObject):
    """Speaks over whichever window of ours is in front. host: the main one. privacy: what F9 hides, once there is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.host: QWidget | None = None
        self.privacy: Privacy | None = None
        self._toast: Toast | None = None
        self._held: list[Callable[[], object]] | None = None
        self._folder = ""
        self._folders: dict[str, str] = {}

    def front(self) -> QWidget | None:
        """The window in front, or the main one."""
        return QApplication.activeModalWidget() or QApplication.activeWindow() or self.host

    def toast(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Say that something was done; nothing has to be clicked away. A new one takes the place of the last."""
        if self._held is not None:
            self._held.append(lambda: self.toast(sentence))
            return
        front = QApplication.activeModalWidget()
        over = front if isinstance(front, QDialog) and not front.inherits("QMessageBox") else None
        host = over or self.host or self.front()
        if host is None:
            return
        from hongyun_desktop.ui.kit.toast import Toast

        # One that went, by itself or with its window, leaves a shell that must not be called.
        if self._toast is not None and isValid(self._toast):
            self._toast.close()
        self._toast = Toast(host, sentence, undo, self.host if over else None)
        self._toast.show_over()

    def refuse(self, sentence: str) -> None:
        """Say that something did not work, and wait until that is read."""
        if self._held is not None:
            self._held.append(lambda: self.refuse(sentence))
            return
        box = self._box("triangle-alert", COLOURS.warning, _("没有完成"), sentence)
        box.addButton(_("知道了"), box.ButtonRole.AcceptRole)
        box.exec()

    def hold(self) -> None:
        """Take away what is said, and keep what is to be said until `release`: nobody who may hear it is there."""
        if self._toast is not None and isValid(self._toast):
            self._toast.close()
        if self._held is None:
            self._held = []

    def release(self) -> None:
        """Say what was kept."""
        for say in self.forget():
            say()

    def forget(self) -> list[Callable[[], object]]:
        """Keep nothing any more, as when the window goes; what was kept until now."""
        held, self._held = self._held or [], None
        return held

    def ask(self, question: str, yes: str, no: str = _("不了")) -> bool:
        """Ask before something that can't be taken back; Enter and Esc both mean no."""
        box = self._box("circle-help", COLOURS.primary, _("请确认"), question)
        go_on = box.addButton(yes, box.ButtonRole.AcceptRole)
        stay = box.addButton(no, box.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        # Whoever it stood over may have gone meanwhile, and the question with it.
        return isValid(box) and box.clickedButton() is go_on

    def _box(self, shape: str, colour: str, title: str, sentence: str) -> "QMessageBox":
        from PySide6.QtWidgets import QMessageBox

        from hongyun_desktop.ui.kit.veil import Veil

        box = QMessageBox(QMessageBox.Icon.NoIcon, title, sentence, parent=self.front())
        box.setIconPixmap(pixmap(shape, colour, scaled(_SHAPE_PX)))
        inside = box.layout()
        if inside is not None:
            inside.setContentsMargins(*(scaled(px) for px in _BOX_MARGINS_PX))
        text = box.findChild(QLabel, "qt_msgbox_label")
        # What is hidden already is dots in the sentence.
        if self.privacy is not None and text is not None and not self.privacy.on:
            QShortcut(QKeySequence(KEY), box, self.privacy.toggle)
            Veil(self.privacy, text)
        return box

    def open_file(self, title: str, patterns: str) -> Path | None:
        """Let somebody choose a file to read; None where they thought better of it."""
        name, _pattern = _files().getOpenFileName(self.front(), title, self._begin(), patterns)
        return self._kept(name)

    def open_files(self, title: str, patterns: str, begin: Path | None = None) -> list[Path]:
        """Let somebody choose files to read, as many as they like; empty where they thought better of it.

        begin: where to look first, until something was chosen under this title; its folder is remembered apart.
        """
        folder = self._folders.get(title) or str(begin or self._begin())
        names, _pattern = _files().getOpenFileNames(self.front(), title, folder, patterns)
        if names:
            self._folders[title] = str(Path(names[0]).parent)
        return [Path(name) for name in names]

    def save_file(self, title: str, name: str, patterns: str) -> Path | None:
        """Let somebody say where to write; the dialog asks before it takes the name of a file that is there."""
        from hongyun_desktop.ui.kit import places

        proposed = Path(self._folder or places.for_papers()) / name
        chosen, _pattern = _files().getSaveFileName(self.front(), title, str(proposed), patterns)
        path, suffix = self._kept(chosen), Path(name).suffix
        if path is None:
            return None
        return path if path.suffix or not suffix else path.with_name(path.name + suffix)

    def folder(self, title: str) -> Path | None:
        """Let somebody choose a folder."""
        name = _files().getExistingDirectory(self.front(), title, self._begin())
        if name:
            self._folder = name
        return Path(name) if name else None

    def _begin(self) -> str:
        from hongyun_desktop.ui.kit import places

        return self._folder or str(places.to_look_in())

    def _kept(self, name: str) -> Path | None:
        """What was chosen; the next choice begins in its folder."""
        if not name:
            return None
        self._folder = str(Path(name).parent)
        return Path(name)


def _files() -> "type[QFileDialog]":
    from PySide6.QtWidgets import QFileDialog

    return QFileDialog
