# SPDX-License-Identifier: GPL-3.0-or-later
"""The folder of icons against what the package asks for."""

import ast
import re

from hongyun_desktop import paths
from tests.source import trees


def test_no_icon_is_left_over() -> None:
    nodes = (node for tree in trees().values() for node in ast.walk(tree))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    asked_for = {name for text in texts for name in re.findall(r"[a-z0-9-]+", text)}
    assert {file.stem for file in (paths.resources() / "icons").glob("*.svg")} <= asked_for
