# SPDX-License-Identifier: GPL-3.0-or-later
"""What the print dialog says: how much paper to put in, what an earlier run left, what was recorded. Text only."""

from collections.abc import Callable
from datetime import datetime

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.honours.printing import RunRow
from hongyun_desktop.text import _

_SPARE_SHEETS = 2


def title_text(count: int, waiting: int) -> str:
    """What the dialog is about; waiting: how many of the sheets have not come out yet."""
    if 0 < waiting < count:
        return _("打印证书：还有 {waiting} 张，共 {count} 张").format(waiting=waiting, count=count)
    return _("打印 {count} 张证书").format(count=count)


def offer_text(run: RunRow, count: int, printed: int) -> str:
    """What an unfinished run is; count: its sheets, printed: those that came out."""
    began = datetime.fromisoformat(run.started_at).strftime("%Y-%m-%d %H:%M")
    return _("这些证书 {began} 开始办打印，共 {count} 张，登记印好的有 {printed} 张，还没登记完。").format(
        began=began, count=count, printed=printed
    )


def paper_text(count: int, again: int, corrected: int = 0) -> str:
    """What to put into the printer for so many sheets.

    again: how many of them came out before as they read now. corrected: how many came out with other words only.
    """
    paper = _(
        "先放纸：A4 横向，这次 {count} 张，多放 {spare} 张备用，共 {all} 张。打印机里选“实际大小”，不要缩放。"
    ).format(count=count, spare=_SPARE_SHEETS, all=count + _SPARE_SHEETS)
    if again:
        paper += _("\n其中 {again} 张以前印过，这次记作补印，编号不变。").format(again=again)
    if corrected:
        paper += _("\n其中 {count} 张换发过，新内容还没印过；印好以后，把旧的收回来。").format(count=corrected)
    return paper


def outcome_text(spoilt: int) -> Callable[[Changed], str]:
    """How to say what was recorded; spoilt: blanks lost this time."""

    def sentence(changed: Changed) -> str:
        told = _("登记印好 {count} 张").format(count=changed.params.get("count", 0))
        if changed.params.get("again"):
            told += _("，其中补印 {again} 张").format(again=changed.params["again"])
        if spoilt:
            told += _("；印坏 {spoilt} 张纸").format(spoilt=spoilt)
        return told + "。"

    return sentence
