# SPDX-License-Identifier: GPL-3.0-or-later
"""After an erasure nothing in any file of the database says who it was; sums and numbers stay."""

from datetime import date
from pathlib import Path

import pytest
from incoming import HOME, id_number, import_lines, line

from hongyun_desktop.core.clock import Clock
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours.tables import Certificate, CertificateWording, Round, RoundChoice, RoundDraft
from hongyun_desktop.core.points import ledger
from hongyun_desktop.core.points.ledger import Posting
from hongyun_desktop.core.points.tables import Account
from hongyun_desktop.core.roster.erasure import erase
from hongyun_desktop.core.roster.residents import every_resident, find_resident, move_resident, save_resident
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.search import search
from hongyun_desktop.core.store import integrity, journal
from hongyun_desktop.core.store.database import engine
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store

NAME, NICKNAME, VILLAGE, SIGNER, WHY = "罗金丝雀", "金丝雀大王", "金丝雀村", "代领金丝雀", "住院的金丝雀"
NUMBER, PHONE = id_number(sequence=777), "13877776666"
CANARIES = (NAME, NICKNAME, VILLAGE, SIGNER, WHY, NUMBER, PHONE, "luojinsique")


def fill(store: Store) -> int:
    """Somebody with a history: imported, edited, moved, with points and a certificate."""
    rows = [line(2, NAME, id_number=NUMBER, phones=(PHONE,), home_village=VILLAGE), line(3, "吕静", note="邻居")]
    import_lines(store, rows)
    resident_id = every_resident(store)[0].resident_id
    values = ResidentValues(NAME, id_number=NUMBER, phones=(PHONE,), home_village=VILLAGE, nicknames=(NICKNAME,))
    save_resident(store, values, resident_id)
    move_resident(store, resident_id, None)
    with store.unit("points_recorded") as unit:
        account_id = unit.append(Account, resident_id=resident_id)
        ledger.append(unit, [Posting(account_id, "issue", 20, date(2026, 9, 26), "service")])
    with store.unit("certificate_issued") as unit:
        certificate_id = unit.append(Certificate, kind="honour", year=2026, serial=1, number="鸿运荣字〔2026〕第0001号",
                                     resident_id=resident_id, award_id=None, issued_on=date(2026, 10, 1))  # fmt: skip
        unit.append(CertificateWording, certificate_id=certificate_id, version=1, wording=f'{{"name":"{NAME}"}}',
                    check_code="7F3A91C2", made_at="2026-10-01T09:00:00", reason="")  # fmt: skip
    with store.unit("certificate_signed_for") as unit:
        unit.update(Certificate, certificate_id, signed_on=date(2026, 10, 2), signed_by=SIGNER)
    with store.unit("round_choice_made") as unit:
        draft_id = unit.insert(RoundDraft, quarter="2026Q4", title="榕树之星", top=10, started_on=date(2026, 10, 8))
        unit.insert(RoundChoice, draft_id=draft_id, resident_id=resident_id, choice="excluded", reason=WHY)
    return resident_id


def found_in(folder: Path) -> list[tuple[str, str]]:
    """Which canaries stand in which files."""
    return [
        (file.name, canary)
        for file in folder.rglob("*")
        if file.is_file()
        for canary in CANARIES
        if canary.encode() in file.read_bytes() or canary.encode("utf-16-le") in file.read_bytes()
    ]


def test_no_file_of_the_database_holds_the_person_any_more(store_path: Path, clock: Clock) -> None:
    with open_store(store_path, clock=clock) as store:
        resident_id = fill(store)
        store.database.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert found_in(store_path.parent)
        erase(store, resident_id)
        assert found_in(store_path.parent) == []
    assert found_in(store_path.parent) == []


def test_sums_numbers_and_neighbours_stay(store: Store) -> None:
    resident_id = fill(store)
    erase(store, resident_id)
    assert find_resident(store, resident_id) is None
    assert [(row.name, row.note) for row in every_resident(store)] == [("吕静", "邻居")]
    assert store.value("SELECT balance_after FROM entry") == 20
    assert [hit.text for hit in search(store, "0001")] == ["鸿运荣字〔2026〕第0001号"]
    assert store.sql("SELECT wording, check_code FROM certificate_wording") == [('{"erased":true}', "7F3A91C2")]
    assert search(store, NAME) == search(store, NICKNAME) == search(store, PHONE[-4:]) == ()
    assert store.value("SELECT resident_id FROM erasure") == resident_id
    assert ledger.verify(store) == []
    assert integrity.findings(store) == []


def test_the_history_says_that_it_was_erased_and_undo_does_not_bring_it_back(store: Store) -> None:
    resident_id = fill(store)
    erase(store, resident_id)
    assert all(each.erased for each in journal.history(store, "resident", resident_id))
    with pytest.raises(Refused, match="undo_not_possible"):
        journal.undo(store)


def test_rows_merged_into_the_person_go_with_them(store: Store) -> None:
    import_lines(store, [line(2, NAME, id_number=NUMBER), line(3, NICKNAME, HOME)])
    stays, merged = (row.resident_id for row in every_resident(store))
    with store.unit("residents_merged") as unit:
        unit.update(Resident, merged, merged_into=stays)
    erase(store, stays)
    assert store.sql("SELECT DISTINCT name, id_number, phones FROM resident") == [("", None, "[]")]
    assert store.sql("SELECT resident_id FROM erasure ORDER BY resident_id") == [(stays,), (merged,)]


def test_somebody_chosen_for_a_round_that_was_issued_can_be_erased(store: Store) -> None:
    resident_id = fill(store)
    with store.unit("round_issued") as unit:
        round_id = unit.insert(Round, quarter="2026Q4", title="榕树之星", held_on=date(2026, 10, 8))
        unit.update(RoundDraft, store.value("SELECT id FROM round_draft"), round_id=round_id)
    with pytest.raises(engine.IntegrityError, match="RANKING_FROZEN"), store.unit("round_issued") as unit:
        unit.execute("UPDATE round_choice SET reason = '已删除'")
    erase(store, resident_id)
    assert find_resident(store, resident_id) is None
    assert store.sql("SELECT choice, reason FROM round_choice") == [("excluded", "已删除")]
    with pytest.raises(engine.IntegrityError, match="RANKING_FROZEN"), store.unit("round_issued") as unit:
        unit.execute("UPDATE round_choice SET choice = ''")


def test_erasing_twice_changes_nothing_and_nobody_cannot_be_erased(store: Store) -> None:
    resident_id = fill(store)
    erase(store, resident_id)
    assert erase(store, resident_id).journal_id == 0
    with pytest.raises(Refused, match="resident_unknown"):
        erase(store, 99)
