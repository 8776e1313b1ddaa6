# SPDX-License-Identifier: GPL-3.0-or-later
"""What a command hands back: an object for --json and lines for people."""

from collections.abc import Mapping, Sequence

from hongyun_desktop.frozen_class import frozen


@frozen
class Outcome:
    """data: the keys that design and README promise. lines: Chinese sentences."""

    data: Mapping[str, object]
    lines: Sequence[str]
