# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of the points. Imports peewee only."""

import peewee

from hongyun_desktop.core.store.fields import DayField, Row


class Account(Row):
    """A person's points; merged_into: two people were found to be one."""

    resident_id = peewee.IntegerField()
    merged_into = peewee.IntegerField(null=True)


class PointRule(Row):
    """What a kind of service earns between two dates."""

    service_kind = peewee.TextField()
    points_per_hour = peewee.IntegerField()
    points_per_event = peewee.IntegerField()
    cap_per_event = peewee.IntegerField(null=True)
    cap_per_day = peewee.IntegerField(null=True)
    starts_on = DayField()
    ends_on = DayField(null=True)


class Activity(Row):
    """One occasion of service."""

    name = peewee.TextField()
    held_on = DayField()
    team = peewee.TextField()
    service_kind = peewee.TextField()


class Batch(Row):
    """Entries that came together and can be taken back together."""

    kind = peewee.TextField()
    made_at = peewee.TextField()
    undone_at = peewee.TextField(null=True)


class Entry(Row):
    """One movement of points; see `ledger`."""

    account_id = peewee.IntegerField()
    counter = peewee.TextField()
    amount = peewee.IntegerField()
    balance_after = peewee.IntegerField()
    service_date = DayField()
    recorded_at = peewee.TextField()
    recorded_by = peewee.IntegerField()
    memo = peewee.TextField()
    batch_id = peewee.IntegerField(null=True)
    reverses = peewee.IntegerField(null=True)
    hash = peewee.BlobField()


class Service(Row):
    """What was done: hours, stars and ranks come from it, net of reversals."""

    account_id = peewee.IntegerField()
    entry_id = peewee.IntegerField(null=True)
    activity_id = peewee.IntegerField(null=True)
    rule_id = peewee.IntegerField(null=True)
    batch_id = peewee.IntegerField(null=True)
    served_on = DayField()
    minutes = peewee.IntegerField()
    team = peewee.TextField()
    source = peewee.TextField()
    reversed_at = peewee.TextField(null=True)
