# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check came to, in words: the verdict on its ground, what the register says, and what to do now."""

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from hongyun_desktop.core.honours import register_listing
from hongyun_desktop.core.honours.check_code import read_typed
from hongyun_desktop.core.honours.register import find_number
from hongyun_desktop.core.honours.register_listing import RegisterLine
from hongyun_desktop.core.honours.rules import parse_number
from hongyun_desktop.core.honours.verification import Verdict, VerdictState
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.parts import Card, Scrolled, label, set_role
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.theme import COLOURS

_LARGER = 1.45
_GOOD = ("good", COLOURS.good_ground, COLOURS.good)
_CARE = ("warning", COLOURS.warning_ground, COLOURS.warning)
_BAD = ("bad", COLOURS.bad_ground, COLOURS.bad)


@frozen
class _Word:
    look: tuple[str, str, str]
    word: str
    verdict: str
    advice: str


_WORDS = {
    VerdictState.VALID: _Word(
        _GOOD, _("真"), _("真的，是我们发的"), _("请再对照一遍：纸上的姓名、称号和日期，要和右边登记的一字不差。")
    ),
    VerdictState.ERASED: _Word(
        _GOOD, _("真 · 已删除"), _("真的，是我们发的；个人信息已删除"),
        _("编号和校验码对得上。本人要求删除过个人信息，登记里没有姓名可对，请看本人的身份证件。"),
    ),
    VerdictState.SUPERSEDED: _Word(
        _CARE, _("旧版 · 已换发"), _("我们发过，但已经换发了新的一版"),
        _("这一张是旧的，请收回；以右边登记的新内容为准。新的一张没拿到，可以在“证书登记”里补印。"),
    ),
    VerdictState.WITHDRAWN: _Word(
        _CARE, _("已撤回"), _("我们发过，但已经撤回"), _("这张证书不再有效，请收回，并说明撤回的原因。")
    ),
    VerdictState.CODE_MISSING: _Word(
        _CARE, _("校验码缺"), _("有这个编号，还差校验码"),
        _("只有编号不能证明这张纸是真的。请接着输入证书上的校验码（8 位，如 7F3A-91C2），或扫二维码。"),
    ),
    VerdictState.FORGED: _Word(
        _BAD, _("对不上"), _("有这个编号，但校验码或姓名对不上"),
        _("先照证书慢慢再输一遍，看有没有抄错。还是对不上，这张就不是真的：请记下是谁拿来的，告诉自管委负责人。"),
    ),
    VerdictState.UNKNOWN: _Word(
        _BAD, _("不是我们发的"), _("不是我们发的"),
        _("登记里没有这个编号或校验码。先照证书再输一遍；还是没有，就请拿来的人去找发证的单位核对。"),
    ),
}  # fmt: skip
_UNREADABLE = _Word(
    _CARE, _("看不懂"), _("没有看到编号，也没有校验码"),
    _("请扫证书左下角的二维码，或输入编号和校验码，如：荣字〔2026〕第0001号 7F3A-91C2。"),
)  # fmt: skip


@frozen
class Told:
    """A verdict ready to be shown. facts: caption, text, and whether F9 hides it; wording: as the register has it."""

    role: str
    chip: Chip
    verdict: str
    advice: str
    number: str
    name: str
    facts: tuple[tuple[str, str, bool], ...]
    wording: str

    @property
    def word(self) -> str:
        """The verdict in the fewest words."""
        return self.chip.text


def told_of(store: Store, typed: str, verdict: Verdict) -> Told:
    """What to say of a verdict on what was typed."""
    word = _WORDS[verdict.state]
    if verdict.state is VerdictState.UNKNOWN and read_typed(typed) is None:
        word = _UNREADABLE
    role, ground, ink = word.look
    line = _line(store, verdict.number)
    # Of a paper that is not proved yet, nothing is told that the paper itself does not say.
    proved = verdict.state not in (VerdictState.CODE_MISSING, VerdictState.FORGED, VerdictState.UNKNOWN)
    return Told(
        role, Chip(word.word, ground, ink), word.verdict, word.advice, verdict.number,
        verdict.name if proved else "", _facts(line, verdict) if line and proved else (),
        verdict.wording if proved else "",
    )  # fmt: skip


