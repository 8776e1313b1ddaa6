# SPDX-License-Identifier: GPL-3.0-or-later
"""What day and time it is, in one place so that a test can say otherwise. Standard library only."""

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """Local time of the office: the committee lives in one time zone."""

    def now(self) -> datetime:
        """Local date and time without a zone, to the second."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Local date and time, to the second."""
        return datetime.now().replace(microsecond=0)


class FixedClock:
    """A clock that stands where it was set: the demo's and the tests'."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.at


def today(clock: Clock) -> date:
    """The clock's date."""
    return clock.now().date()
