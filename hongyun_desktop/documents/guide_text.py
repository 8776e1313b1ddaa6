# SPDX-License-Identifier: GPL-3.0-or-later
"""What the printed guide says, section by section. Data only; imports nothing of the project."""

from dataclasses import dataclass

TITLE = "鸿运桌面 使用说明"
PAGE_TITLES = ("住户、服务、队伍、整治", "发证书、保资料")


@dataclass(frozen=True, slots=True)
class Section:
    """One piece of the guide: key says which picture belongs to it; steps are numbered, notes are not."""

    key: str
    title: str
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A key and what it does."""

    key: str
    meaning: str


FIRST_PAGE = (
    Section(
        "start",
        "打开",
        (
            "双击桌面上的“鸿运桌面”。",
            "第一次打开，选“新建我们小区的资料”，照着写；只想试试，选“看演示”，人都是虚构的。",
            "字小：右上角“字号”选“大”。换人经办：点右上角的名字；走开按 Ctrl+L 锁定。",
        ),
    ),
    Section(
        "roster",
        "导入花名册",
        (
            "把物业给的表格用 U 盘拷过来。左边点“微网实格”，再点“更多 ▸ 导入花名册”。",
            "先看预览：哪一栏是姓名、哪一栏是房号，认错了就在上面改过来。",
            "看清新增、变更和问题行，再确认导入。",
        ),
        ("问题行可以存成表格，改好再导一次；导几次都不会重复。",),
    ),
    Section(
        "service",
        "登记服务",
        (
            "左边点“志愿积分”，再点“登记服务”（Ctrl+N）。写上活动、日期和时长。",
            "添人：打拼音首字母（王建国打 wjg），打房号，或者把一串名字粘贴进来。",
            "来了的人标“到场”，点“确认到场并记分”，积分按规则自动算好。",
            "有签到表格的，点“导入签到表”（Ctrl+I），逐行核对再导入，不会记两次。",
        ),
        ("记错了：在“个人积分”里选中那一笔，点“更正”。",),
    ),
    Section(
        "teams",
        "队伍和活动",
        (
            "左边点“自组织”，点“登记队伍”，再点“加队员”选人，一次可以加好几位。",
            "换到“日历”，点一天，点“安排活动”。办完点“名单”，谁来了在那里确认。",
        ),
    ),
    Section(
        "tasks",
        "整治任务",
        (
            "左边点“整治任务”，点“新增”：哪里、什么问题、多少数量、谁负责、哪天前办好。",
            "选中一条，按右下角的蓝色按钮走下一步，一直到销号。照片拖进“整治前”“整治后”。",
            "点“报告”，选一段时间，打印报告或前后对比照片。",
        ),
    ),
)

SECOND_PAGE = (
    Section(
        "honours",
        "荣誉证书，七步",
        (
            "选季度，写称号和前几名。",
            "看候选人：不列入、另外加入，都要写原因；称呼在这里改。",
            "检查：生僻字、同名、字号缩小，一项一项看。",
            "打印校名单，两个人逐字核对，签字，登记。",
            "签发：看清编号、落款和日期。签发后不能撤销。",
            "预览，打印。",
            "打印签收表，请本人签名，收齐后登记。",
        ),
    ),
    Section(
        "printing",
        "打印与卡纸",
        (
            "先用白纸试一张，看清纸放哪一面、哪一头朝里。证书按实际大小打印，不会放大缩小。",
            "卡纸、印坏了不要紧：点“卡纸了，或有印坏的”，选从哪一张接着印，坏了几张也记下来。编号不变。",
            "章用手盖。右下角落款和日期的地方，留着盖章的位置。",
        ),
        ("没有打印机：存成 PDF，拷到有打印机的电脑上印。",),
    ),
    Section(
        "backup",
        "备份与找回",
        (
            "关窗口时，程序自己备份并核对。",
            "每周一次，插上 U 盘，点“资料 ▸ 备份到 U 盘”。",
            "换了电脑或资料坏了：点“资料 ▸ 从备份找回…”，选 U 盘里最近的一份。",
        ),
        ("资料里有居民的姓名、电话。U 盘专盘专用，收好。",),
    ),
)

KEYS_TITLE = "记住这几个键"
KEYS = (
    KeyWord("F1", "这一页怎么用"),
    KeyWord("F9", "有人在旁边：遮住姓名、电话"),
    KeyWord("Ctrl+F", "找人、房号、证书"),
    KeyWord("Ctrl+Z", "撤销上一步"),
)
CONTACT_TITLE = "有问题，找谁问"
CONTACT_BLANK = ("姓名：", "电话：")
