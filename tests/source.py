# SPDX-License-Identifier: GPL-3.0-or-later
"""The package as text and as trees, for tests that hold all of it to a rule."""

import ast
from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "hongyun_desktop"


@cache
def trees() -> dict[Path, ast.Module]:
    """Every module, parsed."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def calls(names: Set[str]) -> Iterator[tuple[Path, str, ast.Call]]:
    """Calls of the named functions or methods: the module, the name, the call."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in names:
                    yield path, name, node


def texts_in(argument: ast.expr) -> list[str]:
    """The literal strings that an argument may be."""
    return [n.value for n in ast.walk(argument) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
