# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be done on a page or with a row of it: declarations, and their buttons and menus. Knows no feature."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.icons import icon as icon_of
from hongyun_desktop.ui.kit.parts import button

Row = TypeVar("Row")


def _always(_row: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class RowAction(Generic[Row]):
    """Something to be done with the selected row; when: whether it may be done with this one."""

    text: str
    run: Callable[[Desk, Row, QWidget], object]
    icon: str = ""
    shortcut: str = ""
    when: Callable[[Row], bool] = _always
    writes: bool = True


@dataclass(frozen=True, slots=True)
class PageAction:
    """A button of the page; with `menu` it opens these instead of running."""

    text: str
    run: Callable[[Desk, QWidget], object] = lambda _desk, _parent: None
    icon: str = ""
    shortcut: str = ""
    primary: bool = False
    writes: bool = True
    menu: "tuple[PageAction, ...]" = ()


def page_button(desk: Desk, action: PageAction, parent: QWidget) -> QPushButton:
    """The button of a page action, with its menu where it has one."""
    made = button(action.text, action.icon, primary=action.primary)
    if action.menu:
        menu = QMenu(made)
        for each in action.menu:
            item = menu.addAction(icon_of(each.icon) if each.icon else icon_of("chevron-right"), each.text)
            item.triggered.connect(lambda _checked=False, each=each: each.run(desk, parent))
            if each.shortcut:
                # Shown beside the item, but heard by the page: Qt would hear an item's own key behind other pages,
                # and a second time once its menu was opened.
                item.setText(f"{each.text}\t{each.shortcut}")
                QShortcut(QKeySequence(each.shortcut), parent).activated.connect(item.trigger)
            if each.writes:
                desk.guard(item)
        made.setMenu(menu)
        made.setText(action.text + "   ")
        return made
    made.clicked.connect(lambda: action.run(desk, parent))
    if action.shortcut:
        shortcut = QShortcut(QKeySequence(action.shortcut), parent)
        shortcut.activated.connect(made.click)
        made.setToolTip(f"{action.text}（{action.shortcut}）")
    if action.writes:
        desk.guard(made)
    return made


def menu_of(desk: Desk, actions: Sequence[RowAction[Row]], row: Row, parent: QWidget) -> QMenu:
    """A row's actions as a menu; those that may not be done with it are grey."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in actions:
        item: QAction = menu.addAction(icon_of(action.icon) if action.icon else icon_of("chevron-right"), action.text)
        item.setEnabled(action.when(row) and not (action.writes and desk.jobs.writing))
        item.triggered.connect(lambda _checked=False, action=action: action.run(desk, row, parent))
    return menu
