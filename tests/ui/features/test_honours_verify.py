# SPDX-License-Identifier: GPL-3.0-or-later
"""核对 by typing and scanning: each verdict on its ground, with what to do, and a log that is never stored."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.honours import aftercare, register
from hongyun_desktop.core.honours.register_listing import lines_of
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.ui.features.honours.verify_pane import VerifyPane
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.features.certificates_scene import any_printer, issue
from tests.ui.typing_text import type_text


@pytest.fixture
def pane(qtbot: QtBot, desk: Desk) -> VerifyPane:
    made = VerifyPane(desk)
    qtbot.addWidget(made)
    made.resize(1130, 560)
    made.show()
    return made


def scan(qtbot: QtBot, pane: VerifyPane, text: str) -> None:
    """A scanner types over what is selected and ends with Enter."""
    type_text(pane.field, text)
    qtbot.keyClick(pane.field, Qt.Key.Key_Return)
    qtbot.wait(1)


def says(pane: VerifyPane) -> str:
    return "\n".join(each.text() for each in pane.result.findChildren(QLabel) if each.isVisible())


def test_before_the_first_check_it_says_what_to_do(pane: VerifyPane) -> None:
    assert "扫码枪" in says(pane)
    assert not pane.log_card.isVisible()


def test_a_scanned_certificate_is_ours_and_shows_what_the_register_says(
    qtbot: QtBot, desk: Desk, pane: VerifyPane
) -> None:
    certificate_id = issue(desk.store)
    scan(qtbot, pane, register.sheets(desk.store, [certificate_id])[0].qr_text)
    assert pane.result.verdict.property("role") == "good"
    text = says(pane)
    for part in ("真的，是我们发的", "鸿运荣字〔2026〕第0001号", "罗喆同志：", "邻里之星", "2026-10-08", "已签发"):
        assert part in text
    assert pane.field.hasSelectedText()


def test_the_next_scan_takes_the_place_of_the_last_and_both_stand_in_the_log(
    qtbot: QtBot, desk: Desk, pane: VerifyPane, qtmodeltester: ModelTester
) -> None:
    first, second = (issue(desk.store, name) for name in ("罗喆", "谢玥"))
    for sheet in register.sheets(desk.store, [first, second]):
        scan(qtbot, pane, sheet.qr_text)
    assert "谢玥同志：" in says(pane)
    assert pane.log.rows.rowCount() == 2
    qtmodeltester.check(pane.log.rows)
    assert pane.log.rows.index(0, 3).data() == "谢玥"
    pane.log.selectRow(1)
    assert "罗喆同志：" in says(pane)
    assert desk.store.value("SELECT count(*) FROM journal WHERE code LIKE '%verif%'") == 0


def test_a_number_alone_proves_nothing_and_tells_no_name(qtbot: QtBot, desk: Desk, pane: VerifyPane) -> None:
    issue(desk.store)
    scan(qtbot, pane, "荣字2026第1号")
    assert pane.result.verdict.property("role") == "warning"
    assert "还差校验码" in says(pane)
    assert "罗喆" not in says(pane)


def test_a_wrong_code_is_a_bad_sign_and_tells_no_name(qtbot: QtBot, desk: Desk, pane: VerifyPane) -> None:
    issue(desk.store)
    scan(qtbot, pane, "鸿运荣字〔2026〕第0001号 0000-0000")
    assert pane.result.verdict.property("role") == "bad"
    assert "校验码或姓名对不上" in says(pane)
    assert "罗喆" not in says(pane)


@pytest.mark.parametrize(
    ("text", "part"),
    [("别家荣字〔2026〕第0001号 ABCD-1234", "不是我们发的"), ("你好", "没有看到编号，也没有校验码")],
)
def test_what_is_none_of_ours_is_told_from_what_can_not_be_read(
    qtbot: QtBot, desk: Desk, pane: VerifyPane, text: str, part: str
) -> None:
    issue(desk.store)
    scan(qtbot, pane, text)
    assert part in says(pane)


def test_a_superseded_and_a_withdrawn_one_were_ours(qtbot: QtBot, desk: Desk, pane: VerifyPane) -> None:
    corrected, withdrawn = issue(desk.store, "罗喆"), issue(desk.store, "谢玥")
    old, gone = (register.sheets(desk.store, [each])[0] for each in (corrected, withdrawn))
    aftercare.correct(desk.store, corrected, replace(old.wording, honorific="女士"), "称呼写错", any_printer)
    aftercare.withdraw(desk.store, withdrawn, "重复表彰")
    scan(qtbot, pane, old.qr_text)
    assert "已经换发了新的一版" in says(pane)
    assert "第 2 版" in says(pane)
    assert "罗喆女士：" in says(pane)
    scan(qtbot, pane, gone.qr_text)
    assert "已经撤回" in says(pane)
    assert "重复表彰" in says(pane)
    scan(qtbot, pane, register.sheets(desk.store, [corrected])[0].qr_text)
    assert pane.result.verdict.property("role") == "good"


def test_of_an_erased_person_the_paper_is_still_ours(qtbot: QtBot, demo_desk: Desk) -> None:
    certificate_id = 1
    sheet = register.sheets(demo_desk.store, [certificate_id])[0]
    resident_id = lines_of(demo_desk.store, [certificate_id])[0].resident_id
    assert resident_id is not None
    erasure.erase(demo_desk.store, resident_id)
    pane = VerifyPane(demo_desk)
    qtbot.addWidget(pane)
    pane.show()
    scan(qtbot, pane, f"{sheet.number} {sheet.check_code}")
    assert "个人信息已删除" in says(pane)
    assert pane.result.verdict.property("role") == "good"


def test_nothing_typed_is_no_check_and_f9_hides_names(qtbot: QtBot, desk: Desk, pane: VerifyPane) -> None:
    qtbot.keyClick(pane.field, Qt.Key.Key_Return)
    assert pane.log.rows.rowCount() == 0
    scan(qtbot, pane, register.sheets(desk.store, [issue(desk.store)])[0].qr_text)
    desk.privacy.toggle()
    assert "罗喆" not in says(pane)
    assert "罗喆" not in str(pane.log.rows.index(0, 3).data())


def test_in_a_low_window_the_verdict_has_the_room_of_the_log(qtbot: QtBot, desk: Desk, pane: VerifyPane) -> None:
    scan(qtbot, pane, "你好")
    assert pane.log_card.isVisible()
    pane.resize(800, 300)
    qtbot.waitUntil(lambda: not pane.log_card.isVisible())
    assert pane.result.isVisible()
    pane.resize(1130, 560)
    qtbot.waitUntil(pane.log_card.isVisible)
