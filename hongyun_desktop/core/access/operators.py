# SPDX-License-Identifier: GPL-3.0-or-later
"""The operators: who they are, what they may do, with which password. Signing in is in `signing_in`."""

from typing import TYPE_CHECKING

from hongyun_desktop.core.access import passwords
from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_name
from hongyun_desktop.core.store.rights import Right, Role
from hongyun_desktop.core.store.store import FIRST_OPERATOR, Session, Store
from hongyun_desktop.frozen_class import frozen

if TYPE_CHECKING:
    from hongyun_desktop.core.store.unit import Unit

_OPERATORS = (
    "SELECT o.id, o.name, o.role, p.hash IS NOT NULL, o.ended_at IS NOT NULL FROM operator o"
    " LEFT JOIN operator_password p ON p.operator_id = o.id"
)


@frozen
class OperatorRow:
    """One operator; ended: they may not sign in any more."""

    operator_id: int
    name: str
    role: Role
    has_password: bool
    ended: bool


def at_desk(store: Store) -> str:
    """The name of whoever is at the desk; empty while locked."""
    return store.session.name if store.session else ""


def known(store: Store) -> list[str]:
    """The names of all who may sign in, the newest first; the placeholder of a new database is no name."""
    return [row.name for row in reversed(list_operators(store)) if not row.ended and row.name != FIRST_OPERATOR]


def list_operators(store: Store) -> list[OperatorRow]:
    """Everybody who ever had access, in the order they were added."""
    return [_row(*row) for row in store.sql(f"{_OPERATORS} ORDER BY o.id")]


def find_operator(store: Store, name_or_id: str | int) -> OperatorRow | None:
    """One operator by number or by name; None for nobody."""
    column = "id" if isinstance(name_or_id, int) else "name"
    rows = store.sql(f"{_OPERATORS} WHERE o.{column} = ?", (name_or_id,))
    return _row(*rows[0]) if rows else None


def get_operator(store: Store, name_or_id: str | int) -> OperatorRow:
    """One operator who may sign in. Raises: Refused("operator_unknown"), Refused("operator_ended")."""
    row = find_operator(store, name_or_id)
    if row is None:
        raise Refused("operator_unknown")
    if row.ended:
        raise Refused("operator_ended", name=row.name)
    return row


def _row(operator_id: int, name: str, role: str, has_password: int, ended: int) -> OperatorRow:
    return OperatorRow(operator_id, name, Role(role), bool(has_password), bool(ended))


def is_unclaimed(store: Store) -> bool:
    """Whether nobody has put a name to this database yet: only the placeholder may sign in."""
    return [row.name for row in list_operators(store) if not row.ended] == [FIRST_OPERATOR]


def add(store: Store, name: str, role: Role = Role.CLERK, password: str = "") -> Changed:
    """Give somebody access, for the first time or again. Changed.params: operator_id.

    The first name that a database hears is an administrator's, and the placeholder ends. Raises:
    Invalid("operator_name_empty"), ("operator_name_taken"), ("private_use_character"), those of `passwords.checked`;
    Refused("not_allowed"), Refused("locked").
    """
    store.demand(Right.OPERATORS)
    name = checked_name(name)
    phc = passwords.hashed(password) if password else ""
    known_row = find_operator(store, name)
    if known_row and not known_row.ended:
        raise Invalid("operator_name_taken", "name", name=name)
    first = is_unclaimed(store)
    with store.unit("operator_added") as unit:
        role = Role.ADMIN if first else role
        if known_row:
            operator_id = known_row.operator_id
            _update(unit, operator_id, role=role.value, ended_at=None)
        else:
            operator_id = _insert(unit, name, role)
        _keep_password(unit, operator_id, phc)
        if first:
            _end(unit, get_operator(store, FIRST_OPERATOR).operator_id)
        unit.params.update(operator=operator_id, role=role.value)
        unit.irreversible()
        return unit.changed(Topic.OPERATOR, operator_id=operator_id)


def checked_name(name: str) -> str:
    """A name as it is kept. Raises: Invalid("operator_name_empty"), Invalid("private_use_character")."""
    name = clean_name(name)
    if not name:
        raise Invalid("operator_name_empty", "name")
    return name


def rename(store: Store, operator_id: int, name: str) -> Changed:
    """Correct how an operator's name is written; what they did stays theirs.

    Raises: Invalid("operator_name_empty"), ("operator_name_taken"), ("private_use_character");
    Refused("operator_unknown"), ("operator_ended"), ("not_allowed"), ("locked").
    """
    store.demand(Right.OPERATORS)
    row, name = get_operator(store, operator_id), checked_name(name)
    holder = find_operator(store, name)
    if holder is not None and holder.operator_id != operator_id:
        raise Invalid("operator_name_taken", "name", name=name)
    with store.unit("operator_renamed", operator=operator_id) as unit:
        if _update(unit, operator_id, name=name):
            unit.irreversible()
        changed = unit.changed(Topic.OPERATOR)
    if store.session and store.session.operator_id == operator_id:
        store.session = Session(operator_id, name, row.role)
    return changed


