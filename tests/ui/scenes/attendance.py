# SPDX-License-Identifier: GPL-3.0-or-later
"""The activities, their lists and 登记服务 in the states worth a picture, on the demo's database."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.activities import listing
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.picking.picking import Person, people_of
from hongyun_desktop.core.points import attendance
from hongyun_desktop.core.points.attendance import Attending
from hongyun_desktop.ui.features.points.activities_pane import ActivitiesPane
from hongyun_desktop.ui.features.points.page import PointsPage
from hongyun_desktop.ui.features.points.paste_names import PasteNames
from hongyun_desktop.ui.features.points.service_form import ServiceForm
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.held import hold


def activities(desk: Desk) -> QWidget:
    """The table with the newest activity selected."""
    page = PointsPage(desk)
    page.show_record("activity", listing.latest(desk.store, 1)[0].activity_id)
    return page


def activity_to_confirm(desk: Desk) -> QWidget:
    """An activity whose list waits for the paper sheet."""
    activity_id = _waiting(desk)
    page = PointsPage(desk)
    page.show_record("activity", activity_id)
    return page


def change_activity(desk: Desk) -> QWidget:
    """The form for name, day and team."""
    pane = hold(ActivitiesPane(desk))
    latest = listing.latest(desk.store, 1)[0].activity_id
    return pane.open_change(listing.summaries(desk.store, [latest])[0])


def service_new(desk: Desk) -> QWidget:
    """登记服务 as it opens."""
    return ServiceForm(desk)


def service_filled(desk: Desk) -> QWidget:
    """Several people, one signed up only, one with hours of their own, one who stayed away."""
    form = ServiceForm(desk)
    form.heading.name.setText("清扫楼道")
    form.heading.team.setText("环境美育队")
    form.add(_some_people(desk, 9))
    form.rows.set_state([6], Attending.SIGNED_UP)
    form.rows.set_state([7], Attending.ABSENT)
    form.rows.add_minutes([2, 3], 60)
    form.table.choose([6])
    return form


def service_refused(desk: Desk) -> QWidget:
    """A name is missing: the form stays with what was typed."""
    form = ServiceForm(desk)
    form.add(_some_people(desk, 3))
    form.save_and_confirm()
    return form


def service_known(desk: Desk) -> QWidget:
    """The list of an activity that waits for its paper sheet."""
    return ServiceForm(desk, None, _waiting(desk))


def service_credited(desk: Desk) -> QWidget:
    """The list of an activity that was credited."""
    return ServiceForm(desk, None, listing.latest(desk.store, 1)[0].activity_id)


def paste_empty(desk: Desk) -> QWidget:
    """The box for names as it opens."""
    return PasteNames(desk)


def paste_read(desk: Desk) -> QWidget:
    """A chain with clear names, namesakes, a wrong room, an unknown name and somebody brought along."""
    box = PasteNames(desk)
    box.text.setPlainText(chain(desk))
    box.read()
    return box


def paste_nickname(desk: Desk) -> QWidget:
    """A nickname that is to be remembered, and somebody brought along without a name."""
    first, third, *_rest = _some_people(desk, 2)
    box = PasteNames(desk)
    box.text.setPlainText(f"#接龙\n1. {first.name}和老伴\n2. 春暖花开")
    box.read()
    box.questions[1].take(third)
    return box


def chain(desk: Desk) -> str:
    """A sign-up chain of the demo's people."""
    first, second, third, *_rest = _some_people(desk, 3)
    twice = desk.store.value("SELECT name FROM resident GROUP BY name HAVING count(*) BETWEEN 2 AND 3 ORDER BY name")
    lines = [first.name + " " + first.dwelling, second.name + "（" + second.dwelling + "）", third.name + " 99-9-901",
             twice, "张三丰", first.name, "李阿姨 " + second.dwelling + " +1"]  # fmt: skip
    return "#接龙\n周六清扫楼道，报名的接龙\n\n" + "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))


def _some_people(desk: Desk, count: int) -> list[Person]:
    rows = desk.store.sql(
        "SELECT max(id) FROM resident WHERE name IN (SELECT name FROM resident GROUP BY name HAVING count(*) = 1)"
        " AND phones <> '[]' GROUP BY dwelling_id ORDER BY 1 LIMIT ?",
        (count,),
    )
    return list(people_of(desk.store, [row[0] for row in rows]).values())


def _waiting(desk: Desk) -> int:
    people = _some_people(desk, 8)
    marks = {each.resident_id: (Attending.SIGNED_UP, None) for each in people}
    marks |= {each.resident_id: (Attending.CAME, 120) for each in people[:5]}
    made = attendance.save_list(desk.store, ActivityValues("榕树下义剪", date(2026, 11, 22), "关爱互助队"), marks)
    return int(made.params["activity_id"])


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "activities": activities,
    "activity-to-confirm": activity_to_confirm,
    "activity-change": change_activity,
    "service-new": service_new,
    "service-filled": service_filled,
    "service-refused": service_refused,
    "service-known": service_known,
    "service-credited": service_credited,
    "paste-empty": paste_empty,
    "paste-read": paste_read,
    "paste-nickname": paste_nickname,
}
