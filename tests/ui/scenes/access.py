# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is at the desk, in every state that people see: locked, switching, managing, and what others see."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.ui.desk_actions import audit_dialog, operator_form, operators_dialog, password_form
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.scenes.roster import somebody
from tests.ui.scenes.whole_window import window

ADMIN, CLERK, PROPERTY, VIEWER, PIN = "陈晓梅", "王建国", "李物业", "赵查看", "2468"


def staffed(desk: Desk) -> Desk:
    """An administrator with a PIN at the desk, and one operator of each other role."""
    store = desk.store
    operators.add(store, ADMIN, Role.ADMIN, PIN)
    signing_in.sign_in(store, ADMIN, PIN)
    operators.add(store, CLERK, Role.CLERK, PIN)
    operators.add(store, PROPERTY, Role.PROPERTY, PIN)
    operators.add(store, VIEWER, Role.VIEWER)
    return desk


def _locked(desk: Desk) -> QWidget:
    made = window(staffed(desk))
    made.locking.lock()
    return made


def _wrong(desk: Desk) -> QWidget:
    made = window(staffed(desk))
    made.locking.lock()
    made.lock_page.form.password.setText("0000")
    made.lock_page.form.submit()
    return made


def _waiting(desk: Desk) -> QWidget:
    made = window(staffed(desk))
    made.locking.lock()
    made.lock_page.form._refuse(Refused("password_wrong", wait_s=30))
    return made


def _no_password(desk: Desk) -> QWidget:
    made = window(staffed(desk))
    made.locking.lock()
    names = made.lock_page.form.names
    names.setCurrentIndex(names.count() - 1)
    return made


def _switching(desk: Desk) -> QWidget:
    dialog = operator_form.ask_operator(staffed(desk))
    dialog.form.names.setCurrentIndex(1)
    return dialog


def _managing(desk: Desk) -> QWidget:
    staffed(desk)
    gone = operators.add(desk.store, "周新").params["operator_id"]
    operators.end_access(desk.store, gone)
    dialog = operators_dialog.show_operators(desk)
    dialog.table.select_id(operators.get_operator(desk.store, PROPERTY).operator_id)
    return dialog


def _adding(desk: Desk) -> QWidget:
    return operators_dialog.ask_new(staffed(desk))


def _role(desk: Desk) -> QWidget:
    return operators_dialog.ask_role(desk, operators.get_operator(staffed(desk).store, CLERK))


def _own_password(desk: Desk) -> QWidget:
    form = password_form.ask_own(staffed(desk))
    assert form is not None
    return form


def _first_password(desk: Desk) -> QWidget:
    form = password_form.ask_for(desk, operators.get_operator(staffed(desk).store, VIEWER))
    assert form is not None
    return form


def _trail(desk: Desk) -> QWidget:
    dialog = audit_dialog.show_audit(staffed(desk))
    assert dialog is not None
    return dialog


def _trail_narrowed(desk: Desk) -> QWidget:
    dialog = audit_dialog.show_audit(staffed(desk))
    assert dialog is not None
    dialog.page.set_filter("kind", "access")
    dialog.page.days["from_day"].set_value(desk.store.clock.now().date())
    return dialog


def _seen_by(name: str, tab: str) -> Callable[[Desk], QWidget]:
    def scene(desk: Desk) -> QWidget:
        row = somebody(desk)
        staffed(desk)
        signing_in.sign_in(desk.store, name, "" if name == VIEWER else PIN)
        made = window(desk, tab)
        if tab == "roster":
            made.go("resident", row.resident_id)
        return made

    return scene


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "locked": _locked,
    "wrong": _wrong,
    "waiting": _waiting,
    "no-password": _no_password,
    "switching": _switching,
    "managing": _managing,
    "adding": _adding,
    "role": _role,
    "own-password": _own_password,
    "first-password": _first_password,
    "trail": _trail,
    "trail-narrowed": _trail_narrowed,
    "property-roster": _seen_by(PROPERTY, "roster"),
    "property-points": _seen_by(PROPERTY, "points"),
    "property-honours": _seen_by(PROPERTY, "honours"),
    "viewer-roster": _seen_by(VIEWER, "roster"),
}
