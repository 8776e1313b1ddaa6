# SPDX-License-Identifier: GPL-3.0-or-later
"""What an editable document (.docx) is made of: A4, Chinese fonts, page numbers, tables, pictures.

python-docx is imported when the first document is made. Imports neither peewee nor PySide6.
"""

import io
import zipfile
from collections.abc import Container, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from hongyun_desktop.core.whole_file import write_whole

TEXT_WIDTH_MM = 174.0
_SONG, _HEI, _LATIN = "宋体", "黑体", "Times New Roman"
_SHADE = "F3E6C6"
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_STYLES = (("Normal", _SONG, 10.5), ("Title", _HEI, 20), ("Heading 1", _HEI, 14), ("Heading 2", _HEI, 11.5))
# The earliest day that a zip archive can bear: what is the same inside is the same outside.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def new_document(title: str, author: str, made_on: date) -> Any:
    """An empty A4 document. author: a body, never a person. made_on: the only day that its properties bear."""
    from docx import Document
    from docx.shared import Mm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(20)
    for name, font, size_pt in _STYLES:
        _set_fonts(document.styles[name], font, size_pt)
    _set_language(document)
    facts, day = document.core_properties, datetime(made_on.year, made_on.month, made_on.day)
    facts.title, facts.author, facts.last_modified_by = title, author, author
    facts.comments, facts.language, facts.revision = "", "zh-CN", 1
    facts.created = facts.modified = day
    return document


def _set_fonts(style: Any, east_asian: str, size_pt: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = _LATIN, Pt(size_pt)
    style.font.color.rgb = RGBColor(0x22, 0x1A, 0x17)
    fonts = style.element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), east_asian)
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _set_language(document: Any) -> None:
    """Chinese, so that Word breaks lines and checks words by the rules of it; and no blue rule under the title."""
    from docx.oxml.ns import qn

    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for rule in list(styles["Title"].element.iter(qn("w:pBdr"))):
        rule.getparent().remove(rule)


def add_paragraph(document: Any, text: str, *, indented: bool = True) -> Any:
    """A paragraph, indented by two characters as Chinese ones are."""
    from docx.shared import Pt

    paragraph = document.add_paragraph(text)
    paragraph.paragraph_format.line_spacing = 1.5
    paragraph.paragraph_format.space_after = Pt(4)
    if indented:
        paragraph.paragraph_format.first_line_indent = Pt(21)
    return paragraph


def add_table(
    document: Any, headings: Sequence[str], widths_mm: Sequence[float], rows: Sequence[Sequence[str]],
    numbers: Container[int] = (),
) -> None:  # fmt: skip
    """A ruled table whose headings come again on each page; numbers: the columns that stand at the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    table = new_table(document, widths_mm, 1 + len(rows), "Table Grid")
    _repeat(table.rows[0])
    for place, text in enumerate(headings):
        cell = table.rows[0].cells[place]
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _shade(cell)
    for line, row in zip(rows, table.rows[1:], strict=True):
        for place, (text, cell) in enumerate(zip(line, row.cells, strict=True)):
            cell.text = text
            if place in numbers:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def new_table(document: Any, widths_mm: Sequence[float], count: int, style: str | None = None) -> Any:
    """An empty table of fixed widths whose rows are never torn apart."""
    from docx.shared import Mm

    table = document.add_table(count, len(widths_mm), style)
    table.autofit = False
    for column, width_mm in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width_mm)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_mark("cantSplit"))
        for cell, width_mm in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width_mm)
    return table


def _repeat(row: Any) -> None:

    row._tr.get_or_add_trPr().append(_mark("tblHeader"))


def _shade(cell: Any) -> None:
    cell._tc.get_or_add_tcPr().append(_mark("shd", val="clear", color="auto", fill=_SHADE))


def _mark(tag: str, text: str | None = None, **facts: str) -> Any:
    """An element of WordprocessingML that python-docx has no name for."""
    from docx import oxml
    from docx.oxml.ns import qn

    mark = cast(Any, oxml).OxmlElement(f"w:{tag}")
    mark.text = text
    for name, value in facts.items():
        mark.set(qn(f"w:{name}"), value)
    return mark


def add_picture(cell: Any, content: bytes, wide_mm: float, high_mm: float) -> None:
    """A JPEG in the middle of a cell, whole and no larger than told."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture = paragraph.add_run().add_picture(io.BytesIO(content))
    scale = min(Mm(wide_mm) / picture.width, Mm(high_mm) / picture.height)
    picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)


def add_page_numbers(document: Any, text: str) -> None:
    """A footer with a text and 第 x 页，共 y 页, which Word counts itself."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in (f"{text}　第 ", "PAGE", " 页，共 ", "NUMPAGES", " 页"):
        run = paragraph.add_run("" if part.isupper() else part)
        run.font.size = Pt(9)
        if part.isupper():
            _make_field(run, part)


def _make_field(run: Any, code: str) -> None:
    """The marks that Word takes for a field; its value is 1 until Word counts."""
    begin, separate, end = (_mark("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    for mark in (begin, _mark("instrText", code), separate, _mark("t", "1"), end):
        run._r.append(mark)


def save(document: Any, path: Path) -> None:
    """Write the document; the same content gives the same bytes.

    Raises: StorageProblem("file_not_writable", file), ("disk_full", file).
    """
    made, whole = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _NO_TIME), old.read(name), zipfile.ZIP_DEFLATED)
    write_whole(path, whole.getvalue())
