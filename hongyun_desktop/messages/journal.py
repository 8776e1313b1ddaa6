# SPDX-License-Identifier: GPL-3.0-or-later
"""What a journal entry did, and what became of a field."""

from collections.abc import Mapping

from hongyun_desktop.text import _

UNITS: Mapping[str, str] = {
    "settings_saved": _("改了自管委的资料"),
    "operator_sat_down": _("换了经办人"),
    "signed_in": _("登录"),
    "sign_in_failed": _("密码输错，没有登录"),
    "locked": _("锁定"),
    "operator_added": _("添加了经办人（{operator}）"),
    "operator_renamed": _("改了经办人的姓名（{operator}）"),
    "operator_role_changed": _("改了经办人的身份（{operator}）"),
    "password_changed": _("改了自己的密码"),
    "password_reset": _("重设了经办人的密码（{operator}）"),
    "access_ended": _("停了经办人的使用权（{operator}）"),
    "printed": _("打印了{what}，{count} 张"),
    "paper_saved": _("把{what}存成了 PDF"),
    "backed_up": _("做了备份"),
    "restored": _("从备份找回了资料"),
    "encryption_on": _("给资料加了密"),
    "encryption_off": _("去掉了资料的加密"),
    "passphrase_changed": _("改了资料的口令"),
    "recovery_renewed": _("换了恢复钥匙"),
    "recovery_confirmed": _("核对了恢复钥匙"),
    "handed_over": _("办了移交"),
    "mended": _("修好了检查时发现的问题"),
    "personal_data_told": _("打印了居民的全部个人信息（编号 {resident}）"),
    "file_added": _("加了一个附件"),
    "undo": _("撤销了上一步"),
    "redo": _("重做了上一步"),
    "erasures_kept": _("找回备份后，保留了删除记录"),
    "roster_imported": _("导入花名册：新增 {added} 人，变更 {updated} 人"),
    "import_layout_kept": _("记住了表格各栏的意思"),
    "resident_added": _("新增了一位居民"),
    "resident_saved": _("改了居民的资料"),
    "nickname_kept": _("记住了一个微信昵称"),
    "resident_moved": _("改了居民的住址"),
    "head_changed": _("换了户主"),
    "numbers_shown": _("看了居民的完整号码（{purpose}）"),
    "team_numbers_shown": _("备案表写出了 {count} 人的完整电话（{purpose}）"),
    "resident_removed": _("删掉了录错的居民"),
    "resident_erased": _("按要求删除了个人信息（编号 {resident}）"),
    "dwelling_saved": _("改了房屋的状态"),
    "people_merged": _("把两条重复的居民并成一个人"),
    "activity_saved": _("登记了一场活动"),
    "activity_cancelled": _("取消了一场活动"),
    "activity_resumed": _("恢复了一场取消的活动"),
    "activity_removed": _("删掉了录错的活动"),
    "activities_repeated": _("按期排了 {count} 场活动"),
    "series_changed": _("改了这场和后面的定期活动，共 {count} 场"),
    "series_cancelled": _("取消了这场和后面的定期活动，共 {count} 场"),
    "team_saved": _("登记了一支队伍"),
    "teams_registered": _("一起登记了 {count} 支队伍"),
    "team_disbanded": _("登记了队伍解散"),
    "team_removed": _("删掉了登记错的队伍"),
    "members_joined": _("登记了 {count} 人入队"),
    "member_left": _("登记了一位队员退队"),
    "member_corrected": _("改了一位队员的入队日期"),
    "member_removed": _("删掉了录错的队员"),
    "guest_linked": _("把一位小区外的队员和花名册里的人连了起来"),
    "post_given": _("登记了队内职务"),
    "post_ended": _("登记了队内职务卸任"),
    "activity_credited": _("给 {count} 人记了服务"),
    "attendance_saved": _("存了一场活动的名单"),
    "attendance_confirmed": _("确认到场，给 {count} 人记了服务"),
    "sign_in_imported": _("导入签到表，记了 {count} 条"),
    "entry_reversed": _("更正了一笔积分"),
    "hours_reversed": _("更正了一条服务时长"),
    "batch_undone": _("更正了一次记的分，共 {count} 笔"),
    "opening_entered": _("录了以前的积分"),
    "point_rule_saved": _("改了积分规则"),
    "photos_added": _("加了 {count} 张照片"),
    "photo_changed": _("改了一张照片的说明"),
    "photo_removed": _("删了一张照片"),
    "facility_saved": _("登记了一处设施"),
    "facility_removed": _("登记了设施拆除"),
    "facility_inspected": _("记了一次设施检查"),
    "task_saved": _("存了一条整治任务"),
    "task_stepped": _("整治任务走了一步"),
    "task_quantities_saved": _("改了整治任务的数量"),
    "task_removed": _("删掉了录错的整治任务"),
    "task_funding_saved": _("记了整治任务的一笔经费"),
    "task_funding_removed": _("删掉了整治任务的一笔经费"),
    "task_chased": _("记了一次催办，{count} 条任务"),
    "task_letter_issued": _("发了函，{count} 条任务"),
    "report_handed_in": _("报送了一份整治报告"),
    "tasks_imported": _("导入整治台账：新增 {added} 条，变更 {updated} 条"),
    "round_held": _("{quarter} 表彰，签发 {count} 张"),
    "round_begun": _("开始准备 {quarter} 的表彰"),
    "round_draft_saved": _("改了表彰前几名"),
    "round_dropped": _("放弃了一轮还没签发的表彰"),
    "candidate_excluded": _("从表彰名单里去掉了一位"),
    "candidate_added": _("往表彰名单里加了一位"),
    "candidate_by_place": _("把一位候选人改回按名次"),
    "honorifics_saved": _("改了称呼"),
    "proof_printed": _("打印了校名单"),
    "proof_signed": _("登记了校名单的签字"),
    "certificate_issued": _("发了一张证书"),
    "certificate_corrected": _("勘误换发了一张证书"),
    "certificate_signed": _("登记了签收"),
    "certificates_signed": _("登记了 {count} 张证书的签收"),
    "certificate_withdrawn": _("撤回了一张证书"),
    "certificates_reprinted": _("补印了 {count} 张证书"),
    "print_run_started": _("开始打印 {count} 张证书"),
    "sheets_printed": _("登记印好证书 {count} 张"),
    "blanks_spoilt": _("登记印坏的空白证书 {count} 张"),
    "print_run_stopped": _("打印停下，登记印好证书 {count} 张"),
    "exported": _("导出了资料（{what}）"),
}  # fmt: skip

