# SPDX-License-Identifier: GPL-3.0-or-later
"""A new passphrase, typed twice, with what is wrong with it. Imports core and the kit only."""

from hongyun_desktop.core.errors import AppError, Invalid
from hongyun_desktop.core.store import key_sealing
from hongyun_desktop.text import _

ADVICE = _("至少 {least} 个字。用一句自己记得住、别人猜不到的话，汉字、字母、数字都行。").format(
    least=key_sealing.LEAST_LETTERS
)
CAPTIONS = {"passphrase": _("新口令"), "again": _("再输一遍")}


def fault_of(typed: dict[str, str]) -> AppError | None:
    """What is wrong with a passphrase typed twice, at the field that it names; None where all is well."""
    try:
        key_sealing.check_passphrase(typed["passphrase"])
    except Invalid as error:
        return error
    if typed["passphrase"] != typed["again"]:
        return Invalid("secrets_differ", "again")
    return None
