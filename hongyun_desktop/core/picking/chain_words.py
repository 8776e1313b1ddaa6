# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of sign-up chains that are no names: greetings, hours, family brought along, doubts, and emoji.

Pure: standard library only. Source of the lists: what people write in chains; own.
"""

import re

HAN = r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]"
_KEYCAPS = re.compile(r"(?:[0-9]\ufe0f?\u20e3)+|\U0001f51f")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\U000e0020-\U000e007f\u2190-\u23ff\u24b6-\u24ff\u25a0-\u2775\u2794-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\ufe00-\ufe0f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20e3\ufeff]+"
)
# What stands in brackets in a chain as WeChat exports it, such as [强]; a remark in other brackets is kept.
_WECHAT_EMOJI = re.compile(
    r"\[(?:强|弱|玫瑰|微笑|愉快|握手|抱拳|OK|胜利|鼓掌|爱心|心|太阳|月亮|赞|合十|庆祝|呲牙|偷笑|可爱|憨笑|拥抱|加油|加油加油|福"
    r"|蛋糕|礼物|咖啡|烟花|爆竹|得意|奋斗|机智|耶|捂脸|笑脸|嘿哈|转圈|跳跳|发呆|害羞|调皮|破涕为笑|社会社会|好的|吃瓜|勾引|拳头"
    r"|色|亲亲|發|红包|发|旺柴|嘴唇|凋谢|心碎|菜刀|猪头|裂开|流泪|大哭|哇|汗|苦涩|Emm|天啊|叹气|666|让我看看|翻白眼)\]",
    re.IGNORECASE,
)
_WIDTHS = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B),
                                                      *range(0xFF41, 0xFF5B))},
        **dict.fromkeys("－—–−‐‑‒―", "-"),
        **dict.fromkeys("[［【〔「『{｛《〈<〖(", "（"),
        **dict.fromkeys("]］】〕」』}｝》〉>〗)", "）"),
        "．": ".", "＋": "+", "＃": "#", "／": "/", "＆": "&", "\u3000": " ", "\xa0": " ",
    }
)  # fmt: skip
# Nobody says more at once; longer text would only cost the patterns time.
_LONGEST = 20
_BEGIN = r"(?:我是|我叫|本人是?|住户|户主|业主|志愿者|党员|群众|@)"
_SAYING = (
    r"(?:参加一个|我?要?准时参加|我?准时到|我?要?参加|我要?报名|已?报名|报个名|算我?一个|算上?我|加我?一个|加我|接龙|收到|支持|准时|(?:晚|早|迟)(?:一?点)?[到来](?:一?会儿?)?|本人|女士|先生|同志"
    r"|可以|没问题|好的|能来|能到|户主|业主|打卡|签到|一人|一个人)"
)
_ALONE = (
    r"(?:我们?|来|去|到|住|家|户|好|姓名|名字|房号|门牌号?|住址|电话|手机号?|尾号|后四位|OK|ok|上午|下午|早上|晚上|中午|全天|半天|今天|明天|后天|大家好|谢谢|辛苦了?|参与"
    r"|(?:周|星期|礼拜)[一二三四五六日天末]|room|的|是|了|啦|哦|哈|呀|吧|男|女)"
)
_NOISE = re.compile(rf"(?:{_BEGIN}|{_SAYING}|{_ALONE})+")
_AROUND = re.compile(rf"{_BEGIN}*(?P<name>.+?)(?:{_SAYING}|{_ALONE})*?{_SAYING}*")
_HONORIFIC = (
    "(?:嬢嬢|孃孃|大爷|大妈|大娘|大姐|大哥|阿姨|叔叔|伯伯|婆婆|爷爷|奶奶|老师|医生|师傅|主任|书记|姐|哥|叔|姨|嫂)"
)
_LOOSELY = re.compile(
    rf"(?:我|帮|代|替|给|群众|邻居)?(?P<name>.{{2,}}?)(?:也|都|要|会|来|去|到|住|家|的|了|啦|哦|哈|呀|吧|上午|下午|全天|{_HONORIFIC})*"
)
_KIN = (
    r"(?:老伴儿?|爱人|老公|老婆|妻子|丈夫|媳妇|儿媳妇?|女婿|儿子|女儿|幺儿|孩子们?|娃儿?|小孩子?|宝宝|孙儿|孙子|孙女|外孙|妈妈?|爸爸?|母亲|父亲"
    r"|爷爷|奶奶|外公|外婆|婆婆|家人|家属|家里人|亲戚|朋友|邻居|同学|姐姐|妹妹|哥哥|弟弟|父母|爸妈|他人)"
)
_COUNT = r"(?:[0-9一两二三四五六七八九十]+|几)(?:个人|个|人|位|名|口人?|大\S{1,2}小)"
_WITH = r"(?:和|与|及|跟|带着?|加|、|\+|&)"
_TOGETHER = (
    r"(?:夫[妻妇](?:俩|二人|两人)?|两口子|小两口|老两口|俩"
    rf"|一家子?(?:{_COUNT})?|全家(?:{_COUNT})?|[母父][子女]俩?|等?{_COUNT})"
)
_BROUGHT = re.compile(
    rf"(?:我们?)?(?:{_WITH}?(?:我|他|她)?(?:的|家)?{_KIN}(?:{_WITH}?{_KIN})*|{_WITH}?{_TOGETHER})(?:一起|同去|都|{_SAYING}|来|去)*"
)
_AFTER_NAME = re.compile(
    rf"(?:{_WITH}(?:我|他|她)?(?:的|家)?{_KIN}(?:{_WITH}?{_KIN})*|{_WITH}?{_TOGETHER})(?:一起|同去|都|{_SAYING}|来|去)*"
)
_KIN_OF = re.compile(rf"的?家?的?{_KIN}(?:{_SAYING}|来|去)*|家|家的?(?:{_SAYING}|来|去)*")
_DOUBT = re.compile(
    r"请假|不来|不去|不到|不参加|来不了|去不了|参加不了|不能|无法|没空|没时间|有事|取消|退出|待定|不确定|不一定|可能|也许|看情况|尽量|等通知"
    r"|[~～]{2}.+[~～]{2}|[代帮替]|换成|改成|改为|转给|划掉|作废|删除|生病|抱歉|对不起"
)
_ONE_MORE = re.compile(r"\+\s*1")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费"
    "卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮"
    "粟冼蔺海郜阚强权帅屠练廉漆巴国狄平计宣晋初敬来扈公哈那宾於尧闭由逄"
)
_COMPOUND = "欧阳上官司马诸葛司徒东方尉迟皇甫公孙慕容令狐宇文长孙夏侯端木轩辕南宫百里呼延东郭独孤西门鲜于闻人万俟"
COMPOUND_SURNAMES = frozenset(_COMPOUND[at : at + 2] for at in range(0, len(_COMPOUND), 2))


def plain(line: str) -> str:
    """A line without emoji, with ASCII digits, one kind of brackets and dashes, and numbers for keycaps."""
    line = _KEYCAPS.sub(lambda match: (re.sub(r"\D", "", match.group()) or "10") + ". ", line)
    return _EMOJI.sub(" ", _WECHAT_EMOJI.sub(" ", line)).translate(_WIDTHS).strip()


def has_emoji(line: str) -> bool:
    """Whether a line shows anything that `plain` takes out."""
    return _EMOJI.search(_KEYCAPS.sub("", line)) is not None or _WECHAT_EMOJI.search(line) is not None


def nickname_key(text: str) -> str:
    """By which nicknames are compared: without blanks, emoji and width; one that is all emoji stays as it is."""
    key = re.sub(r"\s+", "", plain(text)).strip("~～.。-·*_、,，!！（）").casefold()
    return key or re.sub(r"\s+", "", text)


def is_noise(text: str) -> bool:
    """Whether a text is only what people say when they sign up, such as 我参加 or 上午."""
    return len(text) <= _LONGEST and _NOISE.fullmatch(text) is not None


def spoken_names(name: str) -> tuple[str, str]:
    """A name without the words around it that are surely no part of one ("我是罗喆", "罗喆参加"), and without those
    that may be ("罗喆来", "帮罗喆")."""
    if len(name) > _LONGEST:
        return name, name
    sure = re.sub(rf"(?:{_SAYING}|等)+$", "", re.sub(rf"^{_BEGIN}+", "", name)) or name
    loose = _LOOSELY.fullmatch(sure)
    return sure, loose["name"] if loose else sure


def is_brought(text: str) -> bool:
    """Whether a text is somebody brought along without a name: 我和老伴, 一家三口, 带孩子."""
    return len(text) <= _LONGEST and _BROUGHT.fullmatch(text) is not None


def brings(rest: str) -> bool:
    """Whether what stands behind a name says that others come along: 夫妻俩, 和老伴, 等3人."""
    return len(rest) <= _LONGEST and _AFTER_NAME.fullmatch(rest) is not None


def is_kin_of(rest: str) -> bool:
    """Whether what stands behind a name makes it somebody else: 的妈妈, 老伴, 家."""
    return len(rest) <= _LONGEST and _KIN_OF.fullmatch(rest) is not None


def names_kin(text: str) -> bool:
    """Whether a text speaks of a relative, so that a name beside it may not be the writer's."""
    return re.search(_KIN, text) is not None


def is_doubtful(text: str) -> bool:
    """Whether a text takes a sign-up back or makes it for somebody else."""
    return _DOUBT.search(text) is not None


def is_one_more(text: str) -> bool:
    """Whether "+1" stands there, which some write for 我参加."""
    return _ONE_MORE.search(text) is not None


def looks_like_a_name(text: str) -> bool:
    """Whether a text is written as a real name is: a surname with one or two characters more."""
    if not re.fullmatch(rf"{HAN}{{2,4}}", text):
        return False
    return text[:2] in COMPOUND_SURNAMES or (len(text) <= 3 and text[0] in _SURNAMES)


def are_names_apart(text: str) -> bool:
    """Whether blanks set several names apart: 罗喆 吕静, but neither 罗 喆 nor 欧阳 方方."""
    parts = text.split()
    return len(parts) > 1 and parts[0] not in COMPOUND_SURNAMES and all(map(looks_like_a_name, parts))
