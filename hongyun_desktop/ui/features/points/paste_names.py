# SPDX-License-Identifier: GPL-3.0-or-later
"""The box for pasted names: who is meant is found, asked, or said to be unknown; nothing pasted is dropped silently.

Writes nothing but nicknames that are to be remembered: it hands people to the list that opened it.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.picking import picking
from hongyun_desktop.core.picking.chain_heading import ChainHeading, heading_of
from hongyun_desktop.core.picking.picking import Ambiguous, Person, PickResult, Unknown
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.roster import nicknames
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.points.paste_questions import PasteQuestion, Whys
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import (
    Card,
    Scrolled,
    Segmented,
    allow,
    button,
    clear_layout,
    fit_to_screen,
    label,
    row_of,
)
from hongyun_desktop.ui.kit.search_box import DEBOUNCE_MS
from hongyun_desktop.ui.kit.theme import GAP_PX, em, scaled
from hongyun_desktop.ui.kit.veil import Veil

_WIDTH_PX, _HEIGHT_PX = 860, 560
_WIDEST_PX, _HIGHEST_PX = 1120, 680
_LONGEST = 20_000
_EXAMPLE = _("一行一个，或用顿号、逗号隔开，如：\n张三\n李四 3-2-1102\n王五、赵六\n\n接龙可以整段粘贴。")


class PasteNames(QDialog):
    """Names in, people out; accepted_people tells them with the state they are to have.

    heading: the activity that the chain was for, as far as it says so.
    """

    accepted_people = Signal(list, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("粘贴名单"))
        self.found = PickResult()
        self.heading = ChainHeading()
        self._handed: set[int] = set()
        self.questions: list[PasteQuestion] = []
        self.text = QPlainTextEdit()
        self.state = Segmented([(Attending.SIGNED_UP, _("报名的"), ""), (Attending.CAME, _("到场的"), "")])
        self.notice = label("", "notice", wrap=True)
        self.answers = Scrolled(margins_px=12, spacing_px=10)
        self.take = button(_("加入名单"), primary=True)
        self.cancel = button(_("取消"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._lay_out()
        self._connect()
        self.read()
        self.text.setFocus()

    def _lay_out(self) -> None:
        self.text.setPlaceholderText(_EXAMPLE)
        self.text.setAccessibleName(_("名单"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumWidth(em(self.text, 14))
        self.notice.hide()
        answers = Card()
        answers.column.addWidget(self.answers)
        panes = row_of(self.text, answers, spacing_px=GAP_PX)
        panes.setStretch(0, 4)
        panes.setStretch(1, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(GAP_PX)
        column.addWidget(label(self.windowTitle(), "h2"))
        column.addWidget(self.notice)
        column.addLayout(
            row_of(
                label(_("这份名单是"), "key"), self.state, 8, label(_("接龙只算报名，人到了再标“到场”。"), "hint"), None
            )
        )
        column.addLayout(panes, 1)
        column.addLayout(row_of(None, self.cancel, self.take))
        fit_to_screen(self, min(scaled(_WIDTH_PX), _WIDEST_PX), min(scaled(_HEIGHT_PX), _HIGHEST_PX))

    def _connect(self) -> None:
        self.text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.read)
        self.take.clicked.connect(self.hand_over)
        self.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.hand_over)
        Veil(self._desk.privacy, self.text)
        self._desk.privacy.listen(self)
        self._desk.privacy.changed.connect(self._on_privacy)

    def _on_privacy(self, _on: bool) -> None:
        self.matched.setText(self._matched_words())
        for shown, words, texts in self.asides:
            shown.setText(words.format(texts=self._desk.privacy.hide(texts)))

    def read(self) -> None:
        """Find out whom the text means, and show it."""
        self._pause.stop()
        self.found = picking.matches(self._desk.store, self.text.toPlainText()[:_LONGEST])
        above = [each.text for each in self.found.skipped if each.why == "heading"]
        if above:
            self.heading = heading_of(above, today(self._desk.store.clock))
        self._show()

    def _show(self) -> None:
        clear_layout(self.answers.column)
        self.questions = []
        self._show_matched()
        for each in self.found.ambiguous:
            self._ask(each, Whys[each.why], each.candidates)
        for each in self.found.unknown:
            self._ask(each, _("花名册里没有这个名字。看看是不是写错了，或在这里找："), ())
        self.asides = [(label("", role, wrap=True), words, texts) for words, texts, role in self._asides()]
        for shown, _words, _texts in self.asides:
            self.answers.column.addWidget(shown)
        self._on_privacy(self._desk.privacy.on)
        self.answers.column.addStretch(1)
        self._count()

    def _show_matched(self) -> None:
        self.matched = label("", "good", wrap=True)
        if self._matched():
            self.answers.column.addWidget(self.matched)
        elif not self.text.toPlainText().strip():
            self.answers.column.addWidget(label(_("在左边粘贴名单，这里会说出每个名字是谁。"), "hint", wrap=True))

    def _matched(self) -> list[Person]:
        """Those who are clear without a question and not on the list by now."""
        people = [each.person for each in self.found.matched]
        return [each for each in people if each.resident_id not in self._handed]

    def _matched_words(self) -> str:
        people = self._matched()
        names = "、".join(f"{each.name} {each.dwelling}".strip() for each in people)
        told = _("认出 {count} 人：{names}").format(count=len(people), names=self._desk.privacy.hide(names))
        chosen = len(self.people()) - len(people)
        return told + (_("；另外选了 {count} 人").format(count=chosen) if chosen else "")

    def _asides(self) -> list[tuple[str, str, str]]:
        """What else stood there: repeated names and text that is no name; sentence, text, role."""
        lines = []
        if self.found.repeated:
            lines.append((_("重复的，只算一次：{texts}"), "、".join(each.text for each in self.found.repeated), "hint"))
        brought = [each.text for each in self.found.skipped if each.why == "more"]
        if brought:
            lines.append((_("写了“+1”，要是还带了人，请问清楚再补：{texts}"), "、".join(brought), "warning"))
        others = [each.text for each in self.found.skipped if each.why != "more"]
        if others:
            lines.append((_("没有当作名字：{texts}"), "；".join(others), "hint"))
        return lines

    def _ask(self, asked: Ambiguous | Unknown, why: str, candidates: tuple[Person, ...]) -> None:
        made = PasteQuestion(self._desk, asked, why, candidates)
        made.answered.connect(self._count)
        self.questions.append(made)
        self.answers.column.addWidget(made)

    def people(self) -> list[Person]:
        """Everybody who is clear by now, in the order pasted, each once."""
        clear = self._matched()
        clear += [person for question in self.questions for person in question.people()]
        return list({each.resident_id: each for each in clear}.values())

    def open_questions(self) -> list[PasteQuestion]:
        """The texts that nobody has said anything about yet."""
        return [each for each in self.questions if not each.is_settled()]

    def _count(self) -> None:
        self.matched.setText(self._matched_words())
        people, waiting = len(self.people()), len(self.open_questions())
        text = _("加入 {count} 人").format(count=people) if people else _("加入名单")
        self.take.setText(text + (_("，还有 {count} 个待认").format(count=waiting) if waiting else ""))
        nothing = not people and (not self.questions or bool(waiting))
        why_not = _("先在右边点出是谁，或点“不要这个”。") if waiting else _("先在左边粘贴名单。")
        allow(self.take, why_not if nothing else "")

    def hand_over(self) -> None:
        """Put the clear ones on the list; what is still open stays in the box."""
        if self._pause.isActive():
            self.read()
        people, waiting = self.people(), self.open_questions()
        if not self.take.isEnabled():
            return
        self._keep_nicknames()
        if people:
            self.accepted_people.emit(people, self.state.value())
        if not waiting:
            self.accept()
            return
        self._handed |= {each.resident_id for each in people}
        # The whole line, so that what made it unclear is still read.
        self.text.setPlainText("\n".join(dict.fromkeys(each.said for each in waiting)))
        left = _("加入了 {count} 人。剩下的还没认出来，请在右边选，或改左边的字。")
        self.notice.setText(left.format(count=len(people)))
        self.notice.show()
        self.cancel.setText(_("就到这里"))
        self.read()

    def _keep_nicknames(self) -> None:
        for kept in filter(None, (question.kept_nickname() for question in self.questions)):
            self._desk.act(lambda kept=kept: nicknames.keep_nickname(self._desk.store, *kept), _("微信昵称记住了。"))

    def done(self, result: int) -> None:
        """Close; nothing is read any more."""
        self._pause.stop()
        super().done(result)

    def reject(self) -> None:
        """Close; pasted names that nobody took are asked about first."""
        if not self.text.toPlainText().strip() or self._desk.speaker.ask(
            _("框里的名字还没有加入名单。真的不要了吗？"), _("不要了"), _("回去接着认")
        ):
            super().reject()
