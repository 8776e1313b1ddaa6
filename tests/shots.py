# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of everything people will see, to be looked at: python tests/shots.py OUT [NAME …].

papers/ has every paper. Each other folder is a screen: 15, 17 and 20 px at 1366 x 768, the same at 150 %, a compact one,
and a screen of 1366 x 768 set to 150 %. Scenes named empty-… are of a database that was just made, all others of the
demo. NAME: only scenes whose name holds it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


@dataclass(frozen=True, slots=True)
class Screen:
    """One way of showing everything; the window's size in logical pixels."""

    name: str
    base_px: int
    width_px: int
    height_px: int
    scale: float = 1.0


SCREENS = (
    Screen("15px", 15, 1366, 768),
    Screen("17px", 17, 1366, 768),
    Screen("20px", 20, 1366, 768),
    Screen("150-percent", 15, 1366, 768, 1.5),
    Screen("compact", 15, 1093, 614),
    Screen("small", 15, 911, 512, 1.5),
)


def main(out: Path, wanted: Sequence[str]) -> None:
    """Write the pictures, a process for each screen: Qt is told its scale once."""
    out.mkdir(parents=True, exist_ok=True)
    if not wanted:
        subprocess.run([sys.executable, "-m", "tests.pictures.papers", str(out / "papers")], cwd=ROOT, check=True)
    from datetime import date

    from hongyun_desktop.demo.build import build

    with tempfile.TemporaryDirectory() as folder:
        demo = build(Path(folder) / "demo.db", date(2026, 11, 24)).file
        for screen in SCREENS:
            take(screen, demo, out, wanted)


def take(screen: Screen, demo: Path, out: Path, wanted: Sequence[str]) -> None:
    """The pictures of one screen; demo: a database that the scenes are made from."""
    with tempfile.TemporaryDirectory() as folder:
        platform = _platform(screen, Path(folder) / "screen.json")
        environment = {**os.environ, "QT_QPA_PLATFORM": platform, "QT_SCALE_FACTOR": str(screen.scale)}
        command = [sys.executable, "-m", "tests.pictures.screens", screen.name, str(demo), str(out), *wanted]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _platform(screen: Screen, file: Path) -> str:
    """Qt without a screen, told how large its screen is: dialogs ask for that."""
    size = {"width": round(screen.width_px * screen.scale), "height": round(screen.height_px * screen.scale)}
    monitor = {"name": screen.name, "x": 0, "y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1, **size}
    file.write_text(json.dumps({"windowFrameMargins": False, "screens": [monitor]}), "utf-8")
    return f"offscreen:configfile={file}"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2:])
