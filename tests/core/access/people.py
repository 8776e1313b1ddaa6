# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody of each role at the desk of a test."""

from collections.abc import Iterator
from contextlib import contextmanager

from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store

ADMIN, CLERK, PROPERTY, VIEWER = "陈晓梅", "王建国", "李物业", "赵查看"
NAMES = {Role.ADMIN: ADMIN, Role.CLERK: CLERK, Role.PROPERTY: PROPERTY, Role.VIEWER: VIEWER}


def staff(store: Store) -> None:
    """One operator of each role; the administrator is at the desk."""
    signing_in.sit_down(store, ADMIN)
    for role in (Role.CLERK, Role.PROPERTY, Role.VIEWER):
        operators.add(store, NAMES[role], role)


@contextmanager
def at_desk(store: Store, role: Role) -> Iterator[None]:
    """Somebody of a role sits at the desk for a while, then the administrator again."""
    signing_in.sign_in(store, NAMES[role])
    try:
        yield
    finally:
        signing_in.sign_in(store, ADMIN)
