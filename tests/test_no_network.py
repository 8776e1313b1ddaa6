# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing here talks to a network: the guards of the tests work, and the core never needs it.

The kernel's guard (tests/offline.py) lies on the process that runs the tests, the day of tests/ui/test_main_job.py
and the commands of tests/cli/test_main_job.py among them, and is inherited: what kills a child here kills there.
"""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OFFLINE = str(ROOT / "tests" / "offline.py")
USE_THE_CORE = """
import sys, pkgutil, importlib
from pathlib import Path

def refuse(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(event)

sys.addaudithook(refuse)
import hongyun_desktop.core
for module in pkgutil.walk_packages(hongyun_desktop.core.__path__, "hongyun_desktop.core."):
    importlib.import_module(module.name)
from hongyun_desktop.core.store.backup import back_up
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.core.access import signing_in
with open_store(Path(sys.argv[1]) / "鸿运.db") as store:
    signing_in.sit_down(store, "罗喆")
    back_up(store, Path(sys.argv[1]) / "备份")
print("done")
"""


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, -1])
def test_a_test_that_reaches_for_the_network_fails(family: int) -> None:
    with pytest.raises(AssertionError, match="offline"):
        socket.socket(family)


# Each reaches for the internet past socket.socket of Python.
REACHING = {
    "below Python's class": "import _socket; _socket.socket({family}, _socket.SOCK_DGRAM)",
    "in C": "import ctypes; ctypes.CDLL(None).socket({family}, 1, 0)",
    "on another thread": "import _socket, threading as t; a = t.Thread(target=_socket.socket, args=({family}, 1)); a.start(); a.join()",
}


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
@pytest.mark.parametrize("way", REACHING)
def test_the_kernel_ends_a_child_of_this_process_that_opens_an_internet_socket(way: str, family: int) -> None:
    assert run_python(REACHING[way].format(family=int(family))).returncode == -signal.SIGSYS


@pytest.mark.usefixtures("guarded")
def test_a_child_of_a_child_is_under_the_guard_too_and_a_program_run_under_it() -> None:
    reach = REACHING["in C"].format(family=int(socket.AF_INET))
    code = f"import subprocess, sys; print(subprocess.call([sys.executable, '-c', {reach!r}]))"
    assert run_python(code).stdout.strip() == str(-signal.SIGSYS)
    program = [sys.executable, OFFLINE, sys.executable, "-c"]
    assert subprocess.run([*program, reach], check=False).returncode == -signal.SIGSYS
    assert subprocess.run([*program, "print('fine')"], check=False).returncode == 0


@pytest.mark.usefixtures("guarded")
def test_a_guarded_process_may_talk_to_its_own_computer() -> None:
    code = "import _socket; _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM); print('fine')"
    assert run_python(code).stdout == "fine\n"


@pytest.mark.usefixtures("guarded")
def test_whoever_reached_for_the_network_is_told() -> None:
    code = f"from tests.offline import forbid_internet; forbid_internet()\n{REACHING['in C'].format(family=2)}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGSYS
    assert 'File "<string>", line 2' in done.stderr


def test_importing_and_using_the_core_opens_no_socket(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", USE_THE_CORE, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.stdout == "done\n", done.stderr
