# SPDX-License-Identifier: GPL-3.0-or-later
import gc

import pytest

from hongyun_desktop.core.many_rows import no_search_for_rubbish


def test_python_looks_for_rubbish_again_afterwards_whatever_happened() -> None:
    with pytest.raises(ZeroDivisionError), no_search_for_rubbish():
        assert not gc.isenabled()
        _ = 1 / 0

    assert gc.isenabled()


def test_the_outermost_work_decides_when_python_looks_again() -> None:
    @no_search_for_rubbish()
    def inner() -> None:
        return

    with no_search_for_rubbish():
        inner()
        assert not gc.isenabled()

    assert gc.isenabled()
