# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of the window that the program and the README carry: python -m tests.pictures.published.

Run by hand when a page changed: writes resources/guide/*.png and docs/pictures/window.png from the demo.
"""

import tempfile
from datetime import date
from pathlib import Path

from PIL import Image

from hongyun_desktop.demo.build import build
from tests.shots import ROOT, SCREENS, take

GUIDE = {
    "roster": "window-building",
    "service": "attendance-service-filled",
    "honours": "honours-2-candidates",
    "printing": "preview-certificates",
}
WINDOW = "window-building"
_COLOURS = 128


def main() -> None:
    """Make the scenes once more and put them in their places, with few colours so that they stay small."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo = build(folder / "demo.db", date(2026, 11, 24)).file
        screens = {each.name: each for each in SCREENS}
        # In the guide a picture is as wide as a hand: the largest type.
        take(screens["20px"], demo, folder, tuple(GUIDE.values()))
        for section, scene in GUIDE.items():
            _publish(folder / "20px" / f"{scene}.png", ROOT / "resources" / "guide" / f"{section}.png")
        take(screens["150-percent"], demo, folder, (WINDOW,))
        _publish(folder / "150-percent" / f"{WINDOW}.png", ROOT / "docs" / "pictures" / "window.png")


def _publish(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    with Image.open(source) as picture:
        picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main()
