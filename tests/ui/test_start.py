# SPDX-License-Identifier: GPL-3.0-or-later
"""The first start and every way on when a database can't be opened, by clicks and keys."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import operators
from hongyun_desktop.core.backups import drives, making, stick
from hongyun_desktop.core.backups.drives import Drive
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.errors import AppError, Refused, StorageProblem
from hongyun_desktop.core.facilities import keeping as facilities
from hongyun_desktop.core.facilities.rules import FacilityValues
from hongyun_desktop.core.photos import keeping as keeping_photos
from hongyun_desktop.core.photos.rules import IncomingPhoto, Stage, Subject
from hongyun_desktop.core.store import backup, encrypting, journal, keys, places
from hongyun_desktop.core.store.opening import marker_of, open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.demo import keeping
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.ui.desk_actions.backup_list import BackupList
from hongyun_desktop.ui.desk_actions.key_form import KeyDialog
from hongyun_desktop.ui.desk_actions.restore_dialog import RestoreDialog
from hongyun_desktop.ui.desk_actions.step import Step
from hongyun_desktop.ui.kit.waiting import Waiting
from hongyun_desktop.ui.start import Opening
from hongyun_desktop.ui.start_dialog import StartDialog
from hongyun_desktop.ui.trouble import WAYS, TroubleDialog, Way, ways_for
from tests.ui.fakes import FakeSpeaker
from tests.ui.typing_text import type_text

CLOCK = FixedClock(datetime(2026, 10, 8, 9, 0))
ENTER, LEFT = Qt.Key.Key_Return, Qt.MouseButton.LeftButton
PASSPHRASE = "三号楼下的桂花树"


class Run:
    """One start of the program, with what came of it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "data" / "鸿运.db"
        self.demo = folder / "own" / "演示.db"
        self.speaker = FakeSpeaker()
        self.stores: list[Store] = []
        self.sentences: list[str] = []
        self.given_up = 0
        self.opening = self.open_with(self.path)

    def open_with(self, path: Path, *, create: bool = False) -> Opening:
        opening = Opening(
            path, self.speaker, make_demo=keeping.ready, own=self.path, demo=self.demo, create=create, clock=CLOCK
        )
        opening.opened.connect(self._on_opened)
        opening.given_up.connect(self._on_given_up)
        self.opening = opening
        return opening

    def _on_opened(self, store: Store, sentence: str) -> None:
        self.stores.append(store)
        self.sentences.append(sentence)

    def _on_given_up(self) -> None:
        self.given_up += 1

    @property
    def start(self) -> StartDialog:
        assert isinstance(self.opening.shown, StartDialog)
        return self.opening.shown

    @property
    def trouble(self) -> TroubleDialog:
        assert isinstance(self.opening.shown, TroubleDialog)
        return self.opening.shown


@pytest.fixture
def run(qapp: Any, tmp_path: Path) -> Iterator[Run]:
    made = Run(tmp_path)
    yield made
    for store in made.stores:
        store.close()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.blockSignals(True)
            widget.done(0)


def shown(kind: type[QDialog]) -> Any:
    """The dialog of a kind that is open, or None."""
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


def fill_in(run: Run, compound: str = "桂花苑", operator: str = "陈晓梅") -> None:
    type_text(run.start.form.lines["compound"], compound)
    type_text(run.start.form.lines["operator"], operator)


def make_database(path: Path) -> None:
    with open_store(path, clock=CLOCK) as store:
        settings.save(store, {"compound": "桂花苑"})


def make_backup(path: Path, folder: Path) -> Path:
    with open_store(path, clock=CLOCK) as store:
        settings.save(store, {"compound": "桂花苑"})
        return making.back_up(store, folder).file


# the first start


def test_where_there_is_no_data_three_choices_are_offered_and_nothing_is_made(run: Run) -> None:
    run.opening.begin()
    assert run.start.isVisible()
    assert run.start.focusWidget() is run.start.new
    assert not run.path.parent.exists()


