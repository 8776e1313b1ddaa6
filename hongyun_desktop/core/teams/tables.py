# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of teams: who they are, who belongs to them, who holds which post. Imports peewee only."""

import peewee

from hongyun_desktop.core.store.fields import DayField, Row


class Team(Row):
    """A team; disbanded_on None while it lives."""

    name = peewee.TextField()
    kind = peewee.TextField()
    purpose = peewee.TextField()
    programme = peewee.TextField()
    founded_on = DayField(null=True)
    disbanded_on = DayField(null=True)
    note = peewee.TextField()


class TeamMember(Row):
    """One stretch of belonging: a resident, or a guest by name; left_on None while it lasts."""

    team_id = peewee.IntegerField()
    resident_id = peewee.IntegerField(null=True)
    guest_name = peewee.TextField()
    guest_phone = peewee.TextField()
    joined_on = DayField()
    left_on = DayField(null=True)
    left_reason = peewee.TextField()


class TeamPost(Row):
    """One stretch of holding a post; ends_on None while it lasts."""

    member_id = peewee.IntegerField()
    post = peewee.TextField()
    starts_on = DayField()
    ends_on = DayField(null=True)
