# SPDX-License-Identifier: GPL-3.0-or-later
"""No file of an encrypted database holds a record in plain: the hunt for what was written, changed and removed.

Data folder, backup folder and temporary folder are read byte by byte, while the database is open and after.
"""

import json
import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
import xlsxwriter

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import signing_in
from hongyun_desktop.core.backups import making
from hongyun_desktop.core.clock import Clock, today
from hongyun_desktop.core.identity import with_check_character
from hongyun_desktop.core.roster import erasure, residents, settling
from hongyun_desktop.core.roster.importing import apply_import, plan_import
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.search import search
from hongyun_desktop.core.store import backup, encrypting, files, integrity, journal, keys, thumbnails
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.restoring import restore
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.exchange.roster_sheet import read_roster

PASSPHRASE = "鸿运小区 1号门 Spring"
ADDED, UPDATED, REMOVED, ERASED, IMPORTED = "欧阳楠桉", "令狐槿棣", "东方榕樾", "慕容柘楹", "上官梓栩"
NAMES = (ADDED, UPDATED, REMOVED, ERASED, IMPORTED)
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
PHOTO = b"\xff\xd8\xff\xe0" + "一张干净楼道的照片".encode() + Random(1).randbytes(1_500_000)


def id_of(number: int) -> str:
    return with_check_character(f"51019919680730{number:03d}")


def phone_of(number: int) -> str:
    return f"1387654{number:04d}"


IDS = [id_of(731 + 2 * place) for place in range(len(NAMES))]
PHONES = [phone_of(3100 + place) for place in range(len(NAMES))]
PLACES, NOTES = ("荔枝巷三河村", "银杏渡口村"), ("膝盖动过手术要人照看", "独居老人每周探望")
CANARIES = (*NAMES, *IDS, *PHONES, *PLACES, *NOTES, PASSPHRASE)


def needles() -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for canary in CANARIES:
        for encoding in ENCODINGS:
            found[canary.encode(encoding)] = f"{canary} in {encoding}"
        found[json.dumps(canary)[1:-1].encode("ascii")] = f"{canary} escaped"
    # Its head, its end and a piece of the middle.
    found |= {PHOTO[:32]: "photo", PHOTO[-32:]: "photo", PHOTO[700_000:700_032]: "photo"}
    return found


NEEDLES = needles()


def hunt(*folders: Path) -> list[str]:
    """Where a canary stands in plain, in a file or in its name."""
    found: list[str] = []
    for folder in folders:
        for file in folder.rglob("*"):
            found += [f"{canary} as a name: {file}" for canary in CANARIES if canary in file.name]
            if file.is_file():
                content = file.read_bytes()
                found += [f"{what}: {file}" for needle, what in NEEDLES.items() if needle in content]
    return found


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """What the user brings: a workbook and a photo, outside every folder of ours."""
    folder = tmp_path / "sources"
    folder.mkdir()
    with xlsxwriter.Workbook(str(folder / "花名册.xlsx")) as book:
        sheet = book.add_worksheet("花名册")
        sheet.write_row(0, 0, ("栋", "单元", "房号", "姓名", "身份证号码", "联系电话", "原属村", "备注"))
        for row in range(1, 200):
            values = (
                "2",
                "1",
                str(row * 100 + 1),
                IMPORTED,
                IDS[4] if row == 1 else "",
                PHONES[4],
                PLACES[1],
                NOTES[1],
            )
            sheet.write_row(row, 0, values)
    (folder / "楼道.jpg").write_bytes(PHOTO)
    return folder


def values_of(place: int) -> ResidentValues:
    return ResidentValues(
        name=NAMES[place], id_number=IDS[place], phones=(PHONES[place],), home_village=PLACES[0], note=NOTES[0]
    )


def live(store: Store, sources: Path) -> None:
    """A day at the desk that touches every canary."""
    signing_in.sit_down(store, ADDED)
    settings.save(store, {"compound": PLACES[0]})
    ids = [
        int(str(settling.register(store, values_of(place), f"1栋1单元{place + 1}01").params["resident_id"]))
        for place in range(4)
    ]
    residents.save_resident(store, ResidentValues(name="王芳"), ids[1])
    residents.remove_resident(store, ids[2])
    journal.undo(store)
    journal.redo(store)
    erasure.erase(store, ids[3])
    assert search(store, ADDED)
    apply_import(store, plan_import(store, read_roster(sources / "花名册.xlsx", today(store.clock)).lines))
    files.add(store, sources / "楼道.jpg")
    thumbnails.keep(store.path, store.database.key, "a" * 64, PHOTO)


def test_the_hunt_finds_what_is_plain(store_path: Path, clock: Clock, sources: Path, temporary: Path) -> None:
    with open_store(store_path, clock=clock) as store:
        live(store, sources)
    found = " ".join(hunt(store_path.parent))
    assert all(canary in found for canary in (ADDED, IMPORTED, IDS[0], PHONES[4], PLACES[0], NOTES[1], "photo"))
    assert os.environ["TMPDIR"] == str(temporary)


def new(path: Path, clock: Clock, _sources: Path) -> None:
    encrypting.create(path, PASSPHRASE, clock=clock)[0].close()


def from_plain(path: Path, clock: Clock, sources: Path) -> None:
    """A database that was plain, with copies of every kind beside it."""
    with open_store(path, clock=clock) as store:
        live(store, sources)
        making.back_up_by_itself(store)
        made = backup.back_up(store, backup.folder_of(path))
    restore(path, made.file, erasure.erase, clock=clock)
    with open_store(path, clock=clock) as store, store.unit("canary") as unit:
        unit.execute("DELETE FROM setting WHERE key <> 'desk_operator'")
        unit.execute("UPDATE resident SET id_number = NULL")
    encrypting.encrypt(path, PASSPHRASE, clock)


@pytest.mark.parametrize("make", [new, from_plain])
def test_no_canary_sings(
    tmp_path: Path, clock: Clock, sources: Path, temporary: Path, make: Callable[[Path, Clock, Path], None]
) -> None:
    data, stick = tmp_path / "资料", tmp_path / "U盘"
    path = data / "鸿运.db"
    make(path, clock, sources)
    # The lock and the marker stay in the folder; whatever else may hold a canary is listed.
    assert hunt(data, temporary) == []
    key = keys.unlock(path, PASSPHRASE)
    with open_store(path, key, clock=clock) as store:
        if make is new:
            live(store, sources)
        with store.unit("canary") as unit:
            unit.execute("UPDATE resident SET note = ? WHERE id = 1", (NOTES[1],))
        assert path.with_name(path.name + "-wal").stat().st_size > 0
        assert hunt(data, temporary) == []
        made = backup.back_up(store, stick)
        making.back_up_by_itself(store)
        # A transaction that was begun, filled and not yet ended.
        with store.unit("canary") as unit:
            unit.execute("UPDATE resident SET note = note || ?", (NOTES[1] * 200,))
            assert hunt(data, stick, temporary) == []
        assert hunt(data, stick, temporary) == []
        assert integrity.findings(store) == []
    assert hunt(data, stick, temporary) == []
    restore(path, made.file, erasure.erase, key, clock=clock, present_key=key)
    keys.change_passphrase(path, PASSPHRASE, "另一句记得住的话 9")
    with open_store(path, key, clock=clock) as store:
        assert search(store, IMPORTED)
        assert store.value("SELECT count(*) FROM stored_file") == 1
        store.sql("VACUUM")
    assert hunt(data, stick, temporary) == []
    assert today(clock) == date(2026, 10, 8)
