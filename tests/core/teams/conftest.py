# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the teams start from: three neighbours and a team."""

import pytest

from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import settle
from tests.core.teams.squads import found


@pytest.fixture
def neighbours(store: Store) -> list[int]:
    """罗喆 in 3-2-1102, 王秀英 in 3-2-902, 李伟 in 12-1-101."""
    return [
        *settle(store, "3", "2", "1102", "罗喆", born_on="1950-05-01", phones=("13812345678",)),
        *settle(store, "3", "2", "902", "王秀英", born_on="1970-05-01"),
        *settle(store, "12", "1", "101", "李伟"),
    ]


@pytest.fixture
def team(store: Store) -> int:
    return found(store)
