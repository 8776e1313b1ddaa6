# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether everything is as it must be, and mending what can be proved.

found = check(store)
mended = mending.mend(store, found)
"""

from hongyun_desktop.core.checking.looking import check

__all__ = ["check"]
