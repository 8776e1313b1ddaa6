# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing here talks to a network: the guard of the tests works, and the core never needs it."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

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
from hongyun_desktop.core import operators
with open_store(Path(sys.argv[1]) / "鸿运.db") as store:
    operators.sit_down(store, "罗喆")
    back_up(store, Path(sys.argv[1]) / "备份")
print("done")
"""


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, -1])
def test_a_test_that_reaches_for_the_network_fails(family: int) -> None:
    with pytest.raises(AssertionError, match="offline"):
        socket.socket(family)


def test_importing_and_using_the_core_opens_no_socket(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", USE_THE_CORE, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.stdout == "done\n", done.stderr
