# SPDX-License-Identifier: GPL-3.0-or-later
"""Where files of ours go, and how that is called: by the name people know, not by the one on the disk. Qt only."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from hongyun_desktop.text import _

_Location = QStandardPaths.StandardLocation
_KNOWN = {
    _Location.DocumentsLocation: _("文档"),
    _Location.DesktopLocation: _("桌面"),
    _Location.DownloadLocation: _("下载"),
    _Location.PicturesLocation: _("图片"),
}
_OURS = _("鸿运桌面")


def documents() -> Path:
    """Where this account keeps its files: Qt would begin in the program's own folder, which is no place for names."""
    return Path(QStandardPaths.writableLocation(_Location.DocumentsLocation))


def to_look_in() -> Path:
    """Where files are looked for first; the folder above where it is missing: a dialog takes its name for a file's."""
    told = documents()
    return next((folder for folder in (told, *told.parents) if folder.is_dir()), told)


def for_papers() -> Path:
    """A folder of our own among them, made where it is missing; the one above where that can't be."""
    folder = documents() / _OURS
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return documents()
    return folder


def saved_as(file: Path) -> str:
    """“花名册.xlsx”（在“文档 ▸ 鸿运桌面”里）, to say where a file was written."""
    return _("“{name}”（在“{folder}”里）").format(name=file.name, folder=_called(file.parent))


def _called(folder: Path) -> str:
    for location, word in _KNOWN.items():
        root = Path(QStandardPaths.writableLocation(location))
        if folder == root:
            return word
        if folder.parent == root:
            return f"{word} ▸ {folder.name}"
    return folder.name or str(folder)
