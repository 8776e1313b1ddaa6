# SPDX-License-Identifier: GPL-3.0-or-later
"""The check code of a certificate: keyed, so that it can't be made up. Standard library only."""

import hashlib
import hmac
import re
import unicodedata

from hongyun_desktop.core.honours.rules import tidy_number

# Crockford's alphabet: no I, L, O, U, so that a typed code can be mended.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
_LENGTH = 8
_SEPARATOR = "|"
_CODE_AT_END = re.compile(r"([0-9A-Za-z]{4})[\s\-_—]*([0-9A-Za-z]{4})\W*$")


def check_code(secret: bytes, number: str, wording_json: str, version: int) -> str:
    """XXXX-XXXX for one version of one certificate; 40 bits of HMAC-SHA256 over all that it says."""
    message = "\x1f".join((number, str(version), wording_json)).encode()
    digest = hmac.digest(secret, message, hashlib.sha256)
    value = int.from_bytes(digest[:5], "big")
    letters = "".join(_ALPHABET[value >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return f"{letters[:4]}-{letters[4:]}"


def qr_text(number: str, name: str, code: str) -> str:
    """What the QR code holds."""
    return _SEPARATOR.join((number, name, code))


def read(text: str) -> tuple[str, str, str]:
    """Number, name and check code of a scanned or typed text; each empty where it is not there.

    Reads "number|name|code" and what people type: number and code in one line, or either alone.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    parts = [part.strip() for part in re.split(r"[|｜]", text.strip())]
    if len(parts) == 3:
        return tidy_number(parts[0]), parts[1], _tidy_code(parts[2])
    match = _CODE_AT_END.search(plain)
    if match is None:
        return tidy_number(plain), "", ""
    return tidy_number(plain[: match.start()].strip(" ,，;；|")), "", _tidy_code(match[1] + match[2])


def _tidy_code(text: str) -> str:
    letters = re.sub(r"[\s\-_—]", "", unicodedata.normalize("NFKC", text)).upper().translate(_MISREAD)
    return f"{letters[:4]}-{letters[4:]}" if len(letters) == _LENGTH else letters
