# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps that look after the data and change none of it. Imports no feature."""

from hongyun_desktop.core.store.reading import Reading

UPKEEP = ("backed_up", "restored", "erasures_kept", "signed_in", "sign_in_failed", "locked")
"""No step that undo goes by, no reason to copy once more, and nothing that makes a preview untrue."""
IS_NO_UPKEEP = f"code NOT IN ({', '.join('?' * len(UPKEEP))})"


def newest_change(reading: Reading) -> int:
    """The number of the newest step that changed data, by which a plan knows that it is still true; 0 for none."""
    return reading.value(f"SELECT coalesce(max(id), 0) FROM journal WHERE {IS_NO_UPKEEP}", UPKEEP)
