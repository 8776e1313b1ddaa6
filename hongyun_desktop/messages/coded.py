# SPDX-License-Identifier: GPL-3.0-or-later
"""What has a sentence here, seen by its attributes: the layers that make it are above this one."""

from collections.abc import Mapping
from typing import Protocol


class Coded(Protocol):
    """An error, or a reason: which sentence, and what goes into it."""

    @property
    def code(self) -> str: ...
    @property
    def params(self) -> Mapping[str, object]: ...
