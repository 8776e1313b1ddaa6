# SPDX-License-Identifier: GPL-3.0-or-later
"""The photos of some tasks as papers take them: small upright JPEGs, made on the worker. Imports core only."""

from collections.abc import Mapping, Sequence

from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import PhotoRow
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.ui.kit.jobs import Progress

_LONGEST_PX = 1200


def photos_for_paper(
    store: Store, task_ids: Sequence[int], progress: Progress
) -> tuple[Mapping[int, Sequence[PhotoRow]], Mapping[str, bytes]]:
    """The photos by task, and their content by sha256; one whose file is damaged or missing is left out."""
    from hongyun_desktop.exchange import pictures

    by_task = keeping.photos_of_tasks(store, task_ids)
    rows = {row.sha256: row for some in by_task.values() for row in some}
    contents: dict[str, bytes] = {}
    for done, (sha256, row) in enumerate(rows.items()):
        progress(done, len(rows))
        try:
            contents[sha256] = pictures.for_paper(keeping.content(store, row), _LONGEST_PX)
        except AppError:
            continue  # 检查 tells of it; the paper goes out without it
    whole = {task: [row for row in some if row.sha256 in contents] for task, some in by_task.items()}
    return whole, contents
