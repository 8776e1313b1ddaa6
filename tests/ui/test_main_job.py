# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole job in the window, by clicks and keys only: from the first start to printed certificates and the backup.

It runs under the guard of tests/offline.py, like every test: an internet socket, of the program, of Qt or of the
process that reads the workbooks, ends it. tests/test_no_network.py proves that the guard works.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.app import Application
from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.honours.progress import Step
from hongyun_desktop.core.points import ranking
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.demo import keeping
from hongyun_desktop.ui.desk_actions.closing import ClosingPanel
from hongyun_desktop.ui.features.honours.page import HonoursPage
from hongyun_desktop.ui.features.honours.print_dialog import PrintDialog
from hongyun_desktop.ui.features.points.sign_in_import import SignInImport
from hongyun_desktop.ui.features.roster.importing import RosterImport
from hongyun_desktop.ui.features.roster.page import RosterPage
from hongyun_desktop.ui.kit.preview import PdfPreview
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.main_window import MainWindow
from hongyun_desktop.ui.start_dialog import StartDialog
from tests.ui.fakes import FakeSpeaker
from tests.ui.typing_text import type_text

DATA = Path(__file__).parents[1] / "data"
EXPECTED = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))
CTRL = Qt.KeyboardModifier.ControlModifier
LONGEST_MS = 20_000
_HAN = re.compile(r"[^\u3400-\U0003ffff]")


