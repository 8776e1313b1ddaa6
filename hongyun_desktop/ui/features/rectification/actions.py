# SPDX-License-Identifier: GPL-3.0-or-later
"""What the page's buttons do: each opens a form or a dialog, or writes a file."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core import exporting
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.rectification import listing, totals
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification.task_form import open_new_task
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.places import saved_as

if TYPE_CHECKING:
    from hongyun_desktop.ui.features.rectification.page import RectificationPage


def new_task(desk: Desk, page: "RectificationPage") -> QWidget:
    """新增整治任务; the new one is chosen in the list afterwards."""
    return open_new_task(desk, page, lambda task_id: page.show_record("task", task_id))


def import_ledger(desk: Desk, parent: QWidget) -> None:
    """导入台账."""
    from hongyun_desktop.ui.features.rectification.importing import open_task_import

    open_task_import(desk, parent)


def make_report(desk: Desk, parent: QWidget) -> QWidget:
    """报告."""
    from hongyun_desktop.ui.features.rectification.report_dialog import open_reports

    return open_reports(desk, parent)


def export_tasks(desk: Desk, query: Query) -> None:
    """Ask where, write the tasks that the list shows with their totals as a workbook, and journal it."""
    name = file_name(desk, _("整治台账"), ending="xlsx")
    path = desk.speaker.save_file(_("导出整治台账"), name, _("Excel 表格 (*.xlsx)"))
    if path is None:
        return

    def work(progress: Progress) -> int:
        from hongyun_desktop.exchange import task_ledger

        desk.store.demand(Right.EXPORT)
        window = listing.window(desk.store, query)
        rows = list(window.fetch(window.ids))
        task_ledger.write(rows, totals.totals(desk.store), path)
        progress(1, 1)
        return len(rows)

    def done(count: int) -> None:
        sentence = _("导出 {count} 条任务，存成{file}。").format(count=count, file=saved_as(path))
        desk.act(lambda: exporting.record(desk.store, _("整治台账")), sentence, undo=False)

    desk.jobs.start(_("正在导出台账"), work, done)
