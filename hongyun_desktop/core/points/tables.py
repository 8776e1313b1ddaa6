# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger's tables: accounts, rules, attendance, batches and services. Imports peewee only.

Entries are written by `ledger` alone, in SQL.
"""

import peewee

from hongyun_desktop.core.store.fields import DayField, Row


class Account(Row):
    """Where one resident's points stand; merged_into: the account that took them over, never one merged itself."""

    resident_id = peewee.IntegerField()
    merged_into = peewee.IntegerField(null=True)


class PointRule(Row):
    """What service of one kind earned between two dates; ends_on None: until further notice."""

    service_kind = peewee.TextField()
    points_per_hour = peewee.IntegerField()
    points_per_event = peewee.IntegerField()
    cap_per_event = peewee.IntegerField(null=True)
    cap_per_day = peewee.IntegerField(null=True)
    starts_on = DayField()
    ends_on = DayField(null=True)


class Attendance(Row):
    """One line of an attendance list; minutes None where nobody said how long.

    Whoever was credited stands in services instead.
    """

    activity_id = peewee.IntegerField()
    resident_id = peewee.IntegerField()
    state = peewee.TextField()
    minutes = peewee.IntegerField(null=True)


class SignInChoice(Row):
    """Whom a person said that a row of a sign-in sheet means; digest: of what the row says."""

    digest = peewee.TextField()
    resident_id = peewee.IntegerField()


class Batch(Row):
    """What was recorded in one go and can be taken back in one go; kind: sign_in, credit or opening."""

    kind = peewee.TextField()
    made_at = peewee.TextField()
    undone_at = peewee.TextField(null=True)


class Service(Row):
    """What was done for the points: who, at which activity, how long, by which rule (None: the built-in one)."""

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
