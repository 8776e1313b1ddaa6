# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON without blanks, Han as it is: the one form that journal, audit trail and ledger keep and hash.

Standard library only.
"""

import json

# Made once: the ledger encodes every row, and json.dumps would build an encoder for each.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def compact_json(value: object) -> str:
    """A value of JSON's own types as text."""
    return _encode(value)
