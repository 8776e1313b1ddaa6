# SPDX-License-Identifier: GPL-3.0-or-later
"""Folders where live data may lie: not on a share, a synchronised folder or a stick. Imports no feature.

A backup may go to any of them; a live SQLite file would lose commits there.
"""

import sys
from pathlib import Path, PurePath

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.store.mounts import REMOVABLE_ROOTS, mount_of, read_mounts

_SYNCHRONISED = (
    "onedrive", "dropbox", "nutstore", "坚果云", "icloud", "wpsdrive", "wps云盘", "baidusyncdisk", "百度网盘同步",
    "google drive", "googledrive", "微云", "亿方云", "seafile", "nextcloud", "synologydrive",
)  # fmt: skip
_SHARED_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "davfs", "fuse.rclone", "afs"}
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4


def refuse_unsafe(folder: Path) -> None:
    """Do nothing for a folder on this computer's own disk; links and mapped drives are followed.

    Raises: Refused("folder_shared"), Refused("folder_synchronised"), Refused("folder_removable"), each with the
    folder's name.
    """
    for place in dict.fromkeys((folder, folder.resolve())):
        code = problem_of(place, mounts=read_mounts(), drive_type=_drive_type(place))
        if code:
            raise Refused(code, folder=folder.name or str(folder))


def problem_of(folder: PurePath, mounts: str = "", drive_type: int = 0) -> str:
    """The code that speaks against a folder, or empty.

    mounts: text in the form of /proc/mounts. drive_type: what Windows' GetDriveType says of the folder's drive.
    """
    # Windows writes long paths with a prefix of their own, which is no server's name.
    path = str(folder).removeprefix("\\\\?\\")
    if path.startswith(("\\\\", "//", "UNC\\")) or drive_type == _DRIVE_REMOTE:
        return "folder_shared"
    if any(part.lower().startswith(_SYNCHRONISED) for part in folder.parts):
        # OneDrive names its folder after the firm ("OneDrive - 社区"), so the start decides.
        return "folder_synchronised"
    if path.startswith(REMOVABLE_ROOTS) or drive_type == _DRIVE_REMOVABLE:
        return "folder_removable"
    mount = mount_of(path, mounts)
    return "folder_shared" if mount is not None and mount.kind in _SHARED_FILE_SYSTEMS else ""


def _drive_type(folder: Path) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)
