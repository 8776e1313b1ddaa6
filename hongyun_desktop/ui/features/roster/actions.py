# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be done besides changing and moving: a note, the head of a household, taking out, erasing, exporting."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.roster import residents, settling
from hongyun_desktop.core.roster.cards import ResidentCard
from hongyun_desktop.core.roster.rules import HEAD_OF_HOUSEHOLD
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.roster import asking
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.places import saved_as


@frozen
class MenuEntry:
    """One line of the menu 更多."""

    text: str
    icon: str
    run: Callable[[], object]
    right: Right = Right.WRITE


def more(desk: Desk, parent: QWidget, card: ResidentCard) -> Sequence[MenuEntry]:
    """What else may be done with a person."""
    found = [MenuEntry(_("写备注…"), "sticky-note", lambda: asking.note_resident(desk, parent, card))]
    if card.resident.dwelling_id is not None and card.resident.relation != HEAD_OF_HOUSEHOLD:
        found.append(MenuEntry(_("设为户主"), "house", lambda: make_head(desk, card)))
    found.append(MenuEntry(_("录错了，去掉这个人"), "x", lambda: take_out(desk, card)))
    found.append(MenuEntry(_("打印本人资料…"), "printer", lambda: print_held(desk, parent, card), Right.UNMASK))
    found.append(MenuEntry(_("删除个人资料…"), "trash-2", lambda: erase(desk, parent, card), Right.ERASE))
    return found


def make_head(desk: Desk, card: ResidentCard) -> None:
    """Make somebody the head of the household."""
    desk.act(
        lambda: settling.make_head(desk.store, card.resident.resident_id),
        _("已设为户主。请核对家里其他人与户主的关系。"),
    )


def take_out(desk: Desk, card: ResidentCard) -> None:
    """Take out somebody entered by mistake; undo brings them back."""
    desk.act(lambda: residents.remove_resident(desk.store, card.resident.resident_id), _("已去掉录错的人。"))


def print_held(desk: Desk, parent: QWidget, card: ResidentCard) -> None:
    """Show all that is held about a person on paper, after asking what for."""
    from hongyun_desktop.ui.features.roster import personal

    personal.print_held(desk, parent, card)


def erase(desk: Desk, parent: QWidget, card: ResidentCard) -> None:
    """Erase a person, after saying what goes and what stays."""
    from hongyun_desktop.ui.features.roster import personal

    personal.erase(desk, parent, card)


def export(desk: Desk, resident_ids: Sequence[int]) -> None:
    """Write a list of residents with masked numbers as a workbook, and note that in the journal."""
    if not resident_ids:
        desk.speaker.refuse(_("现在的名单是空的，没有可以导出的。请先放宽筛选。"))
        return
    name = file_name(desk, _("花名册"), ending="xlsx")
    file = desk.speaker.save_file(_("导出这份名单"), name, _("Excel 表格 (*.xlsx)"))
    if file is None:
        return
    ids = list(resident_ids)

    def done(changed: Changed) -> None:
        desk.did(changed, _("已导出 {count} 人到{file}，号码打了星号。").format(count=len(ids), file=saved_as(file)))

    desk.jobs.start(_("正在导出名单"), lambda progress: _write(desk, ids, file, progress), done, writes=True)


def _write(desk: Desk, ids: Sequence[int], file: Path, progress: Progress) -> Changed:
    from hongyun_desktop.exchange.workbook import TableSheet, write_table

    progress(0, 2)
    from hongyun_desktop.core import exporting

    table = exporting.roster_of(desk.store, ids)
    progress(1, 2)
    write_table(file, [TableSheet(table.name, table.headings, table.rows)])
    return exporting.record(desk.store, _("花名册 {count} 人").format(count=len(ids)), masked=True)
