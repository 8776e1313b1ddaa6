# SPDX-License-Identifier: GPL-3.0-or-later
"""--self-check: whether this copy of the program, as packaged, can do the main job on this computer.

In a folder of its own that goes afterwards: a window with every page, a roster and a sign-in sheet imported, a round
held, its certificates written to PDF, drawn for the screen and printed, a telephone's photo set into a text document.
The people are invented.
"""

import io
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtPrintSupport import QPrinter

from hongyun_desktop import app as application
from hongyun_desktop import libraries, log
from hongyun_desktop.core import settings
from hongyun_desktop.core.characters import find_characters
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.honours import register, rounds
from hongyun_desktop.core.points import sign_in
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import importing
from hongyun_desktop.core.search import search
from hongyun_desktop.core.store import encrypting, keys
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.exchange import roster_sheet, sign_in_sheet
from hongyun_desktop.exchange.workbook import TableSheet, write_table
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.paths import resources
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import icons, theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.kit.window_state import WindowState
from hongyun_desktop.ui.main_window import FEATURES, MainWindow

_NAMES = ("何芳", "沈𬭎", "张䶮", "罗玥", "韩彧", "曹大山")
_PASSPHRASE = "自检用的口令 2026"
_COMMITTEE = {"compound": "自检小区", "community": "自检社区", "issuer": "自检小区自管委", "number_prefix": "检"}


class _Failed(Exception):
    """A step found something wrong; its text says what."""


