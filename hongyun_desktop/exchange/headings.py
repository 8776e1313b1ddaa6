# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that property offices and teams write above their columns, as data.

Standard library only. A word further left in its tuple wins where two columns claim one field.
"""

import re
from collections.abc import Mapping

Synonyms = Mapping[str, tuple[str, ...]]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ROSTER: Synonyms = {
    "sequence": _words("序号 编号 序 no 户序号 人员序号 顺序号 户序 行号 #"),
    "building": _words(
        "栋 楼栋 栋号 楼号 幢 幢号 楼栋号 座 楼 号楼 栋数 所在楼栋 楼宇 楼宇号 栋座 座号 楼座 "
        "楼栋单元 栋单元 幢单元 楼栋-单元 栋-单元 苑栋 building"
    ),
    "unit": _words("单元 单元号 所在单元 单元数 所在单元号 unit"),
    "room": _words(
        "房号 房间号 室 室号 房间 房屋号 户号 门号 房室 门牌号 门牌 户室号 户室 房屋编号 单元房号 单元-房号 单元室号 "
        "单元-室号 单元-室 单元门牌号 户门号 居室号 门户号 住房号 房产编号 户编号 房间名称 房间编号 资源名称 room"
    ),
    "address": _words(
        "住址 地址 家庭住址 现住址 房屋地址 详细地址 居住地址 楼栋房号 房屋 房屋坐落 楼栋单元房号 "
        "栋单元房号 楼栋-单元-房号 房屋信息 住房 住房地址 坐落 楼房号 栋-单元-号 住户地址 现居住地址 "
        "现住地址 家庭地址 楼栋单元号 居住房号 房屋位置 住所 居住地 现居住地 所住房屋 居住房屋 小区房号 "
        "住房位置 房屋座落 "
        "楼栋门牌 栋号房号 详细住址 具体住址 房产 房产信息 房产地址 房产名称 房屋名称 房屋全称 具体地址 address"
    ),
    "name": _words(
        "姓名 住户姓名 居民姓名 人员姓名 成员姓名 家庭成员姓名 业主姓名 名字 住户 居民 家庭成员 户内成员 "
        "业主 居住人 居住人姓名 入住人 姓名全称 产权人 房主 户名 房屋所有人 所有权人 业主名称 住户名称 "
        "客户名称 居住人员 "
        "常住人员 居住者 实际居住人 现住人 成员 所有人 权利人 使用人 承租人 租户 租客 租户姓名 房主姓名 name"
    ),
    "head": _words("户主姓名 户主 户主名字 户主名 户主名称"),
    "relation": _words(
        "与户主关系 户主关系 与户主的关系 和户主关系 与业主关系 家庭关系 成员关系 关系 称谓 同户主关系 "
        "亲属关系 身份关系 "
        "人员关系 住户关系 家庭角色"
    ),
    "sex": _words("性别 男女 sex gender"),
    "born_on": _words("出生日期 出生年月日 出生年月 生日 出生 出生时间 生日日期 生年月日"),
    "id_number": _words(
        "身份证号码 身份证号 公民身份号码 公民身份证号码 居民身份证号码 居民身份证号 公民身份证号 身份证 "
        "居民身份证 身份号码 身份证件号码 证件号码 证件号 有效证件号码 身份号 证件编号 公民身份证 idno"
    ),
    "phone": _words(
        "联系电话 电话 手机 手机号 手机号码 联系方式 电话号码 移动电话 联系号码 联系手机 固定电话 座机 "
        "备用电话 家庭电话 宅电 固话 通讯号码 tel mobile phone"
    ),
    "home_village": _words("原属村 村别 原村 原籍村 所属村 户籍村 村组 村 原属村组 来源村 原所在村 原村组 村社 原村社"),
    "political_status": _words("政治面貌 面貌 是否党员 党员 政治身份 政治面目 党员群众"),
    "occupancy": _words(
        "居住状态 居住情况 住房状态 房屋状态 入住状态 使用情况 居住类型 房屋使用情况 入住情况 房态 "
        "房屋使用状态 住房情况 使用状态 居住性质 房屋性质 状态 居住方式 居住类别 居住现状 入住性质 使用性质 "
        "房屋使用性质 "
        "房屋现状 住房性质 自住出租空置 自住或出租 目前状态 房屋用途 房屋类型"
    ),
    "tags": _words("标签 人员标签 人员类别 特殊人群 类别 人群类别 人员分类 人群标签 重点人群 特殊群体"),
    "note": _words("备注 备注说明 说明 其他 其它 备注信息 其他说明 补充说明"),
    "problem": ("问题说明",),
    "from_sheet": ("原工作表",),
    "from_row": ("原行号",),
    "fingerprint": ("校验请勿改动", "校验"),
}

SIGN_IN: Synonyms = {
    "sequence": ROSTER["sequence"],
    "held_on": _words(
        "活动日期 服务日期 签到日期 日期 参加日期 活动时间 服务时间 时间 开展日期 举办日期 参与日期 "
        "志愿服务日期 活动举办日期 "
        "开展时间 举办时间 活动举办时间 活动开展时间 志愿服务时间 活动日 服务日 年月日 日"
    ),
    "activity": _words(
        "活动名称 服务项目 活动主题 项目名称 服务活动 活动 活动内容 服务内容 项目 内容 志愿活动名称 志愿活动 "
        "志愿服务项目 "
        "志愿项目名称 服务活动名称 参加活动名称 参加活动 参与活动 所参加活动 服务名称 志愿服务内容 活动项目 "
        "活动事项 服务事项 "
        "事项 工作内容 服务岗位 岗位 名称"
    ),
    "team": _words(
        "组织队伍 服务队伍 志愿队伍 所属队伍 队伍名称 所在队伍 队伍 志愿服务队 团队 组织 志愿服务队伍 "
        "志愿者队伍 服务队 "
        "承办队伍 所属团队 所在团队 队别 小组 组别 所属组织 活动组织 组织单位 主办单位 组织方"
    ),
    "name": (
        *ROSTER["name"],
        *_words(
            "志愿者姓名 志愿者 签到人 参加人员 参加人 参与人员 服务人员 志愿者名字 服务志愿者 参与者 参与人 "
            "参加者 服务者 "
            "服务人 义工 队员 签到人员 到场人员 出勤人员 人员"
        ),
    ),
    "building": ROSTER["building"],
    "unit": ROSTER["unit"],
    "room": ROSTER["room"],
    "address": (*ROSTER["address"], *_words("楼栋房间 房号住址")),
    "phone": ROSTER["phone"],
    "hours": _words(
        "服务时长 时长 小时数 服务小时 小时 服务时数 志愿时长 服务工时 工时 服务小时数 活动时长 志愿服务时长 "
        "人均时长 每人时长 个人时长 人均服务时长 每人服务时长 本次服务时长 本次时长 认定时长 核定时长 "
        "有效时长 实际时长 记录时长 "
        "参与时长 参加时长 志愿服务小时 服务了几小时 时数 计时 用时 耗时 累计时长"
    ),
    "minutes": _words("分钟 分钟数 服务分钟 服务分钟数"),
    "starts_at": _words(
        "签到时间 开始时间 到达时间 起始时间 到场时间 签到 服务开始时间 活动开始时间 开始服务时间 上岗时间 "
        "到岗时间 入场时间 "
        "进场时间 上线时间 来时 开始"
    ),
    "ends_at": _words(
        "签退时间 结束时间 离开时间 离场时间 签退 服务结束时间 活动结束时间 结束服务时间 下岗时间 离岗时间 "
        "退场时间 终止时间 "
        "截止时间 走时 结束"
    ),
    "note": ROSTER["note"],
    "problem": ROSTER["problem"],
    "from_sheet": ROSTER["from_sheet"],
    "from_row": ROSTER["from_row"],
    "fingerprint": ROSTER["fingerprint"],
}

TASKS: Synonyms = {
    "sequence": ROSTER["sequence"],
    "title": _words(
        "问题描述 存在问题 问题 整治内容 事项 问题内容 整治事项 任务名称 整治任务 任务 问题情况 情况描述 具体问题 "
        "问题详情 整改内容 整治项目 事项名称 问题名称 主要问题 描述 内容 项目 工作内容 任务内容 问题摘要 "
        "整治前情况 整改前情况 整治前现状 整改前现状 现状 整治措施 整改措施 措施 隐患描述 隐患内容 隐患 事由 整治对象 "
        "违建情况"
    ),
    "category": _words(
        "类别 问题类别 问题类型 整治类别 类型 整治类型 问题分类 分类 种类 问题种类 任务类别 任务类型 事项类别 项目类别 "
        "大类 问题大类 整治大类 问题性质 性质"
    ),
    "road": _words("路段 道路 路名 街道 道路名称 所在道路 所属路段 街路 街道路段 所属道路 道路路段"),
    "building": _words("楼栋 栋号 楼号 栋 所在楼栋 幢"),
    "place": _words(
        "点位 地点 位置 具体位置 问题点位 问题地点 整治点位 整治地点 具体地点 所在位置 点位名称 地址 详细地址 具体点位 "
        "问题位置 发生地点 区域 住址 部位 具体部位 隐患部位 所在地 问题所在地 整治区域 位置描述 整治点 地段 "
        "责任区域 片区 "
        "整治范围 范围"
    ),
    "quantity": _words(
        "计划数量 整治数量 数量 工程量 计划工程量 计划量 任务数量 任务量 问题数量 应整治数量 计划整治数量 总量 计划 "
        "总数 面积 长度 重量 计划完成量 目标数量 计划完成数量 计划任务数 任务数 计划数 目标数 应整治数 "
        "应整改数 应改数 计划整治 "
        "计划整改 计划整治量 应整治 应整改 应完成 计划完成 工作量 体量 规模 目标量 目标 底数 方量"
    ),
    "unit": _words("单位 计量单位 数量单位 量词 量纲 计量"),
    "done": _words(
        "完成数量 已完成数量 完成量 已完成量 整改数量 已整改数量 已整治数量 完成工程量 实际完成数量 实际完成 "
        "实际完成量 实际数量 已完成 完成 已整治 累计完成 完工数量 完成数 已完成数 已整治数 已整改数 已改数 "
        "销号数量 已销号数量 "
        "已拆除数量 已清理数量 已处理数量 已办结数 完成任务数 已整改 已清理 已拆除 已处理 已销号 已改"
    ),
    "raised_on": _words(
        "发现日期 登记日期 上报时间 排查时间 发现时间 登记时间 上报日期 排查日期 巡查日期 巡查时间 问题发现时间 "
        "交办日期 交办时间 立项日期 检查日期 检查时间 日期 时间 "
        "开工日期 开工时间 开始日期 开始时间 摸排日期 派单日期 派单时间 下达日期 下发日期 立案日期 录入日期 "
        "收到日期 建账日期 "
        "发现 填报日期 上报"
    ),
    "party": _words(
        "责任单位 整改单位 牵头单位 责任人 整治单位 承办单位 责任部门 整改责任单位 责任主体 负责单位 负责人 整改责任人 "
        "实施单位 施工单位 牵头部门 责任单位责任人 牵头单位责任人 主责单位 办理单位 处置单位 处理单位 落实单位 责任方"
    ),
    "due_on": _words(
        "整改期限 完成时限 整改时限 限期 期限 整治期限 时限 办理期限 办理时限 计划完成时间 计划完成日期 要求完成时间 "
        "要求完成日期 限期整改时间 截止日期 截止时间 整改截止日期 计划时间"
    ),
    "done_on": _words(
        "完成日期 整改完成时间 销号日期 完成时间 整改完成日期 销号时间 实际完成时间 实际完成日期 整治完成时间 "
        "整治完成日期 办结日期 办结时间 整改日期 整改时间 验收日期 验收时间 完工日期 完工时间 "
        "竣工日期 竣工时间 闭环日期 闭环时间 处置日期 处理日期 处理时间 解决日期 结案日期"
    ),
    "state": _words(
        "状态 整改情况 是否完成 完成情况 整治情况 整改状态 进展 进度 整改进度 整治进度 完成进度 进展情况 办理情况 "
        "是否整改 是否销号 销号情况 完成率 当前状态 整改结果 是否整改到位 落实情况 处理情况 处置情况 "
        "处理结果 推进情况 闭环情况 "
        "是否办结 是否闭环 完成比例"
    ),
    "cost": _words(
        "经费 投入资金 费用 资金 投入 金额 预算 投资 经费元 投入经费 整治费用 整治经费 花费 造价 概算 成本 总投资"
    ),
    "note": ROSTER["note"],
    "problem": ROSTER["problem"],
    "from_sheet": ROSTER["from_sheet"],
    "from_row": ROSTER["from_row"],
    "fingerprint": ROSTER["fingerprint"],
}

# What a heading of somebody else's or of another place says: 户籍地址 and 紧急联系人电话 stay notes.
_OTHERS = re.compile(
    r"配偶|紧急|房东|监护|父|母|户籍|户口|单位|籍贯|通讯|老家|证件类型|证件种类|物业|传真|联系人|租户|承租|签名|签字"
    r"|[楼栋元]长|网格|管家|经办|填表|登记[人员]|走访|调查|采集|审核|负责人|责任人|中介"
)
_LOOSE = (
    (
        "id_number",
        re.compile(r"(?:身份证|公民身份|证件号).*(?:号|码)|.*身份证号.*"),
        re.compile("地址|住址|有效期|类型|是否"),
    ),
    ("phone", re.compile(r".*(?:电话|手机|联系方式).*"), re.compile("品牌|型号|是否")),
    ("born_on", re.compile(r".*出生(?:日期|年月|时间).*"), re.compile("地")),
    ("political_status", re.compile(r".*政治面貌.*"), re.compile("$^")),
    ("relation", re.compile(r".*与.*关系.*"), re.compile("$^")),
    ("occupancy", re.compile(r".*(?:居住|住房|入住|房屋).*(?:状态|状况|情况)"), re.compile("证|合同|面积|安全")),
    (
        "address",
        re.compile(r".*(?:现住|居住|家庭|房屋|小区).*(?:地址|住址)|楼栋.*房.*号|.*[楼栋幢座].*单元.*[房室号户].*"),
        re.compile("身份证|原"),
    ),
    ("room", re.compile(r".*(?:房号|门牌号|房间号|室号)"), re.compile("原|车|[栋幢座]")),
    (
        "building",
        re.compile(r".*(?:楼栋|栋号|幢号|楼号|楼座|楼宇|几栋|[栋幢]).*"),
        re.compile("[室户门长员]|房(?!屋)|数|原|单元|管家|面积"),
    ),
    ("unit", re.compile(r".*单元(?:号|名称|编号)?"), re.compile("[楼栋幢座房室户]|工作|数")),
    ("home_village", re.compile(r"(?:原|来源|安置|拆迁|所属).{0,5}村.{0,3}"), re.compile("地址|电话|门牌")),
    ("name", re.compile(r"(?:.*[^主])?姓名.*"), re.compile("曾用|拼音|英文|电话|户主")),
)

_NO_TASK = re.compile("电话|照片|图片|签字|签名|审核|复核|领导|编号")
_LOOSE_TASKS = (
    (
        "due_on",
        re.compile(".*(?:期限|时限|限期|截止).*|.*(?:计划|预计|预期|拟|应|目标|要求|最迟|最晚|承诺).*(?:日期|时间|日)"),
    ),
    ("done_on", re.compile(".*(?:完成|完工|竣工|销号|办结|结案|闭环|验收|整改|处置|处理|解决).*(?:日期|时间)")),
    (
        "raised_on",
        re.compile(".*(?:发现|登记|上报|填报|排查|摸排|巡查|检查|交办|受理|录入|立案|下达|下发|派单).*(?:日期|时间)"),
    ),
    ("party", re.compile(".*(?:责任|牵头|承办|整改|整治|负责|主责).*(?:单位|部门|人|主体)")),
    ("quantity", re.compile(".*(?:计划|应|目标).*(?:数量?|工程量|量)")),
    (
        "done",
        re.compile(".*(?:完成|完工|销号|办结|实际|已整改|已整治|已清理|已拆除|已处理|已改).*(?:数量?|工程量|量)"),
    ),
    ("quantity", re.compile(".*(?:数量|工程量)")),
    (
        "state",
        re.compile(
            ".*(?:状态|进度|进展|(?:完成|整改|整治|办理|销号|处理|处置|推进|闭环).*(?:情况|结果)"
            "|是否(?:完成|整改|销号|办结|闭环).*)"
        ),
    ),
    ("category", re.compile(".*(?:类别|类型|分类|大类)")),
    ("place", re.compile(".*(?:地点|位置|点位|地址)")),
    ("cost", re.compile(".*(?:经费|资金|费用|金额).*")),
    ("title", re.compile(".*(?:问题|事项|内容|任务).*")),
)


def loose_task_field(word: str) -> str:
    """The field of a ledger that an unlisted heading most likely means ("实际整改完成时间"), or empty."""
    if _NO_TASK.search(word):
        return ""
    return next((field for field, pattern in _LOOSE_TASKS if pattern.fullmatch(word)), "")


def loose_field(word: str, known: Synonyms) -> str:
    """The field that an unlisted heading most likely means ("业主手机号码", "现居住地址"), or empty."""
    if _OTHERS.search(word):
        return ""
    for field, pattern, exception in _LOOSE:
        if field in known and pattern.fullmatch(word) and not exception.search(word):
            return field
    return ""
