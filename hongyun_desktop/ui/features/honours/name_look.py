# SPDX-License-Identifier: GPL-3.0-or-later
"""The same look at names for all that is going to be printed: a round, and one certificate's new wording.

To be called on the worker thread; loads fonts on use. Shows nothing and writes nothing.
"""

from collections.abc import Sequence

from hongyun_desktop.core.honours import correcting, issuing, name_checks, rounds
from hongyun_desktop.core.honours.candidates import Candidate
from hongyun_desktop.core.honours.name_checks import NameFinding
from hongyun_desktop.core.honours.namesakes import namesakes
from hongyun_desktop.core.honours.rules import RegisterRow, Wording
from hongyun_desktop.core.honours.wording import name_of
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.kit.jobs import Progress


def look_at_draft(store: Store, draft_id: int, honoured: Sequence[Candidate], progress: Progress) -> list[NameFinding]:
    """What is the matter with the names of a round. Raises: as `rounds.upcoming_sheets`."""
    from hongyun_desktop.documents.certificate import preflight

    sheets = rounds.upcoming_sheets(store, draft_id, people=honoured)
    return name_checks.look(honoured, sheets, preflight, progress, namesakes(store, honoured))


def look_at_wording(store: Store, row: RegisterRow, wording: Wording) -> list[NameFinding]:
    """What is the matter with the name in a new wording of a certificate."""
    from hongyun_desktop.documents.certificate import preflight

    person = Candidate(row.resident_id or 0, 0, name_of(wording), "", 0, 0, correcting.honorific_of(wording))
    sheet = issuing.sheet_of(store, row.number, wording, row.versions + 1)
    others = namesakes(store, [person]) if row.resident_id is not None else {}
    return name_checks.look([person], [sheet], preflight, namesakes=others)
