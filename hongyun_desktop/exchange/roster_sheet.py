# SPDX-License-Identifier: GPL-3.0-or-later
"""A property office's roster as lines, whatever its layout: read and cleaned, matched with nobody yet.

Imports neither peewee nor PySide6. Rules: design of the roster import; docs/import-codes.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from hongyun_desktop.core import identity
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.import_problem import IgnoredRow
from hongyun_desktop.core.names import clean_name
from hongyun_desktop.core.roster.rules import Occupancy, RosterLine
from hongyun_desktop.exchange.cells import date_of, id_number_of, phones_of, says_nothing, text_of
from hongyun_desktop.exchange.columns import ROSTER, Layout, find_layout, plain
from hongyun_desktop.exchange.fingerprint import standing_code
from hongyun_desktop.exchange.reading import Sheet, read_workbook
from hongyun_desktop.exchange.table import ADDRESS_FIELDS, Addresses, Place, Source, TableRow, source_of, table_rows

_VACANT_WORDS = ("空置", "空房", "空", "未入住", "无人居住", "无人", "空户", "闲置", "未住人", "空关", "毛坯", "未售")
_OCCUPANCY: Mapping[str, Occupancy] = {
    **dict.fromkeys(("自住", "自用", "业主自住", "自有", "自住户", "常住", "已入住", "入住", "业主"), Occupancy.OWNER_OCCUPIED),
    **dict.fromkeys(("出租", "租住", "租赁", "租用", "已出租", "出租房", "租户", "承租", "租"), Occupancy.LET),
    **dict.fromkeys(_VACANT_WORDS, Occupancy.VACANT),
    **dict.fromkeys(("待核实", "不详", "未知", "待查", "待定"), Occupancy.UNVERIFIED),
}  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A roster as it was read.

    lines: in the order of the file. ignored: total rows. recognised: sheet → heading → field. unrecognised:
    headings kept as notes, each once. sources: what a problems workbook needs, by sheet and row.
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
    Raises: Invalid("no_heading_found") and those of `read_workbook`.
    """
    lines: list[RosterLine] = []
    ignored: list[IgnoredRow] = []
    sources: dict[tuple[str, int], Source] = {}
    recognised: dict[str, Mapping[str, str]] = {}
    unrecognised: dict[str, None] = {}
    for sheet in read_workbook(path):
        layout = find_layout(sheet, ROSTER, assigned or {})
        if layout is None:
            continue
        recognised[sheet.name] = {layout.headings[column]: name for column, name in layout.fields.items()}
        unrecognised.update(dict.fromkeys(layout.unrecognised.values()))
        places = Addresses(sheet, layout)
        for row in table_rows(sheet, layout, ADDRESS_FIELDS, ignored):
            place = places.read(row)
            line = _line(sheet, row, place, today)
            if line is not None:
                lines.append(line)
                sources[sheet.name, row.number] = source_of(row, place, row.text("fingerprint"))
    if not recognised:
        raise Invalid("no_heading_found", file=path.name)
    return RosterFile(tuple(lines), tuple(ignored), recognised, tuple(unrecognised), sources)


def _line(sheet: Sheet, row: TableRow, place: Place, today: date) -> RosterLine | None:
    """The row as a line; None where it names neither a person nor a dwelling."""
    name, extra, occupancy = _name(row.text("name"))
    occupancy = _OCCUPANCY.get(plain(row.text("occupancy"))) or occupancy
    if not name and (place.address is None or not any(row.text(each) for each in ADDRESS_FIELDS)):
        return None
    number, problem, id_text = id_number_of(row.cell("id_number"), today)
    facts = identity.read_id_number(number, today) if number else None
    phones, other_phones = _phones(row)
    clean, refused = _cleaned(name)
    return RosterLine(
        sheet=sheet.name,
        row=row.number,
        address=place.address,
        name=clean,
        address_text=place.text,
        relation=row.text("relation") or (extra if extra in _RELATIONS else ""),
        sex=_SEXES.get(row.text("sex").lower(), facts.sex if facts else ""),
        born_on=_born_on(row, today) or (facts.born_on if facts else None),
        id_number=number,
        id_problem=problem,
        id_text=id_text,
        phones=phones,
        home_village=_meaning(row.text("home_village")),
        political_status=_political_status(row),
        tags=_tags(row.text("tags")),
        note=_note(row, "" if extra in _RELATIONS else extra, other_phones),
        occupancy=occupancy,
        standing_problem=refused or standing_code(source_of(row, place, row.text("fingerprint"))),
    )


@lru_cache(maxsize=4096)
def _name(text: str) -> tuple[str, str, Occupancy | None]:
    """The name, what stood in brackets behind it, and the occupancy where 空置 stood for a name."""
    if plain(text) in _VACANT_WORDS:
        return "", "", Occupancy.VACANT
    if says_nothing(text):
        return "", "", None
    head, bracket, tail = text.replace("(", "（").partition("（")
    return (head, tail.rstrip("）) "), None) if bracket and head.strip() else (text, "", None)


def _cleaned(name: str) -> tuple[str, str]:
    try:
        return clean_name(name), ""
    except Invalid as error:
        return name, error.code


def _born_on(row: TableRow, today: date) -> date | None:
    born_on = date_of(row.cell("born_on"))
    return born_on if born_on and born_on <= today else None


def _phones(row: TableRow) -> tuple[tuple[str, ...], str]:
    found = [phones_of(row.cells[column]) for column in row.layout.columns_of("phone") if column < len(row.cells)]
    phones = dict.fromkeys(number for numbers, _ in found for number in numbers)
    return tuple(phones), "、".join(rest for _, rest in found if rest)


def _political_status(row: TableRow) -> str:
    text = _meaning(row.text("political_status"))
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
    if occupancy and plain(occupancy) not in _OCCUPANCY:
        parts.append(f"居住状态：{occupancy}")
    born = row.text("born_on")
    if born and date_of(row.cell("born_on")) is None:
        parts.append(f"出生日期：{born}")
    parts += [f"{heading}：{text}" for heading, text in _other_columns(row.layout, row)]
    return "；".join(part for part in parts if part)


def _other_columns(layout: Layout, row: TableRow) -> list[tuple[str, str]]:
    texts = [(heading, text_of(row.cells[column])) for column, heading in layout.unrecognised.items()
             if column < len(row.cells)]  # fmt: skip
    return [(heading, text) for heading, text in texts if text]
