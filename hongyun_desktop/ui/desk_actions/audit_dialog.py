# SPDX-License-Identifier: GPL-3.0-or-later
"""操作记录: who did what and when, to be filtered and printed. Imports core, the kit and documents only."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.audit import extracting
from hongyun_desktop.core.audit.listing import AuditRow, audit_window
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError, Invalid
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions import audit_words
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.noted_paper import show_noted
from hongyun_desktop.ui.kit.page import RecordPage
from hongyun_desktop.ui.kit.page_spec import Filter, PageSpec
from hongyun_desktop.ui.kit.parts import button, fit_to_screen, label, row_of
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import GAP_PX, em


def show_audit(desk: Desk, parent: QWidget | None = None) -> "AuditDialog | None":
    """Show the trail; the dialog is open when this returns. None where somebody may not see it."""
    try:
        desk.store.demand(Right.AUDIT)
    except AppError as error:
        desk.refused(error)
        return None
    dialog = AuditDialog(desk, parent)
    dialog.open()
    return dialog


class AuditPage(RecordPage[AuditRow]):
    """The table with its filters; the days stand beside them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.days = {
            "from_day": DateField(name="from_day", label=_("从哪一天")).editor(desk, parent or QWidget()),
            "to_day": DateField(name="to_day", label=_("到哪一天")).editor(desk, parent or QWidget()),
        }
        super().__init__(desk, _spec(desk.store), parent)
        for place, (name, editor) in enumerate(self.days.items()):
            editor.setMaximumWidth(em(self, 11))
            if isinstance(editor.input, QLineEdit):
                editor.input.setPlaceholderText(_("从哪天") if name == "from_day" else _("到哪天"))
            editor.changed.connect(self._on_day)
            self.tools.insertWidget(len(self.spec.filters) + place, editor)
        # An event that changes no table is one too.
        desk.changed.connect(self._on_changed)

    def query(self) -> Query:
        """What the filters and the days ask for; a day that is not written to its end yet is no bound."""
        asked = super().query()
        days = {name: day for name, editor in self.days.items() if (day := _day(editor)) is not None}
        return Query(asked.text, {**asked.filters, **days}, asked.sort, asked.descending)

    def clear_filters(self) -> None:
        """Ask for everything again."""
        for editor in self.days.values():
            editor.set_value(None)
        super().clear_filters()

    def _on_changed(self, _changed: Changed) -> None:
        self.reload()

    def _on_day(self) -> None:
        self.reload(keep_choices=True)


def _day(editor: Any) -> Any:
    try:
        return editor.value()
    except Invalid:
        return None


def _spec(store: Store) -> PageSpec[AuditRow]:
    return PageSpec(
        key="audit",
        title=_("操作记录"),
        topics=(),
        load=audit_window,
        columns=(
            Column(_("时间"), lambda row: f"{row.at:%Y-%m-%d %H:%M:%S}", width=11, sort="at"),
            Column(_("经办人"), lambda row: row.operator, width=7),
            Column(_("做了什么"), lambda row: audit_words.sentence(store, row)),
            Column(
                _("第几条"), lambda row: row.journal_id, text=lambda number: f"{number:,}", align=Align.RIGHT, width=5,
                priority=1,
            ),
        ),
        filters=(
            Filter("operator", _("全部经办人"), audit_words.people),
            Filter("kind", _("全部事项"), lambda _store: list(audit_words.KINDS.items())),
        ),
        empty=_("还没有记录。记服务、导入、打印、登录以后，都会记在这里。"),
        icon="scroll-text",
        framed=False,
    )  # fmt: skip


class AuditDialog(QDialog):
    """The trail, and 打印摘录 of what the filters show."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("操作记录"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._desk = desk
        self.problem = label("", "problem")
        self.problem.hide()
        self.page = AuditPage(desk, self)
        self.print = button(_("打印摘录…"), "printer")
        self.print.clicked.connect(self.show_extract)
        self.ok = button(_("关闭"), primary=True)
        self.ok.clicked.connect(self.accept)
        told = _(
            "谁、什么时候、做了什么，只增不改；只记编号和数目，没有居民的姓名。谁改过以前的记录，“检查资料”查得出来。"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("操作记录"), "h2"))
        column.addWidget(label(told, "key", wrap=True))
        column.addWidget(self.page, 1)
        column.addWidget(self.problem)
        column.addLayout(row_of(self.print, None, self.ok))
        fit_to_screen(self, em(self, 62), em(self, 42))
        self.page.table.setFocus()

    def show_extract(self) -> QWidget | None:
        """Show on paper what the filters show, the oldest first; a day that can't be read is said."""
        try:
            for editor in self.page.days.values():
                editor.value()
        except Invalid as error:
            self.problem.setText(window_sentence(error))
            self.problem.show()
            return None
        self.problem.hide()
        return show_extract(self._desk, self, self.page.query())


def show_extract(desk: Desk, parent: QWidget | None, query: Query) -> QWidget:
    """Show an extract on paper; that it was printed or saved stands in the trail itself."""
    from hongyun_desktop.documents.audit_extract import write_audit_extract

    store, told = desk.store, settings.committee(desk.store)
    asked = audit_words.asked(store, query.filters)

    def write(path: Path, progress: Progress) -> object:
        extract = extracting.extract(
            store, query, lambda row: audit_words.sentence(store, row), compound=told.compound, issuer=told.issuer,
            asked=asked, tell=progress,
        )  # fmt: skip
        return write_audit_extract(extract, path, progress)

    days = audit_words.days_of_file(query.filters.get("from_day"), query.filters.get("to_day"), today(store.clock))
    return show_noted(desk, parent, _("操作记录摘录"), write, file_name(desk, _("操作记录摘录"), days))
