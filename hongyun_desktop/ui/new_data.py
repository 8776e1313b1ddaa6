# SPDX-License-Identifier: GPL-3.0-or-later
"""新建: the database that the first start asks for, with its first facts and who is at the desk. Imports core only."""

from typing import TYPE_CHECKING

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import signing_in
from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.text import _

if TYPE_CHECKING:
    from hongyun_desktop.ui.start_dialog import Start


def make(start: "Start", clock: Clock | None) -> tuple[bytes | None, str]:
    """Make the database and close it; its key, and the recovery key to be printed (None and "" without a lock).

    Undo takes nothing of it back: the window opens it once more. A lock takes a moment that is meant to be long.

    Raises: those of `open_store`, `encrypting.create`, `settings.save` and `signing_in.sit_down`.
    """
    if start.passphrase:
        from hongyun_desktop.core.store import encrypting

        store, recovery_text = encrypting.create(
            start.path, start.passphrase, clock=clock, create=True, program=_("鸿运桌面")
        )
    else:
        store, recovery_text = open_store(start.path, clock=clock, create=True, program=_("鸿运桌面")), ""
    with store:
        settings.save(store, start.facts)
        signing_in.sit_down(store, start.operator)
        return store.database.key, recovery_text
