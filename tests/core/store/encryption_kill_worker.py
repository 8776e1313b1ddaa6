# SPDX-License-Identifier: GPL-3.0-or-later
"""The process that `test_encryption_kills` kills while it encrypts or decrypts.

Run as `encryption_kill_worker.py (encrypt|decrypt) DATABASE STEP`: it ends itself before its STEPth touch of a file,
or waits to be killed from outside where STEP is 0. It prints "ready", and "done" when nothing came between.
"""

import os
import signal
import sys
from pathlib import Path

from hongyun_desktop.core.store import encrypting, key_wrap, keys

PASSPHRASE = "鸿运小区 1号门 Spring"
COST = key_wrap.Cost(64, 1, 1)
_TOUCHES = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.truncate", "shutil.copyfile"}


def die_before(step: int, folder: str) -> None:
    """Let the process end itself before its stepth touch of a file in a folder; each is counted when it is audited."""
    touched = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal touched
        if event in _TOUCHES and str(arguments[0]).startswith(folder):
            touched += 1
            if touched == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def main(work: str, path: Path, step: int) -> None:
    """Do it once."""
    key_wrap.COST = COST
    key = keys.unlock(path, PASSPHRASE) if work == "decrypt" else b""
    os.write(1, b"ready\n")
    if step:
        die_before(step, str(path.parent))
    if work == "encrypt":
        encrypting.encrypt(path, PASSPHRASE)
    else:
        encrypting.decrypt(path, key)
    os.write(1, b"done\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
