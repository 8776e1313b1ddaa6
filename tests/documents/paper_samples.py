# SPDX-License-Identifier: GPL-3.0-or-later
"""One of each paper from invented people, for pictures: each function writes a PDF to a path."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from hongyun_desktop.core.honours import wording
from hongyun_desktop.core.honours.rules import CertificateSheet, ProofLine, ProofSheet, SignOffLine, SignOffSheet
from hongyun_desktop.core.points.rules import Passbook, PassbookLine
from hongyun_desktop.documents.certificate import write_certificates
from hongyun_desktop.documents.guide import GuideFacts, GuidePicture, write_guide
from hongyun_desktop.documents.passbook import write_passbook
from hongyun_desktop.documents.proof_list import write_proof_list
from hongyun_desktop.documents.sign_off_list import write_sign_off_list

DAY = date(2026, 10, 8)
COMPOUND = "鸿运小区"
TITLE = "季度志愿之星"
PEOPLE = (
    ("曹大山", "cáo dà shān", "同志", "3-2-1102", ()),
    ("王翀犇", "wáng chōng bēn", "同志", "1-1-302", ("生僻字 翀 犇",)),
    ("单雄", "shàn xióng", "先生", "2-1-501", ("多音字 单",)),
    ("欧阳明月", "ōu yáng míng yuè", "女士", "5-3-1801", ()),
    ("李女", "lǐ nǚ", "女士", "4-2-602", ()),
    ("马小虎", "mǎ xiǎo hǔ", "同志", "6-1-101", ("同名 2 人",)),
    ("吕绿", "lǚ lǜ", "女士", "6-1-1203", ()),
    ("庄爽", "zhuāng shuǎng", "同志", "2-2-904", ()),
    ("彭𬱖㛃䶮", "péng 𬱖 㛃 yǎn", "先生", "1-2-703", ("生僻字 𬱖 㛃 䶮",)),
    ("买买提·艾力·阿卜杜热合曼", "mǎi mǎi tí · ài lì · ā bǔ dù rè hé màn", "同志", "3-1-405", ("字号缩小",)),
    ("Anna Müller", "Anna Müller", "女士", "4-1-203", ()),
    ("关爱互助队", "guān ài hù zhù duì", "", "", ()),
)


def certificates(path: Path, *, upcoming: bool = False) -> None:
    """Three certificates, one name common, one rare, one long. upcoming: as they are looked at before they are issued."""
    deed = wording.deed_of_quarter("2026年第三季度", 840)
    names = ("曹大山", "彭𬱖㛃䶮", "买买提·艾力·阿卜杜热合曼")
    sheets = [
        CertificateSheet(
            wording.honour(name, "同志", deed, TITLE, "鸿运小区自管委", DAY),
            f"鸿运荣字〔2026〕第{number:04d}号", "7F3A-91C2", f"{number}|{name}|7F3A-91C2", sample=not upcoming, upcoming=upcoming,
        )
        for number, name in enumerate(names, 1)
    ]  # fmt: skip
    write_certificates(sheets, path)


def proof_sheet(count: int = 24, *, sample: bool = True) -> ProofSheet:
    """A 校名单 of so many names."""
    lines = tuple(
        ProofLine(number + 1, *PEOPLE[number % len(PEOPLE)][:4], PEOPLE[number % len(PEOPLE)][4])
        for number in range(count)
    )
    return ProofSheet(COMPOUND, "2026年第三季度", TITLE, lines, "8C21F0A7", DAY, sample)


def proof_list(path: Path) -> None:
    """A 校名单 of two pages or more."""
    write_proof_list(proof_sheet(), path)


def sign_off_sheet(count: int = 24, *, sample: bool = True) -> SignOffSheet:
    """A 签收表 of so many certificates, the first of them signed for."""
    lines = tuple(
        SignOffLine(
            f"鸿运荣字〔2026〕第{number + 1:04d}号", PEOPLE[number % len(PEOPLE)][0], PEOPLE[number % len(PEOPLE)][3],
            DAY if number == 0 else None, "曹大山" if number == 0 else "",
        )
        for number in range(count)
    )  # fmt: skip
    return SignOffSheet(COMPOUND, "荣誉证书", f"2026年第三季度 · {TITLE}", lines, DAY, sample)


def sign_off_list(path: Path) -> None:
    """A 签收表 of two pages or more."""
    write_sign_off_list(sign_off_sheet(), path)


def passbook_of(count: int = 40, *, sample: bool = True) -> Passbook:
    """A 积分存折 of so many entries, one of them a correction."""
    lines: list[PassbookLine] = []
    balance = 0
    for number in range(count):
        day = date(2026, 7, 1) + timedelta(days=2 * number)
        if number == 3:
            entry = ("更正：服务", "记错了时长", -120, -20)
        elif number % 5 == 4:
            entry = ("兑换", "", None, -15)
        else:
            entry = (("楼道清扫", "“邻里守望”结对探访独居老人（第三组）", "小区微花园补种")[number % 3],
                     "2小时，每小时10分", 120, 20)  # fmt: skip
        what, why, minutes, points = entry
        balance += points
        lines.append(PassbookLine(day, what, why, minutes, points, balance))
    return Passbook(
        COMPOUND, "彭𬱖㛃䶮", "3-2-1102", 2, 4530, balance, tuple(lines), "1284-9f02c1ab77e3d610", DAY, sample
    )


def passbook(path: Path) -> None:
    """A 积分存折 of two pages."""
    write_passbook(passbook_of(), path)


def guide_plain(path: Path) -> None:
    """The guide without a picture, contact to be filled in by hand."""
    write_guide((), GuideFacts(COMPOUND, DAY), path)


def guide_with_pictures(path: Path, picture: Path | bytes) -> None:
    """The guide with one picture in three places."""
    captions = (("roster", "微网实格"), ("service", "志愿积分：登记服务"), ("honours", "荣誉证书"))
    pictures = [GuidePicture(picture, caption, section) for section, caption in captions]
    write_guide(pictures, GuideFacts(COMPOUND, DAY, ("曹大山　138 0000 0000", "工作日 9:00—17:00")), path)


PAPERS: dict[str, Callable[[Path], None]] = {
    "certificates": certificates,
    "proof-list": proof_list,
    "sign-off-list": sign_off_list,
    "passbook": passbook,
    "guide-plain": guide_plain,
}
