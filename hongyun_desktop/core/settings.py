# SPDX-License-Identifier: GPL-3.0-or-later
"""The committee's facts: names, issuer and certificate numbers, as the database keeps them.

The names 鸿运, 鸿儒议事会 and the number prefix are values here, never constants in code. Point rules have dates
and live in `core.points`.
"""

import json
import re
from collections.abc import Mapping

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import field_names, frozen

LONGEST = 60
_FIRST_NUMBER = r"first_number\.(honour|thanks|appointment|completion)\.(20\d\d)"
HIGHEST_NUMBER = 9999
LOCK_AFTER = "lock_after_minutes"
LOCK_CHOICES = (5, 10, 20, 30, 60, 0)
_USUAL_LOCK_MINUTES = 10


@frozen
class Committee:
    """Who the committee is; issuer is the name under each certificate, contact whom to ask (a phone, a room)."""

    compound: str = "鸿运小区"
    community: str = ""
    street: str = ""
    issuer: str = "鸿运小区自管委"
    number_prefix: str = "鸿运"
    contact: str = ""


KEYS = field_names(Committee)


def committee(store: Store) -> Committee:
    """The committee's facts, with the defaults where nothing was set."""
    rows = store.sql(f"SELECT key, value FROM setting WHERE key {AMONG}", (json.dumps(KEYS),))
    return Committee(**dict(rows))


def first_number(store: Store, kind: str, year: int) -> int:
    """The number that the first certificate of a kind and year takes; 1 unless set (some were issued by hand)."""
    return int(store.value("SELECT value FROM setting WHERE key = ?", (f"first_number.{kind}.{year}",)) or 1)


def may_set_first_number(store: Store, kind: str, year: int) -> bool:
    """Whether no certificate of a kind and year was issued yet."""
    return not store.value("SELECT 1 FROM certificate WHERE kind = ? AND year = ?", (kind, year))


def first_numbers(store: Store) -> dict[str, int]:
    """Every first number that was set, by its key ("first_number.honour.2026"), in the order of the keys."""
    rows = store.sql("SELECT key, value FROM setting WHERE key GLOB 'first_number.*' ORDER BY key")
    return {key: int(value) for key, value in rows}


def lock_after_minutes(store: Store) -> int:
    """After how many minutes without a key or the mouse the window locks; 0 for never."""
    told = store.value("SELECT value FROM setting WHERE key = ?", (LOCK_AFTER,))
    return int(told) if told is not None else _USUAL_LOCK_MINUTES


def save(store: Store, values: Mapping[str, str]) -> Changed:
    """Set some of the facts, all or none.

    values: keys of `Committee`, "first_number.honour.2026" or "lock_after_minutes".
    Raises: Invalid("setting_unknown", key), Invalid("setting_empty"), Invalid("setting_too_long"),
    Invalid("lock_minutes_not_valid"), Invalid("first_number_not_valid"), Refused("numbers_already_issued", kind, year).
    """
    from hongyun_desktop.core.store import setting_rows

    clean = {key: _checked(store, key, value) for key, value in values.items()}
    with store.unit("settings_saved", keys=sorted(clean)) as unit:
        for key, value in clean.items():
            setting_rows.put(unit, key, value)
        return unit.changed(Topic.SETTINGS)


def _checked(store: Store, key: str, text: str) -> str:
    if match := re.fullmatch(_FIRST_NUMBER, key):
        return _checked_number(store, match[1], int(match[2]), text)
    if key == LOCK_AFTER:
        return _checked_minutes(text)
    return clean_fact(key, text)


def clean_fact(key: str, text: str) -> str:
    """One fact of `Committee` as it is kept; needs no store, so a first start may ask before there is one.

    Raises: Invalid("setting_unknown", key), Invalid("setting_empty"), Invalid("setting_too_long").
    """
    if key not in KEYS:
        raise Invalid("setting_unknown", key, key=key, known="、".join(KEYS))
    value = clean_text(text)
    if not value and key in {"compound", "issuer", "number_prefix"}:
        raise Invalid("setting_empty", key, key=key)
    if len(value) > LONGEST:
        raise Invalid("setting_too_long", key, key=key, longest=LONGEST)
    return value


def _checked_minutes(text: str) -> str:
    if not text.isascii() or not text.isdigit() or int(text) not in LOCK_CHOICES:
        raise Invalid("lock_minutes_not_valid", LOCK_AFTER, choices="、".join(map(str, LOCK_CHOICES)))
    return str(int(text))


def _checked_number(store: Store, kind: str, year: int, text: str) -> str:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= HIGHEST_NUMBER:
        raise Invalid("first_number_not_valid", f"first_number.{kind}.{year}", highest=HIGHEST_NUMBER)
    if not may_set_first_number(store, kind, year):
        raise Refused("numbers_already_issued", kind=kind, year=year)
    return str(int(text))
