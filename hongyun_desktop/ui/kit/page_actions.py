# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be done on a page or with a row of it: declarations, and their buttons and menus. Knows no feature."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.icons import icon as icon_of
from hongyun_desktop.ui.kit.parts import button

Row = TypeVar("Row")


def _always(_row: Any) -> bool:
    return True


@frozen
class RowAction(Generic[Row]):
    """Something to be done with the selected row; when: whether it may be done with this one.

    right: what it asks for; by default to write, and nothing where it does not write.
    """

    text: str
    run: Callable[[Desk, Row, QWidget], object]
    icon: str = ""
    shortcut: str = ""
    when: Callable[[Row], bool] = _always
    writes: bool = True
    right: Right | None = None

    @property
    def asks_for(self) -> Right | None:
        """The right that it needs."""
        return self.right or (Right.WRITE if self.writes else None)


@frozen
class PageAction:
    """A button of the page; with `menu` it opens these instead of running. right: as in `RowAction`."""

    text: str
    run: Callable[[Desk, QWidget], object] = lambda _desk, _parent: None
    icon: str = ""
    shortcut: str = ""
    primary: bool = False
    writes: bool = True
    menu: "tuple[PageAction, ...]" = ()
    right: Right | None = None

    @property
    def asks_for(self) -> Right | None:
        """The right that it needs."""
        return self.right or (Right.WRITE if self.writes else None)


def page_button(desk: Desk, action: PageAction, parent: QWidget) -> QPushButton:
    """The button of a page action, with its menu where it has one."""
    made = button(action.text, action.icon, primary=action.primary)
    if action.menu:
        menu = QMenu(made)
        menu.setToolTipsVisible(True)
        for each in action.menu:
            item = menu.addAction(each.text)
            menu.aboutToShow.connect(lambda item=item, each=each: item.setIcon(_icon_of(each)))
            item.triggered.connect(lambda _checked=False, each=each: each.run(desk, parent))
            if each.shortcut:
                # Shown beside the item, but heard by the page: Qt would hear an item's own key behind other pages,
                # and a second time once its menu was opened.
                item.setText(f"{each.text}\t{each.shortcut}")
                QShortcut(QKeySequence(each.shortcut), parent).activated.connect(item.trigger)
            _guard(desk, each, item)
        made.setMenu(menu)
        made.setText(action.text + "   ")
        return made
    made.clicked.connect(lambda: action.run(desk, parent))
    if action.shortcut:
        shortcut = QShortcut(QKeySequence(action.shortcut), parent)
        shortcut.activated.connect(made.click)
        made.setToolTip(f"{action.text}（{action.shortcut}）")
    _guard(desk, action, made)
    return made


def _icon_of(action: PageAction | RowAction[Any]) -> QIcon:
    return icon_of(action.icon or "chevron-right")


def _guard(desk: Desk, action: PageAction, control: QWidget | QAction) -> None:
    if action.writes or action.right is not None:
        desk.guard(control, right=action.asks_for, writes=action.writes)


def menu_of(desk: Desk, actions: Sequence[RowAction[Row]], row: Row, parent: QWidget) -> QMenu:
    """A row's actions as a menu; those that may not be done with it, or not by whoever is there, are grey."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    for action in actions:
        item: QAction = menu.addAction(_icon_of(action), action.text)
        why_not = desk.why_not(action.asks_for, writes=action.writes)
        item.setEnabled(action.when(row) and not why_not)
        if why_not:
            item.setToolTip(why_not)
        item.triggered.connect(lambda _checked=False, action=action: action.run(desk, row, parent))
    return menu
