# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates that state the hours of a quarter, asked for before services of it are taken back. Reads only."""

from hongyun_desktop.core.store.store import Store

_PERSON = "coalesce({0}.merged_into, {0}.id)"
_NUMBERS = f"""
SELECT DISTINCT c.id, c.number FROM service s
JOIN account k ON k.id = s.account_id JOIN resident r ON r.id = k.resident_id
JOIN round d ON d.quarter = substr(s.served_on, 1, 4) || 'Q' || ((substr(s.served_on, 6, 2) + 2) / 3)
JOIN award a ON a.round_id = d.id JOIN resident h ON h.id = a.resident_id
JOIN certificate c ON c.award_id = a.id
WHERE s.reversed_at IS NULL AND c.withdrawn_on IS NULL AND {_PERSON.format("h")} = {_PERSON.format("r")}
AND (SELECT w.wording FROM certificate_wording w WHERE w.certificate_id = c.id ORDER BY w.version DESC LIMIT 1)
    LIKE '%小时%'
"""


def stated_from_batch(store: Store, batch_id: int) -> tuple[str, ...]:
    """The numbers of the certificates that state hours to which what stands of a batch belongs, as they were issued."""
    return _numbers(store, "s.batch_id = ?", batch_id)


def stated_from_line(store: Store, entry_id: int | None, service_id: int | None) -> tuple[str, ...]:
    """The same for one line of an account: its entry, or where it earned no points its service."""
    return _numbers(store, "s.entry_id = ?", entry_id) if entry_id else _numbers(store, "s.id = ?", service_id or 0)


def _numbers(store: Store, which: str, key: int) -> tuple[str, ...]:
    return tuple(number for _id, number in store.sql(f"{_NUMBERS} AND {which} ORDER BY c.id", (key,)))
