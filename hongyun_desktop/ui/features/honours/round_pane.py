# SPDX-License-Identifier: GPL-3.0-or-later
"""表彰: the seven steps of a round on one page. What is done is read from the database each time."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hongyun_desktop.core.changes import Topic
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import candidates, progress
from hongyun_desktop.core.honours.progress import RoundState, Step
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.honours.candidates_step import CandidatesStep
from hongyun_desktop.ui.features.honours.check_step import CheckStep
from hongyun_desktop.ui.features.honours.choose_step import ChooseStep
from hongyun_desktop.ui.features.honours.issue_step import IssueStep
from hongyun_desktop.ui.features.honours.print_step import PrintStep
from hongyun_desktop.ui.features.honours.proof_step import ProofStep
from hongyun_desktop.ui.features.honours.quarter_ranking import QuarterRanking
from hongyun_desktop.ui.features.honours.sign_off_step import SignOffStep
from hongyun_desktop.ui.features.honours.step_list import StepList
from hongyun_desktop.ui.features.honours.step_panel import StepPanel
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Card, Scrolled, button, label, rule

_TOPICS = frozenset({Topic.HONOURS, Topic.CERTIFICATE, Topic.SETTINGS})
_RANKING_TOPICS = frozenset({Topic.POINTS, Topic.RESIDENT, Topic.DWELLING})
_BEFORE_ISSUE = frozenset({Step.CHOOSE, Step.CANDIDATES, Step.CHECK, Step.PROOF, Step.ISSUE})
_AFTER_ISSUE = frozenset(Step) - {Step.CHECK}

_PANELS = {
    Step.CHOOSE: "choose", Step.CANDIDATES: "candidates", Step.CHECK: "check", Step.PROOF: "proof",
    Step.ISSUE: "issue", Step.PRINT: "printing", Step.SIGN_OFF: "sign_off",
}  # fmt: skip
Standing = tuple[int | None, int | None, Step, frozenset[tuple[str, Step]]]
Panel = TypeVar("Panel", bound=StepPanel)


class RoundPane(QWidget):
    """The step list at the left, the step's panel at the right. `register_asked` tells a round's id."""

    framed_tools = True

    register_asked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._draft_id: int | None = None
        self._round_id: int | None = None
        self.state: RoundState | None = None
        self.current = Step.CHOOSE
        self._wanted: Step | None = None
        self._ranking = QuarterRanking(desk, self)
        self._passed: set[tuple[str, Step]] = set()
        self.subject = label("", "h2", wrap=True)
        self.steps = StepList()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self.links = QWidget()
        self.fresh = button(_("另办一轮"), "plus", link=True)
        self.drop = button(_("不办这一轮了"), "trash-2", link=True)
        self.stack = QStackedWidget()
        self.waiting = Card()
        self._lay_out()
        self._connect()
        self._open_unfinished()

    # the panels, each made when it is first seen

    @cached_property
    def choose(self) -> ChooseStep:
        """Step 1."""
        made = self._added(ChooseStep(self._desk))
        made.opened.connect(self._on_opened)
        return made

    @cached_property
    def candidates(self) -> CandidatesStep:
        """Step 2."""
        return self._added(CandidatesStep(self._desk))

    @cached_property
    def check(self) -> CheckStep:
        """Step 3."""
        return self._added(CheckStep(self._desk))

    @cached_property
    def proof(self) -> ProofStep:
        """Step 4."""
        return self._added(ProofStep(self._desk))

    @cached_property
    def issue(self) -> IssueStep:
        """Step 5."""
        return self._added(IssueStep(self._desk))

    @cached_property
    def printing(self) -> PrintStep:
        """Step 6."""
        return self._added(PrintStep(self._desk))

    @cached_property
    def sign_off(self) -> SignOffStep:
        """Step 7."""
        made = self._added(SignOffStep(self._desk))
        made.register_asked.connect(self.register_asked)
        return made

    def panel(self, step: Step) -> StepPanel:
        """The panel of a step."""
        return getattr(self, _PANELS[step])

    def _added(self, panel: Panel) -> Panel:
        panel.go.connect(self._on_go)
        self.stack.addWidget(panel)
        panel.order_tabs(self.drop)
        return panel

    # the frame

    def _lay_out(self) -> None:
        side = Card(margins_px=theme.scaled(10))
        side.setFixedWidth(theme.em(self, 13))
        side.column.setSpacing(theme.scaled(6))
        side.column.addWidget(self.subject)
        side.column.addWidget(rule())
        # In a low window with large type the steps scroll; what leads away from the round stays in sight.
        self.list = Scrolled()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.column.addWidget(self.steps)
        self.list.column.addStretch(1)
        side.column.addWidget(self.list, 1)
        links = QVBoxLayout(self.links)
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(0)
        links.addWidget(self.fresh)
        links.addWidget(self.drop)
        side.column.addWidget(self.links)
        self.waiting.column.addWidget(label(_("正在排名次……"), "key"), 0, Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self.waiting)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(side)
        line.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.steps.picked.connect(self.show_step)
        self.list.verticalScrollBar().rangeChanged.connect(self._settled.start)
        self._settled.timeout.connect(self._bring_current)
        self.fresh.clicked.connect(self.open_nothing)
        self.drop.clicked.connect(self._on_drop)
        self._desk.guard(self.drop, right=Right.ISSUE)
        self._ranking.made.connect(self.refresh)
        self._desk.watch(self, _TOPICS, self.refresh)
        self._desk.watch(self, _RANKING_TOPICS, self._on_places_changed)
        self._desk.privacy.changed.connect(self._on_privacy)

    def _on_privacy(self, _on: bool) -> None:
        self.refresh()

    def _open_unfinished(self) -> None:
        line = progress.unfinished(self._desk.store)
        if line is None:
            self.open_nothing()
        else:
            self.open_round(line.draft_id, line.round_id)

    def open_round(self, draft_id: int | None = None, round_id: int | None = None) -> None:
        """Go on with a round, at the step that it is time for."""
        self._draft_id, self._round_id, self.state = draft_id, round_id, None
        self._wanted = None
        self.refresh()

    def standing(self) -> Standing:
        """Which round is open, and at which step."""
        return self._draft_id, self._round_id, self.current, frozenset(self._passed)

    def take_up(self, standing: Standing) -> None:
        """Stand as another such pane did."""
        draft_id, round_id, step, passed = standing
        self._passed = set(passed)
        if draft_id is None and round_id is None:
            self.open_nothing()
        else:
            self.open_round(draft_id, round_id)
            self.show_step(step)

    def open_nothing(self) -> None:
        """Begin with choosing a quarter and a title."""
        self._draft_id = self._round_id = None
        self.show_step(Step.CHOOSE)
        self.choose.begin_anew()

    def show_step(self, step: Step) -> None:
        """Show the panel of a step, if it may be gone to."""
        self._wanted = step
        self.refresh()

    def _on_go(self, step: Step) -> None:
        """A panel led on or back; what was gone through counts as done while the names stay the same."""
        if self.state is not None and step > self.current:
            self._passed.add((self.state.proof.code, self.current))
        self.show_step(step)

    def _done(self) -> frozenset[Step]:
        state = self.state
        if state is None:
            return frozenset()
        passed = {step for code, step in self._passed if code == state.proof.code}
        return state.done | (passed & {Step.CANDIDATES, Step.CHECK} if state.round_id is None else frozenset())

    def refresh(self) -> None:
        """Read the round anew and show it."""
        self._read()
        state = self.state
        if state is None and self._ranking.is_being_made:
            self.stack.setCurrentWidget(self.waiting)
            return
        now_due = state.now if state else Step.CHOOSE
        wanted = self._wanted or now_due
        self.current = self._wanted = wanted if wanted in self._open_steps() else now_due
        self.stack.setCurrentWidget(self.panel(self.current))
        self.subject.setText(f"{state.quarter.title}\n{state.title}" if state else _("新的一轮表彰"))
        done = self._done()
        now = min(set(Step) - done, default=Step.SIGN_OFF)
        self.steps.show_steps(done, now, self.current, self._open_steps())
        self._settled.start()
        droppable = state is not None and state.round_id is None
        self.fresh.setVisible(state is not None)
        self.drop.setVisible(droppable)
        # The style sheet lets links shrink to nothing, the steps above them give way first.
        self.links.setMinimumHeight(theme.scaled(30) * ((state is not None) + droppable))
        self.panel(self.current).show_state(state)

    def _bring_current(self) -> None:
        """Once the list knows its heights: in a low window it scrolls."""
        # With some of the next step, so that the edge that fades is not this one's.
        self.list.ensureWidgetVisible(self.steps.steps[self.current], 0, theme.em(self.list, 2))

    def _read(self) -> None:
        """Bring `state` up to the database; what was read last stays while the ranking is being made."""
        if self._draft_id is None and self._round_id is None:
            self.state = None
            return
        store = self._desk.store
        try:
            draft = candidates.get_draft(store, self._draft_id) if self._draft_id is not None else None
            places = None
            if draft is not None and draft.round_id is None:
                places = self._ranking.of(draft.quarter)
                if places is None:
                    return
            self.state = progress.state(store, self._draft_id, self._round_id, places)
        except Refused:
            # Given up, or undone: there is nothing to go on with.
            self._draft_id = self._round_id = self.state = None

    def _on_places_changed(self) -> None:
        self._ranking.forget()
        self.refresh()

    def _open_steps(self) -> frozenset[Step]:
        if self.state is None:
            return frozenset({Step.CHOOSE})
        return _BEFORE_ISSUE if self.state.round_id is None else _AFTER_ISSUE

    def _on_opened(self, ids: tuple[int | None, int | None], step: Step | None) -> None:
        self.open_round(*ids)
        if step is not None:
            self.show_step(step)

    def _on_drop(self) -> None:
        draft_id = self._draft_id
        if draft_id is not None:
            self._desk.act(lambda: candidates.drop(self._desk.store, draft_id), _("这一轮不办了，准备的内容已删。"))
