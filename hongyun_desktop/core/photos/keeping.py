# SPDX-License-Identifier: GPL-3.0-or-later
"""The photos of tasks, activities, teams and facilities: queries and the only transactions that write them.

Files are brought in and on the disk before any row says that they are there. Knows nothing of the screen.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from json import dumps
from typing import Any

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.days import day_of
from hongyun_desktop.core.errors import Invalid, Refused
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.photos.rules import SUBJECTS, IncomingPhoto, PhotoRow, Stage, Subject
from hongyun_desktop.core.photos.tables import Photo
from hongyun_desktop.core.store import files, thumbnails
from hongyun_desktop.core.store.among import AMONG
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.tables import StoredFile

Tell = Callable[[int, int], object]
_SELECT = (
    "SELECT p.id, f.sha256, f.suffix, p.task_id, p.activity_id, p.team_id, p.facility_id, p.stage, p.taken_on,"
    " p.width_px, p.height_px, p.caption, f.size_bytes FROM photo p JOIN stored_file f ON f.id = p.stored_file_id"
)
# A task that is against the property office is not for everybody, nor is what it looks like.
_SEEN = "p.task_id IS NULL OR NOT (SELECT t.about_property FROM task t WHERE t.id = p.task_id)"
_USES = (
    "SELECT (SELECT count(*) FROM photo WHERE stored_file_id = ?1)"
    " + (SELECT count(*) FROM handed_report WHERE instr(content, ?2))"
    " + (SELECT count(*) FROM task_letter WHERE instr(wording, ?2))"
)
_ORDER = (
    "CASE p.stage WHEN 'before' THEN 1 WHEN 'during' THEN 2 WHEN 'after' THEN 3 ELSE 4 END,"
    " p.taken_on IS NULL, p.taken_on, p.id"
)


def add_photos(
    store: Store,
    subject: Subject,
    incoming: Sequence[IncomingPhoto],
    stage: Stage,
    tell: Tell = lambda _done, _total: None,
) -> Changed:
    """Keep pictures under a thing: every file is on the disk first, then all rows are written in one step.

    tell: hears how many files are in; what it raises ends the whole before a row is written, and no file stays. A
    picture that the thing has already is not added twice. Changed.params: photo_ids, count, known.
    Raises: Refused("subject_unknown"), Invalid("day_in_future", "taken_on"), those of `files.bring_in`.
    """
    store.demand(Right.WRITE)
    _require(store, subject)
    day = today(store.clock)
    if any(each.taken_on is not None and each.taken_on > day for each in incoming):
        raise Invalid("day_in_future", "taken_on")
    brought = _bring_in(store, incoming, tell)
    has = {row.sha256 for row in list_photos(store, subject)}
    with store.unit("photos_added", subject=subject.kind, record=subject.record_id) as unit:
        ids: list[int] = []
        for each, file in zip(incoming, brought, strict=True):
            if file.sha256 in has:
                continue
            has.add(file.sha256)
            ids.append(unit.insert(
                Photo, stored_file_id=files.put_row(unit, file), **{_column(subject.kind): subject.record_id},
                stage=stage.value, taken_on=each.taken_on, width_px=each.width_px, height_px=each.height_px,
            ))  # fmt: skip
        unit.params["count"] = len(ids)
        return unit.changed(Topic.PHOTO, Topic.FILES, photo_ids=tuple(ids), known=len(incoming) - len(ids))


def _bring_in(store: Store, incoming: Sequence[IncomingPhoto], tell: Tell) -> list[files.Brought]:
    brought: list[files.Brought] = []
    with ExitStack() as taking_back:
        for number, each in enumerate(incoming, 1):
            file = files.bring_in(store, each.path, each.suffix)
            taking_back.callback(files.let_go, store, file)
            brought.append(file)
            tell(number, len(incoming))
        # From here on a commit that failed may still be found on the disk: a file too many harms nobody.
        taking_back.pop_all()
    return brought


def list_photos(store: Store, subject: Subject) -> tuple[PhotoRow, ...]:
    """The photos of a thing: before, during, after, others, each by day; empty for none that may be seen."""
    return _rows(store, f"p.{_column(subject.kind)} = ?", (subject.record_id,))


def photos_of_tasks(store: Store, task_ids: Iterable[int]) -> dict[int, tuple[PhotoRow, ...]]:
    """The photos of many tasks by task, each as `list_photos`; a task without any is left out."""
    found: dict[int, tuple[PhotoRow, ...]] = {}
    for row in _rows(store, f"p.task_id {AMONG}", (dumps(list(task_ids)),)):
        found[row.subject.record_id] = (*found.get(row.subject.record_id, ()), row)
    return found


def get_photo(store: Store, photo_id: int) -> PhotoRow:
    """The photo of that id. Raises: Refused("photo_unknown")."""
    rows = _rows(store, "p.id = ?", (photo_id,))
    if not rows:
        raise Refused("photo_unknown")
    return rows[0]


def change_photo(store: Store, photo_id: int, *, stage: Stage, taken_on: date | None, caption: str) -> Changed:
    """Say otherwise when a photo was taken and what it shows.

    Raises: Refused("photo_unknown"), Invalid("day_in_future", "taken_on"), Invalid("private_use_character").
    """
    row = get_photo(store, photo_id)
    if taken_on is not None and taken_on > today(store.clock):
        raise Invalid("day_in_future", "taken_on")
    with store.unit("photo_changed", photo_id=photo_id) as unit:
        unit.update(Photo, row.photo_id, stage=stage.value, taken_on=taken_on, caption=clean_text(caption))
        return unit.changed(Topic.PHOTO)


def remove_photo(store: Store, photo_id: int) -> Changed:
    """Take a photo away; its file loses its row with the last that shows it, and undo finds it still there.

    What a report handed in shows keeps its row. What no row speaks of any more is told by `check` and put aside by
    mending. Raises: Refused("photo_unknown").
    """
    row = get_photo(store, photo_id)
    with store.unit("photo_removed", photo_id=photo_id) as unit:
        file_id = unit.read_row(Photo, photo_id)["stored_file_id"]
        unit.delete(Photo, photo_id)
        if not store.value(_USES, (file_id, row.sha256)):
            unit.delete(StoredFile, file_id)
        changed = unit.changed(Topic.PHOTO, Topic.FILES)
    # Gone for other things that show it as well: it is made anew when they are looked at.
    thumbnails.forget(store.path, store.database.key, row.sha256)
    return changed


def content(store: Store, row: PhotoRow) -> bytes:
    """A photo's own bytes, in memory only. Raises: StorageProblem("photo_damaged", file)."""
    return files.read(store, row.sha256, row.suffix)


