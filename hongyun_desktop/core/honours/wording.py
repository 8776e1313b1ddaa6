# SPDX-License-Identifier: GPL-3.0-or-later
"""What each kind of certificate says. Pure: standard library only.

Source: domain.md, Certificate wording and layout: a full-width colon after the honorific, titles in “ ” and never
in 《》, nothing after a team's name.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from hongyun_desktop.core.honours.rules import CertificateKind, Wording

HEADINGS: Mapping[CertificateKind, str] = {
    CertificateKind.HONOUR: "荣誉证书",
    CertificateKind.THANKS: "感谢信",
    CertificateKind.APPOINTMENT: "聘书",
    CertificateKind.COMPLETION: "结业证书",
}
HONORIFICS = ("同志", "女士", "先生", "")
_DIGITS = "〇一二三四五六七八九"


def chinese_date(day: date) -> str:
    """二〇二六年十月一日."""
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_small(day.month)}月{_small(day.day)}日"


def _small(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def quoted(title: str) -> str:
    """The title in “ ”; quotes or book marks it already has are dropped, those inside become ‘ ’."""
    bare = title.strip().strip('“”"《》「」')
    return f"“{bare.replace('“', '‘').replace('”', '’')}”"


def honour(recipient: str, honorific: str, deed: str, title: str, issuer: str, issued_on: date) -> Wording:
    """荣誉证书. deed: what was done, without a full stop ("在2026年第三季度志愿服务中，累计服务14小时")."""
    body = f"{deed.rstrip('，。；')}，被评为{quoted(title)}。"
    paragraphs = (body, "特发此证，以资鼓励。")
    return _wording(
        CertificateKind.HONOUR, recipient, honorific, paragraphs, issuer, issued_on, (recipient, quoted(title))
    )


def deed_of_quarter(quarter_title: str, minutes: int) -> str:
    """What a quarter's certificate says was done."""
    return f"在{quarter_title}志愿服务中，热心公益、乐于奉献，累计服务{minutes / 60:g}小时"


def thanks(recipient: str, honorific: str, body: tuple[str, ...], issuer: str, issued_on: date) -> Wording:
    """感谢信: 称呼, the paragraphs of the body, 此致 / 敬礼."""
    wording = _wording(CertificateKind.THANKS, recipient, honorific, body, issuer, issued_on, (recipient,))
    return Wording(
        wording.kind, wording.heading, wording.recipient, wording.honorific, wording.paragraphs,
        ("此致", "敬礼！"), issuer, issued_on, wording.unbroken,
    )  # fmt: skip


def appointment(
    recipient: str, honorific: str, post: str, starts_on: date, ends_on: date, issuer: str, issued_on: date
) -> Wording:
    """聘书: 兹聘请 … 为 …，聘期自 … 至 …。此聘."""
    body = f"兹聘请{recipient}{honorific}为{post}，聘期自{chinese_date(starts_on)}至{chinese_date(ends_on)}。"
    return _wording(CertificateKind.APPOINTMENT, "", "", (body, "此聘"), issuer, issued_on, (recipient, post))


def completion(recipient: str, honorific: str, when: str, course: str, issuer: str, issued_on: date) -> Wording:
    """结业证书: … 参加 …，学完规定课程，成绩合格，准予结业。 when: "2026年9月1日至9月20日", or empty."""
    attended = f"于{when}参加" if when else "参加"
    body = f"{recipient}{honorific}{attended}{quoted(course)}，学完规定课程，成绩合格，准予结业。"
    return _wording(CertificateKind.COMPLETION, "", "", (body,), issuer, issued_on, (recipient, quoted(course)))


def _wording(
    kind: CertificateKind,
    recipient: str,
    honorific: str,
    paragraphs: tuple[str, ...],
    issuer: str,
    issued_on: date,
    unbroken: tuple[str, ...],
) -> Wording:
    return Wording(kind, HEADINGS[kind], recipient, honorific, paragraphs, (), issuer, issued_on, unbroken)


def name_of(wording: Wording) -> str:
    """Whom a certificate is for, also where the body and not the line of address names the person."""
    return wording.recipient or (wording.unbroken[0] if wording.unbroken else "")


def plain_text(wording: Wording) -> str:
    """All that a certificate says, a line each."""
    address = [f"{wording.recipient}{wording.honorific}："] if wording.recipient else []
    lines = [wording.heading, *address, *wording.paragraphs, *wording.closing, wording.issuer]
    return "\n".join([*lines, chinese_date(wording.issued_on)])


def to_json(wording: Wording) -> str:
    """The wording as it is frozen in the database."""
    told: dict[str, Any] = {
        "kind": wording.kind.value, "heading": wording.heading, "recipient": wording.recipient,
        "honorific": wording.honorific, "paragraphs": wording.paragraphs, "closing": wording.closing,
        "issuer": wording.issuer, "issued_on": wording.issued_on.isoformat(), "unbroken": wording.unbroken,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Wording | None:
    """The wording that was frozen; None where its person was erased."""
    told: dict[str, Any] = json.loads(text)
    if told.get("erased"):
        return None
    return Wording(
        CertificateKind(told["kind"]), told["heading"], told["recipient"], told["honorific"],
        tuple(told["paragraphs"]), tuple(told["closing"]), told["issuer"],
        date.fromisoformat(told["issued_on"]), tuple(told["unbroken"]),
    )  # fmt: skip
