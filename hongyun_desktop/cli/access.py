# SPDX-License-Identifier: GPL-3.0-or-later
"""operator: who is at the desk, who may sit there, as what and by which password."""

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import ask_new, ask_password, opened, opened_locked
from hongyun_desktop.core.access import operators, signing_in
from hongyun_desktop.core.access.operators import OperatorRow
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages.words import role_word
from hongyun_desktop.text import _


def add(commands: "Commands[Parser]") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "operator",
        parents=[common()],
        help=_("现在谁在经办；添加、停用经办人，改身份和密码"),
        epilog=_("只写姓名是换这位经办。加上后面几项只改这个人，在经办的还是原来那位。密码从不写在命令里。"),
    )
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--role", choices=[role.value for role in Role], help=_("添加这个人，或改成这个身份"))
    parser.add_argument("--set-password", action="store_true", help=_("给这个人设密码；空的一行是不要密码"))
    parser.add_argument("--end", action="store_true", help=_("停用这个人"))
    parser.set_defaults(run=run)


def run(options: Options) -> Outcome:
    """Put somebody at the desk, or change what they may do."""
    if not (options.role or options.set_password or options.end):
        return _sit_down(options)
    with opened(options) as store:
        told = list(_change(store, options))
        row = operators.find_operator(store, operators.checked_name(options.name))
    assert row is not None
    return Outcome(_data(row), told)


def _sit_down(options: Options) -> Outcome:
    """Say who works with the commands from now on."""
    with opened_locked(options) as store:
        asked = signing_in.needs_password(store, options.name)
        signing_in.sit_down(store, options.name, ask_password(options, options.name) if asked else "")
        name = operators.at_desk(store)
    return Outcome({"operator": name}, [_("现在由 {name} 经办，以后的每笔改动都记在这个名下。").format(name=name)])


def _change(store: Store, options: Options) -> list[str]:
    told: list[str] = []
    if options.role:
        told.append(_give_role(store, options.name, Role(options.role)))
    row = operators.get_operator(store, operators.checked_name(options.name))
    if options.set_password:
        told.append(_set_password(store, row, options))
    if options.end:
        operators.end_access(store, row.operator_id)
        told.append(_("{name} 已停用，以后不能登录。").format(name=row.name))
    return told


def _give_role(store: Store, name: str, role: Role) -> str:
    row = operators.find_operator(store, operators.checked_name(name))
    if row is None or row.ended:
        operators.add(store, name, role)
        role = operators.get_operator(store, operators.checked_name(name)).role
        return _("添加了 {name}，身份是{role}。").format(name=name, role=role_word(role))
    operators.change_role(store, row.operator_id, role)
    return _("{name} 的身份现在是{role}。").format(name=name, role=role_word(role))


def _set_password(store: Store, row: OperatorRow, options: Options) -> str:
    own = store.operator_id == row.operator_id
    current = ask_password(options, row.name) if own and row.has_password else ""
    password = ask_new(options, _("{name} 的新密码：").format(name=row.name))
    operators.set_password(store, row.operator_id, password, current)
    return (_("{name} 的密码改好了。") if password else _("{name} 现在没有密码。")).format(name=row.name)


def _data(row: OperatorRow) -> dict[str, object]:
    return {"operator": row.name, "role": row.role.value, "has_password": row.has_password, "ended": row.ended}
