# SPDX-License-Identifier: GPL-3.0-or-later
"""What a team is, how it is and who has led it: the first part of the panel of a team."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hongyun_desktop.core.days import iso_text
from hongyun_desktop.core.teams.figures import TeamHealth, health_sentences
from hongyun_desktop.core.teams.rules import POST_WORDS, PostRow, TeamCard
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.teams.trend import TrendBars
from hongyun_desktop.ui.features.teams.words import health_figures, post_days
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Scrolled, clear_layout, label, row_of
from hongyun_desktop.ui.kit.theme import em

_MOST_HONOURS, _MOST_FORMER = 6, 4


class Overview(Scrolled):
    """Facts, figures with what they say, the trend, the posts and the honours; painted anew for each team."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins_px=0, spacing_px=10)
        self._desk = desk
        self._top, self._under = QVBoxLayout(), QVBoxLayout()
        self.trend = TrendBars()
        for each in (self._top, self._under):
            each.setSpacing(4)
        self.column.addLayout(self._top)
        self.column.addWidget(self.trend)
        self.column.addLayout(self._under)
        self.column.addStretch(1)

    def show_team(self, card: TeamCard, health: TeamHealth) -> None:
        """Show a team."""
        clear_layout(self._top)
        clear_layout(self._under)
        self._show_facts(card)
        self._show_health(health)
        self.trend.show_trend(health.trend)
        self._show_posts(card)
        self._show_honours(health)

    def _show_facts(self, card: TeamCard) -> None:
        row = card.row
        if row.purpose:
            self._top.addWidget(label(row.purpose, wrap=True))
        self._add_facts(self._top, (
            (_("所属计划"), row.programme),
            (_("成立"), iso_text(row.founded_on)),
            (_("解散"), iso_text(row.disbanded_on)),
            (_("备注"), row.note),
        ))  # fmt: skip

    def _show_health(self, health: TeamHealth) -> None:
        self._head(self._top, _("近况"))
        # The sentences may name a member.
        for sentence in health_sentences(health):
            shown = self._desk.privacy.hide(sentence) if health.busiest and health.busiest in sentence else sentence
            self._top.addWidget(label(shown, "warning", wrap=True))
        self._add_facts(self._top, health_figures(health, self._desk.privacy.hide))
        if any(each.people for each in health.trend):
            self._head(self._top, _("四个季度的参加人数"))

    def _show_posts(self, card: TeamCard) -> None:
        if card.posts or card.former_posts:
            self._head(self._under, _("职务"))
        self._add_posts(card.posts)
        self._add_posts(card.former_posts[:_MOST_FORMER])
        if card.hidden:
            self._under.addWidget(label(_("谁在队里、谁任职，只有看得到敏感信息的人能看。"), "hint", wrap=True))

    def _add_posts(self, posts: Iterable[PostRow]) -> None:
        self._add_facts(self._under, (
            (POST_WORDS[post.post], f"{self._desk.privacy.hide(post.name)}　{post_days(post)}") for post in posts
        ))  # fmt: skip

    def _show_honours(self, health: TeamHealth) -> None:
        if not health.honours:
            return
        self._head(self._under, _("荣誉"))
        for each in health.honours[:_MOST_HONOURS]:
            who = each.recipient if each.of_team else self._desk.privacy.hide(each.recipient)
            self._under.addWidget(label(f"{each.issued_on.isoformat()}　{each.title}　{who}", wrap=True))
        if len(health.honours) > _MOST_HONOURS:
            rest = _("还有 {count} 张，在“荣誉证书”里看。").format(count=len(health.honours) - _MOST_HONOURS)
            self._under.addWidget(label(rest, "hint", wrap=True))

    @staticmethod
    def _head(column: QVBoxLayout, text: str) -> None:
        column.addSpacing(6)
        column.addWidget(label(text, "h3"))

    def _add_facts(self, column: QVBoxLayout, facts: Iterable[tuple[str, str]]) -> None:
        for key, value in facts:
            if not value:
                continue
            named = label(key, "key")
            named.setFixedWidth(em(self, 5))
            line = row_of()
            line.addWidget(named, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(value, wrap=True), 1)
            column.addLayout(line)
