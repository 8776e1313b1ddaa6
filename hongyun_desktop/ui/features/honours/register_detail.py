# SPDX-License-Identifier: GPL-3.0-or-later
"""One certificate beside the register: what it says, what became of it, and what may still be done with it."""

from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout

from hongyun_desktop.core.honours import print_history, register, register_listing
from hongyun_desktop.core.honours.register_listing import RegisterLine
from hongyun_desktop.core.honours.rules import CertificateState, WordingRow
from hongyun_desktop.core.honours.wording import plain_text
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours import register_forms
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import ChosenCard, EmptyState
from hongyun_desktop.ui.kit.parts import Scrolled, allow, button, clear_layout, label, row_of, rule
from hongyun_desktop.ui.kit.pills import Chip, Pill
from hongyun_desktop.ui.kit.theme import COLOURS

_CHIPS = {
    CertificateState.ISSUED: (COLOURS.tint, COLOURS.primary),
    CertificateState.SIGNED: (COLOURS.good_ground, COLOURS.good),
    CertificateState.WITHDRAWN: (COLOURS.bad_ground, COLOURS.bad),
    CertificateState.ERASED: (COLOURS.grey_ground, COLOURS.text_soft),
}
# Row, first column and width of each action's button in a grid of six.
_PLACES = ((0, 0, 2), (0, 2, 2), (1, 0, 3), (1, 3, 3), (0, 4, 2))


def line_chip(row: RegisterLine) -> Chip:
    """The state as the register shows it; a corrected certificate says so until it is signed for."""
    if row.awaits_print:
        return Chip(register_listing.line_word(row), COLOURS.warning_ground, COLOURS.warning)
    return Chip(register_listing.line_word(row), *_CHIPS[row.state])


def when(at: str) -> str:
    """A moment as 2026-11-24 10:30."""
    return datetime.fromisoformat(at).strftime("%Y-%m-%d %H:%M")


