# SPDX-License-Identifier: GPL-3.0-or-later
"""Step 1: the quarter, the title and how many places; or a round of late to go on with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError, Invalid
from hongyun_desktop.core.honours import candidates, progress
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.progress import RoundLine, Step
from hongyun_desktop.core.listing import Window
from hongyun_desktop.core.points import listing
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.messages.errors import window_sentence
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.step_panel import StepPanel, keep_low
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.empty_state import EmptyState
from hongyun_desktop.ui.kit.fields import NumberField, suggest
from hongyun_desktop.ui.kit.parts import Card, allow, button, label, row_of
from hongyun_desktop.ui.kit.pills import Chip
from hongyun_desktop.ui.kit.table import TableView
from hongyun_desktop.ui.kit.table_rows import Align, Column
from hongyun_desktop.ui.kit.theme import COLOURS, em

USUAL_TITLE = _("季度志愿之星")
USUAL_TOP = 10
_MOST = 500


def stage_chip(line: RoundLine) -> Chip:
    """How far a round has come, in a word."""
    if line.round_id is None:
        return Chip(_("准备中"), COLOURS.warning_ground, COLOURS.warning)
    if line.signed == line.issued:
        return Chip(_("都已签收"), COLOURS.good_ground, COLOURS.good)
    if line.printed == line.issued:
        return Chip(_("已打印"), COLOURS.tint, COLOURS.primary)
    return Chip(_("已签发"), COLOURS.tint, COLOURS.primary)


def _issued(line: RoundLine) -> str:
    return _("{count} 张").format(count=line.issued) if line.round_id is not None else "—"


def columns() -> list[Column[RoundLine]]:
    """Of the rounds of late."""
    return [
        Column("季度", lambda row: row.quarter.title, width=8),
        Column("称号", lambda row: row.title),
        Column("日期", lambda row: row.began_on.isoformat(), width=6, priority=1),
        Column("证书", _issued, align=Align.RIGHT, width=4),
        Column("办到哪里", lambda row: stage_chip(row).text, chips=lambda row: (stage_chip(row),), width=6),
    ]


class ChooseStep(StepPanel):
    """`opened` tells (draft id, round id) and the step to show, None for the one it is time for."""

    opened = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Step.CHOOSE, _("每一步都自动存好，随时可以离开再回来。"))
        self.quarter = QComboBox()
        self.quarter.setAccessibleName(_("季度"))
        self.title = QLineEdit()
        self.title.setAccessibleName(_("称号"))
        self.title.setMaxLength(words.LONGEST_TITLE)
        places = NumberField(name="top", label=_("前几名"), low=1, high=_MOST, unit=_("名，并列的都算"))
        self.top = places.editor(desk, self)
        self.known = label("", "warning", wrap=True)
        self.go_on = button(_("接着办这一轮"), "chevron-right")
        self.trouble = label("", "bad", wrap=True)
        self.rounds: TableView[RoundLine] = TableView(columns(), desk.privacy)
        self.rounds.setAccessibleName(_("近来的表彰"))
        keep_low(self.rounds)
        self.open_selected = button(_("打开选中的一轮"), "folder-open")
        self.none_yet = EmptyState(_("还没有办过表彰。在上面选好季度、写好称号，点“开始办这一轮”。"), icon="award")
        self.nobody = EmptyState(
            _("还没有人有积分，没有可以表彰的季度。请先到“志愿积分”记服务或导入签到表，再来办表彰。"), icon="award"
        )
        self._lines: list[RoundLine] = []
        self._shown: tuple[str, str, int] | None = None
        self._known: RoundLine | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        for text, editor, row, place in (
            (_("季度"), self.quarter, 0, 0), (_("称号"), self.title, 0, 2), (_("表彰前"), self.top, 1, 0),
        ):  # fmt: skip
            caption = label(text, "key")
            caption.setBuddy(editor)
            form.addWidget(caption, row, place)
            form.addWidget(editor, row, place + 1)
        self.quarter.setMinimumWidth(em(self, 11))
        self.quarter.setMaximumWidth(em(self, 18))
        self.title.setMinimumWidth(em(self, 9))
        self.title.setMaximumWidth(em(self, 24))
        form.setColumnStretch(3, 3)
        form.setColumnStretch(4, 1)
        # From the outside in: whatever is moved takes up its style anew, with all that it holds.
        self.views = QStackedWidget()
        self.body.addWidget(self.views, 1)
        work = QWidget()
        self.views.addWidget(work)
        self.views.addWidget(self.nobody)
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(self.trouble)
        known = row_of()
        known.addWidget(self.known, 1)
        known.addWidget(self.go_on)
        column.addLayout(known)
        column.addSpacing(4)
        column.addLayout(row_of(label(_("近来的表彰"), "h2"), None, self.open_selected))
        self.framed = Card()
        column.addWidget(self.framed, 1)
        self.framed.column.addWidget(self.rounds)
        column.addWidget(self.none_yet, 1)

    def _connect(self) -> None:
        self.quarter.activated.connect(lambda _place: self._look())
        self.title.textChanged.connect(lambda _text: self._look())
        self.title.returnPressed.connect(self.primary.click)
        self.top.changed.connect(self._look)
        self.go_on.clicked.connect(self._on_go_on)
        self.rounds.activated_row.connect(self._open)
        self.rounds.chosen.connect(lambda _row: self._enable())
        self.open_selected.clicked.connect(self._on_open_selected)
        self.desk.guard(self.primary, right=None)
        self.follow(self.quarter, self.title, self.top.input, self.go_on, self.open_selected, self.rounds)

    def begin_anew(self) -> None:
        """Fill in what is usual: the last full quarter that anybody served in, and the title of the last time."""
        known = candidates.titles(self.desk.store)
        self._shown = None
        self.title.setText(known[0] if known else USUAL_TITLE)
        self.top.set_value(USUAL_TOP)
        self._fill_quarters(None)
        self._look()

    def refresh(self) -> None:
        self._lines = progress.list_rounds(self.desk.store)
        self.rounds.show_window(Window.of(self._lines, lambda row: row.key))
        for each in (self.framed, self.open_selected):
            each.setVisible(bool(self._lines))
        self.none_yet.setVisible(not self._lines)
        self._enable()
        suggest(self.title, candidates.titles(self.desk.store))
        self._show_values()
        self.views.setCurrentIndex(0 if self.quarter.count() or self._lines else 1)
        self._look()

    def _enable(self) -> None:
        allow(self.open_selected, "" if self.rounds.selected_row() else _("先在下面选一轮。"))

    def _show_values(self) -> None:
        """Put the round's values into the fields once; whatever is typed after that stays."""
        state = self.state
        subject = (state.quarter.code, state.title, state.top) if state else None
        if state is None or subject == self._shown:
            self._fill_quarters(self.quarter.currentData())
            return
        self._shown = subject
        self._fill_quarters(state.quarter.code)
        self.title.setText(state.title)
        self.top.set_value(state.top)

    def _fill_quarters(self, wanted: str | None) -> None:
        found = listing.served_quarters(self.desk.store)
        over = [each for each in found if each.ends_on < today(self.desk.store.clock)]
        usual = next(iter(over or found), None)
        if wanted is None and usual is not None:
            wanted = usual.code
        self.quarter.clear()
        for each in found:
            text = each.title if each in over else _("{quarter}（还没过完）").format(quarter=each.title)
            self.quarter.addItem(text, each.code)
        self.quarter.setCurrentIndex(max(self.quarter.findData(wanted), 0) if found else -1)

    def _look(self) -> None:
        """Say what the button to go on would do with what stands in the fields."""
        self.trouble.hide()
        line = self._line_typed()
        elsewhere = line is not None and not self._is_shown(line)
        self._known = line if elsewhere else None
        self.known.setVisible(elsewhere)
        self.go_on.setVisible(elsewhere)
        if line is not None and elsewhere:
            # One line at the largest type too: quarter and title stand in the fields above.
            done = _("已经表彰过了，签发 {count} 张；要另办，请换称号。").format(count=line.issued)
            self.known.setText(_("已经在准备了，点右边接着办。") if line.round_id is None else done)
            self.go_on.setText(_("接着办这一轮") if line.round_id is None else _("打开这一轮"))
            self.lead_on(_("开始办这一轮"), self._begin, why_not=_("这一轮已经有了。"))
        elif line is not None:
            self.lead_on(_("下一步：候选人"), self._go_on_here, right=None)
        else:
            nobody = "" if self.quarter.count() else _("还没有可以表彰的季度。")
            self.lead_on(_("开始办这一轮"), self._begin, why_not=nobody)

    def _line_typed(self) -> RoundLine | None:
        code = self.quarter.currentData()
        try:
            title = words.clean_title(self.title.text())
        except Invalid:
            return None
        return next((each for each in self._lines if (each.quarter.code, each.title) == (code, title)), None)

    def _is_shown(self, line: RoundLine) -> bool:
        state = self.state
        return state is not None and (state.draft_id, state.round_id) == (line.draft_id, line.round_id)

    def _begin(self) -> None:
        try:
            quarter, top = Quarter.parse(self.quarter.currentData() or ""), self.top.value() or 0
        except Invalid as error:
            self._tell(error)
            return
        store, title = self.desk.store, self.title.text()
        sentence = _("开始准备{quarter}的表彰。").format(quarter=quarter.title)
        changed = self.desk.act(lambda: candidates.begin(store, quarter, title, top), sentence)
        if changed is not None:
            self.opened.emit((changed.params["draft_id"], None), Step.CANDIDATES)

    def _go_on_here(self) -> None:
        state = self.state
        assert state is not None
        try:
            top = self.top.value() or 0
        except Invalid as error:
            self._tell(error)
            return
        if state.round_id is None and top != state.top:
            draft_id = state.draft_id or 0
            sentence = _("改成表彰前 {top} 名。").format(top=top)
            if self.desk.act(lambda: candidates.set_top(self.desk.store, draft_id, top), sentence) is None:
                return
        self.go.emit(Step.CANDIDATES)

    def _tell(self, error: AppError) -> None:
        self.trouble.setText(window_sentence(error))
        self.trouble.show()

    def _on_go_on(self) -> None:
        if self._known is not None:
            self._open(self._known)

    def _on_open_selected(self) -> None:
        line = self.rounds.selected_row()
        if line is not None:
            self._open(line)

    def _open(self, line: RoundLine) -> None:
        self.opened.emit((line.draft_id, line.round_id), None)
