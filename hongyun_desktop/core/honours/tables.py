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


class RoundDraft(Row):
    """A round that is being prepared; round_id is set when its certificates are issued, and nothing changes then."""

    quarter = peewee.TextField()
    title = peewee.TextField()
    top = peewee.IntegerField()
    started_on: Any = DayField()
    round_id = peewee.IntegerField(null=True)


class RoundChoice(Row):
    """What was decided about one person of a draft; honorific: None for the usual one."""

    draft_id = peewee.IntegerField()
    resident_id = peewee.IntegerField()
    choice = peewee.TextField(default="")
    reason = peewee.TextField(default="")
    honorific = peewee.TextField(null=True)


class Proof(Row):
    """One 校名单 that was printed; names_hash: fingerprint of the names on it."""

    draft_id = peewee.IntegerField()
    printed_at = peewee.TextField()
    names_hash = peewee.TextField()
    signed_on: Any = DayField(null=True)
    signed_by = peewee.TextField(default="")


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


class PrintRun(Row):
    """Certificates sent to the printer together: their ids as a JSON array, and how many from its start are printed."""

    started_at = peewee.TextField()
    operator_id = peewee.IntegerField()
    certificate_ids = peewee.TextField()
    printed = peewee.IntegerField(default=0)


class SpoiltBlank(Row):
    """Certificate blanks that one run of the printer spoilt."""

    print_run_id = peewee.IntegerField()
    certificate_id = peewee.IntegerField()
    at = peewee.TextField()
    operator_id = peewee.IntegerField()
    sheets = peewee.IntegerField()
    reason = peewee.TextField()
