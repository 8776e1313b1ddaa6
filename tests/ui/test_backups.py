# SPDX-License-Identifier: GPL-3.0-or-later
"""备份到 U 盘 by one button, the day's backup by itself, and word when none has left the computer."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hongyun_desktop.app import Application
from hongyun_desktop.core import settings
from hongyun_desktop.core.backups import disks, making, remembering, stick
from hongyun_desktop.core.backups.disks import Disk
from hongyun_desktop.core.backups.drives import Drive
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import backup, places
from hongyun_desktop.core.store.backup import folder_of
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.demo import keeping
from hongyun_desktop.ui.desk_actions import backups, daily, stick_dialog
from hongyun_desktop.ui.desk_actions.daily import DailyBackup
from hongyun_desktop.ui.desk_actions.stick_dialog import StickDialog
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.window_state import WindowState
from tests.stores import open_empty
from tests.ui.fakes import FakeSpeaker

LEFT = Qt.MouseButton.LeftButton
MakeDialog = Callable[..., StickDialog]


@pytest.fixture
def plugged(tmp_path: Path) -> list[Drive]:
    """The sticks that are plugged in; a test adds to them."""
    return []


@pytest.fixture
def plug_in(tmp_path: Path, plugged: list[Drive], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    def disk_of(folder: Path) -> Disk:
        on_stick = any(folder.is_relative_to(drive.folder) for drive in plugged)
        return Disk("sdb", True) if on_stick else Disk("sda", False)

    monkeypatch.setattr(disks, "disk_of", disk_of)

    def plug(name: str) -> Path:
        (tmp_path / name).mkdir()
        plugged.append(Drive(tmp_path / name, name, 8_000_000_000))
        return tmp_path / name

    return plug


@pytest.fixture
def open_dialog(desk: Desk, plugged: list[Drive], qtbot: QtBot) -> MakeDialog:
    def make() -> StickDialog:
        dialog = StickDialog(desk, find=lambda: list(plugged))
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.look()
        return dialog

    return make


def write(store: Store, community: str) -> None:
    settings.save(store, {"community": community})


def choices(dialog: StickDialog) -> list[QPushButton]:
    items = [dialog.sticks.itemAt(number) for number in range(dialog.sticks.count())]
    return [widget for item in items if item and isinstance(widget := item.widget(), QPushButton)]


def test_one_stick_is_taken_at_once(store: Store, plug_in: Any, open_dialog: MakeDialog, qtbot: QtBot) -> None:
    u = plug_in("KINGSTON")
    dialog = open_dialog()
    assert dialog.headline.text() == "备份好了，也核对过了"
    assert "程序没有放上去" in dialog.under.text()
    assert sorted(file.name for file in u.iterdir()) == ["请先看我.txt", "鸿运备份"]
    told = remembering.last(store)
    assert told is not None
    assert told.file.parent == u / stick.FOLDER_NAME
    assert dialog.leave.text() == "关闭"
    qtbot.mouseClick(dialog.leave, LEFT)
    assert not dialog.isVisible()


def test_without_a_stick_it_waits_and_begins_when_one_is_plugged_in(
    store: Store, plug_in: Any, open_dialog: MakeDialog, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    assert dialog.headline.text() == "请插上 U 盘"
    assert remembering.last(store) is None
    dialog.look()
    waiting = dialog.height()
    plug_in("KINGSTON")
    dialog.look()
    assert dialog.headline.text() == "备份好了，也核对过了"
    # It grew with what it says: no line is cut off.
    qtbot.waitUntil(lambda: dialog.height() > waiting)
    assert dialog.under.height() >= dialog.under.heightForWidth(dialog.under.width())


def test_of_several_somebody_chooses(store: Store, plug_in: Any, open_dialog: MakeDialog, qtbot: QtBot) -> None:
    first, second = plug_in("KINGSTON"), plug_in("鸿运U盘")
    dialog = open_dialog()
    assert [choice.text() for choice in choices(dialog)] == ["KINGSTON　还空 7.5 GB", "鸿运U盘　还空 7.5 GB"]
    qtbot.mouseClick(choices(dialog)[1], LEFT)
    assert list(first.iterdir()) == []
    assert len(list(second.iterdir())) == 2


def test_any_folder_can_be_chosen_instead(
    store: Store, open_dialog: MakeDialog, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    (tmp_path / "移动硬盘").mkdir()
    speaker.files.extend([None, tmp_path / "移动硬盘"])
    qtbot.mouseClick(dialog.folder, LEFT)
    assert remembering.last(store) is None
    qtbot.mouseClick(dialog.folder, LEFT)
    assert (tmp_path / "移动硬盘" / "请先看我.txt").is_file()


def test_a_folder_on_the_disk_of_the_data_is_said_to_have_left_nothing(
    store: Store, plug_in: Any, open_dialog: MakeDialog, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    write(store, "新东社区")
    dialog = open_dialog()
    (tmp_path / "桌面").mkdir()
    speaker.files.append(tmp_path / "桌面")
    qtbot.mouseClick(dialog.folder, LEFT)
    assert dialog.headline.text() == "备份好了，但还没有离开这台电脑"
    assert "在同一块硬盘上" in dialog.under.text()
    assert "弹出" not in dialog.under.text()
    told = remembering.last(store)
    assert told is not None
    assert told.away is None


def test_another_place_on_the_disk_of_the_data_is_said_too(
    store: Store, desk: Desk, plug_in: Any, speaker: FakeSpeaker, tmp_path: Path
) -> None:
    speaker.files += [tmp_path / "桌面", plug_in("移动硬盘")]
    backups.ask_back_up(desk)
    assert "在同一块硬盘上" in speaker.toasts[-1]
    backups.ask_back_up(desk)
    assert "同一块" not in speaker.toasts[-1]


def test_a_stick_that_went_is_said_in_the_dialog_and_can_be_tried_again(
    store: Store, plug_in: Any, open_dialog: MakeDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    u = plug_in("KINGSTON")

    def gone(*_args: object, **_kwargs: object) -> None:
        raise StorageProblem("stick_gone", folder="KINGSTON")

    with monkeypatch.context() as patch:
        patch.setattr(stick, "put_on", gone)
        dialog = open_dialog()
    assert dialog.headline.text() == "没有备份成"
    assert dialog.under.text().startswith("KINGSTON 写到一半断开了")
    dialog.begin(u)
    assert dialog.headline.text() == "备份好了，也核对过了"


def test_a_copy_that_is_not_sound_is_told_and_made_all_the_same(
    store: Store, plug_in: Any, open_dialog: MakeDialog
) -> None:
    connection = store.database.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO resident(name, dwelling_id) VALUES ('罗喆', 404)")
    plug_in("KINGSTON")
    assert "检查资料" in open_dialog().under.text()


def test_stopping_half_way_leaves_the_backup(
    desk: Desk,
    store: Store,
    plug_in: Any,
    open_dialog: MakeDialog,
    speaker: FakeSpeaker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plug_in("KINGSTON")
    real = stick.put_on

    def stopped(store: Store, folder: Path, program: Any, tell: Callable[[int, int], None]) -> Any:
        real(store, folder, program, tell)
        dialog.reject()
        tell(1, 2)

    monkeypatch.setattr(stick, "put_on", stopped)
    dialog = StickDialog(desk, find=list)
    dialog.open()
    dialog.begin(next(iter(store.path.parent.glob("KINGSTON"))))
    assert speaker.toasts == ["停下了。写好的备份还在 U 盘上，程序没有放完。"]
    assert not dialog.isVisible()


def test_the_demo_needs_no_stick(demo_desk: Desk) -> None:
    assert stick_dialog.ask_stick(demo_desk) is None
    assert isinstance(demo_desk.speaker, FakeSpeaker)
    assert demo_desk.speaker.refusals == ["这是演示资料，不用备份。"]


# --- the day's backup


@pytest.fixture
def watcher(desk: Desk) -> DailyBackup:
    return DailyBackup(desk, desk)


def test_the_days_backup_is_made_beside_the_window(store: Store, watcher: DailyBackup, clock: FixedClock) -> None:
    made: list[bool] = []
    watcher.made.connect(lambda: made.append(True))
    watcher.look()
    assert made == []
    write(store, "新东社区")
    watcher.look()
    watcher.look()
    assert made == [True]
    clock.at += timedelta(days=1)
    write(store, "桂湖社区")
    watcher.look()
    assert len(list(folder_of(store.path).glob("*.db"))) == 2


def test_a_program_that_stays_open_makes_it_by_itself(
    store_path: Path,
    clock: FixedClock,
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_empty(store_path, clock) as store:
        write(store, "新东社区")
    monkeypatch.setattr(daily, "FIRST_MS", 0)
    state = WindowState(tmp_path / "window.ini")
    program = Application(store_path, state, keeping.ready, speaker=FakeSpeaker(), clock=clock)
    program.begin()
    qtbot.waitUntil(lambda: any(folder_of(store_path).glob("*.db")), timeout=20_000)
    program.close()


def test_a_backup_that_fails_is_said_once_a_day(
    store: Store, watcher: DailyBackup, clock: FixedClock, speaker: FakeSpeaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise StorageProblem("disk_full", file="鸿运.db")

    monkeypatch.setattr(backup, "back_up", full)
    write(store, "新东社区")
    watcher.look()
    watcher.look()
    assert len(speaker.toasts) == 1
    assert speaker.toasts[0].startswith("今天的备份没有做成。磁盘满了")
    clock.at += timedelta(days=1)
    watcher.look()
    assert len(speaker.toasts) == 2
    assert speaker.refusals == []


def test_that_the_data_has_a_fault_is_said_without_stopping_anybody(
    store: Store, watcher: DailyBackup, speaker: FakeSpeaker
) -> None:
    connection = store.database.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO resident(name, dwelling_id) VALUES ('罗喆', 404)")
    write(store, "新东社区")
    watcher.look()
    assert [toast for toast in speaker.toasts if "检查资料" in toast]


def test_after_a_week_without_a_stick_there_is_one_word_a_day(
    store: Store,
    watcher: DailyBackup,
    clock: FixedClock,
    speaker: FakeSpeaker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(store, "新东社区")
    making.back_up_by_itself(store)
    clock.at += timedelta(days=8)
    watcher.remind()
    watcher.look()
    assert speaker.toasts == ["已有 8 天没有把备份带离这台电脑。请插上 U 盘，点“资料”里的“备份到 U 盘”。"]
    clock.at += timedelta(days=1)
    watcher.look()
    assert len(speaker.toasts) == 2
    monkeypatch.setattr(places, "problem_of", lambda *_args, **_kwargs: "folder_removable")
    making.back_up(store, tmp_path / "stick")
    clock.at += timedelta(days=1)
    watcher.look()
    assert len(speaker.toasts) == 2


def test_with_a_wrong_clock_the_reminder_names_no_number() -> None:
    assert daily.reminder(0).startswith("已有很久没有")


def test_the_watcher_goes_with_its_window(desk: Desk, qtbot: QtBot) -> None:
    window = QObject()
    watcher = DailyBackup(desk, window)
    watcher.begin()
    with qtbot.waitSignal(watcher.destroyed):
        window.deleteLater()
