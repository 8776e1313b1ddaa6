# SPDX-License-Identifier: GPL-3.0-or-later
"""What a panel tells of a record: lines of key and value, and headings between them. Imports Qt and kit only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from hongyun_desktop.ui.kit.parts import label, row_of, rule
from hongyun_desktop.ui.kit.theme import em

KEY_EM = 4.6


def add_title(column: QVBoxLayout, text: str) -> None:
    """A heading inside the panel."""
    column.addSpacing(6)
    column.addWidget(rule())
    column.addWidget(label(text, "h2"))


def add_fact(column: QVBoxLayout, owner: QWidget, key: str, value: str | QLayout) -> None:
    """A line of key and value; nothing for an empty value.

    owner: whose font says how wide the keys are. value: a text, or what is laid out in its place.
    """
    if value == "":
        return
    name = label(key, "key")
    name.setFixedWidth(em(owner, KEY_EM))
    line = row_of(name, spacing_px=6)
    line.setAlignment(name, Qt.AlignmentFlag.AlignTop)
    if isinstance(value, str):
        shown = label(value, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(shown, 1)
    else:
        line.addLayout(value, 1)
    column.addLayout(line)
