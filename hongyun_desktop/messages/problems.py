# SPDX-License-Identifier: GPL-3.0-or-later
"""What is the matter with a row of an imported file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from hongyun_desktop.text import _

_MOST_SHOWN = 3
_MOST_RUNS = 6


class _Problem(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...


PROBLEMS: Mapping[str, str] = {
    "id_check_digit": _("身份证号 {text} 里有数字不对：本人照样收进资料，只是号码留空。请对照证件改好再导入。"),
    "id_precision_lost": _("身份证号在表格里成了数字，后几位已丢（{text}），无法恢复：本人照样收进资料，只是号码留空。请按证件重新填成文本。"),
    "id_format": _("证件号 {text} 不是 18 位身份证号：本人照样收进资料，只是号码留空。"),
    "duplicate_row": _("这一行与前面的重复，没有再导入。"),
    "id_in_two_dwellings": _("这个身份证号已在另一户（{text}），没有导入。请核对住址；确实搬了家，请在预览里选“搬家”。"),
    "unreadable_address": _("住址“{text}”看不懂，没有导入。请写成 3栋2单元1102 这样。"),
    "person_ambiguous": _("分不清是哪一位，没有导入。可能是：{text}。请补上住址或证件号。"),
    "private_use_character": _("姓名里有自造字，没有导入。请换成标准字。"),
    "several_people": _("姓名一格里写了几个人，没有导入。请一人一行再导入。"),
    "bad_date": _("日期“{text}”不对，没有导入。请写成 2026-09-26 这样，且不晚于今天。"),
    "not_present": _("表上写着“{text}”，像是没有到场，没有记积分。确实来了的，请改掉再导入。"),
    "not_signed": _("签到那一栏别人有、这一行空着，没有记积分。确实来了的，请补上再导入。"),
    "bad_hours": _("服务时长“{text}”不对，没有导入。要大于 0、不超过 24 小时。"),
    "person_unknown": _("花名册里没有这个人，没有导入。{text}"),
    "activity_missing": _("没有写活动名称，没有导入。请补上再导入。"),
    "activity_earns_nothing": _("“{text}”是会议活动或已经取消，不记分，没有导入。"),
    "hours_differ": _("这个人这场活动已记过，时长不同（{text}），没有改动。确要改，请先更正原来那笔。"),
}  # fmt: skip

# Where a ledger of tasks means something else by a code than the other imports do.
TASK_PROBLEMS: Mapping[str, str] = {
    "bad_date": _("日期“{text}”不对或看不懂。发现日期不对的没有导入；期限、完成日期不对的照样导入，只是这一项留空。请写成 2026-09-26 这样。"),
    "bad_quantity": _("数量“{text}”看不懂，没有导入。请写成 50，或 50吨。"),
    "unit_missing": _("数量“{text}”没有单位，没有导入。请补上单位，例如 处、吨、平方米。"),
    "task_unclear": _("既没有写是什么问题，也没有写在哪里，没有导入。"),
}  # fmt: skip


def hidden_sheets_sentence(names: Sequence[str]) -> str:
    """Which sheets were not read because they are hidden; empty for none."""
    told = _("隐藏的工作表没有读：{names}。要读，请先在表格软件里取消隐藏。")
    return told.format(names="、".join(names)) if names else ""


def passed_over_sentence(rows: Iterable[tuple[str, int]]) -> str:
    """Which rows nothing was made of, each as its sheet and number; empty for none."""
    numbers: dict[str, list[int]] = {}
    for sheet, row in rows:
        numbers.setdefault(sheet, []).append(row)
    if not numbers:
        return ""
    told = "；".join(
        _("“{sheet}”第 {rows} 行").format(sheet=sheet, rows=_ranges(sorted(found))) for sheet, found in numbers.items()
    )
    return _("这些行没有读：{rows}。那里像是落款、没填完的行或另一张表；要导入的，请补全再导入。").format(rows=told)


def _ranges(numbers: Sequence[int]) -> str:
    """3、5—9: rows that follow one another together, and how many more there are than can be told."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [str(first) if first == last else f"{first}—{last}" for first, last in runs[:_MOST_RUNS]]
    return "、".join(told) + (_("……") if len(runs) > _MOST_RUNS else "")


# Patterns stay text: `re` keeps what it compiled, and most runs of the program import nothing.
_PARTS: Sequence[tuple[str, str]] = (
    (r"（([A-Z]+)列起）", _("“{part}列起”指同一张工作表里从 {part} 列开始的那张表。")),
    (r"（第(\d+)人）", _("“第{part}人”指那一格里写着的第 {part} 个人。")),
    # A day to begin with: a sheet may be called 名册（3栋） or 签到（2） by itself.
    (
        r"（((?:\d{4}-\d\d-\d\d|\d{1,2}(?:[日号]|[月./-]\d{1,2}(?![\d栋幢座楼单室])))[^（）]*)）(?:（第\d+人）)?$",
        _("“{part}”指那一天的一栏。"),
    ),
)


def sheet_parts_sentence(labels: Iterable[str]) -> str:
    """What stands in brackets behind the names of sheets that were read in parts, one of each kind; empty for none."""
    told = list(labels)
    firsts = [
        (next(filter(None, (re.search(pattern, each) for each in told)), None), sentence)
        for pattern, sentence in _PARTS
    ]
    return "".join(sentence.format(part=match[1]) for match, sentence in firsts if match)


def several_heads_sentence(dwellings: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Which dwellings of a file have more than one head of household, all of them taken in; empty for none."""
    if not dwellings:
        return ""
    shown = "；".join(f"{dwelling} {'、'.join(names)}" for dwelling, names in dwellings[:_MOST_SHOWN])
    more = _("等 {count} 户").format(count=len(dwellings)) if len(dwellings) > _MOST_SHOWN else ""
    return _("有的户写了不止一位户主，人都照样收，请核对谁是户主：{shown}{more}。").format(shown=shown, more=more)


def problem_sentence(problem: _Problem) -> str:
    """What is the matter with a row of an imported file."""
    return PROBLEMS[problem.code].format(text=problem.text)


def task_problem_sentence(problem: _Problem) -> str:
    """What is the matter with a row of an imported ledger."""
    return TASK_PROBLEMS.get(problem.code, PROBLEMS.get(problem.code, "")).format(text=problem.text)
