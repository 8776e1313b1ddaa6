# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report becomes: papers that are looked at first, a workbook, and a document that can be edited."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core import exporting
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.rectification import tasks
from hongyun_desktop.core.rectification.paper_words import period_name, pictured
from hongyun_desktop.core.rectification.report_content import ReportContent
from hongyun_desktop.core.rectification.rules import Period
from hongyun_desktop.core.settings import committee
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.rectification.paper_photos import photos_for_paper, photos_of_report
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.noted_paper import show_noted
from hongyun_desktop.ui.kit.places import saved_as

REPORT, COMPARISON, SHEETS = _("整治报告"), _("整治前后对比"), _("整治任务单")


@frozen
class Source:
    """What a report is made from. make: its content, on the worker: a long period takes more than a moment."""

    make: Callable[[], ReportContent]
    period: Period

    def file(self, desk: Desk, what: str, ending: str = "pdf") -> str:
        """How a file of it is called."""
        return file_name(desk, what, period_name(self.period).replace(" ", ""), ending=ending)


def _ids(content: ReportContent) -> list[int]:
    return [each.row.task_id for each in content.tasks]


def show_report(desk: Desk, parent: QWidget, source: Source) -> None:
    """整治报告 as a paper."""

    def write(path: Path, progress: Progress) -> object:
        from hongyun_desktop.documents import rectification_report

        content = source.make()
        contents = photos_of_report(desk.store, pictured(content), progress)
        return rectification_report.write(content, contents, path)

    show_noted(desk, parent, REPORT, write, source.file(desk, REPORT))


def show_comparison(desk: Desk, parent: QWidget, source: Source, per_page: int) -> None:
    """前后对比, two or four pairs a page."""

    def write(path: Path, progress: Progress) -> object:
        from hongyun_desktop.documents import comparison_sheet

        content = source.make()
        contents = photos_of_report(desk.store, content.tasks, progress)
        rows = keeping.photos_of_tasks(desk.store, _ids(content))
        days = {row.sha256: row.taken_on for some in rows.values() for row in some if row.taken_on}
        return comparison_sheet.write(content, contents, per_page, path, days)

    show_noted(desk, parent, COMPARISON, write, source.file(desk, COMPARISON))


def show_sheets(desk: Desk, parent: QWidget, source: Source) -> None:
    """任务单 of every task of the period."""

    def write(path: Path, progress: Progress) -> object:
        from hongyun_desktop.documents import task_sheet

        ids = _ids(source.make())
        rows, contents = photos_for_paper(desk.store, ids, progress)
        cards = [tasks.get_task(desk.store, each) for each in ids]
        return task_sheet.write(cards, rows, contents, committee(desk.store), path)

    show_noted(desk, parent, SHEETS, write, source.file(desk, SHEETS))


def save_workbook(desk: Desk, _parent: QWidget, source: Source) -> None:
    """The report as a workbook."""

    def write(path: Path, _progress: Progress) -> None:
        from hongyun_desktop.exchange import rectification_workbook

        content = source.make()
        cards = [tasks.get_task(desk.store, each) for each in _ids(content)]
        rectification_workbook.write_report(content, path, cards)

    _save(desk, source.file(desk, REPORT, "xlsx"), _("Excel 表格 (*.xlsx)"), write)


def save_docx(desk: Desk, _parent: QWidget, source: Source) -> None:
    """The report as a document that can be edited."""

    def write(path: Path, progress: Progress) -> None:
        from hongyun_desktop.exchange import report_docx

        content = source.make()
        contents = photos_of_report(desk.store, pictured(content), progress)
        report_docx.write(content, contents, path)

    _save(desk, source.file(desk, REPORT, "docx"), _("Word 文件 (*.docx)"), write)


def _save(desk: Desk, name: str, patterns: str, write: Callable[[Path, Progress], None]) -> None:
    path = desk.speaker.save_file(_("保存报告"), name, patterns)
    if path is None:
        return

    def work(progress: Progress) -> None:
        desk.store.demand(Right.EXPORT)
        write(path, progress)

    def done(_nothing: None) -> None:
        sentence = _("报告存成{file}。").format(file=saved_as(path))
        desk.act(lambda: exporting.record(desk.store, _("整治报告")), sentence, undo=False)

    desk.jobs.start(_("正在写报告"), work, done)
