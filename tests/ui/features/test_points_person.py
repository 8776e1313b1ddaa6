# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's points by clicks and keys: finding, why, 更正, 存折, 以前的积分."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.points import balances, crediting, ledger, listing, opening, point_rules
from hongyun_desktop.core.points.ledger import Posting
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.store import journal
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.features.points.page import PERSON, RANKING, PointsPage
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.form import RecordForm
from hongyun_desktop.ui.kit.turns import TURN_MS
from tests.core.points.neighbourhood import hold, settle
from tests.ui.choosing import choose
from tests.ui.fakes import FakeSpeaker
from tests.ui.features.test_points import CLICK, column, page_of
from tests.ui.typing_text import type_text

DAY = date(2026, 9, 12)


@pytest.fixture
def luo(store: Store) -> int:
    """罗喆 with 25 points for 清扫楼道, then 5 of 巡逻 where the day's cap of 30 was reached."""
    point_rules.save_rule(store, "", 10, starts_on=date(2026, 9, 1), cap_per_day=30)
    person = settle(store, "3", "2", "1102", "罗喆")[0]
    crediting.credit(store, [person], hold(store, "清扫楼道"), 150)
    crediting.credit(store, [person], hold(store, "巡逻"), 60)
    crediting.credit(store, [person], hold(store, "浇花"), 60)
    return person


def person_page(qtbot: QtBot, desk: Desk) -> PointsPage:
    """The page with the second view in front."""
    page = page_of(qtbot, desk)
    page.views.set_value(PERSON)
    return page


def told(page: PointsPage) -> list[str]:
    """The sentences that explain the selected line."""
    column = page.person.why.steps
    shown = [column.itemAt(place).widget() for place in range(column.count())]
    return [each.text() for each in shown if isinstance(each, QLabel)]


def form_of(page: PointsPage) -> RecordForm:
    """The form that is open."""
    form = page.findChild(RecordForm)
    assert form is not None
    assert form.isVisible()
    return form


def test_without_points_the_view_says_what_to_do_first(qtbot: QtBot, desk: Desk) -> None:
    page = person_page(qtbot, desk)
    assert page.person.nobody.isVisible()
    assert "先登记服务" in page.person.nobody.sentence.text()


def test_everybody_is_listed_once_an_undo_took_out_whoever_was_shown(
    qtbot: QtBot, desk: Desk, store: Store, luo: int
) -> None:
    page = person_page(qtbot, desk)
    page.show_person(residents.save_resident(store, ResidentValues("王小明")).params["resident_id"])
    with qtbot.captureExceptions() as caught:
        desk.undo()
    assert caught == []
    assert page.person.resident_id is None
    assert column(page.person.people, 0) == ["罗喆"]
    assert not page.person.everybody.isEnabled()


def test_everybody_is_listed_and_sorted_by_points(qtbot: QtBot, desk: Desk, store: Store, luo: int) -> None:
    wang = settle(store, "1", "1", "101", "王秀英")[0]
    crediting.credit(store, [wang], hold(store, "理发", date(2026, 10, 1)), 30)
    page = person_page(qtbot, desk)
    assert column(page.person.people, 0) == ["王秀英", "罗喆"]
    header = page.person.people.horizontalHeader()
    place = header.sectionViewportPosition(2) + 10
    for _click in range(2):
        qtbot.mouseClick(header.viewport(), CLICK, pos=QPoint(place, 12))
    assert column(page.person.people, 2) == ["30", "5"]
    page.person.people.select_id(luo)
    qtbot.keyClick(page.person.people, Qt.Key.Key_Return)
    assert page.person.resident_id == luo
    qtbot.mouseClick(page.person.everybody, CLICK)
    assert page.person.people.isVisible()


def test_a_person_is_found_by_typing_and_sums_are_shown(qtbot: QtBot, desk: Desk, luo: int) -> None:
    page = person_page(qtbot, desk)
    qtbot.keyClicks(page.person.search, "3-2-1102")
    qtbot.keyClick(page.person.search, Qt.Key.Key_Return)
    assert page.person.resident_id == luo
    summary = page.person.summary
    assert (summary.points.number.text(), summary.hours.number.text()) == ("30", "4.5")
    assert column(page.person.entries, 3) == ["0", "+5", "+25"]
    assert column(page.person.entries, 7) == ["未得分", "", ""]


def test_that_days_do_not_follow_one_another_is_explained_where_it_is_so(
    qtbot: QtBot, desk: Desk, store: Store, luo: int
) -> None:
    page = page_of(qtbot, desk)
    page.show_person(luo)
    assert not page.person.order.isVisible()
    changed = opening.enter_opening(store, luo, 50, 6000, date(2025, 12, 31), "2025年积分册")
    desk.did(changed, "记了")
    assert "2025-12-31" in column(page.person.entries, 0)
    assert page.person.order.isVisible()


def test_why_so_many_is_told_in_plain_sentences(qtbot: QtBot, desk: Desk, luo: int) -> None:
    page = page_of(qtbot, desk)
    page.show_record("entry", 2)
    qtbot.wait(2 * TURN_MS)
    assert page.person.why.number.text() == "+5 分"
    sentences = told(page)
    assert sentences[:4] == [
        "2026-09-12 参加“巡逻”。", "服务 1 小时。", "按当时的规则“每小时10分”，1 小时得 10 分。",
        "每天最多 30 分，当天已用 25 分，所以记 5 分。",
    ]  # fmt: skip


