# SPDX-License-Identifier: GPL-3.0-or-later
"""An operator's password or PIN as the database keeps it: argon2id in a PHC string, never the word itself.

Knows no table. What makes and checks it is imported when a password is used and not before.
"""

from hongyun_desktop.core.errors import Invalid

LEAST = 4
LONGEST = 200
_SALT_BYTES, _HASH_BYTES = 16, 32
# About 60 ms on a PC of today and a quarter of a second on one of 2012; above the least that OWASP asks for.
MEMORY_KIB, PASSES, LANES = 32 * 1024, 3, 1


def checked(password: str) -> str:
    """A new password as it is kept. Raises: Invalid("password_too_short", least), ("password_too_long", longest)."""
    password = _plain(password)
    if len(password) < LEAST:
        raise Invalid("password_too_short", "password", least=LEAST)
    if len(password) > LONGEST:
        raise Invalid("password_too_long", "password", longest=LONGEST)
    return password


def hashed(password: str) -> str:
    """The PHC string of a password. Raises: those of `checked`."""
    from secrets import token_bytes

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    stretch = Argon2id(
        salt=token_bytes(_SALT_BYTES), length=_HASH_BYTES, iterations=PASSES, lanes=LANES,
        memory_cost=MEMORY_KIB,
    )  # fmt: skip
    return stretch.derive_phc_encoded(checked(password).encode())


def fits(password: str, phc: str) -> bool:
    """Whether a password is the one that a PHC string was made of."""
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id.verify_phc_encoded(_plain(password).encode(), phc)
    except InvalidKey:
        return False
    return True


def _plain(password: str) -> str:
    import unicodedata

    # Full-width digits of a Chinese input method are the digits that were meant.
    return unicodedata.normalize("NFKC", password)
