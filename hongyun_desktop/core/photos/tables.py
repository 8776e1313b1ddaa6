# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of photos: which stored file shows which thing. Imports peewee only."""

import peewee

from hongyun_desktop.core.store.fields import DayField, Row


class Photo(Row):
    """A stored file under just one thing; stage: before, during or after the work, or empty."""

    stored_file_id = peewee.IntegerField()
    task_id = peewee.IntegerField(null=True)
    activity_id = peewee.IntegerField(null=True)
    team_id = peewee.IntegerField(null=True)
    facility_id = peewee.IntegerField(null=True)
    stage = peewee.TextField()
    taken_on = DayField(null=True)
    width_px = peewee.IntegerField()
    height_px = peewee.IntegerField()
    caption = peewee.TextField()
