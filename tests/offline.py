# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernel's guard against the network: whoever opens an internet socket under it dies by SIGSYS.

It holds for Python, for C and C++ below it, for every thread made later and for every child process. As a program,
`offline.py COMMAND …` runs a command under it. Needs Linux on x86-64 or ARM64; imports the standard library only.
"""

import ctypes
import faulthandler
import os
import platform
import signal
import socket
import struct
import sys

# Of linux/audit.h and asm/unistd.h: the name of the machine's calls, and the number of socket() among them.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_IO_URING_SETUP = 425
# Of linux/prctl.h, linux/seccomp.h and linux/bpf_common.h.
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_LOAD, _IF_EQUAL, _ANSWER = 0x20, 0x15, 0x06
_TRAP, _ERROR, _ALLOW = 0x00030000, 0x00050000, 0x7FFF0000
_NUMBER_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_NO_SUCH_CALL = 38


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def _instructions(machine: int, socket_call: int) -> bytes:
    """Each line: what to do, lines to skip if equal, lines to skip if not, value."""
    lines = (
        (_LOAD, 0, 0, _MACHINE_AT),
        (_IF_EQUAL, 0, 6, machine),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_IF_EQUAL, 5, 0, _IO_URING_SETUP),
        (_IF_EQUAL, 0, 5, socket_call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_IF_EQUAL, 1, 0, socket.AF_INET),
        (_IF_EQUAL, 0, 2, socket.AF_INET6),
        (_ANSWER, 0, 0, _TRAP),
        # A ring makes sockets that no filter sees: where there is none, everybody uses socket().
        (_ANSWER, 0, 0, _ERROR | _NO_SUCH_CALL),
        (_ANSWER, 0, 0, _ALLOW),
    )
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def forbid_internet() -> str:
    """Put this process and all its children to come under the guard for good; why that can't be, or ""."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return f"no guard for {sys.platform} on {platform.machine()}"
    instructions = _instructions(*_MACHINES[platform.machine()])
    program = _Program(len(instructions) // 8, instructions)
    libc = ctypes.CDLL(None, use_errno=True)
    zero = ctypes.c_ulong(0)
    if libc.prctl(_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), zero, zero, zero) or libc.prctl(
        _SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.byref(program), zero, zero
    ):
        return f"the kernel takes no filter: {os.strerror(ctypes.get_errno())}"
    # Who did it is told before the end.
    faulthandler.register(signal.SIGSYS, file=os.dup(2), chain=True)
    return ""


if __name__ == "__main__":
    if reason := forbid_internet():
        sys.stderr.write(f"without the guard against the network: {reason}\n")
    os.execvp(sys.argv[1], sys.argv[1:])
