# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of an import: a card to drop a file on, then tabs with numbers, then what came of it.

Holds widgets and takes dropped files; what they mean is said in `import_parts`. Knows no feature.
"""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.import_columns import ColumnsPane
from hongyun_desktop.ui.kit.parts import Card, Segmented, button, fit_to_screen, label, row_of, tab_through
from hongyun_desktop.ui.kit.theme import GAP_PX, scaled
from hongyun_desktop.ui.kit.turns import later

COLUMNS_TAB = "columns"
INVITATION, PREVIEW, RESULT = range(3)
_SUFFIXES = frozenset({".xlsx", ".xls", ".ods", ".csv", ".txt"})
_WIDTH_PX, _HEIGHT_PX = 1180, 690
_WIDEST_PX, _HIGHEST_PX = 1320, 690  # a screen of 1366 × 768
_LEAST_WIDTH_PX, _LEAST_HEIGHT_PX = 860, 480


class ImportWindow(QDialog):
    """The pages of an import and their widgets. waiting: work runs, and nothing may be pressed."""

    title = ""
    invitation = ""

    def __init__(self, desk: Desk, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        """words: field → how a person calls it."""
        super().__init__(parent)
        self.desk = desk
        self.waiting = False
        self.setWindowTitle(self.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.columns = ColumnsPane(words, desk.privacy)
        self.tabs: dict[str, tuple[str, QWidget]] = {}
        self._make_widgets()
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.ok.click)
        QShortcut(QKeySequence("Ctrl+O"), self, self.choose_file)
        desk.privacy.listen(self)
        # The tables take longer than the rest of the window, and nobody sees one before a file is chosen.
        later(self, self._begin_tabs)

    def make_tabs(self) -> dict[str, tuple[str, QWidget]]:
        """Key → word and widget of each tab of the preview, in order."""
        raise NotImplementedError

    def choose_file(self) -> None:
        """Let somebody choose a file and read it."""
        raise NotImplementedError

    def load(self, path: Path) -> None:
        """Read a file and show what it would change."""
        raise NotImplementedError

    def settled_by_hand(self) -> bool:
        """Whether somebody settled something here that would be lost."""
        raise NotImplementedError

    def may_lose_choices(self) -> bool:
        """Whether nothing was settled, or somebody says that it may go."""
        return not self.settled_by_hand() or self.desk.speaker.ask(
            _("这里改的、选的还没有导入。真的不要了吗？"), _("不要了"), _("回去接着选")
        )

    def _make_widgets(self) -> None:
        self.pages = QStackedWidget()
        self.fault = label("", "bad", wrap=True)
        self.fault.hide()
        self.invite = EmptyState(self.invitation, [(_("选择文件…"), self.choose_file)], "file-spreadsheet")
        self.file_name = label("", "h2")
        self.facts = label("", "hint")
        self.facts.setMinimumWidth(0)
        self.other_file = button(_("换一个文件…"), "folder-open")
        self.notice = label("", "notice", wrap=True)
        self.tab_pages = QStackedWidget()
        self.save_problems = button(_("问题行另存为表格…"), "download")
        self.cancel = button(_("取消"))
        self.cancel.clicked.connect(self.reject)
        self.ok = button(_("导入"), primary=True)

    def _lay_out(self) -> None:
        # From the outside in: whatever is moved takes up its style anew, with all that it holds.
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 22, 16)
        column.setSpacing(GAP_PX)
        column.addWidget(self.pages, 1)
        invitation, preview, self.result_card = Card(margins_px=14), QWidget(), Card(margins_px=14)
        for page in (invitation, preview, self.result_card):
            self.pages.addWidget(page)
        invitation.column.addWidget(self.fault)
        invitation.column.addWidget(self.invite, 1)
        self._lay_out_preview(preview)
        self.bottom = row_of(self.save_problems, None, self.cancel, self.ok)
        column.addLayout(self.bottom)
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else QSize(_WIDEST_PX, _HIGHEST_PX)
        fit_to_screen(
            self,
            min(scaled(_WIDTH_PX), _WIDEST_PX, max(room.width(), _LEAST_WIDTH_PX)),
            min(scaled(_HEIGHT_PX), _HIGHEST_PX, max(room.height(), _LEAST_HEIGHT_PX)),
        )

    def _lay_out_preview(self, preview: QWidget) -> None:
        self._preview = QVBoxLayout(preview)
        self._preview.setContentsMargins(0, 0, 0, 0)
        self._preview.setSpacing(GAP_PX)
        self._preview.addLayout(row_of(self.file_name, 6, self.facts, None, self.other_file))
        self._preview.addWidget(self.notice)

    def _begin_tabs(self) -> None:
        if not self.tabs:
            self.tabs = {COLUMNS_TAB: (_("栏目"), self.columns), **self.make_tabs()}
            later(self, self.lay_out_tabs)

    def lay_out_tabs(self) -> None:
        """Make the tabs and put them into the window, unless they are there."""
        if self.tab_pages.count():
            return
        self._begin_tabs()
        self.tab_bar = Segmented([(key, word, "") for key, (word, _widget) in self.tabs.items()])
        self.tab_bar.chosen.connect(self._on_tab)
        self._preview.addLayout(row_of(self.tab_bar, None))
        card = Card()
        self._preview.addWidget(card, 1)
        card.column.addWidget(self.tab_pages)
        for _word, widget in self.tabs.values():
            self.tab_pages.addWidget(widget)
        self._tab_through_bottom()

    def _tab_through_bottom(self) -> None:
        """Tab comes to the buttons at the bottom after everything in the tabs, though they are older."""
        last = self.previousInFocusChain() or self
        while last.focusPolicy() == Qt.FocusPolicy.NoFocus:
            last = last.previousInFocusChain() or self
        placed = (self.bottom.itemAt(place).widget() for place in range(self.bottom.count()))
        tab_through(last, *(each for each in placed if isinstance(each, QPushButton)))

    def _on_tab(self, key: object) -> None:
        self.tab_pages.setCurrentWidget(self.tabs[str(key)][1])

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self.tab_bar.set_value(key)
        self._on_tab(key)

    def show_counts(self, counts: Mapping[str, int], *, planned: bool) -> None:
        """Write the numbers on the tabs; without a plan only the headings can be seen."""
        for place, (key, (word, _widget)) in enumerate(self.tabs.items()):
            self.tab_bar.buttons[place].setText(f"{word} {counts[key]}" if key in counts else word)
            self.tab_bar.buttons[place].setEnabled(planned or key == COLUMNS_TAB)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.waiting and self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        if path is not None and not self.waiting:
            event.acceptProposedAction()
            if self.may_lose_choices():
                self.load(path)

    def _dropped(self, event: QDropEvent) -> Path | None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return next((path for path in paths if path.suffix.lower() in _SUFFIXES), None)

    def reject(self) -> None:
        # While a file is read or written, 取消 of the progress stops it; the dialog stays for what comes of it.
        if not self.waiting and (self.pages.currentIndex() != PREVIEW or self.may_lose_choices()):
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.waiting:
            event.ignore()
        else:
            super().closeEvent(event)
