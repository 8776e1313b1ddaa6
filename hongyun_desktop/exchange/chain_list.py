# SPDX-License-Identifier: GPL-3.0-or-later
"""A WeChat chain (微信接龙) that was saved as text. Who is meant is `core.picking.picking`'s to say.

Imports neither peewee nor PySide6.
"""

import re
from pathlib import Path

from hongyun_desktop.core.errors import Invalid, StorageProblem
from hongyun_desktop.exchange.delimited import decode_text

_MOST_BYTES = 256 * 1024
"""A chain of some thousand people. Own."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_chain(path: Path) -> str:
    """The text of a chain.

    Raises: Invalid("file_too_large", file), ("chain_not_text", file), ("chain_empty", file);
    StorageProblem("file_not_readable", file).
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Invalid("file_too_large", file=path.name)
        text = decode_text(path)
    except Invalid as error:
        if error.code == "file_encoding_unknown":
            raise Invalid("chain_not_text", file=path.name) from error
        raise
    except OSError as error:
        raise StorageProblem("file_not_readable", file=path.name) from error
    if _CONTROLS.search(text):
        raise Invalid("chain_not_text", file=path.name)
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise Invalid("chain_empty", file=path.name)
    return text
