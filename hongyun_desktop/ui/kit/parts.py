# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pieces that pages and dialogs are made of. Imports Qt, theme and icons only; knows no store."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hongyun_desktop.ui.kit.fade import Fade
from hongyun_desktop.ui.kit.icons import icon as icon_of
from hongyun_desktop.ui.kit.theme import COLOURS, scaled

_ICON_PX = 18
_ICON_ROOM_PX = 4  # between an icon and its text, on top of what Qt leaves
_FRAME_PX = QSize(16, 44)  # what a window's title and borders take beside its content


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A line of text; roles: h1 h2 hint key num problem, and the grounds notice warning bad good.

    A wrapped label may be narrower than its text.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role after it was shown."""
    if _restyle(widget, "role", role):
        # A label takes up the margins of its role only at a change of style.
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def mark_problem(line: QWidget, *, problem: bool) -> None:
    """Frame what somebody has to look at again, or take the frame away."""
    _restyle(line, "problem", "true" if problem else "false")


def _restyle(widget: QWidget, name: str, value: str) -> bool:
    """Whether the widget had a style by now, and took up another; else it has or will get the right one."""
    has_style = widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished) and (widget.property(name) or "") != value
    widget.setProperty(name, value)
    if has_style:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return has_style


def button(text: str, icon: str = "", *, primary: bool = False, link: bool = False) -> QPushButton:
    """A push button; primary: the one thing to do here; link: looks like text."""
    made = QPushButton(text)
    if primary or link:
        made.setProperty("role", "primary" if primary else "link")
    if icon:
        set_icon(made, icon, COLOURS.surface if primary else COLOURS.text_soft)
    # Enter in a field must not press whichever button comes first.
    made.setAutoDefault(False)
    return made


def set_icon(made: QAbstractButton, name: str, colour: str, on: str | None = None) -> None:
    """Give a button an icon at the type size in force, with some room before its text."""
    side, room = scaled(_ICON_PX), scaled(_ICON_ROOM_PX) if made.text() else 0
    made.setIcon(icon_of(name, colour, on, side, room))
    made.setIconSize(QSize(side + room, side))


def allow(control: QWidget, why_not: str, tip: str = "") -> None:
    """Switch a control on, or off with the reason as its tool tip; tip: what it says while it is on."""
    control.setEnabled(not why_not)
    control.setToolTip(why_not or tip)


def rule() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


def row_of(*widgets: QWidget | int | None, spacing_px: int = 8) -> QHBoxLayout:
    """Widgets side by side; a number is a gap of so many pixels, None takes up the slack."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing_px)
    for each in widgets:
        if each is None:
            layout.addStretch(1)
        elif isinstance(each, int):
            layout.addSpacing(each)
        else:
            layout.addWidget(each)
    return layout


def tab_through(*widgets: QWidget) -> None:
    """Let Tab go through widgets of one window in this order; made later than others, they would come last."""
    for one, following in pairwise(widgets):
        QWidget.setTabOrder(one, following)


def clear_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        inner = item.layout()
        if isinstance(inner, QVBoxLayout | QHBoxLayout):
            clear_layout(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def room_on_screen(dialog: QWidget) -> QSize:
    """How large the content of a dialog can be where its screen ends, in pixels."""
    return dialog.screen().availableSize() - _FRAME_PX


def fit_to_screen(dialog: QWidget, width_px: int, height_px: int) -> None:
    """Give a dialog its first size, or as much of it as the screen has; its content must scroll then."""
    layout = dialog.layout()
    if layout is not None:
        # What is hidden by now must not keep the dialog from being low.
        layout.activate()
    dialog.resize(QSize(width_px, height_px).boundedTo(room_on_screen(dialog)))


class Card(QFrame):
    """A white sheet with a border; `column` is its layout."""

    def __init__(self, parent: QWidget | None = None, *, margins_px: int = 1) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margins_px, margins_px, margins_px, margins_px)
        self.column.setSpacing(0)


class _Inside(QWidget):
    """What scrolls: its width says how high its wrapped text is, not the narrow column that Qt supposes."""

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(size.width(), 0) if self.hasHeightForWidth() else size


class Scrolled(QScrollArea):
    """A column that scrolls up and down when it is higher than its place; `column` is its layout."""

    def __init__(self, parent: QWidget | None = None, *, margins_px: int = 0, spacing_px: int = 8) -> None:
        super().__init__(parent)
        # Qt's own fills its ground.
        self.setViewport(QWidget())
        inside = _Inside()
        inside.setObjectName("scrolled")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(margins_px, margins_px, margins_px, margins_px)
        self.column.setSpacing(spacing_px)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        Fade(self)

    def minimumSizeHint(self) -> QSize:
        # Qt's own is several lines high, even around a single one.
        least, inside = super().minimumSizeHint(), self.widget().sizeHint()
        return QSize(least.width(), min(least.height(), inside.height()))


class Shortened(QLabel):
    """One line that may be as narrow as need be: what has no room ends in …, and the tool tip has it whole."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def shown_text(self) -> str:
        """As much of the text as there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown, left = self.shown_text(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        QPainter(self).drawText(self.contentsRect(), left, shown)
        self.setToolTip("" if shown == self.text() else self.text())


class PageHeader(QWidget):
    """A page's name, what it counts, and at the right whatever switches the view (`right`)."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label(title, "h1")
        self.subtitle = Shortened("hint")
        self.right = QHBoxLayout()
        self.right.setSpacing(8)
        line = row_of(self.title, 4)
        line.addWidget(self.subtitle, 1)
        line.addLayout(self.right)
        self.setLayout(line)


class Segmented(QWidget):
    """A few choices side by side, one of them taken; `chosen` tells its value."""

    chosen = Signal(object)

    def __init__(
        self, options: Sequence[tuple[object, str, str]], value: object = None, parent: QWidget | None = None
    ) -> None:
        """options: (value, text, icon name or empty); the first is taken unless `value` says otherwise."""
        super().__init__(parent)
        self._values = [value for value, _text, _icon in options]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        line = row_of(spacing_px=0)
        self.setLayout(line)
        self.buttons: list[QPushButton] = []
        for number, (_value, text, icon_name) in enumerate(options):
            made = QPushButton(text)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setProperty("role", "segment")
            made.setProperty("end", _end(number, len(options)))
            if icon_name:
                set_icon(made, icon_name, COLOURS.text_soft, COLOURS.primary)
            self._group.addButton(made, number)
            self.buttons.append(made)
            line.addWidget(made)
        self.buttons[self._values.index(value) if value in self._values else 0].setChecked(True)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def value(self) -> object:
        """The value of the choice taken; None where none is."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def clear(self) -> None:
        """Take none of the choices, and tell nobody."""
        self._group.setExclusive(False)
        for each in self.buttons:
            each.setChecked(False)
        self._group.setExclusive(True)

    def set_value(self, value: object) -> None:
        """Take a choice and tell of it, as a click would."""
        if value != self.value():
            self.buttons[self._values.index(value)].setChecked(True)
            self.chosen.emit(value)


def _end(number: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if number == 0 else "last" if number == count - 1 else "middle"