def test_escape_leaves_without_making_anything(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_Escape)
    assert run.given_up == 1
    assert not run.path.exists()


def test_new_data_by_keys_only(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.keyClick(run.start.new, ENTER)
    fill_in(run)
    qtbot.keyClick(run.start.form.lines["operator"], ENTER)
    (store,) = run.stores
    committee = settings.committee(store)
    assert (committee.compound, committee.issuer, committee.number_prefix) == ("桂花苑", "桂花苑自管委", "桂花苑")
    assert operators.at_desk(store) == "陈晓梅"
    assert run.sentences == ["资料建好了。先到“微网实格”里导入花名册。"]
    assert run.opening.shown is None


def test_the_page_outlives_the_key_that_finishes_it(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.keyClick(run.start.new, ENTER)
    fill_in(run)
    line = run.start.form.lines["operator"]
    qtbot.keyClick(line, ENTER)
    assert shiboken6.isValid(line)
    qtbot.waitUntil(lambda: not shiboken6.isValid(line))


def test_the_first_facts_are_not_taken_back_by_undo(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.mouseClick(run.start.new, LEFT)
    fill_in(run)
    qtbot.mouseClick(run.start.form.ok, LEFT)
    assert journal.undoable(run.stores[0]) is None


def test_issuer_and_prefix_follow_the_compound_until_somebody_writes_them(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_1)
    lines = run.start.form.lines
    type_text(lines["compound"], "鸿运小区")
    assert (lines["issuer"].text(), lines["number_prefix"].text()) == ("鸿运小区自管委", "鸿运")
    lines["number_prefix"].selectAll()
    type_text(lines["number_prefix"], "鸿")
    type_text(lines["compound"], "二期")
    assert (lines["issuer"].text(), lines["number_prefix"].text()) == ("鸿运小区二期自管委", "鸿")


def test_what_is_missing_is_said_where_it_stands_and_nothing_is_made(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_1)
    type_text(run.start.form.lines["compound"], "桂花苑")
    qtbot.mouseClick(run.start.form.ok, LEFT)
    assert run.start.form.problems["operator"].text() == "请写上经办人的姓名。"
    assert run.start.form.problems["compound"].isHidden()
    assert run.start.focusWidget() is run.start.form.lines["operator"]
    assert not run.path.exists()
    type_text(run.start.form.lines["operator"], "陈晓梅")
    assert run.start.form.problems["operator"].isHidden()


def test_escape_on_the_page_of_new_data_goes_back_to_the_choices(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_1)
    qtbot.keyClick(run.start, Qt.Key.Key_Escape)
    assert run.start.new.isVisible()
    assert run.given_up == 0


def test_arrows_walk_through_the_choices(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.keyClick(run.start.new, Qt.Key.Key_Down)
    assert run.start.focusWidget() is run.start.restore
    qtbot.keyClick(run.start.restore, Qt.Key.Key_Up)
    assert run.start.focusWidget() is run.start.new


def test_the_demo_is_made_with_progress_and_opened(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_3)
    assert shown(Waiting) is not None
    qtbot.waitUntil(lambda: bool(run.stores), timeout=60_000)
    assert run.stores[0].is_demo
    assert run.stores[0].path == run.demo
    assert run.opening.shown is None
    assert shown(Waiting) is None


def test_a_demo_that_is_stopped_leaves_no_half_of_one(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_3)
    qtbot.keyClick(shown(Waiting), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown(Waiting) is None, timeout=60_000)
    assert not run.demo.exists()
    assert not list(run.demo.parent.glob("*.making"))
    assert run.start.isVisible()


def test_the_demo_of_this_program_is_kept_and_one_of_an_older_schema_made_anew(
    tmp_path: Path, demo_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[Path] = []

    def build(file: Path, *_args: object) -> Any:
        built.append(file)
        file.parent.mkdir()
        file.write_bytes(demo_file.read_bytes())
        return type("Demo", (), {"file": file})

    monkeypatch.setattr(keeping, "build", build)
    file = tmp_path / "demo.db"
    day = datetime(2026, 11, 24).date()
    assert keeping.ready(file, day) == file
    keeping.ready(file, day)
    assert len(built) == 1
    monkeypatch.setattr(keeping.migrations, "LATEST", 99)
    keeping.ready(file, day)
    assert len(built) == 2


def test_other_data_in_the_place_of_the_demo_is_left_alone(run: Run, qtbot: QtBot) -> None:
    make_database(run.demo)
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: run.start.trouble.isVisible())
    assert "没有动它" in run.start.trouble.text()
    with open_store(run.demo) as store:
        assert settings.committee(store).compound == "桂花苑"


def test_the_demo_asked_for_at_the_start_needs_no_choice(run: Run, qtbot: QtBot, demo_file: Path) -> None:
    run.demo.parent.mkdir()
    shutil.copyfile(demo_file, run.demo)
    run.opening.begin_demo()
    assert shown(StartDialog) is None
    qtbot.waitUntil(lambda: bool(run.stores), timeout=60_000)
    assert run.stores[0].is_demo


def test_from_the_demo_to_own_data(run: Run, qtbot: QtBot) -> None:
    run.open_with(run.demo).begin_own()
    qtbot.keyClick(run.start, Qt.Key.Key_1)
    fill_in(run)
    qtbot.mouseClick(run.start.form.ok, LEFT)
    assert run.stores[0].path == run.path


def test_the_first_start_goes_back_to_a_backup(run: Run, qtbot: QtBot, tmp_path: Path) -> None:
    run.speaker.files.append(make_backup(tmp_path / "old" / "鸿运.db", tmp_path / "stick"))
    run.speaker.answers.append(True)
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: shown(RestoreDialog) is not None)
    dialog = shown(RestoreDialog)
    assert dialog.focusWidget() is dialog.stay
    qtbot.mouseClick(dialog.go_on, LEFT)
    qtbot.waitUntil(lambda: bool(run.stores))
    assert settings.committee(run.stores[0]).compound == "桂花苑"
    assert run.stores[0].path == run.path
    assert run.sentences[0].startswith("已从 鸿运-20261008-090000-")


def test_a_file_that_is_no_backup_is_said_to_be_none(run: Run, qtbot: QtBot, tmp_path: Path) -> None:
    notes = tmp_path / "notes.db"
    notes.write_text("notes", encoding="utf-8")
    run.speaker.files.append(notes)
    run.speaker.answers.append(True)
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: run.start.trouble.isVisible())
    assert run.start.trouble.text() == "备份 notes.db 核对不上，不能用。请换一份备份；现有资料没有改动。"


def test_a_second_start_opens_without_asking(run: Run) -> None:
    make_database(run.path)
    run.opening.begin()
    assert len(run.stores) == 1
    assert run.sentences == [""]


# troubles


def test_one_that_is_in_use_says_who_has_it_and_opens_once_it_is_free(run: Run, qtbot: QtBot) -> None:
    make_database(run.path)
    with open_store(run.path, clock=CLOCK, program="鸿运桌面"):
        run.opening.begin()
        assert "鸿运桌面，09:00 起" in run.trouble.sentence.text()
        assert list(run.trouble.buttons) == [Way.RETRY, Way.QUIT]
        qtbot.keyClick(run.trouble.buttons[Way.RETRY], ENTER)
        assert run.trouble.isVisible()
    qtbot.mouseClick(run.trouble.buttons[Way.RETRY], LEFT)
    assert len(run.stores) == 1
    assert run.opening.shown is None


def test_a_damaged_one_goes_back_to_a_backup_and_is_kept(run: Run, qtbot: QtBot, tmp_path: Path) -> None:
    copy = make_backup(run.path, tmp_path / "stick")
    run.path.write_bytes(b"x" * 5_000)
    run.opening.begin()
    assert run.trouble.sentence.text() == "资料文件 鸿运.db 已损坏，已原样保留。请从备份找回。"
    qtbot.mouseClick(run.trouble.buttons[Way.RESTORE], LEFT)
    qtbot.waitUntil(lambda: shown(BackupList) is not None)
    assert shown(BackupList).list.currentItem().toolTip() == str(copy)
    qtbot.mouseClick(shown(BackupList).look, LEFT)
    qtbot.waitUntil(lambda: shown(RestoreDialog) is not None)
    assert "读不出来" in shown(RestoreDialog).relation.text()
    qtbot.mouseClick(shown(RestoreDialog).go_on, LEFT)
    qtbot.waitUntil(lambda: bool(run.stores))
    assert settings.committee(run.stores[0]).compound == "桂花苑"
    (kept,) = backup.folder_of(run.path).glob("找回前-*/鸿运.db")
    assert kept.read_bytes() == b"x" * 5_000


def test_each_way_stands_on_a_line_of_its_own_with_what_it_is_for_and_the_advised_one_first(
    run: Run, qtbot: QtBot
) -> None:
    make_database(run.path)
    run.path.write_bytes(b"x" * 5_000)
    run.opening.begin()
    *ways, leave = run.trouble.buttons.values()
    tops = [each.y() for each in ways]
    assert tops == sorted(set(tops))
    assert len({each.width() for each in ways}) == 1
    assert all(each.accessibleDescription() for each in ways)
    assert leave.y() > tops[-1]
    told = [each.text() for each in run.trouble.findChildren(QLabel) if each.isVisible()]
    assert all(each.accessibleDescription() in told for each in ways)


def test_a_wrong_backup_is_said_below_and_the_ways_stay(run: Run, qtbot: QtBot, tmp_path: Path) -> None:
    make_database(run.path)
    run.path.write_bytes(b"x" * 5_000)
    run.opening.begin()
    run.speaker.files.append(tmp_path / "gone.db")
    run.speaker.answers.append(True)
    qtbot.mouseClick(run.trouble.buttons[Way.RESTORE], LEFT)
    qtbot.waitUntil(lambda: run.trouble.again.isVisible())
    assert "gone.db" in run.trouble.again.text()


def test_no_file_chosen_leaves_everything_as_it_was(run: Run, qtbot: QtBot) -> None:
    make_database(run.path)
    run.path.write_bytes(b"x" * 5_000)
    run.opening.begin()
    for way in (Way.RESTORE, Way.OTHER_FILE):
        qtbot.mouseClick(run.trouble.buttons[way], LEFT)
        assert run.trouble.isVisible()
    assert run.stores == []


def test_one_that_is_missing_is_never_replaced_unasked(run: Run, qtbot: QtBot) -> None:
    make_database(run.path)
    run.path.unlink()
    run.opening.begin()
    assert list(run.trouble.buttons) == [Way.RESTORE, Way.OTHER_FILE, Way.NEW, Way.QUIT]
    assert run.trouble.focusWidget() is run.trouble.buttons[Way.RESTORE]
    qtbot.mouseClick(run.trouble.buttons[Way.NEW], LEFT)
    qtbot.keyClick(run.start, Qt.Key.Key_Escape)
    assert run.trouble.isVisible()
    assert not run.path.exists()
    qtbot.mouseClick(run.trouble.buttons[Way.NEW], LEFT)
    fill_in(run, "新小区")
    qtbot.mouseClick(run.start.form.ok, LEFT)
    assert settings.committee(run.stores[0]).compound == "新小区"


def test_another_file_is_opened_in_its_place(run: Run, qtbot: QtBot, tmp_path: Path) -> None:
    make_database(tmp_path / "moved" / "鸿运.db")
    make_database(run.path)
    run.path.unlink()
    run.opening.begin()
    run.speaker.files.append(tmp_path / "moved" / "鸿运.db")
    qtbot.mouseClick(run.trouble.buttons[Way.OTHER_FILE], LEFT)
    assert run.stores[0].path == tmp_path / "moved" / "鸿运.db"


def test_a_place_that_is_refused_says_why_and_offers_the_own_data(
    run: Run, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        if folder.name == "stick":
            raise Refused("folder_removable", folder=folder.name)

    make_database(run.path)
    make_database(tmp_path / "stick" / "鸿运.db")
    monkeypatch.setattr(places, "refuse_unsafe", refuse)
    run.open_with(tmp_path / "stick" / "鸿运.db").begin()
    assert "拔掉就会丢资料" in run.trouble.sentence.text()
    qtbot.mouseClick(run.trouble.buttons[Way.OWN], LEFT)
    assert run.stores[0].path == run.path


def test_escape_is_leaving(run: Run, qtbot: QtBot) -> None:
    make_database(run.path)
    run.path.write_bytes(b"")
    run.opening.begin()
    qtbot.keyClick(run.trouble, Qt.Key.Key_Escape)
    assert run.given_up == 1
    assert shown(TroubleDialog) is None


def test_new_data_where_nothing_can_be_written_says_so(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_1)
    fill_in(run)
    run.path.parent.write_text("a file where the folder should be", encoding="utf-8")
    qtbot.mouseClick(run.start.form.ok, LEFT)
    assert "写不进去" in run.trouble.sentence.text()
    run.path.parent.unlink()
    qtbot.mouseClick(run.trouble.buttons[Way.RETRY], LEFT)
    assert run.start.isVisible()


class Plain(Step):
    """A step that ends with data that no key is needed for."""

    def __init__(self, do: Callable[[Path], str]) -> None:
        self.do = do

    def __call__(self, path: Path) -> str:
        return self.do(path)


def test_a_step_between_two_openings_is_done_while_the_file_is_closed(run: Run, qtbot: QtBot) -> None:
    make_database(run.path)

    def step(path: Path) -> str:
        with open_store(path, clock=CLOCK) as store:
            settings.save(store, {"compound": "改过的小区"})
        return "改好了。"

    run.opening.begin(Plain(step))
    qtbot.waitUntil(lambda: bool(run.stores))
    assert run.sentences == ["改好了。"]
    assert settings.committee(run.stores[0]).compound == "改过的小区"


def test_a_step_that_is_refused_leaves_the_data_as_it_was_and_is_said(run: Run, qtbot: QtBot) -> None:
    make_database(run.path)

    def step(path: Path) -> str:
        raise StorageProblem("backup_missing", file="gone.db")

    run.opening.begin(Plain(step))
    qtbot.waitUntil(lambda: bool(run.stores))
    assert run.sentences == ["找不到备份文件 gone.db。请检查文件名，或把 U 盘插好。"]


@pytest.mark.parametrize("code", sorted(WAYS))
def test_every_trouble_has_a_sentence_and_ways_on(qtbot: QtBot, code: str) -> None:
    params = {
        "file": "鸿运.db",
        "key_file": "鸿运.db.key",
        "folder": "资料",
        "program": "鸿运桌面",
        "since": "09:00",
        "version": 9,
        "latest": 2,
    }
    error: AppError = StorageProblem(code, **params, trigger="entry_no_update")
    dialog = TroubleDialog(error)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.sentence.text() == window_sentence(error)
    assert "--" not in dialog.sentence.text()
    assert dialog.sentence.text().endswith("。")
    assert next(reversed(dialog.buttons)) is Way.QUIT
    assert len(dialog.buttons) >= 2
    advised, *others, leave = dialog.buttons.values()
    assert all(advised.y() < each.y() for each in others)
    assert advised.geometry().right() > leave.geometry().right() or others


def test_every_code_of_opening_has_its_ways() -> None:
    told = open_store.__doc__ or ""
    codes = {word.strip('",.;()') for word in told.split() if word.startswith(('"database_', '"migration', '"trigger'))}
    assert codes
    assert codes <= set(WAYS)


def test_the_own_data_is_offered_only_instead_of_another() -> None:
    assert Way.OWN not in ways_for("database_damaged", is_own=True)
    assert ways_for("database_damaged", is_own=False)[-2:] == (Way.OWN, Way.QUIT)


def test_nothing_in_a_dialog_of_the_start_is_cut_off(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    for each in run.start.findChildren(QPushButton):
        if each.isVisible():
            assert each.width() >= each.minimumSizeHint().width()
    marker = marker_of(run.path)
    assert not marker.exists()


# encrypted


@pytest.fixture
def encrypted(run: Run) -> str:
    """An encrypted database with a backup of it beside; its passphrase."""
    make_database(run.path)
    encrypting.encrypt(run.path, PASSPHRASE, CLOCK)
    return PASSPHRASE


def type_passphrase(qtbot: QtBot, text: str) -> KeyDialog:
    qtbot.waitUntil(lambda: shown(KeyDialog) is not None)
    dialog = shown(KeyDialog)
    dialog.line.setText(text)
    qtbot.mouseClick(dialog.go_on, LEFT)
    return dialog


def test_an_encrypted_one_asks_for_its_passphrase_until_it_is_right(run: Run, qtbot: QtBot, encrypted: str) -> None:
    run.opening.begin()
    dialog = type_passphrase(qtbot, "something else")
    qtbot.waitUntil(lambda: dialog.problem.isVisible())
    assert dialog.problem.text().startswith("口令不对")
    type_passphrase(qtbot, encrypted)
    qtbot.waitUntil(lambda: bool(run.stores))
    assert settings.committee(run.stores[0]).compound == "桂花苑"


def test_whoever_has_no_passphrase_is_shown_the_other_ways(run: Run, qtbot: QtBot, encrypted: str) -> None:
    run.opening.begin()
    qtbot.waitUntil(lambda: shown(KeyDialog) is not None)
    qtbot.mouseClick(shown(KeyDialog).others, LEFT)
    assert list(run.trouble.buttons) == [Way.RETRY, Way.RESTORE, Way.OTHER_FILE, Way.QUIT]
    qtbot.mouseClick(run.trouble.buttons[Way.RETRY], LEFT)
    type_passphrase(qtbot, encrypted)
    qtbot.waitUntil(lambda: bool(run.stores))


def test_an_encrypted_backup_is_opened_once_and_the_data_with_it(run: Run, qtbot: QtBot, encrypted: str) -> None:
    for file in (run.path, run.path.with_name(run.path.name + ".key")):
        file.unlink()
    run.opening.begin()
    qtbot.mouseClick(run.trouble.buttons[Way.RESTORE], LEFT)
    qtbot.waitUntil(lambda: shown(BackupList) is not None)
    assert "加了密" in shown(BackupList).list.currentItem().text()
    qtbot.mouseClick(shown(BackupList).look, LEFT)
    type_passphrase(qtbot, encrypted)
    qtbot.waitUntil(lambda: shown(RestoreDialog) is not None)
    qtbot.mouseClick(shown(RestoreDialog).go_on, LEFT)
    qtbot.waitUntil(lambda: bool(run.stores))
    assert settings.committee(run.stores[0]).compound == "桂花苑"


def test_data_without_their_key_file_say_so_and_open_once_it_is_back(run: Run, qtbot: QtBot, encrypted: str) -> None:
    key_file = keys.file_of(run.path)
    content = key_file.read_bytes()
    key_file.unlink()
    before = run.path.read_bytes()
    run.opening.begin()
    assert "少了钥匙文件 鸿运.db.key" in run.trouble.sentence.text()
    assert run.path.read_bytes() == before
    key_file.write_bytes(content)
    qtbot.mouseClick(run.trouble.buttons[Way.RETRY], LEFT)
    type_passphrase(qtbot, encrypted)
    qtbot.waitUntil(lambda: bool(run.stores))


@pytest.mark.usefixtures("real_costs")
@pytest.mark.parametrize("by", ["passphrase", "recovery"])
def test_on_a_bare_machine_the_stick_alone_is_enough(
    run: Run, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    u, old = tmp_path / "张三 测试 U盘", tmp_path / "old" / "鸿运.db"
    u.mkdir()
    old.parent.mkdir()
    store, recovery = encrypting.create(old, PASSPHRASE, clock=CLOCK, create=True)
    with store:
        settings.save(store, {"compound": "桂花苑"})
        facilities.save_facility(store, FacilityValues("停车棚"))
        (tmp_path / "IMG.JPG").write_bytes(b"\xff\xd8\xff picture")
        incoming = IncomingPhoto(tmp_path / "IMG.JPG", ".jpg", 640, 480, None)
        keeping_photos.add_photos(store, Subject("facility", 1), [incoming], Stage.BEFORE)
        stick.put_on(store, u, None)
    shutil.rmtree(old.parent)
    monkeypatch.setattr(drives, "drives", lambda: [Drive(u, u.name, 8_000_000_000)])
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: shown(BackupList) is not None)
    assert "加了密" in shown(BackupList).list.currentItem().text()
    qtbot.keyClick(shown(BackupList).list, ENTER)
    qtbot.waitUntil(lambda: shown(KeyDialog) is not None)
    dialog = shown(KeyDialog)
    qtbot.keyClicks(dialog.line, "something else")
    qtbot.keyClick(dialog.line, ENTER)
    qtbot.waitUntil(lambda: dialog.problem.isVisible())
    if by == "recovery":
        qtbot.mouseClick(dialog.forgotten, LEFT)
        # As people copy it from the paper: small letters, a blank for each dash.
        qtbot.keyClicks(dialog.line, recovery.lower().replace("-", " "))
    else:
        type_text(dialog.line, PASSPHRASE)
    qtbot.keyClick(dialog.line, ENTER)
    qtbot.waitUntil(lambda: shown(RestoreDialog) is not None)
    qtbot.mouseClick(shown(RestoreDialog).go_on, LEFT)
    qtbot.waitUntil(lambda: bool(run.stores))
    assert settings.committee(run.stores[0]).compound == "桂花苑"
    (photo,) = keeping_photos.list_photos(run.stores[0], Subject("facility", 1))
    assert keeping_photos.content(run.stores[0], photo) == b"\xff\xd8\xff picture"
    # The next day, without the stick: the passphrase alone opens what is there.
    run.stores.pop().close()
    shutil.rmtree(u)
    run.open_with(run.path).begin()
    type_passphrase(qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(run.stores))


def test_a_stick_without_its_key_file_says_so_and_nothing_is_made(
    run: Run, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    u, old = tmp_path / "U", tmp_path / "old" / "鸿运.db"
    u.mkdir()
    old.parent.mkdir()
    with encrypting.create(old, PASSPHRASE, clock=CLOCK, create=True)[0] as store:
        settings.save(store, {"compound": "桂花苑"})
        made = stick.put_on(store, u, None)
    keys.file_of(made.backup.file).unlink()
    monkeypatch.setattr(drives, "drives", lambda: [Drive(u, u.name, 8_000_000_000)])
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: shown(BackupList) is not None)
    qtbot.keyClick(shown(BackupList).list, ENTER)
    qtbot.waitUntil(lambda: run.start.trouble.isVisible())
    assert f"少了钥匙文件 {made.backup.file.name}.key" in run.start.trouble.text()
    assert not run.path.exists()


def test_enter_goes_to_the_next_line_and_behind_the_last_one_the_data_are_made(run: Run, qtbot: QtBot) -> None:
    run.opening.begin()
    qtbot.keyClick(run.start, Qt.Key.Key_1)
    lines = list(run.start.form.lines.values())
    typed = ("桂花苑小区", "新东社区", "", "", "陈晓梅")
    for line, text in zip(lines, typed, strict=True):
        if text:
            line.clear()
            type_text(line, text)
        assert not run.path.exists()
        qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(run.path.exists)
