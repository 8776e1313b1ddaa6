# SPDX-License-Identifier: GPL-3.0-or-later
"""新建我们小区的资料, on one page: what must be known before there is a database. Imports core and the kit only."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import clean_name
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.parts import Scrolled, button, label, mark_problem, row_of, rule
from hongyun_desktop.ui.kit.theme import GAP_PX
from hongyun_desktop.ui.kit.whole_line import WholeLine
from hongyun_desktop.ui.lock_choice import LockChoice

_OPERATOR = "operator"
_LONGEST_OPERATOR = 20
_FIELDS = (
    ("compound", _("小区*"), _("如 鸿运小区"), _("写在窗口上方和打印的名单上")),
    ("community", _("社区"), _("如 新东社区"), ""),
    ("issuer", _("证书落款*"), _("如 鸿运小区自管委"), _("印在证书右下角，与公章一致")),
    ("number_prefix", _("编号前缀*"), _("如 鸿运"), _("证书编号开头的字")),
    (_OPERATOR, _("经办人*"), _("您的姓名"), _("每笔改动都记着是谁做的；换人时在窗口右上角改")),
)
_ENDINGS = ("小区", "社区", "花园", "家园")


class NewForm(QWidget):
    """The page; `taken` tells the committee's facts, the operator and the passphrase, once all of them are right.

    The passphrase is empty where no lock is wanted yet. `grown`: the page has become higher than it was.
    """

    taken = Signal(dict, str, str)
    back = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: dict[str, QLineEdit] = {}
        self.problems: dict[str, QLabel] = {}
        self._hints: dict[str, QLabel] = {}
        self._own: set[str] = set()
        self.ok = button(_("建好并打开"), primary=True)
        self.ok.clicked.connect(self.submit)
        self.return_ = button(_("上一步"))
        self.return_.clicked.connect(self.back)
        rows = QFormLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(6)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for name, caption, placeholder, hint in _FIELDS:
            self._add(rows, name, caption, placeholder, hint)
        self.lines["compound"].textEdited.connect(self._follow)
        self.lines[_OPERATOR].setMaxLength(_LONGEST_OPERATOR)
        self.choice = LockChoice()
        self.choice.submitted.connect(self.submit)
        self.scrolled = scrolled = Scrolled(margins_px=2)
        self.choice.grown.connect(self.grown)
        self.choice.grown.connect(lambda: QTimer.singleShot(0, self, lambda: scrolled.ensureWidgetVisible(self.choice)))
        scrolled.column.addLayout(rows)
        scrolled.column.addWidget(rule())
        scrolled.column.addWidget(self.choice)
        scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("新建我们小区的资料"), "h2"))
        column.addWidget(label(_("带 * 的要写；以后都能在“自管委资料”里改。"), "hint"))
        column.addWidget(scrolled, 1)
        column.addLayout(row_of(None, self.return_, self.ok))
        self.setFocusProxy(self.lines["compound"])

    def _add(self, rows: QFormLayout, name: str, caption: str, placeholder: str, hint: str) -> None:
        line = QLineEdit()
        line.setMaxLength(settings.LONGEST)
        line.setPlaceholderText(placeholder)
        line.setAccessibleName(caption.rstrip("*"))
        line.textEdited.connect(lambda _text: self._on_edited(name))
        line.returnPressed.connect(lambda: self._on_return(name))
        WholeLine(line)
        problem = label("", "problem", wrap=True)
        problem.hide()
        under = label(hint, "hint", wrap=True)
        under.setVisible(bool(hint))
        place = QVBoxLayout()
        place.setSpacing(2)
        for widget in (line, under, problem):
            place.addWidget(widget)
        key = label(caption, "key")
        key.setBuddy(line)
        rows.addRow(key, place)
        self.lines[name], self.problems[name], self._hints[name] = line, problem, under

    def _on_return(self, name: str) -> None:
        """As in a table: Enter goes to the next line, and behind the last one the form is done."""
        names = list(self.lines)
        following = names[names.index(name) + 1 :]
        if following:
            self.lines[following[0]].setFocus()
            self.lines[following[0]].selectAll()
        else:
            self.submit()

    def _on_edited(self, name: str) -> None:
        self._own.add(name)
        self._say(name, "")

    def _follow(self, compound: str) -> None:
        """Propose issuer and prefix from the compound's name until somebody writes their own."""
        bare = compound.strip()
        for ending in _ENDINGS:
            if bare.endswith(ending) and bare != ending:
                bare = bare.removesuffix(ending)
                break
        proposals = {"issuer": f"{compound.strip()}自管委" if bare else "", "number_prefix": bare}
        for name, proposal in proposals.items():
            if name not in self._own:
                self.lines[name].setText(proposal)
                self._say(name, "")

    def submit(self) -> None:
        """Check every field; tell the facts, or say what is not right where it stands."""
        facts: dict[str, str] = {}
        wrong = [name for name in self.lines if not self._take(name, facts)]
        if wrong:
            self.lines[wrong[0]].setFocus()
            return
        passphrase = self.choice.passphrase()
        if passphrase is None:
            return
        operator = facts.pop(_OPERATOR)
        self.taken.emit(facts, operator, passphrase)

    def _take(self, name: str, facts: dict[str, str]) -> bool:
        try:
            facts[name] = _clean(name, self.lines[name].text())
        except Invalid as error:
            self._say(name, window_sentence(error))
            return False
        self._say(name, "")
        return True

    def _say(self, name: str, sentence: str) -> None:
        self.problems[name].setText(sentence)
        self.problems[name].setVisible(bool(sentence))
        # One takes the other's place, so that nothing moves out of sight.
        self._hints[name].setVisible(bool(self._hints[name].text()) and not sentence)
        mark_problem(self.lines[name], problem=bool(sentence))


def _clean(name: str, text: str) -> str:
    if name != _OPERATOR:
        return settings.clean_fact(name, text)
    cleaned = clean_name(text)
    if not cleaned:
        raise Invalid("operator_name_empty", _OPERATOR)
    return cleaned
