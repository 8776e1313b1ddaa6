# SPDX-License-Identifier: GPL-3.0-or-later
"""Which heading means what: a sheet's columns are found by what the headings say, not by where they stand.

Imports neither peewee nor PySide6.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hongyun_desktop.exchange.reading import Cell, Sheet

_LOOKED_AT = 30
_FEWEST_COLUMNS = 2
_LONGEST_HEADING = 20

Synonyms = Mapping[str, tuple[str, ...]]

ROSTER: Synonyms = {
    "sequence": ("序号", "编号", "序", "no", "号"),
    "building": ("栋", "楼栋", "栋号", "楼号", "幢", "幢号", "楼栋号", "座", "楼", "号楼", "栋数", "所在楼栋", "楼宇"),
    "unit": ("单元", "单元号", "所在单元", "单元数"),
    "room": ("房号", "房间号", "室", "室号", "房间", "门牌号", "房屋号", "户号", "门号", "房室"),
    "address": (
        "住址", "地址", "家庭住址", "现住址", "房屋地址", "详细地址", "居住地址", "楼栋房号", "房屋", "房屋坐落", "门牌",
        "楼栋单元房号", "栋单元房号", "楼栋-单元-房号", "房屋信息", "住房", "住房地址", "坐落", "楼房号", "栋-单元-号", "住户地址",
    ),
    "name": ("姓名", "住户姓名", "居民姓名", "人员姓名", "成员姓名", "业主姓名", "名字", "住户", "居民", "业主", "家庭成员", "户内成员"),
    "relation": ("与户主关系", "关系", "户主关系", "与业主关系", "家庭关系", "称谓", "成员关系", "与户主的关系", "和户主关系"),
    "sex": ("性别", "男女"),
    "born_on": ("出生日期", "出生年月", "出生年月日", "生日", "出生", "出生时间"),
    "id_number": (
        "身份证号码", "身份证号", "身份证", "公民身份号码", "公民身份证号码", "证件号码", "证件号", "居民身份证号码", "居民身份证号",
        "身份号码", "身份证件号码", "公民身份证号", "居民身份证",
    ),
    "phone": (
        "联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "移动电话", "联系号码", "联系手机", "固定电话", "座机",
        "备用电话", "电话1", "电话2", "手机1", "手机2",
    ),
    "home_village": ("原属村", "村别", "原村", "原籍村", "所属村", "户籍村", "村组", "村", "原属村组", "来源村", "原所在村", "原村组", "村社"),
    "political_status": ("政治面貌", "党员", "是否党员", "面貌"),
    "occupancy": (
        "居住状态", "居住情况", "住房状态", "房屋状态", "入住状态", "使用情况", "居住类型", "房屋使用情况", "状态", "入住情况", "房屋性质", "房态",
    ),
    "tags": ("标签", "人员标签", "人员类别", "特殊人群", "类别"),
    "note": ("备注", "说明", "备注说明", "其他"),
    "problem": ("问题说明",),
    "from_sheet": ("原工作表",),
    "from_row": ("原行号",),
    "fingerprint": ("校验（请勿改动）",),
}  # fmt: skip

SIGN_IN: Synonyms = {
    "sequence": ROSTER["sequence"],
    "held_on": ("活动日期", "日期", "服务日期", "活动时间", "签到日期", "服务时间", "时间"),
    "activity": ("活动名称", "活动", "服务项目", "服务内容", "项目", "活动内容", "活动主题", "项目名称", "服务活动", "内容"),
    "team": ("组织队伍", "队伍", "所属队伍", "志愿队伍", "服务队伍", "团队", "组织", "队伍名称", "所在队伍"),
    "name": (*ROSTER["name"], "志愿者", "志愿者姓名", "签到人", "参加人员", "参加人"),
    "building": ROSTER["building"],
    "unit": ROSTER["unit"],
    "room": ROSTER["room"],
    "address": (*ROSTER["address"], "楼栋房间"),
    "phone": ROSTER["phone"],
    "hours": ("服务时长", "时长", "小时数", "服务小时", "小时", "服务时数", "志愿时长", "服务工时", "工时", "服务小时数"),
    "minutes": ("分钟", "分钟数", "服务分钟", "服务时长分钟", "时长分钟"),
    "starts_at": ("签到时间", "开始时间", "到达时间", "起始时间", "签到"),
    "ends_at": ("签退时间", "结束时间", "离开时间", "签退"),
    "note": ROSTER["note"],
    "problem": ROSTER["problem"],
    "from_sheet": ROSTER["from_sheet"],
    "from_row": ROSTER["from_row"],
    "fingerprint": ROSTER["fingerprint"],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a sheet's table starts and what its columns hold.

    first_row: zero-based index of the first row below the heading. fields: column → field, in order of columns.
    headings: column → heading as it stands. Several columns may hold phones.
    """

    first_row: int
    fields: Mapping[int, str]
    headings: Mapping[int, str]

    @property
    def unrecognised(self) -> dict[int, str]:
        """Columns with a heading that means nothing to us."""
        return {column: text for column, text in self.headings.items() if column not in self.fields}

    def columns_of(self, field: str) -> list[int]:
        """The columns of a field, from the left; empty where the sheet has none."""
        return [column for column, name in self.fields.items() if name == field]


