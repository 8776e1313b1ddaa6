# SPDX-License-Identifier: GPL-3.0-or-later
"""What is shown of an error nobody expected: a report that can be copied, without personal data. Qt, log and kit."""

import platform

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from hongyun_desktop import __version__, log
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.aside import SHOWN_LOCKED
from hongyun_desktop.ui.kit.parts import button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.theme import GAP_PX, em


def report(error: BaseException) -> str:
    """Versions and where it happened; no values and no message, because they may be about people."""
    return "\n".join(
        [
            f"hongyun-desktop {__version__}  Python {platform.python_version()}  PySide6 {PySide6.__version__}"
            f"  Qt {qVersion()}  {platform.system()} {platform.release()}",
            *log.where(error),
        ]
    )


class CrashDialog(QDialog):
    """Says that something unforeseen happened, with the report and a button that copies it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("程序出了问题"))
        self.setProperty(SHOWN_LOCKED, True)
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.copy = button(_("复制这段报告"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        close = button(_("知道了"), primary=True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("程序出了没有料到的问题"), "h2"))
        sentence = _(
            "刚才这一步没有做成，已经保存的资料不受影响。可以接着用；请把下面这段报告交给帮你们装软件的人，里面没有居民的信息。"
        )
        column.addWidget(label(sentence, wrap=True))
        column.addWidget(self.report, 1)
        column.addLayout(row_of(None, self.copy, close))
        fit_to_screen(self, em(self, 42), em(self, 24))
