# SPDX-License-Identifier: GPL-3.0-or-later
"""The papers of teams and activities, shown before they are printed; their makers are imported when asked for."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.personal.notice import notice_facts
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import Subject
from hongyun_desktop.core.points import attendance
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.core.teams import membership, register, review
from hongyun_desktop.core.teams.rules import WholeNumbers
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.noted_paper import show_noted

_PICTURE_PX = 1100


def show_filing(desk: Desk, parent: QWidget, team_id: int, numbers: WholeNumbers = WholeNumbers.NOBODY) -> QWidget:
    """备案表; numbers: whose phones are whole, which `team_forms.ask_filing` asks about and has logged."""

    def write(path: Path, _progress: Progress) -> object:
        from hongyun_desktop.documents.team_filing import FilingFacts, write_filing

        told, card = settings.committee(desk.store), register.get_team(desk.store, team_id)
        members = membership.members(desk.store, team_id)
        return write_filing(FilingFacts(
            told.compound, told.community, told.street, told.issuer, card, members, today(desk.store.clock),
            numbers, sample=desk.store.is_demo,
        ), path)  # fmt: skip

    what = _("备案表") if numbers is WholeNumbers.NOBODY else _("备案表（有完整电话）")
    return show_noted(desk, parent, what, write, _file_of_team(_("备案表"), desk, team_id))


def show_sign_up(desk: Desk, parent: QWidget, team_id: int) -> QWidget:
    """入队报名表: blank lines under the notice that collecting asks for."""

    def write(path: Path, _progress: Progress) -> object:
        from hongyun_desktop.documents.team_sign_up import write_sign_up

        return write_sign_up(register.get_row(desk.store, team_id), notice_facts(desk.store), path)

    what = _("入队报名表")
    return show_noted(desk, parent, what, write, _file_of_team(what, desk, team_id))


def show_review(desk: Desk, parent: QWidget, team_id: int, year: int) -> QWidget:
    """年度评议表 of a year."""

    def write(path: Path, _progress: Progress) -> object:
        from hongyun_desktop.documents.team_review import ReviewPaper, write_review

        told, facts = settings.committee(desk.store), review.review(desk.store, team_id, year)
        return write_review(ReviewPaper(told.compound, told.issuer, facts, desk.store.is_demo), path)

    what = _("{year}年度评议表").format(year=year)
    return show_noted(desk, parent, what, write, _file_of_team(what, desk, team_id))


def show_record(desk: Desk, parent: QWidget, activity_id: int) -> QWidget:
    """活动记录: one page for the filing box, with up to four photos."""

    def write(path: Path, progress: Progress) -> object:
        from hongyun_desktop.documents.activity_record import MOST_PHOTOS, RecordFacts, write_record

        store, told = desk.store, settings.committee(desk.store)
        activity = activities.get_activity(store, activity_id)
        people = [row for row in attendance.list_of(store, activity_id) if row.state is Attending.CAME]
        session = store.session
        return write_record(RecordFacts(
            told.compound, told.issuer, activity, len(people),
            sum(row.minutes or 0 for row in people if row.credited),
            _photos(desk, activity_id, MOST_PHOTOS, progress), session.name if session else "", today(store.clock),
            sample=store.is_demo,
        ), path)  # fmt: skip

    return show_noted(desk, parent, _("活动记录"), write, _file_of_activity(_("活动记录"), desk, activity_id))


def show_order(desk: Desk, parent: QWidget, activity_id: int) -> QWidget:
    """议程: the plan of an event, line by line."""

    def write(path: Path, _progress: Progress) -> object:
        from hongyun_desktop.documents.order_sheet import write_order

        return write_order(activities.get_activity(desk.store, activity_id), notice_facts(desk.store), path)

    return show_noted(desk, parent, _("议程"), write, _file_of_activity(_("议程"), desk, activity_id))


def show_sign_in(desk: Desk, parent: QWidget, activity_id: int) -> QWidget:
    """签到表: who signed up, and blank lines."""

    def write(path: Path, _progress: Progress) -> object:
        from hongyun_desktop.documents.order_sheet import Invited, write_sign_in

        people = [Invited(row.name, row.dwelling) for row in attendance.list_of(desk.store, activity_id)]
        activity = activities.get_activity(desk.store, activity_id)
        return write_sign_in(activity, people, notice_facts(desk.store), path)

    return show_noted(desk, parent, _("签到表"), write, _file_of_activity(_("签到表"), desk, activity_id))


def _file_of_team(what: str, desk: Desk, team_id: int) -> str:
    return file_name(desk, what, register.get_row(desk.store, team_id).name)


def _file_of_activity(what: str, desk: Desk, activity_id: int) -> str:
    row = activities.get_activity(desk.store, activity_id)
    return file_name(desk, what, row.name, row.held_on.isoformat())


def _photos(desk: Desk, activity_id: int, most: int, progress: Progress) -> list[tuple[bytes, str]]:
    """The first photos that can be shown, as JPEG bytes with their words."""
    from hongyun_desktop.exchange.pictures import for_paper

    made: list[tuple[bytes, str]] = []
    for row in keeping.list_photos(desk.store, Subject("activity", activity_id)):
        if len(made) == most:
            break
        try:
            made.append((for_paper(keeping.content(desk.store, row), _PICTURE_PX), row.caption))
        except AppError:
            # One that is damaged is `check`'s to report; the paper does without it.
            continue
        progress(len(made), most)
    return made
