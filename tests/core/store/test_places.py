# SPDX-License-Identifier: GPL-3.0-or-later
"""Live data lies on this computer's own disk: shares, synchronised folders and sticks are named and refused."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from hongyun_desktop.core.store import places

MOUNTS = r"""
/dev/sda2 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
//server/office /srv/office cifs rw 0 0
nas:/export /srv/with\040blank nfs4 rw 0 0
nas:/photos /srv/\347\205\247\347\211\207 nfs4 rw 0 0
/dev/sda3 /srv/office/local ext4 rw 0 0
me@host:/ /home/tan/remote fuse.sshfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("/var/lib/hongyun", ""),
        ("/home/tan/资料", ""),
        ("/srv/office", "folder_shared"),
        ("/srv/office/资料", "folder_shared"),
        ("/srv/office/local/资料", ""),
        ("/srv/officer", ""),
        ("/srv/with blank/资料", "folder_shared"),
        ("/srv/照片", "folder_shared"),
        ("/home/tan/remote", "folder_shared"),
        ("//server/office", "folder_shared"),
        ("/home/tan/Nextcloud/资料", "folder_synchronised"),
        ("/home/tan/坚果云/资料", "folder_synchronised"),
        ("/media/tan/KINGSTON", "folder_removable"),
        ("/run/media/tan/U盘/资料", "folder_removable"),
        ("/mediatheque", ""),
    ],
)
def test_a_folder_on_linux(folder: str, code: str) -> None:
    assert places.problem_of(PurePosixPath(folder), MOUNTS) == code


@pytest.mark.parametrize(
    ("folder", "drive_type", "code"),
    [
        (r"C:\ProgramData\Hongyun", 3, ""),
        (r"D:\自管委\资料", 3, ""),
        (r"\\server\office\资料", 0, "folder_shared"),
        (r"\\?\UNC\server\office", 0, "folder_shared"),
        (r"\\?\C:\ProgramData\Hongyun", 3, ""),
        (r"Z:\资料", 4, "folder_shared"),
        (r"E:\资料", 2, "folder_removable"),
        (r"C:\Users\tan\OneDrive - 社区\资料", 3, "folder_synchronised"),
        (r"C:\Users\tan\WPSDrive\资料", 3, "folder_synchronised"),
        (r"C:\Users\tan\iCloudDrive", 3, "folder_synchronised"),
        (r"D:\BaiduSyncdisk\资料", 3, "folder_synchronised"),
    ],
)
def test_a_folder_on_windows(folder: str, drive_type: int, code: str) -> None:
    assert places.problem_of(PureWindowsPath(folder), drive_type=drive_type) == code


def test_this_computers_own_disk_is_fine(tmp_path: Path) -> None:
    places.refuse_unsafe(tmp_path)
