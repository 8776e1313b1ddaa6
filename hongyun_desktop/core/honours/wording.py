# SPDX-License-Identifier: GPL-3.0-or-later
"""What each kind of certificate says, word for word. Pure: no database, no paper.

Source: domain.md, Certificate wording and layout: titles stand in “ ” and never in 《》, nothing follows a team's
name. Everything is cleaned here, so that what is frozen is what was looked at.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import cycle
from typing import Any

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.honours.rules import HONORIFICS, CertificateKind, Wording
from hongyun_desktop.core.names import clean_name, clean_text
from hongyun_desktop.core.points.words import hours_text

HEADINGS: Mapping[CertificateKind, str] = {
    CertificateKind.HONOUR: "荣誉证书",
    CertificateKind.THANKS: "感谢信",
    CertificateKind.APPOINTMENT: "聘书",
    CertificateKind.COMPLETION: "结业证书",
}
LONGEST_TITLE = 30
LONGEST_PARAGRAPH = 400
_LONGEST_UNBROKEN = 18  # a line of the narrowest sheet holds more
_DIGITS = "〇一二三四五六七八九"
_OPENING, _CLOSING = "“‘《〈「『【", "”’》〉」』】"
_STRAIGHT = "\"'"
_OUTER_PAIRS = {*zip(_OPENING, _CLOSING, strict=True), *((mark, mark) for mark in _STRAIGHT)}
_AS_INNER = str.maketrans(_OPENING + _CLOSING, "‘" * len(_OPENING) + "’" * len(_CLOSING))
_HOURS = re.compile(r"\d+(?:\.\d+)?小时")


def chinese_date(day: date) -> str:
    """二〇二六年十月一日, as it stands under a certificate."""
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_chinese_number(day.month)}月{_chinese_number(day.day)}日"


def deed_of_quarter(quarter_title: str, minutes: int) -> str:
    """What a quarter's certificate says was done; nothing of hours where none were counted."""
    deed = f"在{quarter_title}志愿服务中，热心公益、乐于奉献"
    return f"{deed}，累计服务{hours_text(minutes)}小时" if minutes else deed


def clean_title(text: str) -> str:
    """A title, post or course without the quotes round it; quotes and brackets within become ‘ ’, 队队 is 队.

    Raises: Invalid("title_empty"), Invalid("title_too_long", longest), Invalid("private_use_character").
    """
    title = _inner_quotes(_without_outer_quotes(clean_text(text)))
    if not title:
        raise Invalid("title_empty", "title")
    if len(title) > LONGEST_TITLE:
        raise Invalid("title_too_long", "title", longest=LONGEST_TITLE)
    return re.sub("队{2,}", "队", title)


def quoted(title: str) -> str:
    """The title in “ ”. Raises: those of `clean_title`."""
    return f"“{clean_title(title)}”"


def honour(recipient: str, honorific: str, deed: str, title: str, issuer: str, issued_on: date) -> Wording:
    """荣誉证书.

    deed: what was done, as a clause ("在2026年第三季度志愿服务中，累计服务14小时"). honorific: one of `HONORIFICS`,
    empty for a team. Raises: Invalid("recipient_empty"), ("honorific_unknown"), ("paragraph_empty"),
    ("paragraph_too_long", longest), those of `clean_title`.
    """
    name, in_quotes = _recipient(recipient), quoted(title)
    (clause,) = clean_paragraphs((deed,))
    body = f"{clause.rstrip('，。；、,;.')}，被评为{in_quotes}。"
    unbroken = (name, in_quotes, *_HOURS.findall(body))
    paragraphs = (body, "特发此证，以资鼓励。")
    return _wording(CertificateKind.HONOUR, name, honorific, paragraphs, (), issuer, issued_on, unbroken)


def thanks(recipient: str, honorific: str, body: tuple[str, ...], issuer: str, issued_on: date) -> Wording:
    """感谢信: 称呼, the paragraphs of the body, 此致 / 敬礼. Raises: as `honour`, but for the title."""
    name, closing = _recipient(recipient), ("此致", "敬礼！")
    paragraphs = clean_paragraphs(body)
    return _wording(CertificateKind.THANKS, name, honorific, paragraphs, closing, issuer, issued_on, (name,))


