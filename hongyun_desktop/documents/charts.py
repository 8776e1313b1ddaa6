# SPDX-License-Identifier: GPL-3.0-or-later
"""Charts of rectification: one drawing serves the paper and, as SVG, the screen.

Readable in black and white: planned is an outline, done is hatched, accepted is solid, and each bar has its figure.
Amounts of different units never share an axis: each unit is a panel of its own. Imports neither peewee nor PySide6.
"""

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Line

from hongyun_desktop.core.rectification.quantities import Total, quantity_text
from hongyun_desktop.core.rectification.turnover import Turnover
from hongyun_desktop.documents.chart_ink import PAPER, Fill, Tones, add_bar, add_text, new_drawing
from hongyun_desktop.documents.list_cells import Align

_HEADING_PT, _LEGEND_PT = 18.0, 20.0
# Their sum is whole for a group: the SVG of a height with a fraction would be cut off.
_BAR_PT, _BAR_GAP_PT, _GROUP_GAP_PT = 8.5, 1.5, 8.5
_LABEL_SHARE, _FIGURE_PT = 0.2, 66.0
_TEXT_PT, _SMALL_PT = 9.5, 8.0
_MOST_IN_PANEL = 14
_MEASURES = ((Fill.OUTLINE, "计划"), (Fill.HATCH, "完成"), (Fill.SOLID, "验收"))
_MONTHS_HIGH_PT, _MONTHS_FOOT_PT = 130.0, 30.0
_MONTH_BARS = ((Fill.HATCH, "登记"), (Fill.SOLID, "销号（按完成日期）"))


def quantity_chart(totals: Sequence[Total], width_pt: float, tones: Tones = PAPER) -> Drawing:
    """All panels under one legend, as the screen shows them; only the legend for no totals."""
    parts = [quantity_legend(width_pt, tones), *quantity_panels(totals, width_pt, tones)]
    whole = new_drawing(width_pt, sum(float(part.height) for part in parts))
    top_pt = float(whole.height)
    for part in parts:
        top_pt -= float(part.height)
        part.translate(0, top_pt)
        whole.add(part.asGroup())
    return whole


def quantity_legend(width_pt: float, tones: Tones = PAPER) -> Drawing:
    """What the three kinds of bars mean, and that each unit has its own scale."""
    drawing = new_drawing(width_pt, _LEGEND_PT)
    _add_legend(drawing, _MEASURES, _LEGEND_PT / 2, tones)
    note = "每个单位各用一个比例尺，不同单位不能相比"
    add_text(drawing, note, width_pt / 2, _LEGEND_PT / 2, width_pt / 2, _SMALL_PT, Align.RIGHT, tones.soft)
    return drawing


def quantity_panels(totals: Sequence[Total], width_pt: float, tones: Tones = PAPER) -> list[Drawing]:
    """Horizontal bars of planned, done and accepted per category, a panel for each unit in the order of appearance.

    A panel of very many categories goes on in another one of the same scale.
    """
    by_unit: dict[str, list[Total]] = {}
    for total in totals:
        by_unit.setdefault(total.unit, []).append(total)
    return [
        _panel(unit, lines[start : start + _MOST_IN_PANEL], _most(lines), width_pt, tones, goes_on=start > 0)
        for unit, lines in by_unit.items()
        for start in range(0, len(lines), _MOST_IN_PANEL)
    ]


def _most(lines: Sequence[Total]) -> int:
    return max(1, *(amount for line in lines for amount in _amounts(line)))


def _amounts(line: Total) -> tuple[int, int, int]:
    return line.planned_milli, line.done_milli, line.accepted_milli


def _panel(
    unit: str, lines: Sequence[Total], most: int, width_pt: float, tones: Tones, *, goes_on: bool
) -> Drawing:  # fmt: skip
    group_pt = 3 * _BAR_PT + 2 * _BAR_GAP_PT + _GROUP_GAP_PT
    drawing = new_drawing(width_pt, _HEADING_PT + group_pt * len(lines))
    top_pt, label_pt = float(drawing.height), width_pt * _LABEL_SHARE
    heading = f"单位：{unit}（续）" if goes_on else f"单位：{unit}"
    add_text(drawing, heading, 0, top_pt - _HEADING_PT / 2, label_pt, _TEXT_PT, Align.RIGHT, tones.accent)
    drawing.add(Line(label_pt + 6, 0, label_pt + 6, top_pt - 4, strokeColor=tones.axis, strokeWidth=0.6))
    for place, line in enumerate(lines):
        group_top_pt = top_pt - _HEADING_PT - place * group_pt
        middle_pt = group_top_pt - (group_pt - _GROUP_GAP_PT) / 2
        add_text(drawing, line.category or "未分类", 0, middle_pt, label_pt, _TEXT_PT, Align.RIGHT, tones.ink)
        _add_bars(drawing, line, most, label_pt + 6, group_top_pt, width_pt, tones)
    return drawing


