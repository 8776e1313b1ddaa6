# SPDX-License-Identifier: GPL-3.0-or-later
"""From a code with parameters to a Chinese sentence: what happened, and what to do.

Used by the commands and the window. Knows no layer above it: errors and problems come in by their attributes.
tests/test_messages.py proves that every code in the source has its sentence here.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from hongyun_desktop.text import _


class _Coded(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def params(self) -> Mapping[str, object]: ...


class _Problem(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...


ERRORS: Mapping[str, str] = {
    "unexpected": _("程序出了没有料到的问题，资料没有改动。请把日志文件 {log} 交给帮你们装软件的人。"),
    # the file and the disk
    "database_in_use": _("资料正在被使用（{program}，{since} 起）。请先把那边关掉，再来一次。"),
    "database_missing": _("资料文件 {file} 不见了。请先找找是不是被移走了，或用 restore 从备份找回；确实要从头开始，请加上 --new。"),
    "database_empty_file": _("资料文件 {file} 是空的，已原样保留。请用 restore 从备份找回。"),
    "database_damaged": _("资料文件 {file} 已损坏，已原样保留。请用 restore 从备份找回。"),
    "read_only_rescue": _("资料坏了，现在只能看，不能改。请从备份找回。"),
    "rescue_impossible": _("资料文件 {file} 的开头坏了，里面的内容读不出来，没有动它。请从备份找回。"),
    "database_not_ours": _("{file} 不是鸿运桌面的资料文件，没有动它。请检查 --data 写得对不对。"),
    "database_key_wrong": _("打不开 {file}：密钥不对，或文件已损坏。文件没有改动。"),
    "database_key_needed": _("{file} 加了密。请输入资料口令，或者恢复钥匙。"),
    "passphrase_wrong": _("口令不对，资料没有动。请看看大小写和输入法，再试一次；想不起来，可以用纸上的恢复钥匙。"),
    "recovery_mistyped": _("恢复钥匙抄错了，最后一组对不上。请对照纸上的再抄一遍，大小写、空格都不要紧。"),
    "recovery_wrong": _("这不是这份资料现在的恢复钥匙。请找最近打印的那一张。"),
    "passphrase_too_short": _("口令太短，至少 {least} 个字。可以用一句自己记得住的话。"),
    "passphrase_too_simple": _("口令太简单，重复的字太多。可以用一句自己记得住的话。"),
    "secret_not_given": _("要输入口令才能继续。请在终端里运行，或加上 --password-stdin 从标准输入读。"),
    "secrets_differ": _("两次输入的不一样，什么都没有改。请再来一次。"),
    "key_file_missing": _("找不到钥匙文件 {file}，它要和资料放在一起。请从备份里把同名的钥匙文件拷回来，或从备份找回。"),
    "key_file_damaged": _("钥匙文件 {file} 已损坏，没有动它。请从备份里把同名的钥匙文件拷回来，或从备份找回。"),
    "already_encrypted": _("{file} 已经加密了，没有再做一遍。"),
    "not_encrypted": _("{file} 没有加密，没有动它。"),
    "encryption_not_verified": _("{file} 转换以后逐行核对不上，已放弃，资料还是原来的样子。请先检查资料是否完好。"),
    "photo_damaged": _("照片 {file} 不见了，或与当初存进来的不一样。请从备份找回，或重新添加这张照片。"),
    "database_newer": _("{file} 是更新版本的程序做的（第 {version} 版，本程序认得到第 {latest} 版）。请升级程序，文件没有改动。"),
    "database_read_only": _("{file} 是只读的，不能写入。请在文件属性里去掉“只读”，或换个放资料的地方。"),
    "database_not_readable": _("读不到 {file}。请检查文件还在不在、这个账户能不能打开它。"),
    "database_busy": _("{file} 正忙，这一步没有写入。请稍等几秒再试。"),
    "disk_full": _("磁盘满了，{file} 没有写入，原有资料不受影响。请腾出些空间再试。"),
    "disk_error": _("读写 {file} 时磁盘出错，这一步没有写入。请尽快备份到 U 盘，并检查硬盘。"),
    "folder_not_writable": _("文件夹 {folder} 写不进去。请换一个文件夹，或检查 U 盘有没有写保护。"),
    "triggers_missing": _("{file} 里的保护规则（{trigger}）不见了，可能被别的软件改过。请用 restore 从备份找回。"),
    "migration_lost_rows": _("升级资料时核对不上，已退回升级前的样子，什么都没有丢。请联系帮你们装软件的人。"),
    "folder_shared": _("{folder} 在网络共享上，放在那里容易丢资料。请放到本机硬盘；备份可以放共享。"),
    "folder_synchronised": _("{folder} 是会自动同步的网盘文件夹，放在那里容易丢资料。请放到本机硬盘；备份可以放网盘。"),
    "folder_removable": _("{folder} 在 U 盘或移动硬盘上，拔掉就会丢资料。请放到本机硬盘；备份可以放 U 盘。"),
    "stick_gone": _("{folder} 写到一半断开了，没写完的不算数，本机的资料不受影响。请插好 U 盘，再备份一次。"),
    "stick_too_small": _("{folder} 放不下：还要 {needed_mb} MB，只剩 {free_mb} MB。请删掉些不要的文件，或换一个 U 盘。"),
    "program_copy_differs": _("程序抄到 {folder} 以后核对不上（{file}），没有算数；备份已经写好。请换一个 U 盘再试。"),
    "backup_missing": _("找不到备份文件 {file}。请检查文件名，或把 U 盘插好。"),
    "backup_not_verified": _("备份 {file} 核对不上，不能用。请换一份备份；现有资料没有改动。"),
    "file_exists": _("{file} 已经有了，不会覆盖它。请换个文件名。"),
    "file_not_writable": _("{file} 写不进去。请检查它是不是正开着，或换个文件夹。"),
    "file_not_readable": _("读不到 {file}。请检查文件还在不在。"),
    "not_a_demo": _("{file} 不是演示资料，没有动它。请换一个文件夹再看演示。"),
    # the window
    "no_display": _("这里没有图形桌面，窗口打不开。请在电脑的桌面上打开鸿运桌面。"),
    "self_check_failed": _("自检没有通过：{step}。请重新装一次程序；还不行，把这句话告诉装软件的人。"),
    "display_library_missing": _("这台电脑缺少系统组件 {library}，窗口打不开。请让装软件的人照 README 的安装一行再装一次。"),
    "job_is_writing": _("正在写入资料，这一步没有做。请等它完成再试。"),
    "date_not_readable": _("看不懂日期“{text}”，请写成 2026-9-26 这样，或从日历里选。"),
    "number_not_readable": _("“{text}”不是数字，请再看一遍。"),
    "number_not_whole": _("请写 {low} 到 {high} 之间的整数。"),
    "number_not_half": _("请写 {low} 到 {high} 之间的数，可以有半个，如 2.5。"),
    "date_missing": _("请写上日期。"),
    "record_not_chosen": _("请从下面的列表里选一个。"),
    "printer_not_ready": _("打印机 {printer} 现在不能打印。请看看它开了没有、纸放好没有、线插好没有，再试一次。"),
    # undo
    "nothing_to_undo": _("没有可以撤销的操作。"),
    "nothing_to_redo": _("没有可以重做的操作。"),
    "undo_not_possible": _("这一步不能撤销。积分请用“更正”，证书请用“勘误换发”或“撤回”。"),
    "undo_row_changed": _("后来又改过同一条，不能撤销了。请直接改成想要的样子。"),
    "undo_row_in_use": _("后来的记录用到了它，不能撤销了。"),
    # settings and the desk
    "setting_unknown": _("没有“{key}”这一项。可以设的有：{known}，以及 first_number.honour.2026 这样的起始编号。"),
    "setting_without_value": _("“{key}”后面要写 = 和内容，如 compound=鸿运小区。"),
    "setting_empty": _("“{key}”不能空着。"),
    "setting_too_long": _("“{key}”太长了，最多 {longest} 个字。"),
    "lock_minutes_not_valid": _("自动锁定的分钟数可以写 {choices}，0 是不自动锁定。"),
    "first_number_not_valid": _("起始编号要写 1 到 {highest} 的整数。"),
    "numbers_already_issued": _("{year} 年这种证书已经发过，起始编号不能再改。"),
    "points_not_whole": _("积分要写整数，“{value}”不行。"),
    "operator_name_empty": _("请写上经办人的姓名。"),
    "operator_name_taken": _("已经有叫“{name}”的经办人了，请换一个写法。"),
    "operator_unknown": _("没有这位经办人，请从名单里选。"),
    "operator_ended": _("{name} 的使用权已经停了。要恢复，请管理员重新添加。"),
    "last_admin": _("这是最后一位管理员，不能停用，也不能改成别的身份。请先让另一位当管理员。"),
    "not_allowed": _("你的身份不能做这一步，没有改动。要做，请管理员来，或请管理员改你的身份。"),
    "locked": _("现在没有人登录，没有改动。请先登录。"),
    "handover_keys_missing": _("资料加了密，移交要换口令。请输入现在的口令和新的口令。"),
    "erasure_reason_missing": _("请选一个删除的原因，会登记下来。"),
    "password_wrong": _("密码不对。请看看大小写和输入法，再试一次；忘了请管理员重设。"),
    "sign_in_waits": _("错的次数太多，请等 {wait_s} 秒再试；忘了请管理员重设。"),
    "current_password_wrong": _("原来的密码不对，没有改。请再试一次；忘了请管理员重设。"),
    "password_too_short": _("密码太短，至少 {least} 位。"),
    "password_too_long": _("密码太长，最多 {longest} 个字。"),
    "purpose_missing": _("导出不打星号的号码，要写明用途：--purpose \"…\"。"),
    # files that come in
    "no_heading_found": _("{file} 里找不到表头。请确认有一行写着“姓名”和“住址”（或“栋、单元、房号”）这样的栏目名。"),
    "no_hours_heading": _("{file} 里找不到“姓名”和“服务时长”这样的栏目，不像签到表。请确认选对了文件；花名册请在“微网实格”导入（命令是 import roster）。"),
    "looks_like_sign_in": _("{file} 像是签到表，没有当花名册导入。签到表请在“志愿积分”导入（命令是 import sign-in）。"),
    "file_empty": _("{file} 是空文件。请换一份，或重新从 U 盘复制。"),
    "file_not_a_table": _("{file} 其实是{kind}，不是表格。请找到原来的表格文件再导入；网页可以先用 WPS 打开，另存为 .xlsx。"),
    "file_has_password": _("{file} 设了密码，打不开。请用 WPS 或 Excel 去掉密码，另存后再导入。"),
    "file_too_large": _("{file} 太大，或有内容写到了很远的格子里。请把要导入的部分复制到新表格，另存后再导入。"),
    "file_damaged": _("{file} 已损坏，读不出来。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入，或请对方重发。"),
    "file_takes_too_long": _("{file} 读得太久，已停下，资料没有改动。请把要导入的部分复制到新表格再试。"),
    "file_encoding_unknown": _("看不出 {file} 是什么文字编码。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。"),
    # the roster
    "name_empty": _("请写上姓名。"),
    "sex_not_valid": _("性别请选“男”或“女”，或空着。"),
    "born_in_future": _("出生日期在今天之后，请再看一遍。"),
    "phone_not_valid": _("“{phone}”不像电话号码，请再看一遍。"),
    "address_not_readable": _("看不懂住址“{text}”，请写成 3-2-1102 或 3栋2单元1102 这样。"),
    "no_household": _("这个人没有住址，不能设为户主。请先用“搬家”写上住址。"),
    "purpose_empty": _("请写上为什么要看号码，会登记下来。"),
    "address_incomplete": _("请把栋、单元、房号都写上。"),
    "id_taken": _("这个身份证号已登记在 {name} 名下，请核对。"),
    "resident_unknown": _("花名册里没有这个人了。"),
    "resident_in_use": _("这个人有积分、证书、活动名单或入过队，不能删掉；搬走了请改住址，本人要求删除请用“删除个人信息”。"),
    "dwelling_unknown": _("没有这个房号，请先登记。"),
    "dwelling_taken": _("{address} 已经登记过了，请直接改那一户。"),
    "plan_outdated": _("预览之后资料又有改动，没有导入。请重新预览一次再导入。"),
    "resident_erased": _("这个人的个人信息已按要求删除，不能再记。"),
    # points
    "quarter_not_valid": _("“{text}”不是季度，请写成 2026Q3 这样。"),
    "minutes_not_positive": _("服务时长要大于 0。"),
    "longer_than_a_day": _("服务时长不能超过 24 小时。"),
    "points_out_of_range": _("积分要在 0 到 {highest} 之间，且不能全是 0。"),
    "points_already_spent": _("这些积分已经用掉一部分，还差 {missing} 分，不能更正。"),
    "activity_name_empty": _("请写上活动名称。"),
    "activity_unknown": _("没有这场活动了。"),
    "activity_is_cancelled": _("“{name}”已经取消，不能记分。要照常办，请先“恢复活动”。"),
    "activity_in_use": _("这场活动已有名单、记分或照片，不能删掉；不办了请用“取消活动”。"),
    "activity_in_series": _("后面的场次是从这一场排出来的，请先取消或删掉后面的。"),
    "event_earns_no_points": _("这是会议或活动，不是志愿服务，不记分。要记分，请先把它改成“志愿服务”。"),
    "time_not_readable": _("时间“{text}”看不懂，请写成 9:30 这样。"),
    "start_time_missing": _("写了结束时间，也请写开始时间。"),
    "ends_before_it_starts": _("结束时间要晚于开始时间。"),
    "repeats_until_too_early": _("截止日期以前没有下一场，请把截止日期往后挪。"),
    "repeats_too_often": _("一次最多排 {most} 场，请把截止日期提前。"),
    "series_missing": _("这场活动不是定期活动，没有后面的场次。"),
    # teams
    "team_name_empty": _("请写上队伍的名称。"),
    "team_name_too_long": _("队伍的名称太长了，最多 {longest} 个字。"),
    "team_exists": _("已经有“{name}”这支队伍了，请换一个名称。"),
    "team_unknown": _("没有这支队伍了。"),
    "team_disbanded": _("“{name}”已经解散，不能再改队员和职务。"),
    "team_in_use": _("这支队伍有过队员或照片，不能删掉；不再活动了请用“解散”。"),
    "founded_after_joined": _("成立日期不能晚于第一位队员入队的日期（{day}）。"),
    "joined_before_founded": _("入队日期早于队伍成立的日期（{day}），请再看一遍。"),
    "joined_before_left": _("这个人上一次退队是 {day}，再次入队不能早于那天。"),
    "joined_after_post": _("入队日期晚于任职或退队的日期（{day}），请再看一遍。"),
    "members_already": _("{names} 已经在队里了。"),
    "member_unknown": _("没有这位队员了。"),
    "member_left": _("{name} 已经退队。要担任职务，请先重新入队。"),
    "ends_before_start": _("不能早于 {day}，请再看一遍。"),
    "post_before_joining": _("任职日期早于入队日期（{day}），请再看一遍。"),
    "post_held_already": _("{name} 已经担任这个职务了。"),
    "post_unknown": _("没有这条任职记录了。"),
    "post_ended": _("这个职务已经卸任了。"),
    "money_not_understood": _("金额“{text}”看不懂。请写成 1200、1200.50 或 3万。"),
    "nickname_empty": _("昵称是空的，没有记。"),
    "chain_not_text": _("{file}不是接龙的文字。请在微信里复制接龙，粘贴到记事本存成文本再导入。"),
    "chain_empty": _("{file}里什么都没有。请把接龙的文字存进去再导入。"),
    "picture_unreadable": _("{file}读不出来。请检查 U 盘是否还插着，再试一次。"),
    "picture_not_a_picture": _("{file}不是照片。请选 JPG、PNG 或 HEIC 照片。"),
    "picture_broken": _("{file}是坏的，打不开。请从手机再拷一次。"),
    "picture_too_large": _("{file}太大了（超过 60 MB 或 1.2 亿像素）。请在手机上改小再拷。"),
    "picture_animated": _("{file}是动图或多页图。请选普通照片。"),
    "photo_unknown": _("没有这张照片了。"),
    "subject_unknown": _("这条记录已经不在了，照片没有加上。"),
    "facility_name_empty": _("请写设施的名称，例如“电瓶车停车棚”。"),
    "facility_unknown": _("没有这处设施了。"),
    "facility_is_removed": _("{name}已登记拆除，不能再检查或派活。"),
    "finding_missing": _("请写明哪里有问题。"),
    "inspection_interval_out_of_range": _("检查间隔要在 1 到 120 个月之间；不定期检查就留空。"),
    "day_in_future": _("日期在今天之后，请再看一遍。"),
    # rectification tasks
    "task_unknown": _("没有这条整治任务了，可能已经删掉。"),
    "no_task_to_print": _("这段时间没有登记整治任务，没有任务单可以打印。请换一段时间。"),
    "task_title_empty": _("请写是什么问题，例如“楼道堆放杂物”。"),
    "task_category_empty": _("请写类别，例如“垃圾杂草”。合计按类别和单位算。"),
    "due_before_raised": _("整改期限早于发现日期，请再看一遍。"),
    "raised_after_step": _("发现日期不能晚于后面那一步的日期（{day}）。"),
    "task_has_history": _("这条任务已经有了经过（派单、经费、催办或照片），不能删掉。不做了，请选“不予受理”并写明原因。"),
    "quantity_unit_missing": _("数量要有单位，例如 处、吨、平方米。"),
    "accepted_more_than_done": _("验收的数量不能多于完成的数量。"),
    "step_not_allowed": _("从现在的状态不能直接走到这一步，请按顺序走。"),
    "step_reason_missing": _("这一步要写明原因。"),
    "step_party_missing": _("请写明交给谁。"),
    "short_of_plan_reason_missing": _("验收的比计划的少，销号要写明原因。"),
    "quantity_not_a_number": _("数量“{text}”看不懂，请写成数字，例如 12.5。"),
    "quantity_too_fine": _("数量“{text}”太细，小数最多三位。"),
    "quantity_out_of_range": _("数量不能小于 0，也不能大得离谱。"),
    "period_backwards": _("结束日期早于开始日期，请再看一遍。"),
    "step_before_last": _("这一步不能早于上一步的日期（{day}）。"),
    "duplicate_of_missing": _("请选出与哪一条任务重复。"),
    "duplicate_of_itself": _("一条任务不能与它自己重复，请选另一条。"),
    "funding_amount_missing": _("请写金额，要大于 0。"),
    "funding_body_missing": _("请写是向谁申请、谁批的，或谁出的钱。"),
    "funding_unknown": _("没有这笔经费记录了，可能已经删掉。"),
    "chase_without_task": _("请先选出要催办的任务。"),
    "promise_in_past": _("答应的日期早于催办的日期，请再看一遍。"),
    "addressee_missing": _("请写这份函发给谁。"),
    "letter_unknown": _("没有这份函。"),
    "report_unknown": _("没有这份报告。"),
    "report_title_empty": _("请写报告的题目。"),
    "no_task_heading": _("{file} 里找不到“问题描述”“类别”“数量”这样的栏目，不像整治台账。请确认选对了文件。"),
    "already_credited": _("这场活动已经给 {names} 记过了。"),
    "attendance_credited": _("{names} 在这场活动已经记过分，要改请用“更正”。"),
    "nobody_came": _("名单上还没有人标“到场”，没有记分。"),
    "came_without_minutes": _("{names} 还没有填服务时长，没有记分。"),
    "entry_unknown": _("没有这一笔。"),
    "reversal_of_reversal": _("这一笔本身就是更正，不能再更正；请重新记一笔。"),
    "already_reversed": _("这一笔已经更正过了。"),
    "transfer_not_reversible": _("合并账户时的转移不能单独更正。"),
    "batch_unknown": _("没有这一次记分。"),
    "batch_undone": _("这一次记的分已经全部更正过了。"),
    "batch_blocked": _("{names} 的积分已经用掉一部分，还差 {missing} 分，这一次记的整批都没有更正。"),
    "merge_with_oneself": _("不能把一个人并到自己名下。"),
    "opening_exists": _("这个人的期初积分已经录过了。要改，请先更正原来那笔。"),
    "opening_empty": _("期初积分和服务时长不能都是 0。"),
    "opening_out_of_range": _("期初的数要在 0 到 {highest} 之间。"),
    "day_empty": _("请写上日期。"),
    "source_empty": _("请写上出处，如“2025年积分手册”。"),
    "activity_exists": _("{day} 已经有“{name}”这场活动了，请直接用那一场。"),
    "activity_has_services": _("这场活动已经记过服务，不能再改日期或类别；请先更正那些记录。"),
    "nobody_chosen": _("还没有选人，请先选至少一位。"),
    "balance_too_low": _("积分不够，还差 {missing} 分，没有记。"),
    "merge_same_activity": _("两条记录都参加过 {activities}，不能直接合并。请先更正其中一条的重复记录。"),
    "rule_day_already_credited": _("{last_day} 及以前的服务已按原规则记过分，新规则请从后一天起。"),
    "reason_unknown": _("没有“{reason}”这个原因，请从列表里选。"),
    "service_unknown": _("没有这条服务记录。"),
    # honours and certificates
    "title_empty": _("请写上称号，如“季度志愿之星”。"),
    "title_too_long": _("称号太长了，最多 {longest} 个字。"),
    "top_not_positive": _("表彰前几名，要写 1 以上的整数。"),
    "round_exists": _("{quarter}的“{title}”已经表彰过了，没有再发。补印请用 certificate 编号。"),
    "nobody_ranked": _("{quarter}还没有人有积分，没有发证书。请先导入签到表。"),
    "quarter_not_begun": _("{quarter}还没有开始。"),
    "issued_before_newest": _("发证日期不能早于最近一张的日期（{newest}）。请看看电脑的日期对不对。"),
    "character_not_printable": _("“{character}”（{code_point}）哪种字体都没有，印出来会是空框，所以没有发证。请换成标准字。"),
    "wording_does_not_fit": _("{name}的证书字数太多，一页放不下。请把正文、称呼或落款写短一些。"),
    "certificate_unknown": _("没有编号为 {number} 的证书。请对照证书再看一遍。"),
    "certificate_signed": _("{number} 已经签收，不能再改。确有错误，请撤回后另发。"),
    "certificate_withdrawn": _("{number} 已经撤回。"),
    "certificate_erased": _("{number} 的个人信息已按本人要求删除，不能再印。"),
    "correction_changes_kind_or_date": _("{number} 的种类和日期不能改。确实错了，请撤回后另发一张。"),
    "correction_changes_nothing": _("{number} 没有改动任何字，不用换发。"),
    "issued_in_future": _("落款日期 {issued_on} 还没到，请改成今天或更早。"),
    "not_ranked": _("这个人在{quarter}没有积分，排不上名次。要单独表彰，请在“证书登记”里发单张证书。"),
    "round_begun": _("{quarter}的“{title}”已经在准备了，请接着办那一轮。"),
    "draft_issued": _("“{title}”的证书已经发出，名单不能再改。"),
    "candidate_already": _("{name} 已经在名单里了。"),
    "proof_not_printed": _("名单还没有按现在的样子打印过，请先打印校名单，核对后再签字。"),
    "proof_not_signed": _("“{title}”的名单还没有人核对签字，不能发证。请先办好“校名单”这一步。"),
    "proof_day_not_possible": _("签字日期要在打印校名单那天到今天之间。"),
    "round_unknown": _("找不到这次表彰，请刷新后再选。"),
    "recipient_empty": _("请写上证书发给谁。"),
    "honorific_unknown": _("称呼“{honorific}”不能用，请选同志、女士或先生；队伍不加称呼。"),
    "paragraph_empty": _("请写上证书正文。"),
    "paragraph_too_long": _("正文一段最多 {longest} 个字，请删短或分段。"),
    "term_ends_before_start": _("聘期的结束日期早于开始日期，请检查。"),
    "signed_on_not_possible": _("签收日期要在发证当天到今天之间。"),
    "reason_empty": _("请写上原因。"),
    "name_not_in_body": _("正文里没有“{name}”，请把姓名写进正文。"),
    "nothing_to_print": _("选中的证书都已撤回或删除，没有可印的。"),
    "print_run_unknown": _("找不到这次打印的记录，请关掉再打开一次。"),
    "printed_not_possible": _("印好的张数要在 {low} 到 {high} 之间。"),
    "certificate_not_in_run": _("这张证书不在这次打印里，请重新选。"),
    "spoilt_not_possible": _("坏了几张，请写 1 到 {high} 之间的数。"),
    # names and numbers
    "private_use_character": _("“{character}”（{code_point}）是自造字，别的电脑和打印机不认得。请换成标准字。"),
    "id_format": _("身份证号要 18 位，且出生日期要对。"),
    "id_check_digit": _("身份证号的校验位不对，请对照证件再看一遍。"),
}  # fmt: skip

# The window has no commands and no options: where a sentence for the commands names one, it has its own.
WINDOW_ERRORS: Mapping[str, str] = {
    "database_missing": _("资料文件 {file} 不见了。先找找是不是被移走了；找不到就从备份找回。"),
    "database_empty_file": _("资料文件 {file} 是空的，已原样保留。请从备份找回。"),
    "database_damaged": _("资料文件 {file} 已损坏，已原样保留。请从备份找回。"),
    "database_not_ours": _("{file} 不是鸿运桌面的资料文件，没有动它。请换一个文件。"),
    "secret_not_given": _("要输入口令才能继续。"),
    "triggers_missing": _("{file} 里的保护规则不见了，可能被别的软件改过。请从备份找回。"),
    "not_a_demo": _("放演示的地方有一份别的资料（{file}），没有动它，所以看不了演示。"),
    "setting_unknown": _("没有这一项，没有保存。"),
    "setting_without_value": _("这一项没有写内容，没有保存。"),
    "setting_empty": _("这一项不能空着。"),
    "setting_too_long": _("这一项太长了，最多 {longest} 个字。"),
    "purpose_missing": _("导出完整号码，要写明用途。"),
    "no_hours_heading": _("{file} 里找不到“姓名”和“服务时长”这样的栏目，不像签到表。请确认选对了文件；花名册请到“微网实格”里导入。"),
    "looks_like_sign_in": _("{file} 像是签到表，没有当花名册导入。签到表请到“志愿积分”里导入。"),
    "round_exists": _("{quarter}的“{title}”已经表彰过了，没有再发。补印请在证书登记里选那一张。"),
}  # fmt: skip

PROBLEMS: Mapping[str, str] = {
    "id_check_digit": _("身份证号 {text} 校验不对：本人照样收进资料，只是号码留空。请对照证件改好再导入。"),
    "id_precision_lost": _("身份证号在表格里成了数字，后几位已丢（{text}），无法恢复：本人照样收进资料，只是号码留空。请按证件重新填成文本。"),
    "id_format": _("证件号 {text} 不是 18 位身份证号：本人照样收进资料，只是号码留空。"),
    "duplicate_row": _("这一行与前面的重复，没有再导入。"),
    "id_in_two_dwellings": _("这个身份证号已在另一户，没有导入。请核对住址；确实搬了家，请在预览里选“搬家”。"),
    "unreadable_address": _("住址“{text}”看不懂，没有导入。请写成 3栋2单元1102 这样。"),
    "person_ambiguous": _("分不清是哪一位，没有导入。可能是：{text}。请补上住址或证件号。"),
    "private_use_character": _("姓名里有自造字，没有导入。请换成标准字。"),
    "bad_date": _("日期“{text}”不对，没有导入。请写成 2026-09-26 这样，且不晚于今天。"),
    "bad_hours": _("服务时长“{text}”不对，没有导入。要大于 0、不超过 24 小时。"),
    "person_unknown": _("花名册里没有这个人，没有导入。{text}"),
    "activity_missing": _("没有写活动名称，没有导入。请补上再导入。"),
    "activity_earns_nothing": _("“{text}”是会议活动或已经取消，不记分，没有导入。"),
    "hours_differ": _("这个人这场活动已记过，时长不同（{text}），没有改动。确要改，请先更正原来那笔。"),
}  # fmt: skip

# Where a ledger of tasks means something else by a code than the other imports do.
TASK_PROBLEMS: Mapping[str, str] = {
    "bad_date": _("日期“{text}”不对或看不懂。发现日期不对的没有导入；期限、完成日期不对的照样导入，只是这一项留空。请写成 2026-09-26 这样。"),
    "bad_quantity": _("数量“{text}”看不懂，没有导入。请写成 50，或 50吨。"),
    "unit_missing": _("数量“{text}”没有单位，没有导入。请补上单位，例如 处、吨、平方米。"),
    "task_unclear": _("既没有写是什么问题，也没有写在哪里，没有导入。"),
}  # fmt: skip

IGNORED: Mapping[str, str] = {"total_row": _("合计行，不算人。")}

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
    "task_letter": _("整改函"), "handed_report": _("交过的报告"),
}  # fmt: skip

UNITS: Mapping[str, str] = {
    "settings_saved": _("改了自管委的资料"),
    "operator_sat_down": _("换了经办人"),
    "signed_in": _("登录"),
    "sign_in_failed": _("密码输错，没有登录"),
    "locked": _("锁定"),
    "operator_added": _("添加了经办人（{operator}）"),
    "operator_role_changed": _("改了经办人的身份（{operator}）"),
    "password_changed": _("改了自己的密码"),
    "password_reset": _("重设了经办人的密码（{operator}）"),
    "access_ended": _("停了经办人的使用权（{operator}）"),
    "printed": _("打印了{what}，{count} 张"),
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
    "team_disbanded": _("登记了队伍解散"),
    "team_removed": _("删掉了登记错的队伍"),
    "members_joined": _("登记了 {count} 人入队"),
    "member_left": _("登记了一位队员退队"),
    "member_corrected": _("改了一位队员的入队日期"),
    "member_removed": _("删掉了录错的队员"),
    "post_given": _("登记了队内职务"),
    "post_ended": _("登记了队内职务卸任"),
    "activity_credited": _("给 {count} 人记了服务"),
    "attendance_saved": _("存了一场活动的名单"),
    "attendance_confirmed": _("确认到场，给 {count} 人记了服务"),
    "sign_in_imported": _("导入签到表，记了 {count} 条"),
    "entry_reversed": _("更正了一笔积分"),
    "hours_reversed": _("更正了一条服务时长"),
    "batch_undone": _("更正了一次记的分，共 {count} 笔"),
    "opening_entered": _("录了期初积分"),
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
    "round_held": _("{quarter} 表彰，发证 {count} 张"),
    "round_begun": _("开始准备 {quarter} 的表彰"),
    "round_draft_saved": _("改了表彰前几名"),
    "round_dropped": _("放弃了一轮还没发证的表彰"),
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

EXPLANATIONS: Mapping[str, str] = {
    "served": _("{day} 参加“{activity}”。"),
    "dated": _("日期：{day}。"),
    "hours": _("服务 {hours} 小时。"),
    "half_hours": _("服务 {minutes} 分钟，按整半小时算 {hours} 小时。"),
    "by_rule": _("按当时的规则“{rule}”，{hours} 小时得 {points} 分。"),
    "capped_by_event": _("每次最多 {cap} 分，所以记 {points} 分。"),
    "capped_by_day": _("每天最多 {cap} 分，当天已用 {used} 分，所以记 {points} 分。"),
    "opening": _("用本程序以前的积分和时长，一次录入：{points} 分、{hours} 小时。出处：{source}。"),
    "takes_back": _("更正 {day}“{what}”那一笔 {points} 分，原因：{reason}。"),
    "other_counter": _("{counter}：{points} 分。"),
    "recorded": _("{at} 由{operator}记入。"),
    "recorded_in_batch": _("{at} 由{operator}在{batch}时记入（第 {batch_id} 次记分）。"),
    "original": _("原来那笔是 {at} 记入的。"),
    "taken_back": _("{at} 由{operator}更正，原因：{reason}。这一笔不再算数。"),
    "hours_taken_back": _("{at} 已更正，这些时长不再算数。"),
}  # fmt: skip

VERDICTS: Mapping[str, str] = {
    "valid": _("是我们发的：{number}，{name}。"),
    "superseded": _("{number} 发给 {name}，但这一张已勘误换发，请以新的一张为准。"),
    "withdrawn": _("{number} 发给 {name}，已经撤回。"),
    "erased": _("{number} 是我们发的，个人信息已按本人要求删除。"),
    "code_missing": _("登记里有 {number}（{name}）。只有编号不能证明这张纸是真的，请连校验码一起核对。"),
    "forged": _("{number} 登记里有，但校验码或姓名对不上，这张证书不是真的，或抄错了。"),
    "unknown": _("登记里没有这张证书。请对照证书再看一遍编号和校验码。"),
}

KINDS: Mapping[str, str] = {
    "resident": _("居民"), "dwelling": _("房屋"), "activity": _("活动"), "certificate": _("证书"),
    "team": _("队伍"), "task": _("整治任务"), "facility": _("设施"),
}  # fmt: skip

FIELDS: Mapping[str, str] = {
    "name": _("姓名"), "dwelling_id": _("住址"), "relation": _("与户主关系"), "sex": _("性别"), "born_on": _("出生日期"),
    "id_number": _("身份证号"), "phones": _("电话"), "home_village": _("原属村"), "political_status": _("政治面貌"),
    "tags": _("标签"), "nicknames": _("微信昵称"), "note": _("备注"), "occupancy": _("居住情况"), "room": _("房号"),
    "party": _("责任单位"), "due_on": _("整改期限"), "cost_fen": _("经费"), "quantity": _("数量（完成/计划）"),
}  # fmt: skip

FILE_KINDS: Mapping[str, str] = {
    "pdf": _("PDF 文件"), "picture": _("图片"), "archive": _("压缩包"), "database": _("数据库文件"),
    "document": _("Word 文档"), "web page": _("网页"), "binary workbook": _(".xlsb 表格"),
}  # fmt: skip

SETTINGS: Mapping[str, str] = {
    "compound": _("小区"), "community": _("社区"), "street": _("街道"), "issuer": _("证书落款"),
    "number_prefix": _("编号前缀"), "contact": _("联系方式"), "first_number": _("起始编号"),
    "point_rule": _("每小时积分"), "lock_after_minutes": _("没人动几分钟后锁定"), "operator": _("经办人"),
}  # fmt: skip


ROLES: Mapping[str, str] = {
    "admin": _("管理员"), "clerk": _("经办"), "property": _("物业"), "viewer": _("查看"),
}  # fmt: skip


def role_word(role: str) -> str:
    """What a role is called."""
    return ROLES[role]


def why_not_allowed(role: str) -> str:
    """Why a control is switched off for somebody of a role; empty: for nobody is signed in."""
    if not role:
        return _("现在没有人登录。")
    return _("“{role}”身份不能做这一步。要做，请管理员来，或请管理员改你的身份。").format(role=role_word(role))


def error_sentence(error: _Coded) -> str:
    """What to tell somebody at the commands about an AppError."""
    return _filled(ERRORS[error.code], error)


def window_sentence(error: _Coded) -> str:
    """What to tell somebody at the window about an AppError: no word of a command."""
    return _filled(WINDOW_ERRORS.get(error.code, ERRORS[error.code]), error)


def _filled(sentence: str, error: _Coded) -> str:
    params = dict(error.params)
    if "kind" in params:
        params["kind"] = FILE_KINDS.get(str(params["kind"]), params["kind"])
    return sentence.format_map(params)


def problem_sentence(problem: _Problem) -> str:
    """What is the matter with a row of an imported file."""
    return PROBLEMS[problem.code].format(text=problem.text)


def task_problem_sentence(problem: _Problem) -> str:
    """What is the matter with a row of an imported ledger."""
    return TASK_PROBLEMS.get(problem.code, PROBLEMS.get(problem.code, "")).format(text=problem.text)


_WORDS_OF = {"table": TABLES, "parent": TABLES, "kind": KINDS}


def finding_sentence(code: str, params: Mapping[str, object]) -> str:
    """What `check` found."""
    told = {
        name: _WORDS_OF[name].get(str(value), value) if name in _WORDS_OF else value for name, value in params.items()
    }
    return FINDINGS[code].format_map(told)


def unit_sentence(code: str, params: Mapping[str, object]) -> str:
    """What a journal entry did."""
    return UNITS[code].format_map(params)


def explanation_sentence(reason: _Coded) -> str:
    """One step of why an entry has so many points."""
    params = {name: _moment(value) for name, value in reason.params.items()}
    params["operator"] = params.get("operator") or _("经办人")
    return EXPLANATIONS[reason.code].format_map(params)


def _moment(value: object) -> object:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value


def verdict_sentence(state: str, number: str, name: str) -> str:
    """Whether a certificate is ours."""
    return VERDICTS[state].format(number=number, name=name)


def new_passphrase_sentence(carried: int) -> str:
    """What a new passphrase opens; carried: how many backups on this computer."""
    here = _("本机的 {count} 份备份也用新口令打开。").format(count=carried) if carried else ""
    return _("口令换好了。{here}U 盘和别处以前的备份仍用旧口令。").format(here=here)


def kind_word(kind: str) -> str:
    """What a search hit is."""
    return KINDS[kind]


def change_sentence(field: str, before: str, after: str) -> str:
    """What one field of a record became."""
    told = (
        _("{field}：{before} → {after}") if before and after else _("{field}：{after}") if after else _("清空了{field}")
    )
    return told.format(field=FIELDS.get(field, field), before=before, after=after)


def setting_label(key: str) -> str:
    """The name of a setting; the part behind the first dot says which."""
    head, _dot, rest = key.partition(".")
    return f"{SETTINGS[head]}·{rest}" if rest else SETTINGS[head]
