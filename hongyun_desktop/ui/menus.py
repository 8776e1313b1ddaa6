# SPDX-License-Identifier: GPL-3.0-or-later
"""The menus: what belongs to no page, and every key that works everywhere.

Imports core rules, the kit and desk actions only. An action is imported when it is asked for: the window stands before
anybody opens a menu.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from hongyun_desktop import paths
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import privacy, theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Feature
from hongyun_desktop.ui.kit.side_tabs import SideTabs

if TYPE_CHECKING:
    from hongyun_desktop.ui.desk_actions.step import Reopen
    from hongyun_desktop.ui.kit.help import HelpWindow

_Choose = Callable[[int], object]
_HELP_KEY = "F1"


class Menus:
    """The menu bar of the main window.

    tabs: whose pages 查看 lists. choose_size: shows everything in another type size. reopen: takes a step for when
    the database is closed.
    """

    def __init__(
        self,
        window: QMainWindow,
        desk: Desk,
        features: Sequence[Feature],
        tabs: SideTabs,
        choose_size: _Choose,
        reopen: "Reopen",
        lock: Callable[[], object],
    ) -> None:
        self._window, self._desk, self._features, self._tabs = window, desk, features, tabs
        self._choose_size, self._reopen, self._lock = choose_size, reopen, lock
        self._help: HelpWindow | None = None
        bar = window.menuBar()
        self.file = bar.addMenu(_("文件(&F)"))
        self.data = bar.addMenu(_("资料(&D)"))
        self.edit = bar.addMenu(_("编辑(&E)"))
        self.view = bar.addMenu(_("查看(&V)"))
        self.help = bar.addMenu(_("帮助(&H)"))
        for menu in (self.file, self.data, self.edit, self.view, self.help):
            menu.setToolTipsVisible(True)
        desk.committee_asked.connect(self._committee)
        self._fill_file()
        self._fill_data()
        self._fill_edit()
        self._fill_view()
        self._fill_help()

    def _add(
        self,
        menu: QMenu,
        text: str,
        run: Callable[[], object],
        keys: str = "",
        *,
        writes: bool = False,
        right: Right | None = None,
    ) -> QAction:
        action = menu.addAction(text)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: run())
        if writes or right is not None:
            self._desk.guard(action, right=right, writes=writes)
        return action

    def _fill_file(self) -> None:
        menu = self.file
        self._add(menu, _("导出…"), self._export, writes=True, right=Right.EXPORT)
        menu.addSeparator()
        self._add(menu, _("自管委资料…"), self._committee, writes=True, right=Right.SETTINGS)
        self._add(menu, _("换经办人…"), self._operator, writes=True)
        self._add(menu, _("改我的密码…"), self._password, writes=True)
        self._add(menu, _("锁定"), self._lock, "Ctrl+L")
        menu.addSeparator()
        self._add(menu, _("退出"), self._window.close, "Ctrl+Q")

    def _fill_data(self) -> None:
        menu = self.data
        self._add(menu, _("备份到 U 盘"), self._back_up_to_stick, "Ctrl+B", right=Right.BACK_UP)
        self._add(menu, _("备份到别处…"), self._back_up, right=Right.BACK_UP)
        self._add(menu, _("从备份找回…"), self._restore, writes=True, right=Right.RESTORE)
        self._add(menu, _("检查资料"), self._check)
        self._add(menu, _("资料的锁…"), self._data_lock, writes=True, right=Right.KEYS)
        menu.addSeparator()
        self._add(menu, _("经办人管理…"), self._operators, right=Right.OPERATORS)
        self._add(menu, _("操作记录…"), self._audit, right=Right.AUDIT)
        menu.addSeparator()
        self._add(menu, _("打印个人信息告知书…"), self._notice)
        self._add(menu, _("打印收集表告知…"), self._short_notices)
        menu.addSeparator()
        self._add(menu, _("移交给下一届…"), self._hand_over, writes=True, right=Right.HAND_OVER)

    def _back_up_to_stick(self) -> None:
        from hongyun_desktop.ui.desk_actions import stick_dialog

        stick_dialog.ask_stick(self._desk, self._window)

    def _data_lock(self) -> None:
        from hongyun_desktop.ui.desk_actions import data_lock

        data_lock.ask_lock(self._desk, self._window, self._reopen)

    def _notice(self) -> None:
        from hongyun_desktop.ui.desk_actions import notice

        notice.show_notice(self._desk, self._window)

    def _short_notices(self) -> None:
        from hongyun_desktop.ui.desk_actions import notice

        notice.show_short_notices(self._desk, self._window)

    def _hand_over(self) -> None:
        from hongyun_desktop.ui.desk_actions import handover

        handover.ask_handover(self._desk, self._window)

    def _back_up(self) -> None:
        from hongyun_desktop.ui.desk_actions import backups

        backups.ask_back_up(self._desk, self._window)

    def _restore(self) -> None:
        from hongyun_desktop.ui.desk_actions import restoring

        restoring.ask_restore(self._desk, self._window, self._reopen)

    def _check(self) -> None:
        from hongyun_desktop.ui.desk_actions import checking

        checking.check(self._desk, self._window, self._reopen)

    def _export(self) -> None:
        from hongyun_desktop.ui.desk_actions import exporting

        exporting.ask_export(self._desk, self._window)

    def _committee(self, field: str = "") -> None:
        from hongyun_desktop.ui.desk_actions import committee_form

        committee_form.ask_committee(self._desk, self._window, field)

    def _operator(self) -> None:
        from hongyun_desktop.ui.desk_actions import operator_form

        operator_form.ask_operator(self._desk, self._window)

    def _password(self) -> None:
        from hongyun_desktop.ui.desk_actions import password_form

        password_form.ask_own(self._desk, self._window)

    def _operators(self) -> None:
        from hongyun_desktop.ui.desk_actions import operators_dialog

        operators_dialog.show_operators(self._desk, self._window)

    def _audit(self) -> None:
        from hongyun_desktop.ui.desk_actions import audit_dialog

        audit_dialog.show_audit(self._desk, self._window)

    def _fill_edit(self) -> None:
        self.undo = self._add(self.edit, _("撤销"), self._desk.undo, "Ctrl+Z")
        self.redo = self._add(self.edit, _("重做"), self._desk.redo, "Ctrl+Y")
        # What it would take back is looked up when somebody looks: the keys find out for themselves.
        self.edit.aboutToShow.connect(self._name_steps)
        self.edit.aboutToHide.connect(self._free_steps)

    def _name_steps(self) -> None:
        from hongyun_desktop.core.store import journal
        from hongyun_desktop.messages.journal import unit_sentence

        store = self._desk.store
        for action, word, entry in (
            (self.undo, _("撤销"), journal.undoable(store)),
            (self.redo, _("重做"), journal.redoable(store)),
        ):
            done = journal.origin(store, entry) if entry else None
            action.setText(f"{word}：{unit_sentence(done.code, done.params)}" if done else word)
            action.setEnabled(done is not None and not self._desk.jobs.writing)

    def _free_steps(self) -> None:
        """A key must work again without the menu having been opened in between."""
        self.undo.setEnabled(True)
        self.redo.setEnabled(True)

    def _fill_view(self) -> None:
        for number, feature in enumerate(self._features):
            keys = f"Ctrl+{(number + 1) % 10}"
            self._add(self.view, feature.title, lambda number=number: self._tabs.setCurrentIndex(number), keys)
        self.view.addSeparator()
        hide = self._add(self.view, _("遮住姓名、电话和标签"), self._desk.privacy.toggle, privacy.KEY)
        hide.setCheckable(True)
        self._desk.privacy.changed.connect(hide.setChecked)
        sizes = self.view.addMenu(_("字号"))
        group = QActionGroup(sizes)
        self.sizes: dict[int, QAction] = {}
        for name, px in theme.SIZES_PX.items():
            action = self._add(sizes, name, lambda px=px: self._choose_size(px))
            action.setCheckable(True)
            action.setChecked(px == theme.base_px())
            group.addAction(action)
            self.sizes[px] = action
        self._add(sizes, _("大一号"), lambda: self._step_size(+1), "Ctrl+=")
        self._add(sizes, _("小一号"), lambda: self._step_size(-1), "Ctrl+-")

    def _step_size(self, by: int) -> None:
        sizes = list(self.sizes)
        # The one that is ticked: it may still be on its way.
        chosen = next(place for place, action in enumerate(self.sizes.values()) if action.isChecked())
        self._choose_size(sizes[min(max(chosen + by, 0), len(sizes) - 1)])

    def show_size(self, base_px: int) -> None:
        """Tick the type size in force."""
        self.sizes[base_px].setChecked(True)

    def _fill_help(self) -> None:
        self._add(self.help, _("这一页怎么用"), self.open_help, _HELP_KEY)
        self._desk.privacy.listening.connect(self._help_in)
        self._add(self.help, _("快捷键"), lambda: self.open_help("keys"))
        self._add(self.help, _("打印使用说明…"), self._guide)
        self.help.addSeparator()
        self._add(self.help, _("打开出错记录的文件夹"), self._open_log_folder)
        self._add(self.help, _("关于鸿运桌面"), self._about)

    def _guide(self) -> None:
        from hongyun_desktop.ui import guide

        guide.show_guide(self._desk, self._window)

    def _about(self) -> None:
        from hongyun_desktop.ui.desk_actions import about

        about.show_about(self._desk, self._window)

    def open_help(self, key: str = "") -> "HelpWindow":
        """The help window at a page, or at that of the feature in front."""
        if self._help is None:
            self._help = self._new_help(self._window)
        self._help.open_at(key or self._features[self._tabs.currentIndex()].key)
        return self._help

    def _help_in(self, dialog: QWidget) -> None:
        """Let the key open the page behind a dialog, in a window of the dialog's own: others are barred by it."""

        def open_beside() -> None:
            from hongyun_desktop.ui.kit.help import HelpWindow

            beside = dialog.findChild(HelpWindow) or self._new_help(dialog)
            beside.open_at(self._features[self._tabs.currentIndex()].key)

        QShortcut(QKeySequence(_HELP_KEY), dialog, open_beside)

    def _new_help(self, parent: QWidget) -> "HelpWindow":
        from hongyun_desktop.ui import help_pages
        from hongyun_desktop.ui.kit.help import HelpWindow

        return HelpWindow(help_pages.pages(self._features), parent)

    def forget_help(self) -> None:
        """Let the help window go, as after a change of type size."""
        if self._help is not None:
            self._help.close()
            self._help.deleteLater()
            self._help = None

    def _open_log_folder(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        folder = paths.state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._desk.speaker.refuse(_("这台电脑打不开文件夹窗口。出错记录在 {folder}").format(folder=folder))
