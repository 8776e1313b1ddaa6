# SPDX-License-Identifier: GPL-3.0-or-later
"""What is disturbed: each thing that people do with the data, done once on a copy of one small committee.

`DEEDS` names them; `read_state` tells afterwards which of the whole states a database is in.
"""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hongyun_desktop.core import checking, settings
from hongyun_desktop.core.access import data_keys, operators, passwords, signing_in
from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.backups import making, remembering, stick, thinning
from hongyun_desktop.core.checking import mending
from hongyun_desktop.core.clock import Clock, FixedClock
from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.facilities import keeping as facilities
from hongyun_desktop.core.facilities.rules import FacilityValues
from hongyun_desktop.core.handover import service
from hongyun_desktop.core.handover.rules import KeysTyped, Receiver
from hongyun_desktop.core.honours import rounds
from hongyun_desktop.core.personal import erasing
from hongyun_desktop.core.photos import keeping as photos
from hongyun_desktop.core.photos.rules import IncomingPhoto, Stage, Subject
from hongyun_desktop.core.points import crediting, reversal, sign_in
from hongyun_desktop.core.points.rules import SignInLine
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import erasure
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.importing import apply_import, plan_import
from hongyun_desktop.core.roster.rules import RosterLine
from hongyun_desktop.core.store import backup, encrypting, files, key_wrap, keys
from hongyun_desktop.core.store import photos as photo_files
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.reading import look_at
from hongyun_desktop.core.store.restoring import restore
from hongyun_desktop.core.store.rights import Role
from hongyun_desktop.core.store.store import Session, Store
from tests import picture_files
from tests.stores import OPENED

FOLDER, NAME = "张三 测试", "鸿运.db"
OLD, NEW = "鸿运小区 1号门 Spring", "换届以后的一句话 26"
ADMIN, PIN = "陈晓梅", "135790"
DAY, QUARTER = date(2026, 9, 12), Quarter(2026, 3)
PEOPLE, CLOCK = 24, FixedClock(OPENED)
CAMERA, PICTURES = "相机", 6
# What differs from run to run, or is told apart on its own.
_RANDOM = {"run", "hash", "phc", "password", "ledger_hash", "images_hash", "salt", "digest", "seal"}
_FILES = {"file_without_row", "file_missing_or_altered"}
_EVENTS = ("journal", "journal_row", "audit_seal", "audit_head")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deed is done; key: of the database, None for a plain one; stick: a folder for copies."""

    path: Path
    key: bytes | None
    stick: Path
    clock: Clock = field(default_factory=lambda: CLOCK)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do, on an open store or on a closed file.

    one_unit: its line in the journal is of the same transaction. keyed: on an encrypted database (None: on both).
    copies: how many more copies lie in the stick's folder once it was acknowledged. brings_files: what was brought in
    may lie there without a row where the rows did not follow; a row without its file is never forgiven. spoil: what is
    put wrong first, for the deed to put right.
    """

    on_store: Callable[[Store, Place], object] | None = None
    on_file: Callable[[Place], object] | None = None
    one_unit: bool = True
    keyed: bool | None = None
    copies: int = 0
    brings_files: bool = False
    spoil: Callable[[Store, Place], None] | None = None


def make_cheap() -> None:
    """Let keys and passwords cost next to nothing, and few copies be enough: both are tested elsewhere."""
    for limit in ("NEWEST", "DAYS", "WEEKS", "MONTHS"):
        setattr(thinning, limit, 1)
    key_wrap.COST = key_wrap.Cost(64, 1, 1)
    passwords.MEMORY_KIB = 64


def make_models(folder: Path) -> None:
    """A plain committee and an encrypted one, with a copy older than the last write and a photo."""
    path = folder / "plain" / FOLDER / NAME
    photo = folder / "楼道.jpg"
    photo.write_bytes(bytes(range(256)) * 300)
    with open_store(path, clock=CLOCK) as store:
        operators.add(store, ADMIN)
        signing_in.sit_down(store, ADMIN)
        _import_roster(store, "3")
        made = activities.save_activity(store, ActivityValues("清扫楼道", DAY))
        people = [number for (number,) in store.sql("SELECT id FROM resident ORDER BY id LIMIT 6")]
        crediting.credit(store, people, int(str(made.params["activity_id"])), 90)
        files.add(store, photo)
        facilities.save_facility(store, FacilityValues("停车棚"))
    camera = path.parent / CAMERA
    camera.mkdir()
    picture_files.files(camera, PICTURES)
    encrypted = folder / "keyed" / FOLDER / NAME
    shutil.copytree(path.parent, encrypted.parent)
    encrypting.encrypt(encrypted, OLD, CLOCK)
    for file in backup.folder_of(encrypted).glob("*.db"):
        backup.remove(file)
    _copy_and_write_on(path, None)
    _copy_and_write_on(encrypted, keys.unlock(encrypted, OLD))


