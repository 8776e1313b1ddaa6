# SPDX-License-Identifier: GPL-3.0-or-later
"""The papers of rectification say what they must, as other programs read them."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.rectification.letters import LetterKind
from hongyun_desktop.core.rectification.quantities import Quantity
from hongyun_desktop.core.rectification.rules import FundingKind, Source, State
from hongyun_desktop.documents import comparison_sheet, rectification_report, task_letter, task_sheet
from tests.documents import rectification_samples as samples
from tests.documents.paper import pdfium_texts, poppler_text


def images(path: Path) -> int:
    """How many pictures poppler finds in a document."""
    told = subprocess.run(["pdfimages", "-list", path], check=True, capture_output=True)
    return len(told.stdout.decode().splitlines()) - 2


# 任务单


def test_a_task_sheet_tells_all_of_the_task_on_one_page(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    card = samples.card(samples.ROWS[0], 5)
    assert task_sheet.write([card], samples.PHOTOS, samples.CONTENTS, samples.COMMITTEE, path) == 1
    text = poppler_text(path)
    for told in (
        "整治任务单", "编号2026-001", "鸿运大道沿线乱堆乱放、乱搭乱建拆除", "鸿运大道20号附近", "乱堆乱放乱搭乱建", "巡查发现",
        "环境美育队", "已销号", "2026年1月25日", "2026年2月24日", "28,610.50元", "整治前2026年1月25日", "整治后2026年2月12日西侧",
        "派单→整治中", "40,000.00", "清运费、劳务费", "责任单位：", "验收人：", "自管委：", "第1页，共1页",
    ):  # fmt: skip
        assert told in text
    assert images(path) == 2


def test_a_half_done_task_shows_what_is_done_and_who_was_reminded(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    task_sheet.write([samples.card(samples.HALF, 4)], samples.PHOTOS, samples.CONTENTS, samples.COMMITTEE, path)
    text = poppler_text(path)
    for told in (
        "整治中（超期35天，办了一半），重开过1次，同地点第3次", "流动摊位家1270", "油污路面米45.5200", "未拍整治后照片", "已排入夜间巡查",
        "鸿运整改提醒〔2026〕第003号", "夜间八点后摆出",
    ):  # fmt: skip
        assert told in text
    assert "值班室" not in text


def test_a_long_history_goes_on_over_the_page_and_the_signatures_are_never_alone(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    for steps in range(1, 60, 3):
        card = samples.card(samples.HALF, steps)
        pages = task_sheet.write([card], samples.PHOTOS, samples.CONTENTS, samples.COMMITTEE, path)
        texts = pdfium_texts(path)
        assert len(texts) == pages
        assert "".join(texts).count("曹大山") == steps
        assert "验收人：" in texts[-1]
        assert "日期" in texts[-1]


def test_a_task_without_anything_has_a_sheet_too(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    row = replace(samples.FRESH, category="", due_on=None, quantities=(), priority=samples.Priority.URGENT)
    card = replace(samples.card(row, 1), steps=(), funding=(), cost_fen=None)
    assert task_sheet.write([card], {}, {}, samples.COMMITTEE, path) == 1
    text = poppler_text(path)
    for told in ("未分类", "未定", "未派单", "特急", "未拍整治前照片", "未拍整治后照片", "还没有办理记录。"):
        assert told in text


def test_many_sheets_are_one_file_in_which_each_counts_its_own_pages(tmp_path: Path) -> None:
    path = tmp_path / "sheets.pdf"
    done: list[tuple[int, int]] = []
    cards = [samples.card(samples.ROWS[0], 3), samples.card(samples.ROWS[1], 30), samples.card(samples.FRESH, 1)]
    pages = task_sheet.write(cards, {}, {}, samples.COMMITTEE, path, lambda *told: done.append(told))
    assert pages == 4
    assert [re.findall(r"第\d页，共\d页", text) for text in pdfium_texts(path)] == [
        ["第1页，共1页"], ["第1页，共2页"], ["第2页，共2页"], ["第1页，共1页"],
    ]  # fmt: skip
    assert done == [(1, 3), (2, 3), (3, 3)]


def test_without_a_task_there_is_no_sheet_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no_task_to_print"):
        task_sheet.write([], {}, {}, samples.COMMITTEE, tmp_path / "sheet.pdf")
    assert not list(tmp_path.iterdir())


# 前后对比


@pytest.mark.parametrize(("per_page", "pages"), [(2, 4), (4, 2)])
def test_pairs_stand_two_or_four_on_a_page(tmp_path: Path, per_page: int, pages: int) -> None:
    path = tmp_path / "pairs.pdf"
    assert comparison_sheet.write(samples.content(), samples.CONTENTS, per_page, path) == pages
    texts = pdfium_texts(path)
    assert [len(re.findall(r"2026-00\d", text)) for text in texts] == [per_page] * pages
    assert "2026-009" not in "".join(texts)
    assert "未拍整治后照片" in texts[-1]
    assert "2026年4月26日发现" in texts[-1]


@pytest.mark.parametrize("per_page", [2, 4])
def test_long_titles_and_tall_pictures_do_not_push_a_pair_off_its_page(tmp_path: Path, per_page: int) -> None:
    path = tmp_path / "pairs.pdf"
    rows = [replace(row, title=row.title * 6) for row in (samples.HALF, *samples.ROWS)]
    content = samples.content(rows)
    tasks = tuple(replace(task, photos_before=("tall",), photos_after=("tall",)) for task in content.tasks)
    pages = comparison_sheet.write(replace(content, tasks=tasks), samples.CONTENTS, per_page, path)
    assert pages == 8 // per_page


@pytest.mark.parametrize(("per_page", "pages"), [(2, 6), (4, 5)])
def test_many_measured_lines_go_on_over_the_page_and_the_next_pair_begins_one(
    tmp_path: Path, per_page: int, pages: int
) -> None:
    path = tmp_path / "pairs.pdf"
    item = "川陕路沿线商铺门前占道堆放的货架、桌椅和杂物"
    lines = tuple(Quantity("平方米", 1_234_500, 200_000, 0, f"{item}{number:02d}") for number in range(1, 41))
    rows = [replace(samples.ROWS[0], quantities=lines), *samples.ROWS[1:]]
    assert comparison_sheet.write(samples.content(rows), samples.CONTENTS, per_page, path) == pages
    texts = pdfium_texts(path)
    assert all(f"{item}{number:02d}" in "".join(texts) for number in range(1, 41))
    assert "等40样" in texts[0]
    with pikepdf.open(path) as document:
        assert len(document.pages) == pages
    following = next(number for number, text in enumerate(texts) if "2026-002" in text)
    assert f"{item}40" in texts[following - 1]
    assert f"{item}40" not in texts[following]
    assert len(re.findall(r"2026-00\d　?", texts[following])) == per_page


def test_pictures_bear_the_day_on_which_they_were_taken_where_it_is_known(tmp_path: Path) -> None:
    path = tmp_path / "pairs.pdf"
    taken = {"after": date(2026, 5, 20)}
    comparison_sheet.write(samples.content(), samples.CONTENTS, 2, path, taken)
    assert "2026年5月20日拍" in poppler_text(path)


def test_all_pictures_of_a_task_stand_in_pairs_and_the_report_says_how_many_more_there_are(tmp_path: Path) -> None:
    path = tmp_path / "pairs.pdf"
    told = samples.content([samples.ROWS[0]])
    many = replace(told.tasks[0], photos_before=("before", "tall"), photos_after=("wide", "after", "before"))
    content = replace(told, tasks=(many,))
    assert comparison_sheet.write(content, samples.CONTENTS, 4, path) == 1
    text = poppler_text(path)
    assert "第1组，共3组" in text
    assert "第3组，共3组" in text
    assert "没有成对的照片" in text
    assert images(path) == 5
    rectification_report.write(content, samples.CONTENTS, path)
    assert "另有3张照片，见《整治前后对比》" in poppler_text(path)
    rectification_report.write(told, samples.CONTENTS, path)
    assert "另有" not in poppler_text(path)


def test_without_any_picture_the_sheet_says_so(tmp_path: Path) -> None:
    path = tmp_path / "pairs.pdf"
    assert comparison_sheet.write(samples.content(), {}, 4, path) == 1
    assert "还没有照片" in poppler_text(path)
    with pytest.raises(ValueError, match="3 pairs"):
        comparison_sheet.write(samples.content(), {}, 3, path)


# 报告


def test_the_report_gives_the_articles_figures_in_each_unit(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    rectification_report.write(samples.content(samples.ROWS), samples.CONTENTS, path)
    text = poppler_text(path)
    for told in (
        "2026年1月1日至12月31日，鸿运小区共登记整治任务7项。截至2026年11月24日，已销号7项，未办结0项。",
        "乱堆乱放乱搭乱建10处、垃圾杂草200吨、绿化补植350平方米、店招更换21个、占道经营200家、排污沟300吨、黑臭水体200平方米",
        "申请160,000.00元，批复120,000.00元，支出115,400.00元", "本期登记的任务都已办结。", "报送桂湖街道新东社区",
        "附：整治任务清单共7项", "单位：平方米",
    ):  # fmt: skip
        assert told in text
    assert "500" not in text.replace("1500", "")  # 200 + 300 t are of two categories; 350 + 200 m² too
    assert "550" not in text


def test_the_legend_stands_over_the_bars_on_each_page(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    rectification_report.write(samples.content(), samples.CONTENTS, path)
    drawn = [text for text in pdfium_texts(path) if re.search("单位：(?!元)", text)]
    assert len(drawn) == 2
    assert all("每个单位各用一个比例尺" in text for text in drawn)


def test_the_report_lists_what_is_not_finished_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    pages = rectification_report.write(samples.content(), samples.CONTENTS, path)
    text = poppler_text(path)
    for told in (
        "已销号7项，未办结2项，其中超期1项，办了一半1项", "办了一半）", "三、未办结的任务", "居民反映摊位又摆出来了", "未说明", "四、反复出现的问题", "川陕路260号",
        "五、各责任单位办理情况", "六、经费", "七、整治前后", "未拍整治后照片", "占道经营家2212207200", f"第{pages}页，共{pages}页",
    ):  # fmt: skip
        assert told in text


def test_a_long_title_stands_within_the_margins_in_lines_if_it_must(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    long = "新东社区鸿运小区二〇二六年春节前后环境整治和秩序维护情况的报告" * 2
    for title in ("鸿运小区2026年第三季度环境整治报告", long[:60]):
        rectification_report.write(replace(samples.content(()), title=title), {}, path)
        with pypdfium2.PdfDocument(path) as document:
            page = document[0].get_textpage()
            boxes = [page.get_charbox(place) for place in range(len(title))]
        assert min(box[0] for box in boxes) > 17 * 72 / 25.4
        assert max(box[2] for box in boxes) < 193 * 72 / 25.4


def test_what_ended_without_work_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    ended = [replace(samples.FRESH, state=State.REJECTED), replace(samples.ROWS[0], state=State.HANDED_ON)]
    rectification_report.write(samples.content([*ended, samples.ROWS[2]]), {}, path)
    assert "已销号1项，不予受理1项，已移交1项，未办结0项。" in poppler_text(path)


def test_an_empty_period_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    assert rectification_report.write(samples.content(()), {}, path) == 1
    text = poppler_text(path)
    assert "没有登记整治任务。" in text
    assert "附：" not in text


def test_tasks_without_amounts_money_or_party_leave_their_sections_out(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    content = samples.content([replace(samples.FRESH, quantities=())])
    bare = replace(content, funding=((FundingKind.ASKED, 0),))
    rectification_report.write(bare, {}, path)
    text = poppler_text(path)
    assert "一、登记和销号" in text
    assert "二、未办结的任务" in text
    for left_out in ("整治数量", "经费", "各责任单位", "三、"):
        assert left_out not in text


# 函件


def test_a_reminder_asks_politely_and_has_a_slip(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    assert task_letter.write(samples.letter(), samples.letter_content(samples.HALF, samples.FRESH), path) == 1
    text = poppler_text(path)
    for told in (
        "整改提醒函", "鸿运整改提醒〔2026〕第003号", "桂湖街道综合行政执法队：", "下列2项", "提醒并恳请贵单位", "夜间烧烤摊占道反弹",
        "川陕路260号门前", "流动摊位12家、油污路面45.5米", "原定期限：2026年5月26日", "建议期限：2026年12月1日前", "收到本函后7日内",
        "雨天油污流到人行道", "联系：028-83000000", "鸿运小区自管委", "2026年11月24日", "整改提醒函回执", "收函单位", "经办人、电话",
    ):  # fmt: skip
        assert told in text


@pytest.mark.parametrize("kind", LetterKind)
def test_no_letter_orders_anything_or_says_who_complained(tmp_path: Path, kind: LetterKind) -> None:
    path = tmp_path / "letter.pdf"
    row = replace(samples.HALF, source=Source.MATTER)
    task_letter.write(samples.letter(kind, [row]), samples.letter_content(row), path)
    text = poppler_text(path)
    for word in ("责令", "必须", "限期", "勒令", "命令", "居民诉求", "投诉人", "反映人", "处罚", "巡查", "走访"):
        assert word not in text


def test_a_referral_goes_to_the_street_without_a_slip(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    letter = replace(samples.letter(LetterKind.REFERRAL), wording={})
    assert task_letter.write(letter, samples.letter_content(samples.HALF), path) == 1
    text = poppler_text(path)
    for told in (
        "情况反映（转办）单",
        "鸿运情况反映〔2026〕第003号",
        "桂湖街道办事处：",
        "商请转交有关部门",
        "方便时告知",
        "特此反映。",
    ):
        assert told in text
    assert "回执" not in text
    assert "None" not in text


def test_a_letter_with_pictures_shows_one_a_task(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    rows = [samples.HALF, samples.ROWS[0]]
    task_letter.write(samples.letter(), samples.letter_content(*rows), path, samples.CONTENTS)
    assert images(path) == 2


def test_a_letter_about_many_tasks_goes_on_over_the_page(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    rows = [replace(samples.HALF, task_id=number, number=f"2026-{number:03d}") for number in range(1, 31)]
    pages = task_letter.write(samples.letter(tasks=rows), samples.letter_content(*rows), path)
    texts = pdfium_texts(path)
    assert pages == len(texts) > 1
    assert "2026-030" in "".join(texts)
    signed = next(text for text in texts if "感谢贵单位" in text)
    assert "联系：028-83000000" in signed


# 都一样


@pytest.mark.parametrize("write", samples.PAPERS.values(), ids=samples.PAPERS)
def test_the_same_content_gives_the_same_bytes_with_every_font_embedded(
    tmp_path: Path, write: Callable[[Path], object]
) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    write(first)
    write(second)
    assert first.read_bytes() == second.read_bytes()
    told = subprocess.run(["pdffonts", first], check=True, capture_output=True).stdout.decode().splitlines()[2:]
    assert told
    assert all(line.split()[-5] == "yes" for line in told)
    assert "Helvetica" not in "".join(told)


def test_the_slip_of_a_letter_with_two_pictures_stands_on_its_page(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    told = samples.letter_content(samples.HALF, samples.ROWS[0])
    assert task_letter.write(samples.letter(), told, path, samples.CONTENTS) == 1
    assert "回执" in pdfium_texts(path)[0]
