# SPDX-License-Identifier: GPL-3.0-or-later
"""What hands do with 登记服务 in tests: opening it, adding people, reading its table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.points.attendance_rows import HOURS, NAME, POINTS, STATE
from hongyun_desktop.ui.features.points.service_form import ServiceForm, open_service_form
from hongyun_desktop.ui.kit.desk import Desk
from tests.core.points.neighbourhood import settle


def move_in(store: Store) -> list[int]:
    """钟晓芳 and 钟小明 in 3-2-1102, 王秀英 in 3-2-902."""
    return [
        *settle(store, "3", "2", "1102", "钟晓芳", "钟小明", phones=("13812345678",)),
        *settle(store, "3", "2", "902", "王秀英"),
    ]


def shown(qtbot: QtBot, desk: Desk, page: QWidget, activity_id: int | None = None) -> ServiceForm:
    """The form on the screen; it outlives its closing, so that a test can look at it."""
    made = open_service_form(desk, page, activity_id)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made, before_close_func=forget_changes)
    return made


def forget_changes(widget: QWidget) -> None:
    """Nothing is asked when a test ends."""
    assert isinstance(widget, ServiceForm)
    widget.rows.load([])
    widget._saved = widget._state()


def put_in(qtbot: QtBot, form: ServiceForm, words: str) -> None:
    """Type ASCII words into the search of the form and press Enter."""
    qtbot.keyClicks(form.search, words)
    qtbot.keyClick(form.search, Qt.Key.Key_Return)


def lines(form: ServiceForm) -> list[tuple[str, str, str, str]]:
    """Name, hours, state and points as the table shows them."""
    return [
        tuple(form.rows.index(place, column).data() for column in (NAME, HOURS, STATE, POINTS))
        for place in range(form.rows.rowCount())
    ]
