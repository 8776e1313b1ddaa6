# SPDX-License-Identifier: GPL-3.0-or-later
"""The table: rows by pages, selection by id, what a narrow window leaves out, F9."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication

from hongyun_desktop.core.listing import Window
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.pills import Chip, PillDelegate
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.table import TableView, WholeRows
from hongyun_desktop.ui.kit.table_rows import Align, Column, WindowModel


@dataclass(frozen=True)
class Person:
    person_id: int
    name: str
    points: int


COLUMNS: tuple[Column[Person], ...] = (
    Column("名次", lambda row: row.person_id, align=Align.RIGHT, width=3),
    Column("姓名", lambda row: row.name, private=True, sort="name"),
    Column("积分", lambda row: row.points, width=4, priority=1, sort="points"),
    Column("标签", lambda _row: "", width=6, priority=2, chips=lambda _row: (Chip("党员"),), private=True),
)


def _people(count: int) -> Window[Person]:
    return Window.of(
        [Person(number, f"居民{number}", number * 10) for number in range(1, count + 1)], lambda p: p.person_id
    )


@pytest.fixture
def table(qtbot: Any) -> TableView[Person]:
    made = TableView(COLUMNS, Privacy(), multi=True)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def test_the_model_is_a_sound_one(qtbot: Any, qtmodeltester: Any) -> None:
    model = WindowModel(COLUMNS, Privacy())
    model.show(_people(450))
    qtmodeltester.check(model)


def test_rows_are_fetched_by_pages_and_only_those_in_view() -> None:
    asked: list[Sequence[int]] = []

    def fetch(ids: Sequence[int]) -> Sequence[Person]:
        asked.append(ids)
        return [Person(each, str(each), 0) for each in ids]

    model = WindowModel(COLUMNS, Privacy())
    model.show(Window(range(100_000), fetch))
    assert model.index(50_000, 1).data() == "50000"
    assert model.index(50_010, 1).data() == "50010"
    assert [len(ids) for ids in asked] == [50]


def test_a_row_that_is_gone_leaves_the_others_in_their_places() -> None:
    model = WindowModel(COLUMNS, Privacy())
    model.show(Window((1, 2, 3), lambda ids: [Person(each, str(each), 0) for each in ids if each != 2]))
    assert [model.index(place, 1).data() for place in range(3)] == ["1", "", "3"]


def test_the_selection_follows_the_record_when_other_rows_come(table: TableView[Person]) -> None:
    table.show_window(_people(50))
    assert table.select_id(30)
    table.show_window(Window.of([Person(99, "新来的", 1), Person(30, "居民30", 300)], lambda p: p.person_id))
    assert table.selected_ids() == [30]


def test_whoever_watches_hears_that_the_selected_record_is_gone(table: TableView[Person]) -> None:
    table.show_window(_people(5))
    table.select_id(3)
    heard: list[Any] = []
    table.chosen.connect(heard.append)
    table.show_window(_people(2))
    assert heard[-1] is None


def test_a_click_on_a_heading_sorts_and_a_second_turns_it_round(qtbot: Any, table: TableView[Person]) -> None:
    heard: list[tuple[str, bool]] = []
    table.sorted.connect(lambda key, descending: heard.append((key, descending)))
    header = table.horizontalHeader()
    for _ in range(2):
        where = header.sectionPosition(2) + 5
        qtbot.mouseClick(
            header.viewport(),
            Qt.MouseButton.LeftButton,
            pos=header.viewport().rect().topLeft() + type(header.viewport().rect().topLeft())(where, 8),
        )
    assert heard == [("points", False), ("points", True)]


def test_enter_opens_the_row(qtbot: Any, table: TableView[Person]) -> None:
    table.show_window(_people(5))
    table.select_id(4)
    opened: list[Person] = []
    table.activated_row.connect(opened.append)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert [row.person_id for row in opened] == [4]


def test_ctrl_c_copies_what_is_seen(qtbot: Any, table: TableView[Person]) -> None:
    table.show_window(_people(5))
    table.select_id(2)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "2\t居民2\t20\t"


def test_private_columns_are_dots_while_personal_data_is_hidden(qtbot: Any) -> None:
    privacy = Privacy()
    model = WindowModel(COLUMNS, privacy)
    model.show(_people(3))
    privacy.toggle()
    assert model.index(0, 1).data() == "••••"
    assert model.index(0, 3).data(PillDelegate.ROLE) == ()
    assert model.index(0, 2).data() == "10"


def test_a_pill_on_the_chosen_row_keeps_its_shape(table: TableView[Person]) -> None:
    table.show_window(_people(3))
    edges: list[list[QColor]] = []
    for chosen in (2, 1):
        table.select_id(chosen)
        cell = table.visualRect(table.model().index(0, 3))
        picture = table.viewport().grab(cell).toImage()
        edges.append([picture.pixelColor(x, cell.height() // 2) for x in range(8, 12)])
    ink, ground = QColor(Chip("").ink), QColor(theme.COLOURS.tint_strong)
    plain, outlined = (min(abs(pixel.lightness() - ink.lightness()) for pixel in each) for each in edges)
    assert outlined < plain
    assert outlined < abs(ink.lightness() - ground.lightness()) / 3


def test_a_narrow_table_leaves_out_the_least_important_columns_first(table: TableView[Person]) -> None:
    table.resize(300, 300)
    assert table.isColumnHidden(2)
    table.resize(900, 300)
    assert not any(table.isColumnHidden(number) for number in range(4))


def test_columns_share_what_is_left_where_none_asks_for_it(qtbot: Any) -> None:
    made = TableView((COLUMNS[0], COLUMNS[2]), Privacy())
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    widths = [made.columnWidth(number) for number in range(2)]
    assert sum(widths) == made.viewport().width()
    assert min(widths) > 250


def test_a_column_with_nothing_to_say_is_left_out_until_it_has(table: TableView[Person]) -> None:
    table.leave_out("标签")
    assert [table.isColumnHidden(number) for number in range(4)] == [False, False, False, True]
    table.leave_out()
    assert not table.isColumnHidden(3)


def test_a_title_is_never_wider_than_its_column(qtbot: Any) -> None:
    made: TableView[Person] = TableView((Column("第几张", lambda row: row.points, width=1), COLUMNS[1]), Privacy())
    qtbot.addWidget(made)
    made.show()
    assert made.columnWidth(0) >= made.horizontalHeader().sectionSizeHint(0)


def test_a_column_has_room_for_its_characters_in_the_largest_type(qtbot: Any, qapp: QApplication) -> None:
    columns: tuple[Column[Person], ...] = (
        Column("姓名", lambda row: row.name, width=4), Column("备注", lambda _row: ""),
    )  # fmt: skip
    theme.apply(qapp, 20)
    try:
        table = TableView(columns, Privacy())
        qtbot.addWidget(table)
        table.resize(700, 400)
        table.show()
        table.show_window(Window.of([Person(1, "国国国国", 1)], lambda person: person.person_id))
        # As much as the style sheet keeps free at either side of a cell in this size.
        padding_px = 2 * round(10 * 20 / 15)
        assert table.columnWidth(0) - padding_px >= QFontMetrics(table.font()).horizontalAdvance("国国国国")
    finally:
        theme.apply(qapp, theme.SMALLEST_PX)


def test_the_places_of_few_and_of_many_rows_are_found_and_those_gone_left_out() -> None:
    model = WindowModel(COLUMNS, Privacy())
    model.show(Window([5, 3, 9, 1], lambda ids: [Person(each, str(each), 0) for each in ids]))
    assert model.places_of([9, 4, 5]) == [2, 0]
    assert model.places_of(range(20)) == [3, 1, 0, 2]
    assert model.place_of(4) is None


def test_a_table_in_a_low_room_cuts_no_row(qtbot: Any) -> None:
    table: TableView[Person] = TableView(COLUMNS, Privacy())
    room = WholeRows(table)
    qtbot.addWidget(room)
    table.show_window(_people(40))
    room.resize(500, 333)
    room.show()
    rows_px = theme.row_height_px()
    qtbot.waitUntil(lambda: 0 < table.viewport().height() < 333)
    assert table.viewport().height() % rows_px == 0
    room.resize(500, 333 + rows_px)
    qtbot.waitUntil(lambda: table.height() > 333 - rows_px)
    assert table.viewport().height() % rows_px == 0


def test_rows_of_two_lines_have_the_room(qtbot: Any) -> None:
    table: TableView[Person] = TableView(COLUMNS, Privacy(), lines=2)
    qtbot.addWidget(table)
    table.show_window(_people(2))
    assert table.wordWrap()
    assert table.rowHeight(0) >= 2 * table.fontMetrics().lineSpacing()
