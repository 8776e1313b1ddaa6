# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates to print, and other programs' eyes to read them back with."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2

from hongyun_desktop.core.honours import wording
from hongyun_desktop.core.honours.rules import CertificateKind, CertificateSheet, Wording

ISSUED_ON = date(2026, 10, 1)
ISSUER = "鸿运小区自管委"
DEED = "在2026年第三季度“邻里守望”志愿服务中，热心公益、乐于奉献，累计服务136小时"


def sheet_of(words: Wording, serial: int = 1, *, sample: bool = False) -> CertificateSheet:
    """A numbered sheet for the wording."""
    number = f"鸿运荣字〔2026〕第{serial:04d}号"
    return CertificateSheet(words, number, "7F3A-91C2", f"{number}|{wording.name_of(words)}|7F3A-91C2", sample)


def honour_for(name: str, honorific: str = "同志", deed: str = DEED, issuer: str = ISSUER) -> CertificateSheet:
    """A 荣誉证书 for a person or a team."""
    return sheet_of(wording.honour(name, honorific, deed, "季度志愿之星", issuer, ISSUED_ON))


def saying(body: str) -> CertificateSheet:
    """A 荣誉证书 with a body of one's own."""
    sheet = honour_for("罗喆")
    return replace(sheet, wording=replace(sheet.wording, paragraphs=(body,)))


def of_kind(kind: CertificateKind) -> CertificateSheet:
    """A usual certificate of each kind."""
    thanks = ("您带头认领小区花园3处，补种苗木25棵。", "谨向您表示衷心的感谢！")
    made = {
        CertificateKind.HONOUR: wording.honour("王翀犇", "同志", DEED, "优秀楼栋长", ISSUER, ISSUED_ON),
        CertificateKind.THANKS: wording.thanks("王翀犇", "先生", thanks, ISSUER, ISSUED_ON),
        CertificateKind.APPOINTMENT: wording.appointment(
            "王翀犇", "女士", "环境美育队辅导员", ISSUED_ON, date(2028, 9, 30), ISSUER, ISSUED_ON
        ),
        CertificateKind.COMPLETION: wording.completion("王翀犇", "", "", "社治微学堂", ISSUER, ISSUED_ON),
    }
    return sheet_of(made[kind])


def pdfium_texts(path: Path) -> list[str]:
    """The text of each page as PDFium reads it, without blanks and line ends."""
    with pypdfium2.PdfDocument(path) as document:
        return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]


def poppler_text(path: Path) -> str:
    """The text of a document as poppler reads it, without blanks and line ends."""
    told = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], check=True, capture_output=True)
    return re.sub(r"\s", "", told.stdout.decode())
