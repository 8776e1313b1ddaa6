# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of points, activities and names start from: three neighbours and an activity."""

import pytest

from hongyun_desktop.core.store.store import Store
from tests.core.points.neighbourhood import hold, settle


@pytest.fixture
def neighbours(store: Store) -> list[int]:
    """罗喆 in 3-2-1102, 王秀英 in 3-2-902, 李伟 in 12-1-101."""
    return [
        *settle(store, "3", "2", "1102", "罗喆"),
        *settle(store, "3", "2", "902", "王秀英"),
        *settle(store, "12", "1", "101", "李伟"),
    ]


@pytest.fixture
def clean_up(store: Store) -> int:
    return hold(store, "清扫楼道")
