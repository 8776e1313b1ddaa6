# SPDX-License-Identifier: GPL-3.0-or-later
"""A page as a declaration: what it lists, how it filters, what may be done with a row. Knows no feature."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.listing import Query, Window
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.page_actions import PageAction, RowAction
from hongyun_desktop.ui.kit.table_rows import Column

if TYPE_CHECKING:
    # Forms are imported when one is opened: a list stands without them.
    from hongyun_desktop.ui.kit.fields import Field

Row = TypeVar("Row")


@frozen
class Filter:
    """One filter above a table. everything: how "all" reads (全部楼栋); choices: (value, text) each."""

    key: str
    everything: str
    choices: Callable[[Store], Sequence[tuple[Any, str]]]


@frozen(kw_only=True)
class PageSpec(Generic[Row]):
    """All that makes a page of one table.

    load: the rows that fit a query; is_long: whether that is work for beside the window; shown: told of the query and
    how many rows came. save, remove: core calls; with `fields` and `values` they give the page add, edit
    and delete. saved_id: the record that `save` wrote, so that a new one is selected. detail: makes the panel at the
    right, a widget with `show_row(row or None)`. search: what the search field asks for, short enough for a narrow
    window; search_tip: all that it finds. empty_actions: buttons of the empty state. framed: False for a table
    inside a page that has its own header. detail_em: how wide the panel is.
    """

    key: str
    title: str
    topics: Iterable[Topic]
    load: Callable[[Store, Query], Window[Row]]
    columns: Sequence[Column[Row]]
    empty: str
    is_long: Callable[[Store, Query], bool] | None = None
    shown: Callable[[Query, int], object] | None = None
    fields: "Sequence[Field]" = ()
    values: Callable[[Row], Mapping[str, Any]] | None = None
    save: Callable[[Store, Mapping[str, Any], Row | None], Changed] | None = None
    saved: str = ""
    saved_id: Callable[[Changed], int] | None = None
    actions: Sequence[RowAction[Row]] = ()
    page_actions: Sequence[PageAction] = ()
    empty_actions: Sequence[PageAction] = ()
    filters: Sequence[Filter] = ()
    subtitle: Callable[[Store], str] | None = None
    search: str = ""
    search_tip: str = ""
    detail: Callable[[Desk], Any] | None = None
    detail_em: float = 19.0
    multi: bool = False
    icon: str = "list"
    activate: Callable[[Desk, Row, QWidget], object] | None = None
    activating: Right | None = None
    framed: bool = field(default=True)
