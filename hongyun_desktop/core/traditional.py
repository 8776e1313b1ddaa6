# SPDX-License-Identifier: GPL-3.0-or-later
"""Names in traditional characters (張三) as the roster writes them (张三). Standard library only.

Only characters that are common in names, and that stand for one simplified character there; each pair shares a reading
in our table of characters and the second is on the national list, which a test proves. Nobody is taken for somebody
else by it: what fits is asked about.
"""

_PAIRS = (
    # Surnames
    "張张陳陈楊杨趙赵黃黄吳吴劉刘孫孙馬马羅罗鄭郑謝谢許许韓韩馮冯鄧邓蕭萧蔣蒋葉叶蘇苏呂吕盧卢鍾钟譚谭陸陆賈贾韋韦鄒邹龍龙賀贺顧顾龔龚"
    "萬万錢钱嚴严賴赖湯汤顏颜莊庄魯鲁聶聂齊齐溫温遲迟閻阎畢毕紀纪項项單单婁娄藍蓝駱骆鄔邬衛卫關关歐欧喬乔陽阳塗涂滿满時时諸诸東东費费閔闵"
    "竇窦應应華华鮑鲍鄺邝龐庞齡龄範范連连麥麦"
    # Given names
    "靜静麗丽國国偉伟軍军強强蘭兰鳳凤瓊琼學学慶庆榮荣雲云紅红豔艳艷艳貴贵發发興兴傑杰寶宝寧宁愛爱義义樹树銀银鐵铁鋼钢銘铭錦锦鳴鸣鵬鹏鶴鹤"
    "飛飞風风順顺領领穎颖輝辉軒轩進进遠远達达運运長长開开雙双韻韵驕骄駿骏驊骅騰腾鮮鲜黨党見见詠咏詩诗誠诚誼谊謙谦諾诺譽誉讓让貞贞財财賓宾"
    "賢贤贊赞勝胜勛勋勵励團团園园圓圆堅坚夢梦嬌娇嫻娴實实寬宽嵐岚嶺岭廣广從从憶忆憲宪懷怀戰战揚扬擇择啟启晉晋暉晖暢畅曉晓書书會会楓枫業业"
    "棟栋標标樂乐橋桥權权歡欢漢汉潔洁潤润澤泽濤涛瀾澜濱滨瀟潇煒炜煥焕燁烨燦灿爾尔獻献瑋玮瑩莹環环璽玺禮礼禎祯積积節节簡简純纯紹绍維维綱纲"
    "綿绵緒绪緣缘繼继續续聖圣聰聪聲声聯联蓮莲藝艺蘊蕴訓训語语豐丰賜赐躍跃農农選选遙遥釗钊鈞钧鈴铃鈺钰鋒锋銳锐鎮镇閏闰靈灵韜韬頤颐顯显馳驰"
    "騏骐驍骁驥骥鶯莺鷹鹰鵑鹃鴻鸿兒儿倫伦傳传億亿儀仪優优劍剑勁劲壽寿壯壮姍姗嬋婵淵渊銓铨錚铮鎧铠歲岁瓏珑祿禄緯纬臨临覺觉觀观諧谐謹谨貝贝"
    "輪轮鏡镜鐸铎養养鯤鲲"
)
SIMPLIFIED = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_TABLE = str.maketrans(SIMPLIFIED)


def simplified(text: str) -> str:
    """A name with the characters that the roster has for it; unchanged where none of them is traditional."""
    return text.translate(_TABLE)
