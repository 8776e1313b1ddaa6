# SPDX-License-Identifier: GPL-3.0-or-later
"""What a roster file would change, and what a person decides about it. Pure rows; reads and writes nothing."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from hongyun_desktop.core.import_problem import ImportProblem
from hongyun_desktop.core.roster.address import Address
from hongyun_desktop.core.roster.rules import Occupancy, RosterLine
from hongyun_desktop.frozen_class import frozen

PersonChange = tuple[int, dict[str, Any], Address | None]
DifferenceKey = tuple[int | None, str, str]


@frozen
class Difference:
    """A value that was edited by hand and that the file has otherwise: the hand wins.

    Of a dwelling's occupancy there is no resident_id, and name is the address. dwelling: the short form, of the file.
    """

    resident_id: int | None
    name: str
    field: str
    kept: str
    in_file: str
    dwelling: str = ""

    @property
    def key(self) -> DifferenceKey:
        """What tells it from every other one of a plan."""
        return self.resident_id, "" if self.resident_id else self.name, self.field


@frozen
class FieldChange:
    """One value that the file changes; of a dwelling's occupancy there is no resident_id, and name is empty."""

    resident_id: int | None
    name: str
    dwelling: str
    field: str
    before: str
    after: str


@frozen
class Absent:
    """Somebody who lives in a building of the file but is not in it any more; nobody is removed by absence."""

    resident_id: int
    name: str
    dwelling: str


@frozen
class SeveralHeads:
    """A dwelling for which the file names more than one head of household; dwelling: the short form."""

    dwelling: str
    names: tuple[str, ...]


@frozen
class Choices:
    """What a person decided on the preview; whatever is not decided stays as it is.

    adopted: differences where the file is right after all. moved_out: residents of `ImportPlan.absent` who have left.
    """

    adopted: frozenset[DifferenceKey] = frozenset()
    moved_out: frozenset[int] = frozenset()


NO_CHOICES = Choices()


@frozen
class ImportPlan:
    """What a file says and what it would change.

    dwellings, vacant, residents: of the accepted rows, the same in every run. added, updated, unchanged: residents.
    problems: in the order of the file. changes: value by value, for the preview. new_people, same_people: lines in
    the order of the file. new_dwellings: how many are not known yet. several_heads: to be looked at. The rest is for
    `apply_import`.
    """

    dwellings: int
    vacant: int
    residents: int
    added: int
    updated: int
    unchanged: int
    problems: tuple[ImportProblem, ...]
    differences: tuple[Difference, ...]
    absent: tuple[Absent, ...]
    occupancies: dict[Address, Occupancy] = field(repr=False)
    new_people: tuple[RosterLine, ...] = field(repr=False)
    changed_people: tuple[PersonChange, ...] = field(repr=False)
    journal_id: int
    changes: tuple[FieldChange, ...] = field(default=(), repr=False)
    same_people: tuple[RosterLine, ...] = field(default=(), repr=False)
    new_dwellings: int = 0
    several_heads: tuple[SeveralHeads, ...] = ()
    told: Mapping[DifferenceKey, Any] = field(default_factory=dict[DifferenceKey, Any], repr=False)

    def updated_with(self, choices: Choices) -> int:
        """How many residents change once the choices are made."""
        people = {resident_id for resident_id, _values, _moved_to in self.changed_people}
        people |= {key[0] for key in choices.adopted & self.told.keys() if key[0] is not None}
        return len(people | {each.resident_id for each in self.absent if each.resident_id in choices.moved_out})

    def changes_with(self, choices: Choices) -> int:
        """How many single values change in people and dwellings that are known, the choices included."""
        left = sum(each.resident_id in choices.moved_out for each in self.absent)
        return len(self.changes) + len(choices.adopted & self.told.keys()) + left

    def writes_with(self, choices: Choices) -> bool:
        """Whether the import would change anything."""
        return bool(self.new_people or self.occupancies or self.changes_with(choices))
