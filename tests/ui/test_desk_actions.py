# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups, going back to one, checks, exports, the committee's facts, the operator and the program itself."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop import __version__
from hongyun_desktop.core import checking as core_checking
from hongyun_desktop.core import settings
from hongyun_desktop.core.backups import making, remembering
from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.desk_actions import (
    about,
    backups,
    checking,
    committee_form,
    exporting,
    restoring,
)
from hongyun_desktop.ui.desk_actions.backup_list import BackupList
from hongyun_desktop.ui.desk_actions.restore_dialog import RestoreDialog
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.places import saved_as
from tests.ui.fakes import FakeSpeaker
from tests.ui.typing_text import type_text

LEFT = Qt.MouseButton.LeftButton


def shown(kind: type[QDialog]) -> Any:
    """The dialog of a kind that is open, or None."""
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


def last_journal(store: Store) -> tuple[str, dict[str, Any]]:
    code, params = store.sql("SELECT code, params FROM journal ORDER BY id DESC LIMIT 1")[0]
    return code, json.loads(params)


# 备份到…


def test_a_backup_goes_to_the_folder_chosen_and_its_file_is_named(
    desk: Desk, page: QWidget, speaker: FakeSpeaker, tmp_path: Path
) -> None:
    speaker.files.append(tmp_path / "stick")
    backups.ask_back_up(desk, page)
    (made,) = (tmp_path / "stick").iterdir()
    assert speaker.toasts[0].startswith(f"已备份并核对：{made.name}")
    told = remembering.last(desk.store)
    assert told is not None
    assert told.file == made


def test_no_folder_no_backup(desk: Desk, page: QWidget, speaker: FakeSpeaker) -> None:
    backups.ask_back_up(desk, page)
    assert (speaker.toasts, speaker.refusals, remembering.last(desk.store)) == ([], [], None)


def test_a_folder_that_cannot_be_written_to_is_said(
    desk: Desk, page: QWidget, speaker: FakeSpeaker, tmp_path: Path
) -> None:
    (tmp_path / "stick").write_text("a file", encoding="utf-8")
    speaker.files.append(tmp_path / "stick")
    backups.ask_back_up(desk, page)
    assert speaker.refusals == ["文件夹 stick 写不进去。请换一个文件夹，或检查 U 盘有没有写保护。"]
    assert speaker.toasts == []


# 从备份找回…


