# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates: their kinds, and the wording that is frozen when one is issued. Pure: standard library only."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CertificateKind(StrEnum):
    """荣誉证书, 感谢信, 聘书, 结业证书."""

    HONOUR = "honour"
    THANKS = "thanks"
    APPOINTMENT = "appointment"
    COMPLETION = "completion"


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """One certificate ready for paper.

    number: 鸿运荣字〔2026〕第0001号. qr_text: what the QR code holds. sample: a demo, printed with 样张.
    """

    wording: Wording
    number: str
    check_code: str
    qr_text: str
    sample: bool = False


_KIND_LETTERS = {
    CertificateKind.HONOUR: "荣",
    CertificateKind.THANKS: "感",
    CertificateKind.APPOINTMENT: "聘",
    CertificateKind.COMPLETION: "结",
}
_NUMBER = re.compile(r"(?P<head>.+?)字[(\[〔【]?(?P<year>20\d\d)[)\]〕】]?(?:年)?第?(?P<serial>\d{1,6})号?")


class CertificateState(StrEnum):
    """What the register says of a certificate: 已发放, 已签收, 已作废, 已删除."""

    ISSUED = "issued"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register. name: the recipient as printed, empty for an erased person. prints: reprints."""

    certificate_id: int
    number: str
    kind: CertificateKind
    heading: str
    name: str
    issued_on: date
    state: CertificateState
    versions: int
    prints: int


def number_text(prefix: str, kind: CertificateKind, year: int, serial: int) -> str:
    """鸿运荣字〔2026〕第0001号."""
    return f"{prefix}{_KIND_LETTERS[kind]}字〔{year}〕第{serial:04d}号"


def tidy_number(text: str) -> str:
    """A number as it is printed, from whatever brackets, widths, blanks and zeros somebody typed; else the text."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    match = _NUMBER.fullmatch(plain)
    return f"{match['head']}字〔{match['year']}〕第{int(match['serial']):04d}号" if match else plain
