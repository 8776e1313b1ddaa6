# SPDX-License-Identifier: GPL-3.0-or-later
"""backup, restore, check, export: the database as a whole."""

from pathlib import Path

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import database_path, opened
from hongyun_desktop.core import checking, exporting
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.points.hledger import hledger_journal
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store import backup, restoring
from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.exchange import workbook
from hongyun_desktop.messages import finding_sentence
from hongyun_desktop.text import _


def add(commands: "Commands[Parser]") -> None:
    """Register the commands."""
    parser = commands.add_parser("backup", parents=[common()], help=_("备份到一个文件夹或 U 盘"))
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.set_defaults(run=back_up)
    parser = commands.add_parser("restore", parents=[common()], help=_("从备份找回；现在的资料会先留一份"))
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=restore)
    parser = commands.add_parser("check", parents=[common()], help=_("检查资料是否完好"))
    parser.set_defaults(run=check)
    parser = commands.add_parser("export", parents=[common()], help=_("导出花名册、积分和证书登记，或积分流水"))
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.xlsx")
    parser.add_argument("--ledger", type=Path, metavar="FILE", help=_("积分流水，hledger 格式，不含姓名"))
    parser.add_argument("--full", action="store_true", help=_("身份证号和电话不打星号；要同时写 --purpose"))
    parser.add_argument("--purpose", metavar="TEXT", help=_("为什么要不打星号的，会登记下来"))
    parser.set_defaults(run=export, parser=parser)


def back_up(options: Options) -> Outcome:
    """Copy the database and verify the copy."""
    with opened(options) as store:
        made = backup.back_up(store, options.folder)
    data = {"file": str(made.file), "head": made.head, "entries": made.entries}
    return Outcome(
        data, [_("已备份并核对：{file}").format(file=made.file), _("积分校验码：{head}").format(head=made.head[:16])]
    )


def restore(options: Options) -> Outcome:
    """Put a backup in the place of the database, keeping what was there."""
    done = restoring.restore(database_path(options), options.file, erasure.erase)
    lines = [_("已从 {file} 找回。").format(file=options.file.name)]
    if done.kept:
        lines.append(_("找回以前的资料留在：{file}").format(file=done.kept))
    if done.erased_again:
        lines.append(_("备份之后删除过的 {count} 人，已再次删除。").format(count=done.erased_again))
    return Outcome({"kept": str(done.kept) if done.kept else None, "erased_again": done.erased_again}, lines)


def check(options: Options) -> Outcome:
    """Look through everything and name what is not as it must be."""
    with opened(options) as store:
        findings = checking.check(store)
        entries, head = store.ledger_head
    told = [{"code": each.code, **each.params, "text": finding_sentence(each.code, each.params)} for each in findings]
    lines = [str(each["text"]) for each in told] or [
        _("资料完好：积分流水 {entries} 笔，校验码 {head}。").format(entries=entries, head=head[:16])
    ]
    return Outcome({"ok": not findings, "findings": told, "entries": entries, "head": head}, lines)


def export(options: Options) -> Outcome:
    """Write the workbook, or the ledger for an independent program; who exported is journaled."""
    if (options.file is None) == (options.ledger is None):
        options.parser.error(_("写上 FILE.xlsx，或者 --ledger FILE"))
    if options.full and not options.purpose:
        raise Invalid("purpose_missing", "purpose")
    with opened(options) as store:
        if options.ledger is not None:
            write_whole(options.ledger, "".join(f"{line}\n" for line in hledger_journal(store)).encode())
            exporting.record(store, "ledger")
        else:
            tables = exporting.tables(store, masked=not options.full)
            sheets = [workbook.TableSheet(each.name, each.headings, each.rows) for each in tables]
            workbook.write_table(options.file, sheets)
            exporting.record(store, "workbook", masked=not options.full, purpose=options.purpose or "")
    file = options.ledger or options.file
    return Outcome({"file": str(file)}, [_("已导出到 {file}，导出已登记。").format(file=file)])
