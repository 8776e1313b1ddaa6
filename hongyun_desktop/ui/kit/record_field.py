# SPDX-License-Identifier: GPL-3.0-or-later
"""A person or a dwelling in a form, found by typing. Knows no feature."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.search import Hit
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import Editor, Field
from hongyun_desktop.ui.kit.privacy import HIDDEN
from hongyun_desktop.ui.kit.search_box import SearchBox


@frozen(kw_only=True)
class RecordField(Field):
    """One record found by typing; the value is its id, or None unless it is required. kind: of `core.search`."""

    kind: str = "resident"
    text_of: Callable[[Desk, int], str] = lambda _desk, record_id: str(record_id)

    def editor(self, desk: Desk, parent: QWidget) -> Editor:
        return _RecordEditor(self, desk, parent)


class _RecordEditor(Editor):
    def __init__(self, field: RecordField, desk: Desk, parent: QWidget) -> None:
        self.box = SearchBox(desk.store, desk.privacy, (field.kind,), parent, keep=True)
        super().__init__(field, self.box, parent)
        self._desk, self._rule = desk, field
        self._id: int | None = None
        hints = {"resident": _("姓名、拼音首字母、房号或电话后四位"), "dwelling": _("如 3-2-1102")}
        self.box.setPlaceholderText(hints.get(field.kind, ""))
        self.box.picked.connect(self._on_picked)
        self.box.textEdited.connect(self._on_typed)

    def _on_picked(self, hit: Hit) -> None:
        self._id = hit.id
        self.changed.emit()

    def _on_typed(self, _text: str) -> None:
        self._id = None
        self.changed.emit()

    def value(self) -> Any:
        if self._id is None and (self.field.required or self.box.text().strip()):
            raise Invalid("record_not_chosen", self.field.name)
        return self._id

    def set_value(self, value: Any) -> None:
        self._id = value
        text = self._rule.text_of(self._desk, value) if value is not None else ""
        self.box.show_kept(text, HIDDEN if text else "")