class _Check(QObject):
    """Runs one step after the other with Qt's loop between them, so that each page is really painted."""

    def __init__(self, folder: Path, store: Store) -> None:
        super().__init__()
        self._folder, self._store = folder, store
        self._steps = self._run()
        self.trouble: Exception | None = None
        self.done: list[str] = []
        QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        try:
            self.done.append(next(self._steps))
        except StopIteration:
            QCoreApplication.exit()
        except Exception as error:  # whatever fails here is the finding
            self.trouble = error
            QCoreApplication.exit()
        else:
            QTimer.singleShot(0, self, self._next)

    def _run(self) -> Iterator[str]:
        yield from self._resources()
        settings.save(self._store, _COMMITTEE)
        desk = Desk(self._store, Speaker(self))
        window = MainWindow(desk, WindowState(self._folder / "window.ini"))
        window.show()
        for number, feature in enumerate(FEATURES):
            window.tabs.setCurrentIndex(number)
            _demand(not window.grab().isNull(), feature.title)
            yield feature.title
        yield from self._import()
        yield from self._honour()
        yield from self._photo()
        yield from self._lock()
        desk.jobs.close()
        window.hide()
        window.deleteLater()
        yield _("关窗口")

    def _resources(self) -> Iterator[str]:
        _demand(bool(QFontDatabase.families()), _("字体"))
        _demand(_is_drawn("search"), _("图标"))
        _demand(QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消", _("Qt 的中文"))
        _demand(find_characters("龙天")[0].character == "䶮", _("难字表"))
        _demand("LESSER" in libraries.licences(), _("许可证"))
        yield _("字体、图标、Qt 的中文、难字表、许可证")

    def _import(self) -> Iterator[str]:
        day, store = today(self._store.clock), self._store
        roster = self._folder / "花名册.xlsx"
        rows = [
            ["1", "1", f"{number}01", name, "户主", f"1380000{number:04d}"] for number, name in enumerate(_NAMES, 1)
        ]
        write_table(roster, [TableSheet("花名册", ("楼栋", "单元", "房号", "姓名", "与户主关系", "联系电话"), rows)])
        read = roster_sheet.read_roster(roster, day)
        plan = importing.plan_import(store, read.lines)
        importing.apply_import(store, plan)
        _demand(plan.added == len(_NAMES) and not plan.problems, _("导入花名册"))
        yield _("导入花名册 {count} 人").format(count=plan.added)
        sheet = self._folder / "签到表.xlsx"
        held_on = _held_on(day).isoformat()
        rows = [[held_on, "清扫楼道", name, f"1-1-{n}01", f"{n}"] for n, name in enumerate(_NAMES, 1)]
        write_table(sheet, [TableSheet("签到表", ("日期", "活动", "姓名", "房号", "服务时长"), rows)])
        hours = sign_in.plan_sign_in(store, sign_in_sheet.read_sign_in(sheet, day).lines)
        sign_in.apply_sign_in(store, hours)
        _demand(hours.added == len(_NAMES), _("导入签到表"))
        _demand(search(store, "张䶮")[0].kind == "resident", _("搜索"))
        yield _("导入签到表 {count} 条，搜索").format(count=hours.added)

    def _honour(self) -> Iterator[str]:
        from hongyun_desktop.documents import certificate
        from hongyun_desktop.ui.kit.printing import print_pages

        store = self._store
        quarter = Quarter.of(_held_on(today(store.clock)))
        held = rounds.hold_round(store, quarter, "季度志愿之星", 3, certificate.preflight)
        paper = self._folder / "证书.pdf"
        sheets = register.sheets(store, rounds.certificates_of(store, held.params["round_id"]))
        pages = certificate.write_certificates(sheets, paper)
        _demand(pages == 3, _("证书"))
        yield _("证书 {count} 张").format(count=pages)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printed = self._folder / "印出来.pdf"
        printer.setOutputFileName(str(printed))
        _demand(print_pages(paper, printer, [1, 2, 3]).pages == (1, 2, 3) and printed.stat().st_size > 0, _("打印"))
        yield _("打印 {count} 张").format(count=pages)

    def _photo(self) -> Iterator[str]:
        from docx import Document

        from hongyun_desktop.exchange import pictures

        photo, text = resources() / "check" / "photo.heic", self._folder / "报告.docx"
        facts = pictures.inspect(photo, self._store.clock.now())
        _demand((facts.kind, facts.width_px, facts.height_px) == ("heic", 240, 320), _("手机照片"))
        document = Document()
        document.add_paragraph(_COMMITTEE["compound"])
        document.add_picture(io.BytesIO(pictures.for_paper(photo.read_bytes(), 160)))
        document.save(str(text))
        again = Document(str(text))
        _demand(again.paragraphs[0].text == _COMMITTEE["compound"] and len(again.inline_shapes) == 1, _("Word 文件"))
        yield _("手机照片、Word 文件")

    def _lock(self) -> Iterator[str]:
        locked = self._folder / "加锁.db"
        made, recovery_text = encrypting.create(locked, _PASSPHRASE, clock=self._store.clock)
        settings.save(made, _COMMITTEE)
        made.close()
        with open_store(locked, keys.unlock(locked, recovery_text)) as store:
            _demand(settings.committee(store).compound == _COMMITTEE["compound"], _("开锁"))
        _demand(_COMMITTEE["compound"].encode() not in locked.read_bytes(), _("加锁"))
        yield _("加锁，用恢复钥匙打开")


def _is_drawn(name: str) -> bool:
    """Whether an icon has any ink: Qt's engine for them is a file of its own in a packaged copy."""
    image = icons.pixmap(name, theme.COLOURS.text, 16).toImage()
    return any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


def _held_on(day: date) -> date:
    """A day in a quarter that has begun."""
    return Quarter.of(day).starts_on


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise _Failed(what)


@frozen
class Findings:
    """What could be done, step by step, and what could not: an empty trouble means that all is well."""

    done: tuple[str, ...]
    trouble: str


def run() -> Findings:
    """Go through the main job in a new folder that is gone afterwards."""
    app = application.make_application()
    theme.apply(app, theme.SMALLEST_PX)
    # Windows keeps a database's file a moment longer than its connection.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with open_store(folder / "自检.db", create=True) as store:
            check = _Check(folder, store)
            app.exec()
    if check.trouble is None:
        return Findings(tuple(check.done), "")
    # Only the steps' own words: what an error of a library says may hold anything.
    trouble = str(check.trouble) if isinstance(check.trouble, _Failed) else "".join(log.where(check.trouble)[-2:])
    return Findings(tuple(check.done), trouble)
