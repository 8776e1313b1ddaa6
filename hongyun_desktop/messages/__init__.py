# SPDX-License-Identifier: GPL-3.0-or-later
"""From a code with parameters to a Chinese sentence: what happened, and what to do.

Used by the commands and the window. Knows no layer above it: errors and problems come in by their attributes.
tests/test_messages.py proves that every code in the source has its sentence here.
"""

from hongyun_desktop.messages.errors import ERRORS, FILE_KINDS, WINDOW_ERRORS, error_sentence, window_sentence
from hongyun_desktop.messages.explanations import EXPLANATIONS, explanation_sentence
from hongyun_desktop.messages.findings import FINDINGS, TABLES, finding_sentence
from hongyun_desktop.messages.journal import UNITS, change_sentence, unit_sentence
from hongyun_desktop.messages.problems import (
    PROBLEMS,
    hidden_sheets_sentence,
    problem_sentence,
    several_heads_sentence,
    sheet_parts_sentence,
    task_problem_sentence,
)
from hongyun_desktop.messages.words import (
    kind_word,
    new_passphrase_sentence,
    role_word,
    setting_label,
    some_names,
    verdict_sentence,
    why_not_allowed,
)

__all__ = [
    "ERRORS",
    "EXPLANATIONS",
    "FILE_KINDS",
    "FINDINGS",
    "PROBLEMS",
    "TABLES",
    "UNITS",
    "WINDOW_ERRORS",
    "change_sentence",
    "error_sentence",
    "explanation_sentence",
    "finding_sentence",
    "hidden_sheets_sentence",
    "kind_word",
    "new_passphrase_sentence",
    "problem_sentence",
    "role_word",
    "setting_label",
    "several_heads_sentence",
    "sheet_parts_sentence",
    "some_names",
    "task_problem_sentence",
    "unit_sentence",
    "verdict_sentence",
    "why_not_allowed",
    "window_sentence",
]
