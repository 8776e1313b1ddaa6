# SPDX-License-Identifier: GPL-3.0-or-later
"""A letter as it went out: what its paper says, kept with it so that a reprint is the same; and what differs by now.

Pure: standard library only.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from hongyun_desktop.core.rectification.letters import LetterKind
from hongyun_desktop.core.rectification.report_content import Difference, ReportTask, task_differences, task_of
from hongyun_desktop.frozen_class import frozen


@frozen
class LetterContent:
    """What a letter tells of its tasks, and who sends it; number: 鸿运整改提醒〔2026〕第003号, as it was printed."""

    number: str
    compound: str
    community: str
    street: str
    issuer: str
    contact: str
    tasks: tuple[ReportTask, ...]


@frozen
class LetterRow:
    """A letter that went out. wording: what was typed for it, by name; content: None for one that kept none."""

    letter_id: int
    kind: LetterKind
    number: str
    made_on: date
    addressee: str
    task_ids: tuple[int, ...]
    wording: Mapping[str, object]
    content: LetterContent | None = None


def told_of(content: LetterContent) -> dict[str, Any]:
    """The content as JSON's own types, to be kept for good; `content_of` reads it back to an equal content."""
    return json.loads(json.dumps(asdict(content), default=date.isoformat))


def content_of(told: Mapping[str, Any]) -> LetterContent:
    """The content that `told_of` made."""
    return LetterContent(**{**told, "tasks": tuple(task_of(each) for each in told["tasks"])})


def differences(old: LetterContent, new: LetterContent) -> tuple[Difference, ...]:
    """What became otherwise: who sends it first, then task by task; empty where nothing did. Numbers are no fact."""
    return (*_of_sender(old, new), *task_differences(old.tasks, new.tasks))


def _of_sender(old: LetterContent, new: LetterContent) -> Iterator[Difference]:
    for name, words in (
        ("street", "街道"), ("community", "社区"), ("compound", "小区"), ("issuer", "落款"), ("contact", "联系方式"),
    ):  # fmt: skip
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Difference("", words, before, after)
