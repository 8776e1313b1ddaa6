# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of the honours. Imports peewee only."""

import peewee

from hongyun_desktop.core.store.fields import DayField, Row


class Round(Row):
    """One quarter's honours under one title."""

    quarter = peewee.TextField()
    title = peewee.TextField()
    held_on = DayField()


class Award(Row):
    """Somebody honoured in a round."""

    round_id = peewee.IntegerField()
    resident_id = peewee.IntegerField()


class Certificate(Row):
    """A number that was given; never removed, never given again."""

    kind = peewee.TextField()
    year = peewee.IntegerField()
    serial = peewee.IntegerField()
    number = peewee.TextField()
    resident_id = peewee.IntegerField(null=True)
    award_id = peewee.IntegerField(null=True)
    issued_on = DayField()
    signed_on = DayField(null=True)
    signed_by = peewee.TextField()
    withdrawn_on = DayField(null=True)
    withdrawn_reason = peewee.TextField()


class CertificateWording(Row):
    """What a certificate says, frozen; a correction adds a version."""

    certificate_id = peewee.IntegerField()
    version = peewee.IntegerField()
    wording = peewee.TextField()
    check_code = peewee.TextField()
    made_at = peewee.TextField()
    reason = peewee.TextField()


class CertificatePrint(Row):
    """One time a certificate was printed again."""

    certificate_id = peewee.IntegerField()
    version = peewee.IntegerField()
    printed_at = peewee.TextField()
    operator_id = peewee.IntegerField()
