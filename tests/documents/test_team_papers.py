# SPDX-License-Identifier: GPL-3.0-or-later
"""The papers of teams and activities say what they must, as another program reads them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from hongyun_desktop.core.teams.rules import WholeNumbers
from hongyun_desktop.documents.activity_record import write_record
from hongyun_desktop.documents.order_sheet import write_order, write_sign_in
from hongyun_desktop.documents.team_filing import write_filing
from hongyun_desktop.documents.team_review import ReviewPaper, write_review
from hongyun_desktop.documents.team_sign_up import write_sign_up
from tests.documents import team_samples as samples
from tests.documents.paper import pdfium_texts, poppler_text


def test_the_filing_sheet_names_the_team_its_leader_and_members(tmp_path: Path) -> None:
    path = tmp_path / "filing.pdf"
    assert write_filing(samples.filing_facts(5), path) == 1
    text = poppler_text(path)
    for told in (
        "社区自组织队伍备案表", "桂湖街道新东社区·鸿运小区", "环境美育队", "地缘", "鸿鹄志计划", "2024年10月10日", "曹大山",
        "6人（其中1人不是本小区居民）", "自管委意见", "社区意见", "（盖章）", "副队长、安全员", "财务员", "彭𬱖㛃䶮", "小区外",
    ):  # fmt: skip
        assert told in text
    assert "138****0001" in text
    assert "13800000001" not in text


def test_numbers_stand_whole_only_where_asked_and_a_long_list_repeats_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "filing.pdf"
    pages = write_filing(samples.filing_facts(60, WholeNumbers.ALL), path)
    assert pages == 3
    texts = pdfium_texts(path)
    assert all("入队日期" in text for text in texts)
    assert "第3页，共3页" in texts[-1]
    assert "13800000001" in texts[0]
    write_filing(samples.filing_facts(5, WholeNumbers.LEADER), path)
    text = poppler_text(path)
    assert text.count("13800000001") == 2
    assert "138****0002" in text
    empty = replace(samples.filing_facts(), members=())
    assert write_filing(empty, path) == 1
    assert "还没有队员。" in poppler_text(path)


def test_the_sign_up_sheet_bears_the_notice_and_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "sign-up.pdf"
    assert write_sign_up(samples.TEAM, samples.NOTICE, path) == 1
    text = poppler_text(path)
    for told in ("环境美育队入队报名表", "【个人信息告知】", "028-83000000", "宗旨：", "签名", "不满十四周岁"):
        assert told in text
    bare = replace(samples.TEAM, purpose="", leader="", founded_on=None)
    assert write_sign_up(bare, replace(samples.NOTICE, contact=""), path, 3) == 1
    assert "＿＿＿" in poppler_text(path)


def test_the_review_tells_the_year_beside_the_year_before(tmp_path: Path) -> None:
    path = tmp_path / "review.pdf"
    facts = samples.review_facts()
    assert write_review(ReviewPaper(samples.COMPOUND, samples.ISSUER, facts), path) == 2
    text = poppler_text(path)
    for told in (
        "环境美育队年度评议表", "2026年度", "年初19人，现有23人", "入队6人次，退队2人次", "22场（上年18场）",
        "528小时（上年419小时）", "2月、8月", "“先进队伍”（鸿运荣字〔2026〕第0031号）", "队员得证书1张", "要改进",
        "小区微花园补栽",
    ):  # fmt: skip
        assert told in text
    quiet = replace(facts, activities=(), honours=(), months_without=(), before=None)
    assert write_review(ReviewPaper(samples.COMPOUND, samples.ISSUER, quiet), path) == 1
    text = poppler_text(path)
    assert "这一年没有办过活动。" in text
    assert "每个月都有活动" in text
    assert "上年" not in text


@pytest.mark.parametrize("photos", range(6))
def test_the_record_of_an_activity_is_one_page_whatever_the_photos(tmp_path: Path, photos: int) -> None:
    path = tmp_path / "record.pdf"
    assert write_record(samples.record_facts(photos, names=photos % 2 == 0), path) == 1
    text = poppler_text(path)
    for told in ("活动记录", "2026年11月14日（星期六）08:30–10:30", "14人", "合计28小时", "王翀", "麦冬两百丛"):
        assert told in text
    assert ("补栽以前" in text) == (photos > 0)


def test_the_record_of_an_event_has_no_hours_and_says_where_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    write_record(replace(samples.record_facts(0), activity=samples.MEETING, minutes=0), path)
    text = poppler_text(path)
    assert "不计时长" in text
    assert "活动记录还没有写" in text


def test_a_long_record_goes_on_over_the_page(tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    long = replace(samples.SERVICE, record=f"{samples.SERVICE.record}\n" * 20)
    assert write_record(replace(samples.record_facts(4), activity=long), path) == 2


def test_the_order_sheet_lists_the_plan_and_who_speaks(tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    assert write_order(samples.MEETING, samples.NOTICE, path) == 1
    text = poppler_text(path)
    for told in (
        "十一月通心会·议程",
        "邻里活动中心二楼",
        "14:30–16:00",
        "签到，发意见卡",
        "各楼栋长",
        "社区党委",
        "记录（大家",
    ):
        assert told in text
    assert "｜" not in text
    write_order(replace(samples.MEETING, plan=""), samples.NOTICE, path)
    assert "还没有写议程" in poppler_text(path)


def test_the_sign_in_sheet_says_what_becomes_of_it(tmp_path: Path) -> None:
    path = tmp_path / "sign-in.pdf"
    write_sign_in(samples.MEETING, (), samples.NOTICE, path)
    assert "这张表只记谁来了，不记积分。" in poppler_text(path)
    write_sign_in(samples.SERVICE, (), samples.NOTICE, path)
    assert "积分照这张表确认到场以后才记。" in poppler_text(path)


def test_a_fact_that_is_longer_than_its_part_takes_room_from_the_others(tmp_path: Path) -> None:
    path = tmp_path / "sign-in.pdf"
    write_sign_in(samples.MEETING, (), samples.NOTICE, path)
    with pypdfium2.PdfDocument(path) as document:
        page = document[0].get_textpage()
        day, hours = page.search("六）").get_next(), page.search("14:30").get_next()
        assert day is not None
        assert hours is not None
        gap_pt = page.get_charbox(hours[0])[0] - page.get_charbox(day[0] + 1)[2]
    assert gap_pt > 4 * 72 / 25.4


def test_the_sign_in_sheet_has_known_names_then_blank_lines_under_the_notice(tmp_path: Path) -> None:
    path = tmp_path / "sign-in.pdf"
    assert write_sign_in(samples.MEETING, samples.INVITED, samples.NOTICE, path) == 1
    text = poppler_text(path)
    for told in ("十一月通心会签到表", "【个人信息告知】", "欧阳建国", "4-1-402", "16", "不记积分"):
        assert told in text
    assert write_sign_in(samples.MEETING, samples.INVITED * 4, samples.NOTICE, path) == 3


@pytest.mark.parametrize("write", samples.PAPERS.values(), ids=samples.PAPERS)
def test_the_same_content_gives_the_same_bytes(tmp_path: Path, write: Callable[[Path], object]) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    write(first)
    write(second)
    assert first.read_bytes() == second.read_bytes()


def test_a_sample_says_so_on_each_page(tmp_path: Path) -> None:
    path = tmp_path / "filing.pdf"
    write_filing(replace(samples.filing_facts(60), sample=True), path)
    assert all("样张" in text for text in pdfium_texts(path))
