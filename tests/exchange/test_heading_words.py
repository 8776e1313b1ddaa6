# SPDX-License-Identifier: GPL-3.0-or-later
"""What columns are called by forms, property systems and committees that we do not know."""

from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.exchange.columns import ROSTER, SIGN_IN, TASKS, Synonyms, fields_of
from tests.exchange.sheets import roster_of, sign_in_of, told


def field(heading: str, synonyms: Synonyms) -> str:
    return fields_of({0: heading}, synonyms, {}).get(0, "")


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("building", "所属楼栋 楼栋名称 1、您所在的楼栋 幢号/楼号 楼栋编号"),
        ("unit", "所属单元 单元名称 您的单元"),
        ("room", "2、您的房号（如3-2-1102） 单元-房号 所住房号 房产编号 单元门牌号 业主房号"),
        ("address", "房产信息 您的住址 栋号房号 房屋座落 3.您的家庭住址 居住房屋"),
        ("name", "客户名称 1、您的姓名: 实际居住人 租户姓名 业主名称"),
        ("relation", "同户主关系 5、与户主的关系 亲属关系"),
        ("home_village", "安置村 拆迁前所在村 原所属村 来源村组"),
        ("occupancy", "居住现状 自住/出租/空置 房屋使用性质 目前状态"),
        ("phone", "宅电 Tel 3、您的手机号"),
    ],
)
def test_headings_of_rosters(name: str, headings: str) -> None:
    assert {each: field(each, ROSTER) for each in headings.split()} == dict.fromkeys(headings.split(), name)


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("held_on", "开展日期 举办时间 志愿服务日期 2、活动日期 日"),
        ("activity", "1、您参加的活动名称 参加活动（必填） 志愿服务项目 工作内容"),
        ("team", "服务队 所在团队 组织单位 队别"),
        ("name", "参与者 义工 队员 出勤人员"),
        ("hours", "服务时间（小时） 本次时长(h) 认定时长 时数 5、服务时长（小时） 志愿服务时间(小时)"),
        ("minutes", "用时（分钟） 时长(min)"),
        ("starts_at", "上岗时间 服务开始时间 入场时间"),
        ("ends_at", "下岗时间 服务结束时间 退场时间"),
    ],
)
def test_headings_of_sign_in_sheets(name: str, headings: str) -> None:
    assert {each: field(each, SIGN_IN) for each in headings.split()} == dict.fromkeys(headings.split(), name)


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("title", "隐患描述 治理内容 整改问题 违建情况 整治前 整改前"),
        ("category", "问题大类 问题性质 大类"),
        ("place", "部位 问题所在地 整治区域 片区"),
        ("quantity", "计划数 应整治数 计划任务数 目标数 计划完成数量 计划整治（数量） 应整改数量"),
        ("done", "已完成数 完工数量 已清理数量 已整治数 销号数量 实际完成数"),
        ("raised_on", "摸排日期 派单时间 下达日期 发现"),
        ("party", "主责单位 处置单位 办理单位 责任人及电话"),
        ("due_on", "计划完成时间（年/月/日） 预计完成时间 拟完成日期 计划完工日期 最迟完成日期 应完成日期"),
        ("done_on", "闭环日期 实际完工日期 处置日期 结案日期"),
        ("state", "处理情况 是否闭环 处置情况 推进情况"),
        ("cost", "总投资 概算"),
    ],
)
def test_headings_of_ledgers(name: str, headings: str) -> None:
    assert {each: field(each, TASKS) for each in headings.split()} == dict.fromkeys(headings.split(), name)


@pytest.mark.parametrize(
    "heading",
    ["楼栋长", "楼栋长电话", "网格员电话", "管家姓名", "登记人", "单位地址", "配合单位", "楼栋类型", "累计时长"],
)
def test_headings_of_other_people_and_places_mean_nothing(heading: str) -> None:
    assert [field(heading, each) for each in (ROSTER, SIGN_IN)] == ["", ""]


@pytest.mark.parametrize(
    "heading", ["计划开工日期", "预计开始时间", "响应时间", "应急联系时间", "对应时间", "规模", "目标", "体量", "上报"]
)
def test_headings_of_ledgers_that_are_no_deadline_and_no_amount_mean_nothing(heading: str) -> None:
    assert field(heading, TASKS) == ""


def test_a_plan_of_when_to_begin_leaves_the_deadline_to_the_plan_of_when_to_end() -> None:
    assert fields_of({0: "计划开工日期", 1: "计划竣工日期"}, TASKS, {}) == {1: "due_on"}


def test_hours_of_a_clock_are_no_length() -> None:
    assert fields_of({0: "签到时间（24小时）", 1: "签退时间（24小时）"}, SIGN_IN, {}) == {0: "starts_at", 1: "ends_at"}


