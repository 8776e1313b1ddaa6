# SPDX-License-Identifier: GPL-3.0-or-later
"""What a finding about a name says, what to do about it, and the short remark on the printed list. Text only."""

from collections.abc import Callable, Iterable, Mapping

from hongyun_desktop.core.honours.name_checks import NameFinding
from hongyun_desktop.text import _

_SENTENCES: Mapping[str, str] = {
    "not_printable": _("{what}印不出来"),
    "does_not_fit": _("字太多，一页放不下"),
    "rare": _("生僻字“{text}”"),
    "uncommon": _("生僻字“{text}”"),
    "shrunk": _("字号比别人的小"),
    "same_name": _("名单里有同名的人"),
    "namesake": _("小区里还有同名的人"),
    "no_honorific": _("名字后面没有称呼"),
}
_ADVICE: Mapping[str, str] = {
    "not_printable": _("去“微网实格”改成标准字，或先不列入"),
    "does_not_fit": _("把称号改短，或在“自管委资料”里把落款改短"),
    "rare": _("用备用字体印，打印前看一眼字形"),
    "uncommon": _("容易认错、写错，请认准是不是这个字"),
    "shrunk": _("名字或正文较长，已自动缩小，预览时看一眼"),
    "same_name": _("发证书时按房号分清（另有：{text}）"),
    "namesake": _("核对要表彰的是不是这一位（另有：{text}）"),
    "no_honorific": _("不写也可以；要写请回“候选人”选称呼"),
}
_REMARKS: Mapping[str, str] = {
    "not_printable": _("缺字 {text}"),
    "does_not_fit": _("放不下"),
    "rare": _("生僻字 {text}"),
    "uncommon": _("生僻字 {text}"),
    "shrunk": _("字号缩小"),
    "same_name": _("同名"),
    "namesake": _("同名"),
    "no_honorific": _("无称呼"),
}


def sentence(finding: NameFinding, hide: Callable[[str], str] = str) -> str:
    """What was found. hide: what F9 makes of a part of a name."""
    return _SENTENCES[finding.code].format(text=hide(finding.text), what=_which(finding, hide))


def _which(finding: NameFinding, hide: Callable[[str], str]) -> str:
    """Which character of the name: the screen may have no picture of it either."""
    if len(finding.text) != 1:
        return hide(finding.text)
    place, code = finding.name.find(finding.text) + 1, f"U+{ord(finding.text):04X}"
    if place:
        return _("第 {place} 个字（{code}）").format(place=place, code=code)
    return _("“{text}”（{code}）").format(text=hide(finding.text), code=code)


def advice(finding: NameFinding, hide: Callable[[str], str] = str) -> str:
    """What to do about it. hide: what F9 makes of an address."""
    return _ADVICE[finding.code].format(text=hide(finding.text or _("没有住址")))


def remarks(findings: Iterable[NameFinding]) -> dict[int, tuple[str, ...]]:
    """The remarks of the printed list, by resident id."""
    found: dict[int, tuple[str, ...]] = {}
    for each in findings:
        remark = _REMARKS[each.code].format(text=each.text)
        found[each.resident_id] = tuple(dict.fromkeys((*found.get(each.resident_id, ()), remark)))
    return found
