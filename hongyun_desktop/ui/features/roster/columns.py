# SPDX-License-Identifier: GPL-3.0-or-later
"""The columns and filters of the list, as declarations. Imports kit and core only."""

from hongyun_desktop.core.roster.listing import ResidentListRow
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _
from hongyun_desktop.ui.features.roster import words
from hongyun_desktop.ui.kit.page_spec import Filter
from hongyun_desktop.ui.kit.table_rows import Align, Column

_TAGS = _("标签")
COLUMNS: tuple[Column[ResidentListRow], ...] = (
    Column(_("姓名"), lambda row: row.name, width=4.4, sort="name", private=True),
    Column(_("住址"), lambda row: row.address, lambda address: address.short, width=6.8, sort="address"),
    Column(_("与户主关系"), lambda row: row.relation, width=5.2, priority=2),
    Column(_("年龄"), lambda row: row.age, align=Align.RIGHT, width=2.3, sort="age", priority=4),
    Column(_("电话"), lambda row: row.phone, width=6.4, private=True, priority=5),
    Column(_("居住情况"), lambda row: row.occupancy, width=4.3, priority=3,
           chips=lambda row: [words.occupancy_chip(row.occupancy)] if row.occupancy else []),
    Column(_TAGS, lambda row: "、".join(row.tags), private=True,
           chips=lambda row: [words.tag_chip(tag) for tag in row.tags]),
    Column(_("原属村"), lambda row: row.home_village, width=3.2, sort="village", priority=1),
)  # fmt: skip
FILTERS = (
    Filter("building", _("全部楼栋"), words.buildings),
    Filter("occupancy", _("全部情况"), words.occupancies),
    Filter("tag", _("全部标签"), words.tags),
    Filter("age", _("全部年龄"), words.ages),
    Filter("village", _("全部原属村"), words.villages),
)


def columns(store: Store) -> tuple[Column[ResidentListRow], ...]:
    """The columns for whoever is at the desk: nothing stands under 标签 for those who may not see tags."""
    return tuple(each for each in COLUMNS if store.may(Right.SEE_SENSITIVE) or each.title != _TAGS)


def filters(store: Store) -> tuple[Filter, ...]:
    """The filters for whoever is at the desk."""
    return tuple(each for each in FILTERS if store.may(Right.SEE_SENSITIVE) or each.key != "tag")