@pytest.mark.parametrize("heading", ["总时长", "合计时长", "服务总时长"])
def test_a_sum_of_hours_counts_only_where_no_times_say_how_long_it_took_that_day(tmp_path: Path, heading: str) -> None:
    rows = [
        ["活动", "姓名", "服务日期", "签到", "签退", heading],
        ["义诊", "罗喆", "2026-09-05", "9:00", "11:00", 12],
        ["义诊", "李丽", "2026-09-05", "√", "√", 3],
    ]
    assert [line.minutes for line in sign_in_of(tmp_path, rows).lines] == [120, 180]


@pytest.mark.parametrize(("heading", "group"), [("组别", 1), ("小组", "第二组"), ("组别", "3组")])
def test_the_number_of_a_group_is_no_team(tmp_path: Path, heading: str, group: object) -> None:
    rows = [
        ["组织队伍：红袖章"],
        ["活动", "姓名", heading, "服务日期", "时长"],
        ["义诊", "罗喆", group, "2026-09-05", 2],
    ]
    assert sign_in_of(tmp_path, rows).lines[0].team == "红袖章"
    rows[2][2] = "舞蹈组"
    assert sign_in_of(tmp_path, rows).lines[0].team == "舞蹈组"


def test_a_group_chat_of_a_building_is_no_building() -> None:
    assert field("楼栋微信群", ROSTER) == ""


@pytest.mark.parametrize("heading", ["常住人员", "成员", "家庭成员"])
def test_a_column_of_how_many_people_has_no_names(tmp_path: Path, heading: str) -> None:
    rows = [
        ["房号", "户主", "户主电话", heading],
        ["3-2-1102", "罗喆", "13800000001", 3],
        ["3-2-1101", "李丽", "", "2人"],
    ]
    lines = roster_of(tmp_path, rows).lines
    assert [(line.name, line.relation, line.phones) for line in lines] == [
        ("罗喆", "户主", ("13800000001",)), ("李丽", "户主", ()),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["岗位", "服务岗位", "工作内容"])
def test_what_each_did_is_the_activity_only_where_the_title_names_none(tmp_path: Path, heading: str) -> None:
    rows = [["姓名", heading, "服务日期", "时长"], ["罗喆", "引导", "2026-09-05", 2]]
    named = [["2026年9月5日义诊活动签到表", "", "", ""], *rows]
    assert sign_in_of(tmp_path, rows).lines[0].activity == "引导"
    assert sign_in_of(tmp_path, named).lines[0].activity == "义诊"


def test_unit_and_room_may_share_a_column_beside_the_building(tmp_path: Path) -> None:
    rows = [["栋", "单元-房号", "姓名"], ["3", "2-1102", "罗喆"]]
    assert told(roster_of(tmp_path, rows)) == [("3-2-1102", "罗喆")]


def test_a_yes_below_whether_a_dwelling_is_vacant_is_a_tick(tmp_path: Path) -> None:
    rows = [["房号", "姓名", "是否空置", "是否出租"], ["3-2-1102", "", "是", "否"], ["3-2-1101", "罗喆", "否", "是"]]
    assert [line.occupancy for line in roster_of(tmp_path, rows).lines] == ["vacant", "let"]


@pytest.mark.parametrize("heading", ["是否常住", "是否业主"])
def test_a_yes_that_is_about_a_person_says_nothing_of_the_dwelling(tmp_path: Path, heading: str) -> None:
    rows = [["房号", "姓名", "与户主关系", heading], ["3-2-1102", "罗喆", "租客", "是"]]
    (line,) = roster_of(tmp_path, rows).lines
    assert (line.occupancy, line.note) == (None, f"{heading}：是")


def test_a_form_on_the_web_asks_its_columns(tmp_path: Path) -> None:
    rows = [
        ["序号", "提交答卷时间", "所用时间", "1、您参加的活动名称", "2、活动日期", "3、您的姓名", "4、您的房号", "5、服务时长（小时）"],
        [1, "2026/9/30 10:11:12", "65秒", "中秋邻里节", "2026-09-26", "罗喆", "1-1-101", 2],
    ]  # fmt: skip
    line = sign_in_of(tmp_path, rows).lines[0]
    assert (line.held_on, line.activity, line.name, line.minutes) == (date(2026, 9, 26), "中秋邻里节", "罗喆", 120)
    assert line.address


def test_headings_in_traditional_characters_say_the_same() -> None:
    headings = dict(enumerate(["樓棟", "單元", "房號", "姓名", "聯繫電話", "身份證號碼", "與戶主關係", "備註", "性別"]))
    assert list(fields_of(headings, ROSTER, {}).values()) == [
        "building", "unit", "room", "name", "phone", "id_number", "relation", "note", "sex",
    ]  # fmt: skip
    assert [field(each, TASKS) for each in ("問題描述", "地點", "數量", "責任單位", "完成時間")] == [
        "title", "place", "quantity", "party", "done_on",
    ]  # fmt: skip
