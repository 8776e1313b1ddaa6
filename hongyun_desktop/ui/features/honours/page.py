# SPDX-License-Identifier: GPL-3.0-or-later
"""The page 荣誉证书: 表彰 (a round, step by step), 证书登记 and 核对. The two latter are built when first asked for."""

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.honours import progress
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.round_pane import RoundPane
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.views_page import ViewsPage

if TYPE_CHECKING:
    from hongyun_desktop.ui.features.honours.register_pane import RegisterPane

ROUND, REGISTER, VERIFY = "round", "register", "verify"


class HonoursPage(ViewsPage):
    """Three views that bring their own tools."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        views = (
            (ROUND, _("表彰"), "award"), (REGISTER, _("证书登记"), "book-open"), (VERIFY, _("核对"), "shield-check"),
        )  # fmt: skip
        super().__init__(desk, _("荣誉证书"), views, parent)
        desk.watch(self, {Topic.HONOURS, Topic.CERTIFICATE}, self._refresh_subtitle)
        self._refresh_subtitle()
        self.begin(ROUND)

    @property
    def rounds(self) -> RoundPane:
        """The view of the rounds."""
        return cast(RoundPane, self.pane(ROUND))

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

    def make_view(self, key: object) -> QWidget:
        """The pane of a view."""
        if key == ROUND:
            made = RoundPane(self._desk, self.stack)
            made.register_asked.connect(self._show_round_in_register)
            return made
        if key == REGISTER:
            from hongyun_desktop.ui.features.honours.register_pane import RegisterPane

            return RegisterPane(self._desk, self.stack)
        from hongyun_desktop.ui.features.honours.verify_pane import VerifyPane

        return VerifyPane(self._desk, self.stack)

    def open_view(self, key: object) -> None:
        """Bring a view to the front, ready for the keys."""
        first = not self.panes
        super().open_view(key)
        if not first:
            self.pane(key).setFocus()

    def _register(self) -> "RegisterPane":
        return cast("RegisterPane", self.pane(REGISTER))

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
            _("已表彰 {rounds} 次，签发 {certificates} 张").format(
                rounds=len(held), certificates=sum(each.issued for each in held)
            )
        )
