# SPDX-License-Identifier: GPL-3.0-or-later
"""检查资料 mends what it can; a damaged database is looked at, with its banner, and the way back from a backup."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.app import Application
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.store import backup
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.rescue import RescuedStore
from hongyun_desktop.core.store.rights import Right, Role
from hongyun_desktop.core.store.salvage import Lost
from hongyun_desktop.core.store.store import Session, Store
from hongyun_desktop.demo import keeping
from hongyun_desktop.ui.desk_actions import checking
from hongyun_desktop.ui.desk_actions.checking import CheckDialog
from hongyun_desktop.ui.desk_actions.rescue_banner import LostDialog, RescueBanner, lost_words
from hongyun_desktop.ui.desk_actions.restore_dialog import RestoreDialog
from hongyun_desktop.ui.desk_actions.restoring import Restoration
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.trouble import TroubleDialog, Way, ways_for
from tests.stores import spoil_page
from tests.ui.fakes import FakeSpeaker

LEFT = Qt.MouseButton.LeftButton
CLOCK = FixedClock(datetime(2026, 11, 24, 10, 30))


def shown(kind: type[Any]) -> Any:
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()), None)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    yield widget
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog):
            each.close()


def raw(store: Store) -> Any:
    return store.database.connection()


def test_what_can_be_mended_is_mended_by_one_button_and_looked_at_again(
    demo_desk: Desk, page: QWidget, qtbot: QtBot
) -> None:
    raw(demo_desk.store).execute("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'resident'")
    checking.check(demo_desk, page, lambda _step: None)
    dialog = shown(CheckDialog)
    assert dialog.headline.text() == "有 1 处不对"
    assert dialog.mend.text() == "修好这 1 处"
    assert not dialog.restore.isVisible()
    qtbot.mouseClick(dialog.mend, LEFT)
    after = shown(CheckDialog)
    assert after is not dialog
    assert after.headline.text() == "修好了 1 处，资料完好"
    assert not after.mend.isVisible()
    assert demo_desk.store.value("SELECT code FROM journal ORDER BY id DESC LIMIT 1") == "mended"


def test_whoever_may_not_mend_sees_why(demo_desk: Desk, page: QWidget) -> None:
    raw(demo_desk.store).execute("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'resident'")
    assert demo_desk.store.session
    demo_desk.store.session = Session(demo_desk.store.session.operator_id, "谭姐", Role.CLERK)
    checking.check(demo_desk, page, lambda _step: None)
    dialog = shown(CheckDialog)
    assert not dialog.mend.isEnabled()
    assert "管理员" in dialog.mend.toolTip()


def test_what_can_not_be_mended_names_the_newest_verified_backup_and_goes_back_to_it(
    desk: Desk, page: QWidget, qtbot: QtBot
) -> None:
    made = backup.back_up(desk.store, backup.folder_of(desk.store.path)).file
    raw(desk.store).execute("UPDATE chain_head SET entries = 7")
    raw(desk.store).execute("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'setting'")
    raw(desk.store).execute("INSERT INTO search(rowid, words) VALUES (160, '多 的')")
    steps: list[Restoration] = []
    checking.check(desk, page, steps.append)  # pyright: ignore[reportArgumentType]
    dialog = shown(CheckDialog)
    assert "2026-10-08 09:00" in " ".join(each.text() for each in dialog.findChildren(type(dialog.under)))
    qtbot.mouseClick(dialog.mend, LEFT)
    after = shown(CheckDialog)
    assert after.headline.text().startswith("修好了 1 处，还有 ")
    qtbot.mouseClick(after.restore, LEFT)
    qtbot.waitUntil(lambda: shown(RestoreDialog) is not None)
    shown(RestoreDialog).accept()
    assert [step.chosen.file for step in steps] == [made]


# A damaged database


@pytest.fixture
def database(demo_file: Path, tmp_path: Path) -> Path:
    """A file of our own with the demo's people, a backup of it, and a damaged page."""
    copy = tmp_path / "鸿运.db"
    shutil.copyfile(demo_file, copy)
    with open_store(copy, clock=CLOCK) as store:
        raw(store).execute("UPDATE meta SET is_demo = 0")
        backup.back_up(store, backup.folder_of(copy))
    spoil_page(copy)
    (tmp_path / "鸿运.db.closed").unlink(missing_ok=True)
    return copy


