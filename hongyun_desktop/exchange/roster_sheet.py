# SPDX-License-Identifier: GPL-3.0-or-later
"""A property office's roster as lines, whatever its layout: read and cleaned, matched with nobody yet.

Imports neither peewee nor PySide6. Rules: design of the roster import; docs/import-codes.md.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import lru_cache
from pathlib import Path

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.import_problem import IgnoredRow
from hongyun_desktop.core.many_rows import no_search_for_rubbish
from hongyun_desktop.core.roster.address import building_in, parse_address, tidy, unit_in
from hongyun_desktop.core.roster.rules import RosterLine
from hongyun_desktop.exchange.cells import IdReading, date_of, id_number_of, looks_rounded, phones_of, says_nothing
from hongyun_desktop.exchange.columns import ROSTER, SIGN_IN, Layout, find_layout, tells_hours
from hongyun_desktop.exchange.fingerprint import standing_code
from hongyun_desktop.exchange.name_cell import cleaned_name, name_of, phones_beside
from hongyun_desktop.exchange.occupancy import occupancy_in, ticked_occupancy
from hongyun_desktop.exchange.places import Addresses, Place, Source, SourceReader
from hongyun_desktop.exchange.presence import is_tick, says_no
from hongyun_desktop.exchange.reading import Sheet, in_sight, read_workbook
from hongyun_desktop.exchange.sections import tables_of
from hongyun_desktop.exchange.table import ADDRESS_FIELDS, TableRow, lines_across, pass_over, table_rows
from hongyun_desktop.frozen_class import frozen

_ROSTER_ONLY = frozenset({"relation", "sex", "born_on", "id_number", "home_village", "political_status", "occupancy"})
_PART = re.compile(
    r"\D{0,10}?(?:[A-Z]?\d{1,3}[A-Z]?|[A-Z])(?:#|#?(?:号?楼|栋|幢|座|单元))(?:\d{1,2}单元)?"
    r"(?:住户|居民|人员|信息|情况|花名册|名册|名单|登记|统计|一览|表|[:()（）]|共?\d+[户人])*"
)
_GROUP = re.compile(r"第?[一二三四五六七八九十\d]{1,3}(?:村民)?(?:小?组|社|队|期|批)")
_FEWEST_ROUNDED = 2
_EXAMPLE = re.compile("示例|样例|范例")
_SEXES = {
    "男": "男",
    "女": "女",
    "男性": "男",
    "女性": "女",
    "m": "男",
    "f": "女",
    "male": "男",
    "female": "女",
    "1": "男",
    "2": "女",
}
_RELATIONS = (
    "户主",
    "业主",
    "配偶",
    "妻",
    "丈夫",
    "妻子",
    "子",
    "女",
    "儿子",
    "女儿",
    "子女",
    "父母",
    "父亲",
    "母亲",
    "租客",
    "租户",
)


@frozen
class RosterFile:
    """A roster as it was read.

    lines: in the order of the file. ignored: total rows, and rows that nothing was made of. recognised: sheet →
    heading → field. unrecognised: headings kept as notes, each once. sources: what a problems workbook needs, by sheet
    and row.
    """

    lines: tuple[RosterLine, ...]
    ignored: tuple[IgnoredRow, ...]
    recognised: Mapping[str, Mapping[str, str]]
    unrecognised: tuple[str, ...]
    sources: Mapping[tuple[str, int], Source] = field(repr=False)

    @property
    def is_whole(self) -> bool:
        """Whether this is a whole list and not the problem rows of one, from which nobody can be absent."""
        return not any("fingerprint" in fields.values() for fields in self.recognised.values())


def read_roster(path: Path, today: date, assigned: Mapping[str, str] | None = None) -> RosterFile:
    """Read a roster from .xlsx, .xls, .ods or delimited text.

    today: no birth date may lie after it. assigned: heading → field where a person said so (empty: none).
    Raises: Invalid("no_heading_found"), Invalid("looks_like_sign_in") and those of `read_workbook`.
    """
    return read_roster_sheets(read_workbook(path), path.name, today, assigned)


@no_search_for_rubbish()
def read_roster_sheets(
    sheets: Sequence[Sheet], file_name: str, today: date, assigned: Mapping[str, str] | None = None
) -> RosterFile:
    """The same for sheets that are at hand, as when somebody assigns the columns otherwise."""
    lines: list[RosterLine] = []
    sheets, ignored = in_sight(sheets)
    sources: dict[tuple[str, int], Source] = {}
    recognised: dict[str, dict[str, str]] = {}
    unrecognised: dict[str, None] = {}
    given = [sheet for sheet in sheets if not _EXAMPLE.search(sheet.name)]
    tables = (table for each in given for table in tables_of(each, ROSTER, assigned or {}, ignored, _names_a_part))
    for sheet, layout in tables:
        _refuse_sign_in(file_name, sheet, layout)
        recognised.setdefault(sheet.label, {}).update(
            (layout.headings[column], name) for column, name in layout.fields.items()
        )
        unrecognised.update(dict.fromkeys(layout.unrecognised.values()))
        places, sources_of, rounded = Addresses(sheet, layout), SourceReader(layout), _has_rounded(sheet, layout)
        lines_between = lines_across(sheet, layout)
        for row in table_rows(sheet, layout, ADDRESS_FIELDS, ignored):
            if row.number in lines_between or (not row.own_address and _stands_between(row)):
                places.begin(_person(row))
                continue
            place = places.read(row)
            source = sources_of.read(row, place)
            id_number = id_number_of(row.cell("id_number"), today, rounded=rounded)
            line = _line(sheet, row, place, source, id_number, today)
            if line is None:
                pass_over(sheet, row.number - 1, ignored)
                continue
            lines.append(line)
            sources[sheet.label, row.number] = source
    if not recognised:
        raise Invalid("no_heading_found", file=file_name)
    return RosterFile(tuple(lines), tuple(ignored), recognised, tuple(unrecognised), sources)


def _names_a_part(text: str, _field: str) -> bool:
    """Whether a line between the rows says in which building or unit those below it are (3栋住户, 2单元)."""
    return bool(building_in(text) or unit_in(text)) and _PART.fullmatch(tidy(text)) is not None


def _refuse_sign_in(file_name: str, sheet: Sheet, layout: Layout) -> None:
    """A sign-in sheet has names and addresses too; read as a roster it would fill the notes of all who served."""
    as_sign_in = None if _ROSTER_ONLY & set(layout.fields.values()) else find_layout(sheet, SIGN_IN, {})
    if as_sign_in and tells_hours(as_sign_in):
        raise Invalid("looks_like_sign_in", file=file_name)


def _has_rounded(sheet: Sheet, layout: Layout) -> bool:
    """Whether the ID numbers of a text came from a sheet that had rounded some: then one that ends alike may pass its
    check by chance."""
    column = layout.first_columns.get("id_number", -1)
    cells = (row[column] for row in sheet.rows[layout.first_row :] if 0 <= column < len(row))
    return sum(map(looks_rounded, cells)) >= _FEWEST_ROUNDED


def _stands_between(row: TableRow) -> bool:
    """Whether a row only says in which group of a village (一组) or at which address those below it are."""
    text = _person(row)
    told = _GROUP.fullmatch(text) is not None or (any(map(str.isdigit, text)) and parse_address(text) is not None)
    return told and sum(map(bool, row.texts)) == 1


def _line(
    sheet: Sheet, row: TableRow, place: Place, source: Source, id_number: IdReading, today: date
) -> RosterLine | None:
    """The row as a line; None where it names neither a person nor a dwelling."""
    person = _person(row)
    name, extra, occupancy = name_of(person)
    occupancy = occupancy_in(row.text("occupancy")) or occupancy or ticked_occupancy(row)
    if not name and (place.address is None or not row.own_address):
        return None
    facts = id_number.facts
    phones, other_phones = _phones(row, phones_beside(person) if person != name else ())
    clean, refused = cleaned_name(name)
    return RosterLine(
        sheet=sheet.label,
        row=row.number,
        address=place.address,
        name=clean,
        address_text=place.text,
        relation=row.text("relation") or (extra if extra in _RELATIONS else "") or _relation(row),
        sex=_SEXES.get(row.text("sex").lower(), facts.sex if facts else ""),
        born_on=_born_on(row, today) or (facts.born_on if facts else None),
        id_number=id_number.number,
        id_problem=id_number.problem,
        id_text=id_number.text,
        phones=phones,
        home_village=_meaning(row.text("home_village")),
        political_status=_political_status(row),
        tags=_tags(row.text("tags")),
        note=_note(row, "" if extra in _RELATIONS else extra, other_phones),
        occupancy=occupancy,
        standing_problem=refused or standing_code(source),
    )


def _person(row: TableRow) -> str:
    """The member's name; the head's where the sheet names heads only, or nobody beside the head."""
    return row.text("name") or row.text("head")


def _relation(row: TableRow) -> str:
    # A column of heads says of one row that this is the head: where it stands alone, or repeats the name.
    head = row.text("head")
    return "户主" if head and row.text("name") in ("", head) else ""


def _born_on(row: TableRow, today: date) -> date | None:
    born_on = date_of(row.cell("born_on"))
    return born_on if born_on and born_on <= today else None


def _phones(row: TableRow, beside: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    found = [phones_of(row.cells[column]) for column in row.layout.columns_of("phone") if column < len(row.cells)]
    if beside:
        found.append((beside, ""))
    if len(found) == 1:
        return found[0]
    phones = dict.fromkeys(number for numbers, _ in found for number in numbers)
    return tuple(phones), "、".join(rest for _, rest in found if rest)


def _political_status(row: TableRow) -> str:
    text = _meaning(row.text("political_status"))
    if text and "党员" in row.layout.headings[row.layout.columns_of("political_status")[0]]:
        text = "是" if is_tick(text) else "" if says_no(text) else text
    return {"是": "中共党员", "否": "", "党员": "中共党员"}.get(text, text)


def _meaning(text: str) -> str:
    return "" if says_nothing(text) else text


@lru_cache(maxsize=1024)
def _tags(text: str) -> tuple[str, ...]:
    for separator in ("，", ",", ";", "；", "/", "|", " "):
        text = text.replace(separator, "、")
    return tuple(dict.fromkeys(tag for tag in text.split("、") if not says_nothing(tag)))


def _note(row: TableRow, bracket: str, other_phones: str) -> str:
    """The note, and whatever the sheet says that has no column of ours."""
    parts = [row.text("note"), bracket]
    if other_phones:
        parts.append(f"电话：{other_phones}")
    occupancy = row.text("occupancy")
    if not says_nothing(occupancy) and occupancy_in(occupancy) is None:
        parts.append(f"{row.layout.headings[row.layout.first_columns['occupancy']]}：{occupancy}")
    born = row.text("born_on")
    if born and date_of(row.cell("born_on")) is None:
        parts.append(f"出生日期：{born}")
    parts += [f"{heading}：{text}" for heading, text in _other_columns(row.layout, row)]
    return "；".join(part for part in parts if part)


def _other_columns(layout: Layout, row: TableRow) -> list[tuple[str, str]]:
    width = len(row.texts)
    texts = [(heading, row.texts[column]) for column, heading in layout.unrecognised.items() if column < width]
    return [(heading, text) for heading, text in texts if text]
