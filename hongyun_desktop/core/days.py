# SPDX-License-Identifier: GPL-3.0-or-later
"""Days that may be missing, from a column and back to text, so that one reading serves. Standard library only."""

from datetime import date


def day_of(text: str | None) -> date | None:
    """The day a column holds as 2026-10-01; None for an empty one."""
    return date.fromisoformat(text) if text else None


def iso_text(day: date | None) -> str:
    """The day as tables show it, 2026-10-01; empty for none."""
    return day.isoformat() if day else ""
