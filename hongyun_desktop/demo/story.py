# SPDX-License-Identifier: GPL-3.0-or-later
"""The story of Hongyun as data: nine villages, twelve buildings, four teams and what they do. Standard library only.

Every person is invented; ID numbers have the region 510199, assigned to no place.
"""

from dataclasses import dataclass

COMMITTEE = {
    "compound": "鸿运小区",
    "community": "新东社区",
    "street": "桂湖街道",
    "issuer": "鸿运小区自管委",
    "number_prefix": "鸿运",
}
OPERATOR = "演示经办人"
HONOUR_TITLE = "季度志愿之星"
HONOURED_PLACES = 10

VILLAGES = ("团结村", "红光村", "清流村", "高墙村", "永兴村", "石桥村", "白云村", "青龙村", "双林村")
BUILDINGS = 12
UNITS = 2
FLOORS = 14
ROOMS_PER_FLOOR = 3
VACANT_SHARE = 0.034
LET_SHARE = 0.16
UNVERIFIED_SHARE = 0.02
TAGS = (("老年", 60, 2), ("独居", 70, 9), ("志愿者", 18, 7), ("楼栋长", 30, 97), ("退役军人", 30, 41))
"""Tag, youngest age, and that every so-manieth resident of that age or more has it."""

SURNAMES = tuple(
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖"
)
RARE_SURNAMES = ("单", "仇", "解", "区", "查", "覃", "逄", "司马", "欧阳", "诸葛", "尉迟", "万俟")
ELDER_NAMES = (
    "秀英",
    "桂兰",
    "玉梅",
    "淑芬",
    "建国",
    "国强",
    "志强",
    "德华",
    "大山",
    "秀珍",
    "素琴",
    "长庚",
    "天明",
    "永福",
    "兴全",
)
ADULT_NAMES = (
    "伟",
    "敏",
    "静",
    "磊",
    "丽",
    "军",
    "艳",
    "勇",
    "涛",
    "超",
    "小红",
    "云飞",
    "浩然",
    "晓燕",
    "雪梅",
    "彧",
    "喆",
    "珺",
    "嫄",
    "玥",
    "翀",
    "䶮",
    "㛃",
    "㙍",
    "𬱖",
)
YOUNG_NAMES = ("子轩", "欣怡", "梓涵", "雨桐", "宇航", "诗涵", "一诺", "浩宇", "思远", "可馨", "昊", "鑫", "妍", "沐阳")


@dataclass(frozen=True, slots=True)
class TeamStory:
    """A team and the services it gives: (name, hours in halves, how many come)."""

    name: str
    activities: tuple[tuple[str, int, int], ...]


TEAMS = (
    TeamStory("环境美育队", (("小区微花园补栽", 4, 14), ("楼道清洁日", 3, 18), ("大榕树花台维护", 4, 12), ("落叶清扫", 3, 16))),
    TeamStory("鸿运舞蹈队", (("夏夜坝坝舞展演", 4, 16), ("邻里节排练", 4, 14), ("老年舞蹈教学", 3, 10))),
    TeamStory("关爱互助队", (("独居老人探望", 3, 8), ("爱心理发日", 5, 7), ("四点半课堂", 4, 6), ("代买代办日", 3, 8))),
    TeamStory("文明宣导队", (("文明养犬宣导", 3, 10), ("电瓶车棚秩序引导", 4, 12), ("垃圾分类宣导", 3, 14), ("反诈宣传", 3, 9))),
)  # fmt: skip
