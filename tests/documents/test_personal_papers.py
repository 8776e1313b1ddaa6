# SPDX-License-Identifier: GPL-3.0-or-later
"""The papers about personal data and the 移交清单 say what they must, as another program reads them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hongyun_desktop.core.personal.rules import ErasureReason
from hongyun_desktop.documents.erasure_sheet import write_erasure_sheet
from hongyun_desktop.documents.handover_list import write_handover_list
from hongyun_desktop.documents.held_data import write_held_data
from hongyun_desktop.documents.notice import write_notice, write_short_notices
from tests.documents import personal_samples as samples
from tests.documents.paper import pdfium_texts, poppler_text


def test_the_notice_tells_what_article_17_asks_for_on_one_page(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    assert write_notice(samples.NOTICE, path) == 1
    text = poppler_text(path)
    for told in (
        "个人信息告知书", "鸿运小区自管委（桂湖街道新东社区）", "028-83000000", "做什么用", "收集什么", "存多久",
        "您的权利", "怎么行使", "单独同意", "第十七条", "都加了密", "2026年10月8日",
    ):  # fmt: skip
        assert told in text
    bare = replace(samples.NOTICE, community="", street="", contact="", is_encrypted=False)
    assert write_notice(bare, path) == 1
    text = poppler_text(path)
    assert "加了密" not in text
    assert "（）" not in text
    assert "＿＿＿" in text


def test_the_longest_names_of_a_committee_still_fit_the_notice_on_one_page(tmp_path: Path) -> None:
    long = replace(samples.NOTICE, issuer="桂" * 60, community="湖" * 60, street="街" * 60, contact="话" * 60)
    assert write_notice(long, tmp_path / "notice.pdf") == 1
    assert write_short_notices(long, tmp_path / "short.pdf") == 1


def test_short_notices_are_four_to_a_page(tmp_path: Path) -> None:
    path = tmp_path / "short.pdf"
    assert write_short_notices(samples.NOTICE, path) == 1
    assert poppler_text(path).count("【个人信息告知】") == 4


def test_the_print_out_holds_every_line_and_says_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "held.pdf"
    write_held_data(samples.HELD, path)
    text = poppler_text(path)
    for section in samples.HELD.sections:
        assert section.title in text
        assert all(line.says.replace(" ", "") in text for line in section.lines)
    assert "没有" in text
    assert "本人领取签字" in text
    assert "打了星号" not in text


def test_a_group_that_goes_on_overleaf_is_named_again_there_and_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "held.pdf"
    write_held_data(samples.HELD, path)
    first, second = pdfium_texts(path)
    assert (first.count("积分和服务"), second.count("积分和服务")) == (1, 1)
    assert second.count("谁看过号码") == 1


def test_the_sheet_of_an_erasure_does_not_hold_the_name(tmp_path: Path) -> None:
    path = tmp_path / "erased.pdf"
    assert write_erasure_sheet(samples.ERASURE, ErasureReason.ASKED, path) == 1
    text = poppler_text(path)
    assert samples.ERASURE.name not in text
    assert samples.ERASURE.dwelling not in text
    for told in (
        "本人要求删除",
        "编号513",
        "35笔",
        "2027-10-01",
        "U盘和拷到别处的备份",
        "别人的备注和昵称",
        "认人的记忆",
    ):
        assert told in text


@pytest.mark.parametrize("encrypted", [True, False])
def test_the_list_says_what_is_handed_over_and_leaves_room_for_three_names(tmp_path: Path, encrypted: bool) -> None:
    path = tmp_path / "list.pdf"
    assert write_handover_list(replace(samples.HANDOVER, is_encrypted=encrypted, keys_renewed=encrypted), path) <= 2
    text = poppler_text(path)
    for told in (
        "移交人：", "接收人：", "监交人：", "2,802人", "8,412笔", "8412-3f9a51c07be2d844", "977-91c25f7e08b3d46c",
        "鸿运荣字〔2026〕第0001号至鸿运荣字〔2026〕第0047号，共47张", "没有签收的证书", "3场活动，12人", "管理员只有林新一人",
        "移交.db",
    ):  # fmt: skip
        assert told in text
    assert ("旧口令作废" in text) is encrypted
    assert ("没有口令和恢复钥匙" in text) is not encrypted


def test_a_list_before_it_is_done_names_those_who_may_sign_in(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    write_handover_list(replace(samples.HANDOVER, receiver="", operators=("曹大山", "李女")), path)
    text = poppler_text(path)
    assert "曹大山、李女" in text
    assert "还没有移交" in text


@pytest.mark.parametrize("write", samples.PAPERS.values(), ids=samples.PAPERS.keys())
def test_the_same_facts_give_the_same_bytes(tmp_path: Path, write: Callable[[Path], object]) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    write(first)
    write(second)
    assert first.read_bytes() == second.read_bytes()
