# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking away what was written down by mistake: a task that is only registered, a line of money."""

from hongyun_desktop.core.money import yuan_text
from hongyun_desktop.core.rectification import money, tasks
from hongyun_desktop.core.rectification.rules import FUNDING_WORDS, FundingRow, TaskRow
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk


def remove_task(desk: Desk, row: TaskRow) -> None:
    """Take away a registration that was made by mistake; the core refuses it once anything hangs on it."""
    question = _("要删除“{number} {title}”吗？\n只有刚登记、还没有办的能删；办过的请用“不予受理”。").format(
        number=row.number, title=row.title
    )
    if desk.speaker.ask(question, _("删除")):
        desk.act(lambda: tasks.remove_task(desk.store, row.task_id), _("已删除 {number}。").format(number=row.number))


def remove_funding(desk: Desk, row: FundingRow) -> None:
    """Take away a line of money; it can be undone."""
    sentence = _("已删去{kind} {yuan} 元这一笔。").format(kind=FUNDING_WORDS[row.kind], yuan=yuan_text(row.amount_fen))
    desk.act(lambda: money.remove_funding(desk.store, row.funding_id), sentence)