def _add_bars(
    drawing: Drawing, line: Total, most: int, left_pt: float, top_pt: float, width_pt: float, tones: Tones
) -> None:
    room_pt = width_pt - left_pt - _FIGURE_PT
    for (fill, _word), amount in zip(_MEASURES, _amounts(line), strict=True):
        top_pt -= _BAR_PT
        wide_pt = room_pt * amount / most
        add_bar(drawing, left_pt, top_pt, wide_pt, _BAR_PT, fill, tones)
        middle_pt = top_pt + _BAR_PT / 2
        add_text(drawing, quantity_text(amount), left_pt + wide_pt + 4, middle_pt, _FIGURE_PT - 6, _SMALL_PT,
                 Align.LEFT, tones.ink)  # fmt: skip
        top_pt -= _BAR_GAP_PT


def _add_legend(drawing: Drawing, entries: Sequence[tuple[Fill, str]], middle_pt: float, tones: Tones) -> None:
    left_pt = 0.0
    for fill, word in entries:
        add_bar(drawing, left_pt, middle_pt - 4, 18, 8, fill, tones)
        add_text(drawing, word, left_pt + 22, middle_pt, 100, _TEXT_PT, Align.LEFT, tones.ink)
        left_pt += 36 + _TEXT_PT * len(word)


def turnover_chart(months: Sequence[Turnover], width_pt: float, tones: Tones = PAPER) -> Drawing:
    """Upright bars of tasks raised and closed, two a month; only the axis for no months."""
    drawing = new_drawing(width_pt, _LEGEND_PT + _MONTHS_HIGH_PT)
    _add_legend(drawing, _MONTH_BARS, float(drawing.height) - _LEGEND_PT / 2, tones)
    drawing.add(Line(0, _MONTHS_FOOT_PT, width_pt, _MONTHS_FOOT_PT, strokeColor=tones.axis, strokeWidth=0.6))
    most = max((1, *(max(month.raised, month.closed) for month in months)))
    share_pt = width_pt / max(len(months), 1)
    for place, month in enumerate(months):
        _add_month(drawing, month, most, place * share_pt, share_pt, tones)
        _add_label(drawing, month, place * share_pt, share_pt, tones, first=place == 0)
    return drawing


def _add_month(
    drawing: Drawing, month: Turnover, most: int, left_pt: float, share_pt: float, tones: Tones
) -> None:  # fmt: skip
    room_pt = _MONTHS_HIGH_PT - _MONTHS_FOOT_PT - 14
    bar_pt = min(share_pt * 0.34, 22.0)
    bar_left_pt = left_pt + share_pt / 2 - bar_pt
    for (fill, _word), count in zip(_MONTH_BARS, (month.raised, month.closed), strict=True):
        high_pt = room_pt * count / most
        add_bar(drawing, bar_left_pt, _MONTHS_FOOT_PT, bar_pt, high_pt, fill, tones)
        if count:
            add_text(drawing, str(count), bar_left_pt, _MONTHS_FOOT_PT + high_pt + 6, bar_pt, _SMALL_PT, Align.CENTRE,
                     tones.ink)  # fmt: skip
        bar_left_pt += bar_pt


def _add_label(
    drawing: Drawing, month: Turnover, left_pt: float, share_pt: float, tones: Tones, *, first: bool
) -> None:  # fmt: skip
    """What stands under the bars; the year once under its first month."""
    lines = [f"{month.month}月"] if month.month else []
    if first or month.month <= 1:
        lines.append(f"{month.year}年")
    for place, text in enumerate(lines):
        colour = tones.soft if place else tones.ink
        add_text(drawing, text, left_pt, _MONTHS_FOOT_PT - 8 - 12 * place, share_pt, _SMALL_PT, Align.CENTRE, colour)
