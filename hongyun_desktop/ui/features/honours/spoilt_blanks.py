# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of spoilt blanks of one print run: what it lists, and the form that adds to it later."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.honours import printing
from hongyun_desktop.core.honours.printing import MOST_SPOILT, SpoiltReason, SpoiltRow
from hongyun_desktop.core.listing import Window
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.print_question import REASONS, sheet_text
from hongyun_desktop.ui.features.honours.print_sheets import Sheet
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import ChoiceField, NumberField
from hongyun_desktop.ui.kit.form import RecordForm, Values
from hongyun_desktop.ui.kit.parts import Card, button, label, row_of
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column

_MOST_ROWS = 2
_COLUMNS: tuple[Column[SpoiltRow], ...] = (
    Column(_("时间"), lambda row: datetime.fromisoformat(row.at).strftime("%m-%d %H:%M"), width=6.2),
    Column(_("印到哪一张"), lambda row: row.number, width=13.2),
    Column(_("张数"), lambda row: row.sheets, width=2.2, align=Align.RIGHT),
    Column(_("怎么坏的"), lambda row: REASONS[row.reason]),
    Column(_("经办人"), lambda row: row.operator, width=6, priority=1),
)


class SpoiltCard(Card):
    """The spoilt blanks of a run, hidden while there is no run; `add` is the button that notes more."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.heading = label("", "key")
        self.add = button(_("补记印坏的…"), link=True)
        self.table: TableView[SpoiltRow] = TableView(_COLUMNS, desk.privacy)
        self.table.setAccessibleName(_("印坏的纸"))
        line = row_of(self.heading, None, self.add)
        line.setContentsMargins(12, 4, 8, 4)
        self.column.addLayout(line)
        self.column.addWidget(self.table)

    def show_run(self, run_id: int | None) -> None:
        """Show what a run spoilt."""
        self.setVisible(run_id is not None)
        rows = printing.spoilt_of(self._desk.store, run_id) if run_id is not None else []
        count = sum(row.sheets for row in rows)
        self.heading.setText(_("印坏的纸：{count} 张").format(count=count) if rows else _("没有印坏的纸。"))
        self.table.setVisible(bool(rows))
        self.table.setMinimumHeight(round(theme.row_height_px() * 2.2))
        self.table.setMaximumHeight(round(theme.row_height_px() * (min(len(rows), _MOST_ROWS) + 1.2)))
        self.table.show_window(Window.of(rows, lambda row: row.spoilt_id))


def open_spoilt_form(desk: Desk, run_id: int, sheets: Sequence[Sheet], parent: QWidget) -> RecordForm:
    """Ask which sheet cost blanks, how many and why."""
    fields = (
        ChoiceField(
            name="certificate_id",
            label=_("印哪一张时坏的"),
            choices=[(sheet.row.certificate_id, sheet_text(sheet)) for sheet in sheets],
            private=True,
        ),
        NumberField(name="sheets", label=_("坏了几张"), required=True, low=1, high=MOST_SPOILT, unit=_("张")),
        ChoiceField(name="reason", label=_("怎么坏的"), choices=tuple(REASONS.items())),
    )

    def save(values: Values) -> Changed:
        reason = SpoiltReason(values["reason"])
        return printing.record_spoilt(desk.store, run_id, values["certificate_id"], values["sheets"] or 0, reason)

    form = RecordForm(desk, _("补记印坏的纸"), fields, {"sheets": 1}, save, _("印坏的纸记下了。"), parent)
    form.open()
    return form
