# SPDX-License-Identifier: GPL-3.0-or-later
"""The libraries that the program is made with, and their licences as they came with them. Standard library only."""

from collections.abc import Iterator
from importlib import metadata

from hongyun_desktop import paths
from hongyun_desktop.text import _

LIBRARIES = (
    "PySide6-Essentials", "shiboken6", "peewee", "sqlcipher3", "reportlab", "segno", "python-calamine", "XlsxWriter",
    "python-docx", "lxml", "pillow", "pi-heif", "pypdfium2", "cryptography", "cffi", "platformdirs",
)  # fmt: skip
"""As the package index spells them."""
PACKED = "libraries.txt"
_WITHIN = {
    "SQLCipher.txt": _("SQLCipher（在 sqlcipher3 里）"),
    "LGPL-3.0.txt": _("LGPL 3.0：Qt（PySide6、shiboken6），pi-heif 里的 libheif 和 libde265"),
}


def licences() -> str:
    """Each library with its version, its licence's name and text; then those of what has come within one of them.

    A folder build carries the text as it was when it was built.
    """
    packed = paths.resources() / "licences" / PACKED
    if packed.is_file():
        return packed.read_text(encoding="utf-8")
    return "\n".join((*_of_libraries(), *_of_parts()))


def _of_libraries() -> Iterator[str]:
    for name in LIBRARIES:
        told = metadata.distribution(name)
        yield f"■ {told.metadata['Name']} {told.version}  {_named(told)}\n"
        for file in told.files or ():
            if ".dist-info/licenses/" in file.as_posix():
                yield _decoded(file.read_binary())


def _of_parts() -> Iterator[str]:
    for file, words in _WITHIN.items():
        yield f"■ {words}\n"
        yield (paths.resources() / "licences" / file).read_text(encoding="utf-8")


def _decoded(text: bytes) -> str:
    """Old licences have a © of one byte."""
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _named(told: metadata.Distribution) -> str:
    said = told.metadata.json
    written = str(said.get("license_expression") or said.get("license") or "")
    return written.splitlines()[0] if written else ""
