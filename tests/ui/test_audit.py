# SPDX-License-Identifier: GPL-3.0-or-later
"""操作记录: what happened in words, filtered, and on paper."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.audit import noting
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.ui.desk_actions import audit_dialog, audit_words
from hongyun_desktop.ui.desk_actions.audit_dialog import AuditDialog
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.preview import PdfPreview
from tests.ui.fakes import FakeSpeaker

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def trail(desk: Desk) -> Desk:
    """Two days: names on the first, an export on the second."""
    store = desk.store
    store.clock = FixedClock(datetime(2026, 10, 7, 9, 0))
    signing_in.sit_down(store, "陈晓梅")
    operators.add(store, "王建国", Role.CLERK)
    store.clock = FixedClock(datetime(2026, 10, 8, 9, 0))
    noting.note(store, "exported", what="花名册")
    return desk


def shown(desk: Desk, page: QWidget) -> AuditDialog:
    dialog = audit_dialog.show_audit(desk, page)
    assert dialog is not None
    return dialog


def lines(dialog: AuditDialog) -> list[str]:
    model = dialog.page.table.rows
    return [model.data(model.index(place, 2)) for place in range(model.rowCount())]


def test_what_happened_reads_as_sentences_the_newest_first(trail: Desk, page: QWidget) -> None:
    dialog = shown(trail, page)
    assert lines(dialog) == [
        "导出了资料（花名册）", "添加了经办人（王建国）", "登录", "添加了经办人（陈晓梅）"
    ]  # fmt: skip
    dialog.reject()


def test_filters_and_days_narrow_it(trail: Desk, page: QWidget, qtbot: QtBot) -> None:
    dialog = shown(trail, page)
    dialog.page.set_filter("kind", "left")
    assert lines(dialog) == ["导出了资料（花名册）"]
    dialog.page.clear_filters()
    qtbot.keyClicks(dialog.page.days["to_day"].input, "2026-10-7")
    assert len(lines(dialog)) == 3
    qtbot.keyClicks(dialog.page.days["from_day"].input, "20261007")
    assert len(lines(dialog)) == 3
    qtbot.keyClicks(dialog.page.days["to_day"].input, "x")
    assert len(lines(dialog)) == 4
    dialog.page.set_filter("operator", operators.get_operator(trail.store, "王建国").operator_id)
    assert lines(dialog) == []
    qtbot.mouseClick(dialog.page.nothing.buttons[0], LEFT)
    assert len(lines(dialog)) == 4
    assert dialog.page.days["from_day"].value() is None
    dialog.reject()


def test_a_new_event_shows_at_once(trail: Desk, page: QWidget) -> None:
    dialog = shown(trail, page)
    trail.changed.emit(operators.add(trail.store, "周新"))
    assert lines(dialog)[0] == "添加了经办人（周新）"
    dialog.reject()


def test_the_extract_is_shown_and_noted_once_it_is_saved(
    trail: Desk, page: QWidget, speaker: FakeSpeaker, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = shown(trail, page)
    dialog.page.set_filter("kind", "access")
    preview = dialog.show_extract()
    assert isinstance(preview, PdfPreview)
    qtbot.waitUntil(preview.isVisible)
    before = lines(dialog)
    speaker.files.append(tmp_path / "摘录.pdf")
    qtbot.mouseClick(preview.save, LEFT)
    qtbot.waitUntil(lambda: bool(speaker.toasts))
    assert speaker.toasts[-1] == "操作记录摘录存成了 PDF，操作记录里记了一笔。"
    assert lines(dialog) == before
    dialog.page.clear_filters()
    assert lines(dialog)[0] == "把操作记录摘录存成了 PDF"
    preview.close()
    dialog.reject()


def test_a_day_that_cannot_be_read_is_said_before_anything_is_printed(trail: Desk, page: QWidget, qtbot: QtBot) -> None:
    dialog = shown(trail, page)
    qtbot.keyClicks(dialog.page.days["from_day"].input, "x")
    qtbot.mouseClick(dialog.print, LEFT)
    assert dialog.problem.text().startswith("看不懂日期")
    dialog.reject()


def test_only_an_administrator_sees_it(trail: Desk, page: QWidget, speaker: FakeSpeaker) -> None:
    signing_in.sign_in(trail.store, "王建国")
    assert audit_dialog.show_audit(trail, page) is None
    assert speaker.refusals == ["你的身份不能做这一步，没有改动。要做，请管理员来，或请管理员改你的身份。"]


def test_the_filters_are_told_in_words(trail: Desk) -> None:
    store = trail.store
    clerk = operators.get_operator(store, "王建国").operator_id
    assert audit_words.asked(store, {"operator": clerk, "kind": "left"}) == ("王建国", "导出和打印")
    assert audit_words.asked(store, {}) == ()
    day = datetime(2026, 10, 8).date()
    assert audit_words.days_of_file(None, None, day) == "2026-10-08"
    assert audit_words.days_of_file(day, day, day) == "2026-10-08至2026-10-08"
