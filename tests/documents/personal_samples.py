# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts of invented people for the papers about personal data, a 移交清单 and what is printed of keys and the trail."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from hongyun_desktop.core.audit.rules import AuditExtract, ExtractLine
from hongyun_desktop.core.handover.rules import BackupFacts, HandoverFacts, Holdings, NumbersUsed, OpenWork
from hongyun_desktop.core.personal.rules import (
    ErasurePlan,
    ErasureReason,
    HeldData,
    HeldLine,
    HeldSection,
    Mention,
    NoticeFacts,
)
from hongyun_desktop.core.store import recovery_text
from hongyun_desktop.documents.audit_extract import write_audit_extract
from hongyun_desktop.documents.erasure_sheet import write_erasure_sheet
from hongyun_desktop.documents.handover_list import write_handover_list
from hongyun_desktop.documents.held_data import write_held_data
from hongyun_desktop.documents.notice import write_notice, write_short_notices
from hongyun_desktop.documents.recovery_sheet import RecoverySheet, write_recovery_sheet

DAY = date(2026, 10, 8)
COMPOUND, ISSUER = "鸿运小区", "鸿运小区自管委"
NOTICE = NoticeFacts(
    COMPOUND, "新东社区", "桂湖街道", ISSUER, "1栋底层自管委办公室，电话 028-8300 0000", DAY, is_encrypted=True
)
HELD = HeldData(
    COMPOUND, "028-8300 0000", "曹大山", "3栋2单元1102", False,
    (
        HeldSection("花名册", (
            HeldLine("", "姓名", "曹大山"), HeldLine("", "身份证号", "510199196001020012"),
            HeldLine("", "电话", "13800005678"), HeldLine("", "标签", "独居老人、低保"),
        )),
        HeldSection("积分和服务", tuple(
            HeldLine(f"2026-09-{day:02}", "小区微花园补栽", f"+20 分，余 {20 * day} 分。2小时，每小时10分")
            for day in range(1, 28)
        )),
        HeldSection("报名和到场", ()),
        HeldSection("证书", (
            HeldLine("2026-10-01", "鸿运荣字〔2026〕第0001号", "荣誉证书“季度志愿之星”，印过 1 次，2026-10-02 由 曹大山 签收"),
        )),
        HeldSection("谁看过号码", (HeldLine("2026-10-07", "看了号码", "李女，用途：打电话联系本人"),)),
    ),
    DAY,
)  # fmt: skip
ERASURE = ErasurePlan(
    resident_id=513, name="曹大山", dwelling="3栋2单元1102", rows=2, changes=7, attendance=4, certificates=3, reasons=1,
    memberships=2, matches=1, entries=35, services=35, rounds=8, looks=2, mentions=(Mention("别人的备注和昵称", 1),),
    own_backups=12, kept_backups=2, lapses_on=date(2027, 10, 1), compound=COMPOUND, made_on=DAY,
)  # fmt: skip
HANDOVER = HandoverFacts(
    compound=COMPOUND,
    issuer=ISSUER,
    holdings=Holdings(2802, 1008, 8412, 90, 31, 5),
    open_work=OpenWork(4, 11, 1, 1, 12, 3, 1),
    ledger="8412-3f9a51c07be2d844",
    audit="977-91c25f7e08b3d46c",
    numbers=(
        NumbersUsed("honour", 2025, "鸿运荣字〔2025〕第0001号", "鸿运荣字〔2025〕第0043号", 43),
        NumbersUsed("honour", 2026, "鸿运荣字〔2026〕第0001号", "鸿运荣字〔2026〕第0047号", 47),
        NumbersUsed("thanks", 2026, "鸿运谢字〔2026〕第0001号", "鸿运谢字〔2026〕第0001号", 1),
    ),
    operators=("林新",),
    receiver="林新",
    is_encrypted=True,
    keys_renewed=True,
    backup=BackupFacts(datetime(2026, 10, 8, 9, 0), "鸿运-20261008-090000-移交.db"),
    made_at=datetime(2026, 10, 8, 9, 0),
)
EXTRACT = AuditExtract(
    compound="鸿运小区",
    issuer="鸿运小区自管委",
    from_day=date(2026, 9, 1),
    to_day=date(2026, 10, 8),
    asked=("王建国", "导出和打印"),
    lines=tuple(
        ExtractLine(
            8_000 + number,
            datetime(2026, 10, 8, 9, 5) + timedelta(minutes=number),
            "王建国",
            f"打印了证书，{number} 张",
        )
        for number in range(1, 81)
    ),
    events=8_412,
    head="3f9a02b7c1d5e688",
    verified=True,
    made_by="陈晓梅",
    made_at=datetime(2026, 10, 8, 9, 5),
)


def notice(path: Path) -> None:
    """The 告知书 for posting."""
    write_notice(NOTICE, path)


def short_notices(path: Path) -> None:
    """Four short notices to be cut out."""
    write_short_notices(NOTICE, path)


def held_data(path: Path) -> None:
    """One person's print-out."""
    write_held_data(HELD, path)


def erasure_sheet(path: Path) -> None:
    """The sheet after an erasure."""
    write_erasure_sheet(ERASURE, ErasureReason.ASKED, path)


def handover_list(path: Path) -> None:
    """The 移交清单 of encrypted data with much open work."""
    write_handover_list(HANDOVER, path)


def audit_extract(path: Path) -> None:
    """操作记录摘录 over several pages."""
    write_audit_extract(EXTRACT, path)


def recovery_sheet(path: Path) -> None:
    """恢复钥匙, of a key that opens nothing."""
    write_recovery_sheet(RecoverySheet(COMPOUND, "鸿运.db", recovery_text.write(bytes(range(20))), DAY), path)


PAPERS: Mapping[str, Callable[[Path], None]] = {
    "notice": notice,
    "short-notices": short_notices,
    "held-data": held_data,
    "erasure-sheet": erasure_sheet,
    "handover-list": handover_list,
    "audit-extract": audit_extract,
    "recovery-sheet": recovery_sheet,
}
