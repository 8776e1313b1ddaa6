# SPDX-License-Identifier: GPL-3.0-or-later
"""A name that no font of the computer can show gets one of ours, and only then, in a process of its own."""

import subprocess
import sys
from pathlib import Path

from hongyun_desktop.core.names_in_use import characters_of_names
from hongyun_desktop.core.roster.residents import save_resident
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.teams.register import save_team
from hongyun_desktop.core.teams.rules import TeamValues

_BEGIN = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QLineEdit, QListView
from hongyun_desktop.app import make_application
from hongyun_desktop.core.roster.residents import save_resident
from hongyun_desktop.core.roster.rules import ResidentValues
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.ui.kit import rare_characters, theme
from hongyun_desktop.ui.kit.character_picker import attach
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.speak import Speaker
from hongyun_desktop.ui.rare_names import look_after_names

def settle(desk):
    wait(100)
    while desk.rare_fonts.are_coming:
        wait(50)

def wait(duration_ms):
    loop = QEventLoop()
    QTimer.singleShot(duration_ms, loop.quit)
    loop.exec()
"""
_WRITTEN = """
app = make_application()
theme.apply(app)
with open_store(Path(sys.argv[1])) as store:
    desk = Desk(store, Speaker())
    window = QListView()
    window.show()
    look_after_names(desk, window)
    settle(desk)
    print(rare_characters.stand_by())
    desk.did(save_resident(store, ResidentValues("沈" + chr(0x2A6D6))), "")
    settle(desk)
    print(rare_characters.stand_by(), len(rare_characters.lacking(chr(0x2A6D6) + chr(0x20BB7) + chr(0x4DAE))))
    desk.jobs.close()
"""


def test_the_characters_of_names_are_those_of_residents_their_nicknames_and_teams(store: Store) -> None:
    assert characters_of_names(store) == frozenset()
    save_resident(store, ResidentValues("沈䶮", nicknames=("小龙",)))
    save_team(store, TeamValues("舞蹈队"))
    assert set("沈䶮小龙舞蹈队") <= characters_of_names(store)


_TYPED = """
app = make_application()
theme.apply(app)
with open_store(Path(sys.argv[1])) as store:
    desk = Desk(store, Speaker())
    line = QLineEdit()
    line.show()
    attach(line, desk)
    line.setText("罗喆")
    settle(desk)
    print(rare_characters.stand_by())
    line.setText("沈" + chr(0x2A6D6))
    settle(desk)
    print(rare_characters.stand_by())
    desk.jobs.close()
"""


def run(program: str, file: Path) -> list[str]:
    with open_store(file, create=True) as store:
        save_resident(store, ResidentValues("罗喆"))
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_fonts_come_with_the_first_name_that_needs_them_and_not_before(tmp_path: Path) -> None:
    assert run(_BEGIN + _WRITTEN, tmp_path / "鸿运.db") == ["False", "True", "0"]


def test_the_fonts_come_with_a_name_that_is_typed(tmp_path: Path) -> None:
    assert run(_BEGIN + _TYPED, tmp_path / "鸿运.db") == ["False", "True"]