def plain(text: str) -> str:
    """A heading without blanks, brackets and what they hold, punctuation and width."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[(\[【〔].*?[)\]】〕]", "", text) or text
    return re.sub(r"[\s:：、，,。．.*＊/()（）]", "", text).lower()


def find_layout(sheet: Sheet, synonyms: Synonyms, assigned: Mapping[str, str]) -> Layout | None:
    """The layout of a sheet, or None where no row reads like a heading.

    assigned: heading as it stands → field (empty: none), where a person said so.
    """
    best: Layout | None = None
    for number, row in enumerate(sheet.rows[:_LOOKED_AT]):
        layout = _layout_at(sheet, number, row, synonyms, assigned)
        if layout and (best is None or len(layout.fields) > len(best.fields)):
            best = layout
    return best


def _layout_at(
    sheet: Sheet, number: int, row: Sequence[Cell], synonyms: Synonyms, assigned: Mapping[str, str]
) -> Layout | None:
    single = _named(_heading_texts(row), synonyms, assigned)
    first_row = number + 1
    # A heading over two rows ("住址" above "栋", "单元", "房号") counts as one where the second row adds fields.
    if first_row < len(sheet.rows) and _spans_columns(sheet, number):
        lower = _heading_texts(sheet.rows[first_row])
        joined = _named({**_heading_texts(row), **lower}, synonyms, assigned)
        if len(joined[0]) > len(single[0]) and _named(lower, synonyms, assigned)[0]:
            single, first_row = joined, first_row + 1
    fields, headings = single
    if "name" not in fields.values() or len(fields) < _FEWEST_COLUMNS:
        return None
    return Layout(first_row, fields, headings)


def _spans_columns(sheet: Sheet, row: int) -> bool:
    return any(m.first_row == row and (m.last_column > m.first_column or m.last_row > row) for m in sheet.merges)


def _heading_texts(row: Sequence[Cell]) -> dict[int, str]:
    return {
        column: cell.strip() for column, cell in enumerate(row)
        if isinstance(cell, str) and 0 < len(cell.strip()) <= _LONGEST_HEADING
    }  # fmt: skip


def _named(
    headings: dict[int, str], synonyms: Synonyms, assigned: Mapping[str, str]
) -> tuple[dict[int, str], dict[int, str]]:
    fields: dict[int, str] = {}
    for column, text in headings.items():
        field = assigned.get(text) if text in assigned else field_of(text, synonyms is SIGN_IN)
        if field and (field == "phone" or field not in fields.values()):
            fields[column] = field
    return fields, headings


@lru_cache(maxsize=1024)
def field_of(heading: str, sign_in: bool) -> str:
    """The field that a heading names, or empty."""
    word = plain(heading)
    if sign_in and "分钟" in unicodedata.normalize("NFKC", heading) and "时长" in word:
        return "minutes"
    return _index(sign_in).get(word, "")


@lru_cache(maxsize=2)
def _index(sign_in: bool) -> dict[str, str]:
    table = SIGN_IN if sign_in else ROSTER
    return {plain(word): field for field, words in table.items() for word in words}
