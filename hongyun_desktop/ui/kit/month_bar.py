# SPDX-License-Identifier: GPL-3.0-or-later
"""Above a month's grid: which month it shows, and how to change it. Knows no feature."""

from datetime import date

from PySide6.QtWidgets import QWidget

from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.month_grid import WEEKDAYS, MonthGrid, month_on
from hongyun_desktop.ui.kit.parts import button, label, row_of


class MonthBar(QWidget):
    """Buttons that take the grid to another month; `month` says which one it shows. more: what stands beside them."""

    def __init__(self, grid: MonthGrid, *more: QWidget) -> None:
        super().__init__()
        self.month = label("", "h2")
        self.month.setMinimumWidth(theme.em(self, 6))
        self.earlier, self.later = button("", "chevron-left"), button("", "chevron-right")
        self.now = button(_("今天"))
        for made, text in ((self.earlier, _("上个月（PageUp）")), (self.later, _("下个月（PageDown）"))):
            made.setToolTip(text)
            made.setAccessibleName(text)
        self.now.setToolTip(_("回到今天（Home）"))
        self.earlier.clicked.connect(lambda: grid.pick(month_on(grid.day, -1)))
        self.later.clicked.connect(lambda: grid.pick(month_on(grid.day, 1)))
        self.now.clicked.connect(grid.pick_today)
        self.setLayout(row_of(self.earlier, self.month, self.later, self.now, *more, spacing_px=8))

    def say(self, day: date) -> bool:
        """Name the month of a day; whether it is another one than before."""
        words = _("{year}年{month}月").format(year=day.year, month=day.month)
        is_other = self.month.text() != words
        self.month.setText(words)
        return is_other


def day_words(day: date) -> str:
    """10月31日 星期六."""
    return _("{month}月{day}日 星期{weekday}").format(month=day.month, day=day.day, weekday=WEEKDAYS[day.weekday()])
