# SPDX-License-Identifier: GPL-3.0-or-later
"""One committee, plain and encrypted, and one worker for all faults of a test run."""

import os
from collections.abc import Iterator

import pytest

if os.name == "posix":
    from tests.faults import operations
    from tests.faults.suffering import Sufferer, Ward


collect_ignore_glob = [] if os.name == "posix" else ["test_*.py"]


@pytest.fixture(scope="session")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Ward"]:
    """The committees, the worker and what is counted."""
    folder = tmp_path_factory.mktemp("faults")
    operations.make_models(folder)
    with Sufferer() as sufferer:
        yield Ward(folder, sufferer)
