# SPDX-License-Identifier: GPL-3.0-or-later
"""告知书: what the committee tells those whose data it collects (PIPL art. 17): a page to post, and a short form that
is cut out and glued onto collection sheets. Imports neither peewee nor PySide6.
"""

from collections.abc import Iterator
from pathlib import Path

from hongyun_desktop.core.personal.rules import NoticeFacts
from hongyun_desktop.documents.fonts import Role
from hongyun_desktop.documents.list_cells import Cell, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column, ListPaper, write_list

_COLUMNS = (Column("事项", 30), Column("告知内容", 144))
_SHORT_COLUMNS = (Column("收集表用的告知（剪下来，贴在表的上方）", 174),)
_SHORT_ON_A_PAGE = 4
# Large for those who read it on a wall; a committee with very long names gets its one page too.
_LARGE_PT, _SMALL_PT, _MANY_LETTERS = 13.0, 11.0, 80
_NO_CONTACT = "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿"


def write_notice(facts: NoticeFacts, path: Path) -> int:
    """Write the page for posting; returns the number of pages, which is one. Raises: as `write_list`."""
    size_pt = _SMALL_PT if len(facts.keeper + facts.contact) > _MANY_LETTERS else _LARGE_PT
    rows: list[list[Cell]] = [
        [TextCell(what, size_pt, role=Role.HEADING), TextCell(says, size_pt)] for what, says in notice_lines(facts)
    ]
    return write_list(
        ListPaper(
            head=Head("个人信息告知书", f"{facts.compound} · {facts.issuer}", (), _opening(facts)),
            columns=_COLUMNS,
            rows=rows,
            empty="",
            footer=f"{facts.compound} · 个人信息告知书 · {facts.made_on:%Y-%m-%d}",
            author=facts.issuer,
            made_on=facts.made_on,
            least_row_mm=12.0,
            after=(f"{facts.issuer}　{facts.made_on.year}年{facts.made_on.month}月{facts.made_on.day}日",),
            sample=facts.sample,
        ),
        path,
    )


def write_short_notices(facts: NoticeFacts, path: Path) -> int:
    """Write four short notices on a page; returns the number of pages. Raises: as `write_list`."""
    return write_list(
        ListPaper(
            head=Head("收集表告知", f"{facts.compound} · {facts.issuer}"),
            columns=_SHORT_COLUMNS,
            rows=[[TextCell(short_notice(facts), 11)] for _each in range(_SHORT_ON_A_PAGE)],
            empty="",
            footer=f"{facts.compound} · 收集表告知 · {facts.made_on:%Y-%m-%d}",
            author=facts.issuer,
            made_on=facts.made_on,
            least_row_mm=50.0,
            sample=facts.sample,
        ),
        path,
    )


def short_notice(facts: NoticeFacts) -> str:
    """All that art. 17 asks for in one paragraph, for the top of a collection sheet."""
    return (
        f"【个人信息告知】{facts.keeper}收集这张表上的姓名、住址和电话，用来登记住户、记志愿服务和积分、有事联系您；"
        "身份证号可以不填。只存在自管委办公室的一台电脑里，不上网，不交给别人；您搬走或要求删除，就删除。"
        f"您可以来查、要打印件、改错、撤回同意、要求删除。联系：{facts.contact or _NO_CONTACT}。"
        "详细的告知书贴在公示栏。不愿填的可以不填，不影响您参加活动。"
    )


def _opening(facts: NoticeFacts) -> tuple[str, ...]:
    return (
        f"{facts.compound}的居民朋友：为了做好小区的事，我们要记一些您的个人信息。记什么、做什么用、存多久、"
        "您有什么权利，照《中华人民共和国个人信息保护法》第十七条告诉您。",
    )


def notice_lines(facts: NoticeFacts) -> Iterator[tuple[str, str]]:
    """The facts of art. 17, each under its heading."""
    yield "谁在收集", f"{facts.keeper}。"
    yield "怎么联系", f"{facts.contact or _NO_CONTACT}。"
    for what, *parts in _TOLD:
        yield what, "".join(parts).format(safety="，资料和备份都加了密" if facts.is_encrypted else "")


_TOLD = (
    (
        "做什么用",
        "登记住户和房屋，记志愿服务和积分，评季度荣誉、发证书，有事联系您，急难时能找到人。",
        "不作别的用处，不做自动化决定。",
    ),
    (
        "收集什么",
        "姓名、住址、与户主关系、性别、出生日期、电话、原属村；参加的活动、服务时长和积分；得到的证书。",
        "身份证号可以不提供。",
    ),
    (
        "敏感的信息",
        "身份证号、健康、困难情况和未满十四周岁孩子的信息，只在确有必要时记，",
        "要您（孩子的由父母）单独同意；只有需要的人看得到。您可以不同意。",
    ),
    (
        "怎么保管",
        "存在自管委办公室的一台电脑里，不上网，不传给别人{safety}。",
        "号码平时打星号；谁看过、打印过、导出过，都有记录。",
    ),
    (
        "给谁看",
        "荣誉榜和证书印全名；困难和投诉的事不印姓名。不卖、不给商家。",
        "依法必须提供给政府部门的，只给需要的那部分。",
    ),
    (
        "存多久",
        "您住在这里、参加活动期间一直存着；搬走或不再需要，就删除。",
        "积分流水和证书编号要留着对账，但不再知道是谁的。程序自己做的备份里的，一年左右换掉。",
    ),
    (
        "您的权利",
        "知道和决定怎么用；查阅、要一份打印件；写错了要求改；撤回同意；要求删除。",
        "去世的，近亲属可以查阅、要求改正或删除。",
    ),
    (
        "怎么行使",
        "带身份证件到自管委，或打上面的电话，当场办；办不了的，十五天内给答复，说明理由。",
        "不收钱。不满意，可以向社区、街道反映。",
    ),
)
