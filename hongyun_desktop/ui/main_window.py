# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: tabs of the features, what stands above and below them, and the menus.

The list of features stands here. Pages are built when they are first seen.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QStackedWidget, QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.changes import Topic
from hongyun_desktop.text import _
from hongyun_desktop.ui import menus
from hongyun_desktop.ui.desk_actions import daily, status
from hongyun_desktop.ui.features import honours, points, rectification, roster, teams
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Feature, FeaturePage
from hongyun_desktop.ui.kit.parts import set_role
from hongyun_desktop.ui.kit.side_tabs import SideTabs
from hongyun_desktop.ui.kit.turns import later
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.locking import Locking
from hongyun_desktop.ui.page_place import PagePlace
from hongyun_desktop.ui.top_bar import TopBar

if TYPE_CHECKING:
    from hongyun_desktop.core.search import Hit
    from hongyun_desktop.ui.desk_actions.lock_page import LockPage
    from hongyun_desktop.ui.type_size import TypeSize

FEATURES: Sequence[Feature] = (
    roster.FEATURE, points.FEATURE, honours.FEATURE, teams.FEATURE, rectification.FEATURE,
)  # fmt: skip
_STATUS_EVERY_MS = 60_000
_USUAL_SIZE, _LARGE_SCREEN = QSize(1366, 768), QSize(1500, 860)


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
        self._views = QStackedWidget()
        self._views.addWidget(self.tabs)
        self.setCentralWidget(self._under_banner())
        self._lock_page: LockPage | None = None
        self._type_size: TypeSize | None = None
        for number, feature in enumerate(FEATURES):
            place = PagePlace(lambda parent, feature=feature: feature.build(desk, parent))
            tip = f"{feature.title}　{feature.subtitle}（Ctrl+{number + 1}）"
            self.tabs.add_page(place, feature.title, feature.icon, tip)
        self.menus = menus.Menus(
            self, desk, FEATURES, self.tabs, self.set_type_size, self.reopen.emit, lambda: self.locking.lock()
        )
        self._backup, self._operator, self._where = QLabel(), QLabel(), QLabel()
        self._recovery = QPushButton(self)
        self._hidden = QLabel(_("已遮住姓名、电话和标签，按 F9 显示"))
        # Before these have a style: to give one another role later, Python has to know all of Qt's styles.
        self._refresh_names()
        self._fill_status_bar()
        self._connect()
        self.setMinimumSize(860, 480)
        if not state.place(self):
            self._take_room()
        self.locking = Locking(desk, self._cover, self._renew_pages, self)
        self.locking.begin()
        keys = [feature.key for feature in FEATURES]
        self._show_tab(keys.index(state.tab()) if state.tab() in keys else 0)

    def _under_banner(self) -> QWidget:
        """What the window shows, below word of its damage where a database is only looked at."""
        if not self.desk.store.rescued:
            return self._views
        from hongyun_desktop.ui.desk_actions import rescue_banner

        return rescue_banner.under_banner(rescue_banner.RescueBanner(self.desk, self.reopen.emit, self), self._views)

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
        set_role(self._recovery, "warning")
        self._recovery.setToolTip(_("点这里照着纸打一遍。纸要是丢了，在“资料 ▸ 资料的锁…”里换一把。"))
        bar.addWidget(self._backup)
        bar.addWidget(self._recovery)
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
        self.daily = daily.DailyBackup(self.desk, self)
        self.daily.made.connect(self.refresh_status)
        self.desk.jobs.state_changed.connect(self.refresh_status)
        if self.desk.store.database.key is not None:
            from hongyun_desktop.ui.desk_actions.key_reminder import KeyReminder

            self.reminder = KeyReminder(self.desk, self, self._state, self.refresh_status)
            self._recovery.clicked.connect(self.reminder.ask_now)

    def _ask_operator(self) -> None:
        from hongyun_desktop.ui.desk_actions import operator_form

        operator_form.ask_operator(self.desk, self)

    @property
    def lock_page(self) -> "LockPage":
        """What stands here while nobody is signed in; made when it is first needed."""
        if self._lock_page is None:
            from hongyun_desktop.ui.desk_actions.lock_page import LockPage

            self._lock_page = made = LockPage(self.desk)
            made.signed_in.connect(self.locking.let_in)
            made.help_asked.connect(lambda: self.menus.open_help("operators"))
            made.close_asked.connect(self.close)
            self._views.addWidget(made)
        return self._lock_page

    def _cover(self, covered: bool) -> None:
        """Show the lock page and nothing else, or everything again."""
        self._finish_type_size()
        self.menuBar().setVisible(not covered)
        self.statusBar().setVisible(not covered)
        self._views.setCurrentWidget(self.lock_page if covered else self.tabs)
        if covered:
            self.lock_page.begin()
        else:
            self._show_tab(self.tabs.currentIndex())
            self.refresh_status()

    def _renew_pages(self) -> None:
        """Make the pages anew for another person: what one may see and do is decided as a page is made."""
        for number in range(len(FEATURES)):
            cast(PagePlace, self.tabs.widget(number)).drop()
        self.page(self.tabs.currentIndex())

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self.top.search.setFocus()
        self.top.search.selectAll()

    def _on_hit(self, hit: "Hit") -> None:
        self.desk.go(hit.kind, hit.id)

    def go(self, kind: str, record_id: int) -> None:
        """Open the page responsible for a kind of record, and show the record."""
        for number, feature in enumerate(FEATURES):
            if kind in feature.shows:
                self._show_on(number, kind, record_id)

    def _show_on(self, number: int, kind: str, record_id: int) -> None:
        self._finish_type_size()
        place = self._place(number)
        stood = place.is_made

        def show() -> None:
            cast(FeaturePage, place.page()).show_record(kind, record_id)

        def stand() -> None:
            place.page()
            # What a view takes up again has its turn first: else that would be shown in the end.
            later(place, show)

        self._show_tab(number)
        if stood:
            show()
        else:
            later(place, stand)

    def _show_tab(self, number: int) -> None:
        self.tabs.setCurrentIndex(number)
        self._on_tab(number)

    def page(self, number: int) -> QWidget:
        """The page of a tab, built now if it was never seen."""
        self._finish_type_size()
        return self._place(number).page()

    def _place(self, number: int) -> PagePlace:
        place = self.tabs.widget(number)
        assert isinstance(place, PagePlace)
        return place

    def _on_tab(self, number: int) -> None:
        if self.locking.covered:
            return
        self._state.keep_tab(FEATURES[number].key)
        if self._type_size is None or not self._type_size.is_changing:
            self._place(number).begin()

    def set_type_size(self, base_px: int) -> None:
        """Show everything in another type size; pages are made anew, because they measure as they are made."""
        if self._type_size is None:
            from hongyun_desktop.ui.type_size import TypeSize

            self._type_size = TypeSize(self, self.tabs, self.locking, self._let_go, self._refit)
        if base_px != self._type_size.base_px:
            self._state.keep_base_px(base_px)
            self.top.sizes.set_value(base_px)
            self.menus.show_size(base_px)
            self._type_size.change(base_px)

    def _finish_type_size(self) -> None:
        if self._type_size is not None:
            self._type_size.finish()

    def _let_go(self) -> None:
        """Of what is made anew when it is needed; `lock_page` is not in sight."""
        self.menus.forget_help()
        if self._lock_page is not None:
            self._views.removeWidget(self._lock_page)
            self._lock_page.deleteLater()
            self._lock_page = None

    def _refit(self) -> None:
        """Measure anew what stays."""
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
        self._recovery.setText(facts.recovery)
        self._recovery.setVisible(bool(facts.recovery))
        self._operator.setText(facts.operator)
        self._where.setText(facts.database)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.locking.presence.listen(self.windowHandle())

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