def _line(store: Store, number: str) -> RegisterLine | None:
    parsed = parse_number(number)
    certificate_id = find_number(store, parsed) if parsed else None
    return next(iter(register_listing.lines_of(store, [certificate_id])), None) if certificate_id else None


def _facts(line: RegisterLine, verdict: Verdict) -> tuple[tuple[str, str, bool], ...]:
    state = register_listing.state_word(line.state)
    if line.withdrawn_on:
        state += f"（{line.withdrawn_on} {line.withdrawn_reason}".rstrip() + "）"
    elif line.signed_on:
        state += f"（{line.signed_on} {line.signed_by}".rstrip() + "）"
    if line.versions > 1:
        state += _("，已换发第 {version} 版").format(version=line.versions)
    return (
        (_("编号"), f"{line.heading}  {line.number}", False), (_("发给"), verdict.name, True),
        (_("称号/内容"), line.content, True), (_("日期"), line.issued_on.isoformat(), False),
        (_("状态"), state, bool(line.signed_by or line.withdrawn_reason)),
    )  # fmt: skip


class VerifyResult(Card):
    """The panel of one verdict; before the first it says what to do."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins_px=12)
        self._desk = desk
        self._told: Told | None = None
        self.nothing = EmptyState(
            _("有人拿来一张证书，想知道是不是真的：用扫码枪扫它左下角的二维码，或照着输入编号和校验码，再按回车。"),
            icon="qr-code",
        )
        self.verdict = label("", "good", wrap=True)
        self.advice = label("", wrap=True)
        self.wording = label("", "notice", wrap=True)
        self.shown = QWidget()
        self._facts: list[QLabel] = []
        self._lay_out()
        self.shown.hide()
        desk.privacy.changed.connect(self._fill)

    def _lay_out(self) -> None:
        font = self.verdict.font()
        font.setPixelSize(round(theme.base_px() * _LARGER))
        font.setBold(True)
        self.verdict.setFont(font)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(14)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(1, 1)
        left = QVBoxLayout()
        left.addLayout(self.grid)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.wording)
        right.addStretch(1)
        below = QGridLayout()
        below.setHorizontalSpacing(16)
        below.addLayout(left, 0, 0)
        below.addLayout(right, 0, 1)
        below.setColumnStretch(0, 1)
        below.setColumnStretch(1, 1)
        self.paper = Scrolled()
        self.paper.column.addLayout(below)
        self.paper.column.addStretch(1)
        inside = QVBoxLayout(self.shown)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.GAP_PX)
        inside.addWidget(self.verdict)
        inside.addWidget(self.advice)
        inside.addWidget(self.paper, 1)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.shown)

    def show_told(self, told: Told) -> None:
        """Show another verdict."""
        self._told = told
        self.nothing.hide()
        self.shown.show()
        self._fill()

    def _fill(self) -> None:
        told = self._told
        if told is None:
            return
        set_role(self.verdict, told.role)
        self.verdict.setText(told.verdict)
        self.advice.setText(told.advice)
        hidden = self._desk.privacy.on
        self.wording.setText(self._desk.privacy.hide(told.wording) if hidden else told.wording)
        self.wording.setVisible(bool(told.wording))
        self._fill_facts(told)

    def _fill_facts(self, told: Told) -> None:
        for each in self._facts:
            self.grid.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._facts = []
        for row, (caption, text, private) in enumerate(told.facts):
            shown = self._desk.privacy.hide(text) if private else text
            for place, made in enumerate((label(caption, "key"), label(shown, wrap=True))):
                self.grid.addWidget(made, row, place)
                self._facts.append(made)
