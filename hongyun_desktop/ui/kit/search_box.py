# SPDX-License-Identifier: GPL-3.0-or-later
"""A field that finds people, rooms, activities and certificates while somebody types, in a list below it.

Serves the search above the pages and the fields of forms that want a person or a dwelling. Imports Qt, core's
search and kit only.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.kit.icons import icon
from hongyun_desktop.ui.kit.line_icons import Position, offer_clearing, put_icon
from hongyun_desktop.ui.kit.privacy import Privacy
from hongyun_desktop.ui.kit.theme import COLOURS

if TYPE_CHECKING:
    # The list is imported and made when there is something to be shown in it.
    from hongyun_desktop.ui.kit.search_hits import HitList

DEBOUNCE_MS = 120


class SearchBox(QLineEdit):
    """The field and its list; `picked` tells the hit that was chosen.

    kinds: which kinds are offered; None for all. keep: the chosen text stays in the field. rooms_first: a room that is
    typed means all who live there. Enter takes the first hit, but never one of several namesakes: there somebody must
    be pointed at. Esc closes the list, then empties the field.
    """

    picked = Signal(object)

    def __init__(
        self, store: Store, privacy: Privacy, kinds: Sequence[str] | None = None, parent: QWidget | None = None,
        *, keep: bool = False, rooms_first: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._store, self._kinds, self._keep = store, kinds, keep
        self._rooms_first = rooms_first
        self._privacy = privacy
        self._kept: tuple[str, str] | None = None
        self._glass = QAction(icon("search", COLOURS.text_faint), "", self)
        put_icon(self, self._glass, Position.LeadingPosition)
        offer_clearing(self)
        self._list: HitList | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self.search_now)
        self.textEdited.connect(self._on_edited)
        privacy.changed.connect(self._show_kept)

    @property
    def list(self) -> "HitList":
        """What was found; made when something is looked for."""
        if self._list is None:
            from hongyun_desktop.ui.kit.search_hits import HitList

            self._list = HitList(self, self._privacy, of_one_kind=self._kinds is not None and len(self._kinds) == 1)
            self._list.clicked.connect(lambda index: self._pick(index.row()))
        return self._list

    def _list_is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def _on_edited(self, _text: str) -> None:
        self._kept = None
        self._pause.start()

    def show_kept(self, text: str, veiled: str) -> None:
        """Let somebody stand in the field who was found before; veiled: what is seen while names are hidden."""
        self._kept = text, veiled
        self._show_kept()

    def _show_kept(self) -> None:
        if self._kept is not None:
            self.setText(self._kept[self._privacy.on])

    def search_now(self) -> None:
        """Look for what stands in the field and show it."""
        from hongyun_desktop.core.search import rooms_first, search

        self._pause.stop()
        if not self.text().strip():
            self.list.hide()
            return
        hits = search(self._store, self.text())
        if self._kinds is not None:
            hits = tuple(hit for hit in hits if hit.kind in self._kinds)
        self.list.show_hits(rooms_first(hits, self.text()) if self._rooms_first else hits)

    def _pick(self, place: int) -> None:
        hit = self.list.hit_at(place)
        if hit is None:
            return
        self.list.hide()
        if self._keep:
            self.show_kept(hit.text, hit.veiled or hit.text)
        else:
            self.clear()
        self.picked.emit(hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive():
                self.search_now()
            if self._list_is_open() and self.list.has_hits():
                self._pick(self.list.currentIndex().row())
                return
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self._list_is_open():
            self.list.move_by({Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}.get(Qt.Key(key), -8))
            return
        elif key == Qt.Key.Key_Escape and self._list_is_open():
            self.list.hide()
            return
        elif key == Qt.Key.Key_Escape and self.text() and not self._keep:
            # What is being looked for goes before the dialog around it.
            self._pause.stop()
            self.clear()
            return
        super().keyPressEvent(event)
