# SPDX-License-Identifier: GPL-3.0-or-later
"""handover: the 移交清单, and with --to handing over to the next committee."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.encryption import recovery_lines, recovery_sheet
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import ask, ask_new, database_path, opened
from hongyun_desktop.core.audit import noting
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.handover import service
from hongyun_desktop.core.handover.rules import HandoverFacts, KeysTyped, Receiver
from hongyun_desktop.core.handover.service import HandedOver
from hongyun_desktop.core.store import key_sealing, keys
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.documents.handover_list import write_handover_list
from hongyun_desktop.messages.errors import error_sentence
from hongyun_desktop.text import _


def add(commands: "Commands[Parser]") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "handover",
        parents=[common()],
        help=_("移交清单；写上 --to 就移交给下一届"),
        epilog=_(
            "密码和口令从不写在命令里，按这个次序问：现在的资料口令、现在经办人的密码、接收人的新密码、新的资料口令；"
            "没有设的不问。"
        ),
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help=_("移交清单存在哪里"))
    parser.add_argument("--to", metavar="NAME", help=_("接收人；以后的管理员只有这一位，别人都不能再登录，不能撤销"))
    parser.add_argument("--recovery", type=Path, metavar="FILE.pdf", help=_("新的恢复钥匙另存成一张纸"))
    parser.set_defaults(run=run)


def run(options: Options) -> Outcome:
    """Write the list as it would be now, or hand over and write the list of that.

    Without --to, where nothing else was done since a handover, the list is once more that of it.
    """
    path = database_path(options)
    present = ask(options, _("现在的资料口令（或恢复钥匙）：")) if keys.is_encrypted(path) else ""
    with opened(options, keys.unlock(path, present) if present else None) as store:
        # Before anything is handed over: a place that takes no list must not be found out afterwards.
        facts = service.plan(store)
        _save(store, facts, options.out)
        if options.to is None:
            return Outcome(_data(facts), [_saved_sentence(facts, options.out)])
        done = _hand_over(store, options, present)
        lines = _list_of(store, done, options.out)
    if done.recovery_text:
        lines += recovery_lines(done.recovery_text)
        lines += _attempted(lambda: recovery_sheet(path, done.recovery_text, options.recovery))
    data = {**_data(done.facts), "recovery_key": done.recovery_text, "not_carried": list(done.not_carried)}
    return Outcome(data, [*_told(done), *lines])


def _hand_over(store: Store, options: Options, present: str) -> HandedOver:
    receiver = Receiver(options.to, ask_new(options, _("接收人 {name} 的密码：").format(name=options.to)))
    if not present:
        return service.hand_over(store, receiver)
    new = ask_new(options, _("新的资料口令（至少 {least} 个字）：").format(least=key_sealing.LEAST_LETTERS))
    return service.hand_over(store, receiver, KeysTyped(present, new))


def _save(store: Store, facts: HandoverFacts, file: Path) -> None:
    write_handover_list(facts, file)
    _note_saved(store)


def _note_saved(store: Store) -> None:
    noting.note(store, "paper_saved", what=_("移交清单"))


def _saved_sentence(facts: HandoverFacts, file: Path) -> str:
    if not facts.receiver:
        return _("移交清单存在 {file}，操作记录里记了一笔。还没有移交。").format(file=file.name)
    return _("移交给{name}的清单存在 {file}，操作记录里记了一笔。请打印，三方签字。").format(
        name=facts.receiver, file=file.name
    )


def _list_of(store: Store, done: HandedOver, file: Path) -> list[str]:
    """Write the list of the handover made, and what is told of it. One of before, which must not be signed, goes."""
    name = done.facts.receiver
    try:
        write_handover_list(done.facts, file)
    except AppError as error:
        with suppress(OSError):
            file.unlink(missing_ok=True)
        again = _(
            "移交已经办好，清单没有存上。请{name}腾出地方，再运行一次 handover --out（不写 --to），存下清单再签字。"
        )
        return [error_sentence(error), again.format(name=name)]
    told = [_("请打印 {file}，三方签字。").format(file=file.name)]
    return told + _attempted(lambda: _note_saved(store))


def _attempted(work: Callable[[], list[str] | None]) -> list[str]:
    """What is told of a paper, or why it was not written; all is handed over by then, and the keys must be told."""
    try:
        return work() or []
    except AppError as error:
        return [error_sentence(error)]


def _told(done: HandedOver) -> list[str]:
    told = [_("已移交给{name}。").format(name=done.facts.receiver)]
    return told + [_("{folder} 里的备份写不进去，仍用旧口令打开。").format(folder=each) for each in done.not_carried]


def _data(facts: HandoverFacts) -> dict[str, object]:
    return {
        "receiver": facts.receiver or None,
        "ledger": facts.ledger,
        "audit": facts.audit,
        "numbers": [{"kind": each.kind, "year": each.year, "last": each.last} for each in facts.numbers],
        "keys_renewed": facts.keys_renewed,
    }
