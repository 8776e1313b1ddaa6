# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of activities. Imports peewee only."""

import peewee

from hongyun_desktop.core.store.fields import DayField, Row


class Activity(Row):
    """Something that people served at or came to, known by its day and name.

    team: as the sheet said; team_id: the registered team, None for none. kind: service earns points, event does not.
    starts_at, ends_at: "09:30" or empty. series: the first activity of a recurring one.
    """

    name = peewee.TextField()
    held_on = DayField()
    team = peewee.TextField()
    service_kind = peewee.TextField()
    team_id = peewee.IntegerField(null=True)
    kind = peewee.TextField()
    starts_at = peewee.TextField()
    ends_at = peewee.TextField()
    place = peewee.TextField()
    programme = peewee.TextField()
    plan = peewee.TextField()
    record = peewee.TextField()
    cancelled_reason = peewee.TextField()
    series = peewee.IntegerField(null=True)
