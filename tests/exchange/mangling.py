# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as they should never come, made from good ones by a seed."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

GOOD = Path(__file__).parents[1] / "data" / "signin-2026Q3.xlsx"
_SHEET = "xl/worksheets/sheet1.xml"
_HTML = b"<html><head><meta charset=gb2312></head><body><table><tr><td>\xd0\xd5\xc3\xfb</td></tr></table></body></html>"
_FAR = ("XFD1048576", "A1048576", "XFD1", "ZZ9", "IW1")


def mangled(seed: int) -> tuple[str, bytes]:
    """A file name and its bytes."""
    chance = Random(seed)
    make = _MAKERS[seed % len(_MAKERS)]
    return chance.choice(("名册.xlsx", "名册.xls", "名册.csv", "名册")), make(chance)


def _truncated(chance: Random) -> bytes:
    good = GOOD.read_bytes()
    return good[: chance.randrange(len(good))]


def _noise(chance: Random) -> bytes:
    return chance.randbytes(chance.randrange(1, 5000))


def _scratched(chance: Random) -> bytes:
    """The workbook with some bytes of its container overwritten."""
    raw = bytearray(GOOD.read_bytes())
    for _ in range(chance.randrange(1, 40)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def _rezipped(change: Callable[[bytes], bytes], member: str = _SHEET) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(GOOD) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for info in good.infolist():
            content = good.read(info)
            made.writestr(info.filename, change(content) if info.filename == member else content)
    return out.getvalue()


def _broken_xml(chance: Random) -> bytes:
    def scratch(xml: bytes) -> bytes:
        raw = bytearray(xml)
        for _ in range(chance.randrange(1, 60)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        return bytes(raw)

    return _rezipped(scratch, chance.choice((_SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "[Content_Types].xml")))


def _cut_xml(chance: Random) -> bytes:
    return _rezipped(lambda xml: xml[: chance.randrange(len(xml))])


def far_cell(chance: Random) -> bytes:
    """The workbook with one cell far out."""
    reference = chance.choice(_FAR).encode()
    cell = b'<row r="1048576"><c r="' + reference + b'"><v>1</v></c></row></sheetData>'
    return _rezipped(lambda xml: xml.replace(b"</sheetData>", cell))


def _bomb(chance: Random) -> bytes:
    blank = b" " * chance.choice((5 << 20, 40 << 20))
    return _rezipped(lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + blank))


def _empty_rows(chance: Random) -> bytes:
    count = chance.choice((20_000, 150_000))
    rows = b"".join(b'<row r="%d"/>' % number for number in range(1000, count))
    return _rezipped(lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))


def _deep(chance: Random) -> bytes:
    depth = chance.choice((1000, 100_000))
    return _rezipped(lambda xml: xml.replace(b"<sheetData>", b"<x>" * depth + b"<sheetData>"))


def _utf16(chance: Random) -> bytes:
    text = "姓名\t住址\t时长\r\n罗喆\t1-1-101\t2\r\n"
    return (b"\xff\xfe" if chance.random() < 0.5 else b"") + text.encode("utf-16-le")[: chance.randrange(10, 60)]


def _text(chance: Random) -> bytes:
    text = '姓名,住址,"时长\n罗喆,1-1-101' * chance.randrange(1, 50)
    return text.encode(chance.choice(("utf-8", "gb18030", "big5", "utf-16-be")), errors="replace")


def _html(chance: Random) -> bytes:
    return chance.choice((b"", b"\xef\xbb\xbf", b"\r\n  ")) + _HTML[: chance.randrange(6, len(_HTML))]


def _ole(chance: Random) -> bytes:
    middle = chance.choice((b"", "EncryptedPackage".encode("utf-16-le"), "Workbook".encode("utf-16-le")))
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + chance.randbytes(600) + middle + chance.randbytes(chance.randrange(3000))
    )


def _other_zip(chance: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(
            chance.choice(("word/document.xml", "a.txt", "content.xml", "xl/workbook.xml")), chance.randbytes(200)
        )
    return out.getvalue()


def _empty(_chance: Random) -> bytes:
    return b""


_MAKERS: tuple[Callable[[Random], bytes], ...] = (
    _truncated, _noise, _scratched, _broken_xml, _cut_xml, far_cell, _bomb, _empty_rows, _deep, _utf16, _text, _html,
    _ole, _other_zip, _empty, _broken_xml, _scratched, _truncated,
)  # fmt: skip
