# SPDX-License-Identifier: GPL-3.0-or-later
"""QR codes as vector drawing. Imports neither peewee nor PySide6."""

import segno

from hongyun_desktop.documents.ink import INK, Canvas

_MASK = 2  # a fixed mask is still a valid symbol and skips the search among eight, which takes four times as long


def draw_qr(canvas: Canvas, x_pt: float, y_pt: float, size_pt: float, text: str) -> None:
    """Draw a QR code of UTF-8 text with its lower left corner at (x, y), without a quiet zone."""
    matrix = segno.make(text, error="m", micro=False, mask=_MASK, mode="byte", encoding="utf-8").matrix
    module_pt = size_pt / len(matrix)
    path = canvas.beginPath()
    for row_number, row in enumerate(matrix):
        y = y_pt + (len(matrix) - 1 - row_number) * module_pt
        for start, end in _dark_runs(bytes(row)):
            path.rect(x_pt + start * module_pt, y, (end - start) * module_pt, module_pt)
    canvas.setFillColor(INK)
    canvas.drawPath(path, fill=1, stroke=0)


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    place = 0
    while place < len(row):
        end = place
        while end < len(row) and row[end]:
            end += 1
        if end > place:
            runs.append((place, end))
        place = end + 1
    return runs
