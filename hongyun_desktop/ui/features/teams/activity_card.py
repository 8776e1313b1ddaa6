# SPDX-License-Identifier: GPL-3.0-or-later
"""One activity of a day, with who is on its list and what may be done with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.rules import ACTIVITY_KIND_WORDS, ActivityKind, CalendarRow
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import Subject
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.teams import activity_forms, papers
from hongyun_desktop.ui.features.teams.words import STATE_CHIPS
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.parts import Card, button, label, row_of
from hongyun_desktop.ui.kit.pills import Pill


class ActivityCard(Card):
    """What stands in the calendar's panel; the list itself is that of 志愿积分."""

    def __init__(self, desk: Desk, row: CalendarRow) -> None:
        super().__init__(margins_px=12)
        self._desk, self.row = desk, row
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        activity = row.activity
        self.list = button(_("名单与记分") if activity.kind is ActivityKind.SERVICE else _("名单"), "clipboard-check")
        self.more = button(_("更多"), "ellipsis")
        self.list.clicked.connect(lambda: desk.go("activity", activity.activity_id))
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.column.setSpacing(4)
        self.column.addWidget(label(activity.name, "h3", wrap=True))
        self.column.addLayout(row_of(Pill(STATE_CHIPS[row.state]), label(activity.time_text), None))
        for text in self._lines():
            self.column.addWidget(label(text, wrap=True))
        self.column.addLayout(row_of(self.list, self.more, None))
        self.setFocusProxy(self.list)

    def _lines(self) -> list[str]:
        activity, row = self.row.activity, self.row
        photos = len(keeping.list_photos(self._desk.store, Subject("activity", activity.activity_id)))
        counts = _("名单 {listed} 人，到场 {came} 人").format(listed=row.listed, came=row.came)
        return list(filter(None, (
            " · ".join(filter(None, (activity.place, activity.team, ACTIVITY_KIND_WORDS[activity.kind]))),
            _("取消原因：{reason}").format(reason=activity.cancelled_reason) if activity.cancelled else counts,
            "；".join(activity.plan_lines[:3]),
            _("照片 {photos} 张").format(photos=photos) if photos else "",
        )))  # fmt: skip

    def menu(self) -> QMenu:
        """What else may be done with the activity; what whoever is there may not do is grey and says why."""
        made, desk, activity = QMenu(self), self._desk, self.row.activity
        made.setToolTipsVisible(True)
        off = _("这场活动已经取消。") if activity.cancelled else ""
        on = "" if activity.cancelled else _("这场活动没有取消。")
        for text, run, right, why_not in (
            (_("修改活动…"), lambda: activity_forms.open_change(desk, activity, self), Right.WRITE, ""),
            (_("写活动记录…"), lambda: activity_forms.open_record(desk, activity, self), Right.WRITE, off),
            (_("照片…"), self.open_photos, None, ""),
            (_("取消活动…"), lambda: activity_forms.open_cancelling(desk, activity, self), Right.WRITE, off),
            (_("恢复活动"), self._take_up_again, Right.WRITE, on),
            (_("删除（录错的）…"), self._remove, Right.WRITE, ""),
            (_("打印活动记录"), lambda: papers.show_record(desk, self, activity.activity_id), Right.PRINT, off),
            (_("打印议程"), lambda: papers.show_order(desk, self, activity.activity_id), Right.PRINT, off),
            (_("打印签到表"), lambda: papers.show_sign_in(desk, self, activity.activity_id), Right.PRINT, off),
        ):
            entry = made.addAction(text)
            entry.triggered.connect(lambda _checked=False, run=run: run())
            entry.setEnabled(not why_not)
            entry.setToolTip(why_not)
            desk.guard(entry, right=right, writes=right is Right.WRITE)
        return made

    def open_photos(self) -> QWidget:
        """The photos of the activity."""
        from hongyun_desktop.ui.features.teams.photos_dialog import PhotosDialog

        dialog = PhotosDialog(self._desk, self, self.row.activity)
        dialog.open()
        return dialog

    def _take_up_again(self) -> None:
        activity_id = self.row.activity.activity_id
        self._desk.act(lambda: activities.take_up_again(self._desk.store, activity_id), _("活动恢复了。"))

    def _remove(self) -> None:
        activity_id = self.row.activity.activity_id
        question = _("要删除“{name}”这场活动吗？只在录错时这样做；不办了请用“取消活动”。")
        if self._desk.speaker.ask(question.format(name=self.row.activity.name), _("删除")):
            self._desk.act(lambda: activities.remove_activity(self._desk.store, activity_id), _("录错的活动删掉了。"))
