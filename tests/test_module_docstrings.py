# SPDX-License-Identifier: GPL-3.0-or-later
"""What a module says that it imports, against what it imports."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.source import PACKAGE, ROOT, trees

# What lies below every layer goes without saying.
BELOW_ALL = ("messages", "text", "paths", "log", "frozen_class", "core.errors", "__version__")
SAID = re.compile(r"[Ii]mports ([^.;:]*?) only\b(?! when| then)|[Ss]tandard library only|imports nothing")
# Whoever uses the kit uses Qt.
MEANT = {
    r"Qt\w*": ("PySide6", "shiboken6"),
    "kit|theme|parts|icons|desk": ("hongyun_desktop.ui.kit", "PySide6", "shiboken6"),
    "desk actions": ("hongyun_desktop.ui.desk_actions",),
    r"core|core's|rules|store|tables": ("hongyun_desktop.core",),
    "peewee": ("peewee", "hongyun_desktop.core.store"),
    "documents": ("hongyun_desktop.documents",),
    "exchange": ("hongyun_desktop.exchange",),
    "reportlab": ("reportlab",),
    "calamine": ("python_calamine",),
    "pypdfium2": ("pypdfium2",),
}


@cache
def said(path: Path) -> tuple[str, ...] | None:
    """What the docstring of a module lets it import beside the standard library; None where it leaves that open."""
    docstring = ast.get_docstring(trees()[path]) if path in trees() else None
    found = SAID.search((docstring or "").replace("\n", " "))
    if found is None:
        return None
    return tuple(
        start for word, starts in MEANT.items() if re.search(rf"\b({word})\b", found[1] or "") for start in starts
    )


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(trees()[path]):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def is_as_pure(name: str) -> bool:
    """Whether it is a module of the core that says, too, that it needs the standard library only, or a name in one."""
    file = ROOT.joinpath(*name.split(".")).with_suffix(".py")
    return name.startswith("hongyun_desktop.core.") and () in (said(file), said(file.parent.with_suffix(".py")))


def is_said(name: str, path: Path) -> bool:
    beside = ".".join(path.relative_to(ROOT).parent.parts) + "."
    below = tuple(f"hongyun_desktop.{each}" for each in BELOW_ALL)
    return (
        name.split(".")[0] in sys.stdlib_module_names
        or name.startswith((*below, *(said(path) or ())))
        or (path.parent != PACKAGE and name.startswith(beside))
        or is_as_pure(name)
    )


def test_a_module_imports_no_more_than_it_says() -> None:
    promising = [path for path in trees() if said(path) is not None]
    assert len(promising) > 150
    more = [(path.name, name) for path in promising for name in imported(path) if not is_said(name, path)]
    assert more == []