class RegisterDetail(ChosenCard):
    """The panel of one line of the register."""

    def __init__(self, desk: Desk) -> None:
        nothing = EmptyState(_("选一张证书，这里看它的内容、换发和打印记录。"), icon="award")
        super().__init__(nothing, margins_px=16, spacing_px=10)
        self._desk = desk
        self._row: RegisterLine | None = None
        self.body = Scrolled(spacing_px=8)
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        desk.privacy.changed.connect(self._fill)
        self.show_row(None)

    def _lay_out(self) -> None:
        self.inside.addWidget(self.body, 1)
        grid = QGridLayout()
        grid.setSpacing(8)
        for action, (row, place, wide) in zip(register_forms.ACTIONS, _PLACES, strict=True):
            made = button(action.text, primary=not self.buttons)
            made.clicked.connect(lambda _checked=False, action=action: self._run(action.text))
            if action.asks_for is not None:
                self._desk.guard(made, right=action.asks_for, writes=action.writes)
            self.buttons[action.text] = made
            grid.addWidget(made, row, place, 1, wide)
        self.inside.addLayout(grid)

    def _run(self, text: str) -> None:
        action = next(each for each in register_forms.ACTIONS if each.text == text)
        if self._row is not None and action.when(self._row):
            action.run(self._desk, self._row, self)

    def show_row(self, row: RegisterLine | None) -> None:
        """Show a line of the register, or (None) how to choose one."""
        self._row = row
        self.show_chosen(row)
        self._fill()

    def _fill(self) -> None:
        row = self._row
        clear_layout(self.body.column)
        if row is None:
            return
        versions = register.wordings(self._desk.store, row.certificate_id)
        self._add_head(row)
        if register_forms.why_not(row):
            self.body.column.addWidget(label(register_forms.why_not(row), "hint", wrap=True))
        self._add_correction(row)
        self._add_wording(versions[-1])
        self._add_facts(row)
        self._add_versions(versions)
        self._add_prints(row)
        self.body.column.addStretch(1)
        for action in register_forms.ACTIONS:
            allow(self.buttons[action.text], "" if action.when(row) else register_forms.why_not(row))
        self.buttons[register_forms.PRINT].setText(_print_text(row))

    def _add_head(self, row: RegisterLine) -> None:
        name = label(self._desk.privacy.hide(row.name), "h2")
        self.body.column.addLayout(row_of(name, None, Pill(line_chip(row))))
        self.body.column.addWidget(label(f"{row.heading}  {row.number}", "hint", wrap=True))

    def _add_correction(self, row: RegisterLine) -> None:
        """What is still to be done after a 勘误换发: print it, and mend the name in the roster."""
        if row.awaits_print:
            again = _("已勘误换发，新内容还没印：点“{print}”印新的，把旧的那张收回来。").format(print=_print_text(row))
            self.body.column.addWidget(label(again, "warning", wrap=True))
        old = register_listing.roster_name(self._desk.store, row)
        if old:
            told = _("花名册里还是“{name}”，下次表彰、排名还会用它。").format(name=self._desk.privacy.hide(old))
            self.body.column.addWidget(label(told, "warning", wrap=True))
            self.to_roster = button(_("去花名册改"), "user")
            self.to_roster.clicked.connect(self._on_roster)
            self.body.column.addLayout(row_of(self.to_roster, None))

    def _on_roster(self) -> None:
        if self._row is not None and self._row.resident_id is not None:
            self._desk.go("resident", self._row.resident_id)

    def _add_wording(self, version: WordingRow) -> None:
        if version.wording is None:
            text = _("个人信息已按本人要求删除，这里只留编号。")
        elif self._desk.privacy.on:
            text = self._desk.privacy.hide(_("正文"))
        else:
            text = plain_text(version.wording)
        self.paper = label(text, "notice", wrap=True)
        self.body.column.addWidget(self.paper)

    def _add_facts(self, row: RegisterLine) -> None:
        facts = [(_("签发"), row.issued_on.isoformat())]
        if row.signed_on:
            facts.append((_("签收"), f"{row.signed_on} {self._desk.privacy.hide(row.signed_by)}".strip()))
        if row.withdrawn_on:
            facts.append((_("撤回"), f"{row.withdrawn_on} {self._desk.privacy.hide(row.withdrawn_reason)}".strip()))
        for caption, text in facts:
            self.body.column.addLayout(_fact(caption, text))

    def _add_versions(self, versions: list[WordingRow]) -> None:
        if len(versions) < 2:
            return
        self._heading(_("勘误换发"))
        for each in versions:
            reason = self._desk.privacy.hide(each.reason)
            text = when(each.made_at) + (f"  {reason}" if reason else "")
            self.body.column.addLayout(_fact(_("第 {n} 版").format(n=each.version), text))
            if each.wording is not None and each is not versions[-1] and not self._desk.privacy.on:
                self.body.column.addWidget(label(plain_text(each.wording), "hint", wrap=True))

    def _add_prints(self, row: RegisterLine) -> None:
        self._heading(_("打印记录"))
        prints = print_history.prints_of(self._desk.store, row.certificate_id)
        for each in prints:
            caption = _("补印") if each.again else _("打印")
            version = _("第 {n} 版").format(n=each.version) if each.version > 1 else ""
            self.body.column.addLayout(_fact(caption, f"{when(each.at)}  {each.operator}  {version}".rstrip()))
        if not prints:
            self.body.column.addWidget(label(_("还没有打印过。"), "hint"))

    def _heading(self, text: str) -> None:
        self.body.column.addWidget(rule())
        self.body.column.addWidget(label(text, "key"))


def _print_text(row: RegisterLine) -> str:
    """What the button to print is called: a corrected certificate is printed for the first time."""
    return _("补印…") if row.printed and not row.awaits_print else register_forms.PRINT


def _fact(caption: str, text: str) -> "QVBoxLayout":
    key: QLabel = label(caption, "key")
    told = label(text, wrap=True)
    line = row_of(key, 6, spacing_px=4)
    line.addWidget(told, 1)
    column = QVBoxLayout()
    column.addLayout(line)
    return column
