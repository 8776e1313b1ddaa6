# SPDX-License-Identifier: GPL-3.0-or-later
"""A kill at every statement of the opening of a database of each schema: the next opening loses nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hongyun_desktop.core import checking
from hongyun_desktop.core.store import backup, migrations
from hongyun_desktop.core.store.opening import open_store
from tests.faults.operations import CLOCK, FOLDER

SCHEMAS = sorted((Path(__file__).parents[1] / "data" / "schemas").glob("schema-*.db"))
WORKER = """
import os, signal, sys
from pathlib import Path
from sqlcipher3 import dbapi2
from hongyun_desktop.core.store.opening import open_store
from tests.faults.operations import CLOCK
connect, passed = dbapi2.connect, 0
def pass_one(_):
    global passed
    passed += 1
    if passed == fatal:
        os.kill(os.getpid(), signal.SIGKILL)
def counting(*arguments, **options):
    connection = connect(*arguments, **options)
    connection.set_trace_callback(pass_one)
    return connection
dbapi2.connect = counting
for line in sys.stdin:
    path, fatal = line.rstrip("\\n").split("\\t")
    fatal, child = int(fatal), os.fork()
    if not child:
        open_store(Path(path), clock=CLOCK).close()
        os.write(1, f"done {passed}\\n".encode())
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        os.write(1, b"killed\\n")
"""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")]


@pytest.mark.parametrize("released", SCHEMAS, ids=[file.stem for file in SCHEMAS])
def test_a_kill_at_every_statement_of_an_upgrade(released: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])}
    kills, looked_at = 0, 0
    with subprocess.Popen(
        [sys.executable, "-c", WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
    ) as worker:
        assert worker.stdin
        assert worker.stdout
        for moment in range(1, 5000):
            path = tmp_path / FOLDER / f"{moment}" / "鸿运.db"
            path.parent.mkdir(parents=True)
            shutil.copy(released, path)
            worker.stdin.write(f"{path}\t{moment}\n")
            worker.stdin.flush()
            if not worker.stdout.readline().startswith("killed"):
                break
            kills += 1
            looked_at += _look(path)
            shutil.rmtree(path.parent)
    assert kills > 10
    sys.stdout.write(
        f"\nkills at every statement of opening {released.name}: kills {kills}; backups looked at {looked_at}" + "\n"
    )


def _look(path: Path) -> int:
    copies = list(backup.folder_of(path).glob("*.db")) if backup.folder_of(path).exists() else []
    for copy in copies:
        backup.verify(copy, None)
    with open_store(path, clock=CLOCK) as store:
        assert store.value("PRAGMA user_version") == migrations.LATEST
        assert store.value("SELECT count(*) FROM resident") == 4
        assert store.value("SELECT count(*) FROM journal") == 1
        assert checking.check(store) == []
    return len(copies)
