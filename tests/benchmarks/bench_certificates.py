# SPDX-License-Identifier: GPL-3.0-or-later
"""500 certificates with QR in one PDF: seconds (bar 3), MB (bar 2), MiB of memory (bar 130)."""

import resource
import tempfile
import time
from datetime import date
from pathlib import Path

from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateSheet, number_text
from hongyun_desktop.demo import story
from hongyun_desktop.documents.certificate import write_certificates

COUNT = 500
BAR_S, BAR_MB, BAR_MIB = 3.0, 2.0, 130.0


def sheets() -> list[CertificateSheet]:
    names = [s + g for s in story.SURNAMES for g in (*story.ELDER_NAMES, *story.ADULT_NAMES)][:COUNT]
    day = date(2026, 10, 1)
    made = []
    for serial, name in enumerate(names, 1):
        deed = words.deed_of_quarter("2026年第三季度", 300 + serial * 30)
        number = number_text("鸿运", CertificateKind.HONOUR, 2026, serial)
        wording = words.honour(name, "同志", deed, "季度志愿之星", "鸿运小区自管委", day)
        made.append(CertificateSheet(wording, number, "7F3A-91C2", f"{number}|{name}|7F3A-91C2"))
    return made


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "certificates.pdf"
        start = time.perf_counter()
        pages = write_certificates(sheets(), file)
        seconds = time.perf_counter() - start
        size_mb = file.stat().st_size / 1e6
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"certificates, {pages} pages: {seconds:.2f} s (bar {BAR_S}, ratio {seconds / BAR_S:.2f})")
    print(f"certificates, file: {size_mb:.2f} MB (bar {BAR_MB}, ratio {size_mb / BAR_MB:.2f})")
    print(f"certificates, memory: {peak_mib:.0f} MiB (bar {BAR_MIB:.0f}, ratio {peak_mib / BAR_MIB:.2f})")


if __name__ == "__main__":
    main()
