# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables that belong to the store itself: journal, operators, settings, files, erasures. Imports peewee only."""

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


class JournalRow(Row):
    """One row before and after a unit, as JSON of its columns; NULL where it did not exist."""

    journal_id = peewee.IntegerField()
    table_name = peewee.TextField()
    row_id = peewee.IntegerField()
    before = peewee.TextField(null=True)
    after = peewee.TextField(null=True)


class StoredFile(Row):
    """A photo or scan beside the database, named by its SHA-256."""

    sha256 = peewee.TextField()
    suffix = peewee.TextField()
    size_bytes = peewee.IntegerField()
    added_at = peewee.TextField()


class Erasure(Row):
    """A resident whose personal data was erased; replayed when an older backup is restored."""

    resident_id = peewee.IntegerField()
    erased_at = peewee.TextField()
