# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of register, verification and printing share: issued certificates, and a printer that is none."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.honours import issuing
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.rules import CertificateSheet
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.kit.pdf_pages import PdfPages

ISSUER = "鸿运小区自管委"
NAMES = ("罗喆", "谢玥", "赵磊", "周云飞", "黄志强")


def any_printer(_sheet: CertificateSheet) -> None:
    """Fonts that have every character."""


def issue(store: Store, name: str = "罗喆", title: str = "邻里之星", resident_id: int | None = None) -> int:
    """Issue one 荣誉证书 to a resident, or (None) to somebody outside the roster; the id."""
    wording = words.honour(name, "同志", "在邻里节中热心公益", title, ISSUER, today(store.clock))
    return int(issuing.issue(store, issuing.Draft(wording, resident_id), any_printer).params["certificate_id"])


def appoint(store: Store, name: str = "罗喆") -> int:
    """Issue one 聘书, whose body names the person; the id."""
    day = today(store.clock)
    wording = words.appointment(name, "同志", "议事员", day, day.replace(year=day.year + 1), ISSUER, day)
    return int(issuing.issue(store, issuing.Draft(wording), any_printer).params["certificate_id"])


def click(qtbot: QtBot, button: QWidget) -> None:
    """Press a button that can be pressed."""
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


class Printer:
    """Stands where the system's print dialog and a printer would: sends the pages it is told to.

    pages: what is sent next; None: all. papers: how many pages each paper had.
    """

    def __init__(self) -> None:
        self.pages: list[int] | None = None
        self.papers: list[int] = []

    def print_pdf(
        self,
        _desk: object,
        _parent: QWidget | None,
        _title: str,
        path: Path,
        *,
        on_printed: Callable[[list[int]], object],
        save_instead: Callable[[], object],
    ) -> None:
        """As `kit.printing.print_pdf`."""
        document = PdfPages(path)
        self.papers.append(len(document.sizes))
        document.close()
        assert callable(save_instead)
        on_printed(self.pages if self.pages is not None else list(range(1, self.papers[-1] + 1)))
