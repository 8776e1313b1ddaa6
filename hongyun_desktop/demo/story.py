# SPDX-License-Identifier: GPL-3.0-or-later
"""The story of Hongyun as data: nine villages, twelve buildings, four teams and what they do. Standard library only.

Every person is invented; ID numbers have the region 510199, assigned to no place.
"""

from hongyun_desktop.frozen_class import frozen

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


@frozen
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

PROGRAMME, CALL = "鸿鹄志计划", "邻里共生·众享鸿运情"
SQUAD = "党员先锋队"


@frozen
class FoundingStory:
    """A team as it was founded; kind: place, interest or vanguard. members: how many belong today.

    starts_at, ends_at, place: of what it usually does.
    """

    name: str
    kind: str
    purpose: str
    programme: str
    members: int
    starts_at: str
    ends_at: str
    place: str


FOUNDED = (
    FoundingStory(
        "环境美育队",
        "place",
        "带动居民美化小区：管护微花园和大榕树花台，打扫楼道，劝导乱堆乱放。",
        PROGRAMME,
        26,
        "08:30",
        "10:30",
        "3栋东侧微花园",
    ),
    FoundingStory(
        "鸿运舞蹈队", "interest", "跳坝坝舞、排节目，让邻里熟起来，老人乐起来。", CALL, 24, "19:00", "20:30", "中庭广场"
    ),
    FoundingStory(
        "关爱互助队", "place", "探望独居老人，代买代办，四点半课堂看护孩子。", CALL, 19, "14:00", "16:00", "爱心工坊"
    ),
    FoundingStory(
        "文明宣导队", "place", "文明养犬、垃圾分类、车棚秩序和反诈的宣导。", PROGRAMME, 21, "09:00", "10:30", "小区东门"
    ),
    FoundingStory(
        SQUAD,
        "vanguard",
        "党员亮身份、带好头，联系本村党员和居民，急难时先上。",
        PROGRAMME,
        18,
        "09:00",
        "11:00",
        "邻里活动中心",
    ),
)
GONE = ("搬到儿子家去住", "身体不便，暂时歇一歇")
"""Why those few left who did."""

HEART_PLAN = "签到，发意见卡\n通报上次通心会的办理情况｜自管委\n居民提需求｜各楼栋长\n现场回应，约定答复的日子｜社区党委\n小结｜自管委主任"
HEART_RECORD = (
    "来了二十多位居民，提了三件事：五栋路灯不亮，车棚充电桩不够，书屋周末不开门。当场定了路灯三天内修，其余两件报社区。"
)
PARTY_PLAN = "学文件\n说一说走访听到的事｜各村党员\n分片认领难题｜队长\n清扫楼道一小时"
FESTIVAL_PLAN = "开场舞｜鸿运舞蹈队\n邻里故事｜李大爷\n微花园展示｜环境美育队\n积分兑换摊位｜自管委\n大家合影"
SIGNING_PLAN = "介绍合伙人机制｜社区党委\n合伙人介绍｜8位合伙人\n签共建协议书、居民服务承诺书\n居民提问"
SERVICE_RECORD = "{name}按时开展，队员分组做完，收工前一起看了一遍。路过的居民也搭了手，下次多带几副手套。"
