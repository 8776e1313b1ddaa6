# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program imports is what a plain installation brings: nothing of the developers' tools."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.source import ROOT, trees

_BROUGHT_ALONG = {"shiboken6": "pyside6-essentials"}


def _imported() -> dict[str, str]:
    """Top-level package → one module that imports it."""
    found: dict[str, str] = {}
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            else:
                continue
            for name in names:
                found.setdefault(name.split(".")[0], str(file.relative_to(ROOT)))
    return found


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def test_everything_that_is_imported_is_a_dependency_of_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_plain(line.split(">")[0]) for line in project["dependencies"]}
    brought_by = packages_distributions()
    missing = {
        package: module
        for package, module in _imported().items()
        if package not in sys.stdlib_module_names
        and package != "hongyun_desktop"
        and not declared & {_plain(each) for each in brought_by.get(package, ())}
        and _BROUGHT_ALONG.get(package) not in declared
    }
    assert missing == {}
