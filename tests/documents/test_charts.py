# SPDX-License-Identifier: GPL-3.0-or-later
"""Charts keep units apart, write out their figures, and are the same drawing on paper and on the screen."""

import re
from datetime import date
from xml.etree import ElementTree

from reportlab.graphics.shapes import Drawing, Group, Rect, String

from hongyun_desktop.core.rectification.quantities import MILLI, Total
from hongyun_desktop.core.rectification.turnover import turnover, turnover_of
from hongyun_desktop.documents import charts
from hongyun_desktop.documents.chart_ink import as_svg
from tests.documents import rectification_samples as samples

TOTALS = samples.content().totals
WIDTH_PT = 480.0


def shapes_of(drawing: Drawing | Group) -> list[object]:
    """Every shape of a drawing, out of its groups."""
    found: list[object] = []
    for each in drawing.contents:
        found += shapes_of(each) if isinstance(each, Group) else [each]
    return found


def texts(drawing: Drawing) -> list[str]:
    """What a drawing says."""
    return [str(each.text) for each in shapes_of(drawing) if isinstance(each, String)]


def test_each_unit_has_a_panel_of_its_own_with_its_figures_written_out() -> None:
    panels = charts.quantity_panels(TOTALS, WIDTH_PT)
    assert ["".join(texts(panel)[:1]) for panel in panels] == [
        "单位：处", "单位：吨", "单位：平方米", "单位：个", "单位：家", "单位：米",
    ]  # fmt: skip
    tons = texts(panels[1])
    assert tons == ["单位：吨", "垃圾杂草", "200", "200", "200", "排污沟", "300", "300", "300"]


def test_the_longest_bar_of_each_unit_is_as_long_as_that_of_any_other() -> None:
    widest = [
        max(round(float(each.width)) for each in shapes_of(panel) if isinstance(each, Rect))
        for panel in charts.quantity_panels(TOTALS, WIDTH_PT)
    ]
    assert len(set(widest)) == 1


def test_nothing_is_drawn_beyond_the_edges() -> None:
    many = [Total(f"很长很长的类别名称第{number}种", "平方米", 1, 10**9, 10**8 * number, 0) for number in range(40)]
    for drawing in (
        charts.quantity_chart(many, WIDTH_PT),
        charts.turnover_chart(turnover(samples.content()), WIDTH_PT),
    ):
        for each in shapes_of(drawing):
            if isinstance(each, Rect):
                assert -0.1 <= float(each.x) <= float(each.x) + float(each.width) <= WIDTH_PT + 0.1


def test_very_many_categories_go_on_in_a_further_panel() -> None:
    many = [Total(f"类别{number}", "处", 1, MILLI, 0, 0) for number in range(30)]
    panels = charts.quantity_panels(many, WIDTH_PT)
    assert [texts(panel)[0] for panel in panels] == ["单位：处", "单位：处（续）", "单位：处（续）"]


def test_no_totals_and_no_months_are_drawn_as_nothing_but_the_legend() -> None:
    assert texts(charts.quantity_chart((), WIDTH_PT))[:3] == ["计划", "完成", "验收"]
    assert texts(charts.turnover_chart((), WIDTH_PT)) == ["登记", "销号（按完成日期）"]


def test_months_are_counted_and_a_long_time_is_told_by_years() -> None:
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31)]
    months = turnover_of(days, days[:1], date(2025, 12, 1), date(2026, 2, 1))
    assert [(each.year, each.month, each.raised, each.closed) for each in months] == [
        (2025, 12, 1, 1), (2026, 1, 2, 0), (2026, 2, 0, 0),
    ]  # fmt: skip
    years = turnover_of(days, (), date(2023, 1, 1), date(2026, 1, 1))
    assert [(each.year, each.month, each.raised) for each in years] == [
        (2023, 0, 0), (2024, 0, 0), (2025, 0, 1), (2026, 0, 2),
    ]  # fmt: skip
    assert "2025年" in texts(charts.turnover_chart(years, WIDTH_PT))
    assert turnover(samples.content(())) == ()


def test_the_svg_names_the_family_of_the_screen_and_is_whole_xml() -> None:
    svg = as_svg(charts.quantity_chart(TOTALS, WIDTH_PT), "Noto Sans SC")
    assert set(re.findall(r"font-family: ([^;]+);", svg.decode())) == {"Noto Sans SC"}
    root = ElementTree.fromstring(svg)
    said = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "排污沟" in said
    assert "45.5" in said
    assert not list(root.iter("{http://www.w3.org/2000/svg}clipPath"))


def test_a_rare_character_keeps_its_own_font_on_paper() -> None:
    drawing = charts.quantity_chart([Total("𠈌塘清淤", "处", 1, MILLI, 0, 0)], WIDTH_PT)
    fonts = {each.text: each.fontName for each in shapes_of(drawing) if isinstance(each, String)}
    assert fonts["𠈌"] != fonts["塘清淤"]