BESIDES: Mapping[tuple[str, str], str] = {
    ("resident_erased", "next_head"): _("同住的编号 {next_head} 成了户主"),
}

FIELDS: Mapping[str, str] = {
    "name": _("姓名"), "dwelling_id": _("住址"), "relation": _("与户主关系"), "sex": _("性别"), "born_on": _("出生日期"),
    "id_number": _("身份证号"), "phones": _("电话"), "home_village": _("原属村"), "political_status": _("政治面貌"),
    "tags": _("标签"), "nicknames": _("微信昵称"), "note": _("备注"), "occupancy": _("居住情况"), "room": _("房号"),
    "party": _("责任单位"), "due_on": _("期限"), "cost_fen": _("经费"), "quantity": _("数量（完成/计划）"),
}  # fmt: skip


def unit_sentence(code: str, params: Mapping[str, object]) -> str:
    """What a journal entry did, and what it did besides where its params tell of that."""
    besides = [sentence for (of, param), sentence in BESIDES.items() if of == code and param in params]
    return "，".join((UNITS[code], *besides)).format_map(params)


def change_sentence(field: str, before: str, after: str) -> str:
    """What one field of a record became."""
    told = (
        _("{field}：{before} → {after}") if before and after else _("{field}：{after}") if after else _("清空了{field}")
    )
    return told.format(field=FIELDS.get(field, field), before=before, after=after)
