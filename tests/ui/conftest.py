# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test of the window may ask for: a desk on an empty database, and one on the demo's."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.clock import FixedClock
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.kit import theme
from hongyun_desktop.ui.kit.desk import Desk
from tests.stores import copy_demo
from tests.ui.fakes import FakeSpeaker, inline_desk
from tests.ui.held import hold, let_go


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["hongyun-desktop", *theme.BEGIN_WITH]


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    theme.apply(qapp, theme.SMALLEST_PX)
    return qapp


@pytest.fixture(autouse=True)
def _held_until_the_end(qapp: QApplication) -> Iterator[None]:
    yield
    let_go()


class HoldingBot(QtBot):
    """Holds what it is told of; by itself it does so weakly."""

    def addWidget(self, widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None) -> None:
        super().addWidget(hold(widget), before_close_func=before_close_func)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return HoldingBot(request)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A shown widget that dialogs can stand over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def desk(qapp: QApplication, store: Store) -> Iterator[Desk]:
    with inline_desk(store) as made:
        yield made


@pytest.fixture
def demo_store(demo_file: Path, tmp_path: Path) -> Iterator[Store]:
    copy = copy_demo(demo_file, tmp_path)
    with open_store(copy, clock=FixedClock(datetime(2026, 11, 24, 10, 30))) as store:
        yield store


@pytest.fixture
def demo_desk(qapp: QApplication, demo_store: Store) -> Iterator[Desk]:
    with inline_desk(demo_store) as made:
        yield made


@pytest.fixture
def speaker(desk: Desk) -> FakeSpeaker:
    assert isinstance(desk.speaker, FakeSpeaker)
    return desk.speaker
