# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that read badly when a line end tears them: those that certificates use, quarters, numbers with their unit.

Chinese lines may break anywhere, so this is a wish and no rule: `lines` pays a little blank for it and no more. Pure.
"""

import re

_WORDS = (
    "志愿者", "志愿", "服务", "小时", "累计", "季度", "公益", "奉献", "热心", "乐于", "积极", "参与", "参加", "活动",
    "表现", "突出", "优秀", "评为", "小区", "社区", "街道", "邻里", "居民", "树木", "花草", "整治", "环境", "家庭",
    "感谢", "衷心", "特发此证", "以资鼓励", "聘请", "聘期", "议事会", "议事员", "课程", "成绩", "合格", "准予", "结业",
    "培训", "自管委", "委员会", "敬意", "队员", "贵队",
)  # fmt: skip
_LONG_UNITS = "平方米|立方米|平方|公里|小时|分钟"
_UNITS = f"{_LONG_UNITS}|棵|项|人|次|名|户|场|天|年|月|日|个|张|分|处|吨|米|届|期|家|元|株|盏|车"
_MEASURE = rf"\d+(?:\.\d+)?(?:{_UNITS})"
_KEPT = re.compile(rf"第[一二三四]季度|第[一二三四五六七八九十]+届|{_MEASURE}|{'|'.join(_WORDS)}")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text that a line end should not tear, each once."""
    return tuple(dict.fromkeys(_KEPT.findall(text)))


def measures_of(text: str) -> tuple[str, ...]:
    """Numbers with their unit, each once."""
    return tuple(dict.fromkeys(re.findall(_MEASURE, text)))


def units_of(text: str) -> tuple[str, ...]:
    """Units of several characters, which a line end never tears, each once."""
    return tuple(dict.fromkeys(re.findall(_LONG_UNITS, text)))
