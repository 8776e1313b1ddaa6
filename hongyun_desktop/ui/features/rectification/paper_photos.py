# SPDX-License-Identifier: GPL-3.0-or-later
"""The photos of some tasks as papers take them: small upright JPEGs, made on the worker. Imports core only."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import PhotoRow
from hongyun_desktop.core.rectification.report_content import ReportTask
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.kit.jobs import Progress

_LONGEST_PX = 1200


def photos_for_paper(
    store: Store, task_ids: Sequence[int], progress: Progress
) -> tuple[Mapping[int, Sequence[PhotoRow]], Mapping[str, bytes]]:
    """The photos by task, and their content by sha256; one whose file is damaged or missing is left out."""
    by_task = keeping.photos_of_tasks(store, task_ids)
    contents = _contents(store, {row.sha256 for some in by_task.values() for row in some}, progress)
    whole = {task: [row for row in some if row.sha256 in contents] for task, some in by_task.items()}
    return whole, contents


def photos_of_report(store: Store, tasks: Iterable[ReportTask], progress: Progress) -> Mapping[str, bytes]:
    """What a report shows of tasks, by sha256: of one handed in also the photos that were taken away since."""
    return _contents(store, {each for task in tasks for each in (*task.photos_before, *task.photos_after)}, progress)


def _contents(store: Store, wanted: Collection[str], progress: Progress) -> dict[str, bytes]:
    from hongyun_desktop.exchange import pictures

    contents: dict[str, bytes] = {}
    for done, sha256 in enumerate(wanted):
        progress(done, len(wanted))
        try:
            contents[sha256] = pictures.for_paper(keeping.content_of(store, sha256), _LONGEST_PX)
        except AppError:
            continue  # 检查 tells of it; the paper goes out without it
    return contents
