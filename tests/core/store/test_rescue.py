# SPDX-License-Identifier: GPL-3.0-or-later
"""A damaged database is opened to be looked at, with what can be read of it, or says one sentence; it stays as it is."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hongyun_desktop.core import exporting
from hongyun_desktop.core.access import passwords, signing_in
from hongyun_desktop.core.audit import verification
from hongyun_desktop.core.errors import AppError, Refused, StorageProblem
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.settings import save
from hongyun_desktop.core.store import backup, clean_close, journal
from hongyun_desktop.core.store.database import engine, looking
from hongyun_desktop.core.store.opening import marker_of, open_store
from hongyun_desktop.core.store.rescue import RescuedStore, open_damaged
from hongyun_desktop.core.store.rights import Right, Role
from hongyun_desktop.core.store.salvage import Lost

KEY = bytes(range(32))
PAGE = 4096
PEOPLE = 2000
KEYS = pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
Look = Callable[[Path], dict[str, str]]


@cache
def _content(key: bytes | None) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        with open_store(path, key) as store, store.unit("resident_saved") as unit:
            unit.insert_many(Resident, [{"name": f"居民{number}", "note": "字" * 40} for number in range(PEOPLE)])
        return path.read_bytes()


def made(path: Path, key: bytes | None) -> Path:
    path.write_bytes(_content(key))
    marker_of(path).write_text("opened before", encoding="ascii")
    clean_close.keep(path)
    return path


def root_of(path: Path, key: bytes | None, name: str) -> int:
    with looking(path, key) as connection:
        return connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]


def leaves_of(path: Path, name: str) -> list[int]:
    """The pages below a plain table's root, by the format of interior pages: a right pointer, then one per cell."""
    content = path.read_bytes()
    start = (root_of(path, None, name) - 1) * PAGE
    page = content[start : start + PAGE]
    assert page[0] == 5
    places = [int.from_bytes(page[12 + 2 * n : 14 + 2 * n]) for n in range(int.from_bytes(page[3:5]))]
    return [*(int.from_bytes(page[place : place + 4]) for place in places), int.from_bytes(page[8:12])]


def spoil(path: Path, *pages: int, with_zeros: bool = False) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        noise = bytes(PAGE) if with_zeros else random.Random(page).randbytes(PAGE)
        content[(page - 1) * PAGE : page * PAGE] = noise
    path.write_bytes(content)


@contextmanager
def suppress_impossible() -> Iterator[None]:
    """Lets pass the one sentence that may be said instead of opening, and no other."""
    try:
        yield
    except StorageProblem as problem:
        if problem.code != "rescue_impossible":
            raise


@KEYS
def test_a_sound_file_is_read_whole(tmp_path: Path, key: bytes | None, bytes_of: Look) -> None:
    path = made(tmp_path / "鸿运.db", key)
    before = bytes_of(path)
    with open_damaged(path, key) as store:
        assert store.lost == ()
        assert store.value("SELECT count(*) FROM resident") == PEOPLE
        assert store.value("SELECT count(*) FROM search WHERE search MATCH '\"居 民 7\"'") == 1
    assert bytes_of(path) == before


@pytest.mark.parametrize("with_zeros", [False, True], ids=["noise", "zeros"])
def test_what_stands_on_the_other_leaves_is_read_and_the_rest_is_counted(tmp_path: Path, *, with_zeros: bool) -> None:
    path = made(tmp_path / "鸿运.db", None)
    leaves = leaves_of(path, "resident")
    spoil(path, leaves[3], leaves[9], leaves[-1], with_zeros=with_zeros)
    with open_damaged(path) as store:
        here = store.value("SELECT count(*) FROM resident")
        assert store.lost == (Lost("resident", PEOPLE - here),)
        assert PEOPLE * 0.8 < here < PEOPLE
        assert store.value("SELECT max(id) - count(*) FROM resident") > 0
        assert store.value("SELECT count(*) FROM journal") == 1


