# SPDX-License-Identifier: GPL-3.0-or-later
"""What roles are called, what each may and may not see, and why somebody may not do a thing. Text only."""

from collections.abc import Mapping

from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.messages.words import role_word
from hongyun_desktop.text import _

TELLS: Mapping[Role, str] = {
    Role.ADMIN: _("都能看、都能改；还管经办人、口令、找回备份、移交，看操作记录。"),
    Role.CLERK: _("记花名册、积分、活动，发证书，导入导出；不能改设置、管经办人、删个人信息。"),
    Role.PROPERTY: _("看房屋、居民、积分，能打印；看不到标签、政治面貌、备注和完整号码，不能改。"),
    Role.VIEWER: _("只能看；看不到标签、政治面貌、备注和完整号码，不能改，不能打印。"),
}
NO_PASSWORD = _(
    "没有密码的人，谁打开程序都算是他在经办，能看居民的资料。"
    "只有一个人用、电脑又锁在屋里的，可以不设；几个人合用的，请每人设一个。"
)


def choices() -> list[tuple[Role, str]]:
    """Every role with its word, the one that may most first."""
    return [(role, role_word(role)) for role in Role]
