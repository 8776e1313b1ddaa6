# SPDX-License-Identifier: GPL-3.0-or-later
"""What a feature tells the main window of itself: its tab, its page, its help. Imports Qt and the desk only."""

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.ui.kit.desk import Desk


class FeaturePage(Protocol):
    """A page that can be asked to show one record of a kind it is responsible for."""

    def show_record(self, kind: str, record_id: int) -> None:
        """Bring a record into view."""
        ...


class Place(QWidget):
    """Where a page stands in the window."""

    @property
    def standing(self) -> Any:
        """What a page that is made here now will `take_up` in a moment, till when it may stay empty; None: nothing."""
        return None


def awaited(parent: QWidget | None) -> Any:
    """What a page that is made in a parent will take up in a moment; None: nothing."""
    return parent.standing if isinstance(parent, Place) else None


@runtime_checkable
class Lasting(Protocol):
    """A page that can be made anew and stand as it stood, as in another type size."""

    def standing(self) -> Any:
        """How the page stands."""
        ...

    def take_up(self, standing: Any) -> None:
        """Stand as a page of the same kind did."""
        ...


@frozen
class Feature:
    """One tab. build: makes its page in a parent. help: its text in Chinese Markdown, read when it is asked for.

    shows: kinds that `Desk.go` opens here; such a page is a `FeaturePage`.
    """

    key: str
    title: str
    icon: str
    build: Callable[[Desk, QWidget], QWidget]
    help: Callable[[], str]
    subtitle: str = ""
    shows: tuple[str, ...] = ()
