# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of a heading as it is compared with the words known. Standard library only."""

import re
import unicodedata
from functools import lru_cache

# As offices write that use a computer from Taiwan or Hong Kong.
_TRADITIONAL = str.maketrans(
    "樓單號聯係繫電話證碼戶備註處問題點數區業時間簽動積類門稱關現棟機絡長員責辦實際計劃結開項內務屬況狀態進隊參與寫籍齡駐別",
    "楼单号联系系电话证码户备注处问题点数区业时间签动积类门称关现栋机络长员责办实际计划结开项内务属况状态进队参与写籍龄驻别",
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A heading without blanks, brackets and what they hold, punctuation and width."""
    text = unicodedata.normalize("NFKC", text).translate(_TRADITIONAL)
    text = re.sub(r"[(\[【〔].*?[)\]】〕]", "", text) or text
    return re.sub(r"[\s:：、，,。．.*＊/()（）_%]", "", text).lower()
