# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates: kinds, numbers, rows, and the wording that is frozen at issue. Pure: standard library only."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum

from hongyun_desktop.core.widths import FULL_WIDTH
from hongyun_desktop.frozen_class import frozen

HONORIFICS = ("同志", "女士", "先生", "")
"""What follows a person's name, the usual first; nothing follows a team's."""


class CertificateKind(StrEnum):
    """荣誉证书, 感谢信, 聘书, 结业证书."""

    HONOUR = "honour"
    THANKS = "thanks"
    APPOINTMENT = "appointment"
    COMPLETION = "completion"


class CertificateState(StrEnum):
    """Where a certificate stands: issued (it may still be corrected), signed for, withdrawn, its holder erased."""

    ISSUED = "issued"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


# Those that somebody holds or is to get.
ON_PAPER = frozenset({CertificateState.ISSUED, CertificateState.SIGNED})


@frozen
class Wording:
    """All that a certificate says, as it was issued.

    heading: 荣誉证书. recipient: the name as printed on the line of address; empty where the body names
    the person (聘书, 结业证书). honorific: 同志, 女士, 先生, or empty (after a team's name). paragraphs: the
    body, each indented by two characters. closing: 此致 / 敬礼 of a letter of thanks, else empty.
    unbroken: names and titles that no line break may split.
    """

    kind: CertificateKind
    heading: str
    recipient: str
    honorific: str
    paragraphs: tuple[str, ...]
    closing: tuple[str, ...]
    issuer: str
    issued_on: date
    unbroken: tuple[str, ...] = ()


@frozen
class CertificateSheet:
    """One certificate ready for paper.

    number: 鸿运荣字〔2026〕第0001号. qr_text: what the QR code holds. sample: a demo, printed with 样张.
    upcoming: looked at before it is issued, printed with 未签发; the number is not taken yet.
    """

    wording: Wording
    number: str
    check_code: str
    qr_text: str
    sample: bool = False
    upcoming: bool = False


Preflight = Callable[[CertificateSheet], object]
"""Looks at a sheet before it is issued and raises Refused where no font has one of its characters."""


@frozen
class RoundRow:
    """One round of honours; quarter: "2026Q3". certificates: how many were issued, excluded: how many stood back."""

    round_id: int
    quarter: str
    title: str
    held_on: date
    certificates: int
    excluded: int


@frozen
class AwardRow:
    """One person honoured in a round; certificate_id and number are empty until the certificate is issued."""

    award_id: int
    resident_id: int
    name: str
    erased: bool
    place: int
    points: int
    minutes: int
    certificate_id: int | None
    number: str


@frozen
class ExclusionRow:
    """One person who would have been honoured by place and was not, and why."""

    resident_id: int
    name: str
    reason: str


@frozen
class PublishedPlace:
    """One place as it was published; points_now: today's net points where later corrections changed them."""

    place: int
    resident_id: int
    name: str
    points: int
    minutes: int
    points_now: int | None


@frozen
class RegisterRow:
    """One line of the register of certificates.

    name: 已删除 where the person was erased. versions: 1, and one more for each 勘误换发. prints: how often it was
    printed again. round_id: None for a single certificate; resident_id: None for a team or a guest.
    """

    certificate_id: int
    number: str
    kind: CertificateKind
    heading: str
    name: str
    resident_id: int | None
    round_id: int | None
    issued_on: date
    state: CertificateState
    versions: int
    prints: int
    signed_on: date | None
    signed_by: str
    withdrawn_on: date | None
    withdrawn_reason: str


@frozen
class WordingRow:
    """One version of what a certificate says; wording is None where the person was erased. reason: of a 勘误换发."""

    version: int
    wording: Wording | None
    check_code: str
    made_at: str
    reason: str


@frozen
class ProofLine:
    """One name to be proofread before anything is printed.

    pinyin: how it is read, tones marked, a blank between characters. dwelling: the short form, empty for none.
    remarks: what to look at ("同名", "字号缩小", "生僻字 䶮"); empty for nothing.
    """

    number: int
    name: str
    pinyin: str
    honorific: str
    dwelling: str
    remarks: tuple[str, ...] = ()


@frozen
class ProofSheet:
    """校名单 of one round, to be signed before printing; lines in the order of the certificates.

    code: a short fingerprint of the names as listed; another list has another.
    """

    compound: str
    quarter: str
    title: str
    lines: tuple[ProofLine, ...]
    code: str
    made_on: date
    sample: bool = False


@frozen
class SignOffLine:
    """One certificate to be handed over; signed_on and signed_by where that was done already."""

    number: str
    name: str
    dwelling: str
    signed_on: date | None = None
    signed_by: str = ""


@frozen
class SignOffSheet:
    """签收表 of some certificates, in the order of their numbers."""

    compound: str
    heading: str
    title: str
    lines: tuple[SignOffLine, ...]
    made_on: date
    sample: bool = False


_LETTERS = {
    CertificateKind.HONOUR: "荣",
    CertificateKind.THANKS: "感",
    CertificateKind.APPOINTMENT: "聘",
    CertificateKind.COMPLETION: "结",
}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
NUMBER_PATTERN = (
    r"(?P<prefix>[^|]*?)(?P<letter>[荣感聘结])\s*字\s*[〔\[(【〖{<《「]?\s*(?P<year>20\d\d)\s*[〕\])】〗}>》」]?"
    r"\s*年?\s*第?\s*(?P<serial>\d{1,6})\s*号"
)
_NUMBER = re.compile(NUMBER_PATTERN, re.ASCII)


@frozen
class CertificateNumber:
    """The parts of 鸿运荣字〔2026〕第0001号; prefix is empty where somebody left it out."""

    prefix: str
    kind: CertificateKind
    year: int
    serial: int


def number_text(prefix: str, kind: CertificateKind, year: int, serial: int) -> str:
    """鸿运荣字〔2026〕第0001号; four digits at least."""
    return f"{prefix}{_LETTERS[kind]}字〔{year}〕第{serial:04d}号"


def parse_number(text: str) -> CertificateNumber | None:
    """The parts of a number as somebody typed it, or None where it is no number.

    Any brackets or none, full-width digits, blanks, and zeros too few or too many are taken.
    """
    match = _NUMBER.fullmatch(text.translate(FULL_WIDTH).strip())
    return number_of(match) if match else None


def number_of(match: re.Match[str]) -> CertificateNumber:
    """The parts that a pattern containing `NUMBER_PATTERN` found."""
    prefix = re.sub(r"\s", "", match["prefix"])
    return CertificateNumber(prefix, _KINDS[match["letter"]], int(match["year"]), int(match["serial"]))
