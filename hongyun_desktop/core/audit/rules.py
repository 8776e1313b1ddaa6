# SPDX-License-Identifier: GPL-3.0-or-later
"""What a printed extract of the audit trail says. Standard library only."""

from datetime import date, datetime

from hongyun_desktop.frozen_class import frozen


@frozen
class ExtractLine:
    """One event on paper; number: its line in the trail. says: its sentence."""

    number: int
    at: datetime
    operator: str
    says: str


@frozen
class AuditExtract:
    """A part of the trail at one moment.

    from_day, to_day: both included, None for no bound. asked: the other filters in words. events, head: how many
    events the whole trail has, and the first 16 hex digits of its last hash. verified: whether the whole chain was
    found sound just now. made_by: who printed it.
    """

    compound: str
    issuer: str
    from_day: date | None
    to_day: date | None
    asked: tuple[str, ...]
    lines: tuple[ExtractLine, ...]
    events: int
    head: str
    verified: bool
    made_by: str
    made_at: datetime
    sample: bool = False

    @property
    def check_code(self) -> str:
        """Count and head as the 移交清单 has them too: "8412-3f9a…"."""
        return f"{self.events}-{self.head}"
