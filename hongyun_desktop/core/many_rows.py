# SPDX-License-Identifier: GPL-3.0-or-later
"""Making rows by the ten thousand. Standard library only."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_rubbish() -> Iterator[None]:
    """Let Python look through nothing for rubbish meanwhile; also a decorator.

    It would look through all rows made so far each time they have become a quarter more: a fifth of an import's time,
    in which no other thread goes on, the window's neither. Rows are in no cycles, so nothing would be found; they go
    by their count. What was made is left alone afterwards too: the first look would go through all of it at once.
    """
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.freeze()
            gc.enable()