def test_an_entry_is_taken_back_with_a_reason(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, luo: int) -> None:
    page = page_of(qtbot, desk)
    choose(page.ranking.quarters, Quarter(2026, 3))
    page.show_record("entry", 1)
    qtbot.wait(2 * TURN_MS)
    qtbot.mouseClick(page.person.why.reverse, CLICK)
    form = form_of(page)
    assert "余额从 30 分变为 5 分" in form.note.text()
    assert "少算 2.5 小时" in form.note.text()
    qtbot.keyClick(form.editors["reason"].input, Qt.Key.Key_Down)
    qtbot.mouseClick(form.ok, CLICK)
    assert balances.balance(desk.store, luo) == 5
    assert speaker.toasts == ["已更正 2026-09-12 的“清扫楼道”，−25 分。"]
    assert speaker.undo is None
    assert page.person.summary.points.number.text() == "5"
    page.open_view(RANKING)
    assert page.header.subtitle.text() == "2026年第三季度 · 1 人 · 2 小时 · 5 分"
    assert "更正：清扫楼道" in column(page.person.entries, 1)
    assert told(page)[-1].endswith("更正，原因：记错人。这一笔不再算数。")
    assert not page.person.why.reverse.isEnabled()


def test_points_that_were_spent_are_refused_in_words_and_the_form_stays(
    qtbot: QtBot, desk: Desk, store: Store, luo: int
) -> None:
    account_id = store.value("SELECT id FROM account WHERE resident_id = ?", (luo,))
    with store.unit("entry_reversed") as unit:
        ledger.append(unit, [Posting(account_id, "redeem", -20, DAY, "reward 1")])
    page = page_of(qtbot, desk)
    page.show_record("entry", 1)
    qtbot.wait(2 * TURN_MS)
    qtbot.keyClick(page.person.entries, Qt.Key.Key_Delete)
    form = form_of(page)
    qtbot.mouseClick(form.ok, CLICK)
    assert form.isVisible()
    assert form.trouble.text() == "这些积分已经用掉一部分，还差 15 分，不能更正。"
    assert balances.balance(store, luo) == 10
    form.reject()


def test_hours_without_points_are_taken_back_too(qtbot: QtBot, desk: Desk, luo: int) -> None:
    page = page_of(qtbot, desk)
    page.show_person(luo)
    assert page.person.why.number.text() == "0 分"
    qtbot.mouseClick(page.person.why.reverse, CLICK)
    qtbot.mouseClick(form_of(page).ok, CLICK)
    assert listing.holder(desk.store, luo).minutes == 210
    assert column(page.person.entries, 7)[0] == "已更正"


def test_a_person_without_entries_is_offered_a_first_service(qtbot: QtBot, desk: Desk, store: Store, luo: int) -> None:
    page = page_of(qtbot, desk)
    page.show_record("points_of", settle(store, "1", "1", "101", "王秀英")[0])
    qtbot.wait(2 * TURN_MS)
    assert page.person.no_entries.isVisible()
    assert page.person.summary.points.number.text() == "0"


def test_somebody_who_is_gone_is_refused(qtbot: QtBot, desk: Desk, speaker: FakeSpeaker) -> None:
    page = page_of(qtbot, desk)
    page.show_record("points_of", 99)
    qtbot.wait(2 * TURN_MS)
    assert speaker.refusals == ["花名册里没有这个人了。"]


def test_the_passbook_is_shown_saved_and_journaled(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, luo: int, tmp_path: Path
) -> None:
    from hongyun_desktop.ui.kit.preview import PdfPreview

    page = page_of(qtbot, desk)
    page.show_person(luo)
    qtbot.mouseClick(page.person.summary.print, CLICK)
    preview = page.findChild(PdfPreview)
    assert preview is not None
    assert preview.isVisible()
    speaker.files.append(tmp_path / "存折.pdf")
    qtbot.mouseClick(preview.save, CLICK)
    assert (tmp_path / "存折.pdf").read_bytes().startswith(b"%PDF")
    newest = journal.entries(desk.store, 1)[0]
    assert (newest.code, newest.params["what"]) == ("paper_saved", "积分存折")
    preview.close()


def test_points_from_before_are_entered_once_with_their_source(
    qtbot: QtBot, desk: Desk, speaker: FakeSpeaker, luo: int
) -> None:
    page = page_of(qtbot, desk)
    page.show_person(luo)
    page.more.menu().actions()[0].trigger()
    form = form_of(page)
    assert form.editors["resident"].value() == luo
    qtbot.keyClicks(form.editors["points"].input, "320")
    qtbot.keyClicks(form.editors["hours"].input, "100")
    qtbot.mouseClick(form.ok, CLICK)
    assert form.problems["as_of"].text() == "请写上日期。"
    qtbot.keyClicks(form.editors["as_of"].input, "2025-12-31")
    type_text(form.editors["source"].input, "2025年积分册第3页")
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    if form.isVisible():
        qtbot.mouseClick(form.ok, CLICK)
    assert speaker.toasts == ["已录入以前的积分。"]
    assert page.person.summary.points.number.text() == "350"
    assert page.person.summary.star.number.text() == "一星"


def test_an_opening_wants_a_person(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk)
    page.more.menu().actions()[0].trigger()
    form = form_of(page)
    qtbot.mouseClick(form.ok, CLICK)
    assert form.problems["resident"].text() == "还没有选定：打几个字，再从跳出来的名单里点一个。"
    form.reject()
