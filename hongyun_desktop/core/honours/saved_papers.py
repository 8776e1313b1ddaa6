# SPDX-License-Identifier: GPL-3.0-or-later
"""Papers that were saved as a PDF: journaled like every paper, and shown beside what was printed.

A PDF is not a print: whoever prints it elsewhere says so afterwards.
"""

from datetime import datetime

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.store.store import Store

_BEFORE = "exported"
"""How these papers were journaled once, as tables that leave are; the trail keeps what it says."""


def proof_paper(code: str) -> str:
    """How the 校名单 of some names is called here; code: the fingerprint of the names."""
    return f"proof:{code}"


def round_paper(round_id: int) -> str:
    """How the certificates of a round are called here."""
    return f"round:{round_id}"


def record(store: Store, what: str, paper: str = "") -> Changed:
    """Note that a paper left the program as a PDF. what: for people; paper: as above, empty for any other."""
    with store.unit("paper_saved", what=what, paper=paper) as unit:
        unit.irreversible()
        return unit.changed(Topic.HONOURS)


def saved_at(store: Store, paper: str) -> datetime | None:
    """When a paper was last saved as a PDF; None for never."""
    at = store.value(
        "SELECT max(at) FROM journal WHERE code IN ('paper_saved', ?) AND json_extract(params, '$.paper') = ?",
        (_BEFORE, paper),
    )
    return datetime.fromisoformat(at) if at else None
