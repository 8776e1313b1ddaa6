# SPDX-License-Identifier: GPL-3.0-or-later
"""What is the matter with the names of a round before they are printed. Pure: no database, no paper.

What fits on paper is asked of a function that the caller brings along (`documents.certificate.preflight`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from unicodedata import category

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours.candidates import Candidate
from hongyun_desktop.core.honours.rules import CertificateSheet
from hongyun_desktop.core.names import is_common
from hongyun_desktop.frozen_class import frozen

_NOBODY: Mapping[int, tuple[str, ...]] = MappingProxyType({})
SERIOUS = frozenset({"not_printable", "does_not_fit"})


@frozen
class NameFinding:
    """One thing to look at.

    code: not_printable (text: the character), does_not_fit, rare (text: the characters that another font draws),
    uncommon (text: those of the name that GB 2312 has not, though the font has them), shrunk, same_name (text: where
    the other one on the list lives), namesake (text: where others in the roster who are not on the list live),
    no_honorific. serious: nothing is issued before it is mended.
    """

    resident_id: int
    name: str
    dwelling: str
    code: str
    text: str = ""

    @property
    def serious(self) -> bool:
        """Whether it stands in the way of issuing."""
        return self.code in SERIOUS


def look(
    honoured: Sequence[Candidate],
    sheets: Sequence[CertificateSheet],
    preflight: Callable[[CertificateSheet], Any],
    progress: Callable[[int, int], None] | None = None,
    namesakes: Mapping[int, tuple[str, ...]] = _NOBODY,
) -> list[NameFinding]:
    """Everything to look at, the serious things first, then in the order of the list; empty where all is well.

    sheets: of those honoured, in the same order. preflight: how a sheet fits (`shrunk`, `rare`), or Refused.
    progress: called with (done, total). namesakes: as `namesakes.namesakes` tells.
    """
    found = list(_in_the_list(honoured, namesakes))
    for done, (person, sheet) in enumerate(zip(honoured, sheets, strict=True), 1):
        found.extend(_on_paper(person, sheet, preflight))
        if progress is not None:
            progress(done, len(sheets))
    places = {each.resident_id: number for number, each in enumerate(honoured)}
    return sorted(found, key=lambda each: (not each.serious, places[each.resident_id]))


def _on_paper(
    person: Candidate, sheet: CertificateSheet, preflight: Callable[[CertificateSheet], Any]
) -> Iterable[NameFinding]:
    try:
        fit = preflight(sheet)
    except Refused as refused:
        code = "not_printable" if refused.code == "character_not_printable" else "does_not_fit"
        yield _finding(person, code, str(refused.params.get("character", "")))
        return
    if fit.rare:
        yield _finding(person, "rare", "".join(fit.rare))
    if uncommon := [each for each in dict.fromkeys(person.name) if _is_uncommon(each) and each not in fit.rare]:
        yield _finding(person, "uncommon", "".join(uncommon))
    if fit.shrunk:
        yield _finding(person, "shrunk")


def _in_the_list(honoured: Sequence[Candidate], namesakes: Mapping[int, tuple[str, ...]]) -> Iterable[NameFinding]:
    times = Counter(each.name for each in honoured)
    for person in honoured:
        if times[person.name] > 1:
            others = [each.dwelling for each in honoured if each.name == person.name and each is not person]
            yield _finding(person, "same_name", "、".join(filter(None, others)))
        if person.resident_id in namesakes:
            yield _finding(person, "namesake", "、".join(namesakes[person.resident_id]))
        if not person.honorific:
            yield _finding(person, "no_honorific")


def _is_uncommon(character: str) -> bool:
    return category(character) == "Lo" and not is_common(character)


def _finding(person: Candidate, code: str, text: str = "") -> NameFinding:
    return NameFinding(person.resident_id, person.name, person.dwelling, code, text)
