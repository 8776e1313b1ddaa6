# SPDX-License-Identifier: GPL-3.0-or-later
"""The facts of the notice that goes with collecting personal data (PIPL art. 17). Reads only."""

from hongyun_desktop.core import settings
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.personal.rules import NoticeFacts
from hongyun_desktop.core.store.store import Store


def notice_facts(store: Store) -> NoticeFacts:
    """Who collects, by the committee's own settings, and how it is kept."""
    told = settings.committee(store)
    return NoticeFacts(
        told.compound, told.community, told.street, told.issuer, told.contact, today(store.clock),
        is_encrypted=store.database.key is not None, sample=store.is_demo,
    )  # fmt: skip
