# SPDX-License-Identifier: GPL-3.0-or-later
"""One pasted text that is not clear: those it might be as buttons, a search for anybody else, and 不要.

Knows no list; `answered` tells that something was chosen.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QPushButton, QVBoxLayout, QWidget

from hongyun_desktop.core.identity import mask_name
from hongyun_desktop.core.picking import picking
from hongyun_desktop.core.picking.picking import Ambiguous, Person, Unknown
from hongyun_desktop.core.search import Hit
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import button, label, row_of, rule
from hongyun_desktop.ui.kit.search_box import SearchBox

Whys = {
    "namesakes": _("同名的不止一位，请点是哪一位："),
    "elsewhere": _("有这个名字，但住址或电话对不上。是这位就点一下："),
    "brought": _("还带了人，没写名字。这一户还住着下面的人，是谁就点谁："),
    "doubtful": _("这一行还写了别的，拿不准是不是本人参加。是这位就点一下："),
    "household": _("没有这个名字。这一户住着下面的人，是谁就点谁："),
    "traditional": _("写的是繁体字，花名册里是下面这样写的。是这位就点一下："),
    "alike": _("合得上的不止一位，请点："),
}


class PasteQuestion(QFrame):
    """One text and its answer."""

    answered = Signal()

    def __init__(
        self,
        desk: Desk,
        asked: Ambiguous | Unknown,
        why: str,
        candidates: tuple[Person, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self.text, self.nickname, self.said = desk, asked.text, asked.nickname, asked.said
        self.choices: list[tuple[QPushButton, Person]] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.drop = button(_("不要这个"))
        self.drop.setCheckable(True)
        self.drop.setProperty("role", "segment")
        self.drop.setProperty("end", "only")
        self.drop.toggled.connect(self._on_drop)
        self.shown = label(desk.privacy.hide(f"“{self.text}”"), wrap=True)
        desk.privacy.changed.connect(self._on_privacy)
        line = row_of(self.shown, self.drop)
        line.setStretch(0, 1)
        self.column.addLayout(line)
        self.column.addWidget(label(why, "hint", wrap=True))
        for person in candidates:
            self._offer(person)
        self.search = SearchBox(desk.store, desk.privacy, ("resident",), self)
        self.search.setPlaceholderText(_("都不是，另找一位") if candidates else _("姓名、首字母、房号或电话后四位"))
        self.search.picked.connect(self._on_picked)
        self.column.addWidget(self.search)
        self.remember = QCheckBox(_("记住这个微信昵称，下次接龙直接认出"))
        self.remember.setChecked(picking.is_own_nickname(self.nickname))
        self.remember.hide()
        self.column.addWidget(self.remember)
        self.column.addSpacing(6)
        self.column.addWidget(rule())

    def _offer(self, person: Person, *, taken: bool = False) -> None:
        made = button(self._words(person))
        made.setCheckable(True)
        made.setProperty("role", "segment")
        made.setProperty("end", "only")
        made.setStyleSheet("text-align: left")
        made.setChecked(taken)
        made.toggled.connect(self._on_choice)
        self.choices.append((made, person))
        self.column.insertWidget(1 + len(self.choices), made)

    def _words(self, person: Person) -> str:
        if self._desk.privacy.on:
            # The first character and the building leave somebody a choice between them.
            building = person.dwelling.partition("-")[0]
            return "　".join(filter(None, (mask_name(person.name), building and _("{code}栋").format(code=building))))
        return "　".join(filter(None, (person.name, person.dwelling, person.details)))

    def _on_privacy(self, _on: bool) -> None:
        self.shown.setText(self._desk.privacy.hide(f"“{self.text}”"))
        for made, person in self.choices:
            made.setText(self._words(person))

    def people(self) -> list[Person]:
        """Those chosen for this text."""
        return [person for made, person in self.choices if made.isChecked()]

    def kept_nickname(self) -> tuple[int, str] | None:
        """Whose nickname this text is to be from now on; None where nobody said so, or it means several."""
        people = self.people()
        wanted = bool(self.nickname) and self.remember.isChecked() and len(people) == 1
        return (people[0].resident_id, self.nickname) if wanted else None

    def _offer_to_remember(self) -> None:
        self.remember.setVisible(bool(self.nickname) and len(self.people()) == 1)

    def is_settled(self) -> bool:
        """Whether somebody was chosen, or the text dropped."""
        return self.drop.isChecked() or bool(self.people())

    def _on_picked(self, hit: Hit) -> None:
        for person in picking.people_of(self._desk.store, [hit.id]).values():
            self.take(person)

    def take(self, person: Person) -> None:
        """Choose somebody, also one who was not offered."""
        for made, offered in self.choices:
            if offered.resident_id == person.resident_id:
                made.setChecked(True)
                return
        self._offer(person, taken=True)
        self._on_choice(True)

    def _on_choice(self, on: bool) -> None:
        if on:
            self.drop.setChecked(False)
        self._offer_to_remember()
        self.answered.emit()

    def _on_drop(self, on: bool) -> None:
        if on:
            for made, _person in self.choices:
                made.setChecked(False)
        self.answered.emit()
