# SPDX-License-Identifier: GPL-3.0-or-later
"""The photos of some tasks as papers take them, made on the worker. Imports core, exchange and kit only."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import PhotoRow
from hongyun_desktop.core.rectification.report_content import ReportTask
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.exchange.paper_photos import contents_for_paper
from hongyun_desktop.ui.kit.jobs import Progress


def photos_for_paper(
    store: Store, task_ids: Sequence[int], progress: Progress
) -> tuple[Mapping[int, Sequence[PhotoRow]], Mapping[str, bytes]]:
    """The photos by task, and their content by sha256; one whose file is damaged or missing is left out."""
    by_task = keeping.photos_of_tasks(store, task_ids)
    wanted = {row.sha256 for some in by_task.values() for row in some}
    contents = contents_for_paper(wanted, partial(keeping.content_of, store), progress)
    whole = {task: [row for row in some if row.sha256 in contents] for task, some in by_task.items()}
    return whole, contents


def photos_of_report(store: Store, tasks: Iterable[ReportTask], progress: Progress) -> Mapping[str, bytes]:
    """What a report shows of tasks, by sha256: of one handed in also the photos that were taken away since."""
    wanted = {sha256 for task in tasks for sha256 in task.photos}
    return contents_for_paper(wanted, partial(keeping.content_of, store), progress)
