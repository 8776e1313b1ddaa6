# SPDX-License-Identifier: GPL-3.0-or-later
"""What `check` found, and what the tables of the database are called."""

from collections.abc import Mapping

from hongyun_desktop.messages.words import KINDS
from hongyun_desktop.text import _

FINDINGS: Mapping[str, str] = {
    "page_damaged": _("资料文件有损坏：{text}。请从备份找回。"),
    "reference_broken": _("{table}第 {row} 条所指的{parent}不存在。"),
    "trigger_missing": _("保护规则 {trigger} 不见了或被改过。请从备份找回。"),
    "index_out_of_step": _("资料里的目录 {index} 与记录不一致。"),
    "search_index_broken": _("搜索目录坏了。"),
    "sequence_behind": _("{table}的编号记到 {told}，用过的已到 {last}，新增时会重号。"),
    "file_without_row": _("照片文件夹里的 {file} 没有记录，不知道是谁的。"),
    "search_out_of_step": _("搜索目录与资料不一致（{kind} {row}）。"),
    "entry_missing": _("积分流水第 {first} 到 {last} 笔不见了。请从备份找回。"),
    "entry_altered": _("积分流水第 {entry} 笔或它的前一笔被改过，或不是本程序记的。请从备份找回。"),
    "entry_balance_wrong": _("积分流水第 {entry} 笔的余额对不上。请从备份找回。"),
    "entry_reversal_wrong": _("积分流水第 {entry} 笔的更正与原来那笔对不上。请从备份找回。"),
    "ledger_head_wrong": _("积分流水末尾对不上：现有 {entries} 笔，登记的是 {told} 笔。请从备份找回。"),
    "entry_differs_from_journal": _("积分流水第 {entry} 笔与操作记录（第 {journal} 笔）对不上。请从备份找回。"),
    "entry_not_journaled": _("积分流水第 {first} 到 {last} 笔在操作记录里没有，不是本程序记的。请从备份找回。"),
    "audit_row_altered": _("操作记录第 {row} 条被改过，或不是本程序记的。请从备份找回。"),
    "audit_row_missing": _("操作记录第 {row} 条（{table}）不见了。请从备份找回。"),
    "audit_row_added": _("操作记录第 {row} 条（{table}）不是本程序记的。请从备份找回。"),
    "audit_cut_short": _("操作记录末尾被截掉了：登记的是 {told} 条，现有 {events} 条。请从备份找回。"),
    "audit_head_wrong": _("操作记录末尾（audit_head）对不上：登记的是 {told} 条，现有 {events} 条。请从备份找回。"),
    "audit_image_altered": _("操作记录第 {line} 条里，修改前后的内容（第 {row} 份或它的前一份）被改过，或不是本程序记的。请从备份找回。"),
    "audit_image_blanked": _("操作记录第 {line} 条里，修改前后的内容（第 {row} 份）被抹掉了，却没有哪次删除个人信息说抹过它。请从备份找回。"),
    "audit_images_differ": _("操作记录第 {row} 条与修改前后的内容（第 {image} 份）对不上。请从备份找回。"),
    "audit_images_head_wrong": _("修改前后的内容末尾对不上：登记到第 {told} 份，现有到第 {images} 份。请从备份找回。"),
    "audit_ledger_differs": _("操作记录第 {row} 条与积分流水（第 {entries} 笔）对不上。请从备份找回。"),
    "service_out_of_step": _("服务记录 {service} 与积分流水对不上。请从备份找回。"),
    "service_missing": _("积分流水第 {entry} 笔没有服务记录。请从备份找回。"),
    "task_photo_missing": _("整治任务 {what} 的照片不见了或被改过（{sha256}）。"),
    "activity_photo_missing": _("活动 {what} 的照片不见了或被改过（{sha256}）。"),
    "team_photo_missing": _("{what}的照片不见了或被改过（{sha256}）。"),
    "facility_photo_missing": _("设施 {what} 的照片不见了或被改过（{sha256}）。"),
    "file_missing_or_altered": _("照片或附件 {sha256} 不见了或被改过。"),
    "backup_count_differs": _("备份里{table}有 {rows} 条，应该是 {expected} 条。请再备份一次。"),
}  # fmt: skip

TABLES: Mapping[str, str] = {
    "meta": _("文件说明"), "operator": _("经办人"), "operator_password": _("密码"), "sign_in_try": _("登录尝试"),
    "setting": _("自管委资料"), "counter": _("编号"), "import_layout": _("记住的栏目"),
    "journal": _("操作记录"), "journal_row": _("操作记录的内容"), "audit_seal": _("操作记录的封条"),
    "audit_head": _("操作记录的末尾"), "stored_file": _("照片文件"), "photo": _("照片"), "erasure": _("已删除的人"),
    "building": _("楼栋"), "building_unit": _("单元"), "dwelling": _("房屋"), "resident": _("住户"),
    "account": _("积分账户"), "point_rule": _("积分规则"), "activity": _("活动"), "batch": _("导入批次"),
    "entry": _("积分流水"), "chain_head": _("积分流水的末尾"), "service": _("服务记录"),
    "attendance": _("到场名单"), "sign_in_choice": _("签到表的选择"),
    "round": _("表彰"), "published_place": _("公布的名次"), "award": _("表彰名单"), "exclusion": _("不列入的人"),
    "round_draft": _("没办完的表彰"), "round_choice": _("表彰里的选择"), "certificate": _("证书"),
    "certificate_wording": _("证书文字"), "certificate_print": _("证书打印"), "proof": _("校名单"),
    "print_run": _("打印批次"), "spoilt_blank": _("印坏的纸"),
    "team": _("队伍"), "team_member": _("队员"), "team_post": _("队伍职务"),
    "facility": _("设施"), "inspection": _("设施检查"), "task": _("整治任务"), "task_quantity": _("任务的数量"),
    "task_step": _("任务的步骤"), "task_funding": _("任务的经费"), "task_chase": _("催办记录"),
    "task_letter": _("整改函"), "handed_report": _("报送过的报告"),
}  # fmt: skip

_WORDS_OF = {"table": TABLES, "parent": TABLES, "kind": KINDS}


def finding_sentence(code: str, params: Mapping[str, object]) -> str:
    """What `check` found."""
    told = {
        name: _WORDS_OF[name].get(str(value), value) if name in _WORDS_OF else value for name, value in params.items()
    }
    return FINDINGS[code].format_map(told)
