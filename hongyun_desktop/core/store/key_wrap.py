# SPDX-License-Identifier: GPL-3.0-or-later
"""One data key sealed by one thing that somebody knows: argon2id, then AES-256-GCM. Knows no file and no database.

`cryptography` is imported when a key is used and not before: a plain database never pays for it.
"""

import base64
import binascii
import hmac
import secrets
from collections.abc import Mapping

from hongyun_desktop.frozen_class import frozen

DATA_KEY_BYTES = 32
_SALT_BYTES, _NONCE_BYTES, _TAG_BYTES = 16, 12, 16


@frozen
class Cost:
    """What one guess costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int


# The second choice of RFC 9106, for machines that can't spare two GiB.
COST = Cost(64 * 1024, 3, 4)
# What a file may ask of this computer: a tampered one must not be able to hang it.
_MOST = Cost(1024 * 1024, 16, 16)


@frozen
class Wrap:
    """A sealed data key with all that opening it takes, but for the secret."""

    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes


def seal(data_key: bytes, secret: bytes, purpose: bytes, cost: Cost | None = None) -> Wrap:
    """Seal a data key. purpose: what this wrap is and whose; opening asks for the same."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cost, salt, nonce = cost or COST, secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    return Wrap(cost, salt, nonce, AESGCM(_stretch(secret, salt, cost)).encrypt(nonce, data_key, purpose))


def unseal(wrap: Wrap, secret: bytes, purpose: bytes) -> bytes | None:
    """The data key, or None where secret or purpose are others or the wrap was altered."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_stretch(secret, wrap.salt, wrap.cost)).decrypt(wrap.nonce, wrap.sealed, purpose)
    except InvalidTag:
        return None


def _stretch(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    stretch = Argon2id(
        salt=salt, length=DATA_KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return stretch.derive(secret)


def subkey(data_key: bytes, purpose: bytes, salt: bytes = b"") -> bytes:
    """A 32-byte key for one purpose, from which the data key can't be told: HKDF of RFC 5869 with SHA-256."""
    return hmac.digest(hmac.digest(salt or bytes(32), data_key, "sha256"), purpose + b"\x01", "sha256")


def to_text(wrap: Wrap) -> dict[str, object]:
    """The wrap as JSON holds it."""
    return {
        "memory_kib": wrap.cost.memory_kib, "passes": wrap.cost.passes, "lanes": wrap.cost.lanes,
        "salt": _text(wrap.salt), "nonce": _text(wrap.nonce), "sealed": _text(wrap.sealed),
    }  # fmt: skip


def from_text(told: Mapping[str, object]) -> Wrap:
    """The wrap that JSON holds. Raises: KeyError, TypeError or ValueError where it can't be one."""
    cost = Cost(*(_number(told[name]) for name in ("memory_kib", "passes", "lanes")))
    wrap = Wrap(cost, _bytes(told["salt"]), _bytes(told["nonce"]), _bytes(told["sealed"]))
    lengths = len(wrap.salt), len(wrap.nonce), len(wrap.sealed)
    if lengths != (_SALT_BYTES, _NONCE_BYTES, DATA_KEY_BYTES + _TAG_BYTES) or not _is_bearable(cost):
        raise ValueError("not a wrap")
    return wrap


def _is_bearable(cost: Cost) -> bool:
    return (
        1 <= cost.passes <= _MOST.passes
        and 1 <= cost.lanes <= _MOST.lanes
        and 8 * cost.lanes <= cost.memory_kib <= _MOST.memory_kib
    )


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
