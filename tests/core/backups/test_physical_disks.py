# SPDX-License-Identifier: GPL-3.0-or-later
"""Which disk a folder lies on, from what the system tells under /sys/dev/block."""

import errno
import os
from pathlib import Path

import pytest

from hongyun_desktop.core.backups.disks import Disk, disk_of, linux_disk, mounted_disk

pytestmark = pytest.mark.skipif(os.name != "posix", reason="/sys is Linux's")
INNER, CABLE = "devices/pci0000:00/ata1", "devices/pci0000:00/usb2/2-1"


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """An inner disk sda with two parts, a stick sdb with one, one whole sdc, and what is encrypted on sdb1 and sda2."""
    (tmp_path / "block").mkdir()
    for number, place, is_part in (
        ("8:0", f"{INNER}/block/sda", False), ("8:1", f"{INNER}/block/sda/sda1", True),
        ("8:2", f"{INNER}/block/sda/sda2", True), ("8:17", f"{CABLE}/block/sdb/sdb1", True),
        ("8:32", f"{CABLE}/block/sdc", False), ("253:0", "devices/virtual/block/dm-0", False),
        ("253:1", "devices/virtual/block/dm-1", False),
    ):  # fmt: skip
        folder = tmp_path / place
        folder.mkdir(parents=True, exist_ok=True)
        if is_part:
            (folder / "partition").write_text("1")
        (tmp_path / "block" / number).symlink_to(folder)
        (tmp_path / "class/block").mkdir(parents=True, exist_ok=True)
        (tmp_path / "class/block" / folder.name).symlink_to(folder)
    for below, part in (("dm-0", f"{CABLE}/block/sdb/sdb1"), ("dm-1", f"{INNER}/block/sda/sda2")):
        (tmp_path / "devices/virtual/block" / below / "slaves").mkdir()
        (tmp_path / "devices/virtual/block" / below / "slaves" / Path(part).name).symlink_to(tmp_path / part)
    return tmp_path / "block"


@pytest.mark.parametrize(
    ("device", "disk"),
    [
        ((8, 0), Disk("sda", False)), ((8, 1), Disk("sda", False)), ((8, 2), Disk("sda", False)),
        ((8, 17), Disk("sdb", True)), ((8, 32), Disk("sdc", True)), ((253, 0), Disk("sdb", True)),
        ((253, 1), Disk("sda", False)), ((0, 31), None),
    ],
)  # fmt: skip
def test_parts_are_of_their_disk_and_what_is_encrypted_of_the_one_below(
    system: Path, device: tuple[int, int], disk: Disk | None
) -> None:
    assert linux_disk(os.makedev(*device), system) == disk


def test_a_stick_that_went_has_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_path: Path) -> bool:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "exists", gone)
    assert disk_of(tmp_path) is None


def test_a_folder_that_is_not_there_yet_is_where_the_one_above_it_is(tmp_path: Path) -> None:
    assert disk_of(tmp_path / "还没有" / "备份") == disk_of(tmp_path)


def pool_of(system: Path, *devices: str) -> None:
    """A btrfs over these devices."""
    folder = system.parent / "fs/btrfs" / "-".join(devices) / "devices"
    folder.mkdir(parents=True)
    for device in devices:
        (folder / device).touch()


@pytest.mark.parametrize(
    ("folder", "disk"),
    [
        ("/home/tan/资料", Disk("sda", False)), ("/", Disk("sda", False)), ("/data/备份", Disk("sdc", True)),
        ("/data", Disk("sdc", True)), ("/database", Disk("sda", False)), ("/media/我的 盘", Disk("sdb", True)),
        ("/pool/备份", None), ("/tmp/x", None), ("/srv/office", None), ("/union/x", None),
    ],
)  # fmt: skip
def test_where_a_number_is_made_up_what_was_mounted_tells_the_disk(
    system: Path, folder: str, disk: Disk | None
) -> None:
    """btrfs gives each part of itself a number that is no device's."""
    mapped = system.parent / "dev/mapper/luks-1"
    mapped.parent.mkdir(parents=True)
    mapped.symlink_to("../dm-0")
    for devices in (("sda2",), ("sdc",), ("sda1", "sdb1")):
        pool_of(system, *devices)
    mounts = "\n".join((
        "/dev/sda2 / btrfs rw,relatime,subvol=/@ 0 0",
        "/dev/sda2 /home btrfs rw,relatime,subvol=/@home 0 0",
        "/dev/sda1 /data ext4 rw 0 0",
        "/dev/sdc /data btrfs rw,subvol=/ 0 0",
        rf"{mapped} /media/\346\210\221\347\232\204\040\347\233\230 btrfs rw 0 0",
        "/dev/sda1 /pool btrfs rw 0 0",
        "tmpfs /tmp tmpfs rw 0 0",
        "//server/office /srv/office cifs rw 0 0",
        "/data/a:/data/b /union fuse.mergerfs rw 0 0",
    ))  # fmt: skip
    assert mounted_disk(Path(folder), mounts, system.parent) == disk


@pytest.mark.parametrize("is_seen", [True, False])
def test_a_union_mount_is_where_it_writes_to_as_far_as_that_can_be_seen(
    system: Path, tmp_path: Path, *, is_seen: bool
) -> None:
    written = tmp_path / "rw" / "upper"
    if is_seen:
        written.mkdir(parents=True)
    mounts = f"overlay / overlay rw,lowerdir=/lower,upperdir={written},workdir=/work 0 0\n/dev/sda1 {tmp_path}/rw ext4 rw 0 0"
    found = mounted_disk(Path("/home/tan"), mounts, system.parent)
    assert found == (Disk("sda", False) if is_seen else None)


def test_a_union_mount_that_seems_to_write_to_itself_has_no_disk(system: Path, tmp_path: Path) -> None:
    mounts = f"overlay / overlay rw,upperdir={tmp_path} 0 0"
    assert mounted_disk(Path("/home/tan"), mounts, system.parent) is None
