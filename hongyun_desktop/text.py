# SPDX-License-Identifier: GPL-3.0-or-later
"""Text shown to people: `_` by gettext. The source language is Chinese, so no catalogue is needed for it.

The language is fixed for a process when this module is first imported. Imports only `paths`.
"""

import gettext
import os

from hongyun_desktop import paths

_translation = gettext.translation(
    "hongyun_desktop",
    paths.resources() / "locale",
    languages=[os.environ.get("HONGYUN_LANGUAGE", "zh_CN")],
    fallback=True,
)


def _(text: str) -> str:
    """The text in the language of this process."""
    return _translation.gettext(text)
