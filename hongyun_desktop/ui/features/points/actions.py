# SPDX-License-Identifier: GPL-3.0-or-later
"""What the buttons of the points pages do: each opens a form, writes a file or shows a paper."""

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core import exporting
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.points import passbook
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points import standings
from hongyun_desktop.ui.features.points.figures import STAR_WORDS
from hongyun_desktop.ui.features.points.standings import Board
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.noted_paper import show_noted
from hongyun_desktop.ui.kit.places import saved_as


def record_service(desk: Desk, parent: QWidget) -> None:
    """登记服务."""
    from hongyun_desktop.ui.features.points.service_form import open_service_form

    open_service_form(desk, parent)


def import_sign_in(desk: Desk, parent: QWidget) -> None:
    """导入签到表."""
    from hongyun_desktop.ui.features.points.sign_in_import import open_sign_in_import

    open_sign_in_import(desk, parent)


def print_passbook(desk: Desk, parent: QWidget, resident_id: int) -> None:
    """Show a person's 积分存折, to be printed or saved; either is journaled."""
    from hongyun_desktop.documents.passbook import write_passbook

    try:
        made = passbook.passbook(desk.store, resident_id)
    except AppError as error:
        desk.refused(error)
        return

    name = file_name(desk, _("积分存折"), made.name, today(desk.store.clock).isoformat())
    show_noted(desk, parent, _("积分存折"), lambda path, progress: write_passbook(made, path, progress), name)


def export_ranking(desk: Desk, shown: Board) -> None:
    """Ask where, write the ranking as a workbook, and journal it."""
    name = file_name(desk, _("积分排名"), shown.quarter.title, ending="xlsx")
    path = desk.speaker.save_file(_("导出排名"), name, _("Excel 表格 (*.xlsx)"))
    if path is None:
        return

    def work(_progress: Progress) -> None:
        from hongyun_desktop.exchange.workbook import TableSheet, write_table

        desk.store.demand(Right.EXPORT)

        headings = [_("名次"), _("姓名"), _("住址"), _("积分"), _("小时"), _("星级")]
        rows = [_cells(line) for line in _lines(desk, shown)]
        if shown.published:
            headings.append(_("更正后"))
            rows = [(*row, "" if each.points_now is None else each.points_now)
                    for row, each in zip(rows, shown.standings, strict=True)]  # fmt: skip
        write_table(path, [TableSheet(shown.quarter.title, headings, rows)])

    def done(_nothing: None) -> None:
        sentence = _("导出 {count} 人的排名，存成{file}。").format(count=len(shown.standings), file=saved_as(path))
        what = _("{quarter}积分排名").format(quarter=shown.quarter.title)
        desk.act(lambda: exporting.record(desk.store, what), sentence)

    desk.jobs.start(_("正在导出排名"), work, done)


def _lines(desk: Desk, shown: Board) -> list[standings.BoardLine]:
    window = standings.window(desk.store, shown)
    return list(window.fetch(window.ids))


def _cells(line: standings.BoardLine) -> tuple[str | int | float, ...]:
    each = line.standing
    place = "" if each.place is None else each.place
    return (place, each.name, line.dwelling, each.points, round(each.minutes / 60, 1), STAR_WORDS[line.stars])
