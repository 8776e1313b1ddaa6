# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of the honours. Imports peewee only; `published_place` has no id and is read and written as SQL."""

from typing import Any

import peewee

from hongyun_desktop.core.store.fields import DayField, Row


class Round(Row):
    """One title given for one quarter; quarter as "2026Q3"."""

    quarter = peewee.TextField()
    title = peewee.TextField()
    held_on: Any = DayField()


class Award(Row):
    """One resident honoured in a round."""

    round_id = peewee.IntegerField()
    resident_id = peewee.IntegerField()


class Exclusion(Row):
    """One resident who stood in line for a round and was left out, with the reason."""

    round_id = peewee.IntegerField()
    resident_id = peewee.IntegerField()
    reason = peewee.TextField()


class Certificate(Row):
    """One number of the register; what it says stands in its wordings."""

    kind = peewee.TextField()
    year = peewee.IntegerField()
    serial = peewee.IntegerField()
    number = peewee.TextField()
    resident_id = peewee.IntegerField(null=True)
    award_id = peewee.IntegerField(null=True)
    issued_on: Any = DayField()
    signed_on: Any = DayField(null=True)
    signed_by = peewee.TextField(default="")
    withdrawn_on: Any = DayField(null=True)
    withdrawn_reason = peewee.TextField(default="")


class CertificateWording(Row):
    """One version of what a certificate says, as JSON; see `frozen`."""

    certificate_id = peewee.IntegerField()
    version = peewee.IntegerField()
    wording = peewee.TextField()
    check_code = peewee.TextField()
    made_at = peewee.TextField()
    reason = peewee.TextField()


class CertificatePrint(Row):
    """One time that a certificate was printed again."""

    certificate_id = peewee.IntegerField()
    version = peewee.IntegerField()
    printed_at = peewee.TextField()
    operator_id = peewee.IntegerField()