def change_role(store: Store, operator_id: int, role: Role) -> Changed:
    """Give an operator another role.

    Raises: Refused("last_admin"), ("operator_unknown"), ("operator_ended"), ("not_allowed"), ("locked").
    """
    store.demand(Right.OPERATORS)
    row = get_operator(store, operator_id)
    if role is not Role.ADMIN:
        _refuse_last_admin(store, row)
    with store.unit("operator_role_changed", operator=operator_id, role=role.value) as unit:
        if _update(unit, operator_id, role=role.value):
            unit.irreversible()
        changed = unit.changed(Topic.OPERATOR)
    if store.session and store.session.operator_id == operator_id:
        store.session = Session(operator_id, row.name, role)
    return changed


def set_password(store: Store, operator_id: int, password: str, current: str = "") -> Changed:
    """Set somebody's password; an empty one takes it away.

    One's own asks for the one before; somebody else's only for the right. Raises: Refused("current_password_wrong"),
    ("operator_unknown"), ("operator_ended"), ("not_allowed"), ("locked"); those of `passwords.checked`.
    """
    own = store.operator_id == operator_id
    if not own:
        store.demand(Right.OPERATORS)
    row = get_operator(store, operator_id)
    if own and row.has_password and not passwords.fits(current, password_of(store, operator_id)):
        raise Refused("current_password_wrong")
    phc = passwords.hashed(password) if password else ""
    code = "password_changed" if own else "password_reset"
    with store.unit(code, operator=operator_id, has_password=bool(password)) as unit:
        _keep_password(unit, operator_id, phc)
        unit.execute("DELETE FROM sign_in_try WHERE operator_id = ?", (operator_id,))
        unit.irreversible()
        return unit.changed(Topic.OPERATOR)


def end_access(store: Store, operator_id: int) -> Changed:
    """End somebody's access; their name stays on what they did. One's own ends in a locked store.

    Raises: Refused("last_admin"), ("operator_unknown"), ("operator_ended"), ("not_allowed"), ("locked").
    """
    store.demand(Right.OPERATORS)
    row = get_operator(store, operator_id)
    _refuse_last_admin(store, row)
    with store.unit("access_ended", operator=operator_id) as unit:
        _end(unit, operator_id)
        unit.irreversible()
        changed = unit.changed(Topic.OPERATOR)
    if store.session and store.session.operator_id == operator_id:
        store.session = None
    return changed


def hand_to(unit: "Unit", name: str, phc: str) -> tuple[int, tuple[int, ...]]:
    """Within a unit: make somebody the one administrator, by name, and end everybody else's access.

    phc: of the receiver's new password. Returns the receiver's id and the ids of those whose access ended.
    """
    row = find_operator(unit.store, name)
    if row is None:
        receiver_id = _insert(unit, name, Role.ADMIN)
    else:
        receiver_id = row.operator_id
        _update(unit, receiver_id, role=Role.ADMIN.value, ended_at=None)
    _keep_password(unit, receiver_id, phc)
    unit.execute("DELETE FROM sign_in_try WHERE operator_id = ?", (receiver_id,))
    others = [each.operator_id for each in list_operators(unit.store) if not each.ended]
    ended = tuple(each for each in others if each != receiver_id)
    for each in ended:
        _end(unit, each)
    return receiver_id, ended


def password_of(store: Store, operator_id: int) -> str:
    """The PHC string of somebody's password; empty for none."""
    return store.value("SELECT hash FROM operator_password WHERE operator_id = ?", (operator_id,)) or ""


def _insert(unit: "Unit", name: str, role: Role) -> int:
    from hongyun_desktop.core.store.tables import Operator

    return unit.insert(Operator, name=name, role=role.value)


def _update(unit: "Unit", operator_id: int, **values: object) -> bool:
    from hongyun_desktop.core.store.tables import Operator

    return unit.update(Operator, operator_id, **values)


def _end(unit: "Unit", operator_id: int) -> None:
    _update(unit, operator_id, ended_at=unit.store.clock.now().isoformat())
    _keep_password(unit, operator_id, "")


def _keep_password(unit: "Unit", operator_id: int, phc: str) -> None:
    # Not by unit.update: the journal must not keep what an older password was made into.
    unit.execute("DELETE FROM operator_password WHERE operator_id = ?", (operator_id,))
    if phc:
        unit.execute("INSERT INTO operator_password(operator_id, hash) VALUES (?, ?)", (operator_id, phc))


def _refuse_last_admin(store: Store, row: OperatorRow) -> None:
    admins = [each for each in list_operators(store) if each.role is Role.ADMIN and not each.ended]
    if admins == [row]:
        raise Refused("last_admin")
