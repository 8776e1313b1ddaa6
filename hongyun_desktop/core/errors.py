# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong and is not a bug: a code with parameters, which `messages` turns into a Chinese sentence.

Imports nothing of the project. Parameters may hold names for the sentence on the screen, so an AppError is
never written to the log with them.
"""

from collections.abc import Mapping


class AppError(Exception):
    """A known refusal or fault: `code` says which, `params` fill in its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params


class Invalid(AppError):
    """A value that can't be taken as it was typed; `field` names it (empty: the whole)."""

    def __init__(self, code: str, field: str = "", **params: object) -> None:
        super().__init__(code, **params)
        self.field = field


class Refused(AppError):
    """A rule of the committee or of the program says no."""


class StorageProblem(AppError):
    """The disk or the file does not allow it: full, locked, corrupt, read-only or missing."""
