# SPDX-License-Identifier: GPL-3.0-or-later
"""The forms of this page: register, change, move, note, a dwelling, and the purpose of looking at numbers."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.roster import listing, residents, settling
from hongyun_desktop.core.roster.cards import DwellingCard, ResidentCard
from hongyun_desktop.core.roster.dwelling_book import save_dwelling
from hongyun_desktop.core.roster.dwellings import short_addresses
from hongyun_desktop.core.roster.rules import (
    HEAD_OF_HOUSEHOLD,
    OCCUPANCY_WORDS,
    DwellingRow,
    Occupancy,
    ResidentRow,
    ResidentValues,
)
from hongyun_desktop.core.roster.unmasking import unmask
from hongyun_desktop.frozen_class import field_names
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.roster.words import RELATIONS
from hongyun_desktop.ui.kit.date_field import DateField
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.fields import CheckField, ChoiceField, Field, ListField, NameField, NoteField, TextField
from hongyun_desktop.ui.kit.form import Question, RecordForm, Values

_PURPOSES = (_("打电话联系本人"), _("核对身份"), _("登记材料"), _("走访"))
_USES = tuple((each, word) for each, word in OCCUPANCY_WORDS.items())


def _addresses(desk: Desk) -> list[str]:
    return short_addresses(desk.store)


def _used(column: str, first: Sequence[str] = ()) -> Callable[[Desk], list[str]]:
    return lambda desk: list(dict.fromkeys([*first, *listing.words_in_use(desk.store, column)]))


def _address_field(label: str, hint: str = "", *, required: bool = False) -> TextField:
    return TextField(
        name="address", label=label, placeholder=_("如 3-2-1102"), hint=hint, suggestions=_addresses, longest=40,
        required=required,
    )  # fmt: skip


def _person_fields() -> tuple[Field, ...]:
    return (
        TextField(name="relation", label=_("与户主关系"), suggestions=_used("relation", RELATIONS), longest=20),
        ListField(name="phones", label=_("电话"), placeholder=_("几个号码用顿号或空格隔开")),
        TextField(name="id_number", label=_("身份证号"), placeholder=_("可以空着"), longest=30),
        ChoiceField(
            name="sex", label=_("性别"), choices=(("", _("未填")), ("男", _("男")), ("女", _("女"))), private=True
        ),
        DateField(
            name="born_on", label=_("出生日期"), hint=_("写了身份证号，性别和出生日期可以不填。"), private=True,
            this_year=False,
        ),
        TextField(name="home_village", label=_("原属村"), suggestions=_used("home_village"), longest=40),
        TextField(name="political_status", label=_("政治面貌"), suggestions=_used("political_status"), longest=20),
        ListField(
            name="tags", label=_("标签"), placeholder=_("如 志愿者、独居老人"),
            suggestions=lambda desk: listing.tags_in_use(desk.store),
        ),
        ListField(name="nicknames", label=_("微信昵称"), placeholder=_("接龙里用的名字")),
        NoteField(name="note", label=_("备注"), lines=2),
    )  # fmt: skip


_PERSON_NAMES = frozenset(field_names(ResidentValues))


def _values_in(typed: Values) -> ResidentValues:
    return ResidentValues(**{name: value for name, value in typed.items() if name in _PERSON_NAMES})


def _second_head(desk: Desk, head: ResidentRow | None, name: str) -> Question | None:
    """A household has one head: whether somebody takes the place of the one who is."""
    if head is None:
        return None
    hide = desk.privacy.hide
    text = _("这一户的户主现在是 {head}。改由 {name} 当户主吗？\n\n改了以后，请把 {head} 与户主的关系补上。")
    return Question(text.format(head=hide(head.name), name=hide(name)), _("改户主"), _("回去改关系"))


def register_resident(
    desk: Desk, parent: QWidget, dwelling: DwellingRow | None = None, *, title: str = ""
) -> RecordForm:
    """Somebody new, at a dwelling where one is given."""
    fields = (
        NameField(name="name", label=_("姓名"), required=True),
        _address_field(_("住址"), _("没登记过的房号会一起登记；不知道可以空着。")),
        ChoiceField(
            name="occupancy", label=_("居住情况"),
            choices=((None, _("照现在登记的")), *(use for use in _USES if use[0] is not Occupancy.VACANT)),
        ),
        *_person_fields(),
    )  # fmt: skip
    values = {"address": dwelling.address.short if dwelling else ""}
    if dwelling is not None and not dwelling.residents:
        values["relation"] = RELATIONS[0]

    def save(typed: Values) -> Changed:
        return settling.register(desk.store, _values_in(typed), typed["address"], typed["occupancy"])

    def asks(typed: Values) -> Question | None:
        head = settling.head_at(desk.store, typed["address"]) if typed["relation"] == HEAD_OF_HOUSEHOLD else None
        return _second_head(desk, head, typed["name"])

    form = RecordForm(
        desk, title or _("登记住户"), fields, values, save, _("已登记住户。"), parent, asks=asks, ok_text=_("登记")
    )
    form.open()
    return form


def change_resident(desk: Desk, parent: QWidget, card: ResidentCard) -> RecordForm:
    """Somebody known; where they live is changed by `move_resident`."""
    row = card.resident
    fields = (NameField(name="name", label=_("姓名"), required=True), *_person_fields())

    def save(typed: Values) -> Changed:
        return residents.save_resident(desk.store, _values_in(typed), row.resident_id)

    def asks(typed: Values) -> Question | None:
        if typed["relation"] != HEAD_OF_HOUSEHOLD or row.relation == HEAD_OF_HOUSEHOLD:
            return None
        return _second_head(desk, residents.head_besides(desk.store, row.dwelling_id, row.resident_id), typed["name"])

    form = RecordForm(
        desk, _("修改资料"), fields, asdict(residents.values_of(row)), save, _("已改好资料。"), parent,
        note=_("手工改过的内容，以后导入花名册不会盖掉。"), asks=asks,
    )  # fmt: skip
    form.open()
    return form


def move_resident(desk: Desk, parent: QWidget, card: ResidentCard) -> RecordForm:
    """To another dwelling, or out of the compound; alone or with everybody."""
    row = card.resident
    fields: list[Field] = [
        ChoiceField(name="out", label=_("搬到哪里"), choices=((False, _("小区里另一户")), (True, _("搬出小区")))),
        _address_field(_("新住址"), _("没登记过的房号会一起登记。")),
    ]
    if card.others:
        everybody = _("整户 {count} 人一起搬").format(count=len(card.others) + 1)
        fields.append(CheckField(name="everybody", label=everybody))

    def save(typed: Values) -> Changed:
        if not typed["out"] and not typed["address"]:
            raise Invalid("address_incomplete", "address")
        address = "" if typed["out"] else typed["address"]
        return settling.move(desk.store, row.resident_id, address, everybody=bool(typed.get("everybody")))

    def said(changed: Changed) -> str:
        told = _("已改好住址。那一户已有户主，请改好搬来的人与户主的关系。")
        return told if changed.params["head"] else _("已改好住址。")

    now = _("现在住 {address}。").format(address=row.address.full) if row.address else _("现在没有住址。")
    form = RecordForm(desk, _("搬家"), fields, {}, save, said, parent, note=now, ok_text=_("搬家"))
    out, address = form.editors["out"], form.editors["address"]
    out.changed.connect(lambda: address.setEnabled(not out.value()))
    form.open()
    return form


def note_resident(desk: Desk, parent: QWidget, card: ResidentCard) -> RecordForm:
    """The note of a person."""
    row = card.resident

    def save(typed: Values) -> Changed:
        values = replace(residents.values_of(row), note=typed["note"])
        return residents.save_resident(desk.store, values, row.resident_id)

    field = NoteField(name="note", label=_("备注"), lines=5)
    form = RecordForm(desk, _("备注"), (field,), {"note": row.note}, save, _("已记下备注。"), parent)
    form.open()
    return form


def change_dwelling(desk: Desk, parent: QWidget, card: DwellingCard | None) -> RecordForm:
    """A dwelling's address, occupancy and note; None for a new one."""
    row = card.dwelling if card else None
    fields = (
        _address_field(_("住址"), required=True),
        ChoiceField(name="occupancy", label=_("居住情况"), choices=_USES),
        NoteField(name="note", label=_("备注"), lines=3, placeholder=_("如 房主在外地，钥匙在物业")),
    )
    values = {"address": row.address.short, "occupancy": row.occupancy, "note": row.note} if row else {}

    def save(typed: Values) -> Changed:
        address = settling.read_address(typed["address"])
        if address is None:
            raise Invalid("address_incomplete", "address")
        return save_dwelling(desk.store, address, typed["occupancy"], typed["note"], row and row.dwelling_id)

    title = _("改居住情况") if row else _("登记房屋")
    note = _("手工改过的居住情况，以后导入花名册不会盖掉。") if row else ""
    form = RecordForm(
        desk, title, fields, values, save, _("已改好这一户。") if row else _("已登记房屋。"), parent, note=note,
        ok_text=_("保存") if row else _("登记"),
    )  # fmt: skip
    if row:
        form.editors["occupancy"].input.setFocus()
    form.open()
    return form


def note_dwelling(desk: Desk, parent: QWidget, card: DwellingCard) -> RecordForm:
    """The note of a dwelling."""
    row = card.dwelling

    def save(typed: Values) -> Changed:
        return save_dwelling(desk.store, row.address, row.occupancy, typed["note"], row.dwelling_id)

    field = NoteField(name="note", label=_("备注"), lines=5)
    form = RecordForm(desk, _("备注"), (field,), {"note": row.note}, save, _("已记下备注。"), parent)
    form.open()
    return form


def ask_purpose(desk: Desk, parent: QWidget, card: ResidentCard) -> RecordForm:
    """Why somebody wants to see whole numbers; `saved` says that they may."""
    field = TextField(
        name="purpose", label=_("用途"), required=True, placeholder=_("如 打电话联系本人"),
        suggestions=lambda _desk: _PURPOSES,
    )  # fmt: skip
    form = RecordForm(
        desk, _("显示号码"), (field,), {},
        lambda typed: unmask(desk.store, card.resident.resident_id, typed["purpose"]),
        _("号码已显示，换一个人就又打上星号。"), parent,
        note=_("谁在什么时候为什么看了号码，会登记下来。"), ok_text=_("显示"),
    )  # fmt: skip
    form.open()
    return form
