# SPDX-License-Identifier: GPL-3.0-or-later
"""A row of a table that is higher than a page goes on over the page: all of it can be read, nothing is cut off."""

from dataclasses import replace
from pathlib import Path

import pypdfium2

from hongyun_desktop.documents import rectification_report, task_sheet
from tests.documents import rectification_samples as samples
from tests.documents.paper import pdfium_texts

LONG_REASON = "夜间又去盯了一次，摊位还在原处；" * 100
"""1600 characters, higher than a page in any column; nothing else on a paper says 盯."""


def test_a_reason_longer_than_a_page_goes_on_over_the_page_of_a_task_sheet(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    card = samples.card(samples.HALF, 2)
    steps = (card.steps[0], replace(card.steps[1], reason=LONG_REASON))
    task_sheet.write([replace(card, steps=steps)], samples.PHOTOS, samples.CONTENTS, samples.COMMITTEE, path)
    assert_all_is_there(path)


def assert_all_is_there(path: Path) -> None:
    """All of the long reason can be read, and no page is printed to its edge."""
    assert "".join(pdfium_texts(path)).count("盯") == 100
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            picture = page.render(scale=1, grayscale=True).to_pil()
            box = picture.point(lambda grey: 255 if grey < 250 else 0).getbbox()
            assert box is not None
            assert box[3] < picture.height - 7 * 72 / 25.4


def test_a_reason_longer_than_a_page_goes_on_over_the_page_of_a_report(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    content = samples.content([samples.HALF])
    tasks = tuple(replace(task, last_reason=LONG_REASON) for task in content.tasks)
    rectification_report.write(replace(content, tasks=tasks), samples.CONTENTS, path)
    assert_all_is_there(path)
