# SPDX-License-Identifier: GPL-3.0-or-later
"""The columns of sums per category and unit."""

from hongyun_desktop.core.rectification.quantities import Total, quantity_text
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.table_rows import Align, Column

TOTALS: tuple[Column[Total], ...] = (
    Column(_("类别"), lambda each: each.category),
    Column(_("单位"), lambda each: each.unit, width=4),
    Column(_("任务"), lambda each: each.tasks, align=Align.RIGHT, width=3),
    Column(_("计划"), lambda each: each.planned_milli, quantity_text, Align.RIGHT, 5),
    Column(_("完成"), lambda each: each.done_milli, quantity_text, Align.RIGHT, 5),
    Column(_("验收"), lambda each: each.accepted_milli, quantity_text, Align.RIGHT, 5),
)
