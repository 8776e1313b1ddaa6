# SPDX-License-Identifier: GPL-3.0-or-later
"""The help window: pages of Chinese Markdown, offline, beside the work. Imports Qt and the theme only."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.parts import fit_to_screen, label
from hongyun_desktop.ui.kit.theme import COLOURS, base_px, em, font, scaled

_LINE_HEIGHT_PERCENT, _CELL_LINE_PERCENT = 145.0, 115.0
_ROW_PX = 36
_WIDEST_PX, _HIGHEST_PX = 1100, 690
_HEADINGS_PX = {1: 22, 2: 18, 3: 16}


@frozen
class HelpPage:
    """One page; a link to another is written [text](#key)."""

    key: str
    title: str
    markdown: str


class HelpText(QTextBrowser):
    """Shows Markdown and never fetches anything."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(24)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pages are text only: nothing is ever looked up."""
        return None

    def show_markdown(self, text: str) -> None:
        """Show a page from its top, in the window's type."""
        self.setMarkdown(text)
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            cursor.setPosition(block.position())
            _space(cursor)
            block = block.next()
            table = cursor.currentTable()
            if table is not None:
                _frame(table)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _frame(table: QTextTable) -> None:
    frame = table.format()
    frame.setCellPadding(scaled(6))
    frame.setBorder(1)
    frame.setBorderCollapse(True)
    frame.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    frame.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    frame.setBorderBrush(QColor(COLOURS.border))
    table.setFormat(frame)


def _space(cursor: QTextCursor) -> None:
    level = cursor.blockFormat().headingLevel()
    spaced = QTextBlockFormat()
    in_cell = cursor.currentTable() is not None
    height = _CELL_LINE_PERCENT if in_cell else _LINE_HEIGHT_PERCENT
    spaced.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    # A cell has its padding around it.
    spaced.setTopMargin(0 if in_cell else base_px() * (1.1 if level else 0.25))
    spaced.setBottomMargin(0 if in_cell else base_px() * (0.4 if level else 0.25))
    cursor.mergeBlockFormat(spaced)
    if level:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        heading = QTextCharFormat()
        bold = font(scaled(_HEADINGS_PX.get(level, 16)))
        bold.setWeight(QFont.Weight.Bold)
        heading.setFont(bold)
        heading.setForeground(QColor(COLOURS.text if level == 1 else COLOURS.primary))
        # Not merged: the size that Markdown gives a heading would come on top.
        cursor.setCharFormat(heading)


class HelpWindow(QWidget):
    """Contents at the left, the page at the right; stays beside the work and closes with Esc or F1."""

    def __init__(self, pages: Sequence[HelpPage], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setWindowTitle(_("帮助"))
        self.pages = tuple(pages)
        self.contents = QListWidget()
        for page in self.pages:
            item = QListWidgetItem(page.title)
            item.setSizeHint(QSize(0, scaled(_ROW_PX)))
            self.contents.addItem(item)
        self.contents.setAccessibleName(_("目录"))
        self.contents.setFixedWidth(em(self, 11))
        self.text = HelpText()
        self.text.setAccessibleName(_("帮助内容"))
        self.contents.currentRowChanged.connect(self._show)
        self.text.anchorClicked.connect(self._on_link)
        left = QVBoxLayout()
        left.setContentsMargins(12, 12, 0, 12)
        left.addWidget(label(_("目录"), "h2"))
        left.addWidget(self.contents, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addLayout(left)
        line.addWidget(self.text, 1)
        for keys in ("Esc", "F1"):
            QShortcut(QKeySequence(keys), self, self.close)
        fit_to_screen(self, min(em(self, 60), _WIDEST_PX), min(em(self, 42), _HIGHEST_PX))
        self.show_page(self.pages[0].key)

    def show_page(self, key: str) -> None:
        """Turn to a page; the first one where there is none of that key."""
        keys = [page.key for page in self.pages]
        self.contents.setCurrentRow(keys.index(key) if key in keys else 0)

    def key(self) -> str:
        """Which page is open."""
        return self.pages[self.contents.currentRow()].key

    def open_at(self, key: str) -> None:
        """Show the window at a page, in front."""
        self.show_page(key)
        self.show()
        self.raise_()
        self.activateWindow()
        self.contents.setFocus()

    def _show(self, row: int) -> None:
        self.text.show_markdown(self.pages[row].markdown)

    def _on_link(self, link: QUrl) -> None:
        # Anything but another page of ours leads nowhere: the program works offline.
        if link.hasFragment() and any(page.key == link.fragment() for page in self.pages):
            self.show_page(link.fragment())
