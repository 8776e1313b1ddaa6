# SPDX-License-Identifier: GPL-3.0-or-later
"""Task sheets, shown before they are printed; what makes them is imported when somebody asks for one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.rectification import tasks
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.noted_paper import show_noted

if TYPE_CHECKING:
    from hongyun_desktop.ui.kit.preview import PdfPreview


def show_task_sheets(desk: Desk, parent: QWidget, task_ids: Sequence[int]) -> "PdfPreview | None":
    """The task sheets of some tasks, with their photos; None where one is gone, which is said."""
    from hongyun_desktop.documents import task_sheet
    from hongyun_desktop.ui.features.rectification.paper_photos import photos_for_paper

    try:
        cards = [tasks.get_task(desk.store, each) for each in task_ids]
    except AppError as error:
        desk.refused(error)
        return None

    def write(path: Path, progress: Progress) -> object:
        rows, contents = photos_for_paper(desk.store, task_ids, progress)
        return task_sheet.write(cards, rows, contents, settings.committee(desk.store), path, progress)

    name = file_name(desk, _("整治任务单"), cards[0].row.number)
    return show_noted(desk, parent, _("整治任务单"), write, name)