@KEYS
def test_of_a_table_whose_root_is_gone_the_number_of_rows_is_known_from_an_index(
    tmp_path: Path, key: bytes | None
) -> None:
    path = made(tmp_path / "鸿运.db", key)
    spoil(path, root_of(path, key, "resident"))
    with open_damaged(path, key) as store:
        assert store.lost == (Lost("resident", PEOPLE),)
        assert store.value("SELECT count(*) FROM resident") == 0


@KEYS
@pytest.mark.parametrize("seed", range(12))
def test_whatever_page_is_damaged_it_opens_or_says_one_sentence_and_stays_as_it_is(
    tmp_path: Path, key: bytes | None, seed: int, bytes_of: Look
) -> None:
    path = made(tmp_path / "鸿运.db", key)
    chosen = random.Random(seed)
    pages = path.stat().st_size // PAGE
    spoil(path, *(chosen.randint(1, pages) for _ in range(4)), with_zeros=bool(seed % 2))
    before = bytes_of(path)
    names = {file.name for file in tmp_path.iterdir()}
    with suppress_impossible(), open_damaged(path, key) as store:
        assert store.value("SELECT count(*) FROM resident") >= 0
        for lost in store.lost:
            assert lost.rows is None or lost.rows > 0
    assert bytes_of(path) == before
    # No copy of what was read ever lay on the disk; the lock's own file may stay.
    assert {file.name for file in tmp_path.iterdir()} - names <= {"鸿运.db.lock"}


@KEYS
def test_a_header_that_is_gone_is_told_in_one_sentence_and_the_lock_is_let_go(
    tmp_path: Path, key: bytes | None
) -> None:
    path = made(tmp_path / "鸿运.db", key)
    spoil(path, 1)
    for _ in range(2):
        with pytest.raises(StorageProblem, match="rescue_impossible"):
            open_damaged(path, key)


@KEYS
@pytest.mark.parametrize("part", [0.9, 0.5, 0.2])
def test_of_a_file_cut_short_what_is_left_is_read(tmp_path: Path, key: bytes | None, part: float) -> None:
    path = made(tmp_path / "鸿运.db", key)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part) // PAGE * PAGE])
    with suppress_impossible(), open_damaged(path, key) as store:
        here = store.value("SELECT count(*) FROM resident")
        told = {each.table: each.rows for each in store.lost}
        assert here + (told.get("resident") or 0) == PEOPLE
        assert told


@pytest.fixture
def rescued(tmp_path: Path) -> RescuedStore:
    path = made(tmp_path / "鸿运.db", None)
    spoil(path, leaves_of(path, "resident")[3])
    return open_damaged(path)


def test_every_write_is_refused(rescued: RescuedStore, tmp_path: Path) -> None:
    with rescued as store:
        calls: list[Callable[[], object]] = [
            lambda: save(store, {"compound": "桂花苑"}),
            lambda: store.unit("resident_saved"),
            lambda: store.unit_of(1, "operator_added"),
            lambda: store.demand(Right.UNMASK),
            lambda: store.demand(Right.WRITE),
            lambda: backup.back_up(store, tmp_path / "备份"),
            lambda: exporting.tables(store, masked=False),
        ]
        for call in calls:
            with pytest.raises(Refused, match="read_only_rescue"):
                call()
        with pytest.raises(engine.OperationalError, match="readonly"):
            store.database.connection().execute("UPDATE resident SET name = ''")
        assert not store.may(Right.MEND)
        assert journal.undoable(store) is None
    assert not (tmp_path / "备份").exists()


def test_masked_tables_are_exported_and_noted_while_it_is_open(rescued: RescuedStore) -> None:
    with rescued as store:
        assert len(exporting.tables(store)[0].rows) == store.value("SELECT count(*) FROM resident")
        exporting.record(store, "workbook")
        assert store.value("SELECT code FROM journal ORDER BY id DESC LIMIT 1") == "exported"
        with pytest.raises(engine.OperationalError, match="readonly"):
            store.database.connection().execute("DELETE FROM search")


