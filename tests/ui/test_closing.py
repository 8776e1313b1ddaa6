# SPDX-License-Identifier: GPL-3.0-or-later
"""On closing: a verified backup first, one line of the day, and a way out of everything."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import signing_in
from hongyun_desktop.core.backups import making, remembering
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.points import sign_in
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.roster import importing
from hongyun_desktop.core.roster.address import parse_address
from hongyun_desktop.core.roster.rules import RosterLine
from hongyun_desktop.core.store.backup import folder_of
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.desk_actions import closing
from hongyun_desktop.ui.desk_actions.status import status_facts
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.fakes import FakeSpeaker

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def left() -> list[bool]:
    return []


@pytest.fixture
def busy_desk(qapp: Any, store: Store) -> Iterator[Desk]:
    """A desk whose worker is a real one."""
    made = Desk(store, FakeSpeaker())
    yield made
    made.jobs.close()


def record_services(store: Store, day: date, hours: dict[str, float]) -> None:
    lines = [RosterLine("名册", number, parse_address(f"1-1-{number}01"), name) for number, name in enumerate(hours, 2)]
    importing.apply_import(store, importing.plan_import(store, lines))
    signed = [
        SignInLine("签到", number, day, "清扫楼道", name, round(each * 60))
        for number, (name, each) in enumerate(hours.items(), 2)
    ]
    sign_in.apply_sign_in(store, sign_in.plan_sign_in(store, signed))


def close(desk: Desk, window: QWidget, left: list[bool]) -> closing.ClosingPanel | None:
    return closing.close(desk, window, lambda: left.append(True))


def test_the_day_is_told_after_the_backup_and_the_window_goes_by_itself(
    desk: Desk, store: Store, window: QWidget, left: list[bool], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "SHOWN_MS", 30)
    record_services(store, date(2026, 10, 7), {"王建国": 2, "陈秀英": 1.5})
    panel = close(desk, window, left)
    assert panel is not None
    assert panel.line.text() == "今天记了 2 人、3.5 小时，已备份。"
    assert left == []
    assert remembering.last(store) is not None
    qtbot.waitUntil(lambda: left == [True])


def test_any_key_leaves_at_once(desk: Desk, window: QWidget, left: list[bool], qtbot: QtBot) -> None:
    panel = close(desk, window, left)
    assert panel is not None
    qtbot.keyClick(panel.leave, Qt.Key.Key_A)
    assert left == [True]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_blank_leave_once(desk: Desk, window: QWidget, left: list[bool], qtbot: QtBot, key: Qt.Key) -> None:
    panel = close(desk, window, left)
    assert panel is not None
    qtbot.keyClick(panel.leave, key)
    assert left == [True]


def test_escape_after_the_backup_stays_and_the_window_does_not_go_later(
    desk: Desk, window: QWidget, left: list[bool], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "SHOWN_MS", 30)
    panel = close(desk, window, left)
    assert panel is not None
    qtbot.keyClick(panel.leave, Qt.Key.Key_Escape)
    qtbot.wait(80)
    assert left == []
    assert window.isVisible()


def test_not_leaving_has_a_button_and_leaving_still_works_afterwards(
    desk: Desk, window: QWidget, left: list[bool], qtbot: QtBot
) -> None:
    panel = close(desk, window, left)
    assert panel is not None
    qtbot.mouseClick(panel.stay, LEFT)
    assert left == []
    again = close(desk, window, left)
    assert again is not None
    assert again is not panel
    qtbot.mouseClick(again.leave, LEFT)
    assert left == [True]


def test_a_day_without_services_says_so(desk: Desk, window: QWidget, left: list[bool], qtbot: QtBot) -> None:
    settings.save(desk.store, {"community": "新东社区"})
    panel = close(desk, window, left)
    assert panel is not None
    assert panel.line.text() == "今天没有记服务，已备份。"
    qtbot.mouseClick(panel.leave, LEFT)
    assert left == [True]


def test_services_of_an_earlier_day_are_not_of_today(
    desk: Desk, store: Store, window: QWidget, left: list[bool], clock: Any
) -> None:
    record_services(store, date(2026, 10, 7), {"王建国": 2})
    clock.at += timedelta(days=1)
    panel = close(desk, window, left)
    assert panel is not None
    assert panel.line.text() == "今天没有记服务，已备份。"


def test_the_backup_goes_to_the_stick_that_was_chosen_before(
    desk: Desk, store: Store, window: QWidget, left: list[bool], tmp_path: Path
) -> None:
    making.back_up(store, tmp_path / "stick")
    settings.save(store, {"community": "新东社区"})
    panel = close(desk, window, left)
    assert panel is not None
    assert panel.hint.text() == f"备份在：{tmp_path / 'stick'}"
    assert len(list((tmp_path / "stick").iterdir())) == 2


def test_a_backup_that_fails_is_said_and_leaving_is_asked(
    desk: Desk, store: Store, window: QWidget, left: list[bool], speaker: FakeSpeaker
) -> None:
    folder_of(store.path).write_text("a file where the folder should be", encoding="utf-8")
    assert close(desk, window, left) is not None
    assert "写不进去" in speaker.questions[0]
    assert "还要退出吗" in speaker.questions[0]
    assert left == []
    assert not any(panel.isVisible() for panel in window.findChildren(closing.ClosingPanel))
    speaker.answers.append(True)
    close(desk, window, left)
    assert left == [True]


def test_the_demo_closes_at_once(demo_desk: Desk, window: QWidget, left: list[bool]) -> None:
    assert close(demo_desk, window, left) is None
    assert left == [True]
    assert not folder_of(demo_desk.store.path).exists()


def test_while_a_job_runs_somebody_is_asked_and_may_stay(
    busy_desk: Desk, window: QWidget, left: list[bool], qtbot: QtBot
) -> None:
    go_on = Event()
    busy_desk.jobs.start("导入", lambda _progress: go_on.wait(10), lambda _result: None)
    assert close(busy_desk, window, left) is None
    assert isinstance(busy_desk.speaker, FakeSpeaker)
    assert "还有一件事正在做" in busy_desk.speaker.questions[0]
    go_on.set()
    qtbot.waitUntil(lambda: not busy_desk.jobs.busy)
    assert left == []


def test_the_backup_waits_for_the_job_that_runs(
    busy_desk: Desk, window: QWidget, left: list[bool], qtbot: QtBot
) -> None:
    go_on = Event()
    busy_desk.jobs.start("导入", lambda _progress: go_on.wait(10), lambda _result: None)
    assert isinstance(busy_desk.speaker, FakeSpeaker)
    busy_desk.speaker.answers.append(True)
    panel = close(busy_desk, window, left)
    assert panel is not None
    assert panel.line.text() == "正在等前面的事做完……"
    go_on.set()
    qtbot.waitUntil(lambda: panel.bar.isHidden())
    assert panel.line.text() == "今天没有记服务，已备份。"
    qtbot.mouseClick(panel.leave, LEFT)
    assert left == [True]


def test_leaving_at_once_does_not_wait_for_the_job(
    busy_desk: Desk, window: QWidget, left: list[bool], qtbot: QtBot
) -> None:
    go_on = Event()
    busy_desk.jobs.start("导入", lambda _progress: go_on.wait(10), lambda _result: None)
    assert isinstance(busy_desk.speaker, FakeSpeaker)
    busy_desk.speaker.answers.append(True)
    panel = close(busy_desk, window, left)
    assert panel is not None
    qtbot.mouseClick(panel.leave, LEFT)
    assert left == [True]
    go_on.set()
    qtbot.waitUntil(lambda: not busy_desk.jobs.busy)
    assert remembering.last(busy_desk.store) is None
    assert left == [True]


def test_escape_while_the_backup_is_made_goes_back_to_the_window(
    busy_desk: Desk, window: QWidget, left: list[bool], qtbot: QtBot
) -> None:
    go_on = Event()
    busy_desk.jobs.start("导入", lambda _progress: go_on.wait(10), lambda _result: None)
    assert isinstance(busy_desk.speaker, FakeSpeaker)
    busy_desk.speaker.answers.append(True)
    panel = close(busy_desk, window, left)
    assert panel is not None
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    go_on.set()
    qtbot.waitUntil(lambda: not busy_desk.jobs.busy)
    assert left == []


def test_closing_twice_makes_one_panel(busy_desk: Desk, window: QWidget, left: list[bool], qtbot: QtBot) -> None:
    panel = close(busy_desk, window, left)
    assert isinstance(busy_desk.speaker, FakeSpeaker)
    busy_desk.speaker.answers.append(True)
    assert close(busy_desk, window, left) is panel
    qtbot.waitUntil(lambda: panel is not None and panel.bar.isHidden())
    assert panel is not None
    qtbot.mouseClick(panel.leave, LEFT)
    assert left == [True]


# the status line


def test_the_status_line_of_a_new_database(store: Store) -> None:
    facts = status_facts(store)
    assert (facts.last_backup, facts.database) == ("这台电脑还没备份过", "本机资料：鸿运.db")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (0, "上次备份：今天 09:00（本机）"),
        (1, "上次备份：昨天 09:00（本机）"),
        (2, "上次备份：前天 09:00（本机）"),
        (3, "上次备份：3 天前，请备份"),
    ],
)
def test_the_status_line_reminds_after_three_days(
    store: Store, clock: Any, tmp_path: Path, days: int, sentence: str
) -> None:
    making.back_up(store, tmp_path / "stick")
    clock.at += timedelta(days=days)
    facts = status_facts(store)
    assert (facts.last_backup, facts.reminds) == (sentence, days == 3)


def test_the_status_line_says_who_is_at_the_desk(store: Store) -> None:
    signing_in.sit_down(store, "王建国")
    assert status_facts(store).operator == "经办：王建国（管理员）"


def test_the_demo_needs_no_backup(demo_store: Store) -> None:
    facts = status_facts(demo_store)
    assert (facts.last_backup, facts.database) == ("演示资料不用备份", "演示资料")


def test_a_fault_in_the_data_is_told_before_the_window_goes(
    desk: Desk, store: Store, window: QWidget, left: list[bool]
) -> None:
    connection = store.database.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO resident(name, dwelling_id) VALUES ('罗喆', 404)")
    panel = close(desk, window, left)
    assert panel is not None
    assert "检查资料" in panel.hint.text()


def test_the_status_line_says_that_none_has_left_the_computer(store: Store, clock: Any) -> None:
    settings.save(store, {"community": "新东社区"})
    clock.at += timedelta(days=8)
    making.back_up_by_itself(store)
    assert status_facts(store).last_backup == "上次备份：今天 09:00（本机）　8 天没备份到 U 盘了"
    clock.at -= timedelta(days=3_000)
    assert status_facts(store).last_backup.endswith("　请备份到 U 盘")


def test_the_line_of_the_day_counts_the_certificates_issued(demo_desk: Desk) -> None:
    store = demo_desk.store
    made_on = store.value("SELECT substr(max(made_at), 1, 10) FROM certificate_wording WHERE version = 1")
    count = store.value(
        "SELECT count(*) FROM certificate_wording w JOIN certificate c ON c.id = w.certificate_id"
        " WHERE version = 1 AND made_at LIKE ? || '%' AND withdrawn_on IS NULL",
        (made_on,),
    )
    store.clock = FixedClock(datetime.fromisoformat(made_on + "T17:00:00"))
    assert f"签发 {count} 张证书" in closing.line_of_today(store, None)
