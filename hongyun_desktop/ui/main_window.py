# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: tabs of the features, what stands above and below them, and the menus.

The list of features stands here. Pages are built when they are first seen.
"""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.changes import Topic
from hongyun_desktop.text import _
from hongyun_desktop.ui import menus
from hongyun_desktop.ui.desk_actions import closing, operator_form, status
from hongyun_desktop.ui.features import honours, points, roster
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Feature, FeaturePage
from hongyun_desktop.ui.kit.parts import clear_layout
from hongyun_desktop.ui.kit.search_box import Hit
from hongyun_desktop.ui.kit.side_tabs import SideTabs
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.top_bar import TopBar

FEATURES: Sequence[Feature] = (roster.FEATURE, points.FEATURE, honours.FEATURE)
_STATUS_EVERY_MS = 60_000
_USUAL_SIZE, _LARGE_SCREEN = QSize(1366, 768), QSize(1500, 860)


class _Place(QWidget):
    """Where a page goes once it is first seen."""

    def __init__(self, build: Callable[[], QWidget]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._build = build
        self._page: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def page(self) -> QWidget:
        if self._page is None:
            self._page = self._build()
            self._column.addWidget(self._page)
            # A layout shows what it is given a moment later: until then the page's keys would do nothing.
            self._page.show()
        return self._page

    def rebuild(self) -> None:
        """Let the page be made anew, as in another type size."""
        clear_layout(self._column)
        self._page = None


class MainWindow(QMainWindow):
    """One open store on the screen. `reopen` asks the application to open another file, or the same one again."""

    reopen = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, state: WindowState) -> None:
        super().__init__()
        self.desk, self._state = desk, state
        desk.speaker.host = self
        self._may_close = False
        self.top = TopBar(desk)
        self.tabs = SideTabs()
        self.tabs.set_top(self.top)
        self.setCentralWidget(self.tabs)
        for number, feature in enumerate(FEATURES):
            place = _Place(lambda feature=feature: feature.build(desk))
            tip = f"{feature.title}　{feature.subtitle}（Ctrl+{number + 1}）"
            self.tabs.add_page(place, feature.title, feature.icon, tip)
        self.menus = menus.Menus(self, desk, FEATURES, self.tabs, self.set_type_size, self.reopen.emit)
        self._backup = QLabel()
        self._hidden = QLabel(_("已遮住姓名、电话和标签，按 F9 显示"))
        self._where = QLabel()
        self._fill_status_bar()
        self._connect()
        self.setMinimumSize(860, 480)
        if not state.place(self):
            self._take_room()
        self._show_tab(
            max(
                0,
                [feature.key for feature in FEATURES].index(state.tab())
                if state.tab() in {f.key for f in FEATURES}
                else 0,
            )
        )
        self._refresh_names()

    def _take_room(self) -> None:
        """The first time: all of a small screen, a good part of a large one."""
        room = self.screen().availableSize()
        self.resize(_USUAL_SIZE.boundedTo(room))
        if room.width() <= _LARGE_SCREEN.width() or room.height() <= _LARGE_SCREEN.height():
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _fill_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self._hidden.hide()
        bar.addWidget(self._backup)
        bar.addWidget(self._hidden)
        bar.addPermanentWidget(self._where)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.top.search.picked.connect(self._on_hit)
        self.top.size_chosen.connect(self.set_type_size)
        self.top.operator_asked.connect(lambda: operator_form.ask_operator(self.desk, self))
        self.top.own_data_asked.connect(lambda: self.reopen.emit(None))
        self.desk.opening.connect(self.go)
        self.desk.privacy.changed.connect(self._hidden.setVisible)
        self.desk.watch(self, {Topic.SETTINGS, Topic.OPERATOR}, self._refresh_names)
        for keys in ("Ctrl+K", "Ctrl+F"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.focus_search)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.refresh_status)
        self._clock.start(_STATUS_EVERY_MS)
        self.desk.jobs.state_changed.connect(self.refresh_status)

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self.top.search.setFocus()
        self.top.search.selectAll()

    def _on_hit(self, hit: Hit) -> None:
        self.desk.go(hit.kind, hit.id)

    def go(self, kind: str, record_id: int) -> None:
        """Open the page responsible for a kind of record, and show the record."""
        for number, feature in enumerate(FEATURES):
            if kind in feature.shows:
                self._show_tab(number)
                cast(FeaturePage, self.page(number)).show_record(kind, record_id)

    def _show_tab(self, number: int) -> None:
        self.tabs.setCurrentIndex(number)
        self._on_tab(number)

    def page(self, number: int) -> QWidget:
        """The page of a tab, built now if it was never seen."""
        place = self.tabs.widget(number)
        assert isinstance(place, _Place)
        return place.page()

    def current_feature(self) -> Feature:
        """The feature whose page is in front."""
        return FEATURES[self.tabs.currentIndex()]

    def _on_tab(self, number: int) -> None:
        self.page(number)
        self._state.keep_tab(FEATURES[number].key)

    def set_type_size(self, base_px: int) -> None:
        """Show everything in another type size; pages are made anew, because they measure as they are made."""
        if base_px == theme.base_px():
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, base_px)
        self._state.keep_base_px(base_px)
        self.top.sizes.set_value(base_px)
        self.menus.show_size(base_px)
        self.menus.forget_help()
        for number in range(len(FEATURES)):
            place = self.tabs.widget(number)
            assert isinstance(place, _Place)
            place.rebuild()
        self.page(self.tabs.currentIndex())
        self.top.reload()
        self.tabs.refit()
        self._fit()

    def _refresh_names(self) -> None:
        self.setWindowTitle(_("{compound} · 鸿运桌面").format(compound=settings.committee(self.desk.store).compound))
        self.refresh_status()

    def refresh_status(self) -> None:
        """Say anew when the last backup was made."""
        facts = status.status_facts(self.desk.store)
        self._backup.setText(facts.last_backup)
        self._where.setText(facts.database)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        compact = self.width() < theme.compact_below_px()
        self.tabs.set_compact(compact)
        self.top.set_compact(compact)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            self._state.keep_place(self)
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        closing.close(self.desk, self, self._close_now)

    def _close_now(self) -> None:
        self._may_close = True
        self.close()
