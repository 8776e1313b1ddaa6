# SPDX-License-Identifier: GPL-3.0-or-later
"""The activity that a chain's heading tells of."""

from datetime import date

import pytest

from hongyun_desktop.core.picking.chain_heading import ChainHeading, heading_of

NEAR = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((), ChainHeading()),
        (("#接龙",), ChainHeading()),
        (
            ("#接龙", "10月1日国庆环境整治志愿活动，9:00大榕树集合，每人计2小时"),
            ChainHeading("国庆环境整治志愿活动", date(2026, 10, 1), 120),
        ),
        (("本周六（12月5日）上午9点清扫楼道接龙",), ChainHeading("清扫楼道", date(2026, 12, 5), 0)),
        (("群接龙", "请大家报名：", "1月3日 元旦游园"), ChainHeading("元旦游园", date(2027, 1, 3), 0)),
        (("2026年9月26日（周六）邻里节，服务1.5小时",), ChainHeading("邻里节", date(2026, 9, 26), 90)),
        (("１２月５日　夜间巡逻，每人计半小时",), ChainHeading("夜间巡逻", date(2026, 12, 5), 30)),
        (("2月30日 没有这一天",), ChainHeading("没有这一天", None, 0)),
        (("2月29日 闰年",), ChainHeading("闰年", None, 0)),
    ],
)
def test_name_day_and_hours_are_read_from_what_stands_above(lines: tuple[str, ...], told: ChainHeading) -> None:
    assert heading_of(lines, NEAR) == told
