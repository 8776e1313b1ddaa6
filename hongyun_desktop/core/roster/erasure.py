# SPDX-License-Identifier: GPL-3.0-or-later
"""Erasing a person (PIPL art. 47): what could tell who it was goes, the ledger's sums stay.

Goes: the roster row's contents, its images in the journal, search words, the wording of certificates. Stays: the
row's number, entries and hours under it, certificate numbers (verification says 已删除). Backups made before still
hold the person until they lapse.
"""

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.roster.residents import get_resident
from hongyun_desktop.core.store.database import translated
from hongyun_desktop.core.store.journal import ERASED
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.unit import Unit


def erase(store: Store, resident_id: int) -> Changed:
    """Erase one resident; kept in the list that is replayed when an older backup comes back.

    Raises: Refused("resident_unknown").
    """
    get_resident(store, resident_id)
    with store.unit("resident_erased", resident=resident_id) as unit:
        _blank_rows(unit, resident_id)
        _blank_certificates(unit, resident_id)
        unit.execute("INSERT INTO erasure(resident_id, erased_at) VALUES (?, ?)", (resident_id, _now(store)))
        unit.irreversible()
        changed = unit.changed(Topic.RESIDENT, Topic.CERTIFICATE)
    _forget_old_pages(store)
    return changed


def _blank_rows(unit: Unit, resident_id: int) -> None:
    # Not by unit.update: its journal image would hold what is being erased.
    unit.execute(
        "UPDATE resident SET dwelling_id = NULL, name = '', relation = '', sex = '', born_on = NULL, id_number = NULL,"
        " phones = '[]', home_village = '', political_status = '', tags = '[]', nicknames = '[]', note = '',"
        " hand_edited = '[]', erased_at = ? WHERE id = ?",
        (_now(unit.store), resident_id),
    )
    _blank_journal(unit, "resident", resident_id)
    unit.touch("resident", [resident_id])


def _blank_certificates(unit: Unit, resident_id: int) -> None:
    ids = [row[0] for row in unit.store.sql("SELECT id FROM certificate WHERE resident_id = ?", (resident_id,))]
    for certificate_id in ids:
        unit.execute("UPDATE certificate SET signed_by = '' WHERE id = ?", (certificate_id,))
        unit.execute(
            "UPDATE certificate_wording SET wording = ?, reason = '' WHERE certificate_id = ?", (ERASED, certificate_id)
        )
        _blank_journal(unit, "certificate", certificate_id)
    unit.touch("certificate", ids)


def _blank_journal(unit: Unit, table: str, row_id: int) -> None:
    for image in ("before", "after"):
        unit.execute(
            f"UPDATE journal_row SET {image} = ? WHERE table_name = ? AND row_id = ? AND {image} IS NOT NULL",
            (ERASED, table, row_id),
        )


def _now(store: Store) -> str:
    return store.clock.now().isoformat()


def _forget_old_pages(store: Store) -> None:
    """The write-ahead log still holds the pages as they were; fold it in and cut it off."""
    with translated(store.path):
        store.database.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
