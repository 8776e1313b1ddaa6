# SPDX-License-Identifier: GPL-3.0-or-later
"""A paper before it is printed: its pages on the screen, to be saved as a file or sent to a printer.

F9 lays a veil over the pages, and takes it away again. Imports Qt, pypdfium2, core and kit only, so pages import
it when somebody first wants to see a paper.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import printing
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.pages_view import PagesView, Zoom
from hongyun_desktop.ui.kit.paper_folder import PaperFolder
from hongyun_desktop.ui.kit.parts import Segmented, button, fit_to_screen, label, row_of, rule, set_role, tab_through
from hongyun_desktop.ui.kit.pdf_pages import PdfPages
from hongyun_desktop.ui.kit.places import saved_as
from hongyun_desktop.ui.kit.theme import em
from hongyun_desktop.ui.kit.veil import Veil

Write = Callable[[Path, Progress], object]
PDF_PATTERN = _("PDF 文件 (*.pdf)")
_WIDTH_PX, _HEIGHT_PX = 980, 700


class PdfPreview(QDialog):
    """Shows a paper that a job writes, then offers 保存 PDF… and 打印…; not on the screen before it is written.

    `ready` tells that the pages are there, `abandoned` that they will not come.
    """

    ready = Signal()
    abandoned = Signal()

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        title: str,
        file_name: str,
        on_printed: Callable[[list[int]], object] | None,
        on_saved: Callable[[Path], object] | None,
        right: Right = Right.PRINT,
    ) -> None:
        super().__init__(parent)
        self._right, self._is_journaled = right, on_printed is not None or on_saved is not None
        self._desk, self._title, self._file_name = desk, title, file_name
        self._on_printed, self._on_saved = on_printed, on_saved
        self._folder = PaperFolder()
        # Where the page behind goes, the dialog goes with it unclosed.
        self.destroyed.connect(self._folder.remove)
        self.pages: PdfPages | None = None
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.abandoned.connect(self._give_up)

    # writing

    def write(self, write: Write) -> None:
        """Have the paper written beside the window, then show it."""
        self._desk.jobs.start(_("正在排版……"), lambda progress: self._written(write, progress), self._show_pages)

    def _written(self, write: Write, progress: Progress) -> PdfPages:
        """On the worker thread: whatever stops the writing, the dialog hears of it and goes."""
        pages: PdfPages | None = None
        try:
            write(self._folder.file, progress)
            pages = PdfPages(self._folder.file)
            return pages
        finally:
            if pages is None:
                self.abandoned.emit()

    def _show_pages(self, pages: PdfPages) -> None:
        if not isValid(self):
            pages.close()
            return
        self.pages = pages
        self._lay_out(pages)
        self.open()
        self.view.setFocus()
        self.view.go(0)
        self.ready.emit()

    def _give_up(self) -> None:
        self._let_go()
        self.deleteLater()

    # the dialog

    def _lay_out(self, pages: PdfPages) -> None:
        self.view = PagesView(pages)
        Veil(self._desk.privacy, self.view)
        self._desk.privacy.listen(self)
        self.place = label("", "key")
        self.place.setMinimumWidth(em(self, 8))
        self.scale = label("", "hint")
        self.scale.setMinimumWidth(em(self, 3))
        # Before it is saved it is known what the file will be called.
        self.told = label(_("存成 PDF 时的文件名：{name}").format(name=self._file_name), "hint", wrap=True)
        self.zoom = Segmented([(Zoom.WHOLE_PAGE, _("整页"), ""), (Zoom.ACTUAL_SIZE, _("实际大小"), "")])
        self.zoom.chosen.connect(self._on_zoom)
        self.previous = self._tool("chevron-up", _("上一张（PageUp）"), self._go_back)
        self.next = self._tool("chevron-down", _("下一张（PageDown）"), self._go_on)
        self.larger = self._tool("zoom-in", _("放大（Ctrl +）"), self._zoom_in)
        self.smaller = self._tool("zoom-out", _("缩小（Ctrl -）"), self._zoom_out)
        self.save = button(_("保存 PDF…"), "save")
        self.save.setToolTip(_("存成文件，Ctrl+S"))
        self.save.clicked.connect(self.save_file)
        self.print = button(_("打印…"), "printer", primary=True)
        self.print.setToolTip(_("选打印机打印，Ctrl+P"))
        self.print.clicked.connect(self.print_pages)
        if self._is_journaled:
            self._desk.guard(self.save, self.print, right=self._right, writes=False)
        self.shut = button(_("关闭"))
        self.shut.clicked.connect(self.reject)
        self._arrange()
        self._order_tabs()
        self._add_keys()
        self.view.page_changed.connect(self._tell_place)
        self.view.zoom_changed.connect(self._tell_scale)

    def _arrange(self) -> None:
        turning = row_of(self.previous, self.next, 4, self.place)
        zooming = row_of(self.zoom, 4, self.smaller, self.larger, self.scale)
        head = row_of()
        head.addLayout(turning)
        head.addStretch(1)
        head.addLayout(zooming)
        foot = row_of()
        foot.addWidget(self.told, 1)
        foot.addLayout(row_of(self.shut, self.save, self.print))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 12)
        column.setSpacing(10)
        for each in (head, foot):
            each.setContentsMargins(16, 0, 16, 0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        column.setSpacing(0)
        column.insertSpacing(1, 10)
        column.insertSpacing(4, 12)
        fit_to_screen(self, max(_WIDTH_PX, self.minimumSizeHint().width()), _HEIGHT_PX)

    def _order_tabs(self) -> None:
        above = (self.previous, self.next, *self.zoom.buttons, self.smaller, self.larger)
        tab_through(*above, self.view, self.shut, self.save, self.print)

    def _tool(self, icon: str, tip: str, act: Callable[[], None]) -> QPushButton:
        made = button("", icon)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        made.clicked.connect(act)
        return made

    def _add_keys(self) -> None:
        for keys, act in (
            ("PgUp", self._go_back), ("PgDown", self._go_on), ("Home", self._go_first), ("End", self._go_last),
            ("Ctrl+P", self.print_pages), ("Ctrl+S", self.save_file), ("Ctrl+=", self._zoom_in),
            ("Ctrl++", self._zoom_in), ("Ctrl+-", self._zoom_out), ("Ctrl+0", self._whole_page),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, act)

    def _go_back(self) -> None:
        self.view.go(self.view.page - 1)

    def _go_on(self) -> None:
        self.view.go(self.view.page + 1)

    def _go_first(self) -> None:
        self.view.go(0)

    def _go_last(self) -> None:
        self.view.go(len(self.pages.sizes) - 1 if self.pages else 0)

    def _zoom_in(self) -> None:
        self.view.zoom_by_steps(1)

    def _zoom_out(self) -> None:
        self.view.zoom_by_steps(-1)

    def _whole_page(self) -> None:
        self.zoom.set_value(Zoom.WHOLE_PAGE)
        self.view.set_zoom(Zoom.WHOLE_PAGE)

    def _on_zoom(self, zoom: object) -> None:
        if isinstance(zoom, Zoom):
            self.view.set_zoom(zoom)

    def _tell_place(self, page: int) -> None:
        count = len(self.pages.sizes) if self.pages else 0
        self.place.setText(_("第 {page} / {count} 张").format(page=page + 1, count=count))
        self.previous.setEnabled(page > 0)
        self.next.setEnabled(page < count - 1)

    def _tell_scale(self) -> None:
        if self.view.zoom is Zoom.FREE:
            self.zoom.clear()
        self.scale.setText(f"{round(100 * self.view.dots_per_inch / self.view.screen_dpi())}%")

    # what can be done with it

    def save_file(self) -> None:
        """Ask where to, and write the paper there: whole or not at all."""
        if not self._may_leave():
            return
        path = self._desk.speaker.save_file(_("保存 PDF"), self._file_name, PDF_PATTERN)
        if path is None:
            return
        content = self._folder.file.read_bytes()
        self._desk.jobs.start(
            _("正在保存……"), lambda _progress: write_whole(path, content), lambda _none: self._saved(path)
        )

    def _saved(self, path: Path) -> None:
        self._say(_("已存成{file}。").format(file=saved_as(path)))
        if self._on_saved is not None:
            self._on_saved(path)

    def print_pages(self) -> None:
        """Ask for a printer and the pages, and print."""
        if self.pages is not None and self._may_leave():
            printing.print_pdf(
                self._desk, self, self._title, self._folder.file,
                on_printed=self._printed, save_instead=self.save_file,
            )  # fmt: skip

    def _printed(self, pages: list[int]) -> None:
        if isValid(self):
            self._say(_("已送去打印：{count} 张。").format(count=len(pages)))
        if self._on_printed is not None:
            self._on_printed(pages)

    def _may_leave(self) -> bool:
        """Whether the paper may leave the program: one whose printing is journaled asks for the right before it."""
        return not self._is_journaled or self._desk.allowed(self._right)

    def _say(self, sentence: str) -> None:
        """Here, because the window behind is covered."""
        if isValid(self):
            set_role(self.told, "good")
            self.told.setText(sentence)
        self._desk.speaker.toast(sentence)

    # the end

    def done(self, result: int) -> None:
        self._let_go()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._let_go()
        super().closeEvent(event)

    def _let_go(self) -> None:
        if self.pages is not None:
            self.view.close_pages()
            self.pages.close()
            self.pages = None
        self._folder.remove()


def show_pdf(
    desk: Desk,
    parent: QWidget | None,
    title: str,
    write: Write,
    file_name: str,
    *,
    on_printed: Callable[[list[int]], object] | None = None,
    on_saved: Callable[[Path], object] | None = None,
    right: Right = Right.PRINT,
) -> PdfPreview:
    """Have a paper written beside the window and show it once it is there.

    write: writes the PDF to the path it is given, on the worker thread. file_name: what 保存 proposes.
    on_printed: hears which pages (from 1) went to a printer, when they did; on_saved: where it was saved.
    right: what printing and saving ask for, where either is journaled.
    """
    preview = PdfPreview(desk, parent, title, file_name, on_printed, on_saved, right)
    preview.write(write)
    return preview
