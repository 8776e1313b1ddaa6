# SPDX-License-Identifier: GPL-3.0-or-later
"""A page of several views under one header, each made when it is first opened. Knows no feature.

A view may have `tools`, which stand in the page's own line while it is in front; one that is `framed_tools` brings a
line with buttons of its own, and the page's line gives way to it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.feature import Lasting, awaited
from hongyun_desktop.ui.kit.parts import PageHeader, Segmented, row_of, tab_through
from hongyun_desktop.ui.kit.tool_line import ToolLine
from hongyun_desktop.ui.kit.turns import later


class ViewsPage(QWidget):
    """views: key, text and icon of each. A subclass makes them in `make_view` and ends its own making with `begin`."""

    # While a view is made that will take up in a moment how one stood, until which it may stay empty.
    awaits = False

    def __init__(
        self, desk: Desk, title: str, views: Sequence[tuple[str, str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        self.header = PageHeader(title)
        self.views = Segmented(views)
        self.header.right.addWidget(self.views)
        self.panes: dict[object, QWidget] = {}
        self.stack = QStackedWidget()

    def begin(self, first: str, buttons: Sequence[QWidget] = ()) -> None:
        """Lay the page out with its buttons at the right of the tools, and open the first view, or what stood."""
        standing = awaited(self.parentWidget())
        if standing is not None:
            first = standing[0]
            self.views.set_value(first)
        column = QVBoxLayout(self)
        column.setContentsMargins(*theme.PAGE_MARGINS_PX)
        column.setSpacing(theme.GAP_PX)
        self.tool_line = ToolLine(buttons)
        column.addWidget(self.header)
        column.addWidget(self.tool_line)
        column.addWidget(self.stack, 1)
        self.views.chosen.connect(self.open_view)
        self.awaits = standing is not None
        self.open_view(first)
        self.awaits = False

    def make_view(self, key: object) -> QWidget:
        """The pane of a view, made in the stack; called once for each."""
        raise NotImplementedError

    def pane(self, key: object) -> QWidget:
        """The pane of a view, made now if it was never opened."""
        if key not in self.panes:
            made = self.make_view(key)
            self.panes[key] = made
            self.stack.addWidget(made)
            self._add_tools(getattr(made, "tools", None) or QWidget())
        return self.panes[key]

    def open_view(self, key: object) -> None:
        """Bring a view to the front."""
        pane = self.pane(key)
        self.stack.setCurrentWidget(pane)
        self.tool_line.tools.setCurrentIndex(self.stack.currentIndex())
        self.tool_line.setVisible(not getattr(pane, "framed_tools", False))

    def ask(self, key: object, act: Callable[[Any], object]) -> None:
        """Bring a view to the front and do something with its pane; a moment later where it had to be made or read."""
        stood = self.views.value() == key
        self.views.set_value(key)
        pane = self.pane(key)
        if stood:
            act(pane)
        else:
            later(pane, lambda: act(pane))

    def _add_tools(self, tools: QWidget) -> None:
        holder = QWidget()
        holder.setLayout(row_of(tools, None))
        self.tool_line.tools.addWidget(holder)
        # Made after the page, they would come last; Tab follows the eye.
        stops = [
            each for each in tools.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is self.window()
        ]  # fmt: skip
        tab_through(self.views.buttons[-1], *stops)

    def standing(self) -> tuple[object, Any]:
        """How the page stands: the view in front, and how that stands."""
        view = self.views.value()
        pane = self.pane(view)
        return view, pane.standing() if isinstance(pane, Lasting) else None

    def take_up(self, standing: tuple[object, Any]) -> None:
        """Stand as another such page did."""
        view, inner = standing
        self.views.set_value(view)
        pane = self.pane(view)
        if isinstance(pane, Lasting):
            # A view that was made just now has no size yet, and could not be scrolled.
            later(pane, lambda: pane.take_up(inner))