def test_another_thread_reads_too(rescued: RescuedStore) -> None:
    with rescued as store:
        counted: list[int] = []

        def read() -> None:
            store.database.connect()
            counted.append(store.value("SELECT count(*) FROM resident"))
            store.database.close()

        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
        assert counted == [store.value("SELECT count(*) FROM resident")]


def released(schema: int, path: Path) -> Path:
    path.write_bytes((Path(__file__).parents[2] / "data" / "schemas" / f"schema-{schema}.db").read_bytes())
    return path


@pytest.mark.parametrize("schema", [1, 2, 3, 4, 5])
def test_an_older_file_that_is_read_whole_has_a_sound_journal(schema: int, tmp_path: Path) -> None:
    with open_damaged(released(schema, tmp_path / "鸿运.db")) as store:
        assert store.lost == ()
        assert store.value("SELECT count(*) FROM journal_row") > 0
        assert verification.findings(store) == []
        signing_in.lock(store)
        assert verification.findings(store) == []


@pytest.mark.parametrize("schema", [1, 2])
def test_of_a_file_older_than_the_chain_lines_that_are_gone_are_named_and_none_is_called_made_up(
    schema: int, tmp_path: Path
) -> None:
    path = released(schema, tmp_path / "鸿运.db")
    connection = engine.connect(str(path), isolation_level=None)
    for line in (2, 3, 4, 6):
        connection.execute(
            "INSERT INTO journal SELECT ?, at, run, operator_id, 'settings_saved', '{}', 0, NULL FROM journal"
            " WHERE id = 1",
            (line,),
        )
    (trigger,) = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal' AND sql LIKE '%DELETE%'"
    ).fetchone()
    connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("DELETE FROM journal WHERE id = 3")
    connection.close()
    with open_damaged(path) as store:
        assert [(each.code, each.params) for each in verification.findings(store)] == [
            ("audit_row_missing", {"table": "journal", "row": 3}),
            ("audit_row_missing", {"table": "journal", "row": 5}),
        ]


def test_nobody_else_uses_the_file_meanwhile_and_closing_leaves_no_word_of_order(
    rescued: RescuedStore, tmp_path: Path
) -> None:
    with rescued as store, pytest.raises(StorageProblem, match="database_in_use"):
        open_damaged(store.path)
    store.close()
    assert not (tmp_path / "鸿运.db.closed").exists()
    assert marker_of(store.path).exists()
    open_damaged(store.path).close()


def with_password(path: Path) -> Path:
    made(path, None)
    with open_store(path) as store, store.unit("settings_saved") as unit:
        unit.execute("INSERT INTO operator_password(operator_id, hash) VALUES (1, ?)", (passwords.hashed("2580"),))
    return path


def test_a_password_is_asked_for_as_ever_and_a_wrong_one_waits(tmp_path: Path) -> None:
    path = with_password(tmp_path / "鸿运.db")
    spoil(path, leaves_of(path, "resident")[3])
    with open_damaged(path) as store:
        assert store.session is None
        for _ in range(signing_in.FREE_TRIES):
            with pytest.raises(Refused, match="password_wrong"):
                signing_in.sign_in(store, 1, "1111")
        with pytest.raises(Refused, match="sign_in_waits"):
            signing_in.sign_in(store, 1, "2580")
    with open_damaged(path) as store:
        signing_in.sign_in(store, 1, "2580")
        assert store.may(Right.EXPORT)
        signing_in.lock(store)
        assert not store.may(Right.EXPORT)


def test_where_passwords_can_not_be_read_nobody_does_more_than_look(tmp_path: Path) -> None:
    path = with_password(tmp_path / "鸿运.db")
    spoil(path, root_of(path, None, "operator_password"))
    with open_damaged(path) as store:
        assert store.session is not None
        assert store.session.role is Role.VIEWER
        assert not store.may(Right.EXPORT)
        assert not store.may(Right.SEE_SENSITIVE)


def test_a_file_of_something_else_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "别的.db"
    connection = engine.connect(str(path))
    connection.execute("CREATE TABLE other(id)")
    connection.close()
    with pytest.raises(AppError, match="rescue_impossible"):
        open_damaged(path)
