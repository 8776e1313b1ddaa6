# SPDX-License-Identifier: GPL-3.0-or-later
"""The one thread that makes pictures, and what waits for it: whatever is looked at now comes first.

Imports the standard library only.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

_MOST_WAITING = 150


class WaitingLine:
    """Runs work one after the other: urgent work first, else what was asked for last.

    Somebody who scrolls through hundreds looks at the last of them: what was asked for long ago is let go.
    """

    def __init__(self, let_go: Callable[[Hashable], object]) -> None:
        """let_go: hears, where `submit` was called, the name of work that will not be done."""
        self._let_go = let_go
        self._lock = Lock()
        self._urgent: OrderedDict[Hashable, Callable[[], object]] = OrderedDict()
        self._others: OrderedDict[Hashable, Callable[[], object]] = OrderedDict()
        self._executor: ThreadPoolExecutor | None = None
        self._ended = False

    def submit(self, name: Hashable, work: Callable[[], object], *, urgent: bool = False) -> None:
        """Have work done, in the place of what waits under the same name; nothing once the line was ended."""
        if self._ended:
            return
        with self._lock:
            (self._urgent if urgent else self._others)[name] = work
            gone = self._others.popitem(last=False)[0] if len(self._others) > _MOST_WAITING else None
        if self._executor is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="photos")
        self._executor.submit(self._do_next)
        if gone is not None:
            self._let_go(gone)

    def forget(self, name: Hashable) -> None:
        """Do not begin urgent work that nobody waits for any more."""
        with self._lock:
            self._urgent.pop(name, None)

    def end(self) -> None:
        """Wait for what runs, forget what waits, and take no more."""
        self._ended = True
        with self._lock:
            self._urgent.clear()
            self._others.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def _do_next(self) -> None:
        with self._lock:
            if self._urgent:
                work = self._urgent.popitem(last=False)[1]
            elif self._others:
                work = self._others.popitem(last=True)[1]
            else:
                return
        work()
