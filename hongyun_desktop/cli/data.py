# SPDX-License-Identifier: GPL-3.0-or-later
"""backup, restore, check, export: the database as a whole."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import database_path, key_of, opened
from hongyun_desktop.core import checking, exporting
from hongyun_desktop.core.backups import comparing, making, program_copy, stick, words
from hongyun_desktop.core.backups.finding import newest_verified
from hongyun_desktop.core.backups.remembering import LastBackup
from hongyun_desktop.core.checking import mending
from hongyun_desktop.core.errors import Invalid, StorageProblem
from hongyun_desktop.core.points.hledger import hledger_journal
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.store import keys, restoring
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.exchange import workbook
from hongyun_desktop.messages.findings import finding_sentence
from hongyun_desktop.text import _


def add(commands: "Commands[Parser]") -> None:
    """Register the commands."""
    parser = commands.add_parser("backup", parents=[common()], help=_("备份到一个文件夹或 U 盘"))
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--stick", action="store_true", help=_("当作 U 盘：程序、备份和“请先看我.txt”都放上去"))
    parser.set_defaults(run=back_up)
    parser = commands.add_parser("restore", parents=[common()], help=_("从备份找回；现在的资料会先留一份"))
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--preview", action="store_true", help=_("只看备份里有什么、和现在差多少，什么都不动"))
    parser.set_defaults(run=restore)
    parser = commands.add_parser("check", parents=[common()], help=_("检查资料是否完好"))
    parser.add_argument("--mend", action="store_true", help=_("修好能证明怎样才对的；积分流水、证书和操作记录从不改动"))
    parser.set_defaults(run=check)
    parser = commands.add_parser("export", parents=[common()], help=_("导出花名册、积分和证书登记，或积分流水"))
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.xlsx")
    parser.add_argument("--ledger", type=Path, metavar="FILE", help=_("积分流水，hledger 格式，不含姓名"))
    parser.add_argument("--full", action="store_true", help=_("身份证号和电话不打星号；要同时写 --purpose"))
    parser.add_argument("--purpose", metavar="TEXT", help=_("为什么要不打星号的，会登记下来"))
    parser.set_defaults(run=export, parser=parser)


def back_up(options: Options) -> Outcome:
    """Copy the database and verify the copy."""
    if options.stick:
        return _put_on_stick(options)
    with opened(options) as store:
        made = making.back_up(store, options.folder)
    return Outcome(_made_facts(made), _made_lines(made))


def _made_facts(made: LastBackup) -> dict[str, object]:
    return {"file": str(made.file), "head": made.head, "entries": made.entries, "place": made.place}


def _made_lines(made: LastBackup) -> list[str]:
    lines = [_("已备份并核对：{file}").format(file=made.file), _("积分校验码：{head}").format(head=made.head[:16])]
    return [*lines, *filter(None, [words.near_sentence(made)])]


def _put_on_stick(options: Options) -> Outcome:
    with opened(options) as store:
        done = stick.put_on(store, options.folder, program_copy.running())
    made = done.backup
    return Outcome(
        {**_made_facts(made), "program": done.program}, [*_made_lines(made), words.program_sentence(done.program)]
    )


def restore(options: Options) -> Outcome:
    """Put a backup in the place of the database, keeping what was there."""
    if options.preview:
        return _preview(options)
    key = key_of(options, options.file)
    _demand_restoring(options, key)
    done = restoring.restore(database_path(options), options.file, erasure.erase, key)
    lines = [_("已从 {file} 找回。").format(file=options.file.name)]
    if done.kept:
        lines.append(_("找回以前的资料留在：{file}").format(file=done.kept))
    if done.erased_again:
        lines.append(_("备份之后删除过的 {count} 人，已再次删除。").format(count=done.erased_again))
    lines += _notes(done)
    return Outcome({"kept": str(done.kept) if done.kept else None, "erased_again": done.erased_again}, lines)


def _demand_restoring(options: Options, key: bytes | None) -> None:
    """Ask whoever is at the desk for the right. Nobody is where there is no database, or none that opens.

    key: the backup's, tried on the database too. Raises: those of `opened` but for storage, Refused("not_allowed").
    """
    path = database_path(options)
    if not path.exists() or (keys.is_encrypted(path) and key is None):
        return
    try:
        store = opened(options, key if keys.is_encrypted(path) else None)
    except StorageProblem:
        # What can't be opened is what somebody wants to replace.
        return
    with store:
        store.demand(Right.RESTORE)


def _preview(options: Options) -> Outcome:
    path = database_path(options)
    key, present_key = key_of(options, options.file), key_of(options, path)
    told = comparing.compare(path, options.file, key, present_key)
    data = {
        "state": told.state,
        "relation": told.relation,
        "residents": told.there.residents,
        "entries": told.there.entries,
        "certificates": told.there.certificates,
        "head": told.there.head,
        "lost": asdict(told.lost),
        "gained": asdict(told.gained),
        "erased_since": told.erased_since,
    }
    inside = _("备份里有：{what}").format(what=words.holdings_sentence(told))
    return Outcome(data, [inside, words.relation_sentence(told), *words.difference_sentences(told)])


def _notes(done: restoring.Restored) -> list[str]:
    notes = [
        (done.is_encrypted and not done.has_present_passphrase, _("打开这份资料，用做这份备份时的口令。")),
        (done.photos_missing > 0, _("有 {count} 张照片在备份旁边找不到。").format(count=done.photos_missing)),
        (not done.present_was_read, _("换下来的资料打不开，备份之后删除过谁，没法再删一遍，请自己核对。")),
    ]
    return [sentence for holds, sentence in notes if holds]


def check(options: Options) -> Outcome:
    """Look through everything, mend what can be proved where that was asked, and name what is not as it must be."""
    with opened(options) as store:
        findings, mended = checking.check(store), ()
        if options.mend and any(each.mendable for each in findings):
            done = mending.mend(store, findings)
            findings, mended = list(done.left), done.mended
        entries, head = store.ledger_head
        newest = newest_verified(store.path, store.database.key) if any(not f.mendable for f in findings) else None
    data: dict[str, object] = {
        "ok": not findings, "findings": [_told(each) for each in findings], "entries": entries, "head": head,
    }  # fmt: skip
    if options.mend:
        data["mended"] = [_told(each) for each in mended]
    if newest is not None:
        data["newest_backup"] = str(newest)
    return Outcome(data, _check_lines(findings, mended, newest, entries, head))


def _told(finding: Finding) -> dict[str, object]:
    text = finding_sentence(finding.code, finding.params)
    return {"code": finding.code, **finding.params, "mendable": finding.mendable, "text": text}


def _check_lines(
    findings: Sequence[Finding], mended: Sequence[Finding], newest: Path | None, entries: int, head: str
) -> list[str]:
    lines = [_("修好了：{what}").format(what=finding_sentence(each.code, each.params)) for each in mended]
    lines += [finding_sentence(each.code, each.params) for each in findings]
    mendable = sum(each.mendable for each in findings)
    if mendable:
        lines.append(_("其中 {count} 处能修好：加上 --mend 再来一次。").format(count=mendable))
    if newest is not None:
        lines.append(_("核对过的最新备份：{file}").format(file=newest))
    if not findings:
        lines.append(_("资料完好：积分流水 {entries} 笔，校验码 {head}。").format(entries=entries, head=head[:16]))
    return lines


def export(options: Options) -> Outcome:
    """Write the workbook, or the ledger for an independent program; who exported is journaled."""
    if (options.file is None) == (options.ledger is None):
        options.parser.error(_("写上 FILE.xlsx，或者 --ledger FILE"))
    if options.full and not options.purpose:
        raise Invalid("purpose_missing", "purpose")
    with opened(options) as store:
        store.demand(Right.EXPORT)
        if options.ledger is not None:
            write_whole(options.ledger, "".join(f"{line}\n" for line in hledger_journal(store)).encode())
            exporting.record(store, "ledger")
        else:
            tables = exporting.tables(store, masked=not options.full)
            sheets = [workbook.TableSheet(each.name, each.headings, each.rows) for each in tables]
            workbook.write_table(options.file, sheets)
            exporting.record(store, "workbook", masked=not options.full, purpose=options.purpose or "")
    file = options.ledger or options.file
    return Outcome({"file": str(file)}, [_("已导出到 {file}，操作记录里记了一笔。").format(file=file)])
