# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether everything is as it must be: the file, the photos beside it, and what the features know of themselves."""

from hongyun_desktop.core.audit import verification
from hongyun_desktop.core.checking import photo_files
from hongyun_desktop.core.points import ledger
from hongyun_desktop.core.store import integrity
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.store import Store


def check(store: Store) -> list[Finding]:
    """All findings, the file's first, then photos, ledger and journal; empty for a sound database.

    Ledger, certificates and journal are never mendable: what they must be stands nowhere else.
    """
    return [
        *integrity.findings(store),
        *photo_files.findings(store),
        *ledger.verify(store),
        *verification.findings(store),
    ]
