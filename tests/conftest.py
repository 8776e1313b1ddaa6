# SPDX-License-Identifier: GPL-3.0-or-later
"""What every test may ask for: a fixed clock, a store in a folder of its own, and a process without a network."""

import gc
import os
import socket
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from hongyun_desktop.core.access import passwords
from hongyun_desktop.core.clock import Clock, FixedClock
from hongyun_desktop.core.store import key_wrap
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.demo.build import Demo, build
from tests.offline import forbid_internet
from tests.stores import DEMO_DAY, OPENED, open_empty

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

_INTERNET = frozenset({socket.AF_INET, socket.AF_INET6})
CHEAP = key_wrap.Cost(64, 1, 1)
REAL = {
    (key_wrap, "COST"): key_wrap.COST,
    (passwords, "MEMORY_KIB"): passwords.MEMORY_KIB,
    (passwords, "PASSES"): passwords.PASSES,
}
NO_GUARD = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """From before the first import of a test on, the kernel ends whoever opens an internet socket."""
    config.stash[NO_GUARD] = forbid_internet()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collecting makes a million objects that stay, and no garbage: looking for some costs a third of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


class NetworkUsed(AssertionError):
    """A test, or what it tested, reached for the network."""


class _LocalSocket(socket.socket):
    """A socket that serves pipes between processes and refuses to be made for the internet."""

    def __init__(self, family: int = -1, *args: Any, **kwargs: Any) -> None:
        # Python's own default is AF_INET; an accepted connection brings a descriptor that was let through before.
        if (socket.AF_INET if family == -1 else family) in _INTERNET and kwargs.get("fileno") is None:
            raise NetworkUsed(f"socket of family {family} in a program that works offline")
        super().__init__(family, *args, **kwargs)


@pytest.fixture
def guarded(pytestconfig: pytest.Config) -> None:
    """Skips where the kernel can't guard the tests, with the reason."""
    if reason := pytestconfig.stash[NO_GUARD]:
        pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", _LocalSocket)
        yield


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo of one day, made once; its database is to be copied, never opened."""
    return build(tmp_path_factory.mktemp("demo") / "demo.db", DEMO_DAY)


@pytest.fixture(scope="session")
def demo_file(demo_made: Demo) -> Path:
    return demo_made.file


@pytest.fixture(scope="session", autouse=True)
def _cheap_secrets() -> Iterator[None]:
    """Keys and passwords cost next to nothing; what they cost in truth is for whoever asks for `real_costs`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_wrap, "COST", CHEAP)
        patch.setattr(passwords, "MEMORY_KIB", CHEAP.memory_kib)
        patch.setattr(passwords, "PASSES", CHEAP.passes)
        yield


@pytest.fixture
def real_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    for (module, name), value in REAL.items():
        monkeypatch.setattr(module, name, value)


@pytest.fixture
def clock() -> Clock:
    return FixedClock(OPENED)


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "鸿运.db"


@pytest.fixture
def store(store_path: Path, clock: Clock) -> Iterator[Store]:
    with open_empty(store_path, clock) as opened:
        yield opened