def appointment(
    recipient: str, honorific: str, post: str, starts_on: date, ends_on: date, issuer: str, issued_on: date
) -> Wording:
    """聘书: 兹聘请 … 为 …，聘期自 … 至 …, both days included; 此聘 on a line of its own.

    Raises: Invalid("term_ends_before_start"), those of `honour`.
    """
    if ends_on < starts_on:
        raise Invalid("term_ends_before_start", "ends_on")
    name, clean_post = _recipient(recipient), clean_title(post)
    term = f"聘期自{chinese_date(starts_on)}至{chinese_date(ends_on)}"
    paragraphs = (f"兹聘请{name}{honorific}为{clean_post}，{term}。", "此聘")
    unbroken = (name, clean_post)
    return _wording(CertificateKind.APPOINTMENT, "", honorific, paragraphs, (), issuer, issued_on, unbroken)


def completion(recipient: str, honorific: str, when: str, course: str, issuer: str, issued_on: date) -> Wording:
    """结业证书: … 参加 …，学完规定课程，成绩合格，准予结业。 when: "2026年9月1日至9月20日", or empty.

    Raises: those of `honour`.
    """
    name, in_quotes, days = _recipient(recipient), quoted(course), clean_text(when)
    attended = f"于{days}参加" if days else "参加"
    body = f"{name}{honorific}{attended}{in_quotes}，学完规定课程，成绩合格，准予结业。"
    unbroken = (name, in_quotes)
    return _wording(CertificateKind.COMPLETION, "", honorific, (body,), (), issuer, issued_on, unbroken)


def clean_paragraphs(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs that say something, as they are kept.

    Raises: Invalid("paragraph_empty") where none does, Invalid("paragraph_too_long", longest).
    """
    clean = tuple(filter(None, map(clean_text, paragraphs)))
    if not clean:
        raise Invalid("paragraph_empty", "paragraphs")
    if max(map(len, clean)) > LONGEST_PARAGRAPH:
        raise Invalid("paragraph_too_long", "paragraphs", longest=LONGEST_PARAGRAPH)
    return clean


def cleaned(wording: Wording) -> Wording:
    """The wording with name and paragraphs as this module would have made them.

    Raises: Invalid("recipient_empty"), those of `clean_paragraphs`.
    """
    name = _recipient(wording.recipient) if wording.recipient else ""
    return replace(wording, recipient=name, paragraphs=clean_paragraphs(wording.paragraphs))


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


def _wording(
    kind: CertificateKind,
    recipient: str,
    honorific: str,
    paragraphs: tuple[str, ...],
    closing: tuple[str, ...],
    issuer: str,
    issued_on: date,
    unbroken: tuple[str, ...],
) -> Wording:
    """The parts as a Wording. unbroken: whose certificate it is comes first and stays; see `name_of`."""
    if honorific not in HONORIFICS:
        raise Invalid("honorific_unknown", "honorific", honorific=honorific)
    whole = (unbroken[0], *(part for part in unbroken[1:] if len(part) <= _LONGEST_UNBROKEN))
    after_name = honorific if recipient else ""
    return Wording(kind, HEADINGS[kind], recipient, after_name, paragraphs, closing, issuer, issued_on, whole)


def _recipient(name: str) -> str:
    clean = clean_name(name)
    if not clean:
        raise Invalid("recipient_empty", "recipient")
    return clean


def _chinese_number(number: int) -> str:
    """One to 99: 九, 十, 十一, 二十, 三十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _without_outer_quotes(title: str) -> str:
    while title and (title[0], title[-1]) in _OUTER_PAIRS and not {*title[1:-1]} & {title[0], title[-1]}:
        title = title[1:-1].strip()
    return title


def _inner_quotes(title: str) -> str:
    """Quotes and brackets of any kind as ‘ ’: the title itself is going to stand in “ ”."""
    straight = cycle("‘’")
    return "".join(next(straight) if mark in _STRAIGHT else mark for mark in title.translate(_AS_INNER))
