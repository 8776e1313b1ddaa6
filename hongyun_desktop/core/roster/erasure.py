# SPDX-License-Identifier: GPL-3.0-or-later
"""Erasing a person (PIPL art. 47): what could tell who it was goes, the ledger's sums stay.

Goes: the roster row's contents, its images in the journal, search words, the wording of certificates and who signed
for them, reasons for being left out of a round or put into it, lines of attendance lists, which rows of sign-in sheets
were said to mean them, why they left a team. Stays: the row's number, entries and hours under it, that it belonged to
teams, certificate numbers (verification says 已删除). Backups made before still hold the person until they lapse.
"""

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.roster.residents import get_resident, put_at_head
from hongyun_desktop.core.store.audit_chain import ERASED
from hongyun_desktop.core.store.database import translated
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit


def erase(store: Store, resident_id: int, reason: str = "", *, next_head: int | None = None) -> Changed:
    """Erase one person with all rows merged into theirs; the list of erasures is replayed on an older backup.

    reason: a code for the journal. next_head: who is the head of the household from then on, in the same step.
    Somebody erased before stays so, and nothing is written. Raises: Refused("resident_unknown").
    """
    if not store.value("SELECT 1 FROM resident WHERE id = ?", (resident_id,)):
        raise Refused("resident_unknown")
    told = {"reason": reason or None, "next_head": next_head}
    params = {name: value for name, value in told.items() if value is not None}
    with store.unit("resident_erased", resident=resident_id, **params) as unit:
        for each in rows_of_person(store, resident_id):
            _blank_row(unit, each)
            _blank_certificates(unit, each)
            _blank_exclusions(unit, each)
            _strike_lists(unit, each)
            _blank_memberships(unit, each)
            unit.execute("INSERT INTO erasure(resident_id, erased_at) VALUES (?, ?)", (each, _now(store)))
            unit.irreversible()
        if next_head is not None:
            # After the former one is blank: an image of that row in this step could not be blanked any more.
            put_at_head(unit, get_resident(store, next_head))
    _forget_old_pages(store)
    return unit.changed(Topic.RESIDENT, Topic.CERTIFICATE, Topic.TEAM)


def rows_of_person(store: Store, resident_id: int) -> list[int]:
    """The row itself and those that a merger made the same person, as far as they are not blank yet."""
    rows = store.sql(
        "SELECT r.id FROM resident r JOIN resident meant ON meant.id = ?"
        " WHERE coalesce(r.merged_into, r.id) = coalesce(meant.merged_into, meant.id) AND r.erased_at IS NULL",
        (resident_id,),
    )
    return [row[0] for row in rows]


def _blank_row(unit: Unit, resident_id: int) -> None:
    # Not by unit.update: its journal image would hold what is being erased.
    unit.execute(
        "UPDATE resident SET dwelling_id = NULL, name = '', relation = '', sex = '', born_on = NULL, id_number = NULL,"
        " phones = '[]', home_village = '', political_status = '', tags = '[]', nicknames = '[]', note = '',"
        " hand_edited = '[]', erased_at = ? WHERE id = ?",
        (_now(unit.store), resident_id),
    )
    unit.blank_images("resident", resident_id)
    unit.touch("resident", [resident_id])


def _blank_certificates(unit: Unit, resident_id: int) -> None:
    ids = [row[0] for row in unit.store.sql("SELECT id FROM certificate WHERE resident_id = ?", (resident_id,))]
    for certificate_id in ids:
        unit.execute("UPDATE certificate SET signed_by = '', withdrawn_reason = '' WHERE id = ?", (certificate_id,))
        unit.execute(
            "UPDATE certificate_wording SET wording = ?, reason = '' WHERE certificate_id = ?", (ERASED, certificate_id)
        )
        unit.blank_images("certificate", certificate_id)
    unit.touch("certificate", ids)


def _blank_exclusions(unit: Unit, resident_id: int) -> None:
    # Why somebody was left out of a round, or put into it, says something about the person.
    for table in ("exclusion", "round_choice"):
        _blank_rows(unit, table, resident_id)
        # A reason that was given can't be empty there; it was given, and is no longer known.
        unit.execute(
            f"UPDATE {table} SET reason = '已删除' WHERE resident_id = ? AND reason <> ''",
            (resident_id,),
        )


def _strike_lists(unit: Unit, resident_id: int) -> None:
    # What was credited stays in the ledger; where else somebody signed up or stayed away is theirs alone.
    for table in ("attendance", "sign_in_choice"):
        _blank_rows(unit, table, resident_id)
        unit.execute(f"DELETE FROM {table} WHERE resident_id = ?", (resident_id,))


def _blank_memberships(unit: Unit, resident_id: int) -> None:
    # How many belonged stays the team's; nobody erased goes on belonging, or holding a post.
    _blank_rows(unit, "team_member", resident_id)
    day = _now(unit.store)[:10]
    unit.execute(
        "UPDATE team_post SET ends_on = max(starts_on, ?) WHERE ends_on IS NULL AND member_id IN"
        " (SELECT id FROM team_member WHERE resident_id = ?)",
        (day, resident_id),
    )
    unit.execute(
        "UPDATE team_member SET left_on = coalesce(left_on, max(joined_on, ?)), left_reason = '' WHERE resident_id = ?",
        (day, resident_id),
    )


def _blank_rows(unit: Unit, table: str, resident_id: int) -> None:
    """Blank in the journal whatever a table holds or held of the person."""
    rows = unit.store.sql(
        "SELECT row_id FROM journal_row WHERE table_name = ?1 AND ?2 IN (before ->> 'resident_id',"
        f" after ->> 'resident_id') UNION SELECT id FROM {table} WHERE resident_id = ?2",
        (table, resident_id),
    )
    for (row_id,) in rows:
        unit.blank_images(table, row_id)


def _now(store: Store) -> str:
    return store.clock.now().isoformat()


def _forget_old_pages(store: Store) -> None:
    """The write-ahead log still holds the pages as they were; fold it in and cut it off."""
    with translated(store.path):
        store.database.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
