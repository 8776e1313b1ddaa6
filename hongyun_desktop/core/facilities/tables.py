# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of facilities and their inspections. Imports peewee only."""

import peewee

from hongyun_desktop.core.store.fields import DayField, Row


class Facility(Row):
    """Something built or renewed; removed_on None while it stands. Money is in fen."""

    name = peewee.TextField()
    kind = peewee.TextField()
    place = peewee.TextField()
    work = peewee.TextField()
    built_on = DayField(null=True)
    cost_fen = peewee.IntegerField(null=True)
    funded_by = peewee.TextField()
    keeper = peewee.TextField()
    keeper_phone = peewee.TextField()
    inspect_every_months = peewee.IntegerField(null=True)
    next_inspection_on = DayField(null=True)
    removed_on = DayField(null=True)
    note = peewee.TextField()


class Inspection(Row):
    """One look at a facility."""

    facility_id = peewee.IntegerField()
    inspected_on = DayField()
    inspector = peewee.TextField()
    outcome = peewee.TextField()
    finding = peewee.TextField()
