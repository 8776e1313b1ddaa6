# SPDX-License-Identifier: GPL-3.0-or-later
"""A printing press for the tests of documents."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hongyun_desktop.core.honours.rules import CertificateSheet
from hongyun_desktop.documents.certificate import write_certificates


@pytest.fixture
def printed(tmp_path: Path) -> Callable[..., Path]:
    """Print sheets into a new file."""

    def print_them(*sheets: CertificateSheet) -> Path:
        path = tmp_path / "certificates.pdf"
        write_certificates(sheets, path)
        return path

    return print_them
