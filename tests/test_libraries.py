# SPDX-License-Identifier: GPL-3.0-or-later
"""The licences of everything that the program ships can be read in it."""

import re
import tomllib
from pathlib import Path

from hongyun_desktop.libraries import LIBRARIES, licences

ROOT = Path(__file__).parents[1]


def spelled(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_that_is_asked_for_is_listed() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {spelled(re.split(r"[<>=]", each)[0]) for each in asked} <= set(map(spelled, LIBRARIES))


def test_each_comes_with_the_text_of_its_licence() -> None:
    texts = re.split(r"^■ ", licences(), flags=re.MULTILINE)[1:]
    assert len(texts) == len(LIBRARIES) + 2
    for name, text in zip(LIBRARIES, texts, strict=False):
        assert spelled(text.split(" ", 1)[0]) == spelled(name)
        # Qt's packages name the LGPL and bring no text; it stands at the end.
        assert "LGPL-3.0" in text or len(text) > 500, name
    assert "ZETETIC" in texts[-2]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts[-1]
