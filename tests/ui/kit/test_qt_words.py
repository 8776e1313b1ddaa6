# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt's own dialogs speak Chinese, in a process of its own: a translator is for the whole of it."""

import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import re, sys
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QFileDialog, QLineEdit, QMessageBox, QTabWidget
from PySide6.QtWidgets import QWidget
from hongyun_desktop.app import make_application
from hongyun_desktop.ui.kit import printing, theme

app = make_application()
theme.apply(app)

def texts(dialog):
    for each in [dialog, *dialog.findChildren(QWidget)]:
        for name in ("windowTitle", "text", "title", "toolTip", "placeholderText"):
            if callable(getattr(each, name, None)) and not isinstance(each, QLineEdit):
                yield getattr(each, name)()
        yield from (action.text() for action in each.actions())
        if isinstance(each, QComboBox):
            yield from (each.itemText(place) for place in range(each.count()))
        if isinstance(each, QTabWidget):
            yield from (each.tabText(place) for place in range(each.count()))
    for view in dialog.findChildren(QAbstractItemView):
        model, root = view.model(), view.rootIndex()
        for column in range(model.columnCount(root) if model else 0):
            yield str(model.headerData(column, Qt.Orientation.Horizontal))
            yield from (str(model.index(row, column, root).data()) for row in range(model.rowCount(root)))

def wait():
    loop = QEventLoop()
    QTimer.singleShot(400, loop.quit)
    loop.exec()

dialogs = []
for mode in (QFileDialog.FileMode.ExistingFile, QFileDialog.FileMode.AnyFile, QFileDialog.FileMode.Directory):
    files = QFileDialog(None, "选择文件", sys.argv[1], "表格 (*)")
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    files.setFileMode(mode)
    files.setViewMode(QFileDialog.ViewMode.Detail)
    dialogs.append(files)
printer = QPrinter()
printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
box = QMessageBox()
box.setStandardButtons(QMessageBox.StandardButton(0x0FFFFC00))
dialogs += [QPrintDialog(printer), box]
# What is no word of Qt's: folders of this computer, key names, paper formats and units.
known = re.compile(r"PDF|Ctrl|Del|JIS|ANSI|mm|pt|\\(.*\\)|C[0-9]|bytes|/\\S+|root|home|\\d+ x \\d+ in")
for dialog in dialogs:
    dialog.show()
    wait()
    for text in sorted(set(texts(dialog))):
        if re.search("[A-Za-z]{2}", known.sub("", (text or "").replace(sys.argv[2], ""))):
            print("untranslated:", type(dialog).__name__, text)
    dialog.hide()
line = QLineEdit()
menu = line.createStandardContextMenu()
print("undo:", menu.actions()[0].text().split("(")[0])
"""


def test_the_dialogs_of_qt_itself_are_chinese(tmp_path: Path) -> None:
    place = tmp_path / "1"
    (place / "2").mkdir(parents=True)
    (place / "3").write_text("4", "utf-8")
    command = [sys.executable, "-c", _PROGRAM, str(place), Path.home().name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["undo: 撤销"]