def test_going_back_shows_what_is_in_the_backup_and_hands_over_the_step(
    desk: Desk, page: QWidget, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.save(desk.store, {"compound": "桂花苑"})
    copy = making.back_up(desk.store, tmp_path / "stick").file
    settings.save(desk.store, {"compound": "改坏的名字"})
    steps: list[Callable[[Path], str]] = []
    restoring.ask_restore(desk, page, steps.append)
    qtbot.waitUntil(lambda: shown(BackupList) is not None)
    qtbot.keyClick(shown(BackupList).list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(RestoreDialog) is not None)
    dialog = shown(RestoreDialog)
    assert dialog.warning.isHidden()
    assert dialog.relation.text().startswith("比现在旧。")
    assert dialog.differences.text() == "找回以后会少：1 次改动。"
    assert steps == []
    qtbot.mouseClick(dialog.go_on, LEFT)
    path = desk.store.path
    desk.store.close()
    said = steps[0](path)
    assert said.startswith(f"已从 {copy.name} 找回。找回以前的资料留在“备份/找回前-")
    with open_store(path) as store:
        assert settings.committee(store).compound == "桂花苑"


def test_enter_and_escape_leave_the_data_as_it_is(
    desk: Desk, page: QWidget, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = making.back_up(desk.store, tmp_path / "stick").file
    steps: list[Callable[[Path], str]] = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        speaker.files.append(copy)
        restoring.ask_restore(desk, page, steps.append)
        qtbot.waitUntil(lambda: shown(BackupList) is not None)
        qtbot.mouseClick(shown(BackupList).other, LEFT)
        qtbot.waitUntil(lambda: shown(RestoreDialog) is not None)
        dialog = shown(RestoreDialog)
        qtbot.keyClick(dialog.stay, key)
        dialog.reject()
        qtbot.waitUntil(lambda: shown(RestoreDialog) is None)
    assert steps == []


def test_a_backup_of_other_data_is_warned_of(
    desk: Desk, page: QWidget, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    with open_store(tmp_path / "other" / "别的.db") as other:
        speaker.files.append(making.back_up(other, tmp_path / "stick").file)
        speaker.answers.append(True)
    restoring.ask_restore(desk, page, lambda _step: None)
    qtbot.waitUntil(lambda: shown(RestoreDialog) is not None)
    dialog = shown(RestoreDialog)
    assert "可能是别的小区的" in dialog.relation.text()
    assert dialog.go_on.isEnabled()
    dialog.reject()


def test_a_backup_of_the_demo_cannot_take_the_place_of_real_data(
    desk: Desk, demo_store: Store, page: QWidget, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    speaker.files.append(making.back_up(demo_store, tmp_path / "stick").file)
    speaker.answers.append(True)
    restoring.ask_restore(desk, page, lambda _step: None)
    qtbot.waitUntil(lambda: shown(RestoreDialog) is not None)
    dialog = shown(RestoreDialog)
    assert "虚构" in dialog.warning.text()
    assert not dialog.go_on.isEnabled()
    dialog.reject()


def test_a_file_that_is_no_backup_is_said(
    desk: Desk, page: QWidget, speaker: FakeSpeaker, tmp_path: Path, qtbot: QtBot
) -> None:
    speaker.files.append(tmp_path / "gone.db")
    speaker.answers.append(True)
    restoring.ask_restore(desk, page, lambda _step: None)
    qtbot.waitUntil(lambda: bool(speaker.refusals))
    assert "gone.db" in speaker.refusals[0]


def test_in_the_demo_nothing_is_brought_back(demo_desk: Desk, page: QWidget) -> None:
    restoring.ask_restore(demo_desk, page, lambda _step: None)
    assert isinstance(demo_desk.speaker, FakeSpeaker)
    assert "建立我们自己的资料" in demo_desk.speaker.refusals[0]


# 检查资料


def test_sound_data_is_said_to_be_sound(demo_desk: Desk, page: QWidget, qtbot: QtBot) -> None:
    checking.check(demo_desk, page)
    dialog = shown(checking.CheckDialog)
    assert dialog.headline.text() == "资料完好"
    assert demo_desk.store.ledger_head[1][:16] in dialog.under.text()
    assert not dialog.copy.isVisible()
    qtbot.mouseClick(dialog.ok, LEFT)
    assert shown(checking.CheckDialog) is None


def test_what_is_wrong_is_said_in_sentences_that_can_be_copied(
    desk: Desk, page: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Finding("entry_altered", {"entry": number}) for number in range(1, 151)]
    monkeypatch.setattr(core_checking, "check", lambda _store: found)
    checking.check(desk, page)
    dialog = shown(checking.CheckDialog)
    assert dialog.headline.text() == "有 150 处不对"
    qtbot.mouseClick(dialog.copy, LEFT)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 150
    dialog.close()


# 导出…


def test_tables_are_exported_masked_and_the_export_is_journaled(
    demo_desk: Desk, page: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    assert isinstance(demo_desk.speaker, FakeSpeaker)
    demo_desk.speaker.files.append(tmp_path / "表.xlsx")
    dialog = exporting.ask_export(demo_desk, page)
    assert not dialog.purpose.isEnabled()
    qtbot.mouseClick(dialog.ok, LEFT)
    assert demo_desk.speaker.toasts == [f"已导出到{saved_as(tmp_path / '表.xlsx')}，操作记录里记了一笔。"]
    assert last_journal(demo_desk.store) == ("exported", {"what": "workbook", "masked": True, "purpose": ""})
    import zipfile

    with zipfile.ZipFile(tmp_path / "表.xlsx") as workbook:
        text = workbook.read("xl/sharedStrings.xml").decode()
    assert "510199" not in text.replace("510199********", "")


def test_full_numbers_need_a_purpose_which_is_journaled(
    demo_desk: Desk, page: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    assert isinstance(demo_desk.speaker, FakeSpeaker)
    dialog = exporting.ask_export(demo_desk, page)
    dialog.full.click()
    assert dialog.focusWidget() is dialog.purpose
    qtbot.mouseClick(dialog.ok, LEFT)
    assert dialog.problem.text() == "导出完整号码，要写明用途。"
    assert dialog.isVisible()
    type_text(dialog.purpose, "街道核查")
    assert dialog.problem.isHidden()
    demo_desk.speaker.files.append(tmp_path / "表.xlsx")
    qtbot.keyClick(dialog.purpose, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    if dialog.isVisible():
        qtbot.mouseClick(dialog.ok, LEFT)
    assert last_journal(demo_desk.store) == ("exported", {"what": "workbook", "masked": False, "purpose": "街道核查"})


def test_the_ledger_is_exported_without_names(demo_desk: Desk, page: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    assert isinstance(demo_desk.speaker, FakeSpeaker)
    demo_desk.speaker.files.append(tmp_path / "流水.journal")
    dialog = exporting.ask_export(demo_desk, page)
    dialog.ledger.click()
    assert not dialog.full.isEnabled()
    qtbot.mouseClick(dialog.ok, LEFT)
    text = (tmp_path / "流水.journal").read_text(encoding="utf-8")
    assert text.startswith("; points ledger")
    assert last_journal(demo_desk.store)[1]["what"] == "ledger"


def test_an_export_without_a_file_does_nothing(demo_desk: Desk, page: QWidget, qtbot: QtBot) -> None:
    before = remembering.newest_write(demo_desk.store)
    dialog = exporting.ask_export(demo_desk, page)
    qtbot.mouseClick(dialog.ok, LEFT)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert remembering.newest_write(demo_desk.store) == before


def test_an_export_that_cannot_be_written_is_said_and_not_journaled(
    demo_desk: Desk, page: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    assert isinstance(demo_desk.speaker, FakeSpeaker)
    before = remembering.newest_write(demo_desk.store)
    demo_desk.speaker.files.append(tmp_path / "no folder" / "表.xlsx")
    dialog = exporting.ask_export(demo_desk, page)
    qtbot.mouseClick(dialog.ok, LEFT)
    assert "表.xlsx 写不进去" in demo_desk.speaker.refusals[0]
    assert remembering.newest_write(demo_desk.store) == before


# 自管委资料


def test_the_committees_facts_are_changed_and_told(
    desk: Desk, page: QWidget, speaker: FakeSpeaker, qtbot: QtBot
) -> None:
    topics: list[Any] = []
    desk.changed.connect(lambda changed: topics.append(changed.topics))
    form: Any = committee_form.ask_committee(desk, page)
    form.editors["compound"].input.selectAll()
    type_text(form.editors["compound"].input, "桂花苑")
    form.editors["first_number.honour.2026"].input.setText("36")
    qtbot.mouseClick(form.ok, LEFT)
    assert settings.committee(desk.store).compound == "桂花苑"
    assert settings.first_number(desk.store, "honour", 2026) == 36
    assert settings.first_numbers(desk.store) == {"first_number.honour.2026": 36}
    assert speaker.toasts == ["自管委资料已保存。"]
    assert topics == [frozenset({Topic.SETTINGS})]


def test_what_may_not_be_empty_is_said_where_it_stands(desk: Desk, page: QWidget, qtbot: QtBot) -> None:
    form: Any = committee_form.ask_committee(desk, page)
    form.editors["issuer"].input.clear()
    qtbot.mouseClick(form.ok, LEFT)
    assert form.problems["issuer"].text() == "这一项不能空着。"
    form.editors["issuer"].input.setText("自管委")
    form.editors["first_number.thanks.2026"].input.setText("0")
    qtbot.mouseClick(form.ok, LEFT)
    assert form.problems["first_number.thanks.2026"].text() == "请写 1 到 9999 之间的整数。"
    form.editors["first_number.thanks.2026"].input.clear()
    qtbot.mouseClick(form.ok, LEFT)
    assert form.problems["first_number.thanks.2026"].text() == "起始编号要写 1 到 9999 的整数。"
    form.reject()


def test_whoever_asks_for_one_fact_finds_the_cursor_there(desk: Desk, page: QWidget, qtbot: QtBot) -> None:
    page.show()
    form: Any = committee_form.ask_committee(desk, page, "issuer")
    qtbot.waitUntil(form.isActiveWindow)
    assert form.editors["issuer"].input.hasFocus()
    form.reject()


def test_numbers_of_a_kind_that_was_issued_this_year_are_not_offered(demo_desk: Desk, page: QWidget) -> None:
    form: Any = committee_form.ask_committee(demo_desk, page)
    assert "first_number.honour.2026" not in form.editors
    assert "first_number.thanks.2026" in form.editors
    assert form.note.text() == "荣誉证书今年已经发过，起始编号不能再改。"
    form.reject()


# 关于


def test_the_program_says_what_it_is_and_where_the_data_lies(desk: Desk, page: QWidget, qtbot: QtBot) -> None:
    dialog = about.show_about(desk, page)
    texts = [each.text().replace("\u200b", "") for each in dialog.findChildren(about.QLabel)]
    assert str(desk.store.path) in texts
    assert any(__version__ in text for text in texts)
    qtbot.mouseClick(dialog.ok, LEFT)


def test_every_licence_can_be_read(desk: Desk, page: QWidget, qtbot: QtBot) -> None:
    dialog = about.show_about(desk, page)
    seen = set()
    for each in dialog.licences.buttons:
        qtbot.mouseClick(each, LEFT)
        seen.add(dialog.text.toPlainText()[:4_000])
        assert len(dialog.text.toPlainText()) > 200
    assert len(seen) >= 3
    dialog.reject()


def test_every_licence_in_the_resources_is_shown() -> None:
    folder = about.paths.resources() / "fonts" / "licences"
    assert {file.name for file in folder.iterdir()} == set(about._LICENCES) - {"icons", "libraries"}
