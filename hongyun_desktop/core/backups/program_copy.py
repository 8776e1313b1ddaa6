# SPDX-License-Identifier: GPL-3.0-or-later
"""The packaged program onto a stick, file by file, read back and compared: whole under its name, or not there.

Imports errors and the store's syncing only.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from hongyun_desktop import __version__
from hongyun_desktop.core.errors import StorageProblem
from hongyun_desktop.core.store.syncing import sync_folder
from hongyun_desktop.frozen_class import frozen

LIST_NAME = "文件清单.txt"
_BLOCK_BYTES = 1 << 20

Tell = Callable[[int, int], None]


class ProgramState(StrEnum):
    """What became of the program on the stick."""

    COPIED = "copied"
    THERE = "there"
    NOT_PACKAGED = "not_packaged"


@frozen
class Program:
    """A packaged program: its folder, the name of the folder it gets on a stick, the file that starts it.

    parts: what at the top of the folder belongs to it; whatever else somebody put there stays where it is.
    """

    folder: Path
    name: str
    start: str
    parts: tuple[str, ...]

    @property
    def files(self) -> list[Path]:
        """All its files below the folder, sorted."""
        tops = [self.folder / part for part in self.parts]
        found = [file for top in tops for file in (top.rglob("*") if top.is_dir() else [top]) if file.is_file()]
        return sorted(file.relative_to(self.folder) for file in found)

    @property
    def size_bytes(self) -> int:
        """What it takes on a stick."""
        return sum((self.folder / file).stat().st_size for file in self.files)


def running() -> Program | None:
    """This program, where it runs packaged; None from source, of which a bare computer could make nothing."""
    if not getattr(sys, "frozen", False):
        return None
    executable, inside = Path(sys.executable), Path(getattr(sys, "_MEIPASS", "_internal")).name
    if sys.platform == "win32":
        # The program with the window lies beside the one for commands.
        programs = sorted(file.name for file in executable.parent.glob("*.exe"))
        return Program(executable.parent, f"鸿运桌面-{__version__}-Windows", "鸿运桌面.exe", (*programs, inside))
    return Program(executable.parent, f"鸿运桌面-{__version__}-Linux", executable.name, (executable.name, inside))


def is_there(program: Program, stick: Path) -> bool:
    """Whether the same program lies on the stick whole, by the hash of every file."""
    target = stick / program.name
    if program.folder.resolve() == target.resolve():
        return True
    try:
        listed = (target / LIST_NAME).read_text(encoding="utf-8")
        return listed == _list_of(program, program.folder) == _list_of(program, target)
    except (OSError, UnicodeDecodeError):
        return False


def copy(program: Program, stick: Path, tell: Tell) -> ProgramState:
    """Put the program on a stick unless it is there; older ones of the same kind go once it is whole.

    tell: bytes done of all. Raises: OSError, StorageProblem("program_copy_differs", folder, file).
    """
    if is_there(program, stick):
        return ProgramState.THERE
    temporary = stick / f".{program.name}.part"
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        temporary.mkdir()
        digests = _copy_files(program, temporary, tell)
        _write_synced(temporary / LIST_NAME, _listed(digests).encode())
        _compare(program, temporary, digests, stick)
        shutil.rmtree(stick / program.name, ignore_errors=True)
        temporary.rename(stick / program.name)
        sync_folder(stick)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    _remove_older(program, stick)
    return ProgramState.COPIED


def _copy_files(program: Program, target: Path, tell: Tell) -> dict[Path, str]:
    digests, done, total = dict[Path, str](), 0, program.size_bytes
    for file in program.files:
        _make_folders(target, file)
        digest = hashlib.sha256()
        with (program.folder / file).open("rb") as reading, (target / file).open("wb") as writing:
            while block := reading.read(_BLOCK_BYTES):
                digest.update(block)
                writing.write(block)
                done += len(block)
                tell(done, total)
            writing.flush()
            os.fsync(writing.fileno())
        _let_run(program.folder / file, target / file)
        digests[file] = digest.hexdigest()
    return digests


def _make_folders(target: Path, file: Path) -> None:
    """Those below the target only: on a stick that is gone they would else come into being on the disk beneath."""
    for folder in reversed(file.parents[:-1]):
        (target / folder).mkdir(exist_ok=True)


def _let_run(source: Path, target: Path) -> None:
    try:
        shutil.copymode(source, target)
    except OSError:
        # A stick's file system knows no such marks, and lets everything run.
        return


def _compare(program: Program, target: Path, digests: dict[Path, str], stick: Path) -> None:
    for file in program.files:
        if _digest_of(target / file) != digests[file]:
            raise StorageProblem("program_copy_differs", folder=stick.name or str(stick), file=file.name)


def _list_of(program: Program, folder: Path) -> str:
    return _listed({file: _digest_of(folder / file) for file in program.files})


def _listed(digests: dict[Path, str]) -> str:
    """In the form that sha256sum reads."""
    return "".join(f"{digest}  {file.as_posix()}\n" for file, digest in digests.items())


def _digest_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_synced(file: Path, content: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _remove_older(program: Program, stick: Path) -> None:
    """Folders that this program put there for the same system; what anybody else put there has no such list."""
    system = program.name.rsplit("-", 1)[-1]
    for folder in stick.glob(f"鸿运桌面-*-{system}"):
        is_running = folder.resolve() == program.folder.resolve()
        if folder.name != program.name and not is_running and (folder / LIST_NAME).is_file():
            shutil.rmtree(folder, ignore_errors=True)
