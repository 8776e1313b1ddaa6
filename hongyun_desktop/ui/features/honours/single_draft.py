# SPDX-License-Identifier: GPL-3.0-or-later
"""What each kind of single certificate asks for, and the draft that comes of it. Shows nothing, writes nothing."""

from collections.abc import Mapping
from typing import Any

from hongyun_desktop.core import settings
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.honours import issuing
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.issuing import Draft
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateSheet, Preflight, Wording
from hongyun_desktop.core.roster.residents import get_resident
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.fields import Field, NoteField, TextField

FIELDS: Mapping[CertificateKind, tuple[Field, ...]] = {
    CertificateKind.HONOUR: (
        NoteField(
            name="deed", label=_("做了什么"), required=True, lines=3,
            placeholder=_("如 在2026年邻里节中热心公益、乐于奉献"),
            hint=_("写到这里为止，后面的“，被评为……”由程序接上。"),
        ),
        TextField(name="title", label=_("称号"), required=True, placeholder=_("如 邻里之星"), longest=40),
    ),
    CertificateKind.THANKS: (
        NoteField(
            name="paragraphs", label=_("正文"), required=True, lines=6, placeholder=_("感谢什么；一行一段"),
            hint=_("“此致 敬礼”由程序接上。"),
        ),
    ),
    CertificateKind.APPOINTMENT: (
        TextField(name="title", label=_("聘为"), required=True, placeholder=_("如 楼栋议事会议事员"), longest=40),
        DateField(name="starts_on", label=_("聘期从"), required=True),
        DateField(name="ends_on", label=_("到"), required=True),
    ),
    CertificateKind.COMPLETION: (
        TextField(name="title", label=_("课程"), required=True, placeholder=_("如 吾乡学堂骨干培训班"), longest=40),
        TextField(name="when", label=_("什么时候"), placeholder=_("如 2026年9月1日至9月20日，可以空着"), longest=40),
    ),
}  # fmt: skip


def draft_of(store: Store, kind: CertificateKind, typed: Mapping[str, Any]) -> Draft:
    """The draft of what was typed.

    typed: resident_id or name, honorific, issued_on (None: today), and the kind's own fields. Raises: those of
    `core.honours.wording`, Invalid("date_missing", field), Refused("resident_unknown").
    """
    resident_id = typed.get("resident_id")
    name = get_resident(store, resident_id).name if resident_id is not None else str(typed.get("name") or "")
    return Draft(_wording(store, kind, name, typed), resident_id)


def _wording(store: Store, kind: CertificateKind, name: str, typed: Mapping[str, Any]) -> Wording:
    issuer = settings.committee(store).issuer
    day = typed.get("issued_on") or today(store.clock)
    who = name, typed["honorific"]
    if kind is CertificateKind.HONOUR:
        return words.honour(*who, typed["deed"], typed["title"], issuer, day)
    if kind is CertificateKind.THANKS:
        return words.thanks(*who, tuple(typed["paragraphs"].splitlines()), issuer, day)
    if kind is CertificateKind.COMPLETION:
        return words.completion(*who, typed["when"], typed["title"], issuer, day)
    for field in ("starts_on", "ends_on"):
        if typed[field] is None:
            raise Invalid("date_missing", field)
    return words.appointment(*who, typed["title"], typed["starts_on"], typed["ends_on"], issuer, day)


def sheet_of(store: Store, draft: Draft, preflight: Preflight) -> CertificateSheet:
    """The paper as it would be, with the number that comes next; nothing is taken or written.

    Raises: as `issuing.prepare`.
    """
    return issuing.prepare(store, [draft], preflight)[0].sheet
