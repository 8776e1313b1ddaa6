# SPDX-License-Identifier: GPL-3.0-or-later
"""What kinds, roles, settings and verdicts are called."""

from collections.abc import Mapping, Sequence

from hongyun_desktop.text import _

_MOST_NAMES = 6
KINDS: Mapping[str, str] = {
    "resident": _("居民"), "dwelling": _("房屋"), "activity": _("活动"), "certificate": _("证书"),
    "team": _("队伍"), "task": _("整治任务"), "facility": _("设施"),
}  # fmt: skip

ROLES: Mapping[str, str] = {
    "admin": _("管理员"), "clerk": _("经办"), "property": _("物业"), "viewer": _("查看"),
}  # fmt: skip

SETTINGS: Mapping[str, str] = {
    "compound": _("小区"), "community": _("社区"), "street": _("街道"), "issuer": _("证书落款"),
    "number_prefix": _("编号前缀"), "contact": _("联系方式"), "first_number": _("起始编号"),
    "point_rule": _("每小时积分"), "lock_after_minutes": _("没人动几分钟后锁定"), "operator": _("经办人"),
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


def kind_word(kind: str) -> str:
    """What a search hit is."""
    return KINDS[kind]


def role_word(role: str) -> str:
    """What a role is called."""
    return ROLES[role]


def why_not_allowed(role: str) -> str:
    """Why a control is switched off for somebody of a role; empty: for nobody is signed in."""
    if not role:
        return _("现在没有人登录。")
    return _("“{role}”身份不能做这一步。要做，请管理员来，或请管理员改你的身份。").format(role=role_word(role))


def setting_label(key: str) -> str:
    """The name of a setting; the part behind the first dot says which."""
    head, _dot, rest = key.partition(".")
    return f"{SETTINGS[head]}·{rest}" if rest else SETTINGS[head]


def verdict_sentence(state: str, number: str, name: str) -> str:
    """Whether a certificate is ours."""
    return VERDICTS[state].format(number=number, name=name)


def new_passphrase_sentence(carried: int) -> str:
    """What a new passphrase opens; carried: how many backups on this computer."""
    here = _("本机的 {count} 份备份也用新口令打开。").format(count=carried) if carried else ""
    return _("口令换好了。{here}U 盘和别处以前的备份仍用旧口令。").format(here=here)


def some_names(names: Sequence[str]) -> str:
    """The first of some names, with 等 where there are more of them."""
    shown = "、".join(names[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else _("{names}等").format(names=shown)
