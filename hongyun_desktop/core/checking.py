# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether everything is as it must be: the file, and what the features know of themselves."""

from hongyun_desktop.core.points import ledger
from hongyun_desktop.core.store import integrity
from hongyun_desktop.core.store.integrity import Finding
from hongyun_desktop.core.store.store import Store


def check(store: Store) -> list[Finding]:
    """All findings, the file's first, then the ledger's; empty for a sound database."""
    return [*integrity.findings(store), *ledger.verify(store)]
