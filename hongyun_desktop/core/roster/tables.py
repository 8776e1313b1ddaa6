# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of the roster. Imports peewee only."""

import peewee

from hongyun_desktop.core.store.fields import DayField, ListField, Row


class Building(Row):
    """栋."""

    code = peewee.TextField()


class BuildingUnit(Row):
    """单元."""

    building_id = peewee.IntegerField()
    code = peewee.TextField()


class Dwelling(Row):
    """户: one household each."""

    building_unit_id = peewee.IntegerField()
    room = peewee.TextField()
    floor = peewee.IntegerField(null=True)
    occupancy = peewee.TextField()
    note = peewee.TextField()
    hand_edited = ListField()


class Resident(Row):
    """A person; dwelling_id is empty for somebody who moved out or whose room is unknown."""

    dwelling_id = peewee.IntegerField(null=True)
    name = peewee.TextField()
    relation = peewee.TextField()
    sex = peewee.TextField()
    born_on = DayField(null=True)
    id_number = peewee.TextField(null=True)
    phones = ListField()
    home_village = peewee.TextField()
    political_status = peewee.TextField()
    tags = ListField()
    nicknames = ListField()
    note = peewee.TextField()
    hand_edited = ListField()
    merged_into = peewee.IntegerField(null=True)
    erased_at = peewee.TextField(null=True)
