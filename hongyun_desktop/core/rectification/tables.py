# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of rectification: tasks, quantities, steps, money, chases, letters, reports. Imports peewee only."""

import peewee

from hongyun_desktop.core.store.fields import DayField, Row


class Task(Row):
    """Something wrong at a place; place_key: by which recurrence is told; source_key: the ledger row it came from."""

    year = peewee.IntegerField()
    serial = peewee.IntegerField()
    title = peewee.TextField()
    category = peewee.TextField()
    road = peewee.TextField()
    road_number = peewee.TextField()
    building_id = peewee.IntegerField(null=True)
    building_unit_id = peewee.IntegerField(null=True)
    spot = peewee.TextField()
    place_key = peewee.TextField()
    source = peewee.TextField()
    about_property = peewee.BooleanField()
    priority = peewee.TextField()
    party = peewee.TextField()
    raised_on = DayField()
    due_on = DayField(null=True)
    done_on = DayField(null=True)
    cost_fen = peewee.IntegerField(null=True)
    note = peewee.TextField()
    state = peewee.TextField()
    reopened = peewee.IntegerField()
    duplicate_of = peewee.IntegerField(null=True)
    facility_id = peewee.IntegerField(null=True)
    source_key = peewee.TextField(null=True)


class TaskQuantity(Row):
    """One measured line of a task, in whole thousandths of its unit."""

    task_id = peewee.IntegerField()
    item = peewee.TextField()
    unit = peewee.TextField()
    planned_milli = peewee.IntegerField()
    done_milli = peewee.IntegerField()
    accepted_milli = peewee.IntegerField()


class TaskStep(Row):
    """One change of state; from_state empty for the first. party: to whom it was given or handed on."""

    task_id = peewee.IntegerField()
    from_state = peewee.TextField()
    to_state = peewee.TextField()
    stepped_on = DayField()
    recorded_at = peewee.TextField()
    operator_id = peewee.IntegerField()
    reason = peewee.TextField()
    party = peewee.TextField()


class TaskFunding(Row):
    """Money asked for, granted or spent, in fen; body: by or from whom."""

    task_id = peewee.IntegerField()
    kind = peewee.TextField()
    amount_fen = peewee.IntegerField()
    body = peewee.TextField()
    booked_on = DayField()
    note = peewee.TextField()


class TaskChase(Row):
    """One reminding of the responsible party."""

    task_id = peewee.IntegerField()
    chased_on = DayField()
    way = peewee.TextField()
    spoke_to = peewee.TextField()
    answer = peewee.TextField()
    promised_on = DayField(null=True)
    letter_id = peewee.IntegerField(null=True)


class TaskLetter(Row):
    """A letter as it went out; task_ids and wording are JSON."""

    kind = peewee.TextField()
    year = peewee.IntegerField()
    serial = peewee.IntegerField()
    made_on = DayField()
    addressee = peewee.TextField()
    task_ids = peewee.TextField()
    wording = peewee.TextField()


class HandedReport(Row):
    """A report as it was handed in; content is JSON."""

    title = peewee.TextField()
    starts_on = DayField()
    ends_on = DayField()
    handed_on = DayField()
    handed_to = peewee.TextField()
    content = peewee.TextField()
