# SPDX-License-Identifier: GPL-3.0-or-later
"""report: what was put right in a quarter, as the window's 整治报告 makes it."""

from functools import partial
from pathlib import Path

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import opened
from hongyun_desktop.core import exporting
from hongyun_desktop.core.audit import noting
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.rectification import reports, tasks
from hongyun_desktop.core.rectification.paper_words import pictured
from hongyun_desktop.core.rectification.report_content import ReportContent
from hongyun_desktop.core.rectification.rules import Period
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.exchange.paper_photos import contents_for_paper
from hongyun_desktop.text import _

_WORKBOOK, _DOCUMENT, _PAPER = ".xlsx", ".docx", ".pdf"


def add(commands: "Commands[Parser]") -> None:
    """Register the command."""
    parser = commands.add_parser("report", parents=[common()], help=_("一个季度的整治报告，存成 PDF、Excel 或 Word"))
    parser.add_argument("--quarter", required=True, metavar="2026Q3", help=_("季度"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help=_("也可以是 .xlsx 或 .docx"))
    parser.set_defaults(run=report, parser=parser)


def report(options: Options) -> Outcome:
    """Write the report on the tasks raised in the quarter; what kind of file, its name says. Who took it is journaled.

    JSON: quarter, tasks, pages (0 where there are none to count).
    """
    quarter, kind = Quarter.parse(options.quarter), options.out.suffix.lower()
    if kind not in (_WORKBOOK, _DOCUMENT, _PAPER):
        options.parser.error(_("--out 的文件名要以 .pdf、.xlsx 或 .docx 结尾"))
    period = Period(quarter.starts_on, quarter.ends_on)
    with opened(options) as store:
        store.demand(Right.PRINT if kind == _PAPER else Right.EXPORT)
        content = reports.content(store, period, reports.title_of(store, period))
        pages = _write(store, content, options.out, kind)
        if kind == _PAPER:
            noting.note(store, "paper_saved", what=_("整治报告"))
        else:
            exporting.record(store, _("整治报告"))
    sentence = _("{title}（{count} 项任务）存在 {file}，操作记录里记了一笔。").format(
        title=content.title, count=len(content.tasks), file=options.out.name
    )
    return Outcome({"quarter": quarter.code, "tasks": len(content.tasks), "pages": pages}, [sentence])


def _write(store: Store, content: ReportContent, path: Path, kind: str) -> int:
    if kind == _WORKBOOK:
        from hongyun_desktop.exchange import rectification_workbook

        cards = [tasks.get_task(store, each.row.task_id) for each in content.tasks]
        rectification_workbook.write_report(content, path, cards)
        return 0
    wanted = {sha256 for task in pictured(content) for sha256 in task.photos}
    contents = contents_for_paper(wanted, partial(keeping.content_of, store))
    if kind == _DOCUMENT:
        from hongyun_desktop.exchange import report_docx

        report_docx.write(content, contents, path)
        return 0
    from hongyun_desktop.documents import rectification_report

    return rectification_report.write(content, contents, path)
