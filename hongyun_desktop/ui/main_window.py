# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: tabs of the features, what stands above and below them, and the menus.

The list of features stands here. Pages are built when they are first seen.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.changes import Topic
from hongyun_desktop.text import _
from hongyun_desktop.ui import menus
from hongyun_desktop.ui.desk_actions import status
from hongyun_desktop.ui.features import honours, points, roster
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Feature, FeaturePage, Lasting
from hongyun_desktop.ui.kit.parts import clear_layout, set_role
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
        self._standing: Any = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        # Between a page's making and what it takes up again, keys and mouse are looked for.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._take_up)

    def page(self) -> QWidget:
        """The page as it is to be seen."""
        page = self.begin()
        self._take_up()
        return page

    def begin(self) -> QWidget:
        """The page, which takes up a moment later what was noted of the one before it."""
        if self._page is None:
            self._page = self._build()
            self._column.addWidget(self._page)
            # A layout shows what it is given a moment later: until then the page's keys would do nothing.
            self._page.show()
            self._rest.start()
        return self._page

    def _take_up(self) -> None:
        self._rest.stop()
        if self._standing is not None and isinstance(self._page, Lasting):
            self._column.activate()
            self._page.take_up(self._standing)
            self._standing = None

    def note(self) -> None:
        """Note how the page stands, while it is still as somebody saw it."""
        if isinstance(self._page, Lasting) and self._standing is None:
            self._standing = self._page.standing()

    def drop(self) -> None:
        """Let the page be made anew, as in another type size, and stand as was noted."""
        gone, self._page = self._page, None
        clear_layout(self._column)
        if gone is not None:
            QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)


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
        self._operator = QLabel()
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
        bar.addPermanentWidget(self._operator)
        bar.addPermanentWidget(self._where)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.top.search.picked.connect(self._on_hit)
        self.top.size_chosen.connect(self.set_type_size)
        self.top.operator_asked.connect(self._ask_operator)
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

    def _ask_operator(self) -> None:
        from hongyun_desktop.ui.desk_actions import operator_form

        operator_form.ask_operator(self.desk, self)

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
        return self._place(number).page()

    def _place(self, number: int) -> _Place:
        place = self.tabs.widget(number)
        assert isinstance(place, _Place)
        return place

    def current_feature(self) -> Feature:
        """The feature whose page is in front."""
        return FEATURES[self.tabs.currentIndex()]

    def _on_tab(self, number: int) -> None:
        self._place(number).begin()
        self._state.keep_tab(FEATURES[number].key)

    def set_type_size(self, base_px: int) -> None:
        """Show everything in another type size; pages are made anew, because they measure as they are made."""
        if base_px == theme.base_px():
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        places = [self._place(number) for number in range(len(FEATURES))]
        for place in places:
            place.note()
        for place in places:
            # Gone at once: another style takes longer for the old pages than to make the new one.
            place.drop()
        theme.apply(app, base_px)
        self._state.keep_base_px(base_px)
        self.top.sizes.set_value(base_px)
        self.menus.show_size(base_px)
        self.menus.forget_help()
        # The old pages are gone and all that is left has its style: the page in front comes a moment later.
        QTimer.singleShot(0, self, lambda: self._on_tab(self.tabs.currentIndex()))
        self.top.reload()
        self.tabs.refit()
        self._fit()

    def _refresh_names(self) -> None:
        self.setWindowTitle(_("{compound} · 鸿运桌面").format(compound=settings.committee(self.desk.store).compound))
        self.refresh_status()

    def refresh_status(self) -> None:
        """Say anew when the last backup was made, and who is at the desk."""
        facts = status.status_facts(self.desk.store)
        self._backup.setText(facts.last_backup)
        set_role(self._backup, "warning" if facts.reminds else "")
        self._operator.setText(facts.operator)
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
        from hongyun_desktop.ui.desk_actions import closing

        closing.close(self.desk, self, self._close_now)

    def _close_now(self) -> None:
        self._may_close = True
        # Qt does nothing for a close that is asked for while another is being answered, as in the demo.
        QTimer.singleShot(0, self, self.close)
