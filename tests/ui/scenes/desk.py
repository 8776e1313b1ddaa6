# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands around the pages, brought into the states worth a picture. Each takes a desk on the demo database."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.demo import keeping
from hongyun_desktop.ui import help_pages
from hongyun_desktop.ui.desk_actions import about, checking, closing, committee_form, exporting, operator_form
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.help import HelpWindow
from hongyun_desktop.ui.kit.waiting import Waiting
from hongyun_desktop.ui.start_dialog import StartDialog
from hongyun_desktop.ui.trouble import TroubleDialog

_OWN = Path("/var/lib/hongyun/鸿运.db")
_HEAD = "3f9a51c07be2d84416aa90d1c25f7e08b3d46c1f90e7a25583cb1d6e4f0a9721"


def _start(desk: Desk) -> QWidget:
    return StartDialog(_OWN, desk.speaker, make_demo=keeping.ready, demo=Path("demo.db"))


def _start_new(desk: Desk) -> QWidget:
    dialog = StartDialog(_OWN, desk.speaker, make_demo=keeping.ready, demo=Path("demo.db"))
    dialog.new.click()
    dialog.form.lines["compound"].setText("桂花苑小区")
    dialog.form.lines["compound"].textEdited.emit("桂花苑小区")
    return dialog


def _start_new_incomplete(desk: Desk) -> QWidget:
    dialog = StartDialog(_OWN, desk.speaker, make_demo=keeping.ready, demo=Path("demo.db"))
    dialog.new.click()
    dialog.form.submit()
    return dialog


def _trouble(code: str, **params: object) -> Callable[[Desk], QWidget]:
    return lambda _desk: TroubleDialog(StorageProblem(code, file="鸿运.db", **params))


def _check_bad(_desk: Desk) -> QWidget:
    findings = [
        Finding("entry_altered", {"entry": 4_211}),
        Finding("entry_balance_wrong", {"entry": 4_212}),
        Finding("file_missing_or_altered", {"sha256": _HEAD[:16]}),
    ]
    return checking.CheckDialog((findings, 8_412, _HEAD))


def _export(desk: Desk) -> QWidget:
    dialog = exporting.ExportDialog(desk)
    dialog.full.setChecked(True)
    dialog.submit()
    return dialog


def _closing(desk: Desk) -> QWidget:
    return closing.ClosingPanel(desk, None, lambda: None)


def _closed(desk: Desk) -> QWidget:
    panel = closing.ClosingPanel(desk, None, lambda: None)
    panel.show_done("今天记了 37 人、74 小时，已备份。", "备份在：/media/user/鸿运U盘")
    return panel


def _help(key: str) -> Callable[[Desk], QWidget]:
    def made(_desk: Desk) -> QWidget:
        window = HelpWindow(help_pages.pages(()))
        window.show_page(key)
        return window

    return made


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "start": _start,
    "start-new": _start_new,
    "start-new-incomplete": _start_new_incomplete,
    "trouble-in-use": _trouble("database_in_use", program="鸿运桌面", since="09:12"),
    "trouble-damaged": _trouble("database_damaged"),
    "trouble-missing": _trouble("database_missing"),
    "trouble-elsewhere": lambda _desk: TroubleDialog(
        StorageProblem("database_not_readable", file="鸿运.db"), is_own=False
    ),
    "waiting": lambda _desk: Waiting("正在准备演示资料……", stoppable=True),
    "check-good": lambda _desk: checking.CheckDialog(([], 8_412, _HEAD)),
    "check-bad": _check_bad,
    "export": _export,
    "committee": lambda desk: committee_form.ask_committee(desk),
    "operator": lambda desk: operator_form.ask_operator(desk),
    "about": lambda desk: about.AboutDialog(desk),
    "closing": _closing,
    "closed": _closed,
    "help-first": _help("first"),
    "help-keys": _help("keys"),
}
