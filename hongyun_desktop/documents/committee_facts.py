# SPDX-License-Identifier: GPL-3.0-or-later
"""What papers ask of the committee's facts, so that they need not know where these are kept. Pure."""

from typing import Protocol


class CommitteeFacts(Protocol):
    """Who the committee is: names as they are printed, contact: a phone or a room, empty for none."""

    @property
    def compound(self) -> str: ...
    @property
    def community(self) -> str: ...
    @property
    def street(self) -> str: ...
    @property
    def issuer(self) -> str: ...
    @property
    def contact(self) -> str: ...
