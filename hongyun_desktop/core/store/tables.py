# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables that belong to the store itself: journal, operators, settings, files. Imports peewee only.

The images of the journal's rows and the list of erasures are written and read in SQL.
"""

import peewee

from hongyun_desktop.core.store.fields import Row


class Operator(Row):
    """Somebody who sits at the desk."""

    name = peewee.TextField()
    role = peewee.TextField()
    ended_at = peewee.TextField(null=True)


class Setting(Row):
    """One fact of the committee."""

    key = peewee.TextField()
    value = peewee.TextField()


class Journal(Row):
    """One unit of work: who did what and when, as a code and ids."""

    at = peewee.TextField()
    run = peewee.TextField()
    operator_id = peewee.IntegerField()
    code = peewee.TextField()
    params = peewee.TextField()
    undoable = peewee.BooleanField()
    undoes = peewee.IntegerField(null=True)


class StoredFile(Row):
    """A photo or scan beside the database, named by its SHA-256."""

    sha256 = peewee.TextField()
    suffix = peewee.TextField()
    size_bytes = peewee.IntegerField()
    added_at = peewee.TextField()
