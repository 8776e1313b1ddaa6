# SPDX-License-Identifier: GPL-3.0-or-later
"""The page 荣誉证书: 表彰 (a round, step by step), 证书登记 and 核对. The two latter are built when first asked for."""

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.honours import progress
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.round_pane import RoundPane
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import PageHeader, Segmented

if TYPE_CHECKING:
    from hongyun_desktop.ui.features.honours.register_pane import RegisterPane

ROUND, REGISTER, VERIFY = "round", "register", "verify"


class HonoursPage(QWidget):
    """Three views under one header."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        self.header = PageHeader(_("荣誉证书"))
        self.views = Segmented(
            [(ROUND, _("表彰"), "award"), (REGISTER, _("证书登记"), "book-open"), (VERIFY, _("核对"), "shield-check")]
        )
        self.header.right.addWidget(self.views)
        self.rounds = RoundPane(desk)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.rounds)
        self._panes: dict[object, QWidget] = {ROUND: self.rounds}
        column = QVBoxLayout(self)
        column.setContentsMargins(*theme.PAGE_MARGINS_PX)
        column.setSpacing(theme.GAP_PX)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        self.views.chosen.connect(self._on_view)
        self.rounds.register_asked.connect(self._show_round_in_register)
        desk.watch(self, {Topic.HONOURS, Topic.CERTIFICATE}, self._refresh_subtitle)
        self._refresh_subtitle()

    def pane(self, view: str) -> QWidget:
        """One of the three views, made now if it was not."""
        if view not in self._panes:
            made = self._make(view)
            self._panes[view] = made
            self.stack.addWidget(made)
        return self._panes[view]

    def show_view(self, view: str) -> None:
        """Show 表彰, 证书登记 or 核对."""
        self.views.set_value(view)

    def show_record(self, kind: str, record_id: int) -> None:
        """A certificate in the register; a round where it is worked on."""
        if kind == "certificate":
            self.show_view(REGISTER)
            self._register().show_certificate(record_id)
        else:
            self.show_view(ROUND)
            self.rounds.open_round(round_id=record_id)

    def standing(self) -> tuple[str, Any]:
        """How the page stands: the view in front, and the list of the register."""
        view = str(self.views.value())
        return view, self._register().page.standing() if view == REGISTER else None

    def take_up(self, standing: tuple[str, Any]) -> None:
        """Stand as another such page did."""
        view, listed = standing
        self.show_view(view)
        if listed is not None:
            # A view that was made just now has no size yet, and could not be scrolled.
            QTimer.singleShot(0, self, lambda: self._register().page.take_up(listed))

    def _make(self, view: str) -> QWidget:
        if view == REGISTER:
            from hongyun_desktop.ui.features.honours.register_pane import RegisterPane

            return RegisterPane(self._desk)
        from hongyun_desktop.ui.features.honours.verify_pane import VerifyPane

        return VerifyPane(self._desk)

    def _register(self) -> "RegisterPane":
        return cast("RegisterPane", self.pane(REGISTER))

    def _on_view(self, view: str) -> None:
        pane = self.pane(view)
        self.stack.setCurrentWidget(pane)
        pane.setFocus()

    def _show_round_in_register(self, round_id: int) -> None:
        self.show_view(REGISTER)
        self._register().show_round(round_id)

    def _refresh_subtitle(self) -> None:
        lines = progress.list_rounds(self._desk.store)
        held = [each for each in lines if each.round_id is not None]
        if not lines:
            self.header.subtitle.setText(_("还没有表彰过"))
            return
        self.header.subtitle.setText(
            _("已表彰 {rounds} 次，发证 {certificates} 张").format(
                rounds=len(held), certificates=sum(each.issued for each in held)
            )
        )
