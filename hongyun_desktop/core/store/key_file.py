# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in a key file, and how: JSON with two wraps and a checksum. Knows no secret and no database."""

import hashlib
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store import key_wrap
from hongyun_desktop.core.store.key_wrap import Wrap
from hongyun_desktop.frozen_class import frozen

VERSION = 1
CONFIRM_WITHIN = timedelta(days=7)
_PASSPHRASE, _RECOVERY = "passphrase", "recovery"


@frozen
class KeyFile:
    """What a key file says. key_id: tells data keys apart and is no help in finding one."""

    database_id: str
    key_id: str
    made_on: date
    recovery_made_on: date
    recovery_confirmed_on: date | None
    passphrase: Wrap
    recovery: Wrap
    is_intact: bool = True

    @property
    def confirm_by(self) -> date:
        """The day from which the reminder to type the recovery key back is due."""
        return self.recovery_made_on + CONFIRM_WITHIN


def content_of(key_file: KeyFile) -> bytes:
    """The file's bytes."""
    confirmed = key_file.recovery_confirmed_on
    told: dict[str, Any] = {
        "version": VERSION,
        "database_id": key_file.database_id,
        "key_id": key_file.key_id,
        "made_on": key_file.made_on.isoformat(),
        "recovery_made_on": key_file.recovery_made_on.isoformat(),
        "recovery_confirmed_on": confirmed.isoformat() if confirmed else None,
        "wraps": {
            _PASSPHRASE: key_wrap.to_text(key_file.passphrase),
            _RECOVERY: key_wrap.to_text(key_file.recovery),
        },
    }
    return json.dumps({**told, "checksum": _checksum(told)}, indent=1).encode("ascii")


def _checksum(told: dict[str, Any]) -> str:
    """Tells a damaged file from a wrong passphrase; no guard against anybody who means to alter it."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode("ascii")).hexdigest()


def read(file: Path) -> KeyFile:
    """What a key file says.

    Raises: StorageProblem("key_file_missing", file), StorageProblem("key_file_damaged", file).
    """
    try:
        told = json.loads(file.read_bytes())
        checksum = told.pop("checksum")
        return _key_file_of(told, is_intact=checksum == _checksum(told))
    except OSError as error:
        raise StorageProblem("key_file_missing", file=file.name) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageProblem("key_file_damaged", file=file.name) from error


def _key_file_of(told: dict[str, Any], *, is_intact: bool) -> KeyFile:
    if told["version"] != VERSION:
        raise ValueError(told["version"])
    confirmed = told["recovery_confirmed_on"]
    return KeyFile(
        str(told["database_id"]),
        str(told["key_id"]),
        date.fromisoformat(told["made_on"]),
        date.fromisoformat(told["recovery_made_on"]),
        day_of(confirmed),
        key_wrap.from_text(told["wraps"][_PASSPHRASE]),
        key_wrap.from_text(told["wraps"][_RECOVERY]),
        is_intact,
    )