class Day:
    """One day with the program: hands on the keyboard and the mouse, eyes on the window."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.speaker = FakeSpeaker()
        self.ended = False
        self.app = Application(
            folder / "资料" / "鸿运.db", WindowState(folder / "window.ini"), keeping.ready, speaker=self.speaker,
            clock=FixedClock(datetime(2026, 10, 8, 9, 0)),
        )  # fmt: skip
        self.app.ended.connect(self._end)

    def _end(self) -> None:
        self.ended = True

    @property
    def window(self) -> MainWindow:
        assert self.app.window is not None
        return self.app.window

    def click(self, button: QWidget) -> None:
        self.wait(lambda: button.isVisible() and button.isEnabled())
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        if QApplication.activeWindow() is None:
            # A screen without a window manager gives nobody the focus when a dialog goes.
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def wait(self, ready: Any) -> None:
        self.qtbot.waitUntil(ready, timeout=LONGEST_MS)

    def dialog(self, kind: type[QDialog]) -> Any:
        """The dialog of a kind that is open now."""

        def found() -> QDialog | None:
            shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
            return shown[-1] if shown else None

        self.wait(lambda: found() is not None)
        return found()

    def set_up(self) -> None:
        self.app.begin()
        start = cast(StartDialog, self.dialog(StartDialog))
        self.qtbot.keyClick(start, Qt.Key.Key_1)
        lines = start.form.lines
        for name, text in (("compound", "鸿运小区"), ("community", "新东社区"), ("operator", "周玉兰")):
            type_text(lines[name], text)
        self.click(start.form.ok)
        self.wait(lambda: self.app.window is not None and self.window.isVisible())
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def open_tab(self, digit: Qt.Key) -> None:
        self.press(digit, CTRL)

    def import_file(self, kind: type[QDialog], file: Path) -> Any:
        """Ctrl+I, choose a file, look at it; the dialog, ready to import."""
        self.press(Qt.Key.Key_I, CTRL)
        dialog = self.dialog(kind)
        self.speaker.files.append(file)
        self.click(dialog.invite.buttons[0])
        self.wait(dialog.ok.isEnabled)
        return dialog

    def take_in(self, dialog: Any) -> None:
        self.click(dialog.ok)
        self.wait(lambda: hasattr(dialog, "result_state"))
        self.qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    def save_paper(self, file: Path) -> None:
        preview = cast(PdfPreview, self.dialog(PdfPreview))
        self.speaker.files.append(file)
        self.click(preview.save)
        self.wait(file.exists)
        self.qtbot.keyClick(preview, Qt.Key.Key_Escape)

    def close(self) -> str:
        """Close the window; what its last line says."""
        self.press(Qt.Key.Key_Q, CTRL)
        panel = cast(ClosingPanel, self.dialog(ClosingPanel))
        self.wait(lambda: "今天" in panel.line.text())
        line = panel.line.text()
        self.qtbot.keyClick(panel, Qt.Key.Key_Return)
        self.wait(lambda: self.ended)
        return line


@pytest.fixture
def day(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Day]:
    made = Day(qtbot, tmp_path)
    yield made
    made.app.close()


def _texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def test_from_the_first_start_to_printed_certificates_by_clicks_and_keys(day: Day, tmp_path: Path) -> None:
    day.set_up()

    roster = day.import_file(RosterImport, DATA / "roster-office.xlsx")
    assert f"{EXPECTED['roster-office.xlsx']['residents']} 人" in roster.facts.text()
    day.take_in(roster)

    day.open_tab(Qt.Key.Key_2)
    sheet = day.import_file(SignInImport, DATA / "signin-2026Q3.xlsx")
    day.take_in(sheet)
    places = [row for row in ranking.quarter_ranking(day.window.desk.store, Quarter(2026, 3)) if row.place <= 10]

    day.open_tab(Qt.Key.Key_3)
    rounds = day.window.findChild(HonoursPage)
    assert isinstance(rounds, HonoursPage)
    pane = rounds.rounds
    day.wait(pane.choose.primary.isEnabled)
    day.click(pane.choose.primary)
    day.click(pane.candidates.primary)
    day.wait(lambda: pane.current is Step.CHECK and pane.check.primary.isEnabled())
    day.click(pane.check.primary)
    day.click(pane.proof.primary)
    day.save_paper(tmp_path / "校名单.pdf")
    day.wait(lambda: pane.proof.primary.text() == "PDF 已经印好了")
    day.click(pane.proof.primary)
    day.wait(pane.proof.signing.isVisible)
    type_text(pane.proof.signed_by.input, "周玉兰")
    day.click(pane.proof.primary)
    day.wait(lambda: "周玉兰" in pane.proof.status.text())
    day.click(pane.proof.primary)
    day.speaker.answers.append(True)
    day.click(pane.issue.primary)
    day.wait(lambda: pane.current is Step.PRINT)

    day.click(pane.printing.primary)
    printing = cast(PrintDialog, day.dialog(PrintDialog))
    day.speaker.files.append(tmp_path / "证书.pdf")
    day.click(printing.save)
    day.wait((tmp_path / "证书.pdf").exists)
    day.wait(printing.question.all_good.isVisible)
    day.click(printing.question.all_good)
    day.click(printing.note)
    day.click(printing.finish)
    day.click(pane.printing.primary)
    day.click(pane.sign_off.paper)
    day.save_paper(tmp_path / "签收表.pdf")

    papers = _texts(tmp_path / "证书.pdf")
    assert len(papers) == len(places)
    assert all(place.name in "".join(paper.split()) for place, paper in zip(places, papers, strict=True))
    proof = _HAN.sub("", "".join(_texts(tmp_path / "校名单.pdf")))
    assert [place.name for place in places if place.name not in proof] == []
    assert day.speaker.refusals == []

    assert day.close() == "今天记了 59 人、346.5 小时，签发 11 张证书，已备份。"
    assert list((tmp_path / "资料").rglob("*备份*"))


def test_search_finds_a_person_and_a_certificate_and_opens_their_pages(qtbot: QtBot, day: Day) -> None:
    day.set_up()
    day.take_in(day.import_file(RosterImport, DATA / "roster-office.xlsx"))
    day.press(Qt.Key.Key_F, CTRL)
    assert day.window.top.search.hasFocus()
    qtbot.keyClicks(day.window.top.search, "cds")
    qtbot.keyClick(day.window.top.search, Qt.Key.Key_Return)
    page = day.window.page(day.window.tabs.currentIndex())
    assert isinstance(page, RosterPage)
    row = page.records.table.selected_row()
    assert row is not None
    assert row.name == "曹大山"
