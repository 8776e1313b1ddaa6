# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos: what they stand under and at which stage of the work. Pure: standard library only."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

from hongyun_desktop.frozen_class import frozen

SUBJECTS = ("task", "activity", "team", "facility")


class Stage(StrEnum):
    """When a photo was taken, as the work goes; OTHER where that says nothing."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    OTHER = ""


STAGE_WORDS: Mapping[Stage, str] = {
    Stage.BEFORE: "整治前",
    Stage.DURING: "整治中",
    Stage.AFTER: "整治后",
    Stage.OTHER: "其他",
}


@frozen
class Subject:
    """What a photo stands under; kind: task, activity, team or facility."""

    kind: str
    record_id: int

    def __post_init__(self) -> None:
        """Raises: ValueError for a kind that has no photos."""
        if self.kind not in SUBJECTS:
            raise ValueError(self.kind)


@frozen
class IncomingPhoto:
    """A picture file that was looked at and may be taken; suffix: by its content, as ".jpg"."""

    path: Path
    suffix: str
    width_px: int
    height_px: int
    taken_on: date | None


@frozen
class PhotoRow:
    """A photo as it is kept; sha256 and suffix name its file."""

    photo_id: int
    sha256: str
    suffix: str
    subject: Subject
    stage: Stage
    taken_on: date | None
    width_px: int
    height_px: int
    caption: str
    size_bytes: int
