# SPDX-License-Identifier: GPL-3.0-or-later
"""The measured lines of a task as a table, as long as it takes. Imports neither peewee nor PySide6."""

from collections.abc import Iterator, Sequence

from hongyun_desktop.core.rectification.quantities import Quantity, quantity_text
from hongyun_desktop.documents.form_page import Strip
from hongyun_desktop.documents.form_strips import table
from hongyun_desktop.documents.list_cells import Align, TextCell
from hongyun_desktop.documents.list_page import Column

_COLUMNS = (
    Column("项目", 62), Column("单位", 22), Column("计划", 30), Column("完成", 30), Column("验收", 30),
)  # fmt: skip


def quantity_table(lines: Sequence[Quantity]) -> Iterator[Strip]:
    """A row for each line: what is counted, its unit, planned, done and accepted."""
    return table(_COLUMNS, [_cells(line) for line in lines], 7.0)


def _cells(line: Quantity) -> tuple[TextCell, ...]:
    amounts = (line.planned_milli, line.done_milli, line.accepted_milli)
    return (
        TextCell(line.item or "见问题描述"), TextCell(line.unit, align=Align.CENTRE),
        *(TextCell(quantity_text(each), align=Align.RIGHT) for each in amounts),
    )  # fmt: skip