def _copy_and_write_on(path: Path, key: bytes | None) -> None:
    with open_store(path, key, clock=CLOCK) as store:
        backup.back_up(store, backup.folder_of(path))
        settings.save(store, {"street": "写在备份之后"})


def _import_roster(store: Store, building: str, people: int = PEOPLE) -> None:
    lines = [
        RosterLine("花名册", row, Address(building, str(row % 4 + 1), str(100 + row // 4)), f"居民{building}之{row}")
        for row in range(1, people + 1)
    ]
    apply_import(store, plan_import(store, lines, complete=False))


def _import_sign_in(store: Store, _place: Place) -> None:
    lines = [SignInLine("签到", row + 2, DAY, "量体温", f"居民3之{row + 1}", 60) for row in range(PEOPLE)]
    sign_in.apply_sign_in(store, sign_in.plan_sign_in(store, lines))


def _add_photos(store: Store, place: Place) -> None:
    """Half of the pictures are there twice, as cameras and phones have them."""
    found = sorted((place.path.parent / CAMERA).iterdir())
    pictures = [IncomingPhoto(each, ".jpg", 64, 48, DAY) for each in (*found, *found[: PICTURES // 2])]
    photos.add_photos(store, Subject("facility", 1), pictures, Stage.BEFORE)


def _put_wrong(store: Store, place: Place) -> None:
    """A person that no search finds, numbers that would come twice, a lost photo, and one that nobody knows."""
    connection = store.database.connection()
    if connection.execute("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'resident' AND seq <> 1").rowcount == 0:
        return
    connection.execute("DELETE FROM search WHERE rowid = (SELECT min(rowid) FROM search)")
    for lost in photo_files.folder_of(place.path).glob("*/*"):
        lost.replace(lost.with_stem("0" * 64))


def _leave_photos_behind(store: Store, place: Place) -> None:
    """A copy whose photos the database has no more: they go with it."""
    folder = backup.folder_of(place.path)
    if thinning.of((file.name for file in folder.iterdir()), place.path.stem, remembering.database_id(store)[:4]):
        return
    _add_photos(store, place)
    making.back_up_numbered(store, folder, chosen=None)
    for row in photos.list_photos(store, Subject("facility", 1)):
        photos.remove_photo(store, row.photo_id)


def _thin(store: Store, place: Place) -> None:
    making.back_up_numbered(store, backup.folder_of(place.path), chosen=None)


def _mend(store: Store, _place: Place) -> None:
    mending.mend(store, checking.check(store))


def _lock(store: Store, _place: Place) -> None:
    signing_in.lock(store)


def _fail_to_sign_in(store: Store, _place: Place) -> None:
    try:
        signing_in.sign_in(store, "李女", "0000")
    except Refused as error:
        if error.code not in ("password_wrong", "operator_unknown"):
            raise


def _session(place: Place) -> Session:
    with open_store(place.path, place.key, clock=place.clock) as store:
        return Session(store.operator_id, ADMIN, Role.ADMIN)


def _hand_over(store: Store, place: Place) -> None:
    service.hand_over(store, Receiver("林新", PIN), KeysTyped(OLD, NEW) if place.key else None, place.stick)


def _restore(place: Place) -> None:
    (file,) = backup.folder_of(place.path).glob("*.db")
    restore(place.path, file, erasure.erase, place.key, clock=place.clock, present_key=place.key)


DEEDS: dict[str, Deed] = {
    "roster import": Deed(lambda store, _: _import_roster(store, "5", 60)),
    "sign-in import": Deed(_import_sign_in),
    "photo import": Deed(_add_photos, brings_files=True),
    "round": Deed(lambda store, _: rounds.hold_round(store, QUARTER, "季度志愿之星", 3, lambda _: None, {})),
    "reversal": Deed(lambda store, _: reversal.reverse(store, 1, "wrong_person")),
    "erasure": Deed(lambda store, _: erasing.erase(store, 3, "asked")),
    "settings": Deed(lambda store, _: settings.save(store, {"compound": "桂花苑", "contact": "值班室"})),
    "operator with password": Deed(lambda store, _: operators.add(store, "李女", Role.CLERK, PIN)),
    "own password": Deed(lambda store, _: operators.set_password(store, store.operator_id, PIN)),
    "signing in": Deed(lambda store, _: signing_in.sign_in(store, ADMIN)),
    "locking": Deed(_lock),
    "mending": Deed(_mend, spoil=_put_wrong),
    "backup to a folder": Deed(lambda store, place: making.back_up(store, place.stick), one_unit=False, copies=1),
    "backup to a stick": Deed(lambda store, place: stick.put_on(store, place.stick, None), one_unit=False, copies=1),
    "thinning": Deed(_thin, one_unit=False, brings_files=True, spoil=_leave_photos_behind),
    "restoring": Deed(on_file=_restore, one_unit=False),
    "encryption on": Deed(
        on_file=lambda place: data_keys.turn_on(place.path, OLD, _session(place), place.clock),
        one_unit=False,
        keyed=False,
    ),
    "encryption off": Deed(
        on_file=lambda place: data_keys.turn_off(place.path, place.key or b"", _session(place), place.clock),
        one_unit=False,
        keyed=True,
    ),
    "passphrase": Deed(lambda store, _: data_keys.change_passphrase(store, OLD, NEW), one_unit=False, keyed=True),
    "handover": Deed(_hand_over, one_unit=False, copies=1),
}


def do(deed: Deed, place: Place, begin: Callable[[], None], acknowledge: Callable[[], None]) -> None:
    """Do a deed; `begin` is called once everything before it is ready, `acknowledge` where people read of success."""
    if deed.on_store is None:
        assert deed.on_file
        begin()
        deed.on_file(place)
        acknowledge()
        return
    put_wrong(deed, place)
    store = open_store(place.path, place.key, clock=place.clock)
    try:
        begin()
        deed.on_store(store, place)
        acknowledge()
    finally:
        store.close()


def put_wrong(deed: Deed, place: Place) -> None:
    """Spoil what the deed is to put right."""
    if deed.spoil is not None:
        with open_store(place.path, place.key, clock=place.clock) as store:
            deed.spoil(store, place)


@dataclass(frozen=True, slots=True)
class State:
    """What a database is: opened by "plain", OLD or NEW; a digest of its rows; lines in the journal where they count.

    wrong: what a deed has still to put right in it. files_wrong: in its files, one of which may be right before all is.
    """

    opened_by: str
    rows: str
    events: int
    wrong: tuple[str, ...] = ()
    files_wrong: int = field(default=0, compare=False)


def read_state(place: Place, deed: Deed) -> State:
    """Open as a person would, assert that `check` finds nothing unforgiven, and say which state it is."""
    opened_by, key = key_of(place.path)
    with open_store(place.path, key, clock=CLOCK) as store:
        found = [each for each in checking.check(store) if not (deed.brings_files and each.code == "file_without_row")]
        assert deed.spoil or found == [], found
        codes = sorted(each.code for each in found)
        wrong = tuple(code for code in codes if code not in _FILES)
        tables = [
            name
            for (name,) in store.sql(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
                " AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
            if deed.one_unit or name not in _EVENTS
        ]
        digest = hashlib.sha256()
        for table in tables:
            columns = [name for (name,) in store.sql("SELECT name FROM pragma_table_info(?)", (table,))]
            kept = ", ".join(name for name in columns if name not in _RANDOM)
            digest.update(repr((table, _rows(store, table, kept, deed))).encode())
        events = store.value("SELECT events FROM audit_head") if deed.one_unit else 0
    return State(opened_by, digest.hexdigest(), events, wrong, len(codes) - len(wrong))


def _rows(store: Store, table: str, columns: str, deed: Deed) -> list[tuple[object, ...]]:
    # Where a deed has several units, who sits at the desk is told by the last of them.
    apart = " WHERE key <> 'desk_operator'" if table == "setting" and not deed.one_unit else ""
    return sorted(store.sql(f"SELECT {columns} FROM {table}{apart}"), key=repr)


def key_of(path: Path) -> tuple[str, bytes | None]:
    """By which word a database or a copy opens, and its key."""
    if not keys.is_encrypted(path):
        return "plain", None
    try:
        return "old", keys.unlock(path, OLD)
    except Refused:
        return "new", keys.unlock(path, NEW)


def whole_copies(folder: Path) -> int:
    """How many copies lie in a folder and below; asserts that each is whole and opens, and finds its photos."""
    # Work folders of a killed process hold what never got its final name.
    found = [
        file
        for file in folder.rglob("*.db")
        if not file.name.startswith(".") and file.parent.suffix not in (".restoring", ".changing")
    ]
    for file in found:
        key = key_of(file)[1]
        backup.verify(file, key)
        if backup.photo_folder_of(file.parent).exists():
            _assert_photos(file, key)
    return len(found)


def _assert_photos(file: Path, key: bytes | None) -> None:
    with look_at(file, key) as copy:
        for sha256, suffix in copy.sql("SELECT sha256, suffix FROM stored_file"):
            photo = backup.photo_folder_of(file.parent) / photo_files.name_of(sha256, suffix, key)
            assert photo_files.digest_of(photo, key) == sha256, (file.name, photo)
