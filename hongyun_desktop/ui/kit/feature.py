# SPDX-License-Identifier: GPL-3.0-or-later
"""What a feature tells the main window of itself: its tab, its page, its help. Imports Qt and the desk only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from hongyun_desktop.ui.kit.desk import Desk


class FeaturePage(Protocol):
    """A page that can be asked to show one record of a kind it is responsible for."""

    def show_record(self, kind: str, record_id: int) -> None:
        """Bring a record into view."""
        ...


@dataclass(frozen=True, slots=True)
class Feature:
    """One tab. shows: kinds that `Desk.go` opens here; such a page is a `FeaturePage`. help: Chinese Markdown."""

    key: str
    title: str
    icon: str
    build: Callable[[Desk], QWidget]
    help: str
    subtitle: str = ""
    shows: tuple[str, ...] = ()
