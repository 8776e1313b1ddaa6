# SPDX-License-Identifier: GPL-3.0-or-later
"""The check code that ties number, name, date and version of a certificate together. Standard library only.

Without the database's secret nobody can make one; it is short enough to be read aloud on the telephone.
"""

import hashlib
import hmac
import re
from datetime import date

from hongyun_desktop.core import base32
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.honours.rules import NUMBER_PATTERN, CertificateNumber, number_of
from hongyun_desktop.core.names import clean_name, clean_text
from hongyun_desktop.core.widths import FULL_WIDTH
from hongyun_desktop.frozen_class import frozen

SEPARATOR = "|"
_CHARACTERS = 8
_BYTES = 5
_CODE_PATTERN = r"(?P<code>[0-9A-Za-z]{4}\s?[-‐‑‒–—−]?\s?[0-9A-Za-z]{4})"
_BETWEEN = r"[\s|,，、;；]*"
# Whoever copies the paper copies its labels too.
_LABELS = re.compile(r"(?:证书编号|编号|校验码)\s*[:：]?")
# What people copy of a number when they leave out its letters and year. No name is made of digits.
_SERIAL = re.compile(r"第?\s*(?P<serial>\d{1,6})\s*号?", re.ASCII)
_TYPED = re.compile(
    rf"(?:{NUMBER_PATTERN})?{_BETWEEN}(?P<name>.*?){_BETWEEN}(?:(?<![0-9A-Za-z]){_CODE_PATTERN})?", re.ASCII
)


@frozen
class TypedCertificate:
    """What was read from a QR code or typed: number, name and code, each empty where it was not given.

    serial: of a number that was typed short ("4", "第0004号"), beside a code; None otherwise.
    """

    number: CertificateNumber | None
    name: str
    code: str
    serial: int | None = None


def check_code(secret: bytes, number: str, name: str, issued_on: date, version: int) -> str:
    """The code of one version of a certificate, as XXXX-XXXX."""
    message = "\n".join((number, name, issued_on.isoformat(), str(version)))
    digest = hmac.digest(secret, message.encode(), hashlib.sha256)
    return _with_dash(base32.write(digest[:_BYTES]))


def read_code(text: str) -> str:
    """The code as XXXX-XXXX, whatever its case, width and dash, with O for 0 and I or L for 1; empty for none."""
    match = re.fullmatch(_CODE_PATTERN, text.translate(FULL_WIDTH).strip(), re.ASCII)
    if not match:
        return ""
    characters = base32.digits_in(match["code"])
    return _with_dash(characters) if set(characters) <= set(base32.DIGITS) else ""


def qr_text(number: str, name: str, code: str) -> str:
    """What the QR code of a certificate holds: number, name and check code."""
    return SEPARATOR.join((number, name, code))


def read_typed(text: str) -> TypedCertificate | None:
    """Number, name and code out of QR text or what somebody typed; None where there is neither number nor code."""
    try:
        plain = _LABELS.sub(" ", clean_text(text))
        match = _TYPED.fullmatch(plain.translate(FULL_WIDTH).strip())
        if match is None or not (match["letter"] or match["code"]):
            return None
        code = read_code(match["code"] or "")
        if match["letter"]:
            return TypedCertificate(number_of(match), clean_name(match["name"]), code)
        short = _SERIAL.fullmatch(match["name"])
        if short:
            return TypedCertificate(None, "", code, int(short["serial"]))
        return TypedCertificate(None, clean_name(match["name"]), code)
    except Invalid:
        return None


def _with_dash(characters: str) -> str:
    half = _CHARACTERS // 2
    return f"{characters[:half]}-{characters[half:]}"
