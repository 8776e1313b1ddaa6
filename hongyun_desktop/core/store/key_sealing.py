# SPDX-License-Identifier: GPL-3.0-or-later
"""A data key sealed by a passphrase and by a recovery key, as a key file has them. Knows no path and no database.

Imports no feature.
"""

import secrets
import unicodedata
from dataclasses import replace
from datetime import date

from hongyun_desktop.core.clock import Clock, SystemClock, today
from hongyun_desktop.core.errors import Invalid, Refused, StorageProblem
from hongyun_desktop.core.store import key_wrap, recovery_text
from hongyun_desktop.core.store.key_file import VERSION, KeyFile, content_of
from hongyun_desktop.core.store.key_wrap import Wrap
from hongyun_desktop.frozen_class import frozen

LEAST_LETTERS = 8
_LEAST_DIFFERENT = 4
_PASSPHRASE, _RECOVERY = "passphrase", "recovery"


@frozen
class NewKeys:
    """A key file not yet written, the data key (32 bytes), and the recovery key to be printed: shown once."""

    file_content: bytes
    data_key: bytes
    recovery_text: str


def make_keys(database_id: str, passphrase: str, clock: Clock | None = None) -> NewKeys:
    """A new random data key and both its wraps; nothing is written.

    Raises: Invalid("passphrase_too_short"), ("passphrase_too_simple").
    """
    check_passphrase(passphrase)
    data_key, day = secrets.token_bytes(key_wrap.DATA_KEY_BYTES), today(clock or SystemClock())
    nothing = Wrap(key_wrap.COST, b"", b"", b"")
    key_file = KeyFile(database_id, key_id_of(data_key), day, day, None, nothing, nothing)
    key_file, text = with_new_recovery(with_passphrase(key_file, data_key, passphrase), data_key, day)
    return NewKeys(content_of(key_file), data_key, text)


def check_passphrase(passphrase: str) -> None:
    """Raises: Invalid("passphrase_too_short", "passphrase", least), ("passphrase_too_simple", "passphrase")."""
    letters = _normal(passphrase)
    if len(letters) < LEAST_LETTERS:
        raise Invalid("passphrase_too_short", "passphrase", least=LEAST_LETTERS)
    if len(set(letters)) < _LEAST_DIFFERENT:
        raise Invalid("passphrase_too_simple", "passphrase")


def with_passphrase(key_file: KeyFile, data_key: bytes, passphrase: str) -> KeyFile:
    """The key file with the data key sealed by another passphrase."""
    wrap = _seal(data_key, _secret_of(passphrase), _PASSPHRASE, key_file.database_id)
    return replace(key_file, passphrase=wrap)


def with_new_recovery(key_file: KeyFile, data_key: bytes, day: date) -> tuple[KeyFile, str]:
    """The key file with another recovery key, which nobody has confirmed yet, and that key as it is printed."""
    secret = secrets.token_bytes(recovery_text.SECRET_BYTES)
    wrap = _seal(data_key, secret, _RECOVERY, key_file.database_id)
    changed = replace(key_file, recovery=wrap, recovery_made_on=day, recovery_confirmed_on=None)
    return changed, recovery_text.write(secret)


def is_recovery(key_file: KeyFile, secret: bytes) -> bool:
    """Whether it is the secret of the file's recovery key."""
    return _unseal(key_file.recovery, secret, _RECOVERY, key_file.database_id) is not None


def data_key_of(key_file: KeyFile, typed: str, file_name: str) -> bytes:
    """The data key, by passphrase or recovery key.

    file_name: of the key file, for whoever is told that it is damaged. Raises: Refused("passphrase_wrong"),
    Refused("recovery_mistyped"), StorageProblem("key_file_damaged", file).
    """
    recovery = recovery_text.read(typed)
    if recovery is not None:
        data_key = _unseal(key_file.recovery, recovery, _RECOVERY, key_file.database_id)
        if data_key is not None:
            return data_key
    data_key = _unseal(key_file.passphrase, _secret_of(typed), _PASSPHRASE, key_file.database_id)
    if data_key is not None:
        return data_key
    if not key_file.is_intact:
        # Whatever was typed may have been right.
        raise StorageProblem("key_file_damaged", file=file_name)
    raise Refused("recovery_mistyped" if recovery is None and recovery_text.looks_like(typed) else "passphrase_wrong")


def key_id_of(data_key: bytes) -> str:
    """What tells a data key from others, in 16 hex digits."""
    return key_wrap.subkey(data_key, b"key id")[:8].hex()


def _normal(passphrase: str) -> str:
    # An input method left on types full-width letters and digits.
    return unicodedata.normalize("NFKC", passphrase).strip()


def _secret_of(passphrase: str) -> bytes:
    return _normal(passphrase).encode()


def _purpose(kind: str, database_id: str) -> bytes:
    return f"hongyun {VERSION} {kind} {database_id}".encode()


def _seal(data_key: bytes, secret: bytes, kind: str, database_id: str) -> Wrap:
    return key_wrap.seal(data_key, secret, _purpose(kind, database_id))


def _unseal(wrap: Wrap, secret: bytes, kind: str, database_id: str) -> bytes | None:
    return key_wrap.unseal(wrap, secret, _purpose(kind, database_id))
