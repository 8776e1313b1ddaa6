# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaking: a toast that can be taken back, a question whose Enter means no."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from shiboken6 import isValid

from hongyun_desktop.ui.kit import places
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.kit.toast import Toast
from hongyun_desktop.ui.kit.veil import Veil


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


def _answer(qtbot: Any, key: Qt.Key) -> None:
    """Press a key in the box that comes up next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        qtbot.keyClick(box, key)

    QTimer.singleShot(100, press)


def test_a_toast_stands_over_the_lower_edge_and_undo_takes_back(qtbot: Any, host: QWidget) -> None:
    speaker = Speaker()
    speaker.host = host
    undone: list[bool] = []
    speaker.toast("已保存何芳的资料。", lambda: undone.append(True))
    toast = host.findChild(Toast)
    assert isinstance(toast, Toast)
    assert toast.isVisible()
    assert host.rect().contains(toast.geometry())
    assert toast.undo is not None
    qtbot.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    assert undone == [True]


def test_a_second_toast_takes_the_place_of_the_first(qtbot: Any, host: QWidget) -> None:
    speaker = Speaker()
    speaker.host = host
    speaker.toast("第一句。")
    speaker.toast("第二句。")
    qtbot.waitUntil(lambda: len([each for each in host.findChildren(Toast) if each.isVisible()]) == 1)
    shown = next(each for each in host.findChildren(Toast) if each.isVisible())
    assert shown.sentence.text() == "第二句。"


def test_a_long_toast_stays_inside_a_narrow_window(host: QWidget) -> None:
    host.resize(420, 300)
    speaker = Speaker()
    speaker.host = host
    speaker.toast("记了三十七人、七十四小时、七百四十分，" * 4)
    toast = host.findChild(Toast)
    assert isinstance(toast, Toast)
    assert host.rect().contains(toast.geometry())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_esc_mean_no(qtbot: Any, host: QWidget, key: Qt.Key) -> None:
    speaker = Speaker()
    speaker.host = host
    _answer(qtbot, key)
    assert speaker.ask("删掉吗？", "删掉") is False


def test_f9_hides_what_a_question_says_and_shows_it_again(qtbot: Any, host: QWidget) -> None:
    speaker = Speaker()
    speaker.host = host
    speaker.privacy = Privacy()
    hidden: list[bool] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        veil = box.findChild(Veil)
        assert veil is not None
        for _press in range(2):
            qtbot.keyClick(box, Qt.Key.Key_F9)
            hidden.append(veil.isVisible())
        qtbot.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(100, look)
    speaker.ask("要删除何芳这次入队吗？", "删除")
    assert hidden == [True, False]


def test_what_goes_on_stands_at_the_right_as_in_every_dialog(qtbot: Any, host: QWidget) -> None:
    speaker = Speaker()
    speaker.host = host
    placed: list[int] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        placed.extend(each.x() for each in sorted(box.buttons(), key=lambda each: each.text() == "签发"))
        qtbot.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(100, look)
    speaker.ask("签发 9 张证书？", "签发")
    stay, go_on = placed
    assert stay < go_on


def test_without_a_folder_for_documents_the_one_above_is_where_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = str(tmp_path / "Documents")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _where: missing)
    assert places.to_look_in() == tmp_path


def test_a_refusal_waits_until_it_is_read(qtbot: Any, host: QWidget) -> None:
    speaker = Speaker()
    speaker.host = host
    _answer(qtbot, Qt.Key.Key_Return)
    speaker.refuse("没有完成，因为……")


def test_a_toast_that_went_by_itself_is_followed_by_another(qtbot: Any, host: QWidget) -> None:
    speaker = Speaker()
    speaker.host = host
    speaker.toast("第一句。")
    first = host.findChild(Toast)
    assert isinstance(first, Toast)
    first.close()
    qtbot.waitUntil(lambda: not isValid(first))
    speaker.toast("第二句。")
    shown = host.findChild(Toast)
    assert isinstance(shown, Toast)
    assert shown.sentence.text() == "第二句。"


def test_a_toast_that_went_with_its_window_is_followed_by_another(qtbot: Any, host: QWidget) -> None:
    speaker = Speaker()
    gone = QWidget()
    gone.show()
    speaker.host = gone
    speaker.toast("第一句。")
    gone.deleteLater()
    qtbot.waitUntil(lambda: not isValid(gone))
    speaker.host = host
    speaker.toast("第二句。")
    assert isinstance(host.findChild(Toast), Toast)


def test_files_are_looked_for_among_ones_own_and_then_where_the_last_one_was(
    host: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, where: str, _patterns: str) -> tuple[str, str]:
        asked.append(where)
        return str(tmp_path / "花名册.xlsx"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    speaker = Speaker()
    speaker.host = host
    assert speaker.open_file("导入", "*") == tmp_path / "花名册.xlsx"
    speaker.save_file("保存", "证书.pdf", "*")
    assert asked[0] == str(places.to_look_in())
    assert asked[1] == str(tmp_path / "证书.pdf")


def test_a_toast_covers_neither_a_row_of_the_page_nor_its_last_buttons(host: QWidget) -> None:
    speaker = Speaker()
    speaker.host = host
    speaker.toast("记了 12 人、24 小时、240 分，两行有问题，已写在登记簿里。", lambda: None)
    toast = host.findChild(Toast)
    assert isinstance(toast, Toast)
    status_line_px, page_margin_px = 36, 16
    assert toast.geometry().top() >= host.height() - status_line_px - page_margin_px
    assert host.rect().contains(toast.geometry())


def test_in_a_dialog_that_stays_open_a_toast_stands_above_its_buttons_and_outlives_it(
    qtbot: Any, host: QWidget
) -> None:
    speaker = Speaker()
    speaker.host = host
    dialog = QDialog(host)
    dialog.resize(400, 300)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    speaker.toast("已复制。", lambda: None)
    toast = dialog.findChild(Toast)
    assert isinstance(toast, Toast)
    assert toast.isVisible()
    assert toast.geometry().bottom() < 80
    dialog.accept()
    assert toast.parentWidget() is host
    assert toast.isVisible()
    assert toast.geometry().top() > host.height() // 2


def test_what_is_said_while_nobody_may_hear_it_waits(host: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: refused.append(box.text()))
    speaker = Speaker()
    speaker.host = host
    speaker.toast("记了张三。")
    speaker.hold()
    assert not [each for each in host.findChildren(Toast) if each.isVisible()]
    speaker.toast("记了李四。")
    speaker.refuse("李四的积分不够。")
    assert not [each for each in host.findChildren(Toast) if each.isVisible()]
    assert refused == []
    speaker.release()
    assert refused == ["李四的积分不够。"]
    assert [each.sentence.text() for each in host.findChildren(Toast) if each.isVisible()] == ["记了李四。"]
    speaker.hold()
    speaker.refuse("没人听。")
    speaker.forget()
    speaker.release()
    assert refused == ["李四的积分不够。"]


def test_papers_are_proposed_in_a_folder_of_our_own_among_ones_documents(
    host: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, where: str, _patterns: str) -> tuple[str, str]:
        asked.append(where)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _location: str(tmp_path / "Documents"))
    speaker = Speaker()
    speaker.host = host
    speaker.save_file("保存", "花名册.xlsx", "*")
    assert asked == [str(tmp_path / "Documents" / "鸿运桌面" / "花名册.xlsx")]
    assert (tmp_path / "Documents" / "鸿运桌面").is_dir()


def test_where_a_file_was_saved_is_said_in_words_that_people_know(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", lambda location: str(tmp_path / location.name.removesuffix("Location"))
    )
    assert places.saved_as(tmp_path / "Documents" / "甲.pdf") == "“甲.pdf”（在“文档”里）"
    assert places.saved_as(tmp_path / "Documents" / "鸿运桌面" / "甲.pdf") == "“甲.pdf”（在“文档 ▸ 鸿运桌面”里）"
    assert places.saved_as(tmp_path / "KINGSTON" / "甲.pdf") == "“甲.pdf”（在“KINGSTON”里）"
    assert "甲.pdf" in places.saved_as(Path("/甲.pdf"))