def content_of(store: Store, sha256: str) -> bytes:
    """The bytes of a picture that a report names, also once no thing shows it any more.

    Raises: Refused("photo_unknown"), StorageProblem("photo_damaged", file).
    """
    suffix = store.value("SELECT suffix FROM stored_file WHERE sha256 = ?", (sha256,))
    if suffix is None:
        raise Refused("photo_unknown")
    return files.read(store, sha256, suffix)


def _require(store: Store, subject: Subject) -> None:
    if not store.value(f"SELECT count(*) FROM {subject.kind} WHERE id = ?", (subject.record_id,)):
        raise Refused("subject_unknown")


def _column(kind: str) -> str:
    return f"{kind}_id"


def _rows(store: Store, condition: str, params: Iterable[object]) -> tuple[PhotoRow, ...]:
    seen = "1" if store.may(Right.SEE_SENSITIVE) else _SEEN
    return tuple(_row(*row) for row in store.sql(f"{_SELECT} WHERE {condition} AND ({seen}) ORDER BY {_ORDER}", params))


def _row(photo_id: int, sha256: str, suffix: str, *rest: Any) -> PhotoRow:
    *owners, stage, taken_on, width_px, height_px, caption, size_bytes = rest
    subject = next(Subject(kind, owner) for kind, owner in zip(SUBJECTS, owners, strict=True) if owner is not None)
    day = day_of(taken_on)
    return PhotoRow(photo_id, sha256, suffix, subject, Stage(stage), day, width_px, height_px, caption, size_bytes)
