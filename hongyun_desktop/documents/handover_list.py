# SPDX-License-Identifier: GPL-3.0-or-later
"""移交清单: what one committee hands to the next, to be signed by three. Imports neither peewee nor PySide6."""

from collections.abc import Iterator
from pathlib import Path

from hongyun_desktop.core.handover.rules import HandoverFacts
from hongyun_desktop.documents.list_cells import Align, Cell, GroupCell, TextCell
from hongyun_desktop.documents.list_head import Head
from hongyun_desktop.documents.list_page import Column, ListPaper, write_list

_COLUMNS = (Column("类别", 30), Column("项目", 44), Column("数目和说明", 84), Column("核对", 16, Align.CENTRE))
_NOTICES = (
    "三方对照电脑逐项核对，对的在“核对”一栏打勾。一式三份，移交人、接收人、监交人各留一份。"
    "校验码在程序的“检查资料”和备份里都查得到，对得上就说明一笔没有少、没有改。",
)
_KINDS = {"honour": "荣誉证书", "thanks": "感谢信", "appointment": "聘书", "completion": "结业证书"}
_BY_HAND = (
    ("备份 U 盘", "＿＿＿ 个，最近一次备份：＿＿＿＿＿＿"),
    ("空白证书和封套", "＿＿＿ 张，＿＿＿ 个"),
    ("公章、签收表、签到表等原件", "＿＿＿＿＿＿＿＿＿＿＿＿＿＿"),
)


def write_handover_list(facts: HandoverFacts, path: Path) -> int:
    """Write the list; returns the number of pages. Raises: as `write_list`."""
    moment = f"{facts.made_at:%Y-%m-%d %H:%M}"
    head_facts = (
        ("接收人", facts.receiver or "（还没有移交）"),
        ("时间", moment),
        ("资料", "已加密" if facts.is_encrypted else "没有加密"),
    )
    return write_list(
        ListPaper(
            head=Head("移交清单", f"{facts.compound} · {facts.issuer}", head_facts, _NOTICES),
            columns=_COLUMNS,
            rows=list(_rows(facts)),
            empty="",
            footer=f"{facts.compound} · 移交清单 · {moment}",
            author=facts.issuer,
            made_on=facts.made_on,
            least_row_mm=6.6,
            ruled=True,
            after=("移交人、接收人、监交人签字的日期：＿＿＿＿年＿＿月＿＿日。未办完的事由接收人接着办。",),
            signatures=("移交人：", "接收人：", "监交人："),
            sample=facts.sample,
        ),
        path,
    )


def _rows(facts: HandoverFacts) -> Iterator[list[Cell]]:
    groups = (
        ("资料", _holdings(facts)),
        ("没办完的事", _open_work(facts)),
        ("校验码", (("积分总账", facts.ledger), ("操作记录", facts.audit))),
        ("证书编号", _numbers(facts)),
        ("使用权和钥匙", _keys(facts)),
        ("备份", _backup(facts)),
        ("实物（手填）", _BY_HAND),
    )
    for group, lines in groups:
        for number, (what, says) in enumerate(lines):
            yield [
                GroupCell(group, not number, 10),
                TextCell(what, 10),
                TextCell(says, 10, unbroken=(says,) if group == "校验码" else ()),
                TextCell("□", 11, Align.CENTRE),
            ]


def _holdings(facts: HandoverFacts) -> Iterator[tuple[str, str]]:
    held = facts.holdings
    yield "居民", f"{held.residents:,} 人"
    yield "房屋", f"{held.dwellings:,} 户"
    yield "积分流水", f"{held.entries:,} 笔"
    yield "证书", f"{held.certificates:,} 张"
    if held.teams:
        yield "自组织队伍", f"{held.teams:,} 支"
    if held.photos:
        yield "照片和附件", f"{held.photos:,} 个"


def _open_work(facts: HandoverFacts) -> Iterator[tuple[str, str]]:
    work = facts.open_work
    told = (
        (work.unprinted, "没有打印的证书", f"{work.unprinted} 张"),
        (work.unsigned, "没有签收的证书", f"{work.unsigned} 张"),
        (work.drafts, "还在准备的表彰", f"{work.drafts} 轮"),
        (work.proofs, "没有签字的校名单", f"{work.proofs} 份"),
        (work.attendance, "没有确认的到场", f"{work.activities} 场活动，{work.attendance} 人"),
        (work.print_runs, "印到一半的证书", f"{work.print_runs} 批"),
    )
    found = [(what, says) for count, what, says in told if count]
    yield from found or [("都办完了", "没有留下的事")]


def _numbers(facts: HandoverFacts) -> Iterator[tuple[str, str]]:
    for each in facts.numbers:
        reach = each.first if each.count == 1 else f"{each.first} 至 {each.last}"
        yield f"{each.year} 年{_KINDS.get(each.kind, each.kind)}", f"{reach}，共 {each.count} 张"
    if not facts.numbers:
        yield "还没有用过", "第一张从设定的起始号开始"


def _keys(facts: HandoverFacts) -> Iterator[tuple[str, str]]:
    if facts.receiver:
        yield "使用权", f"管理员只有{facts.receiver}一人，其余的人都已停用。要用的人由接收人重新添加。"
    else:
        yield "使用权", f"现在可以登录的：{'、'.join(facts.operators)}"
    if not facts.is_encrypted:
        yield "资料口令", "资料没有加密，没有口令和恢复钥匙"
    elif facts.keys_renewed:
        yield "资料口令", "已换成新的，由接收人自己设定和保管；旧口令作废。"
        yield "恢复钥匙", "已换成新的，打印一张，装信封封好交接收人；旧的那张撕掉。"
        yield "移交前拷走的备份", "仍用旧口令和旧钥匙打开，请收回。"
    else:
        yield "资料口令、恢复钥匙", "移交时一起换新"


def _backup(facts: HandoverFacts) -> Iterator[tuple[str, str]]:
    if facts.backup is None:
        yield "最近一次", "还没有备份过"
    else:
        yield "最近一次（已核对）", f"{facts.backup.at:%Y-%m-%d %H:%M}，{facts.backup.file}"
