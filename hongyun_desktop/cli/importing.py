# SPDX-License-Identifier: GPL-3.0-or-later
"""import roster, sign-in, tasks: a file of the property office, a sign-in sheet or a ledger into the database.

A chain of names has its own module, `cli.chain`.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from hongyun_desktop.cli import chain
from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import opened
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.identity import mask_id_number
from hongyun_desktop.core.import_problem import IgnoredRow, ImportProblem, hidden_sheets, passed_over
from hongyun_desktop.core.points import sign_in
from hongyun_desktop.core.rectification import importing as task_importing
from hongyun_desktop.core.rectification.quantities import Total, quantity_number, quantity_text
from hongyun_desktop.core.roster import importing
from hongyun_desktop.exchange import problems_workbook, roster_sheet, sign_in_sheet, task_sheet
from hongyun_desktop.messages.problems import (
    hidden_sheets_sentence,
    passed_over_sentence,
    problem_sentence,
    several_heads_sentence,
    sheet_parts_sentence,
    task_problem_sentence,
)
from hongyun_desktop.text import _

_SHOWN_PROBLEMS = 20


def add(commands: "Commands[Parser]") -> None:
    """Register the commands."""
    parser = commands.add_parser("import", help=_("导入花名册、签到表、整治台账或微信接龙"))
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND", parser_class=Parser)
    roster = kinds.add_parser("roster", parents=[common()], help=_("物业的花名册（.xlsx .xls .csv）"))
    _add_options(roster)
    roster.add_argument("--moved", action="append", default=[], type=_sheet_and_row, metavar="SHEET:ROW",
                        help=_("这一行的人确实搬了家（可写多次）"))  # fmt: skip
    roster.set_defaults(run=import_roster)
    sheet = kinds.add_parser("sign-in", parents=[common()], help=_("活动签到表，服务时长记成积分"))
    _add_options(sheet)
    sheet.set_defaults(run=import_sign_in)
    ledger = kinds.add_parser("tasks", parents=[common()], help=_("整治台账（.xlsx .xls .csv）"))
    _add_options(ledger)
    ledger.set_defaults(run=import_tasks)
    chain.add(kinds)


def _add_options(parser: Parser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--preview", action="store_true", help=_("只看结果，不写进资料"))
    parser.add_argument("--problems", type=Path, metavar="OUT.xlsx", help=_("把有问题的行另存成一张表，改好再导入"))


def _sheet_and_row(text: str) -> tuple[str, int]:
    sheet, colon, row = text.rpartition(":")
    if not colon or not row.isdigit():
        raise argparse.ArgumentTypeError(_("要写成 工作表名:行号"))
    return sheet, int(row)


def import_roster(options: Options) -> Outcome:
    """Read the roster, match its rows with the people known, and write what is new, all or nothing."""
    with opened(options) as store:
        file = roster_sheet.read_roster(options.file, today(store.clock))
        plan = importing.plan_import(store, file.lines, frozenset(options.moved), complete=file.is_whole)
        if not options.preview:
            importing.apply_import(store, plan)
    if options.problems:
        problems_workbook.write_problems(options.problems, file, plan.problems, problem_sentence)
    data = {
        "dwellings": plan.dwellings, "vacant": plan.vacant, "residents": plan.residents,
        "added": plan.added, "updated": plan.updated, "unchanged": plan.unchanged,
        "problems": _problem_data(plan.problems), **_ignored_data(file.ignored),
        "unrecognised": list(file.unrecognised),
        "differences": [asdict(each) for each in plan.differences],
        "several_heads": [{"dwelling": each.dwelling, "names": list(each.names)} for each in plan.several_heads],
        "absent": [{"name": each.name, "dwelling": each.dwelling} for each in plan.absent],
    }  # fmt: skip
    return Outcome(data, _roster_lines(options, plan, file))


def _roster_lines(options: Options, plan: importing.ImportPlan, file: roster_sheet.RosterFile) -> list[str]:
    lines = [
        _("名单里有 {dwellings} 户（空置 {vacant} 户）、{residents} 人。").format(
            dwellings=plan.dwellings, vacant=plan.vacant, residents=plan.residents
        ),
        _("新增 {added} 人，变更 {updated} 人，未变 {unchanged} 人。").format(
            added=plan.added, updated=plan.updated, unchanged=plan.unchanged
        ),
    ]
    if file.unrecognised:
        lines.append(_("认不出的栏目，内容已记入备注：{headings}").format(headings="、".join(file.unrecognised)))
    if plan.differences:
        lines.append(_("有 {count} 处手工改过的内容与名单不同，保留手工改的。").format(count=len(plan.differences)))
    if plan.absent:
        names = "、".join(f"{each.name}（{each.dwelling}）" for each in plan.absent[:_SHOWN_PROBLEMS])
        lines.append(_("表里没有、资料里还在的有 {count} 人（不会自动删除）：{names}").format(
            count=len(plan.absent), names=names + ("……" if len(plan.absent) > _SHOWN_PROBLEMS else "")))  # fmt: skip
    if heads := several_heads_sentence([(each.dwelling, each.names) for each in plan.several_heads]):
        lines.append(heads)
    return [*lines, *_not_read_lines(file), *_problem_lines(plan.problems, options), *_closing_lines(options)]


def import_sign_in(options: Options) -> Outcome:
    """Read the sign-in sheet, find its people in the roster, and record hours and points, all or nothing."""
    with opened(options) as store:
        file = sign_in_sheet.read_sign_in(options.file, today(store.clock))
        plan = sign_in.plan_sign_in(store, file.lines)
        if not options.preview:
            sign_in.apply_sign_in(store, plan)
    if options.problems:
        problems_workbook.write_problems(options.problems, file, plan.problems, problem_sentence)
    data = {
        "activities": plan.activities, "people": plan.people, "entries": plan.entries, "hours": plan.hours,
        "points": plan.points, "added": plan.added, "problems": _problem_data(plan.problems),
        **_ignored_data(file.ignored), "unrecognised": list(file.unrecognised),
    }  # fmt: skip
    lines = [
        _("签到表里有 {activities} 场活动、{people} 人、{entries} 条记录，共 {hours:g} 小时、{points} 分。").format(
            activities=plan.activities, people=plan.people, entries=plan.entries, hours=plan.hours, points=plan.points
        ),
        _("这次记入 {added} 条。").format(added=plan.added),
    ]
    lines += [*_not_read_lines(file), *_problem_lines(plan.problems, options), *_closing_lines(options)]
    return Outcome(data, lines)


def import_tasks(options: Options) -> Outcome:
    """Read a ledger of rectification tasks and write what is new or further on, all or nothing."""
    with opened(options) as store:
        file = task_sheet.read_tasks(options.file, today(store.clock))
        plan = task_importing.plan_tasks(store, file.lines)
        if not options.preview:
            task_importing.apply_tasks(store, plan)
    if options.problems:
        problems_workbook.write_problems(options.problems, file, plan.problems, task_problem_sentence)
    data = {
        "tasks": plan.tasks, "totals": [_total_data(each) for each in plan.totals], "added": plan.added,
        "updated": plan.updated, "unchanged": plan.unchanged, "problems": _problem_data(plan.problems),
        **_ignored_data(file.ignored), "unrecognised": list(file.unrecognised),
        "differences": [asdict(each) for each in plan.differences],
    }  # fmt: skip
    return Outcome(data, _task_lines(options, plan, file))


def _total_data(total: Total) -> dict[str, object]:
    return {
        "category": total.category, "unit": total.unit, "planned": quantity_number(total.planned_milli),
        "done": quantity_number(total.done_milli),
    }  # fmt: skip


def _task_lines(options: Options, plan: task_importing.TaskPlan, file: task_sheet.TaskFile) -> list[str]:
    lines = [
        _("台账里有 {tasks} 条任务：新增 {added} 条，变更 {updated} 条，未变 {unchanged} 条。").format(
            tasks=plan.tasks, added=plan.added, updated=plan.updated, unchanged=plan.unchanged
        )
    ]
    lines += [
        _("  {category}：计划 {planned} {unit}，完成 {done} {unit}").format(
            category=each.category, unit=each.unit, planned=quantity_text(each.planned_milli),
            done=quantity_text(each.done_milli),
        )
        for each in plan.totals
    ]  # fmt: skip
    if file.unrecognised:
        lines.append(_("认不出的栏目，内容已记入备注：{headings}").format(headings="、".join(file.unrecognised)))
    if plan.differences:
        lines.append(_("有 {count} 处手工改过的内容与台账不同，保留手工改的。").format(count=len(plan.differences)))
    lines += [*_not_read_lines(file), *_problem_lines(plan.problems, options, task_problem_sentence)]
    return [*lines, *_closing_lines(options)]


def _problem_data(problems: Sequence[ImportProblem]) -> list[dict[str, object]]:
    return [asdict(problem) for problem in problems]


def _ignored_data(rows: Sequence[IgnoredRow]) -> dict[str, object]:
    return {
        "ignored": [asdict(row) for row in rows if not row.is_doubtful],
        "passed_over": [{"sheet": sheet, "row": row} for sheet, row in passed_over(rows)],
    }


def _not_read_lines(file: roster_sheet.RosterFile | sign_in_sheet.SignInFile | task_sheet.TaskFile) -> list[str]:
    told = hidden_sheets_sentence(hidden_sheets(file.ignored)), passed_over_sentence(passed_over(file.ignored))
    return [sentence for sentence in told if sentence]


def _problem_lines(
    problems: Sequence[ImportProblem], options: Options, sentence: Callable[[ImportProblem], str] = problem_sentence
) -> list[str]:
    if not problems:
        return [_("没有问题行。")]
    lines = [_("有 {count} 行要人看一看：").format(count=len(problems))]
    lines += [
        _("  {sheet} 第 {row} 行 {name}：{sentence}").format(
            sheet=each.sheet, row=each.row, name=each.name, sentence=sentence(_masked(each))
        )
        for each in problems[:_SHOWN_PROBLEMS]
    ]
    if parts := sheet_parts_sentence(each.sheet for each in problems[:_SHOWN_PROBLEMS]):
        lines.append(parts)
    if options.problems:
        lines.append(_("这些行已另存到 {file}，改好后导入那张表就行。").format(file=options.problems))
    elif len(problems) > _SHOWN_PROBLEMS:
        lines.append(
            _("  ……还有 {count} 行，用 --problems 另存成表可以看全。").format(count=len(problems) - _SHOWN_PROBLEMS)
        )
    return lines


def _masked(problem: ImportProblem) -> ImportProblem:
    """The problem as a screen may show it; --json and the problems workbook keep the number to be corrected."""
    is_number = problem.code.startswith("id_") and problem.code != "id_in_two_dwellings"
    return replace(problem, text=mask_id_number(problem.text)) if is_number else problem


def _closing_lines(options: Options) -> list[str]:
    if options.preview:
        return [_("这是预览，资料没有改动；上面说的，是正式导入时会怎样。")]
    return [_("导入完成。")]