@pytest.fixture
def application(qapp: Any, database: Path, tmp_path: Path) -> Iterator[Application]:
    made = Application(
        database, WindowState(tmp_path / "window.ini"), keeping.ready, speaker=FakeSpeaker(), clock=CLOCK
    )
    yield made
    made.close()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.deleteLater()


def looked_at(qtbot: QtBot, application: Application) -> RescuedStore:
    application.begin()
    trouble = application.opening.shown
    assert isinstance(trouble, TroubleDialog)
    assert list(trouble.buttons)[:2] == [Way.RESTORE, Way.LOOK]
    qtbot.mouseClick(trouble.buttons[Way.LOOK], LEFT)
    qtbot.waitUntil(lambda: application.window is not None, timeout=20_000)
    assert application.window is not None
    store = application.window.desk.store
    assert isinstance(store, RescuedStore)
    return store


def test_a_damaged_database_is_looked_at_with_its_banner_and_the_newest_backup_named(
    qtbot: QtBot, application: Application
) -> None:
    store = looked_at(qtbot, application)
    assert application.window is not None
    banner = application.window.findChild(RescueBanner)
    assert banner is not None
    assert banner.headline.text() == "资料坏了，现在只能看，不能改"
    assert "证书打印记录" in banner.missing.text()
    qtbot.waitUntil(lambda: "2026-11-24 10:30" in banner.newest.text(), timeout=20_000)
    assert store.value("SELECT count(*) FROM resident") > 1000
    qtbot.mouseClick(banner.more, LEFT)
    assert any("证书打印记录" in line.text() for line in shown(LostDialog).lines)
    shown(LostDialog).accept()
    qtbot.mouseClick(banner.restore, LEFT)
    qtbot.waitUntil(lambda: shown(RestoreDialog) is not None, timeout=20_000)
    shown(RestoreDialog).accept()
    qtbot.waitUntil(
        lambda: application.window is not None and not application.window.desk.store.rescued, timeout=20_000
    )
    assert application.window.findChild(RescueBanner) is None


def test_closing_makes_no_backup_and_asks_nothing(qtbot: QtBot, application: Application, database: Path) -> None:
    store = looked_at(qtbot, application)
    window = application.window
    assert window is not None
    backups = sorted(backup.folder_of(database).iterdir())
    window.daily.look()
    assert window.desk.why_not(Right.WRITE) == "资料坏了，现在只能看，不能改。请从备份找回。"
    qtbot.waitUntil(lambda: not window.desk.jobs.busy)
    with qtbot.waitSignal(application.ended):
        window.close()
    application.close()
    assert store.database.is_closed()
    assert sorted(backup.folder_of(database).iterdir()) == backups
    assert not database.with_name("鸿运.db.closed").exists()


def test_looking_is_offered_where_something_can_be_read_only() -> None:
    assert Way.LOOK in ways_for("database_damaged", is_own=True)
    assert Way.LOOK in ways_for("triggers_missing", is_own=True)
    for code in ("database_missing", "database_key_needed", "rescue_impossible", "database_newer"):
        assert Way.LOOK not in ways_for(code, is_own=True)


def test_how_much_is_missing_is_said_as_exactly_as_it_is_known() -> None:
    assert lost_words(Lost("resident", 1_038)) == "居民 1,038 条"
    assert lost_words(Lost("entry", 33, is_exact=False)) == "积分流水最多 33 条"
    assert lost_words(Lost("published_place", None)) == "公布的名次的一部分"
